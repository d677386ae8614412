"""The same pages read again with today's rules: what we say changes, and it is our doing, not the sources'."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from pipeline.adapters.code import rules_digest
from pipeline.adapters.workers import ParserWorker
from pipeline.build.night import Renewed, build_rules
from pipeline.build.reading import read_source
from pipeline.build.values import Night, Tables
from pipeline.checks.expected import source_nights
from pipeline.link.identity import assign
from pipeline.link.remember import is_upcoming
from pipeline.memory import Memory, Remembered
from pipeline.models import Announcement, Run, Source
from pipeline.readings import Progress, no_progress
from pipeline.release import version_order
from pipeline.workspace import Workspace

_ENOUGH = 0.8  # so much of a night must be found again before what was not found counts as no entry at all


def are_rules_new(memory: Memory) -> bool:
    """Whether other code read what is remembered than the code that runs now."""
    return bool(memory.announcements) and memory.rules != rules_digest()


def reread(
    workspace: Workspace,
    sources: Sequence[Source],
    night: Night,
    *,
    every: bool,
    progress: Progress = no_progress,
) -> Renewed:
    """Read each known announcement again from the captures it was last read from, and build what follows.

    `night` names the run that says so first, with the tables and memory of the last release. With `every` false only
    what the last night showed and what is still to come is read again, so that a nightly run stays short; the rest
    waits for `litfass rebuild`. Sources of which a field is withheld keep their last good values.
    """
    runs = {str(row["capture_id"]): str(row["run_id"]) for row in night.before.get("captures", ())}
    archived = {run.run_id: run for run in workspace.raw.runs()}
    known = dict(night.memory.announcements)
    withheld = _with_withheld_fields(night.before)
    with ParserWorker() as worker:
        for source in sources:
            mine = {key: one for key, one in known.items() if one.announcement.source_id == source.source_id}
            if source.source_id in withheld or source.fault:
                continue
            for run_id in _wanted(mine, runs, None if every else night.run.logical_date):
                if run_id not in archived or source.source_id not in workspace.raw.sources_of(run_id):
                    continue
                progress("rebuild", f"reading {source.source_id} {run_id} again")
                run = archived[run_id]
                captures = workspace.raw.load(source.source_id, run_id)
                blocks = night.memory.blocks.get(source.source_id, ())
                reading = read_source(source, captures, run.logical_date, worker.call, blocks=blocks)
                here = {key: one for key, one in mine.items() if runs.get(one.announcement.capture_id) == run_id}
                known = _renewed(known, here, reading.announcements, run)
    old = night.memory.announcements
    changed = {key for key in old if known.get(key) != old[key]}
    touched = frozenset(changed | {event_id for key in changed if (event_id := old[key].event_id)})
    return build_rules(replace(night, memory=replace(night.memory, announcements=known), cause="rule", touched=touched))


def _with_withheld_fields(before: Tables) -> set[str]:
    found = set()
    for source_id, nights in source_nights(before.get("runs", ())).items():
        withheld = nights[-1].get("withheld")
        if isinstance(withheld, dict) and withheld["fields"]:
            found.add(source_id)
    return found


def _wanted(mine: Mapping[str, Remembered], runs: Mapping[str, str], day: date | None) -> list[str]:
    """The runs whose pages are read again, oldest first; with a day those of which the next night may show something
    again: what the last night showed, and what is still to come."""
    wanted = [one for one in mine.values() if day is None or one.seen_tonight or is_upcoming(one.announcement, day)]
    return sorted(
        {runs[one.announcement.capture_id] for one in wanted if one.announcement.capture_id in runs}, key=version_order
    )


def _renewed(
    known: Mapping[str, Remembered], here: Mapping[str, Remembered], read: Sequence[Announcement], run: Run
) -> dict[str, Remembered]:
    """`known` with the announcements that were last read in this run replaced by their new reading; one that the new
    rules find no more is dropped, unless much of the night is not found again."""
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
    found |= {match.announcement_id: rest[match.index] for match in assign(left, rest).matches}
    after = {**known, **{key: _in_place(known[key], found[key]) for key in found}}
    if len(found) >= _ENOUGH * len(here):
        for key in here.keys() - found.keys():
            del after[key]
    return after


def _names(a: Announcement) -> Iterable[str]:
    return (name for name in (a.key, a.guid, a.url) if name)


def _in_place(one: Remembered, read: Announcement) -> Remembered:
    old = one.announcement
    return replace(one, announcement=replace(read, announcement_id=old.announcement_id, position=old.position))
