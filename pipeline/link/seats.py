"""Which of several indistinguishable announcements is which: they keep their order and, where they can, their seats."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

Seat = tuple[int, int]  # between which known neighbours, and how many places from there
_MANY = 300  # longer rows are aligned at one end without looking at their seats
_OTHER_SLOT, _OTHER_SEAT, _ALONE = 12, 10, 6  # what a pair, or one that stays alone, costs


def align(old: Sequence[Seat], new: Sequence[Seat], *, from_the_end: bool) -> list[tuple[int, int]]:
    """Pairs (index in old, index in new) of two rows of twins, in order, with the fewest changes of seat.

    Twins may stay alone on both sides where others kept their seats. `from_the_end`: on a tie the last ones are paired,
    as in a list that grows at its top or lost something there.
    """
    if max(len(old), len(new)) > _MANY:
        few = min(len(old), len(new))
        return [(len(old) - few + at, len(new) - few + at) if from_the_end else (at, at) for at in range(few)]
    if from_the_end:
        turned = _cheapest(old[::-1], new[::-1])
        return sorted((len(old) - 1 - mine, len(new) - 1 - theirs) for mine, theirs in turned)
    return _cheapest(old, new)


def _cost(mine: Seat, theirs: Seat) -> int:
    return 0 if mine == theirs else _OTHER_SEAT if mine[0] == theirs[0] else _OTHER_SLOT - 1


def _cheapest(old: Sequence[Seat], new: Sequence[Seat]) -> list[tuple[int, int]]:
    cost = [[_ALONE * (len(old) + len(new) - mine - theirs) for theirs in range(len(new) + 1)]
            for mine in range(len(old) + 1)]  # fmt: skip
    for mine in range(len(old) - 1, -1, -1):
        for theirs in range(len(new) - 1, -1, -1):
            paired = _cost(old[mine], new[theirs]) + cost[mine + 1][theirs + 1]
            alone = _ALONE + min(cost[mine + 1][theirs], cost[mine][theirs + 1])
            cost[mine][theirs] = min(paired, alone)
    pairs, mine, theirs = [], 0, 0
    while mine < len(old) and theirs < len(new):
        here = cost[mine][theirs]
        if here == _cost(old[mine], new[theirs]) + cost[mine + 1][theirs + 1]:
            pairs.append((mine, theirs))
            mine, theirs = mine + 1, theirs + 1
        elif here == _ALONE + cost[mine + 1][theirs]:
            mine += 1
        else:
            theirs += 1
    return pairs


def keeping_order(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest row of pairs that rises on both sides."""
    tails: list[int] = []
    at_tail: list[int] = []
    before: list[int] = []
    for at, (_, value) in enumerate(pairs):
        place = bisect_left(tails, value)
        before.append(at_tail[place - 1] if place else -1)
        if place == len(tails):
            tails.append(value)
            at_tail.append(at)
        else:
            tails[place], at_tail[place] = value, at
    kept, at = [], at_tail[-1] if at_tail else -1
    while at >= 0:
        kept.append(pairs[at])
        at = before[at]
    return kept[::-1]
