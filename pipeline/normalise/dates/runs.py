"""Merges days that follow each other and are joined by a slash or plus ("26./27.09.") into one span."""

from __future__ import annotations

from datetime import date, timedelta

from pipeline.normalise.dates import years
from pipeline.normalise.dates.items import DAY, Item
from pipeline.normalise.dates.slots import PLUS, SLASH, Slot

_COMMON, _LEAP = 2023, 2024


def merge_runs(slots: list[Slot]) -> list[Slot]:
    """The slots, with each run of consecutive days without clock time and without two printed years as one slot."""
    merged: list[Slot] = []
    for slot in slots:
        before = merged[-1] if merged else None
        if before is not None and slot.join in (SLASH, PLUS) and _continues(before, slot):
            before.last, before.j, before.is_run = slot.first, slot.j, True
            continue
        merged.append(slot)
    return merged


def _continues(before: Slot, slot: Slot) -> bool:
    left = before.last if before.is_run and before.last is not None else before.first
    if (before.last is not None and not before.is_run) or slot.last is not None:
        return False
    if left.kind != DAY or slot.first.kind != DAY or before.times or slot.times or before.end_times:
        return False
    if left.year and slot.first.year and not left.inherits:
        return False
    return _is_next_day(left, slot.first)


def _is_next_day(left: Item, right: Item) -> bool:
    for year in (_COMMON, _LEAP):
        one = years.day_or_none(year, left.month, left.day)
        two = years.day_or_none(year + (right.month < left.month), right.month, right.day)
        if one is not None and two is not None and one + timedelta(days=1) == two:
            return True
    return False


def spans_days(first: date, last: date) -> int:
    """How many days a span has, both ends counted."""
    return (last - first).days + 1
