"""Walks the tokens once and lists the days, months, weekdays, clock times and repetitions found."""

from __future__ import annotations

from pipeline.normalise.dates.clocks import read_clock
from pipeline.normalise.dates.days import read_day, read_month_first, read_ordinal_day
from pipeline.normalise.dates.items import DAY, MONTH_ONLY, NOT_SAID, RELATIVE_DAY, TIME, WEEKDAY_ONLY, Item
from pipeline.normalise.dates.lexer import Token
from pipeline.normalise.dates.repeats import TRIGGERS, read_repeat
from pipeline.normalise.dates.words import (
    APPROX, CLOCK, FILL, MONTH, NUM, NUMBER, ORDINAL, RELATIVE, SHY_WEEKDAYS, UNTIL, WEEKDAY, WORD,
)  # fmt: skip

_DOORS = frozenset("einlass einlaß türöffnung tür türen doors saalöffnung hallenöffnung kassenöffnung abendkasse kasse".split())
_BEGIN = frozenset(
    "beginn start starts anfang show beginnt startet los konzertbeginn veranstaltungsbeginn vorstellungsbeginn "
    "treffpunkt filmstart anpfiff programmstart".split()
)
_END = frozenset("ende end schluss endet schließt".split())
_CLOCK_CUES = _DOORS | _BEGIN | _END | {"uhrzeit", "zeit", "um", "ab", "gegen", "time", "at", "wann"}
_NOT_A_DATE = frozenset(
    "§ art artikel abs absatz nr kapitel kap seite punkt tel telefon fax fon raum gleis zimmer version isbn nummer az "
    "mobil iban konto ziffer abschnitt hausnummer aktenzeichen drs drucksache plz gruppe v".split()
)
_MEASURES = frozenset(("%", "€", "$", CLOCK))


def scan(tokens: list[Token], count: int) -> list[Item]:
    """The items of the first `count` tokens in order (behind them stand sentinels)."""
    items: list[Item] = []
    i = 0
    while i < count:
        item = _item_at(tokens, i, items)
        if item is None or item.j <= i:
            i += 1
            continue
        if item.kind == TIME:
            _label(tokens, item, items)
        items.append(item)
        i = item.j
    return items


def _item_at(tokens: list[Token], i: int, items: list[Item]) -> Item | None:
    token = tokens[i]
    cat = token.cat
    if cat == NUM:
        return _number(tokens, i, items)
    if cat == WORD or cat == APPROX or cat == FILL or cat == UNTIL:
        if token.text in TRIGGERS:
            return read_repeat(tokens, i)
        return read_clock(tokens, i) if token.text in ("halb", "viertel", "dreiviertel", "mitternacht") else None
    if cat == MONTH:
        return read_month_first(tokens, i)
    if cat == WEEKDAY:
        return read_repeat(tokens, i) or _weekday(tokens, i)
    if cat == ORDINAL:
        return read_ordinal_day(tokens, i) or read_repeat(tokens, i)
    if cat == NUMBER:
        return read_clock(tokens, i)
    if cat == RELATIVE:
        if token.text == "morgen" and (token.width and i and tokens[i - 1].text in ("am", "der", "guten", "jeden", "den")):
            return None
        return Item(RELATIVE_DAY, i, i + 1, offset=token.value)
    return None


def _number(tokens: list[Token], i: int, items: list[Item]) -> Item | None:
    if _is_inside_number(tokens, i):
        return None
    clock, day = read_clock(tokens, i), read_day(tokens, i)
    if clock is not None and clock.strong:
        return clock
    repeat = read_repeat(tokens, i) if day is not None and not day.month else None
    if repeat is not None:
        return repeat
    before = tokens[i - 1].text if i else ""
    if before in _NOT_A_DATE or before in (":", ".") and i > 1 and tokens[i - 2].text in _NOT_A_DATE:
        return None
    if clock is not None and clock.dotted:
        return _dotted(tokens, i, items, clock, day)
    if day is not None and day.month:
        return _with_weekday_after(tokens, day)
    return day if day is not None and not day.weak and not _is_bare_hour(tokens, i) else _bare_hour(tokens, i, day)


def _is_inside_number(tokens: list[Token], i: int) -> bool:
    """Whether the digits at `i` go on a number that began before: 1.234, 0341/123, 3,50."""
    if not i or tokens[i].after_space:
        return False
    before = tokens[i - 1]
    if before.cat not in (".", ",", "/", "-") or i < 2 or before.after_space:
        return before.text in ("§", "€", "#", "$")
    return tokens[i - 2].cat == NUM and tokens[i - 2].width > 4


def _dotted(tokens: list[Token], i: int, items: list[Item], clock: Item, day: Item | None) -> Item | None:
    """HH.MM or D.M: a time right after a full date or beside a word that asks for one, else a day if it can be one."""
    cue = _cue_before(tokens, i)
    last = items[-1] if items else None
    follows_day = last is not None and last.kind == DAY and last.month > 0 and _only_signs(tokens, last.j, i)
    if day is None or not day.month:
        useful = clock.end != NOT_SAID or follows_day or cue or _day_follows(tokens, clock.j)
        return clock if useful else None
    if clock.end != NOT_SAID and not day.year:
        return clock if follows_day or cue or tokens[i + 2].width == 2 and day.j == clock.i + 3 and follows_day else day
    if day.year:
        return _with_weekday_after(tokens, day)
    if follows_day and last is not None and (last.year or tokens[i - 1].text in ("um", "|")):
        return clock
    if cue and cue not in ("ab", "wann"):
        return clock
    if not day.dotted or cue or tokens[i + 2].width == 2 or tokens[i].width == 2 or follows_day or i == 0 or tokens[i - 1].cat == FILL:
        return _with_weekday_after(tokens, day)
    return day


def _day_follows(tokens: list[Token], j: int) -> bool:
    k = j + (tokens[j].cat in (",", "-", "|")) 
    k += tokens[k].text in ("am", "on")
    if tokens[k].cat == WEEKDAY:
        return True
    following = read_day(tokens, k) if tokens[k].cat == NUM else None
    return following is not None and following.month > 0


def _only_signs(tokens: list[Token], j: int, i: int) -> bool:
    if i - j > 4:
        return False
    return all(token.cat in (",", "-", "|", "(", ":", FILL, APPROX, "from", "nl", "/", UNTIL) for token in tokens[j:i])


def _cue_before(tokens: list[Token], i: int) -> str:
    for k in range(i - 1, max(i - 4, -1), -1):
        token = tokens[k]
        if token.text in _CLOCK_CUES:
            return token.text
        if token.cat not in (":", APPROX, ".", FILL) and token.text not in ("ist", "is"):
            return ""
    return ""


def _is_bare_hour(tokens: list[Token], i: int) -> bool:
    return _cue_before(tokens, i) in _DOORS | _BEGIN | _END


def _bare_hour(tokens: list[Token], i: int, day: Item | None) -> Item | None:
    """Einlass 19, Beginn 20 Uhr; um 8; "15" of "15 und 17 Uhr"."""
    token, after = tokens[i], tokens[i + 1]
    if token.value > 24 or token.width > 2 or token.value < 0:
        return day
    cue = _cue_before(tokens, i)
    if cue in _DOORS or cue in _BEGIN or cue in _END:
        if after.cat in (",", "/", "|", "-", ")", "nl", "end", ";", "&") or (after.cat == "." and tokens[i + 2].cat != NUM) or after.text in _CLOCK_CUES:
            return Item(TIME, i, i + 1, start=token.value * 60)
        return day
    if after.cat in ("and", ",", "/", "&") and tokens[i + 2].cat == NUM:
        right = read_clock(tokens, i + 2)
        if right is not None and right.strong and right.end == NOT_SAID and right.start % 60 == 0 and right.start > token.value * 60:
            return Item(TIME, i, i + 1, start=token.value * 60, label="list")
        if after.cat == "," and right is None:
            further = tokens[i + 4 : i + 7]
            if further and further[-1].cat == CLOCK and tokens[i + 3].cat == "and":
                return Item(TIME, i, i + 1, start=token.value * 60, label="list")
    if cue in ("um", "at") and after.cat not in (WORD, ".", NUM, MONTH, ",", NUMBER, "-", "/") and after.cat not in _MEASURES:
        return Item(TIME, i, i + 1, start=token.value * 60, weak=True)
    return day


def _label(tokens: list[Token], item: Item, items: list[Item]) -> None:
    """Says what a time is for: doors, begin, end; "bis 22 Uhr" says only when it ends."""
    i = item.i
    floor = items[-1].j if items else 0
    for k in range(i - 1, max(i - 5, floor - 1), -1):
        text = tokens[k].text
        if text in _DOORS or text in _BEGIN or text in _END:
            item.label = "doors" if text in _DOORS else "begin" if text in _BEGIN else "end"
            break
        if tokens[k].cat == UNTIL and item.end == NOT_SAID and text == "bis":
            item.label = "end"
            break
        if tokens[k].cat not in (":", ".", FILL, APPROX, "from") and text not in ("ist", "is", "uhr"):
            break
    else:
        item.label = item.label or _label_after(tokens, item)
    if not item.label:
        item.label = _label_after(tokens, item)
    if item.label == "end" and item.end == NOT_SAID:
        item.start, item.end = NOT_SAID, item.start
        if tokens[i - 1].cat == UNTIL:
            item.i = i - 1


def _label_after(tokens: list[Token], item: Item) -> str:
    k = item.j + (tokens[item.j].cat in ("(", ":"))
    text = tokens[k].text
    after = tokens[k + 1]
    if after.cat in (":", NUM) and (after.cat == ":" or tokens[k + 2].cat in (CLOCK, ":")) and text in _CLOCK_CUES:
        follows_time = after.cat == NUM and tokens[k + 3].cat not in (NUM, CLOCK) if after.cat == NUM else False
        if after.cat == ":" or not follows_time:
            return ""
    if text in _DOORS:
        return "doors"
    if text in ("beginn", "start", "anfang", "show"):
        return "begin"
    return "end" if text == "ende" else ""


def _with_weekday_after(tokens: list[Token], day: Item) -> Item:
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
    day.weekday, day.j = token.value, stop + bracket
    return day


def _weekday(tokens: list[Token], i: int) -> Item | None:
    """Freitag, den 13. Juli; Fr 13.7.; Fr.-So. 13.-15.7.; or the weekday alone."""
    token = tokens[i]
    shy = token.text in SHY_WEEKDAYS
    k = i + 1 + (tokens[i + 1].cat == ".")
    dot = k > i + 1
    second = NOT_SAID
    if tokens[k].cat in ("-", "/", UNTIL, "+", "and", "&") and tokens[k + 1].cat == WEEKDAY:
        second = tokens[k + 1].value
        k += 2 + (tokens[k + 2].cat == ".")
    sign = tokens[k].cat in (",", ")", "|", "(", ":", "-") and tokens[k + 1].cat != WEEKDAY
    start = k + sign
    start += tokens[start].cat in ("|", ",") and sign
    while tokens[start].cat == FILL and start < k + 4 and tokens[start].text in ("den", "der", "dem", "am", "the", "vom", "on"):
        start += 1
    day = _day_at(tokens, start)
    if day is not None and (not shy or token.width or dot or sign or len(token.text) == 2):
        if day.weekday == NOT_SAID and (day.month or not day.weak or start == k):
            day.weekday, day.i = token.value, i
            return day
    if second != NOT_SAID:
        return Item(WEEKDAY_ONLY, i, k, weekday=token.value, weak=True, label="span")
    if shy and not (token.width and (dot or len(token.text) == 2)):
        return None
    return Item(WEEKDAY_ONLY, i, i + 1 + dot, weekday=token.value, weak=shy)


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
