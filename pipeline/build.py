"""One night from what was read to finished tables: remember, link, compare, judge. Pure: no disk, no net, no clock."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from pipeline.changes.compare import Stamp, compare
from pipeline.changes.history import next_absences, next_versions
from pipeline.changes.removal import absent_tonight, removal_changes
from pipeline.checks import SourceNight, effective_status
from pipeline.link.announcement_rows import announcement_rows, link_rows, text_id, text_rows
from pipeline.link.clusters import JournalEntry
from pipeline.link.decisions import Decisions
from pipeline.link.grouping import Linked, link
from pipeline.link.remember import Met, Patience, remember
from pipeline.link.rows import Entities, build_entities
from pipeline.memory import Memory, Remembered
from pipeline.models import Announcement, Capture, Issue, Run, Severity, Source, State

Row = dict[str, object]
Tables = Mapping[str, Sequence[Mapping[str, object]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceReading:
    """What one source's captures of a run say: the announcements, each with the captures it was read from."""

    captures: tuple[Capture, ...]
    announcements: tuple[Announcement, ...]
    seen_in: tuple[tuple[str, ...], ...]
    night: SourceNight
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Night:
    """Everything a build needs. `before` are the tables of the last release, empty at first; `key` makes
    fingerprints."""

    run: Run
    readings: Mapping[str, SourceReading]
    sources: Mapping[str, Source]
    before: Tables
    memory: Memory
    decisions: Decisions
    withdrawn_after_nights: int
    key: bytes
    cause: str = "source"


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build leaves: tables, memory and journal lines; `state` is done or degraded, `alarms` say why."""

    tables: Mapping[str, Sequence[Mapping[str, object]]]
    memory: Memory
    journal: tuple[JournalEntry, ...]
    state: str
    alarms: tuple[str, ...]
    sources: tuple[Mapping[str, object], ...]


def build_night(night: Night) -> Built:
    """Build all tables as they stand after a night. The same night on the same `before` gives the same tables."""
    decisions = night.decisions.until(night.run.logical_date)
    nights = {source_id: reading.night for source_id, reading in night.readings.items()}
    patience = Patience(nights=night.withdrawn_after_nights, accepted=frozenset(decisions.accepted()))
    tonight = {source_id: reading.announcements for source_id, reading in night.readings.items()}
    met = remember(night.memory, tonight, nights, night.sources, night.run, patience)
    linked = link(met.known, night.memory, night.sources, decisions, night.run.run_id)
    fingerprints = {key: text_id(one.announcement.text, night.key) for key, one in linked.known.items()}
    entities = build_entities(
        linked.known, night.sources, night.before, decisions, night.run.logical_date, fingerprints
    )
    hidden = decisions.hidden()
    tables: dict[str, list[Row]] = {name: list(rows) for name, rows in entities.tables.items()}
    tables["announcements"] = announcement_rows(linked.known, fingerprints, hidden, entities.decided)
    tables["texts"] = text_rows(linked.known, fingerprints, linked.grouping, night.sources)
    tables["links"] = link_rows(linked.grouping, decisions.pairs())
    changes = _changes(night, tables, linked, decisions)
    tables["changes"] = [*_rows(night.before, "changes"), *changes]
    _finish_events(night, tables, changes, nights, linked)
    tables["absences"] = next_absences(
        _rows(night.before, "absences"),
        absent_tonight(linked.known, nights, met.held, hidden, night.run.logical_date),
        night.run.run_id,
        _last_run(night.before),
    )
    tables["sightings"] = [*_rows(night.before, "sightings"), *_sightings(night, met)]
    tables["captures"] = [*_rows(night.before, "captures"), *_captures(night)]
    issues = _issue_rows(night, _all_issues(night, met, linked, entities))
    tables["issues"] = [*_rows(night.before, "issues"), *issues]
    counts = _counts(night, met, linked, changes)
    alarms = _alarms(nights, met, issues)
    state = "degraded" if alarms else "done"
    tables["runs"] = [*_rows(night.before, "runs"), _run_row(night, state, counts, alarms)]
    memory = Memory(announcements=linked.known, minted=linked.minted, merged=linked.merged)
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


def _sightings(night: Night, met: Met) -> list[Row]:
    rows: dict[tuple[str, str], Row] = {}
    for source_id in sorted(night.readings):
        reading = night.readings[source_id]
        for announcement_id, announcement, captures in zip(
            met.ids.get(source_id, ()), reading.announcements, reading.seen_in, strict=True
        ):
            for capture_id in captures:
                rows[announcement_id, capture_id] = {
                    "announcement_id": announcement_id,
                    "capture_id": capture_id,
                    "position": announcement.position,
                    "run_id": night.run.run_id,
                }
    return [rows[pair] for pair in sorted(rows)]


def _captures(night: Night) -> list[Row]:
    return [
        {
            "capture_id": capture.capture_id,
            "source_id": capture.source_id,
            "run_id": capture.run_id,
            "url": capture.url,
            "final_url": capture.final_url,
            "status": capture.status,
            "effective_status": effective_status(capture),
            "failure": capture.failure,
            "captured_at": capture.captured_at,
            "etag": capture.etag,
            "last_modified": capture.last_modified,
            "sha256": capture.sha256,
            "bytes": len(capture.body),
            "revisit_of": capture.revisit_of,
            "warc_file": capture.warc_file,
            "robots_rule": capture.robots_rule,
        }
        for source_id in sorted(night.readings)
        for capture in night.readings[source_id].captures
    ]


def _all_issues(night: Night, met: Met, linked: Linked, entities: Entities) -> list[Issue]:
    read = [issue for source_id in sorted(night.readings) for issue in night.readings[source_id].issues]
    doubts = [
        Issue(
            source_id=one.announcement.source_id,
            severity=Severity.WARNING,
            issue_class=doubt.code,
            where=one.announcement.url or key,
            expected="a date that agrees with itself",
            found=doubt.text,
        )
        for key, one in sorted(linked.known.items())
        for doubt in one.announcement.doubts
        if one.seen_tonight and _is_fresh(night.memory.announcements.get(key), one)
    ]
    return [*night.decisions.issues, *read, *met.issues, *linked.issues, *entities.issues, *doubts]


def _is_fresh(before: Remembered | None, now: Remembered) -> bool:
    return before is None or before.announcement.doubts != now.announcement.doubts


def _issue_rows(night: Night, issues: Iterable[Issue]) -> list[Row]:
    rows: dict[str, Row] = {}
    for issue in issues:
        seed = "\x1f".join(
            (night.run.run_id, issue.source_id, issue.issue_class, issue.where, issue.expected, issue.found)
        )
        issue_id = "iss_" + hashlib.blake2b(seed.encode(), digest_size=8).hexdigest()
        rows[issue_id] = {
            "issue_id": issue_id,
            "run_id": night.run.run_id,
            "source_id": issue.source_id,
            "severity": issue.severity.value,
            "class": issue.issue_class,
            "where": issue.where,
            "expected": issue.expected,
            "found": issue.found,
        }
    return [rows[one] for one in sorted(rows)]


def _counts(night: Night, met: Met, linked: Linked, changes: Sequence[Row]) -> tuple[Mapping[str, object], ...]:
    """Per source: fetched = captures asked, announcements read (accepted + rejected + review), new, changed, held."""
    changed = {str(row["record_id"]) for row in changes if row["kind"] == "modified"}
    event_of = {str(row["occurrence_id"]): str(row["event_id"]) for row in night.before.get("occurrences", ())}
    changed_events = {event_of.get(record, record) for record in changed}
    found = []
    for source_id in sorted(night.sources):
        reading = night.readings.get(source_id)
        seen = [linked.known[key] for key in met.ids.get(source_id, ())]
        missing = [
            one for one in linked.known.values()
            if one.announcement.source_id == source_id and not one.seen_tonight and not one.removed
        ]  # fmt: skip
        states = {state.value: sum(one.announcement.state is state for one in seen) for state in State}
        found.append(
            {
                "source_id": source_id,
                "state": "good"
                if reading and reading.night.good
                else (reading.night.reason if reading else "not_observed"),
                "evidence": reading.night.evidence if reading else "",
                "fetched": len(reading.captures) if reading else 0,
                "announcements": len(seen),
                **states,
                "new": sum(key in met.new for key in met.ids.get(source_id, ())),
                "changed": len({one.event_id for one in seen if one.event_id in changed_events}),
                "missing": len(missing),
                "held": states["review"] + (1 if source_id in met.held else 0),
            }
        )
    return tuple(found)


def _alarms(nights: Mapping[str, SourceNight], met: Met, issues: Iterable[Mapping[str, object]]) -> tuple[str, ...]:
    alarms = [f"{one.source_id}: {one.reason} ({one.evidence})" for one in nights.values() if not one.good]
    alarms += [met.held[source_id] for source_id in sorted(met.held)]
    alarms += [
        f"{issue['where']}: found {issue['found']}, expected {issue['expected']}"
        for issue in issues
        if issue["severity"] == Severity.ERROR.value or str(issue["class"]).startswith(("decision_", "rulings_"))
    ]
    return tuple(alarms)


def _run_row(night: Night, state: str, counts: Sequence[Mapping[str, object]], alarms: Sequence[str]) -> Row:
    ends = [capture.captured_at for reading in night.readings.values() for capture in reading.captures]
    return {
        "run_id": night.run.run_id,
        "logical_date": night.run.logical_date,
        "started_at": night.run.started_at,
        "finished_at": max([night.run.started_at, *ends]),
        "state": state,
        "sources": [json.dumps(one, ensure_ascii=False) for one in counts],
        "alarms": list(alarms),
    }
