"""Reads the days that are told by counting weekdays: am letzten Sonntag im Oktober, first Monday of December 2023."""

from __future__ import annotations

from pipeline.normalise.dates.items import DAY, RULE, Item
from pipeline.normalise.dates.lexer import Token
from pipeline.normalise.dates.months import with_year
from pipeline.normalise.dates.words import AND, MONTH, NUM, ORDINAL, UNTIL, WEEKDAY, wordset
from pipeline.normalise.dates.years import counted_day
from pipeline.normalise.recurrence import DAY_CODES

_OF = wordset("im in of des the vom von")
_LISTING = frozenset((AND, ",", "/", "&", "+"))
_LONGEST = 8


def read_counted_day(tokens: list[Token], i: int) -> Item | None:
    """The day whose number stands at `i`, with the month behind its weekday; a rule where several months are named.

    Of "1. und 3. Samstag im Dezember" each number is a day of its own.
    """
    number = tokens[i].value
    k = own = _behind_number(tokens, i)
    if not k or not (-2 <= number <= 5 and number):
        return None
    while tokens[k].cat in _LISTING and k < i + _LONGEST:
        k = _behind_number(tokens, k + 1)
        if not k:
            return None
    weekday = tokens[k]
    if weekday.cat != WEEKDAY:
        return None
    stop = k = k + 1 + (tokens[k + 1].cat == "." and len(weekday.text) < 4)
    while tokens[k].text in _OF and k < stop + 2:
        k += 1
    month = tokens[k]
    if month.cat != MONTH or k == stop:
        return None
    several = tokens[k + 1].cat in (*_LISTING, UNTIL, "-") and tokens[k + 2].cat == MONTH
    if several:
        return Item(RULE, i, stop, rrule=f"FREQ=MONTHLY;BYDAY={number}{DAY_CODES[weekday.value]}")
    item = with_year(tokens, Item(DAY, i, k + 1, counted_day(number, weekday.value), month.value))
    if own < stop - 1 and tokens[own].cat in _LISTING:
        item.j = own
    return item


def _behind_number(tokens: list[Token], k: int) -> int:
    """Where the ordinal at `k` stops, 0 if there is none."""
    if tokens[k].cat == ORDINAL:
        return k + 1
    return k + 2 if tokens[k].cat == NUM and tokens[k + 1].cat == "." and tokens[k].width == 1 else 0
