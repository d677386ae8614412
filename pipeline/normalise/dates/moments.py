"""Days and minutes become moments; slots become spans of the text."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from pipeline.models import Moment
from pipeline.normalise.dates.items import NOT_SAID
from pipeline.normalise.dates.lexer import Token
from pipeline.normalise.dates.slot import Slot

_BESIDE = 4


def at(day: date, minutes: int) -> Moment:
    """The day itself, or its moment so many minutes after midnight (past 24:00 on the next day)."""
    if minutes == NOT_SAID:
        return day
    return datetime.combine(day, time()) + timedelta(minutes=minutes)


def slot_span(tokens: list[Token], slot: Slot) -> tuple[int, int]:
    """[from, to) in code points: the printed days, and the clock times right behind them."""
    i, j = slot.i, slot.j
    for item in slot.times + slot.end_times:
        if i <= item.i <= j + _BESIDE and item.j > j:
            j = item.j
    return tokens[i].start, tokens[j - 1].end
