"""What looks like a date, a time or a mere 'read more' in running text: enough to find entries, never to read their
values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.formats import languages

_MONTHS = (
    f"{languages.MONTHS}|"
    "januar|jänner|january|februar|february|märz|maerz|march|april|mai|may|juni|june|juli|july|august|september"
    "|oktober|october"
    "|november|dezember|december|jan|febr?|mär|mrz|mar|apr|jun|jul|aug|sept|sep|okt|oct|nov|dez|dec"
)
WEEKDAYS = (
    f"{languages.WEEKDAYS}|"
    "montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|monday|tuesday|wednesday|thursday|friday"
    "|saturday"
    "|sunday|mo|di|mi|do|fr|sa|so|mon|tues?|wed|thur?s?|fri|sat|sun"
)
_MONTH = rf"(?:{_MONTHS})\b\.?"
_GAP = r"[^\S\n\t]"  # a line or a cell ends a date; leaves, which run over lines, have a pattern of their own
_WEEKDAY = rf"(?:\b(?:{WEEKDAYS})\b[.,]{{0,2}}{_GAP}{{0,2}}(?:(?:den|dem|der|the)\s)?)?"
_YEAR = r"(?:(?:19|20)\d\d\b(?!\s?Uhr))"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_MON = r"(?:1[0-2]|0?[1-9])"
_TO = rf"{_GAP}?(?:-|–|—|bis|to|/|\+|und|and|&|,){_GAP}?"
_DATE = re.compile(
    _WEEKDAY
    + r"(?<![\d.,/:])(?:"
    + "|".join(
        (
            rf"{_YEAR}-{_MON}-{_DAY}(?!\d)",
            rf"(?:{_DAY}{_GAP}?\.?{_GAP}?(?:{_MON}{_GAP}?\.)?{_GAP}?{_TO})?{_DAY}{_GAP}?\.{_GAP}?{_MON}{_GAP}?\."
            rf"(?:{_GAP}?{_YEAR}|\d\d(?!\d|:|\.))?",
            rf"{_DAY}\.{_MON}(?![\d.:]|\s?(?:Uhr|h\b|€|%|Euro|m\b|km\b))(?=\s?[|:]|\s*$)",
            rf"{_MON}[/-]{_DAY}[/-](?:{_YEAR}|\d\d(?!\d))",
            rf"{_DAY}[/-]{_MON}[/-]{_YEAR}",
            rf"(?:{_DAY}\.?{_GAP}?(?:{_MONTH})?{_TO})?{_DAY}(?:\.|st|nd|rd|th|er)?{_GAP}?(?:(?:of|de)\s)?{_MONTH}(?:,?{_GAP}?(?:del?\s)?{_YEAR})?",
            rf"{_MONTH}{_GAP}{{1,2}}{_DAY}(?:st|nd|rd|th)?(?!\d|:\d|\s?Uhr)(?:{_TO}(?:{_MONTH}\s)?{_DAY}"
            rf"(?:st|nd|rd|th)?(?!\d|:\d|\s?[ap]\.?m))?(?:,?{_GAP}{{0,2}}{_YEAR})?",
        )
    )
    + r")",
    re.I | re.M,
)
# A calendar leaf: day, month and year in elements of their own.
_LEAF = re.compile(
    rf"^(?:{_WEEKDAY}\n)?(?:{_DAY}\.?[\n\t]{_MONTH}|{_MONTH}[\n\t]{_DAY}\.?)(?:[\n\t,]\s?{_YEAR})?(?=\s|$)", re.I | re.M
)
_TIME = re.compile(
    r"(?<![\d.,:/-])(?:(?:[01]?\d|2[0-4])(?::[0-5]\d|\s?h\s?[0-5]\d\b|\.[0-5]\d(?=\s?(?:Uhr|uur|h\b|-|–|bis|tot))"
    r"|(?=\s?(?:Uhr|uur|h\b|[ap]\.?\s?m\b)))"
    r"(?:\s?[ap]\.?\s?m\b\.?|\s?Uhr|\s?uur|\s?h\b)?|\bnoon\b)",
    re.I,
)
_RULE = re.compile(
    r"\b(?:jede[nmrs]?|immer|every|each)\s(?:[\w.]+\s){0,2}?(?:montags?|dienstags?|mittwochs?|donnerstags?|freitags?"
    r"|samstags?"
    r"|sonntags?|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b"
    r"(?:\s(?:im|eines|des|of (?:the|each|every))(?:\sjeden)?\s(?:monats?|month)\b)?"
    r"|\b(?:montags|dienstags|mittwochs|donnerstags|freitags|samstags|sonnabends|sonntags|mondays|tuesdays|wednesdays"
    r"|thursdays|fridays|saturdays|sundays)\b(?=[\s,:|–-]{1,3}(?:(?:um|ab|von|at|from)\s)?\d{1,2}(?:[.:]\d\d)?\s?"
    r"(?:-|–|bis|to|Uhr|h\b|[ap]\.?m))",
    re.I,
)
_MONTH_YEAR = re.compile(rf"^\W*(?:{_MONTH})?\s*(?:/\s*{_MONTH}\s*)?{_YEAR}\W*$", re.I)
_ANY_YEAR = re.compile(_YEAR)
_LEFTOVER = re.compile(
    rf"\b(?:{WEEKDAYS}|{languages.JOINING}|um|ab|von|vom|bis|am|den|der|dem|und|sowie|oder|and|heute|morgen|übermorgen|today|tomorrow"
    r"|jeweils|uhr|h|from|to|at|on|cst|cdt|est|edt|et|ct|am|pm)\b|\W|_",
    re.I,
)
_MONTH_NAME = re.compile(rf"\b{_MONTH}", re.I)
_CLOCK = r"(?:[01]?\d|2[0-4])[:.][0-5]\d"
_BARE_TIME = re.compile(r"\d{1,2}(?:[:.]\d\d)?")
_MORE = re.compile(
    r"\W*(?:weiterlesen|weiterführend|mehr|lies mehr|zum|zur|details?|infos?|more|read more|learn more|view|see more"
    r"|continue reading|hier|here"
    r"|click here|download|herunterladen)\b(?:\W+\w+){0,6}\W*",
    re.I,
)
# A line or link made of these words alone says what it is good for, not what the entry is about.
_GENERIC = frozenset((
    "weiterlesen", "weiter", "lesen", "mehr", "erfahren", "lies", "zum", "zur", "termin", "beitrag", "artikel",
    "event", "veranstaltung", "detail", "details", "ansehen", "info", "infos", "informationen", "information",
    "more", "read", "learn", "view", "see", "continue", "reading", "hier", "klicken", "here", "click", "this",
    "link", "website", "webseite", "permalink", "kommentar", "kommentare", "comment", "comments", "teilen",
    "share", "drucken", "print", "ticket", "tickets", "kaufen", "anmelden", "anmeldung", "register",
    "registration", "now", "rsvp", "sign", "up", "add", "to", "calendar", "google", "outlook", "ical", "icalendar",
    "export", "kalender", "hinzufügen", "agenda", "agendas", "minutes", "meeting", "meetings", "notice", "notices",
    "public", "protokoll", "protokolle", "tagesordnung", "video", "videos", "audio", "presentation",
    "presentations", "packet", "material", "materials", "download", "downloads", "herunterladen", "pdf", "flyer",
    "programm", "program", "zoom", "live", "stream", "livestream", "join", "watch", "map", "maps", "karte",
    "route", "directions", "summary", "file", "files", "document", "documents", "attachment", "attachments",
    "transcript", "recording", "data", "results", "financial", "tax", "collections", "regular", "special", "and",
    "und", "der", "die", "das", "the", "of", "for", "a", "an", "&", "location", "time", "date", "change",
    "changed", "update", "updates", "canceled", "cancelled", "rescheduled", "postponed", "tentative", "abgesagt",
    "verschoben", "entfällt", "ausgebucht", "ausverkauft", "sold", "out", "new", "neu", "tba", "tbd", "draft",
    "final", "approved", "seite", "page", "online", "termine", "veranstaltungen", "uhr", "ort", "datum", "zeit",
    "bild", "image", "foto", "restkarten", "karten", "eintrittskarten", "restplätze", "plätze", "vorverkauf", "vvk",
    "abendkasse", "reservieren", "reservierung", "buchen", "buchung", "bestellen", "available", "not", "yet",
))  # fmt: skip
_ADDRESS = re.compile(
    r"^\W*(?:\d{1,5}[a-z]?\s+(?!Jahre?n?\b|Tage\b|Stunden\b|Minuten\b|years?\b|days\b|hours\b)(?:[NSEW]\.?\s+)?[A-Z0-9]|\d{5}\s+[A-ZÄÖÜ][\wäöüß-]+$|(?:suite|room|raum|floor"
    r"|etage)\s\w+$)"
    r"|(?:straße|strasse|str\.|platz|weg|allee|gasse|ring|ufer)\s+\d+|,\s*(?:D-)?\d{5}\s|,\s+[A-Z]{2}\s+\d{5}"
    r"|\b(?:Suite|Room|Street|Avenue|Ave\.|Blvd|Floor)\b",
)


_NONE = re.compile(
    r"\b(?:keine|no)\b(?:\s\w+){0,3}\s(?:veranstaltung|termin|event|eintr[aä]g|ergebnis|nachricht|beitr[aä]g|meeting"
    r"|entries|results|posts)",
    re.I,
)


_COUNT = re.compile(
    r"\b\d+(?:\s(?:von|of)\s\d+)?\s(?:(?:einträge?|treffer|ergebnisse?|results?|entries)\b"
    r"|(?:termine?|veranstaltungen|events?)\s(?:gefunden|found|ab|vom|zwischen|from|between|insgesamt)\b)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A stretch of text that looks like a date (`has_year`: with its year) or a time."""

    start: int
    end: int
    has_year: bool = False


def date_hits(text: str) -> list[Hit]:
    """Everything that looks like a calendar day, in order, not overlapping."""
    found: dict[int, Hit] = {}
    taken = 0
    matches = sorted([*_DATE.finditer(text), *_LEAF.finditer(text)], key=lambda match: (match.start(), -match.end()))
    for match in matches:
        start, end = match.span()
        if start < taken:
            continue
        found[start] = Hit(start, end, _ANY_YEAR.search(match.group()) is not None)
        taken = end
    return list(found.values())


def time_hits(text: str) -> list[Hit]:
    """Everything that looks like a time of day, in order."""
    return [Hit(*match.span()) for match in _TIME.finditer(text)]


def has_clock(text: str) -> bool:
    """Whether a time of day stands in the text."""
    return _TIME.search(text) is not None


def is_bare_clock(text: str) -> bool:
    """Whether the text is hours and minutes alone: `10.30`, `9.30-11.00`."""
    return re.fullmatch(rf"\s*{_CLOCK}(?:\s?(?:-|–|bis)\s?{_CLOCK})?\s*", text) is not None


def rule_hits(text: str) -> list[Hit]:
    """`jeden ersten Mittwoch` and its like."""
    return [Hit(*match.span()) for match in _RULE.finditer(text)]


def is_only_date(text: str) -> bool:
    """Whether nothing but dates, times, weekdays and their connecting words stands here."""
    return not without_dates(text).strip()


@lru_cache(maxsize=20_000)
def without_dates(text: str) -> str:
    """What is left of a text without dates, times, weekdays and their connecting words."""
    rest = _RULE.sub(" ", _LEAF.sub(" ", _DATE.sub(" ", text)))
    rest = _TIME.sub(" ", rest)
    rest = _BARE_TIME.sub(" ", rest)
    rest = _MONTH_NAME.sub(" ", rest)
    return _LEFTOVER.sub(" ", rest)


def says_something(text: str) -> bool:
    """Whether a word stands beside dates and times."""
    return re.search(r"[^\W\d_]{3}", without_dates(text)) is not None


def is_period(text: str) -> bool:
    """Whether a heading names just a year, or a month and a year."""
    return _MONTH_YEAR.match(text) is not None


def year_in(text: str) -> int | None:
    """The one year that the text names; None if it names none or several."""
    years = {int(match.group()) for match in _ANY_YEAR.finditer(text)}
    return years.pop() if len(years) == 1 else None


def is_generic(text: str) -> bool:
    """Whether words say nothing about the thing announced: Weiterlesen, mehr, Agenda, PDF, abgesagt, a number."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    return all(word in _GENERIC for word in words) or _MORE.fullmatch(text) is not None


def is_remark(text: str) -> bool:
    """Whether the rest of a line behind a date is empty or a remark such as `(abgesagt)`, `– Agenda | Minutes`."""
    return len(text) < 120 and is_generic(re.sub(r"\b(?:are|is|being|prepared|ist|sind|in)\b", " ", text))


def says_none(text: str) -> bool:
    """Whether a line says that there is nothing to list: `Zurzeit keine Veranstaltungen`."""
    return _NONE.search(text) is not None


def is_count(text: str) -> bool:
    """Whether a line says how many entries follow: `8 Termine ab 29.08.2026`."""
    return len(text) < 100 and _COUNT.search(text) is not None


def is_address(text: str) -> bool:
    """Whether a line is a postal address or a part of one."""
    return _ADDRESS.search(text) is not None


_MONTH_NUMBERS = {
    name: number
    for number, names in enumerate(
        (
            "jan jän",
            "feb",
            "mar mär mrz mae",
            "apr",
            "mai may",
            "jun",
            "jul",
            "aug",
            "sep",
            "okt oct",
            "nov",
            "dez dec",
        ),
        start=1,
    )
    for name in names.split()
}


def month_number(name: str) -> int:
    """1…12 for a month's name or abbreviation, German or English; 0 for other words."""
    if name.lower() in languages.MONTH_NUMBERS:
        return languages.MONTH_NUMBERS[name.lower()]
    is_month = re.fullmatch(rf"(?:{_MONTHS})", name, re.I)
    return _MONTH_NUMBERS.get(name[:3].lower(), 0) if is_month else 0


def has_weekday(text: str) -> bool:
    """Whether a weekday stands in front of the date."""
    return re.match(rf"\W*(?:{WEEKDAYS})\b", text, re.I) is not None


def day_key(text: str) -> str:
    """Month and day of a hit as `3-5`, to see that two notations mean one day; the letters of the text if they do not
    show."""
    digits = [int(number) for number in re.findall(r"(?<!\d)\d{1,2}(?!\d)", text)]
    month = re.search(rf"\b({_MONTHS})(?![^\W\d_])", text, re.I)
    if month and digits:
        return f"{month_number(month.group(1))}-{digits[0]}"
    iso = re.search(r"\d{4}-(\d{1,2})-(\d{1,2})", text)
    if iso:
        return f"{int(iso.group(1))}-{int(iso.group(2))}"
    american = re.search(r"(\d{1,2})([/.-])(\d{1,2})\2\d{2,4}", text)
    if american:
        first, mark, second = int(american.group(1)), american.group(2), int(american.group(3))
        is_day_first = first > 12 or (mark == "." and second <= 12)
        return f"{second}-{first}" if is_day_first else f"{first}-{second}"
    if len(digits) >= 2:
        return f"{digits[-1]}-{digits[0]}"
    return re.sub(r"\W+", "", text.lower())


def month_and_day(text: str) -> tuple[int, int] | None:
    """The month and the day of a hit; None if they do not show."""
    match = re.fullmatch(r"(\d{1,2})-(\d{1,2})", day_key(text))
    return (int(match.group(1)), int(match.group(2))) if match else None
