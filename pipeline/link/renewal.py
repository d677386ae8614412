"""The known announcements of an archived run as other rules read it: renewed, dropped, or found for the first time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.link.clusters import JournalEntry
from pipeline.link.identity import assign, mint
from pipeline.memory import Remembered
from pipeline.models import Announcement, Run

_ENOUGH = 0.8  # so much of a night must be found again before what was not found counts as no entry at all


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewal:
    """`known` after the run was read again; `added` maps the ids of what only these rules find to their places in what
    was read."""

    known: Mapping[str, Remembered]
    added: Mapping[str, int]
    journal: tuple[JournalEntry, ...]


def renew(
    known: Mapping[str, Remembered],
    here: Mapping[str, Remembered],
    read: Sequence[Announcement],
    run: Run,
    *,
    said_by: Run,
    is_newest: bool,
) -> Renewal:
    """`known` with the announcements that were last read in this run (`here`) replaced by their new reading.

    One that the new rules find no more is dropped, unless much of the night is not found again. What they find beside
    it in a source's newest run (`is_newest`) gets an id, minted in the run that says so first (`said_by`); in older
    runs it may be one that was read again later, and is passed by.
    """
    places = {id(a): index for index, a in enumerate(read)}
    names = {(name, a.part): a for a in reversed(read) for name in _names(a)}
    found: dict[str, Announcement] = {}
    taken: set[int] = set()
    for key in sorted(here):
        a = here[key].announcement
        match = next((names[name, a.part] for name in _names(a) if (name, a.part) in names), None)
        if match is not None and id(match) not in taken:
            found[key] = match
            taken.add(id(match))
    left = {key: one.announcement for key, one in here.items() if key not in found}
    rest = [a for a in read if id(a) not in taken]
    rematch = assign(left, rest)
    found |= {match.announcement_id: rest[match.index] for match in rematch.matches}
    after = {**known, **{key: _in_place(known[key], found[key]) for key in found}}
    if len(found) >= _ENOUGH * len(here):
        for key in here.keys() - found.keys():
            del after[key]
    added: dict[str, int] = {}
    journal = []
    if is_newest:
        mine = {key: one.announcement for key, one in after.items()
                if key not in here and read and one.announcement.source_id == read[0].source_id}  # fmt: skip
        new = [rest[index] for index in rematch.new]
        for index in assign(mine, new, frozenset(mine)).new:
            a = new[index]
            key = mint("ann", a.source_id, said_by.run_id, "rule", str(places[id(a)]))
            after[key] = Remembered(
                announcement=replace(a, announcement_id=key),
                first_seen_at=run.started_at,
                last_seen_at=run.started_at,
            )
            added[key] = places[id(a)]
            reason = f"first read by other rules in {run.run_id} of {a.source_id}, place {places[id(a)]}"
            journal.append(JournalEntry(op="mint", id=key, run_id=said_by.run_id, reason=reason))
    return Renewal(known=after, added=added, journal=tuple(journal))


def _names(a: Announcement) -> Iterable[str]:
    return (name for name in (a.key, a.guid, a.url) if name)


def _in_place(one: Remembered, read: Announcement) -> Remembered:
    old = one.announcement
    return replace(one, announcement=replace(read, announcement_id=old.announcement_id, position=old.position))
