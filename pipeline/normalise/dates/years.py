"""Decides which year a day without one belongs to, by evidence: printed, address, neighbours, weekday, publication."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from pipeline.normalise.dates.items import NOT_SAID, Item

_FIRST_YEAR = 1000
_COUNTED, _FIRST_NUMBER = 100, -2
_COMMON, _LEAP = 2023, 2024
GRACE = timedelta(days=14)


def occurs(month: int, day: int) -> bool:
    """Whether some year has that day (no 31.02.; a fifth Monday of May comes only now and then)."""
    return any(day_or_none(year, month, day) is not None for year in range(_LEAP, _LEAP + 8))


def counted_day(number: int, weekday: int) -> int:
    """What stands for a day of a month that is told by counting: the 1st to 5th, last (-1) or last but one (-2) such
    weekday. Every function here takes it where it takes a day."""
    return _COUNTED + (number - _FIRST_NUMBER) * 7 + weekday


def full_year(year: int, width: int, reference: date) -> int:
    """A printed year; two digits mean the century nearest the reference."""
    if width >= 3:
        return year
    short = year % 100
    century = reference.year // 100 * 100
    return min((century + short + shift for shift in (-100, 0, 100)), key=lambda found: abs(found - reference.year))


def day_or_none(year: int, month: int, day: int) -> date | None:
    """The calendar day, None where there is none (31.02., year 0)."""
    if year < _FIRST_YEAR:
        return None
    if day >= _COUNTED:
        return _by_count(year, month, (day - _COUNTED) // 7 + _FIRST_NUMBER, (day - _COUNTED) % 7)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _by_count(year: int, month: int, number: int, weekday: int) -> date | None:
    first = date(year, month, 1)
    length = calendar.monthrange(year, month)[1]
    days = list(range(1 + (weekday - first.weekday()) % 7, length + 1, 7))
    place = number - 1 if number > 0 else len(days) + number
    return first.replace(day=days[place]) if number and 0 <= place < len(days) else None


def next_on_or_after(floor: date, month: int, day: int) -> date | None:
    """The first such calendar day from `floor` on; the 29th of February may be up to eight years off."""
    for year in range(floor.year, floor.year + 9):
        found = day_or_none(year, month, day)
        if found is not None and found >= floor:
            return found
    return None


def nearest_to(anchor: date, month: int, day: int) -> date | None:
    """Of the years around `anchor`, the day that lies closest to it."""
    candidates = [day_or_none(anchor.year + shift, month, day) for shift in (-1, 0, 1)]
    found = [candidate for candidate in candidates if candidate is not None]
    return min(found, key=lambda candidate: abs(candidate - anchor)) if found else None


def last_on_or_before(ceiling: date, month: int, day: int) -> date | None:
    """The latest such calendar day up to `ceiling`."""
    for year in range(ceiling.year, ceiling.year - 9, -1):
        found = day_or_none(year, month, day)
        if found is not None and found <= ceiling:
            return found
    return None


def by_weekday(guess: date, weekday: int) -> date | None:
    """The guess, or the same day of a neighbouring year, whichever falls on the stated weekday."""
    if weekday == NOT_SAID or guess.weekday() == weekday:
        return guess
    for shift in (-1, 1):
        found = day_or_none(guess.year + shift, guess.month, guess.day)
        if found is not None and found.weekday() == weekday:
            return found
    return None


def is_next_day(left: Item, right: Item) -> bool:
    """Whether `right` is the day after `left`, in a common year or a leap year."""
    for year in (_COMMON, _LEAP):
        one = day_or_none(year, left.month, left.day)
        two = day_or_none(year + (right.month < left.month), right.month, right.day)
        if one is not None and two is not None and one + timedelta(days=1) == two:
            return True
    return False
