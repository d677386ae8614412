"""Joins the items of a text into slots: one slot is one day or span of days with the clock times that belong to it."""

from __future__ import annotations

from pipeline.normalise.dates.items import DAY, MONTH_ONLY, NOT_SAID, RELATIVE_DAY, RULE, TIME, WEEKDAY_ONLY, Item
from pipeline.normalise.dates.joins import CLOSE, FAR, LIST, SPAN, relation
from pipeline.normalise.dates.lexer import Token
from pipeline.normalise.dates.lone_days import complete_days
from pipeline.normalise.dates.named_days import names_days_again
from pipeline.normalise.dates.slot import Slot
from pipeline.normalise.dates.words import APPROX, FILL, NEWLINE
from pipeline.normalise.dates.years import is_next_day

_TO_THE_END = 14
_MOVED_REACH = 8
_MOVES = ("verschoben", "verlegt", "vertagt", "verschieb", "umgelegt", "vorverlegt")


def build_slots(tokens: list[Token], items: list[Item], is_bare: bool) -> tuple[list[Slot], list[Item]]:
    """(slots, clock times), both in reading order. Lone day numbers that hang on nothing are dropped."""
    items = complete_days(tokens, items, is_bare)
    slots: list[Slot] = []
    loose: list[Item] = []
    previous: Item | None = None
    for item in items:
        if item.kind == TIME:
            loose.append(item)
            previous = item
            continue
        join = FAR if previous is None else _join(tokens, previous, item, is_bare)
        if join == LIST and _says_between(tokens, slots[-1] if slots else None):
            join = SPAN
        if item.kind == WEEKDAY_ONLY and slots and names_days_again(tokens, slots, item):
            continue
        if item.kind == WEEKDAY_ONLY and slots and _names_weekday_of(tokens, slots[-1], item, previous):
            slots[-1].first.weekday, slots[-1].weekday_j = item.weekday, item.j
            continue
        if join != SPAN and slots and item.i - slots[-1].j <= _TO_THE_END and _is_end_label(tokens, item.i):
            join = SPAN
        if join == SPAN and slots and _can_span(slots[-1], item, previous, loose):
            slots[-1].last, slots[-1].j = item, item.j
        else:
            slots.append(Slot(item, join=join, i=item.i, j=item.j))
        previous = item
    return slots, loose


def _join(tokens: list[Token], previous: Item, item: Item, is_bare: bool) -> str:
    """What joins two items: beside the general signs a lone pipe that lists days, and "auf", "zum" between days."""
    join = relation(tokens, previous.j, item.i)
    if join != CLOSE or previous.kind != DAY or item.kind != DAY:
        return join
    between = tokens[previous.j : item.i]
    if len(between) == 1 and between[0].cat == "|":
        return LIST
    small = [token.text for token in between if token.cat == FILL]
    if len(small) != len(between) or not small:
        return join
    led = previous.i > 0 and tokens[previous.i - 1].text in ("von", "vom")
    if small[0] == "zum" and (led or is_bare or is_next_day(previous, item)):
        return SPAN
    return SPAN if small[0] == "auf" and is_next_day(previous, item) and not _is_moved(tokens, item) else join


def _is_moved(tokens: list[Token], item: Item) -> bool:
    near = tokens[max(0, item.i - _MOVED_REACH) : item.j + _MOVED_REACH]
    return any(token.text.startswith(_MOVES) for token in near)


def _names_weekday_of(tokens: list[Token], slot: Slot, item: Item, previous: Item | None) -> bool:
    """24.03. // Do // 19 Uhr; 24.03. – Do – 19 Uhr; 24.3. 19 Uhr (Do); a weekday at the head of the next line."""
    first = slot.first
    if first.kind != DAY or first.weekday != NOT_SAID or slot.last is not None or previous is None or item.label:
        return False
    if previous is not first:
        return (
            tokens[item.i - 1].cat == "("
            and tokens[item.j].cat == ")"
            and relation(tokens, previous.j, item.i) == CLOSE
        )
    if relation(tokens, slot.j, item.i) == CLOSE:
        return True
    if item.i - slot.j == 1 and tokens[slot.j].cat in ("/", "-") and tokens[item.j].cat in ("/", "-", "|"):
        return tokens[slot.j].after_space
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
    return any(tokens[k].text in ("zwischen", "between", "zw") for k in range(max(0, slot.i - 2), slot.i))


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
