"""What looks like a date, a time or a mere 'read more' in running text: enough to find entries, never to read their values."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MONTHS = (
    "januar|jänner|january|februar|february|märz|maerz|march|april|mai|may|juni|june|juli|july|august|september|oktober|october"
    "|november|dezember|december|jan|feb|mär|mrz|mar|apr|jun|jul|aug|sept|sep|okt|oct|nov|dez|dec"
)
_WEEKDAYS = (
    "montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|monday|tuesday|wednesday|thursday|friday|saturday"
    "|sunday|mo|di|mi|do|fr|sa|so|mon|tues?|wed|thur?s?|fri|sat|sun"
)
_MONTH = rf"(?:{_MONTHS})\b\.?"
_WEEKDAY = rf"(?:\b(?:{_WEEKDAYS})\b[.,]{{0,2}}\s{{0,2}}(?:(?:den|dem|der|the)\s)?)?"
_YEAR = r"(?:(?:19|20)\d\d\b(?!\s?Uhr))"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_MON = r"(?:1[0-2]|0?[1-9])"
_TO = r"\s?(?:-|–|—|bis|to|/|\+|und|and|&|,)\s?"
_DATE = re.compile(
    _WEEKDAY
    + r"(?<![\d.,/:])(?:"
    + "|".join(
        (
            rf"{_YEAR}-{_MON}-{_DAY}(?!\d)",
            rf"(?:{_DAY}\s?\.?\s?(?:{_MON}\s?\.)?\s?{_TO})?{_DAY}\s?\.\s?{_MON}\s?\.(?:\s?{_YEAR}|\d\d(?!\d|:|\.))?",
            rf"{_DAY}\.{_MON}(?![\d.:]|\s?(?:Uhr|h\b|€|%|Euro|m\b|km\b))(?=\s?[|:]|\s*$)",
            rf"{_MON}[/-]{_DAY}[/-](?:{_YEAR}|\d\d(?!\d))",
            rf"{_DAY}[/-]{_MON}[/-]{_YEAR}",
            rf"(?:{_DAY}\.?\s?(?:{_MONTH})?{_TO})?{_DAY}(?:\.|st|nd|rd|th)?\s?(?:of\s)?{_MONTH}(?:,?\s?{_YEAR})?",
            rf"{_MONTH}\s{_DAY}(?:st|nd|rd|th)?(?!\d|:\d|\s?Uhr)(?:{_TO}(?:{_MONTH}\s)?{_DAY}(?:st|nd|rd|th)?(?!\d|:\d|\s?[ap]\.?m))?(?:,?\s{{0,2}}{_YEAR})?",
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
    r"(?<![\d.,:/-])(?:(?:[01]?\d|2[0-4])(?::[0-5]\d|\.[0-5]\d(?=\s?(?:Uhr|h\b|-|–|bis))|(?=\s?(?:Uhr|h\b|[ap]\.?\s?m\b)))"
    r"(?:\s?[ap]\.?\s?m\b\.?|\s?Uhr|\s?h\b)?|\bnoon\b)",
    re.I,
)
_RULE = re.compile(
    r"\b(?:jede[nmrs]?|immer|every|each)\s(?:\w+\s){0,2}?(?:montags?|dienstags?|mittwochs?|donnerstags?|freitags?|samstags?"
    r"|sonntags?|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b",
    re.I,
)
_MONTH_YEAR = re.compile(rf"^\W*(?:{_MONTH})?\s*(?:/\s*{_MONTH}\s*)?{_YEAR}\W*$", re.I)
_ANY_YEAR = re.compile(_YEAR)
_LEFTOVER = re.compile(rf"\b(?:{_WEEKDAYS}|um|ab|von|vom|bis|am|den|uhr|h|from|to|at|on|cst|cdt|est|edt|et|ct|am|pm)\b|\W|_", re.I)
_BARE_TIME = re.compile(r"\d{1,2}(?:[:.]\d\d)?")
_MORE = re.compile(
    r"^\W*(?:weiter(?:lesen|führend\w*)?(?:\s.*)?|mehr(?:\s(?:lesen|erfahren|infos?|informationen|details|dazu|zu.*|»|›))?|lies mehr|zum (?:termin|beitrag"
    r"|artikel|event)|zur veranstaltung|details?(?: ansehen)?|infos?|more(?: info(?:rmation)?| details)?|read more(?:\s.*)?|learn more|view(?: event| details?| more)?|see more|continue reading(?:\s.*)?"
    r"|event details?|hier(?: klicken)?|here|click here|link|website|webseite|permalink|kommentare?|\d+ kommentare?|comments?|teilen|share|drucken|print"
    r"|tickets?(?: kaufen)?|anmeld(?:en|ung)|zur anmeldung|register(?: now| here)?|rsvp|sign up|jetzt .{0,20}|add to calendar|google calendar|ical(?:endar)?|\+? ?ical export|export"
    r"|agendas?|minutes|meeting minutes|notice|public notice|protokoll|tagesordnung|video|audio|presentation|packet|materials?|download(?:s|en)?|pdf|flyer|programm|program"
    r"|zoom|live ?stream|join(?: meeting| zoom meeting)?|watch|map|\+?\s?google maps?|route|directions|karte|\W|\d)\W*$",
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


def rule_hits(text: str) -> list[Hit]:
    """`jeden ersten Mittwoch` and its like."""
    return [Hit(*match.span()) for match in _RULE.finditer(text)]


def is_only_date(text: str) -> bool:
    """Whether nothing but dates, times, weekdays and their connecting words stands here."""
    rest = _RULE.sub(" ", _LEAF.sub(" ", _DATE.sub(" ", text)))
    rest = _TIME.sub(" ", rest)
    rest = _BARE_TIME.sub(" ", rest)
    rest = re.sub(rf"\b{_MONTH}", " ", rest, flags=re.I)
    return not _LEFTOVER.sub("", rest)


def is_period(text: str) -> bool:
    """Whether a heading names just a year, or a month and a year."""
    return _MONTH_YEAR.match(text) is not None


def year_in(text: str) -> int | None:
    """The one year that the text names; None if it names none or several."""
    years = {int(match.group()) for match in _ANY_YEAR.finditer(text)}
    return years.pop() if len(years) == 1 else None


def is_generic(text: str) -> bool:
    """Whether a link's words say nothing about where it leads: Weiterlesen, mehr, Agenda, PDF, a number."""
    return not text.strip() or _MORE.match(text) is not None
