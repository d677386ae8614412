"""Reads the clock time of a machine's stamp (20240413T1800, 2023-06-11T18:00:00Z) and puts it on Saxony's clocks."""

from __future__ import annotations

from pipeline.normalise.dates.items import TIME, Item
from pipeline.normalise.dates.lexer import Token
from pipeline.normalise.dates.words import NUM
from pipeline.normalise.dates.zone import wall_minutes


def read_compact_clock(tokens: list[Token], i: int) -> Item | None:
    """The hhmm or hhmmss that stands at `i` right behind a T."""
    token = tokens[i]
    if token.width not in (4, 6) or i < 2 or tokens[i - 1].text != "t" or token.after_space:
        return None
    hour, minute = int(token.text[:2]), int(token.text[2:4])
    return Item(TIME, i, i + 1, start=hour * 60 + minute, strong=True) if hour < 24 and minute < 60 else None


def in_berlin(tokens: list[Token], clock: Item, items: list[Item]) -> Item:
    """2023-06-11T18:00:00Z: a moment with an offset becomes wall time in Saxony."""
    if not items or not clock.i or tokens[clock.i - 1].text != "t" or items[-1].j != clock.i - 1:
        return clock
    sign, hours, day = tokens[clock.j], tokens[clock.j + 1], items[-1]
    offset = 0
    if sign.text == "z":
        clock.j += 1
    elif sign.cat in ("+", "-") and hours.cat == NUM and hours.width in (2, 4) and not sign.after_space:
        clock.j += 2
        minutes = hours.value * 60 if hours.width == 2 else hours.value // 100 * 60 + hours.value % 100
        if tokens[clock.j].cat == ":" and tokens[clock.j + 1].cat == NUM and hours.width == 2:
            minutes, clock.j = minutes + tokens[clock.j + 1].value, clock.j + 2
        offset = minutes if sign.cat == "+" else -minutes
    else:
        return clock
    clock.start = wall_minutes(day.year, day.month, day.day, clock.start - offset)
    return clock
