"""Joins the items of a text into slots: one slot is one day or span of days with the clock times that belong to it."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.normalise.dates.items import DAY, MONTH_ONLY, NOT_SAID, RELATIVE_DAY, RULE, TIME, WEEKDAY_ONLY, Item
from pipeline.normalise.dates.lexer import Token
from pipeline.normalise.dates.words import AND, APPROX, FILL, FROM, NEWLINE, NUM, UNTIL, WORD, wordset

_BEFORE_MONTHS = wordset(
    "ende anfang mitte monat kommenden nächsten vergangenen letzten diesen termine programm termin newsletter "
    "update monatsprogramm bereits noch voraussichtlich jeweils"
)
FAR, CLOSE, SPAN, LIST, SLASH, PLUS = ["far", "close", "span", "list", "slash", "plus"]
_LONGEST_JOIN = 9
_TO_THE_END = 14
_JOINED = frozenset((SPAN, LIST, SLASH, PLUS))


@dataclass(slots=True)
class Slot:
    """`first` and, for a span, `last` are its days; `join` is how it hangs on the slot before it.

    A repetition has its rule in `first`; `since`, `until`, `months`, `without` and `excepted` bound it.
    """

    first: Item
    last: Item | None = None
    join: str = FAR
    times: list[Item] = field(default_factory=list)
    end_times: list[Item] = field(default_factory=list)
    role: str = ""
    cue: str = ""
    is_open: bool = False
    is_until: bool = False
    time_first: bool = False
    is_run: bool = False
    i: int = 0
    j: int = 0
    since: Slot | None = None
    until: Slot | None = None
    months: list[int] = field(default_factory=list)
    without: str = ""
    excepted: list[Slot] = field(default_factory=list)


def relation(tokens: list[Token], j: int, i: int) -> str:
    """What joins something that stops at `j` to something that starts at `i`."""
    if i - j > _LONGEST_JOIN:
        return FAR
    found = CLOSE
    for k in range(j, i):
        token = tokens[k]
        cat = token.cat
        if cat == UNTIL:
            found = SPAN
        elif cat == "-":
            if found == CLOSE and (k == j or tokens[k - 1].cat != NEWLINE):
                found = SPAN
        elif cat == "/":
            found = SLASH if found == CLOSE else FAR if found == SLASH and tokens[k - 1].cat == "/" else found
            if k > j and tokens[k - 1].cat == "/":
                found = CLOSE
        elif cat == "+":
            found = PLUS
        elif cat in (AND, ",", ";", "&"):
            found = LIST if found in (CLOSE, LIST) else found
        elif cat in ("|", ":", "(", ")", "@", NEWLINE, "other", ".", "]", "["):
            if cat in ("|", NEWLINE) and found == SPAN and cat == "|":
                found = CLOSE
        elif cat not in (FILL, APPROX, FROM):
            return FAR
    return found


def build_slots(tokens: list[Token], items: list[Item]) -> tuple[list[Slot], list[Item]]:
    """(slots, clock times), both in reading order. Lone day numbers that hang on nothing are dropped."""
    items = complete_days(tokens, items)
    slots: list[Slot] = []
    loose: list[Item] = []
    previous: Item | None = None
    for item in items:
        if item.kind == TIME:
            loose.append(item)
            previous = item
            continue
        join = FAR if previous is None else relation(tokens, previous.j, item.i)
        if join == LIST and _says_between(tokens, slots[-1] if slots else None):
            join = SPAN
        if item.kind == WEEKDAY_ONLY and slots and _names_weekday_of(tokens, slots[-1], item, previous):
            slots[-1].first.weekday = item.weekday
            continue
        if join != SPAN and slots and item.i - slots[-1].j <= _TO_THE_END and _is_end_label(tokens, item.i):
            join = SPAN
        if join == SPAN and slots and _can_span(slots[-1], item, previous, loose):
            slots[-1].last, slots[-1].j = item, item.j
        else:
            slots.append(Slot(item, join=join, i=item.i, j=item.j))
        previous = item
    return slots, loose


def _names_weekday_of(tokens: list[Token], slot: Slot, item: Item, previous: Item | None) -> bool:
    """24.03. // Do // 19 Uhr; and a weekday at the head of the next line is said of the day before it."""
    first = slot.first
    if first.kind != DAY or first.weekday != NOT_SAID or slot.last is not None or previous is not first or item.label:
        return False
    if relation(tokens, slot.j, item.i) == CLOSE:
        return True
    if item.weak:
        return False
    lines = [k for k in range(slot.j, item.i) if tokens[k].cat == NEWLINE]
    return len(lines) == 1 and lines[0] == item.i - 1


def _is_end_label(tokens: list[Token], i: int) -> bool:
    """Start: 16.04.2021 18:00 | Ende: 17.04.2021 02:00"""
    k = i - 1
    while k > 0 and tokens[k].cat in (":", FILL, APPROX):
        k -= 1
    return k > 0 and tokens[k].text in ("ende", "end", "endet", "enddatum")


def _says_between(tokens: list[Token], slot: Slot | None) -> bool:
    """zwischen dem 8. Juni und dem 27. Juli"""
    if slot is None:
        return False
    return any(tokens[k].text in ("zwischen", "between") for k in range(max(0, slot.i - 2), slot.i))


def _can_span(slot: Slot, item: Item, previous: Item | None, times: list[Item]) -> bool:
    if slot.last is not None or slot.first.kind in (RULE, RELATIVE_DAY) or item.kind in (RULE, RELATIVE_DAY):
        return False
    if (slot.first.kind == MONTH_ONLY) != (item.kind == MONTH_ONLY):
        return False
    if slot.first.kind == WEEKDAY_ONLY or item.kind == WEEKDAY_ONLY:
        return False
    if previous is not None and previous.kind == TIME and previous.end != NOT_SAID and previous.i >= slot.first.j:
        return False
    first, last = slot.first, item
    return not (first.year and last.year and first.year_width == last.year_width and _order(first) > _order(last))


def _order(item: Item) -> tuple[int, int, int]:
    return item.year, item.month, item.day


def complete_days(tokens: list[Token], items: list[Item]) -> list[Item]:
    """Gives each lone day number ("13.") the month and year of the date it leads to; drops what leads nowhere."""
    kept: list[Item] = []
    following: Item | None = None
    for index in range(len(items) - 1, -1, -1):
        item = items[index]
        if item.kind == MONTH_ONLY and not item.year and (item.weak or _is_a_name(tokens, item)):
            continue
        if item.kind == DAY:
            if not item.month and not _take_month(tokens, items, index, item, following):
                continue
            if not item.year and following is not None:
                _take_year(tokens, items, index, item, following)
            following = item
        elif item.kind != TIME:
            following = None
        kept.append(item)
    kept.reverse()
    return kept


def _is_a_name(tokens: list[Token], item: Item) -> bool:
    """Frau Mai, August Bebel: a month without year, day or preposition inside a sentence is hardly one."""
    before, after = tokens[item.i - 1] if item.i else None, tokens[item.j]
    if before is None or before.cat in (
        NEWLINE,
        "|",
        ":",
        "(",
        "/",
        "-",
        UNTIL,
        FROM,
        "since",
        FILL,
        AND,
        ",",
        "month",
    ):
        return (
            before is not None
            and before.cat in (AND, ",")
            and after.cat == WORD
            and tokens[item.i].text in ("mai", "august")
        )
    return before.cat == WORD and before.text not in _BEFORE_MONTHS


def _take_month(tokens: list[Token], items: list[Item], index: int, item: Item, following: Item | None) -> bool:
    if following is None or not following.month:
        return item.weekday != NOT_SAID and not item.weak
    join = relation(tokens, item.j, following.i)
    if join not in _JOINED:
        said = item.i > 0 and tokens[item.i - 1].text in ("am", "den", "vom")
        if not said or item.weak or not _same_sentence(tokens, item.j, following.i):
            return item.weekday != NOT_SAID and not item.weak
        join = LIST
    elif item.weak and join == SPAN and following.weak:
        return False
    item.month, item.year, item.year_width = following.month, following.year, following.year_width
    item.inherits = True
    if item.day > following.day and join in (SPAN, SLASH, PLUS):
        item.month -= 1
        if not item.month:
            item.month, item.year = 12, item.year - 1 if item.year else 0
    return True


def _same_sentence(tokens: list[Token], j: int, i: int) -> bool:
    if i - j > 14:
        return False
    return all(token.cat not in (".", "!", "?", NEWLINE, "|") for token in tokens[j:i])


def _take_year(tokens: list[Token], items: list[Item], index: int, item: Item, following: Item) -> None:
    """The year stands once, at the right end: 28.12. - 3.1.2022 begins in 2021."""
    if not following.year:
        return
    before = items[index + 1] if index + 1 < len(items) else None
    reach = before.j if before is not None and before.kind == TIME else item.j
    if relation(tokens, reach, following.i) not in _JOINED or reach > following.i:
        return
    item.year, item.year_width, item.inherits = following.year, following.year_width, True
    if item.month > following.month:
        item.year -= 1


def sentence_between(tokens: list[Token], j: int, i: int) -> bool:
    """Whether a sentence or line ends between `j` and `i`."""
    for k in range(j, i):
        token = tokens[k]
        if token.cat in (NEWLINE, "!", "?"):
            return True
        following = tokens[k + 1]
        opens = following.after_space and following.width > 0 and following.cat != NUM
        if token.cat == "." and opens and k and tokens[k - 1].cat == WORD and len(tokens[k - 1].text) > 3:
            return True
    return False
