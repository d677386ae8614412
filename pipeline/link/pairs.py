"""People's words on pairs: which announcements they mean, and where they contradict each other."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

from pipeline.memory import Remembered

T = TypeVar("T", int, str)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain(Generic[T]):
    """A "different" that a chain of "same" contradicts: `steps` leads from one end to the other, `members` are all that
    the "same" tie together, sorted."""

    steps: tuple[T, ...]
    members: tuple[T, ...]


def founders(known: Mapping[str, Remembered]) -> dict[str, str]:
    """Event id -> the announcement first sighted under it: what a person means who names an event."""
    found: dict[str, str] = {}
    for key in sorted(known):
        home = known[key].home_event_id
        if home:
            found.setdefault(home, key)
    return found


def contradictory_chains(same: Iterable[tuple[T, T]], different: Iterable[tuple[T, T]]) -> list[Chain[T]]:
    """The chains "A = B, B = C, but A ≠ C", in the order of the pairs that break them."""
    neighbours: dict[T, list[T]] = defaultdict(list)
    for left, right in sorted(same):
        neighbours[left].append(right)
        neighbours[right].append(left)
    found = []
    for left, right in sorted(different):
        came_from = _walk(left, neighbours)
        if right in came_from:
            found.append(Chain(steps=tuple(_path(came_from, right)), members=tuple(sorted(came_from))))
    return found


def said(steps: Iterable[str]) -> str:
    """A contradictory chain in words."""
    names = tuple(steps)
    links = ", ".join(f"{one} = {other}" for one, other in pairwise(names))
    return f"{links}, but {names[0]} ≠ {names[-1]}"


def _walk(start: T, neighbours: Mapping[T, list[T]]) -> dict[T, T]:
    came_from = {start: start}
    waiting = deque([start])
    while waiting:
        here = waiting.popleft()
        for there in neighbours.get(here, ()):
            if there not in came_from:
                came_from[there] = here
                waiting.append(there)
    return came_from


def _path(came_from: Mapping[T, T], end: T) -> list[T]:
    steps = [end]
    while came_from[steps[-1]] != steps[-1]:
        steps.append(came_from[steps[-1]])
    return steps[::-1]
