"""Reads weekdays that are said again behind their days: 15.-17.9. (Fr 17 Uhr bis So 13 Uhr)."""

from __future__ import annotations

from pipeline.normalise.dates.calendar_days import Days
from pipeline.normalise.dates.items import DAY, WEEKDAY_ONLY, Item
from pipeline.normalise.dates.joins import CLOSE, LIST, PLUS, SLASH, relation
from pipeline.normalise.dates.lexer import Token
from pipeline.normalise.dates.slot import Slot
from pipeline.normalise.dates.words import FILL, UNTIL, WEEKDAY
from pipeline.normalise.dates.years import is_next_day

_REACH = 14
_NO_ENDS = -1
_MOST_DAYS, _BESIDE, _WEEK = 8, 6, 7


def names_days_again(tokens: list[Token], slots: list[Slot], item: Item) -> bool:
    """Whether the weekday `item` names a day that is already there; then the slots know whose the times behind it are.

    Joined by a dash or bis the weekdays name the two ends of one span, else each names its own day.
    """
    slot = slots[-1]
    before = slots[-2] if len(slots) > 1 else None
    if slot.weekday_j and slot.last is not None:
        if item.i - slot.weekday_j > _REACH:
            return False
        slot.end_from = slot.end_from or item.i
        return True
    if before is not None and before.named_at and not slot.named_at and item.i - before.named_at <= _REACH:
        slot.named_at, slot.first.weekday = item.i, item.weekday
        return True
    return _is_first_of_two(tokens, slots, item)


def fold_named(slots: list[Slot], resolved: list[Days]) -> list[int]:
    """The places of the slots that stay: 3. und 10.11., Fr 18 Uhr, Fr 20 Uhr has two days, not four.

    A weekday with times behind printed days that fall on it names the first of them not named yet.
    """
    kept: list[int] = []
    named: set[int] = set()
    for index, slot in enumerate(slots):
        if slot.first.label == "span":
            _name_ends(slots, resolved, kept, slot)
            continue
        place = _named_before(slots, resolved, kept, named, slot) if slot.first.kind == WEEKDAY_ONLY else None
        if place is None:
            kept.append(index)
            continue
        slots[place].times, slots[place].end_times = slot.times, []
        named.add(place)
    return kept


def _name_ends(slots: list[Slot], resolved: list[Days], kept: list[int], slot: Slot) -> None:
    """22.–26.9. (Mo–Fr), 9–13 Uhr: the period's own weekdays; of another period they are those with opening hours."""
    if not kept or not slot.times or slot.i - slots[kept[-1]].j > _BESIDE:
        return
    period, days = slots[kept[-1]], resolved[kept[-1]]
    if period.times or period.end_times or days.first is None or days.last is None:
        return
    ends = (days.first.weekday(), days.last.weekday())
    if ends == (slot.first.weekday, slot.first.offset) and (days.last - days.first).days < _WEEK:
        period.times = slot.times


def _named_before(slots: list[Slot], resolved: list[Days], kept: list[int], named: set[int], slot: Slot) -> int | None:
    found, edge = None, slot.i
    near = kept[-_MOST_DAYS:]
    reach = max((time.j for place in near for time in slots[place].times if time.j <= slot.i), default=0)
    for place in reversed(near):
        other, day = slots[place], resolved[place].first
        reach = max(reach, other.j)
        starts = other.last is not None and day is not None and day.weekday() == slot.first.weekday
        if starts and not other.times and not other.end_times and other.role == slot.role and edge - reach <= _BESIDE:
            return place  # 5.-6. März, Eröffnung Samstag 10 Uhr
        if other.first.kind != DAY or other.last is not None or edge - reach > _BESIDE or not slot.times:
            break
        if day is not None and day.weekday() == slot.first.weekday and place not in named and other.role == slot.role:
            found = place
        edge = other.i
    return found


def _is_first_of_two(tokens: list[Token], slots: list[Slot], item: Item) -> bool:
    slot = slots[-1]
    follows = next((k for k in range(item.j, item.j + _REACH) if tokens[k].cat == WEEKDAY), 0)
    if item.label or slot.weekday_j or slot.first.kind != DAY or not follows or item.i - slot.j > 3:
        return False
    if relation(tokens, slot.j, item.i) not in (CLOSE, LIST):
        return False
    joint = tokens[follows - 1 - (tokens[follows - 1].cat == FILL)].cat
    ends = joint in ("-", UNTIL)
    if slot.last is not None:
        slot.weekday_j, slot.end_from = item.j, 0 if ends else _NO_ENDS
        return True
    before = slots[-2] if len(slots) > 1 else None
    if before is None or slot.join not in (SLASH, PLUS, LIST) or before.last is not None or before.first.kind != DAY:
        return False
    if not is_next_day(before.first, slot.first):
        return False
    if ends:
        before.last, before.j, before.weekday_j = slot.first, slot.j, item.j
        slots.pop()
    else:
        before.named_at, before.first.weekday = item.i, item.weekday
    return True
