"""Reads one clock time, or a span of two, at one place in the tokens."""

from __future__ import annotations

from pipeline.normalise.dates.items import NOT_SAID, TIME, Item
from pipeline.normalise.dates.lexer import Token
from pipeline.normalise.dates.words import (
    AND,
    APPROX,
    CLOCK,
    DAY_PARTS,
    DAYPART,
    FILL,
    MONTH,
    NUM,
    NUMBER,
    UNTIL,
    WORD,
    wordset,
)

BARE, DOTTED, STRONG = 0, 1, 2
_UNITS = wordset("euro eur prozent km mio jahre jahren minuten min personen stunden std teilnehmer plätze mal")
_LETTER_ZERO = frozenset(("o", "oo"))


def read_clock(tokens: list[Token], i: int) -> Item | None:
    """The time at `i`: 18 Uhr, 18:00, 18.30 Uhr, 17-19:30 Uhr, 9.30 - ca. 16.30 Uhr, 8 pm, halb acht.

    A lone HH.MM is returned as `dotted`; None if nothing here can be a time.
    """
    left = read_point(tokens, i)
    if left is None:
        return None
    start, j, strength = left
    between = (i > 0 and tokens[i - 1].text in ("zwischen", "between")) or (i > 1 and tokens[i - 2].text == "zw")
    span = _read_right(tokens, j, strength, between)
    if span is not None:
        end, j, right_strength = span
        if strength == BARE and tokens[i + 1].cat == ".":
            return None
        start, end = _same_half(tokens, i, j, start, end)
        strength = max(strength, right_strength)
        return Item(TIME, i, j, start=start, end=end, strong=strength == STRONG, dotted=strength == DOTTED)
    if strength == BARE:
        return None
    return Item(TIME, i, j, start=start, end=NOT_SAID, strong=strength == STRONG, dotted=strength == DOTTED)


def read_point(tokens: list[Token], i: int) -> tuple[int, int, int] | None:
    """(minutes from midnight, where it stops, how sure) of one time; BARE is an hour without any sign of being one."""
    first = tokens[i]
    if first.cat == NUMBER or first.text in ("halb", "viertel", "dreiviertel", "mitternacht", "noon"):
        return _read_spoken(tokens, i)
    if first.cat != NUM:
        return None
    after, third = tokens[i + 1], tokens[i + 2]
    if first.width == 4 and after.cat == CLOCK and first.value // 100 <= 24 and first.value % 100 < 60:
        return first.value // 100 * 60 + first.value % 100, i + 2, STRONG
    if first.width > 2 or first.value > 24:
        return None
    if after.cat == ":" and third.cat == NUM and (not after.after_space or tokens[i + 3].cat == CLOCK):
        return _read_colon(tokens, i)
    spaced = third.cat == NUM and third.width == 2 and tokens[i + 3].cat == CLOCK
    if after.cat == "." and spaced and third.after_space and (third.value == 0 or 24 < third.value < 60):
        return _after_clock(tokens, first.value * 60 + third.value, i + 4)
    if after.cat == "." and not after.after_space and not third.after_space:
        dotted = _read_dotted_point(tokens, i)
        if dotted is not None:
            return dotted
    if after.cat == CLOCK:
        return _read_hour(tokens, i)
    if after.text in ("c", "s") and tokens[i + 2].cat == "." and tokens[i + 3].text == "t":
        return _after_clock(tokens, first.value * 60, i + 1)
    at = i + 1 + (after.cat == ":")  # 3:pm, a colon without its minutes
    half = _english_half(tokens, at)
    if half and first.value <= 12:
        return _shift(first.value * 60, half), at + _half_width(tokens, at), STRONG
    if after.cat == DAYPART and first.value <= 12 and after.text in ("morgens", "abends", "nachmittags", "vormittags"):
        return first.value * 60, i + 1, BARE
    return first.value * 60, i + 1, BARE


def _read_colon(tokens: list[Token], i: int) -> tuple[int, int, int] | None:
    hour, minute = tokens[i].value, tokens[i + 2]
    j = i + 3
    if minute.after_space and tokens[j].cat != CLOCK:
        return None
    value = minute.value
    if minute.width != 2 or value > 59 or (hour == 24 and value):
        return None
    if tokens[j].cat == ":" and tokens[j + 1].cat == NUM and tokens[j + 1].width == 2 and not tokens[j].after_space:
        j += 2
        if tokens[j].cat == "." and tokens[j + 1].cat == NUM and not tokens[j + 1].after_space:
            j += 2  # fractions of a second
    half = _english_half(tokens, j)
    if half and hour <= 12:
        return _shift(hour * 60 + value, half), j + _half_width(tokens, j), STRONG
    if tokens[j].cat == CLOCK:
        return _after_clock(tokens, hour * 60 + value, j + 1)
    return _after_clock(tokens, hour * 60 + value, j)


def _read_dotted_point(tokens: list[Token], i: int) -> tuple[int, int, int] | None:
    hour, minute = tokens[i].value, tokens[i + 2]
    j = i + 3
    value = minute.value
    if minute.text == "oo" or (
        minute.cat == NUM and minute.width == 1 and tokens[j].text == "o" and not tokens[j].after_space
    ):
        j += minute.text != "oo"
        value = 0 if minute.text == "oo" else minute.value * 10
    elif minute.cat != NUM or minute.width != 2 or value > 59 or (hour == 24 and value):
        return None
    if tokens[j].cat == CLOCK:
        return _after_clock(tokens, hour * 60 + value, j + 1)
    could_be_day = 1 <= hour <= 31 and 1 <= value <= 12
    if (tokens[j].cat == "." and could_be_day) or tokens[j].cat in ("%", "€") or tokens[j].text in _UNITS:
        return None
    if (
        tokens[j].cat == "."
        and not tokens[j].after_space
        and tokens[j + 1].cat == NUM
        and not tokens[j + 1].after_space
    ):
        return None
    half = _english_half(tokens, j)
    if half and hour <= 12:
        return _shift(hour * 60 + value, half), j + _half_width(tokens, j), STRONG
    return hour * 60 + value, j, DOTTED


def _read_hour(tokens: list[Token], i: int) -> tuple[int, int, int] | None:
    hour, j = tokens[i].value, i + 2
    letter = tokens[i + 1].text == "h"
    if letter and tokens[i + 1].after_space and hour < 7:
        return None
    if letter and hour in (1, 2, 3, 24) and tokens[j].cat not in ("-", UNTIL):
        return None  # a length, not a time of day
    minute = tokens[j]
    glued = not minute.after_space
    is_minute = minute.cat == NUM and minute.width == 2 and minute.value < 60 and (glued or not letter)
    after = tokens[j + 1]
    if is_minute and minute.value > 24 and after.cat == UNTIL:
        return hour * 60 + minute.value, j + 1, STRONG  # 14 Uhr 30 bis 15 Uhr
    if is_minute and after.cat not in (".", ":", MONTH, CLOCK, "-", "/", UNTIL) and after.text not in _UNITS:
        return hour * 60 + minute.value, j + 1, STRONG
    return _after_clock(tokens, hour * 60, j)


def _after_clock(tokens: list[Token], minutes: int, j: int) -> tuple[int, int, int]:
    """Takes in what says more about a time: s. t., c. t., abends."""
    if tokens[j - 1].cat == CLOCK and tokens[j].cat == "." and tokens[j + 1].text in ("s", "c"):
        j += 1
    k = j + (tokens[j].cat in (",", "("))
    letter = tokens[k].text
    if letter in ("s", "c"):
        t = k + 1 + (tokens[k + 1].cat == ".")
        if tokens[t].text == "t":
            stop = t + 1 + (tokens[t + 1].cat == ".")
            return minutes + (15 if letter == "c" else 0), stop + (k > j and tokens[stop].cat == ")"), STRONG
    if letter in ("st", "ct") and not tokens[k].width:
        return minutes + (15 if letter == "ct" else 0), k + 1, STRONG
    part = (
        k + (tokens[k].text in ("am", "in", "zu")) + (tokens[k].text == "in" and tokens[k + 1].text in ("the", "der"))
    )
    if tokens[part].cat == DAYPART and minutes < 720:
        meaning = DAY_PARTS[tokens[part].text]
        if meaning == "pm" or (meaning == "noon" and minutes < 180):
            return minutes + 720, part + 1, STRONG
        if meaning in ("am", "night") and k == j:
            return minutes, part + 1, STRONG
    return minutes, j, STRONG


def _english_half(tokens: list[Token], j: int) -> str:
    text = tokens[j].text
    if text == "pm":
        return "pm"
    if text in ("p", "a") and tokens[j + 1].cat == "." and tokens[j + 2].text == "m":
        return "pm" if text == "p" else "am"
    if text != "am":
        return ""
    follows = tokens[j + 1]
    german = follows.cat in (NUM, "weekday", "ordinal", FILL, DAYPART)
    german = german or (follows.cat == WORD and (follows.width > 0 or follows.text.endswith("en")))
    return "" if tokens[j].after_space and german else "am"


def _half_width(tokens: list[Token], j: int) -> int:
    if tokens[j].text in ("pm", "am"):
        return 1
    return 3 + (tokens[j + 3].cat == ".")


def _shift(minutes: int, half: str) -> int:
    if half == "pm":
        return minutes + (720 if minutes < 720 else 0)
    return minutes - (720 if minutes >= 720 else 0)


def _read_right(tokens: list[Token], j: int, left_strength: int, between: bool) -> tuple[int, int, int] | None:
    """The end of a span whose start stops at `j`."""
    if tokens[j].cat == "," and tokens[j + 1].cat == UNTIL:
        j += 1
    if tokens[j].cat not in ("-", UNTIL) and not (between and tokens[j].cat == AND):
        return None
    until = tokens[j].cat == UNTIL
    k = j + 1
    while (
        tokens[k].cat == APPROX
        or tokens[k].cat == "."
        or (tokens[k].cat == FILL and tokens[k].text in ("um", "zu", "zum"))
    ):
        k += 1
        if k > j + 4:
            return None
    if tokens[k].cat == UNTIL:
        k += 1
    right = read_point(tokens, k)
    if right is None:
        return None
    minutes, stop, strength = right
    after = tokens[stop]
    if strength == BARE:
        if left_strength == BARE and tokens[j].cat in ("-", UNTIL) and _leads_to_hours(tokens, stop):
            return minutes, stop, STRONG
        lone = after.cat not in (WORD, NUM, ".", "/", ":", MONTH, NUMBER, "%", "€", "-") and after.text not in _UNITS
        if left_strength == BARE or not lone or (left_strength == STRONG and not until and tokens[j].after_space):
            return None
    if strength == DOTTED and left_strength == BARE:
        return None
    return minutes, stop, strength


def _leads_to_hours(tokens: list[Token], k: int) -> bool:
    """9-12 und 13-16 Uhr: the sign of the second span speaks for the first."""
    if tokens[k].cat not in (AND, ",", "/", "&", "+") or tokens[k + 2].cat not in ("-", UNTIL):
        return False
    return tokens[k + 1].cat == NUM and tokens[k + 3].cat == NUM and tokens[k + 4].cat == CLOCK


def _same_half(tokens: list[Token], i: int, j: int, start: int, end: int) -> tuple[int, int]:
    """7-9 pm means both in the evening; 22-2 Uhr ends on the next day."""
    dotted = tokens[j - 1].text in (".", "m") and "p" in (tokens[j - 3].text, tokens[j - 4].text)
    evening = tokens[j - 1].text == "pm" or dotted
    if evening and start < 720 and end >= 720 and not _english_half(tokens, i + 1) and start + 720 < end:
        start += 720
    if tokens[j - 1].cat == DAYPART and start < 720 <= end and start + 720 < end:
        start += 720
    if end <= start:
        end += 1440
    return start, end


def _read_spoken(tokens: list[Token], i: int) -> tuple[int, int, int] | None:
    """acht Uhr, halb acht, viertel vor acht, Mitternacht."""
    first, after = tokens[i], tokens[i + 1]
    if first.text == "mitternacht":
        return 1440, i + 1, STRONG
    if first.text == "noon":
        led = i > 0 and (tokens[i - 1].text in ("at", "around") or tokens[i - 1].cat in (UNTIL, "-"))
        return (720, i + 1, STRONG) if led else None
    if first.cat == NUMBER:
        if after.cat == CLOCK and after.text != "h":
            return _after_clock(tokens, first.value * 60, i + 2)
        return None
    hour = after
    if first.text == "viertel" and after.text in ("vor", "nach"):
        hour = tokens[i + 2]
        if hour.cat not in (NUM, NUMBER) or not 1 <= hour.value <= 24:
            return None
        return _after_clock(
            tokens, hour.value * 60 + (-15 if after.text == "vor" else 15), i + 3 + (tokens[i + 3].cat == CLOCK)
        )
    if (
        hour.cat not in (NUM, NUMBER)
        or not 1 <= hour.value <= 24
        or hour.text in ("ein", "eine", "einen", "einem", "einer")
    ):
        return None
    early = {"halb": 30, "dreiviertel": 15, "viertel": 45}[first.text]
    return _after_clock(tokens, hour.value * 60 - early, i + 2 + (tokens[i + 2].cat == CLOCK))
