"""The German words that the feeds share: title with its warning, place on one line, what a visitor must know."""

from __future__ import annotations

import re
from urllib.parse import unquote

from pipeline.feed.items import FeedItem, FeedOccurrence, FeedOrganiser, FeedVenue, Tombstone
from pipeline.feed.safe import TITLE_LIMIT
from pipeline.german import TOPICS

_WEEKDAYS = ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")
_PREFIXES = {"cancelled": "ABGESAGT: ", "postponed": "VERSCHOBEN: "}
_SAID_ALREADY = re.compile(r"^\W*(abgesagt|verschoben)\b[\W_]*", re.IGNORECASE)
_STATUS = {
    "cancelled": "Die Veranstaltung ist abgesagt.",
    "postponed": "Die Veranstaltung ist verschoben, ein neuer Termin ist noch nicht bekannt.",
    "tentative": "Der Termin ist noch nicht bestätigt.",
    "moved_online": "Die Veranstaltung findet online statt.",
}
_FAREWELLS = {
    "withdrawn": (
        "NICHT MEHR ANGEKÜNDIGT",
        "Die Quelle kündigt das nicht mehr an. Ob es stattfindet, ist nicht bekannt.",
    ),
    "merged_into": ("DOPPELTER EINTRAG", "Dieselbe Veranstaltung steht unter einem anderen Eintrag im Kalender."),
    "reissued": ("ERSETZTER EINTRAG", "Die Veranstaltung steht unter einem neuen Eintrag im Kalender."),
    "gone": ("TERMIN NICHT MEHR ANGEKÜNDIGT", "Dieser Termin wird nicht mehr genannt; die Veranstaltung hat andere."),
    "redated": ("ANDERER TERMIN", "Die Quelle nennt jetzt einen Tag, der vorbei ist."),
    "hidden": ("ENTFERNTER EINTRAG", "Der Eintrag wurde aus dem Kalender genommen."),
}
_DOUBTED = ("TERMIN UNKLAR", "Der Termin wird geprüft. Bis dahin steht er nicht im Kalender.")


def farewell(stone: Tombstone) -> str:
    """The title of what left, after a word that says why."""
    word = _FAREWELLS.get(stone.reason, _DOUBTED)[0]
    return f"{word}: {stone.title}"[:TITLE_LIMIT] if stone.title else word


def farewell_text(stone: Tombstone) -> str:
    """One sentence about why it left."""
    return _FAREWELLS.get(stone.reason, _DOUBTED)[1]


def headline(title: str, status: str) -> str:
    """The title; before a cancelled or postponed one a word says so, since some calendars hide the status."""
    prefix = _PREFIXES.get(status, "")
    if not prefix:
        return title
    bare = _SAID_ALREADY.sub("", title)
    return prefix + (bare or title)[: TITLE_LIMIT - len(prefix)]


def place_line(venue: FeedVenue | None, attendance_mode: str | None) -> str:
    """Where it is, on one line; '' if nobody said."""
    parts: list[str] = []
    if venue and attendance_mode != "online":
        town = " ".join(filter(None, (venue.postal_code, venue.city)))
        parts = [part for part in (venue.name, venue.street, town) if part]
    line = ", ".join(dict.fromkeys(parts))
    if attendance_mode in ("online", "mixed"):
        return f"{line} und online" if line else "Online"
    return line


def names(organisers: tuple[FeedOrganiser, ...], role: str) -> str:
    """The bodies of that role, comma-separated."""
    return ", ".join(body.name for body in organisers if body.role == role)


def details(item: FeedItem, occurrence: FeedOccurrence | None, status: str) -> str:
    """Everything a calendar entry can say in words, most urgent first; one paragraph each."""
    change = occurrence.change_text if occurrence else item.change_text
    lines = [
        _STATUS.get(status, ""),
        f"Zuletzt geändert: {change}" if change else "",
        "Ausgebucht." if item.sold_out else "",
        item.description or "",
        item.series.rrule_text or "" if item.series and occurrence is None else "",
        _labelled("Veranstaltet von", names(item.organisers, "organiser")),
        _labelled("In Zusammenarbeit mit", names(item.organisers, "partner")),
        _labelled("Gefördert von", names(item.organisers, "funder")),
        _labelled("Eintritt", price(item)),
        registration(item),
        _labelled("Online", item.online_url),
        *(f"Quelle: {url}" for url in dict.fromkeys(link.url for link in item.sources) if url and url != item.url),
    ]
    return "\n\n".join(line for line in lines if line)


def price(item: FeedItem) -> str:
    """What it costs, as printed; 'frei' if that is all that is known."""
    return item.price_text or ("frei" if item.is_free else "")


def registration(item: FeedItem) -> str:
    """How and until when to register; a deadline at 23:59:59 is a day without clock time."""
    deadline = item.registration_deadline
    until = ""
    if deadline:
        until = f" bis {deadline:%d.%m.%Y}" + ("" if deadline.second == 59 else f", {deadline:%H:%M} Uhr")
    if not until and not item.registration_url:
        return ""
    where = unquote(item.registration_url.removeprefix("mailto:")) if item.registration_url else ""
    return f"Anmeldung{until}" + (f": {where}" if where else "")


def topic_names(item: FeedItem) -> list[str]:
    """The topics in German."""
    return [TOPICS.get(topic, topic) for topic in item.topics]


def _labelled(label: str, value: str | None) -> str:
    return f"{label}: {value}" if value else ""


def when(occurrence: FeedOccurrence) -> str:
    """»Mi 04.03.2026, 19:00–21:00 Uhr«; a span of days with both."""
    first, last = occurrence.start_date, occurrence.last_day
    day = f"{_WEEKDAYS[first.weekday()]} {first:%d.%m.%Y}"
    clock = f", {occurrence.start:%H:%M}" if occurrence.start else ""
    if last > first and occurrence.end and (last - first).days == 1 and occurrence.end.hour < 12:
        return f"{day}{clock}–{occurrence.end:%H:%M} Uhr"  # a night, not two days
    if last > first:
        until = f" bis {_WEEKDAYS[last.weekday()]} {last:%d.%m.%Y}"
        return f"{day}{clock + ' Uhr' if clock else ''}{until}"
    until = f"–{occurrence.end:%H:%M}" if occurrence.end and occurrence.start != occurrence.end else ""
    return day + (f"{clock}{until} Uhr" if clock else "")


def shared_status(item: FeedItem) -> str:
    """The status that all shown instances share, else scheduled."""
    found = {occurrence.status for occurrence in item.occurrences}
    return found.pop() if len(found) == 1 else "scheduled"
