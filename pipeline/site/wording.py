"""How days, times, languages, topics and states read in German on the calendar page."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from pipeline.feed.items import FeedOccurrence

WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
    "Dezember",
)  # fmt: skip
MODES = {"offline": "vor Ort", "online": "online", "mixed": "vor Ort und online"}
ROLES = {"organiser": "Veranstaltet von", "partner": "In Zusammenarbeit mit", "funder": "Gefördert von"}
BADGES = {
    "cancelled": "Abgesagt",
    "postponed": "Verschoben, neuer Termin offen",
    "rescheduled": "Verlegt",
    "moved_online": "Jetzt online",
    "tentative": "Unter Vorbehalt",
}
_NEXT_MORNING = 8  # an evening that ends before this hour belongs to its first day


def day_short(day: date) -> str:
    """14. März 2026"""
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def day_long(day: date) -> str:
    """Samstag, 14. März 2026"""
    return f"{WEEKDAYS[day.weekday()]}, {day_short(day)}"


def month_name(month: str) -> str:
    """`2026-03` as »März 2026«."""
    return f"{MONTHS[int(month[5:7]) - 1]} {month[:4]}"


def clock(moment: datetime, *, exact: bool = False) -> str:
    """18 or 18:30, without the word; `exact` writes 18:00."""
    return f"{moment.hour}:{moment.minute:02}" if exact or moment.minute else str(moment.hour)


def clock_range(start: datetime, end: datetime | None) -> str:
    """18 Uhr; 18–20 Uhr; 18:30–20:00 Uhr; an end on another day is left to the words around."""
    if end is None or end <= start:
        return f"{clock(start)} Uhr"
    exact = bool(start.minute or end.minute)
    return f"{clock(start, exact=exact)}–{clock(end, exact=exact)} Uhr"


def _ends_in_the_night(start: datetime, end: datetime) -> bool:
    return end.date() - start.date() == timedelta(days=1) and end.hour < _NEXT_MORNING


def span_of_days(first: date, last: date) -> str:
    """14.–15. März 2026; 30. März bis 2. April 2026; with the weekdays left out."""
    if first.year != last.year:
        return f"{day_short(first)} bis {day_short(last)}"
    if first.month != last.month:
        return f"{first.day}. {MONTHS[first.month - 1]} bis {day_short(last)}"
    return f"{first.day}.–{day_short(last)}"


def when(occurrence: FeedOccurrence) -> str:
    """The whole of it: »Samstag, 14. März 2026, 18–20 Uhr«, »14.–15. März 2026«."""
    start, end, first, last = occurrence.start, occurrence.end, occurrence.start_date, occurrence.last_day
    if start is None:
        return day_long(first) if last <= first else span_of_days(first, last)
    if last <= first or (end is not None and _ends_in_the_night(start, end)):
        return f"{day_long(first)}, {clock_range(start, end)}"
    until = day_long(last) + (f", {clock(end)} Uhr" if end else "")
    return f"{day_long(first)}, {clock(start)} Uhr, bis {until}"


def previously(moment: datetime) -> str:
    """A former start; midnight stands for a day without a known time."""
    known = bool(moment.hour or moment.minute)
    return day_long(moment.date()) + (f", {clock(moment)} Uhr" if known else "")


def deadline(moment: datetime) -> str:
    """The last moment to register; 23:59:59 is a day without a clock time."""
    known = moment.second != 59
    return day_long(moment.date()) + (f", {clock(moment)} Uhr" if known else "")


def listed(words: tuple[str, ...]) -> str:
    """a, b und c"""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} und {words[-1]}"
