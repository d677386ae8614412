"""Reads a weekday together with the day it belongs to, before or behind it."""

from __future__ import annotations

from pipeline.normalise.dates.clocks import read_clock
from pipeline.normalise.dates.days import read_day, read_ordinal_day
from pipeline.normalise.dates.hours import read_span_after_day
from pipeline.normalise.dates.items import DAY, MONTH_ONLY, NOT_SAID, WEEKDAY_ONLY, Item
from pipeline.normalise.dates.lexer import Token
from pipeline.normalise.dates.months import read_month_first, with_year
from pipeline.normalise.dates.words import FILL, MONTH, NEWLINE, NUM, ORDINAL, SHY_WEEKDAYS, UNTIL, WEEKDAY, wordset

_WEEK = ("woche", "week")
_LAST = wordset("letzten letzter vergangenen vergangener vorigen last")
_NEXT = wordset("nächste nächster kommende kommender next")


def read_weekday(tokens: list[Token], i: int) -> Item | None:
    """Freitag, den 13. Juli; Fr 13.7.; Fr.-So. 13.-15.7.; or the weekday alone."""
    token = tokens[i]
    shy = token.text in SHY_WEEKDAYS
    k = i + 1 + (tokens[i + 1].cat == ".")
    dot = k > i + 1
    second = NOT_SAID
    if tokens[k].cat in ("-", "/", UNTIL, "+", "and", "&") and tokens[k + 1].cat == WEEKDAY:
        second = tokens[k + 1].value
        k += 2 + (tokens[k + 2].cat == ".")
    sign = tokens[k].cat in (",", ")", "|", "(", ":", "-", NEWLINE) and tokens[k + 1].cat != WEEKDAY
    start = k + sign
    start += tokens[start].cat in ("|", ",") and sign
    while (
        tokens[start].cat == FILL
        and start < k + 4
        and tokens[start].text in ("den", "der", "dem", "am", "the", "vom", "on")
    ):
        start += 1
    day = _day_at(tokens, start)
    if day is None or (day.weak and not day.month):
        day = _undotted(tokens, i, start) or day
    if day is not None and day.weak and not day.month and read_span_after_day(tokens, start):
        day = None  # Do 18-20: hours
    believed = not shy or token.width or dot or sign or len(token.text) == 2
    if token.text in ("die", "mit") and not dot and day is not None and not day.month:
        return None
    if day is not None and believed and day.weekday == NOT_SAID and (day.month or not day.weak or start == k):
        day.weekday, day.i = token.value, i
        return day
    if second != NOT_SAID and tokens[i + 1 + dot].cat in ("-", UNTIL):
        return Item(WEEKDAY_ONLY, i, k, weekday=token.value, offset=second, weak=True, label="span")
    if shy and not (token.width and (dot or len(token.text) == 2)):
        return None
    if i and (tokens[i - 1].cat == ORDINAL and tokens[i - 1].value > 0):
        return None  # am zweiten Samstag: of which month?
    stop = i + 1 + dot
    before = i > 1 and tokens[i - 1].text in _WEEK and tokens[i - 2].text in _NEXT
    behind = tokens[stop].text in _NEXT and tokens[stop + 1].text in _WEEK
    label = "next_week" if before or behind else ""
    if not label and i and tokens[i - 1].text in _LAST:
        label = "last"
    return Item(WEEKDAY_ONLY, i, stop + 2 * behind, weekday=token.value, weak=shy and not label, label=label)


def with_weekday_after(tokens: list[Token], day: Item) -> Item:
    """13.07. (Di): a weekday right behind belongs to this day unless another day follows it."""
    j = day.j
    bracket = tokens[j].cat == "("
    k = j + (tokens[j].cat in ("(", ","))
    token = tokens[k]
    if token.cat != WEEKDAY or day.weekday != NOT_SAID:
        return day
    if token.text in SHY_WEEKDAYS and not (token.width or bracket):
        return day
    stop = k + 1 + (tokens[k + 1].cat == ".")
    if bracket and tokens[stop].cat != ")":
        return day
    follows = stop + bracket
    follows += tokens[follows].cat == ","
    if tokens[follows].cat == NUM and not bracket:
        following = read_day(tokens, follows)
        if following is not None and (following.month or not following.weak) and not read_clock(tokens, follows):
            return day
    if tokens[follows].cat in ("-", UNTIL) and tokens[follows + 1].cat == WEEKDAY:
        return day
    if not bracket and tokens[j].cat == "," and _goes_on_with_weekdays(tokens, follows):
        return day
    day.weekday, day.j = token.value, stop + bracket
    return with_year(tokens, day) if bracket and not day.year else day


def _goes_on_with_weekdays(tokens: list[Token], k: int) -> bool:
    """17.9., Fr 17 Uhr - So 13 Uhr; 28.4., Di, Do, Sa: weekdays with hours of their own, not this day's name."""
    if tokens[k].cat == WEEKDAY:
        return True
    k += tokens[k].text in ("ab", "von", "um")
    clock = read_clock(tokens, k) if tokens[k].cat == NUM else None
    if clock is None:
        return False
    k = clock.j + (tokens[clock.j].cat in ("-", UNTIL, ",", "/", "and"))
    hour = k + 1 + (tokens[k + 1].cat == ".")
    hour += tokens[hour].text in ("ab", "von", "um")
    return tokens[k].cat == WEEKDAY and read_clock(tokens, hour) is not None


def _undotted(tokens: list[Token], i: int, k: int) -> Item | None:
    """Sa 13 as a whole text, perhaps with a clock time behind it: the weekday speaks for the number."""
    number, after = tokens[k], tokens[k + 1]
    if i or number.cat != NUM or number.width > 2 or not 1 <= number.value <= 31:
        return None
    timed = read_clock(tokens, k + 1 + (after.cat in (",", "|", FILL))) is not None
    return Item(DAY, k, k + 1, day=number.value) if timed or after.cat in ("end", NEWLINE) else None


def _day_at(tokens: list[Token], k: int) -> Item | None:
    if tokens[k].cat == NUM:
        clock = read_clock(tokens, k)
        if clock is not None and clock.strong:
            return None
        day = read_day(tokens, k)
        if clock is not None and (day is None or not day.month):
            return None
        return day
    if tokens[k].cat == MONTH:
        day = read_month_first(tokens, k)
        return day if day is not None and day.kind != MONTH_ONLY else None
    return read_ordinal_day(tokens, k) if tokens[k].cat == ORDINAL else None
