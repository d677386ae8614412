"""One night from what was read to finished tables: remember, judge, link, compare. Pure: no disk, no net, no clock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.appended import Appended
from pipeline.build.alarms import ended, episodes, sentences
from pipeline.build.judging import Judged, judge
from pipeline.build.rows import all_issues, capture_rows, issue_rows, run_row, sighting_rows, source_counts
from pipeline.build.silence import rhythm_counts, rhythms, silence_issues
from pipeline.build.story import change_rows, finish_events
from pipeline.build.values import Built, Night, Row, Tables
from pipeline.build.world import World, build_world
from pipeline.changes.gap import missed_absences, missed_days, missed_rows, missed_run_id
from pipeline.changes.history import next_absences
from pipeline.changes.removal import absent_tonight
from pipeline.link.clusters import JournalEntry
from pipeline.link.decisions import Decisions
from pipeline.link.remember import remember
from pipeline.link.unknown_ids import unknown_ids
from pipeline.memory import Memory, voices_of
from pipeline.release import version_order


def build_night(night: Night) -> Built:
    """Build all tables as they stand after a night. The same night on the same `before` gives the same tables."""
    decisions = night.decisions.until(night.run.logical_date)
    tonight = {source_id: reading.announcements for source_id, reading in night.readings.items()}
    met = remember(night.memory, tonight, night.run, decisions.pairs())
    judged = judge(night, met, decisions)
    world = build_world(night, judged.missing.known, night.memory, decisions, night.memory.waiting)
    nights = {source_id: reading.night for source_id, reading in night.readings.items()}
    changes = change_rows(night, world, decisions)
    finish_events(night, world, changes, nights, _rows(night.before, "event_versions"))
    tables: dict[str, Sequence[Mapping[str, object]]] = dict(world.tables)
    tables["changes"] = _grown(night.before, "changes", changes)
    gap = missed_days(night.before.get("runs", ()), night.run.logical_date)
    tables["absences"] = _absences(night, world, judged, decisions, [missed_run_id(day) for day in gap])
    tables["sightings"] = _grown(night.before, "sightings", sighting_rows(night, met))
    tables["captures"] = _grown(night.before, "captures", capture_rows(night))
    found = rhythms(night, world.linked.known)
    unknown = unknown_ids(decisions, {str(row["event_id"]) for row in tables["events"]}, world.linked.merged)
    doubts = [*judged.issues, *unknown, *silence_issues(found, judged.history)]
    issues = issue_rows(night, [*all_issues(night, met, world.linked, world.entities), *doubts])
    tables["issues"] = _grown(night.before, "issues", issues)
    unasked = _left_out(night)
    troubles = episodes(nights, judged.missing.held, judged.history, night.run.run_id, unasked)
    over = ended(troubles, judged.history)
    counts = tuple(
        {**one, "rhythm": rhythm_counts(found.get(str(one["source_id"])))}
        for one in source_counts(night, met, world.linked, judged.missing, changes, troubles, over)
    )
    alarms = sentences(troubles, judged.missing.held, issues, night.run.run_id, unasked)
    state = "degraded" if alarms else "done"
    tables["runs"] = [*_rows(night.before, "runs"), *missed_rows(gap), run_row(night, state, counts, alarms)]
    return Built(
        tables=tables,
        memory=_memory(night, world, judged),
        journal=(*met.journal, *world.linked.journal),
        state=state,
        alarms=alarms,
        sources=counts,
    )


def _left_out(night: Night) -> frozenset[str]:
    """The sources that the run was not meant to ask; none where the archive does not say it."""
    return frozenset(night.readings) - set(night.run.asked) if night.run.asked else frozenset()


def _memory(night: Night, world: World, judged: Judged) -> Memory:
    blocks = {source_id: reading.blocks for source_id, reading in night.readings.items() if reading.blocks is not None}
    return Memory(
        announcements=world.linked.known,
        minted=world.linked.minted,
        merged=world.linked.merged,
        accepted=judged.accepted,
        waiting=world.waiting,
        blocks={**night.memory.blocks, **blocks},
        rules=night.rules,
        voices=voices_of(night.sources.values(), night.memory),
    )


def _absences(night: Night, world: World, judged: Judged, decisions: Decisions, gap: Sequence[str]) -> list[Row]:
    last = _last_run(night.before)
    before = [str(row["event_id"]) for row in night.before.get("events", ())]
    return next_absences(
        missed_absences(night.before.get("absences", ()), before, gap, last),
        absent_tonight(world.linked.known, judged.missing.why, decisions.hidden()),
        night.run.run_id,
        gap[-1] if gap else last,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewed:
    """Tables and memory under today's rules, the journal lines and the rows of changes that this gave."""

    tables: Tables
    memory: Memory
    journal: tuple[JournalEntry, ...]
    changes: tuple[Row, ...]


def build_rules(night: Night, seen: Sequence[Row] = ()) -> Renewed:
    """What follows after the archive was read again with today's rules: the same claims of the same
    pages (`night.memory` holds them as read now), so that whatever differs is our doing and has the cause `rule`.

    Nothing is asked or judged: absences, captures and issues stay as they are. `seen` are sightings of announcements
    that only these rules find.
    """
    decisions = night.decisions.until(night.run.logical_date)
    world = build_world(night, night.memory.announcements, night.memory, decisions, {})
    changes = change_rows(night, world, decisions)
    finish_events(night, world, changes, {}, _rows(night.before, "event_versions"))
    tables: dict[str, Sequence[Mapping[str, object]]] = {**night.before, **world.tables}
    tables["changes"] = _grown(night.before, "changes", changes)
    tables["sightings"] = _grown(night.before, "sightings", seen)
    linked = world.linked
    memory = replace(
        night.memory, announcements=linked.known, minted=linked.minted, merged=linked.merged, rules=night.rules
    )
    return Renewed(tables=tables, memory=memory, journal=linked.journal, changes=tuple(changes))


def _grown(tables: Tables, name: str, added: Sequence[Row]) -> Appended:
    return Appended(tables.get(name, ()), added)


def _rows(tables: Tables, name: str) -> list[Row]:
    return [dict(row) for row in tables.get(name, ())]


def _last_run(before: Tables) -> str | None:
    return max((str(row["run_id"]) for row in before.get("runs", ())), key=version_order, default=None)
