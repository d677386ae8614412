"""Permanent ids for groups that form anew each night: events and series keep theirs as long as their members stay."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from pipeline.link.identity import mint


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalEntry:
    """One line of ids.jsonl: what happened to an id, in which run, and why."""

    op: str  # mint, keep, split, merge, reappear
    id: str
    run_id: str
    reason: str
    other_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """`ids` in the order of the groups given; `merged` maps an id that ended to the id it went into."""

    ids: tuple[str, ...]
    journal: tuple[JournalEntry, ...]
    merged: Mapping[str, str]


def name_groups(
    kind: str,
    groups: Sequence[Sequence[str]],
    *,
    held: Mapping[str, str],
    home: Mapping[str, str],
    age: Mapping[str, int],
    run_id: str,
    kept: Set[str] = frozenset(),
) -> Named:
    """Give each group of announcement ids its permanent id.

    `held` is each member's id of the night before, `home` the first id it ever had, `age` the order in which ids of
    this kind were minted (oldest first). An id goes to the group that holds its founding, else its oldest, member; a
    group that brings several ids together keeps the oldest and the others are merged into it; a group that lost its id
    gets back a home id that is free, else a new one. `kept` are ids that others go on to hold who are in no group.
    """
    order = sorted(range(len(groups)), key=lambda index: min(groups[index]))
    claims: dict[str, list[int]] = defaultdict(list)
    for index in order:
        for one in sorted({held[member] for member in groups[index] if member in held}):
            claims[one].append(index)
    owner = {one: _owner(one, indexes, groups, home) for one, indexes in claims.items()}
    names: dict[int, str] = {}
    journal: list[JournalEntry] = []
    merged: dict[str, str] = {}
    for index in order:
        mine = sorted((one for one, who in owner.items() if who == index), key=lambda one: (age.get(one, 1 << 60), one))
        if not mine:
            continue
        names[index] = mine[0]
        for other in mine[1:]:
            merged[other] = mine[0]
            journal.append(
                JournalEntry(op="merge", id=other, run_id=run_id, other_id=mine[0], reason="found to be the same")
            )
    taken = {*names.values(), *merged, *kept}
    for index in order:
        if index not in names:
            names[index], entry = _new_name(kind, groups[index], held, home, taken, run_id)
            taken.add(names[index])
            journal.append(entry)
    return Named(ids=tuple(names[index] for index in range(len(groups))), journal=tuple(journal), merged=merged)


def _owner(one: str, indexes: Sequence[int], groups: Sequence[Sequence[str]], home: Mapping[str, str]) -> int:
    """The group with most members that were first sighted under this id; the first one on a tie."""
    return max(indexes, key=lambda index: (sum(home.get(member) == one for member in groups[index]), -index))


def _new_name(
    kind: str,
    group: Sequence[str],
    held: Mapping[str, str],
    home: Mapping[str, str],
    taken: set[str],
    run_id: str,
) -> tuple[str, JournalEntry]:
    for member in sorted(group):
        back = home.get(member)
        if back and back not in taken:
            return back, JournalEntry(
                op="split",
                id=back,
                run_id=run_id,
                other_id=held.get(member),
                reason="no longer the same, its own id is back",
            )
    founder = min(group)
    fresh = mint(kind, founder)
    if fresh in taken:
        fresh = mint(kind, founder, run_id)
    if founder in held:
        return fresh, JournalEntry(
            op="split", id=fresh, run_id=run_id, other_id=held[founder], reason="no longer the same"
        )
    return fresh, JournalEntry(op="mint", id=fresh, run_id=run_id, reason=f"first sighting, {founder}")
