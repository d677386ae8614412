"""Says of each date whether it takes place: which of a text's dates a cancellation or a move speaks of."""

from __future__ import annotations

from pipeline.models import DateKind, Status
from pipeline.normalise.dates.left_out import LEFT_OUT
from pipeline.normalise.dates.lexer import Token
from pipeline.normalise.dates.slot import Slot
from pipeline.normalise.dates.standing import SEVERITY, SOLD_OUT, Mark, find_marks
from pipeline.normalise.dates.words import FILL, wordset

_BESIDE = 5
_NEW = wordset("nun jetzt erst neu neuer ersatztermin nachholtermin stattdessen")
_REPLACING = wordset("ersatztermin nachholtermin ersatz ausweichtermin nachholung")
_MOST = 40  # a text that says it more often has said it


def give_statuses(tokens: list[Token], count: int, slots: list[Slot]) -> list[Status]:
    """One status per slot.

    The old date of a moved event is `rescheduled`, its new date `scheduled` (`rescheduled` if the
    old one is not printed); a statement without a date beside it speaks of every event date of the text."""
    statuses = [Status.SCHEDULED] * len(slots)
    events = [index for index, slot in enumerate(slots) if slot.role == DateKind.EVENT]
    if not events:
        return statuses
    marks = [mark for mark in find_marks(tokens, count) if mark.status != SOLD_OUT]
    for mark in marks[:_MOST]:
        status = Status(mark.status)
        if status in (Status.RESCHEDULED, Status.POSTPONED):
            _move(tokens, slots, events, mark, statuses)
            continue
        for index in _spoken_of(slots, events, mark):
            if slots[index].cue == LEFT_OUT:
                continue
            statuses[index] = max(statuses[index], status, key=SEVERITY.index)
    _replace_by_origin(tokens, slots, events, statuses)
    return statuses


def worst(statuses: list[Status]) -> Status:
    """The status that speaks for all of them: a cancelled date with a new one beside it is a moved event."""
    return max(statuses, key=SEVERITY.index, default=Status.SCHEDULED)


def _spoken_of(slots: list[Slot], events: list[int], mark: Mark) -> list[int]:
    inside = [index for index in events if slots[index].i < mark.stop and slots[index].j > mark.first]
    if not inside:
        return events
    within = [index for index in inside if mark.i < slots[index].i < mark.j]
    if within:
        return within
    before = [index for index in inside if slots[index].j <= mark.i]
    if len(inside) > 1 and before:
        near = before[-1]
        reach = max([slots[near].j, *(time.j for time in slots[near].times)])
        if mark.i - reach <= _BESIDE:
            return [near]
    return inside


def _move(tokens: list[Token], slots: list[Slot], events: list[int], mark: Mark, statuses: list[Status]) -> None:
    new = [index for index in events if slots[index].i >= mark.first and _is_target(tokens, slots[index], mark)]
    if not new and mark.status == Status.RESCHEDULED:
        near = [index for index in events if mark.j <= slots[index].i <= mark.j + _BESIDE]
        new = [index for index in near if not _is_origin(tokens, slots, index)][:1]
    if not new and len(events) > 1 and any(_is_origin(tokens, slots, index) for index in events):
        new = [index for index in events if not _is_origin(tokens, slots, index)][:1]
    if not new and len(events) > 1:
        new = [index for index in events[1:] if _is_announced_new(tokens, slots[index])][:1]
    old = [
        index
        for index in events
        if index not in new and (not new or slots[index].i < slots[new[0]].i or slots[index].i < mark.stop)
    ]
    ceiling = slots[new[0]].i if new else mark.stop
    beside = [index for index in old if slots[index].i < min(mark.stop, ceiling) and slots[index].j > mark.first]
    listed = [index for index in old if slots[index].j <= mark.i]
    if beside:
        old = beside
    elif len(old) > 1 and listed and mark.i - slots[listed[-1]].j <= 14:
        old = [listed[-1]]
    for index in old:
        statuses[index] = Status.RESCHEDULED if new else Status(mark.status)
    others = [index for index in events if index not in new]
    if new and not old and len(others) == 1 and slots[others[0]].last is None:
        old = others  # "Verschoben auf 27.2.! Lesung am 20. Februar"
        statuses[old[0]] = Status.RESCHEDULED
    for index in new:
        if not old:
            statuses[index] = Status.RESCHEDULED


def _is_announced_new(tokens: list[Token], slot: Slot) -> bool:
    return any(token.text in _NEW for token in tokens[max(0, slot.i - 4) : slot.i])


def _is_target(tokens: list[Token], slot: Slot, mark: Mark) -> bool:
    """Whether "auf (den)" stands before this date in the sentence that moves something."""
    if slot.i >= mark.stop + 4:
        return False
    k = slot.i - 1
    while (k > mark.first and (tokens[k].cat in (FILL, ",") and tokens[k].text != "auf")) or tokens[k].text in (
        "neuen",
        "kommenden",
    ):
        k -= 1
    return tokens[k].text in ("auf", "to", "sondern")


def _replace_by_origin(tokens: list[Token], slots: list[Slot], events: list[int], statuses: list[Status]) -> None:
    """ "ursprünglich am 3.5." and "statt am 3.5." name an old date without any word of moving."""
    if len(events) < 2:
        return
    for index in events:
        if _is_origin(tokens, slots, index):
            statuses[index] = Status.RESCHEDULED


def _is_origin(tokens: list[Token], slots: list[Slot], index: int) -> bool:
    k = slots[index].i - 1
    words = [token.text for token in tokens[max(0, k - 3) : k + 1]]
    takes_place = any(token.text in ("findet", "finden") for token in tokens[max(0, k - 12) : k])
    led = words[-2:] if words[:1] != ["statt"] or words[1:2] != ["wie"] else words
    instead = "statt" in led and index + 1 < len(slots) and not takes_place
    follows = tokens[slots[index].j : slots[index + 1].i] if index + 1 < len(slots) else []
    instead = instead or ("nicht" in words[-3:] and any(token.text == "sondern" for token in follows))
    instead = instead or any(
        tokens[k].text in _REPLACING and tokens[k + 1].text == "für"
        for k in range(max(0, slots[index].i - 8), slots[index].i)
    )
    return "ursprünglich" in words or "anstatt" in words or "eigentlich" in words or instead
