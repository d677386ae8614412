"""Merges days that follow each other and are joined by a slash or plus ("26./27.09.") into one span."""

from __future__ import annotations

from pipeline.normalise.dates.items import DAY
from pipeline.normalise.dates.joins import PLUS, SLASH
from pipeline.normalise.dates.slot import Slot
from pipeline.normalise.dates.years import is_next_day


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
    return is_next_day(left, slot.first)
