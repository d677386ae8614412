"""Reads one printed day or month at one place in the tokens."""

from __future__ import annotations

from pipeline.normalise.dates.clocks import read_clock
from pipeline.normalise.dates.items import DAY, Item
from pipeline.normalise.dates.lexer import Token
from pipeline.normalise.dates.words import (
    AND,
    APPROX,
    CLOCK,
    DAYPART,
    FILL,
    MONTH,
    NEWLINE,
    NUM,
    UNTIL,
    WEEKDAY,
    WORD,
    wordset,
)  # fmt: skip

ORDINAL_ENDINGS = wordset("te ten ter tes ste sten st nd rd th")
_THIS_MONTH = {"diesen": 0, "dieses": 0, "nächsten": 1, "kommenden": 1}
YEARS = range(1000, 3000)
RECENT = range(1990, 2060)
_JOINS = frozenset(("-", "/", "+", ",", "&", UNTIL, AND))
# A month named so may stand alone; the others are also first names or everyday words.
WHOLE_MONTHS = wordset(
    "januar februar märz maerz april mai juni juli august september oktober november dezember jänner feber "
    "january february june july october december"
)


def read_day(tokens: list[Token], i: int) -> Item | None:
    """The day whose number stands at `i`: 13.07.2021, 13. Juli, 2021-07-13, 13/07/2021, or a lone "13." of a list."""
    first = tokens[i]
    if first.width == 4 and first.value in YEARS:
        return _read_iso(tokens, i)
    if first.width == 8:
        return _read_compact(tokens, i)
    if first.width == 2 and first.value > 31:
        return _read_beyond(tokens, i)
    if first.width > 2 or not 1 <= first.value <= 31:
        return None
    after = tokens[i + 1]
    if after.cat == ".":
        return _read_dotted(tokens, i)
    if after.cat == MONTH:
        return _read_named(tokens, i, i + 1)
    if after.cat == NEWLINE and tokens[i + 2].cat == MONTH and (not i or tokens[i - 1].cat in (NEWLINE, WEEKDAY)):
        return _read_leaf(tokens, i)
    if after.text in ORDINAL_ENDINGS and not after.after_space:
        k = i + 2 + (tokens[i + 2].text == "of")
        return _read_named(tokens, i, k) if tokens[k].cat == MONTH else Item(DAY, i, i + 2, day=first.value)
    if after.cat in ("/", "-") and not after.after_space:
        signed = _read_signed(tokens, i, after.cat)
        if signed is not None:
            return signed
    if after.cat in _JOINS and tokens[i + 2].cat in (NUM, WEEKDAY, FILL):
        return Item(DAY, i, i + 1, day=first.value, weak=True)
    return None


def _read_beyond(tokens: list[Token], i: int) -> Item | None:
    """32.12.2022 is printed like a day and is none: listed, and doubted."""
    month, year = tokens[i + 2], tokens[i + 4]
    dots = tokens[i + 1].cat == tokens[i + 3].cat == "." and not (month.after_space or year.after_space)
    if not dots or month.cat != NUM or not 1 <= month.value <= 12 or year.width != 4 or year.value not in RECENT:
        return None
    return Item(DAY, i, i + 5, day=tokens[i].value, month=month.value, year=year.value, year_width=4)


def _read_leaf(tokens: list[Token], i: int) -> Item | None:
    """The leaf of a calendar: the day's number, its month and the year, each on a line of its own."""
    item = _read_named(tokens, i, i + 2)
    year = item.j + 1 if item is not None else 0
    yearless = item is not None and not item.year and tokens[item.j].cat == NEWLINE
    if item is not None and yearless and tokens[year].width == 4 and tokens[year].value in YEARS:
        item.year, item.year_width, item.j = tokens[year].value, 4, year + 1
    return item


def _read_iso(tokens: list[Token], i: int) -> Item | None:
    sign = tokens[i + 1].cat
    month, day = tokens[i + 2], tokens[i + 4]
    if sign not in ("-", "/", ".") or tokens[i + 3].cat != sign or tokens[i + 1].after_space:
        return None
    if month.cat != NUM or day.cat != NUM or not 1 <= month.value <= 12 or not 1 <= day.value <= 31:
        return None
    if month.width > 2 or day.width > 2 or tokens[i + 2].after_space or tokens[i + 4].after_space:
        return None
    return Item(DAY, i, i + 5, day=day.value, month=month.value, year=tokens[i].value, year_width=4)


def _read_compact(tokens: list[Token], i: int) -> Item | None:
    """20200519, as in file names and addresses."""
    year, month, day = (int(part) for part in (tokens[i].text[:4], tokens[i].text[4:6], tokens[i].text[6:]))
    if not (1990 <= year < 2060 and 1 <= month <= 12 and 1 <= day <= 31):
        return None
    return Item(DAY, i, i + 1, day=day, month=month, year=year, year_width=4)


def _read_dotted(tokens: list[Token], i: int) -> Item | None:
    day, k = tokens[i].value, i + 2
    second = tokens[k]
    if second.cat == MONTH:
        return _read_named(tokens, i, k)
    if second.cat == NUM and 1 <= second.value <= 12 and second.width <= 2:
        numeric = _read_numeric(tokens, i)
        if numeric is not None:
            return numeric
    if second.text in _THIS_MONTH and tokens[k + 1].text == "monats":
        return Item(DAY, i, k + 2, day=day, offset=_THIS_MONTH[second.text], label="month")
    if second.text == "des" or tokens[i + 1].after_space:
        return None
    return Item(DAY, i, k, day=day)


def _read_numeric(tokens: list[Token], i: int) -> Item | None:
    """13.07.2021, 13.07.21, 13.07. and 13.07 (dotted: may be a clock time as well)."""
    day, month, k = tokens[i].value, tokens[i + 2].value, i + 3
    spaced = tokens[i + 2].after_space
    filed = tokens[k].cat == "/" and tokens[k + 1].cat == NUM and not tokens[k].after_space
    if filed and not tokens[k + 1].after_space and tokens[k + 2].cat != "." and tokens[k + 1].width == 2:
        return None  # Az. 4 K 12.08/19
    if tokens[k].cat != ".":
        clock = read_clock(tokens, k + 1) if tokens[k].cat == "," and tokens[k + 1].cat == NUM else None
        timed = clock is not None and clock.strong
        listed = tokens[k].cat == "," and not timed and (tokens[k + 1].cat == NUM or spaced)
        if ((spaced or tokens[i + 1].after_space or _is_measure(tokens[k])) and tokens[k].cat != ",") or listed:
            return None
        if is_year(tokens, k):
            return Item(DAY, i, k + 1, day=day, month=month, year=tokens[k].value, year_width=4)
        return Item(DAY, i, k, day=day, month=month, dotted=True)
    year, _after = tokens[k + 1], tokens[k + 2]
    if year.cat == NUM and not year.after_space and not _ends_year(tokens, k + 1):
        return None  # 1.2.3.4: an address, a version
    taken = _year_at(tokens, k + 1, glued=not year.after_space)
    if taken:
        return Item(DAY, i, k + 2, day=day, month=month, year=taken, year_width=min(year.width, 4))
    if year.cat == NUM and year.width == 4 and not year.after_space:
        return Item(
            DAY, i, k + 2, day=day, month=month, year=year.value or 1, year_width=4
        )  # year 0: printed, and doubted
    return Item(DAY, i, k + 1, day=day, month=month)


def _ends_year(tokens: list[Token], k: int) -> bool:
    """Whether the digits glued to a day and month can be their year, or begin something of their own (a clock time)."""
    year, after = tokens[k], tokens[k + 1]
    if year.width in (1, 3):
        return False
    follows = after.cat == "." and not after.after_space and tokens[k + 2].cat == NUM and not tokens[k + 2].after_space
    return not follows or year.width == 4 or tokens[k + 3].cat == "."


def _year_at(tokens: list[Token], k: int, glued: bool) -> int:
    """The year printed at `k`, 0 if that number is something else (an hour, a house)."""
    year, after = tokens[k], tokens[k + 1]
    if year.cat == "'" and tokens[k + 1].cat == NUM and tokens[k + 1].width == 2:
        return 0
    if year.cat != NUM or after.cat == CLOCK:
        return 0
    if after.cat == "-" and not glued and tokens[k + 2].cat == NUM and tokens[k + 2].width == year.width != 3:
        return 0  # 13.04. 14-16, 13.04. 1845-1955: hours
    if year.width == 4 and year.value in YEARS:
        return year.value
    if year.width == 5 and (int(year.text[:4]) in YEARS if glued else int(year.text[:4]) in RECENT):
        return int(year.text[:4])
    if year.width != 2 or after.cat in ("%", "€"):
        return 0
    if after.cat in ("+", "/", "&", ",", AND) and tokens[k + 2].cat == NUM and tokens[k + 3].cat == CLOCK and not glued:
        return 0  # 25.1. 16 + 19 Uhr
    if after.cat == ":" and tokens[k + 2].cat == NUM and not tokens[k + 2].after_space:
        return 0
    if glued:
        return year.value or 100
    if after.cat in ("-", UNTIL) and tokens[k + 2].text in ("open", "ende"):
        return 0
    if after.cat == WORD or (after.cat == "." and tokens[k + 2].cat in (NUM, MONTH)) or read_clock(tokens, k):
        return 0
    return year.value or 100


def _read_named(tokens: list[Token], i: int, k: int) -> Item | None:
    """13. Juli [2021]: `k` is the month's place. A weekday may stand before the year: 8. November (Sa) 2014."""
    item = Item(DAY, i, k + 1, day=tokens[i].value, month=tokens[k].value)
    k += 1
    if tokens[k].cat == "." and (
        tokens[k - 1].text not in WHOLE_MONTHS or (tokens[k + 1].cat == NUM and tokens[k + 1].width == 4)
    ):
        item.j = k = k + 1
    if tokens[k].cat == "(" and tokens[k + 1].cat == WEEKDAY:
        closing = k + 2 + (tokens[k + 2].cat == ".")
        if tokens[closing].cat == ")":
            item.weekday, item.j, k = tokens[k + 1].value, closing + 1, closing + 1
    if tokens[k].cat == "," and tokens[k + 1].cat == NUM and tokens[k + 1].width == 4:
        k += 1
    if tokens[k].text in ("'", "`", "’", "‘", "´") and tokens[k + 1].cat == NUM and tokens[k + 1].width == 2:
        k += 1
    year = _year_at(tokens, k, glued=not tokens[k].after_space and tokens[k].width in (4, 5))
    if year and tokens[k].width == 2 and i and tokens[i - 1].text == "des":
        return item  # Straße des 18. Oktober 12: a house number
    if year:
        item.year, item.year_width, item.j = year, min(tokens[k].width, 4), k + 1
    return item


def _read_signed(tokens: list[Token], i: int, sign: str) -> Item | None:
    """13/07/2021, 13-07-2021, 13-07-21; 13/7 only as a loose reading."""
    second = tokens[i + 2]
    if (second.cat == MONTH and sign == "-") or second.cat == MONTH:
        named = _read_named(tokens, i, i + 2)
        if named is not None and tokens[i + 3].cat == sign and tokens[i + 4].cat == NUM:
            year = _year_at(tokens, i + 4, glued=True)
            if year:
                named.year, named.year_width, named.j = year, tokens[i + 4].width, i + 5
        return named
    if second.cat != NUM or second.after_space or second.width > 2:
        return None
    day, month = tokens[i].value, second.value
    if day <= 12 < month <= 31:
        day, month = month, day  # only the American order makes a day of it
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    third = tokens[i + 4]
    if tokens[i + 3].cat == sign and third.cat == NUM and not tokens[i + 3].after_space and third.width in (2, 4):
        if (third.width == 4 and third.value not in YEARS) or (
            tokens[i + 5].cat == sign and not tokens[i + 5].after_space
        ):
            return None
        return Item(DAY, i, i + 5, day=day, month=month, year=third.value or 100, year_width=third.width)
    led = (i > 0 and tokens[i - 1].cat in (FILL, WEEKDAY, ",", ".")) or tokens[i].width == second.width == 2
    led = led or (not i and _leads_to_time(tokens, i + 3))
    if sign == "/" and led and month == second.value and not _goes_on(tokens, i + 3):
        return Item(DAY, i, i + 3, day=day, month=month, weak=True, dotted=True)
    return None


def _leads_to_time(tokens: list[Token], k: int) -> bool:
    """5/10 um 8, 5/10 abends: at the head of a text, with a time behind it."""
    if tokens[k].cat == "end" or tokens[k].cat in (DAYPART, APPROX) or tokens[k].text in ("um", "ab", "at", "gegen"):
        return True
    k += tokens[k].text in ("von", "from", "zwischen", "am", "(", "-", ",")
    return tokens[k].cat in (NUM, DAYPART) and (tokens[k].cat == DAYPART or read_clock(tokens, k) is not None)


def is_year(tokens: list[Token], k: int) -> bool:
    """Whether four digits at `k` are a year: not "1930 Uhr" and not "1845-1955"."""
    token, after = tokens[k], tokens[k + 1]
    if token.cat != NUM or token.width != 4 or token.value not in YEARS or after.cat == CLOCK:
        return False
    return not (after.cat == "-" and tokens[k + 2].cat == NUM and tokens[k + 2].width == 4)


def _goes_on(tokens: list[Token], k: int) -> bool:
    """Whether "13/4" is part of something longer; a clock time behind it is not."""
    if tokens[k].cat == NUM and tokens[k].after_space:
        four_digits = tokens[k].width == 4 and tokens[k + 1].cat == "-" and tokens[k + 2].width == 4
        return not four_digits and read_clock(tokens, k) is None
    return tokens[k].cat in (".", NUM, "/", MONTH, CLOCK, ":") or _is_measure(tokens[k])


def _is_measure(token: Token) -> bool:
    return token.cat in (CLOCK, "%", "€", "$") or token.text in (
        "euro",
        "eur",
        "km",
        "mio",
        "prozent",
        "cm",
        "m",
        "kg",
        "mrd",
    )


def read_ordinal_day(tokens: list[Token], i: int) -> Item | None:
    """ersten März, dritten Oktober 2021: the ordinal word stands at `i`."""
    if tokens[i].value < 1 or tokens[i + 1].cat != MONTH:
        return None
    return _read_named(tokens, i, i + 1)
