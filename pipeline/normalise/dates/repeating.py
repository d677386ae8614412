"""Bounds a repetition by the dates and exceptions printed beside it: ab, bis, im Juli, außer in den Ferien."""

from __future__ import annotations

from pipeline.models import DateKind
from pipeline.normalise.dates import cues
from pipeline.normalise.dates.items import DAY, MONTH_ONLY, RULE, WEEKDAY_ONLY, Item
from pipeline.normalise.dates.joins import FAR, relation, sentence_between
from pipeline.normalise.dates.left_out import EXCEPT, move_times, read_exceptions
from pipeline.normalise.dates.lexer import Token
from pipeline.normalise.dates.slot import Slot
from pipeline.normalise.dates.words import NUM, NUMBER, wordset
from pipeline.normalise.recurrence import DAY_CODES

_BEGINS = wordset("beginnt beginnend beginnen beginn startet start los erstmals auftakt kursbeginn kursstart")
_NEXT = wordset("nächster nächste nächstes nächstmals wieder termin erstmals erster erste next")
_MEETINGS = wordset(
    "termine abende treffen einheiten kurstage kurseinheiten vormittage nachmittage sitzungen abenden x mal"
)
_NEAR, _REACH = 10, 34


def attach_rules(tokens: list[Token], slots: list[Slot], is_bare: bool) -> list[Slot]:
    """The slots with every repetition bounded by its neighbours; what it took in is no slot of its own any more.

    Vague repetitions ("monatlich") stay only where the text says nothing else or names a time or a span.
    """
    if not any(slot.first.kind == RULE for slot in slots):
        return slots
    taken: set[int] = set()
    for index, slot in enumerate(slots):
        hours = slot.first.kind == RULE and slot.cue == cues.HOURS
        if hours and index and _bounds_hours(tokens, slots[index - 1], slot):
            slot.role, slot.cue = DateKind.EVENT, ""
        if slot.first.kind != RULE or not slot.first.rrule or index in taken or slot.role != DateKind.EVENT:
            continue
        for step in (1, -1):
            other, rule = index + step, slot
            while 0 <= other < len(slots) and slots[other].first.kind != RULE and other not in taken:
                if _take(tokens, rule, slots[other], step):
                    taken.add(other)
                elif slots[other].first.kind == RULE:
                    rule = slots[other]  # a weekday with hours of its own takes in the weekdays listed with it
                else:
                    break
                other += step
        _begin_with(tokens, slots, index, taken)
        _count_meetings(tokens, slot)
        _count_from(tokens, slots, index)
        read_exceptions(tokens, slots, index, taken)
    taken.update(index for index in range(len(slots)) if index not in taken and _is_listed(tokens, slots, index, taken))
    kept = [slot for index, slot in enumerate(slots) if index not in taken]
    return [slot for slot in kept if slot.first.kind != RULE or _is_stated(tokens, slot, is_bare)]


def _bounds_hours(tokens: list[Token], span: Slot, rule: Slot) -> bool:
    """Der Markt hat vom 26.11. bis 23.12. täglich von 10 bis 21 Uhr geöffnet: hours of an event that has its days."""
    named = span.first.kind == DAY and span.last is not None and span.role == DateKind.EVENT
    return named and rule.i - span.j <= 2 and not sentence_between(tokens, span.j, rule.i)


def _is_stated(tokens: list[Token], slot: Slot, is_bare: bool) -> bool:
    if not slot.first.rrule:
        return True
    return not slot.first.weak or is_bare or bool(slot.times) or slot.since is not None or slot.until is not None


def _take(tokens: list[Token], rule: Slot, other: Slot, step: int) -> bool:
    """Takes a neighbouring slot in as a bound of the rule; False if it is something else."""
    first, second = (rule.j, other.i) if step == 1 else (other.j, rule.i)
    if second - first > _NEAR or sentence_between(tokens, first, second) or other.cue in (cues.FRIST, cues.SIGN_UP):
        return False
    if any(
        cues.cue_of(token.text) in (cues.FRIST, cues.SIGN_UP) or token.text in EXCEPT for token in tokens[first:second]
    ):
        return False
    if any(tokens[k].text in ("nächster", "nächste", "nächstes", "termine", "termin") for k in range(first, second)):
        return False
    if other.first.kind == WEEKDAY_ONLY:
        return _name_weekday(rule, other)
    bounds = other.is_until or other.is_open or other.role == DateKind.DEADLINE
    if other.first.kind == MONTH_ONLY and not other.first.year and not bounds:
        last = other.last.month if other.last is not None else other.first.month
        rule.months += _month_range(other.first.month, last)
        move_times(rule, other)
        return True
    if other.first.kind not in (DAY, MONTH_ONLY):
        return False
    if rule.first.rrule == "FREQ=YEARLY" and other.last is None:
        rule.first.rrule = f"FREQ=YEARLY;BYMONTH={other.first.month};BYMONTHDAY={other.first.day}"
        rule.first.weak = False
        move_times(rule, other)
        return True
    if other.last is not None or (other.first.kind == MONTH_ONLY and not bounds):
        rule.since = rule.until = other
    elif (
        other.is_open
        or tokens[other.i - 1].text in ("seit", "vom")
        or any(token.text in _BEGINS for token in tokens[max(0, other.i - 3) : other.i])
    ):
        rule.since = other
    elif other.is_until:
        rule.until = other
    else:
        return False
    move_times(rule, other)
    return True


def _name_weekday(rule: Slot, other: Slot) -> bool:
    """Di + Do 18 Uhr, wöchentlich: the weekdays beside a rule that names none."""
    head, _, days = rule.first.rrule.partition(";BYDAY=")
    if not head.startswith("FREQ=WEEKLY") or other.first.label or (days and not (rule.is_run or other.times)):
        return False
    if other.times and rule.times and _hours(other) != _hours(rule):
        other.first = Item(RULE, other.first.i, other.first.j, rrule=f"{head};BYDAY={DAY_CODES[other.first.weekday]}")
        other.is_run = True
        return False  # Di 15 Uhr und Do 10 Uhr, wöchentlich: a rule of its own
    codes = sorted({*days.split(","), DAY_CODES[other.first.weekday]} - {""}, key=DAY_CODES.index)
    rule.first.rrule, rule.first.weak, rule.is_run = f"{head};BYDAY={','.join(codes)}", False, True
    move_times(rule, other)
    return True


def _hours(slot: Slot) -> list[tuple[int, int]]:
    return [(time.start, time.end) for time in slot.times]


def _begin_with(tokens: list[Token], slots: list[Slot], index: int, taken: set[int]) -> None:
    """Der Kurs beginnt am 16.4. … jeden Freitag: the first day is the rule's beginning."""
    rule = slots[index]
    before = next((place for place in range(index - 1, max(index - 3, -1), -1) if place not in taken), None)
    if rule.since is not None or before is None or slots[before].first.kind != DAY or slots[before].last is not None:
        return
    other = slots[before]
    words = {token.text for token in tokens[max(0, other.i - 4) : other.i]}
    if words & _BEGINS and not sentence_between(tokens, other.j, rule.i) and rule.i - other.j <= _REACH:
        rule.since = other
        taken.add(before)


def _count_meetings(tokens: list[Token], rule: Slot) -> None:
    """ab 16.9. immer montags, 10 Termine: how often it takes place."""
    if rule.until is not None or not rule.first.rrule.startswith("FREQ=WEEKLY") or "COUNT=" in rule.first.rrule:
        return
    for k in range(max(0, rule.i - _NEAR), min(reach_of(rule), rule.j + _REACH) + _NEAR):
        number, after = tokens[k], tokens[k + 1]
        if after.cat == "end" or number.cat == "end":
            return
        near = k < rule.i or not sentence_between(tokens, rule.j, k)
        if number.cat in (NUM, NUMBER) and 1 < number.value < 100 and after.text in _MEETINGS and near:
            head, _, days = rule.first.rrule.partition(";BYDAY=")
            rule.first.rrule = f"{head};COUNT={number.value}" + (f";BYDAY={days}" if days else "")
            return


def _count_from(tokens: list[Token], slots: list[Slot], index: int) -> None:
    """alle 14 Tage donnerstags, nächster Termin: 14. März: the printed day says which weeks are meant."""
    rule = slots[index]
    if rule.since is not None or "INTERVAL=" not in rule.first.rrule or index + 1 >= len(slots):
        return
    other = slots[index + 1]
    if other.first.kind != DAY or other.last is not None or other.is_until or other.role != DateKind.EVENT:
        return
    if other.i - rule.j <= _NEAR and {token.text for token in tokens[max(rule.j, other.i - 4) : other.i]} & _NEXT:
        rule.since = other


def _is_listed(tokens: list[Token], slots: list[Slot], index: int, taken: set[int]) -> bool:
    """3.9., 10.9. und 17.9., jeweils samstags: the weekday of listed days is no rule, and its time is theirs."""
    rule = slots[index]
    if rule.first.kind != RULE or rule.since or rule.until or not _is_weekly(rule.first.rrule):
        return False
    for step in (1, -1):
        days: list[Slot] = []
        place = index + step
        while 0 <= place < len(slots) and place not in taken and slots[place].first.kind == DAY:
            left, right = (slots[place - step], slots[place]) if step == 1 else (slots[place], slots[place - step])
            if slots[place].role != DateKind.EVENT or relation(tokens, reach_of(left), right.i) == FAR:
                break
            days.append(slots[place])
            place += step
        if len(days) > 1:
            for slot in days:
                slot.times = slot.times or list(rule.times)
            return True
    return False


def _is_weekly(rrule: str) -> bool:
    return rrule.startswith(("FREQ=WEEKLY;BYDAY=", "FREQ=WEEKLY;COUNT="))


def reach_of(slot: Slot) -> int:
    """Where the slot stops, its times included."""
    return max([slot.j, *(time.j for time in slot.times + slot.end_times)])


def _month_range(first: int, last: int) -> list[int]:
    return list(range(first, last + 1)) if first <= last else [*range(first, 13), *range(1, last + 1)]
