"""When an entry happens, as far as it says so, and how the dates of two entries stand to each other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from pipeline.berlin import day_of
from pipeline.link.addresses import day_of_address, posted_on
from pipeline.link.entries import Entry
from pipeline.models import DateBasis, DateKind, DateReading, Moment, Precision
from pipeline.normalise.dates import read_dates

_NO_REFERENCE = date(2024, 1, 1)  # a leap year, so that 29 February can be read; the inferred year is thrown away
_READ_UP_TO = 6000
_END_OF_RULE = re.compile(r";?(?:UNTIL|COUNT)=[^;]*")
_NEAR_POST = 400  # days
_LONGEST = 62  # days of a range that are looked at one by one

Day = tuple[int, int, int]  # year (0: nobody knows it), month, day
Rule = tuple[str, time | None]  # RRULE without its end, and the hour


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """One date of an entry; `year` 0 if nobody knows it; `clock` and `closing` only if a time is stated."""

    year: int
    month: int
    day: int
    end: Day
    clock: time | None = None
    closing: time | None = None

    @property
    def start(self) -> Day:
        return self.year, self.month, self.day

    @property
    def is_long(self) -> bool:
        return self.end[1:] != (self.month, self.day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """`spans` are the dates of the event itself, `told` every day that title and text name with its year (0: none);
    `rules` are the rhythms of an entry that names no day ("jeden ersten Mittwoch")."""

    spans: tuple[Span, ...]
    told: frozenset[Day]
    readings: tuple[DateReading, ...]
    rules: frozenset[Rule] = frozenset()


def read_when(entry: Entry, *, looks_back: bool, speaks_of_days: bool, years: frozenset[int]) -> Dates:
    """The dates of an entry. A review's own dates are those that it looks back on; `speaks_of_days` asks for the days
    named in title and text although the entry gives its start; `years` stand in the title and date what has no year."""
    readings = _readings(entry)
    spans = _spans(entry, readings, looks_back=looks_back)
    printed = _read_all(entry) if entry.start is not None and speaks_of_days else readings
    reference = _published(entry)
    told = frozenset(
        (one.start.year if reference or one.basis is not DateBasis.YEAR_INFERRED else 0, one.start.month, one.start.day)
        for one in printed
        if one.start and one.precision is not Precision.MONTH
    )
    if not spans and not any(one.start or one.rrule for one in readings) and (day := day_of_address(entry.url)):
        spans = (Span(year=day[0], month=day[1], day=day[2], end=day),)
    if len(years) == 1 and not reference:
        spans = tuple(_dated(span, next(iter(years))) for span in spans)
    return Dates(spans=spans, told=told, readings=readings, rules=frozenset() if spans else _rules(readings))


def _published(entry: Entry) -> date | None:
    return entry.reference or posted_on(entry.url)


def _rules(readings: Sequence[DateReading]) -> frozenset[Rule]:
    return frozenset(
        (_END_OF_RULE.sub("", one.rrule), one.start.time() if isinstance(one.start, datetime) else None)
        for one in readings
        if one.kind is DateKind.EVENT and one.rrule
    )


def _dated(span: Span, year: int) -> Span:
    if span.year:
        return span
    last = year if span.end[1:] >= (span.month, span.day) else year + 1
    return replace(span, year=year, end=(last, *span.end[1:]))


def _readings(entry: Entry) -> tuple[DateReading, ...]:
    if entry.dates is not None:
        return entry.dates
    return () if entry.start is not None else _read_all(entry)


def _read_all(entry: Entry) -> tuple[DateReading, ...]:
    """The dates of the title, if it has the event's; else those of title and text. A title's day takes the year that
    the text prints for it."""
    reference = _published(entry) or _reference(entry.title, entry.text[:_READ_UP_TO])
    printed = _read(entry.title, reference) if entry.title else ()
    of_text = _read(entry.text[:_READ_UP_TO], reference)
    if not any(one.kind is DateKind.EVENT and one.start for one in printed):
        return printed + of_text
    years = {(one.start.month, one.start.day): one.start.year for one in of_text if _has_year(one) and one.start}
    return tuple(_with_year(one, years) for one in printed)


def _with_year(one: DateReading, years: dict[tuple[int, int], int]) -> DateReading:
    if one.start is None or one.basis is not DateBasis.YEAR_INFERRED:
        return one
    year = years.get((one.start.month, one.start.day))
    if not year:
        return one
    try:
        start, end = one.start.replace(year=year), one.end.replace(year=year) if one.end else None
    except ValueError:
        return one
    return replace(one, start=start, end=end, basis=DateBasis.PRINTED)


def _has_year(one: DateReading) -> bool:
    return one.basis is not DateBasis.YEAR_INFERRED


@lru_cache(maxsize=4_096)
def _reference(title: str, text: str) -> date:
    """For an entry of unknown publication: New Year of the last year in which it prints a whole date. What it
    announces is then to come, not a day of history."""
    years = [
        one.start.year
        for one in (*_read(title, _NO_REFERENCE), *_read(text, _NO_REFERENCE))
        if one.start and one.basis is DateBasis.PRINTED and one.precision is not Precision.MONTH
    ]
    return date(max(years), 1, 1) if years else _NO_REFERENCE


# one blurb is printed many times: read once, it says the same again
@lru_cache(maxsize=4_096)
def _read(text: str, reference: date) -> tuple[DateReading, ...]:
    return read_dates(text, reference).dates


def _spans(entry: Entry, readings: Sequence[DateReading], *, looks_back: bool) -> tuple[Span, ...]:
    if entry.start is not None:
        return (_span(entry.start, entry.end, has_year=True),)
    kinds = {DateKind.EVENT}
    if looks_back and not any(one.kind is DateKind.EVENT and one.start for one in readings):
        kinds = {DateKind.CONTEXT}
    found = []
    for one in readings:
        # a rule ("jeden ersten Mittwoch") names no day: such an entry stands for one of many
        if one.kind in kinds and one.start and one.precision is not Precision.MONTH and not one.rrule:
            found.append(_span(one.start, one.end, has_year=bool(_published(entry)) or _has_year(one)))
    if not found and not looks_back:
        found = _only_day(entry, readings)
    return tuple(dict.fromkeys(found))


def _only_day(entry: Entry, readings: Sequence[DateReading]) -> list[Span]:
    """The single day that an entry names at all, though in passing; none if it lies far from the day of
    publication."""
    if any(one.rrule or one.kind is not DateKind.CONTEXT for one in readings):
        return []
    days = [one for one in readings if one.start and one.precision is not Precision.MONTH]
    posted = _published(entry)
    if len({day_of(one.start) for one in days if one.start}) != 1 or days[0].start is None:
        return []
    start = days[0].start
    if posted and abs((day_of(start) - posted).days) > _NEAR_POST:
        return []
    return [_span(start, days[0].end, has_year=bool(posted) or _has_year(days[0]))]


def _span(start: Moment, end: Moment | None, *, has_year: bool) -> Span:
    last = end or start
    return Span(
        year=start.year if has_year else 0,
        month=start.month,
        day=start.day,
        end=(last.year if has_year else 0, last.month, last.day),
        clock=start.time() if isinstance(start, datetime) else None,
        closing=end.time() if isinstance(end, datetime) else None,
    )


# ---------------------------------------------------------------- two entries


def same_day(left: Day, right: Day) -> bool:
    return left[1:] == right[1:] and (left[0] == right[0] or not left[0] or not right[0])


def relation(left: Sequence[Span], right: Sequence[Span]) -> str:
    """How the dates of two entries stand to each other.

    range: the same several days; same: one day in common as the first; opens: the single day of one is the first of the
    other's several; shared: some of several dates in common; within: a day inside the other's range; other; unknown:
    one has no date.
    """
    if not left or not right:
        return "unknown"
    if any(same_day(mine.start, theirs.start) for mine in left for theirs in right):
        return _in_common(left, right)
    if any(_inside(mine, theirs) or _inside(theirs, mine) for mine in left for theirs in right):
        return "within"
    return "other"


def _in_common(left: Sequence[Span], right: Sequence[Span]) -> str:
    mine, theirs = _days(left), _days(right)
    if mine == theirs:
        return "range" if len(mine) > 1 else "same"
    if len(left) == 1 and len(right) == 1:
        return "range" if min(len(mine), len(theirs)) > 1 else "opens"
    if min(len(mine), len(theirs)) > 1 and (mine <= theirs or theirs <= mine):
        return "same"
    return "shared"


def _days(spans: Iterable[Span]) -> frozenset[tuple[int, int]]:
    return frozenset(day for span in spans for day in _days_of(span))


@lru_cache(maxsize=50_000)
def _days_of(span: Span) -> tuple[tuple[int, int], ...]:
    if not span.is_long:
        return ((span.month, span.day),)
    try:
        first = date(span.year or _NO_REFERENCE.year, span.month, span.day)
        last = date(span.end[0] or first.year, *span.end[1:])
    except ValueError:
        return (span.month, span.day), span.end[1:]
    found = [first + timedelta(days=step) for step in range(min(_LONGEST, max(0, (last - first).days) + 1))]
    return tuple((day.month, day.day) for day in found)


def _inside(day: Span, span: Span) -> bool:
    year = day.year or span.year or _NO_REFERENCE.year
    try:
        when = date(year, day.month, day.day)
        return date(span.year or year, span.month, span.day) <= when <= date(span.end[0] or year, *span.end[1:])
    except ValueError:
        return False


def rhythm(left: frozenset[Rule], right: frozenset[Rule]) -> str:
    """How two rhythms stand to each other: rule (one in common, hours that nobody contradicts) or other."""
    common = any(
        mine == theirs and (hour is None or other is None or hour == other)
        for mine, hour in left
        for theirs, other in right
    )
    return "rule" if common else "other"


def clock_gap(left: Sequence[Span], right: Sequence[Span]) -> int | None:
    """Minutes between the stated times of a day that both name, None if one side states none."""
    gaps = [
        abs((mine.clock.hour - theirs.clock.hour) * 60 + mine.clock.minute - theirs.clock.minute)
        for mine in left
        for theirs in right
        if mine.clock and theirs.clock and same_day(mine.start, theirs.start)
    ]
    return min(gaps, default=None)
