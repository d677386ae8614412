"""What the page of one event says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import unquote, urlsplit

from pipeline.berlin import aware
from pipeline.feed.items import FeedItem, FeedVenue
from pipeline.feed.wording import price
from pipeline.german import AUDIENCES, LANGUAGES, TOPICS
from pipeline.site.addresses import map_link
from pipeline.site.history import Told
from pipeline.site.listing import Calendar, Entry
from pipeline.site.wording import (
    MODES,
    ROLES,
    day_short,
    deadline,
    listed,
    previously,
    when,
)

_SIBLINGS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Date:
    """One date of the event in words; `previously` is struck through before it."""

    text: str
    iso: str
    previously: str
    badge: str
    is_off: bool
    is_over: bool
    has_time: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    text: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Name first, then street and town as one line each; `map_url` leads to a map's search."""

    lines: tuple[str, ...]
    map_url: str | None
    wheelchair: bool | None
    town: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    label: str
    text: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPage:
    event_id: str
    title: str
    badge: str
    quote: str  # the words of the page that say so
    is_off: bool
    is_over: bool
    dates: tuple[Date, ...]
    further_dates: int
    year_note: str
    place: Place | None
    is_online: bool
    facts: tuple[Fact, ...]
    paragraphs: tuple[str, ...]
    registration_url: str | None
    sources: tuple[Link, ...]
    history: tuple[Told, ...]
    series_title: str
    rule_text: str
    siblings: tuple[Entry, ...]
    verified: str
    summary: str


_SHOWN_DATES = 12


def event_page(
    item: FeedItem, calendar: Calendar, told: Sequence[Told], siblings: Sequence[Entry], quote: str
) -> EventPage:
    """The page's words; of many dates those to come, at most a dozen."""
    entries = calendar.by_event[item.event_id]
    coming = [entry for entry in entries if entry.last_day >= calendar.today]
    shown = (coming or list(entries)[-_SHOWN_DATES:])[:_SHOWN_DATES]
    status = _common_status(shown)
    return EventPage(
        event_id=item.event_id,
        title=item.title,
        badge=shown[0].badge if len({entry.badge for entry in shown}) == 1 else "",
        quote=quote if status not in ("", "scheduled") else "",
        is_off=all(entry.is_off for entry in shown),
        is_over=not coming,
        dates=tuple(_date(entry, calendar.today) for entry in shown),
        further_dates=max(0, len(coming) - len(shown)),
        year_note=_year_note(shown),
        place=_place(shown[0].occurrence.venue) if status != "moved_online" else None,
        is_online=shown[0].is_online,
        facts=tuple(_facts(item, status)),
        paragraphs=tuple(part.strip() for part in (item.description or "").split("\n") if part.strip()),
        registration_url=item.registration_url,
        sources=tuple(_source(url) for url in _addresses(item)),
        history=tuple(told),
        series_title=item.series.title if item.series else "",
        rule_text=(item.series.rrule_text or "") if item.series else "",
        siblings=tuple(siblings[:_SIBLINGS]),
        verified=day_short(aware(item.last_verified_at).date()),
        summary=_summary(item, shown[0]),
    )


def _common_status(shown: Sequence[Entry]) -> str:
    """The status that all shown dates share, else '': one cancelled date does not cancel the others."""
    found = {entry.occurrence.status for entry in shown}
    return found.pop() if len(found) == 1 else ""


def _date(entry: Entry, today: date) -> Date:
    occurrence = entry.occurrence
    moved = occurrence.previous_start
    return Date(
        text=when(occurrence),
        iso=(occurrence.start or occurrence.start_date).isoformat(),
        previously=previously(moved) if moved and moved != occurrence.start else "",
        badge=entry.badge,
        is_off=entry.is_off,
        is_over=entry.last_day < today,
        has_time=occurrence.start is not None,
    )


def _year_note(shown: Sequence[Entry]) -> str:
    years = sorted({str(entry.first_day.year) for entry in shown if entry.is_year_inferred})
    if not years:
        return ""
    return f"Die Jahreszahl {listed(tuple(years))} steht nicht in der Ankündigung; sie ist erschlossen."


def _place(venue: FeedVenue | None) -> Place | None:
    if venue is None:
        return None
    town = " ".join(filter(None, (venue.postal_code, venue.city)))
    lines = tuple(dict.fromkeys(line for line in (venue.name, venue.street, town) if line))
    if not lines:
        return None
    return Place(lines=lines, map_url=map_link(venue), wheelchair=venue.wheelchair, town=venue.city or "")


def _facts(item: FeedItem, status: str) -> list[Fact]:
    facts = []
    for role, label in ROLES.items():
        facts += [
            Fact(label=label, text=body.name, url=body.url or "") for body in item.organisers if body.role == role
        ]
    mode = MODES.get("online" if status == "moved_online" else item.attendance_mode or "", "")
    facts.append(Fact(label="Teilnahme", text=mode))
    facts.append(Fact(label="Zugang", text="zum Online-Raum" if item.online_url else "", url=item.online_url or ""))
    facts.append(Fact(label="Eintritt", text=price(item)))
    facts.append(Fact(label="Plätze", text="ausgebucht" if item.sold_out else ""))
    facts.append(Fact(label="Anmeldung", text=_register(item.registration_url), url=item.registration_url or ""))
    until = deadline(item.registration_deadline) if item.registration_deadline else ""
    facts.append(Fact(label="Anmelden bis", text=until))
    facts.append(Fact(label="Sprachen", text=listed(tuple(LANGUAGES.get(one, one) for one in item.languages))))
    facts.append(Fact(label="Für", text=listed(tuple(AUDIENCES.get(one, one) for one in item.audience))))
    facts.append(Fact(label="Themen", text=listed(tuple(TOPICS.get(one, one) for one in item.topics))))
    return [fact for fact in facts if fact.text]


def _register(url: str | None) -> str:
    """The words of the link: an address for mail says itself."""
    if url is None:
        return ""
    return unquote(url.removeprefix("mailto:")) if url.startswith("mailto:") else "zur Anmeldung"


def _addresses(item: FeedItem) -> list[str]:
    """Every page that announces it, the leading one first."""
    return [url for url in dict.fromkeys([item.url, *(link.url for link in item.sources)]) if url]


def _source(url: str) -> Link:
    return Link(text=(urlsplit(url).hostname or url).removeprefix("www."), url=url)


def _summary(item: FeedItem, entry: Entry) -> str:
    """The page in one line, for link previews and search engines."""
    state = f"{entry.badge}: " if entry.badge else ""
    return ". ".join(filter(None, (f"{state}{when(entry.occurrence)}", entry.place, (item.description or "")[:120])))
