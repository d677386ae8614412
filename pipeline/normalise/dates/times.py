"""Gives each clock time to the day it belongs to, and makes windows (start, end) of the times of one day."""

from __future__ import annotations

import itertools

from pipeline.models import DateKind
from pipeline.normalise.dates import cues
from pipeline.normalise.dates.items import NOT_SAID, RELATIVE_DAY, WEEKDAY_ONLY, Item
from pipeline.normalise.dates.joins import FAR, LIST, PLUS, SLASH, relation, sentence_between
from pipeline.normalise.dates.lexer import Token
from pipeline.normalise.dates.slot import Slot
from pipeline.normalise.dates.surroundings import left_words
from pipeline.normalise.dates.words import FILL, NEWLINE, WEEKDAY, wordset

_LABELLED_REACH, _LINE_REACH, _PROSE_REACH = 400, 400, 60
_LINE, _REMARK = 30, 8
_EACH = wordset("jeweils je immer stets")
_CHAINED = frozenset((LIST, SLASH, PLUS))
_TIME_LABELS = wordset("zeit uhrzeit wann time beginn los ab")

Window = tuple[int, int]


def bind_times(tokens: list[Token], slots: list[Slot], times: list[Item]) -> None:
    """Hangs every time on its slot; times that belong to no day (opening hours, trains) are left out."""
    position = 0
    last_end = 0
    for time in times:
        while position < len(slots) and slots[position].first.i < time.i:
            slot = slots[position]
            last_end = max(last_end, slot.j if slot.j <= time.i else slot.first.j)
            last_end = max(last_end, slot.weekday_j if slot.weekday_j <= time.i else 0)
            position += 1
        before = slots[position - 1] if position else None
        after = slots[position] if position < len(slots) else None
        near = reversed(slots[max(0, position - 2) : position])
        named = next((slot for slot in near if 0 < slot.named_at < time.i), None)
        if named is not None and time.i - named.named_at <= _LINE:
            named.times.append(time)
            continue
        if before is not None and before.j <= time.i:
            last_end = max(last_end, before.j)
        _bind(tokens, slots, position, time, before, after, last_end)
        last_end = time.j
    _share(tokens, slots)


def _bind(
    tokens: list[Token],
    slots: list[Slot],
    position: int,
    time: Item,
    before: Slot | None,
    after: Slot | None,
    last_end: int,
) -> None:
    if before is not None and time.i < before.j:
        before.times.append(time)
        return
    close_before = before is not None and relation(tokens, last_end, time.i) != FAR
    close_after = after is not None and relation(tokens, time.j, after.i) != FAR
    if time.weak and not close_before and not close_after:
        return
    if close_before and before is not None and not (before.time_first and close_after):
        joined = _is_line_between(tokens, last_end, time.i) and close_after and after is not None
        if not (joined and not _is_line_between(tokens, time.j, after.i if after else 0)):
            _hang(before, time)
            return
    if (
        close_after
        and after is not None
        and (
            before is None
            or tokens[time.j].cat == FILL
            or before.times
            or before.time_first
            or sentence_between(tokens, last_end, time.i)
        )
    ):
        after.times.append(time)
        after.time_first = True
        return
    if before is not None and _reaches(tokens, slots, position, time, before, last_end):
        return
    if after is None or time.weak or after.i - time.j > 14 or _is_hours(tokens, time):
        return
    labelled = any(word in _TIME_LABELS for word in left_words(tokens, time.i, last_end)[-1:])
    if labelled or not sentence_between(tokens, time.j, after.i):
        after.times.append(time)
        after.time_first = True


def _hang(slot: Slot, time: Item) -> None:
    if slot.end_from > 0:
        (slot.times if time.i < slot.end_from else slot.end_times).append(time)
    elif slot.last is not None and time.i >= slot.last.j and not slot.is_run:
        slot.end_times.append(time)
    else:
        slot.times.append(time)


def _reaches(tokens: list[Token], slots: list[Slot], position: int, time: Item, before: Slot, last_end: int) -> bool:
    """Binds a time that stands apart from its day: in the same sentence, behind a label, or at the start of a line."""
    if (
        time.weak
        or _is_hours(tokens, time)
        or (before.times and not time.label and _is_near(tokens, time, cues.TRAVEL))
    ):
        return False
    if not sentence_between(tokens, last_end, time.i):
        _hang(before, time)
        return True
    if before.first.kind in (WEEKDAY_ONLY, RELATIVE_DAY) or tokens[time.i - 1].text.endswith("schluss"):
        return False  # Unterrichtsschluss 10:45 Uhr
    target = _event_before(slots, position)
    if target is None:
        return False
    gap = time.i - target.j
    labelled = bool(time.label) or any(word in _TIME_LABELS for word in left_words(tokens, time.i, last_end)[-2:])
    labelled = labelled or "bleibt" in left_words(tokens, time.i, last_end)[-3:]  # Es bleibt bei 19 Uhr
    at_line = (
        time.i > 0
        and tokens[time.i - 1].cat in (NEWLINE, "|", "-")
        and (tokens[time.i - 1].cat == NEWLINE or (time.i > 1 and tokens[time.i - 2].cat == NEWLINE))
    )
    prose = (
        not target.times
        and gap <= _PROSE_REACH
        and sum(slot.role == DateKind.EVENT for slot in slots[max(0, position - 9) : position]) == 1
    )
    if (labelled and gap <= _LABELLED_REACH) or (at_line and gap <= _LINE_REACH) or prose:
        _hang(target, time)
        return True
    return False


def _event_before(slots: list[Slot], position: int) -> Slot | None:
    for index in range(position - 1, max(position - 6, -1), -1):
        if slots[index].role == DateKind.EVENT and slots[index].first.kind not in (WEEKDAY_ONLY, RELATIVE_DAY):
            return slots[index]
    return None


def _is_hours(tokens: list[Token], time: Item) -> bool:
    return _is_near(tokens, time, cues.HOURS)


def _is_near(tokens: list[Token], time: Item, cue: str) -> bool:
    words = left_words(tokens, time.i, max(0, time.i - 12))
    after = [token.text for token in tokens[time.j : time.j + 3]]
    return any(cues.cue_of(word) == cue for word in words + after)


def is_hours_line(tokens: list[Token], i: int) -> bool:
    """Whether the line before `i` names opening hours, or weekdays from one to another (Di-Fr 10-18 Uhr, Sa …)."""
    k = i - 1
    while k >= 0 and i - k <= _LINE and tokens[k].cat != NEWLINE:
        if tokens[k].cat == WEEKDAY and tokens[k + 1].cat in ("-", "until") and tokens[k + 2].cat == WEEKDAY:
            return True
        if cues.cue_of(tokens[k].text) == cues.HOURS:
            return True
        k -= 1
    return False


def _is_line_between(tokens: list[Token], j: int, i: int) -> bool:
    return any(token.cat == NEWLINE for token in tokens[j:i])


def _share(tokens: list[Token], slots: list[Slot]) -> None:
    """One time for a list of days: the time at the list's end, or before its beginning, holds for all of them."""
    for index in range(len(slots) - 2, -1, -1):
        slot, following = slots[index], slots[index + 1]
        if following.first.label == "span":
            continue  # 3.5.–9.6., Di–So 10–18 Uhr: hours of some days between
        if slot.times or slot.end_times or not (following.times or following.end_times) or following.time_first:
            continue
        times = following.times or following.end_times
        each = any(token.text in _EACH for token in tokens[max(0, times[0].i - 3) : times[0].i])
        if following.join in _CHAINED or (each and slot.role == following.role == DateKind.EVENT):
            slot.times = list(times)
    for index in range(1, len(slots)):
        slot, before = slots[index], slots[index - 1]
        if before.time_first and slot.join in _CHAINED and not slot.times and not slot.end_times:
            slot.times, slot.time_first = list(before.times), True


def windows(tokens: list[Token], times: list[Item]) -> list[Window]:
    """The (start, end) pairs in minutes of one day's times; NOT_SAID where nothing is printed.

    Several pairs only for times listed side by side ("15 und 17 Uhr"); a programme gives one pair from its first to its
    last entry.
    """
    if not times:
        return []
    if len(times) == 1:
        return [(times[0].start, times[0].end)]
    labels = {time.label for time in times}
    if not labels >= {"doors", "begin"} and _is_programme(tokens, times):
        return [_bounds(times)]
    plain = [time for time in times if time.label != "doors"] or times
    begin = next((time for time in plain if time.label == "begin"), None)
    stop = next((time.end for time in plain if time.start == NOT_SAID), NOT_SAID)
    first = begin or next((time for time in plain if time.start != NOT_SAID), plain[0])
    listed = _listed(tokens, plain, first)
    if len(listed) > 1 and begin is None:
        return [(time.start, time.end) for time in listed]
    end = first.end if first.end != NOT_SAID else stop
    if end == NOT_SAID and begin is not None:
        end = next((time.end for time in plain if time.end > begin.start), NOT_SAID)
    return [(first.start, _past_midnight(first.start, end))]


def _listed(tokens: list[Token], plain: list[Item], first: Item) -> list[Item]:
    listed = [first]
    for time in plain:
        if (
            time.i > listed[-1].i
            and relation(tokens, _behind_bracket(tokens, listed[-1].j), time.i) in (LIST, SLASH, PLUS)
            and time.start > listed[-1].start
        ):
            listed.append(time)
    return listed


def _behind_bracket(tokens: list[Token], j: int) -> int:
    """11 Uhr (für Kinder) und 16 Uhr: where a remark in brackets right behind a time stops."""
    if tokens[j].cat != "(":
        return j
    return next((k + 1 for k in range(j + 1, j + _REMARK) if tokens[k].cat == ")"), j)


def _is_programme(tokens: list[Token], times: list[Item]) -> bool:
    at_line = sum(time.i == 0 or tokens[time.i - 1].cat in (NEWLINE, "-", "|") for time in times)
    if len(times) == 2:
        lines = all(time.i == 0 or tokens[time.i - 1].cat == NEWLINE for time in times)
        return lines and all(not time.label for time in times)
    apart = sum(relation(tokens, one.j, two.i) == FAR for one, two in itertools.pairwise(times))
    return at_line >= 3 or (apart >= 2 and len(times) >= 3)


def _bounds(times: list[Item]) -> Window:
    entries = [time for time in times if time.label != "doors"] or times
    start = next((time.start for time in entries if time.start != NOT_SAID), NOT_SAID)
    last = entries[-1]
    stop = max((time.end for time in entries if time.end != NOT_SAID), default=NOT_SAID)
    stop = max(stop, last.start)
    if stop < start:
        return start, NOT_SAID
    return start, stop if stop > start else NOT_SAID


def _past_midnight(start: int, end: int) -> int:
    return end + 1440 if NOT_SAID < end <= start else end
