"""Turns the slots of a text into calendar days: which year, which day, and what contradicts itself."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.models import DateBasis, DateKind
from pipeline.normalise.dates import cues, years
from pipeline.normalise.dates.items import MONTH_ONLY, NOT_SAID, RELATIVE_DAY, RULE, WEEKDAY_ONLY, Item
from pipeline.normalise.dates.slot import Slot

WEEKDAY_MISMATCH, NO_SUCH_DAY, AMBIGUOUS_YEAR, REVERSED = [
    "weekday_mismatch",
    "no_such_day",
    "ambiguous_year",
    "reversed_span",
]

_SOON = timedelta(days=183)
_FAR_OFF = timedelta(days=120)
_BEHIND = frozenset((cues.HAPPENED, cues.REVIEW, "since", cues.PUBLISHED, cues.LAW, cues.TOLD, "dateline"))


@dataclass(slots=True)
class Days:
    """The days of one slot: inclusive; both None if the printed day does not exist. `doubt` is a code or ''."""

    first: date | None = None
    last: date | None = None
    basis: DateBasis = DateBasis.PRINTED
    doubt: str = ""


def resolve_days(slots: list[Slot], reference: date, year: int | None) -> list[Days]:
    """One Days per slot, in order. Printed years come first: they are evidence for the days that print none."""
    resolved: list[Days | None] = [_printed(slot, reference) for slot in slots]
    anchors = _anchors(slots, resolved)
    event = next((place for place, slot in enumerate(slots) if slot.role == DateKind.EVENT), None)
    for index in sorted(range(len(slots)), key=lambda index: slots[index].role == DateKind.DEADLINE):
        if resolved[index] is None:
            follows = slots[index + 1] if index + 1 < len(slots) else None
            is_last = follows is not None and follows.is_until and resolved[index + 1] is not None
            anchor = _anchor(slots, resolved, anchors, index, event)
            resolved[index] = _inferred(slots[index], reference, year, anchor, is_last)
    return [days if days is not None else Days() for days in resolved]


def _anchors(slots: list[Slot], resolved: list[Days | None]) -> list[date | None]:
    """For each slot the event day with a printed year that stands nearest before it, else after it."""
    own = [
        (days.first or days.last) if days is not None and slot.role == DateKind.EVENT else None
        for slot, days in zip(slots, resolved, strict=True)
    ]
    nearest = next((day for day in own if day is not None), None)
    found: list[date | None] = []
    for day in own:
        nearest = day or nearest
        found.append(nearest)
    return found


def _anchor(
    slots: list[Slot], resolved: list[Days | None], anchors: list[date | None], index: int, event: int | None
) -> date | None:
    """A deadline is anchored by the text's first event, any other day by a neighbour that prints its year."""
    if slots[index].role != DateKind.DEADLINE:
        return anchors[index]
    days = resolved[event] if event is not None else None
    return (days.first or days.last) if days is not None else None


def _printed(slot: Slot, reference: date) -> Days | None:
    first, last = slot.first, slot.last or slot.first
    if not first.year and not last.year:
        return None
    if first.kind == MONTH_ONLY:
        return _months(first, last, reference)
    first_year = years.full_year(first.year, first.year_width, reference) if first.year else 0
    last_year = years.full_year(last.year, last.year_width, reference) if last.year else 0
    if not first_year:
        first_year = last_year - (first.month > last.month)
    if not last_year:
        last_year = first_year + (last.month < first.month)
    start = years.day_or_none(first_year, first.month, first.day)
    if slot.last is None:
        return _checked(Days(start, None), first, last)
    return _checked(Days(start, years.day_or_none(last_year, last.month, last.day)), first, last, spans=True)


def _months(first: Item, last: Item, reference: date, guessed: int = 0) -> Days:
    last_year = years.full_year(last.year, last.year_width, reference) if last.year else guessed
    first_year = (
        years.full_year(first.year, first.year_width, reference)
        if first.year
        else last_year - (first.month > last.month)
    )
    if not last_year:
        last_year = first_year + (last.month < first.month)
    start = years.day_or_none(first_year, first.month, 1)
    stop = years.day_or_none(last_year, last.month, calendar.monthrange(max(last_year, 1), last.month)[1])
    return Days(start, stop, DateBasis.YEAR_INFERRED if guessed else DateBasis.PRINTED)


def _checked(days: Days, first: Item, last: Item, spans: bool = False) -> Days:
    """Adds the doubt that a printed day itself gives rise to."""
    if days.first is None or (spans and days.last is None):
        days.doubt = NO_SUCH_DAY
        return days
    if spans and days.last is not None and days.last < days.first:
        days.doubt = REVERSED
        return days
    if first.weekday != NOT_SAID and days.first.weekday() != first.weekday:
        days.doubt = WEEKDAY_MISMATCH
    if spans and days.last is not None and last.weekday != NOT_SAID and days.last.weekday() != last.weekday:
        days.doubt = WEEKDAY_MISMATCH
    return days


def _inferred(slot: Slot, reference: date, year: int | None, anchor: date | None, is_last: bool = False) -> Days:
    first = slot.first
    if first.kind == RULE:
        return Days()
    if first.kind == RELATIVE_DAY:
        return Days(reference + timedelta(days=first.offset), None, DateBasis.YEAR_INFERRED)
    if first.kind == WEEKDAY_ONLY:
        if first.label == "next_week":
            return Days(
                reference + timedelta(days=7 - reference.weekday() + first.weekday), None, DateBasis.YEAR_INFERRED
            )
        ahead = (first.weekday - reference.weekday()) % 7
        if first.label == "last":
            return Days(reference + timedelta(days=ahead - 7), None, DateBasis.YEAR_INFERRED)
        if not ahead and (first.weak or not slot.times):
            ahead = 7
        return Days(reference + timedelta(days=ahead + first.offset), None, DateBasis.YEAR_INFERRED)
    if first.label == "month":
        return _in_this_month(first, reference)
    if not first.month:
        days = _day_of_some_month(first, reference)
        if slot.last is not None and days.first is not None:
            days.last = _day_of_some_month(slot.last, days.first).first
        return days
    if first.kind == MONTH_ONLY:
        return _months(first, slot.last or first, reference, guessed=_month_year(slot, reference, year, anchor))
    return _yearless(slot, reference, year, anchor, is_last)


def _in_this_month(item: Item, reference: date) -> Days:
    """am 17. dieses Monats, am 3. nächsten Monats"""
    year, month = divmod(reference.year * 12 + reference.month - 1 + item.offset, 12)
    day = years.day_or_none(year, month + 1, item.day)
    return Days(day, None, DateBasis.YEAR_INFERRED, "" if day is not None else NO_SUCH_DAY)


def _day_of_some_month(item: Item, reference: date) -> Days:
    """Dienstag, der 8.: the next 8th that is a Tuesday; one that is months ahead is hardly meant."""
    day = reference
    for _ in range(366 * 2):
        if day.day == item.day and (item.weekday in (NOT_SAID, day.weekday())):
            return Days(day, None, DateBasis.YEAR_INFERRED, WEEKDAY_MISMATCH if day - reference > _SOON else "")
        day += timedelta(days=1)
    return Days(None, None, DateBasis.YEAR_INFERRED, NO_SUCH_DAY)


def _month_year(slot: Slot, reference: date, year: int | None, anchor: date | None) -> int:
    last = slot.last or slot.first
    if year is not None:
        return year + (slot.last is not None and last.month < slot.first.month)
    if anchor is not None:
        near = years.nearest_to(anchor, last.month, 15)
        return near.year if near else anchor.year
    if slot.cue in (cues.PAST, cues.HAPPENED):
        near = years.last_on_or_before(reference, last.month, 1)
        return near.year if near else reference.year
    ahead = years.next_on_or_after(reference, last.month, 28)
    return ahead.year if ahead else reference.year


def _yearless(slot: Slot, reference: date, year: int | None, anchor: date | None, is_last: bool) -> Days:
    first, last = slot.first, slot.last or slot.first
    spans = slot.last is not None
    stop, doubt = _guess(slot, last if spans else first, reference, year, anchor, is_last)
    if stop is None:
        return Days(None, None, DateBasis.YEAR_INFERRED, NO_SUCH_DAY)
    days = Days(stop, None, DateBasis.YEAR_INFERRED, doubt)
    if spans:
        start = years.last_on_or_before(stop, first.month, first.day)
        if year is not None and start is not None and start.year < year:
            start, stop = (
                years.day_or_none(year, first.month, first.day),
                years.next_on_or_after(stop + timedelta(days=1), last.month, last.day),
            )
        days.first, days.last = start, stop
    if days.first is None:
        days.doubt = NO_SUCH_DAY
        return days
    return _weighed(days, first, last, year, spans)


def _guess(
    slot: Slot, item: Item, reference: date, year: int | None, anchor: date | None, is_last: bool
) -> tuple[date | None, str]:
    month, day = item.month, item.day
    if not years.occurs(month, day):
        return None, NO_SUCH_DAY
    if slot.role == DateKind.DEADLINE and anchor is not None:
        found = years.last_on_or_before(anchor, month, day)
        floor = reference - years.GRACE
        if found is not None and found < floor <= anchor:
            found = years.next_on_or_after(floor, month, day)
    elif year is not None:
        found = years.day_or_none(year, month, day)
    elif anchor is not None:
        ahead = years.next_on_or_after(reference - years.GRACE, month, day)
        found = years.nearest_to(anchor, month, day)
        if found is not None and ahead is not None and ahead < found and is_last:
            found = ahead  # beginnt am 2. April und dauert bis Oktober 2026
        if slot.cue in _BEHIND and found is not None and found > reference and abs(found - anchor) > _FAR_OFF:
            found = years.last_on_or_before(reference, month, day)
    elif slot.cue in _BEHIND or (slot.cue == cues.PAST and not slot.times):
        found = years.last_on_or_before(reference, month, day)
    else:
        found = years.next_on_or_after(reference - years.GRACE, month, day)
        if found is not None and found.year > reference.year + 1:
            return found, AMBIGUOUS_YEAR
    return found, ""


def _weighed(days: Days, first: Item, last: Item, year: int | None, spans: bool) -> Days:
    """A stated weekday decides between neighbouring years; if none of them fits, the date is doubted."""
    weekday, item = (first.weekday, first) if first.weekday != NOT_SAID else (last.weekday if spans else NOT_SAID, last)
    guess = days.first if item is first else days.last
    if weekday == NOT_SAID or guess is None or guess.weekday() == weekday:
        return days
    fitting = years.by_weekday(guess, weekday)
    if fitting is None or year is not None:
        days.doubt = WEEKDAY_MISMATCH
        return days
    shift = fitting.year - guess.year
    days.first = years.day_or_none(days.first.year + shift, first.month, first.day) if days.first else None
    if spans and days.last is not None:
        days.last = years.day_or_none(days.last.year + shift, last.month, last.day)
    if days.first is None or (spans and days.last is None):
        days.doubt = NO_SUCH_DAY
    return days
