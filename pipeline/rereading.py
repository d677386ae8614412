"""The same pages read again with today's rules: what we say changes, and it is our doing, not the sources'."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date

from pipeline.adapters.code import rules_digest
from pipeline.adapters.workers import ParserWorker
from pipeline.build.night import Renewed, build_rules
from pipeline.build.reading import read_source
from pipeline.build.values import Night, Row, Tables
from pipeline.checks.expected import source_nights
from pipeline.link.clusters import JournalEntry
from pipeline.link.remember import is_upcoming
from pipeline.link.renewal import renew
from pipeline.memory import Memory, Remembered
from pipeline.models import Run, Source
from pipeline.readings import Progress, no_progress
from pipeline.release import version_order
from pipeline.workspace import Workspace


def are_rules_new(memory: Memory) -> bool:
    """Whether other code read what is remembered than the code that runs now."""
    return bool(memory.announcements or memory.rules) and memory.rules != rules_digest()


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
    waits for `litfass rebuild`. Sources of which a field is withheld keep their last good values. What only these rules
    find in the last night of a source is known from then on, too.
    """
    runs = {str(row["capture_id"]): str(row["run_id"]) for row in night.before.get("captures", ())}
    archived = {run.run_id: run for run in workspace.raw.runs()}
    known = dict(night.memory.announcements)
    withheld = _with_withheld_fields(night.before)
    journal: list[JournalEntry] = []
    seen: list[Row] = []
    with ParserWorker() as worker:
        for source in sources:
            mine = {key: one for key, one in known.items() if one.announcement.source_id == source.source_id}
            if source.source_id in withheld or source.fault:
                continue
            newest = _newest(archived, runs.values(), source, workspace)
            wanted = {*_wanted(mine, runs, None if every else night.run.logical_date), *filter(None, [newest])}
            for run_id in sorted(wanted, key=version_order):
                if run_id not in archived or source.source_id not in workspace.raw.sources_of(run_id):
                    continue
                progress("rebuild", f"reading {source.source_id} {run_id} again")
                run = archived[run_id]
                captures = workspace.raw.load(source.source_id, run_id)
                blocks = night.memory.blocks.get(source.source_id, ())
                reading = read_source(source, captures, run.logical_date, worker.call, blocks=blocks)
                here = {key: one for key, one in mine.items() if runs.get(one.announcement.capture_id) == run_id}
                renewal = renew(
                    known, here, reading.announcements, run, said_by=night.run,
                    is_newest=run_id == newest and reading.night.good,
                )  # fmt: skip
                known = dict(renewal.known)
                journal += renewal.journal
                seen += [
                    {"announcement_id": key, "capture_id": capture_id, "position": place, "run_id": run_id}
                    for key, place in renewal.added.items()
                    for capture_id in reading.seen_in[place]
                ]
    old = night.memory.announcements
    changed = {key for key in old if known.get(key) != old[key]}
    touched = frozenset(changed | {event_id for key in changed if (event_id := old[key].event_id)})
    told = replace(night, memory=replace(night.memory, announcements=known), cause="rule", touched=touched)
    renewed = build_rules(told, seen)
    return replace(renewed, journal=(*journal, *renewed.journal))


def _newest(archived: Mapping[str, Run], released: Collection[str], source: Source, workspace: Workspace) -> str | None:
    """The last night of a source that the release holds."""
    held = set(released)
    mine = [one for one in archived if one in held and source.source_id in workspace.raw.sources_of(one)]
    return max(mine, key=version_order, default=None)


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
