"""Reads one printed month, alone or with the day that follows it: April 29, 2022; Februar 18.; 12.2026; Mai."""

from __future__ import annotations

from pipeline.normalise.dates.clocks import read_clock
from pipeline.normalise.dates.days import ORDINAL_ENDINGS, RECENT, WHOLE_MONTHS, is_year
from pipeline.normalise.dates.items import DAY, MONTH_ONLY, Item
from pipeline.normalise.dates.lexer import Token
from pipeline.normalise.dates.words import CLOCK, DAYPART, MONTH, NUM, NUMBER, ORDINAL, WORD, wordset

_ENGLISH_MONTHS = wordset(
    "january february march may june july october december mar oct dec apr jun jul aug sep nov jan feb sept"
)


def read_month_first(tokens: list[Token], i: int) -> Item | None:
    """April 29, 2022 and Februar 18.; else the month alone, with its year where printed."""
    month, day = tokens[i], tokens[i + 1]
    dot = day.cat == "."
    if dot:
        day = tokens[i + 2]
    k = i + 1 + dot
    if day.cat == NUM and day.width <= 2 and 1 <= day.value <= 31 and not read_clock(tokens, k):
        after = tokens[k + 1]
        if after.text in ORDINAL_ENDINGS and not after.after_space:
            return with_year(tokens, Item(DAY, i, k + 2, day=day.value, month=month.value))
        if after.cat == "," and tokens[k + 2].cat == NUM and tokens[k + 2].width == 4 and tokens[k + 3].cat != CLOCK:
            return Item(DAY, i, k + 3, day=day.value, month=month.value, year=tokens[k + 2].value, year_width=4)
        if is_year(tokens, k + 1):
            return Item(DAY, i, k + 2, day=day.value, month=month.value, year=after.value, year_width=4)
        if after.cat == "." and tokens[k + 2].cat not in (NUM, MONTH, WORD) and not after.after_space:
            return Item(DAY, i, k + 2, day=day.value, month=month.value)
        loose = after.cat not in (WORD, ".", NUMBER, MONTH, CLOCK, ":", "%", "€") or (
            month.text in _ENGLISH_MONTHS and after.cat == WORD and month.text not in ("may", "march", "mar", "jan")
        )
        if (loose and after.cat != ORDINAL) or after.cat == DAYPART:
            return Item(DAY, i, k + 1, day=day.value, month=month.value)
    return _read_month(tokens, i)


def read_numbered_month(tokens: list[Token], i: int) -> Item | None:
    """12.2026, 06/2026: the month `i` and its year."""
    month, sign, year = tokens[i], tokens[i + 1], tokens[i + 2]
    if sign.cat not in (".", "/") or sign.after_space or year.after_space or year.cat != NUM or year.width != 4:
        return None
    if month.width != 2 or not 1 <= month.value <= 12 or year.value not in RECENT or tokens[i + 3].cat in (CLOCK, "/"):
        return None
    return Item(MONTH_ONLY, i, i + 3, month=month.value, year=year.value, year_width=4)


def with_year(tokens: list[Token], item: Item) -> Item:
    """The item with the four-digit year that follows it, if one does."""
    k = item.j + (tokens[item.j].cat == ",")
    if is_year(tokens, k):
        item.year, item.year_width, item.j = tokens[k].value, 4, k + 1
    return item


def _read_month(tokens: list[Token], i: int) -> Item | None:
    k = i + 1 + (tokens[i + 1].cat == "." and tokens[i].text not in WHOLE_MONTHS)
    year = tokens[k]
    is_year = year.cat == NUM and year.width == 4 and 1900 <= year.value < 2100 and tokens[k + 1].cat != CLOCK
    if is_year and tokens[i].text not in ("mar", "may"):
        return Item(MONTH_ONLY, i, k + 1, month=tokens[i].value, year=year.value, year_width=4)
    named = tokens[i].text in WHOLE_MONTHS
    return Item(MONTH_ONLY, i, i + 1, month=tokens[i].value, weak=not named)
