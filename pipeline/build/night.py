"""One night from what was read to finished tables: remember, link, compare, judge. Pure: no disk, no net, no clock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from pipeline.build.alarms import ended, episodes, sentences
from pipeline.build.judging import judge
from pipeline.build.rows import (
    all_issues,
    capture_rows,
    issue_rows,
    run_row,
    sighting_rows,
    source_counts,
)
from pipeline.build.values import Built, Night, Row, Tables
from pipeline.changes.compare import Stamp, compare
from pipeline.changes.history import next_absences, next_versions
from pipeline.changes.removal import absent_tonight, removal_changes
from pipeline.checks import SourceNight
from pipeline.link.announcement_rows import announcement_rows, link_rows, text_id, text_rows
from pipeline.link.decisions import Decisions
from pipeline.link.grouping import Linked, link
from pipeline.link.remember import remember
from pipeline.link.rows import build_entities
from pipeline.memory import Memory


def build_night(night: Night) -> Built:
    """Build all tables as they stand after a night. The same night on the same `before` gives the same tables."""
    decisions = night.decisions.until(night.run.logical_date)
    nights = {source_id: reading.night for source_id, reading in night.readings.items()}
    tonight = {source_id: reading.announcements for source_id, reading in night.readings.items()}
    met = remember(night.memory, tonight, night.run, decisions.pairs())
    judged = judge(night, met, decisions)
    missing = judged.missing
    linked = link(missing.known, night.memory, night.sources, decisions, night.run.run_id)
    fingerprints = {key: text_id(one.announcement.text, night.key) for key, one in linked.known.items()}
    entities = build_entities(
        linked.known, night.sources, night.before, decisions, night.run.logical_date, fingerprints
    )
    hidden = decisions.hidden()
    tables: dict[str, list[Row]] = {name: list(rows) for name, rows in entities.tables.items()}
    tables["announcements"] = announcement_rows(linked.known, fingerprints, hidden, entities.decided)
    tables["texts"] = text_rows(linked.known, fingerprints, linked.grouping, night.sources)
    tables["links"] = link_rows(linked.grouping, linked.known, decisions.pairs())
    changes = _changes(night, tables, linked, decisions)
    tables["changes"] = [*_rows(night.before, "changes"), *changes]
    _finish_events(night, tables, changes, nights, linked)
    tables["absences"] = next_absences(
        _rows(night.before, "absences"),
        absent_tonight(linked.known, missing.why, hidden),
        night.run.run_id,
        _last_run(night.before),
    )
    tables["sightings"] = [*_rows(night.before, "sightings"), *sighting_rows(night, met)]
    tables["captures"] = [*_rows(night.before, "captures"), *capture_rows(night)]
    issues = issue_rows(night, [*all_issues(night, met, linked, entities), *judged.issues])
    tables["issues"] = [*_rows(night.before, "issues"), *issues]
    troubles = episodes(nights, missing.held, judged.history, night.run.run_id)
    over = ended(troubles, judged.history)
    counts = source_counts(night, met, linked, missing, changes, troubles, over)
    alarms = sentences(troubles, missing.held, issues, night.run.run_id)
    state = "degraded" if alarms else "done"
    tables["runs"] = [*_rows(night.before, "runs"), run_row(night, state, counts, alarms)]
    memory = Memory(announcements=linked.known, minted=linked.minted, merged=linked.merged, accepted=judged.accepted)
    journal = (*met.journal, *linked.journal)
    return Built(tables=tables, memory=memory, journal=journal, state=state, alarms=alarms, sources=counts)


def _rows(tables: Tables, name: str) -> list[Row]:
    return [dict(row) for row in tables.get(name, ())]


def _last_run(before: Tables) -> str | None:
    runs = before.get("runs", ())
    return str(runs[-1]["run_id"]) if runs else None


def _changes(night: Night, tables: Mapping[str, list[Row]], linked: Linked, decisions: Decisions) -> list[Row]:
    causes = dict.fromkeys(decisions.fields(), "override")
    for event_id, name in list(causes):
        if name in ("start", "end"):
            causes |= {
                (str(row["occurrence_id"]), column): "override"
                for row in tables["occurrences"]
                if row["event_id"] == event_id
                for column in ("start", "end", "start_date", "end_date")
            }
    stamp = Stamp(run_id=night.run.run_id, at=night.run.started_at, default_cause=night.cause, causes=causes)
    rows = compare(night.before, tables, stamp)
    split = {entry.id for entry in linked.journal if entry.op == "split"}
    event_of = {str(row["occurrence_id"]): str(row["event_id"]) for row in night.before.get("occurrences", ())}
    for row in rows:
        event_id = event_of.get(str(row["record_id"]), str(row["record_id"]))
        if row["kind"] == "gone" and event_id in linked.newly_merged:
            row |= {"kind": "merged", "cause": "merge", "after": linked.newly_merged[event_id]}
            row["sentence_de"] = f"Zusammengeführt mit {linked.newly_merged[event_id]}"
        elif row["kind"] == "added" and row["record_id"] in split:
            row |= {"kind": "split", "cause": "merge", "sentence_de": f"Wieder ein eigener Eintrag: {row['after']}"}
        elif event_id in linked.newly_merged.values() and row["cause"] == night.cause:
            row["cause"] = "merge"
    return [*rows, *removal_changes(night.memory.announcements, linked.known, stamp)]


def _finish_events(
    night: Night,
    tables: dict[str, list[Row]],
    changes: Iterable[Row],
    nights: Mapping[str, SourceNight],
    linked: Linked,
) -> None:
    """Versions, and the moments that depend on the night before: last verified, last changed."""
    at = night.run.started_at
    versions = next_versions(_rows(night.before, "event_versions"), tables["events"], tables["occurrences"], at)
    tables["event_versions"] = versions
    last_version = {str(row["event_id"]): row["version"] for row in versions}
    event_of = {str(row["occurrence_id"]): str(row["event_id"]) for row in tables["occurrences"]}
    changed = {event_of.get(str(row["record_id"]), str(row["record_id"])) for row in changes}
    verified: dict[str, datetime] = {}
    for one in linked.known.values():
        source_night = nights.get(one.announcement.source_id)
        if one.event_id and source_night and source_night.good and one.seen_tonight:
            verified[one.event_id] = at
    old = {str(row["event_id"]): row for row in night.before.get("events", ())}
    for row in tables["events"]:
        event_id = str(row["event_id"])
        before = old.get(event_id)
        row["version"] = last_version[event_id]
        row["last_changed_at"] = at if before is None or event_id in changed else before["last_changed_at"]
        row["last_verified_at"] = verified.get(event_id) or (
            before["last_verified_at"] if before else row["last_seen_at"]
        )
