"""Walks the tokens once and lists the days, months, weekdays, clock times and repetitions found."""

from __future__ import annotations

from pipeline.normalise.dates.clocks import read_clock
from pipeline.normalise.dates.counted_days import read_counted_day
from pipeline.normalise.dates.days import read_day, read_ordinal_day
from pipeline.normalise.dates.hours import (
    bare_hour,
    is_bare_hour,
    is_denied,
    is_priced,
    read_hour_after_day,
    read_hour_before_word,
    read_hour_from,
    read_hours_between,
    read_span_after_day,
    read_spoken_hour,
    with_part_before,
)
from pipeline.normalise.dates.items import DAY, NOT_SAID, RELATIVE_DAY, TIME, WEEKDAY_ONLY, Item
from pipeline.normalise.dates.lexer import Token
from pipeline.normalise.dates.months import read_month_first, read_numbered_month, with_year
from pipeline.normalise.dates.repeat_words import SUFFIXES, TIMES, TRIGGERS
from pipeline.normalise.dates.repeats import read_repeat
from pipeline.normalise.dates.stamps import in_berlin, read_compact_clock
from pipeline.normalise.dates.time_labels import cue_before, give_label
from pipeline.normalise.dates.weekdays import read_weekday, with_weekday_after
from pipeline.normalise.dates.words import (
    AND,
    APPROX,
    CLOCK,
    FILL,
    MONTH,
    NEWLINE,
    NUM,
    NUMBER,
    ORDINAL,
    RELATIVE,
    UNTIL,
    WEEKDAY,
    WORD,
    wordset,
)  # fmt: skip

_NOT_A_DATE = wordset(
    "§ art artikel abs absatz nr kapitel kap seite punkt tel telefon fax fon raum gleis zimmer version isbn "
    "nummer ausgabe heft band jahrgang vorlage "
    "az mobil iban konto ziffer abschnitt hausnummer aktenzeichen drs drucksache plz gruppe r hs rm room"
)
_ARTICLES = wordset("dem den vom zum der")
_COUNTED = {"tag": 1, "tagen": 1, "days": 1, "woche": 7, "wochen": 7, "week": 7, "weeks": 7}
_DAYS = frozenset((DAY, WEEKDAY_ONLY, RELATIVE_DAY))
_SENTENCE = 12
_LEADS = frozenset((FILL, UNTIL, NEWLINE, "from", "since", ":", "(", "|", "-"))


def scan(tokens: list[Token], count: int) -> list[Item]:
    """The items of the first `count` tokens in order (behind them stand sentinels)."""
    items: list[Item] = []
    i = 0
    while i < count:
        item = _item_at(tokens, i, items)
        if item is None or item.j <= i:
            i += 1
            continue
        if item.kind == TIME and is_denied(tokens, item):
            i = item.j
            continue
        if item.kind == TIME:
            give_label(tokens, with_part_before(tokens, item), items)
        items.append(item)
        i = item.j
    return items


def _item_at(tokens: list[Token], i: int, items: list[Item]) -> Item | None:
    token = tokens[i]
    cat = token.cat
    if cat == NUM:
        return _number(tokens, i, items)
    if cat in (WORD, APPROX, FILL, UNTIL):
        if token.text in TRIGGERS:
            return read_repeat(tokens, i) or (_counted(tokens, i) if token.text == "in" else None)
        return (
            read_clock(tokens, i) if token.text in ("halb", "viertel", "dreiviertel", "mitternacht", "noon") else None
        )
    if cat == MONTH:
        return read_month_first(tokens, i)
    if cat == WEEKDAY:
        return read_repeat(tokens, i) or _weeks_ahead(tokens, read_weekday(tokens, i))
    if cat == ORDINAL:
        return read_ordinal_day(tokens, i) or read_repeat(tokens, i) or read_counted_day(tokens, i)
    if cat == NUMBER:
        times = read_repeat(tokens, i) if tokens[i + 1].text in TIMES else None
        return times or read_clock(tokens, i) or read_spoken_hour(tokens, i)
    if cat == RELATIVE:
        if token.text == "morgen" and (
            token.width and i and tokens[i - 1].text in ("am", "der", "guten", "jeden", "den")
        ):
            return None
        counted = _counted(tokens, i + 1) if tokens[i + 1].text == "in" else None
        return counted or Item(RELATIVE_DAY, i, i + 1, offset=token.value)
    return None


def _weeks_ahead(tokens: list[Token], item: Item | None) -> Item | None:
    """Mittwoch in einer Woche: so many weeks after the next one."""
    if item is not None and item.kind == WEEKDAY_ONLY and tokens[item.j].text == "in":
        later = _counted(tokens, item.j)
        if later is not None and later.offset % 7 == 0:
            item.offset, item.j = later.offset, later.j
    return item


def _counted(tokens: list[Token], i: int) -> Item | None:
    """in 3 Tagen, in einer Woche, in two weeks: so many days from the day of publication."""
    count, unit = tokens[i + 1], _COUNTED.get(tokens[i + 2].text)
    if unit is None or count.cat not in (NUM, NUMBER) or not 0 < count.value <= 99:
        return None
    return Item(RELATIVE_DAY, i, i + 3, offset=count.value * unit)


def _number(tokens: list[Token], i: int, items: list[Item]) -> Item | None:
    if _is_inside_number(tokens, i, items[-1].j if items else 0):
        return None
    clock, day = read_clock(tokens, i) or read_compact_clock(tokens, i), read_day(tokens, i)
    ranged = _second_of_month(tokens, i, items) if clock is None or not clock.strong else None
    if ranged is not None:
        return ranged
    if clock is not None and clock.strong:
        return in_berlin(tokens, clock, items)
    numbered = read_numbered_month(tokens, i) if clock is None and (day is None or not day.month) else None
    if numbered is not None and tokens[i - 1].text not in _NOT_A_DATE:
        return numbered
    suffixed = tokens[i + 1 + (tokens[i + 1].cat == "-")].text in SUFFIXES or tokens[i + 1].text in TIMES
    lone = day is not None and not day.month
    repeat = read_repeat(tokens, i) if suffixed or lone else None
    if repeat is None and lone and tokens[i + 1].cat == ".":
        repeat = read_counted_day(tokens, i)
    if repeat is not None:
        return repeat
    before = tokens[i - 1].text if i else ""
    if before in _NOT_A_DATE or (before in (":", ".") and i > 1 and tokens[i - 2].text in _NOT_A_DATE):
        return None
    if clock is not None and clock.dotted:
        return _dotted(tokens, i, items, clock, day)
    last = items[-1] if items else None
    if last is not None and last.kind == DAY and last.month and (day is None or not day.month):
        beside = _only_signs(tokens, last.j, i)
        hours = (read_span_after_day(tokens, i) or read_hour_after_day(tokens, i, last)) if beside else None
        if hours is not None:
            return hours
    if last is not None and last.kind in _DAYS and i - last.j <= _SENTENCE:
        hours = read_hours_between(tokens, i) or read_hour_before_word(tokens, i) or read_hour_from(tokens, i)
        if hours is not None:
            return hours
    if last is not None and last.kind == TIME and last.end != NOT_SAID and i - last.j == 1:
        hours = read_span_after_day(tokens, i) if tokens[last.j].cat in ("/", "+", "&", AND) else None
        if hours is not None:
            return hours
    if last is not None and last.kind == WEEKDAY_ONLY and last.j == i and (day is None or not day.month):
        hours = read_span_after_day(tokens, i)
        if hours is not None:
            return hours
    if day is not None and day.month:
        return with_weekday_after(tokens, day) if not day.dotted or _is_led(tokens, i, day) else None
    return day if day is not None and not day.weak and not is_bare_hour(tokens, i) else bare_hour(tokens, i, day)


def _second_of_month(tokens: list[Token], i: int, items: list[Item]) -> Item | None:
    """April 5-7, 2022: the second day of a span whose month came first."""
    if not items or items[-1].kind != DAY or items[-1].j != i - 1 or tokens[i - 1].cat not in ("-", UNTIL, "and", "&"):
        return None
    first, token = items[-1], tokens[i]
    if first.year or tokens[first.i].cat not in (MONTH, WEEKDAY) or not 1 <= token.value <= 31:
        return None
    if tokens[first.j - 1].cat == MONTH or tokens[i + 1].cat in (".", MONTH, ":", CLOCK):
        return None
    stop = i + 1 + (tokens[i + 1].text in ("st", "nd", "rd", "th"))
    return with_year(tokens, Item(DAY, i, stop, day=token.value, month=first.month))


def _is_inside_number(tokens: list[Token], i: int, stop: int) -> bool:
    """Whether the digits at `i` go on a number that began before: 1.234, 0341/123, 3,50."""
    if not i or tokens[i].after_space:
        return False
    before = tokens[i - 1]
    if before.cat not in (".", ",", "/", "-") or i < 2 or before.after_space:
        return before.text in ("§", "€", "#", "$")
    return tokens[i - 2].cat == NUM and (tokens[i - 2].width > 4 or (before.cat == "." and stop <= i - 2))


def _dotted(tokens: list[Token], i: int, items: list[Item], clock: Item, day: Item | None) -> Item | None:
    """HH.MM or D.M: a time right after a full date or beside a word that asks for one, else a day if it can be one."""
    cue = cue_before(tokens, i)
    last = items[-1] if items else None
    follows_day = last is not None and last.kind == DAY and last.month > 0 and _only_signs(tokens, last.j, i)
    if day is None or not day.month:
        useful = clock.end != NOT_SAID or follows_day or cue or _day_follows(tokens, clock.j)
        return clock if useful or _is_beside(tokens, i, last) else None
    if i and tokens[i - 1].text in _ARTICLES and not day.year:
        return with_weekday_after(tokens, day)
    if clock.end != NOT_SAID and not day.year:
        return (
            clock if follows_day or cue or (tokens[i + 2].width == 2 and day.j == clock.i + 3 and follows_day) else day
        )
    if day.year:
        return with_weekday_after(tokens, day)
    if follows_day and last is not None and (last.year or tokens[i - 1].text in ("um", "|")):
        return clock
    if cue and cue not in ("ab", "wann"):
        return clock
    if not day.dotted or cue or follows_day or _is_led(tokens, i, day) or _day_follows(tokens, clock.j):
        return with_weekday_after(tokens, day)
    return None


def _is_beside(tokens: list[Token], i: int, last: Item | None) -> bool:
    """Einlass 18.30, Konzert 19.30: a number that no day can be, in a row with a day or a time."""
    if last is None or i - last.j > 4 or is_priced(tokens, i) or last.kind not in (DAY, TIME, WEEKDAY_ONLY):
        return False
    if tokens[i - 1].cat == NEWLINE and tokens[i + 3].cat in (NEWLINE, "end") and i - last.j == 1:
        return tokens[i + 2].width == 2  # the line below a day
    named = tokens[i - 1].cat == WORD and tokens[i - 2].cat == NEWLINE and i - last.j == 2
    if named and tokens[i + 3].cat in (NEWLINE, "end"):
        return tokens[i + 2].width == 2  # Sektempfang 17.30
    return tokens[i].width == tokens[i + 2].width == 2 and all(token.cat != NEWLINE for token in tokens[last.j : i])


def _is_led(tokens: list[Token], i: int, day: Item) -> bool:
    """Whether anything says that "5.2" is a day and no number: two digits, a preposition, the head of a line."""
    before, after = tokens[i - 1] if i else tokens[-1], tokens[day.j]
    counted = after.cat == WORD and (
        not after.width or after.text.startswith(("sekund", "minut", "stund", "grad", "punkt"))
    )
    if before.text in ("in", "mit", "zu") and not before.width and (counted or tokens[i].width == 1):
        return False  # in 8.4 Sekunden, mit 2.11 waren es
    return tokens[i].width == 2 or tokens[day.j - 1].width == 2 or i == 0 or before.cat in _LEADS


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
