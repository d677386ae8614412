"""What changed tonight and why, and the versions that follow from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from pipeline.build.values import Night, Row
from pipeline.build.world import World
from pipeline.changes.compare import Stamp, compare
from pipeline.changes.history import next_versions
from pipeline.changes.relaunch import told_once
from pipeline.changes.removal import removal_changes
from pipeline.changes.rolled_out import block_changes
from pipeline.checks import SourceNight
from pipeline.link.decisions import Decisions

_TIME = ("start", "end", "start_date", "end_date", "all_day")


def change_rows(night: Night, world: World, decisions: Decisions) -> list[Row]:
    """Tonight's rows of the changes table: fields, records that came or went, merges, blocks all over a source."""
    causes = _ruled(night, decisions, world.tables["occurrences"])
    stamp = Stamp(run_id=night.run.run_id, at=night.run.started_at, default_cause=night.cause, causes=causes)
    rows = compare(night.before, world.tables, stamp)
    linked = world.linked
    torn = {entry.id for entry in linked.journal if entry.op == "split"}
    torn_from = {entry.other_id for entry in linked.journal if entry.op == "split"}
    regrouped = torn_from | set(linked.newly_merged.values())
    event_of = {
        str(row["occurrence_id"]): str(row["event_id"])
        for row in (*night.before.get("occurrences", ()), *world.tables["occurrences"])
    }
    for row in rows:
        event_id = event_of.get(str(row["record_id"]), str(row["record_id"]))
        if row["kind"] == "gone" and event_id in linked.newly_merged:
            row |= {"kind": "merged", "cause": "merge", "after": linked.newly_merged[event_id]}
            row["sentence_de"] = f"Zusammengeführt mit {linked.newly_merged[event_id]}"
        elif row["kind"] == "added" and row["record_id"] in torn:
            row |= {"kind": "split", "cause": "merge", "sentence_de": f"Wieder ein eigener Eintrag: {row['after']}"}
        elif event_id in regrouped and row["cause"] == night.cause:
            row["cause"] = "merge"
    rows = told_once(rows, night.memory.announcements, linked.known, stamp)
    gone = removal_changes(night.memory.announcements, linked.known, stamp)
    return [*rows, *gone, *block_changes(night.memory.blocks, {k: r.blocks for k, r in night.readings.items()}, stamp)]


def _ruled(night: Night, decisions: Decisions, occurrences: Sequence[Row]) -> dict[tuple[str, str], str]:
    """(record, column) whose value a person set, or handed back since the last run."""
    days = [day for row in night.before.get("runs", ()) if isinstance(day := row["logical_date"], date)]
    last = max(days, default=date.min)
    ruled = set(decisions.fields()) | {
        (row.values["event_id"], row.values["field"])
        for row in decisions.rows
        if row.file == "fields.csv" and row.day > last
    }
    timed = {event_id for event_id, name in ruled if name in ("start", "end")}
    causes = dict.fromkeys(ruled, "override")
    for row in occurrences:
        if row["event_id"] in timed:
            causes |= {(str(row["occurrence_id"]), column): "override" for column in _TIME}
    return causes


def finish_events(
    night: Night, world: World, changes: Iterable[Row], nights: Mapping[str, SourceNight], before_versions: list[Row]
) -> None:
    """Give the events their version and the moments that depend on the night before, and add tonight's versions."""
    at = night.run.started_at
    tables = world.tables
    event_of = {str(row["occurrence_id"]): str(row["event_id"]) for row in tables["occurrences"]}
    changed = {event_of.get(str(row["record_id"]), str(row["record_id"])) for row in changes}
    verified: dict[str, datetime] = {}
    for one in world.linked.known.values():
        source_night = nights.get(one.announcement.source_id)
        if one.event_id and source_night and source_night.good and one.seen_tonight:
            verified[one.event_id] = at
    old = {str(row["event_id"]): row for row in night.before.get("events", ())}
    same = frozenset(event_id for row in tables["events"] if old.get(event_id := str(row["event_id"])) is row)
    for row in tables["events"]:
        event_id = str(row["event_id"])
        if event_id in same:
            continue
        before = old.get(event_id)
        row["last_changed_at"] = at if before is None or event_id in changed else before["last_changed_at"]
        row["last_verified_at"] = verified.get(event_id) or (
            before["last_verified_at"] if before else row["last_seen_at"]
        )
    versions = next_versions(before_versions, tables["events"], tables["occurrences"], at, night.cause, same)
    tables["event_versions"] = versions
    last_version = {str(row["event_id"]): row["version"] for row in versions}
    for row in tables["events"]:
        if str(row["event_id"]) not in same:
            row["version"] = last_version[str(row["event_id"])]
