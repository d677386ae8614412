"""Tonight's exchanges, sightings, issues and counts as rows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence

from pipeline.build.alarms import Episodes
from pipeline.build.last_good import layout_issue
from pipeline.build.values import Night, Row
from pipeline.changes.missing import Missing
from pipeline.checks import Absence, Effective, PageView
from pipeline.link.grouping import Linked
from pipeline.link.remember import Met
from pipeline.link.rows import Entities
from pipeline.memory import Remembered
from pipeline.models import Issue, Severity, State


def sighting_rows(night: Night, met: Met) -> list[Row]:
    """Which captures of tonight showed which announcements."""
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


def capture_rows(night: Night) -> list[Row]:
    """Every exchange and attempt of tonight."""
    return [
        {
            "capture_id": capture.capture_id,
            "source_id": capture.source_id,
            "run_id": capture.run_id,
            "url": capture.url,
            "final_url": capture.final_url,
            "status": capture.status,
            "effective_status": _effective(view),
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
        for view in night.readings[source_id].views
        for capture in (view.capture,)
    ]


def _effective(view: PageView) -> str:
    """304 stands in the table as what came over the wire, as long as the page it points at is a good one."""
    if view.capture.status == 304 and view.verdict.status is Effective.OK:
        return Effective.NOT_MODIFIED.value
    return view.verdict.status.value


def all_issues(night: Night, met: Met, linked: Linked, entities: Entities) -> list[Issue]:
    """What could not be read tonight, from the pages to people's rulings."""
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
    lost = [
        layout_issue(night.before, source_id, reading.night.evidence)
        for source_id, reading in sorted(night.readings.items())
        if reading.night.reason is Absence.LAYOUT_SUSPECT
    ]
    return [*night.decisions.issues, *read, *lost, *met.issues, *linked.issues, *entities.issues, *doubts]


def _is_fresh(before: Remembered | None, now: Remembered) -> bool:
    return before is None or before.announcement.doubts != now.announcement.doubts


def issue_rows(night: Night, issues: Iterable[Issue]) -> list[Row]:
    """Issues as rows, each once a run."""
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


def source_counts(
    night: Night, met: Met, linked: Linked, missing: Missing, changes: Sequence[Row], alarms: Episodes, over: Episodes
) -> tuple[Mapping[str, object], ...]:
    """Per source what the night found and what it decided; the next nights learn from these rows.

    fetched: responses; announcements = accepted + rejected + review; new, changed, missing, held; lists: entries per
    list; upcoming: events that could have vanished, vanished: how many did for the first time; withheld: what the gate
    holds, with the digest that `accept` names; alarms and ended: episodes of trouble. `rhythm` is added beside them.
    """
    changed = {str(row["record_id"]) for row in changes if row["kind"] == "modified"}
    event_of = {str(row["occurrence_id"]): str(row["event_id"]) for row in night.before.get("occurrences", ())}
    changed_events = {event_of.get(record, record) for record in changed}
    return tuple(
        _counts(source_id, night, met, linked, missing, changed_events)
        | {"alarms": alarms.get(source_id, {}), "ended": over.get(source_id, {})}
        for source_id in sorted(night.sources)
    )


def _counts(
    source_id: str, night: Night, met: Met, linked: Linked, missing: Missing, changed_events: set[str]
) -> dict[str, object]:
    reading = night.readings.get(source_id)
    seen = [linked.known[key] for key in met.ids.get(source_id, ())]
    absent = [
        one for one in linked.known.values()
        if one.announcement.source_id == source_id and not one.seen_tonight and not one.removed
    ]  # fmt: skip
    states = {state.value: sum(one.announcement.state is state for one in seen) for state in State}
    held = missing.held.get(source_id)
    return {
        "source_id": source_id,
        "state": "good" if reading and reading.night.good else (reading.night.reason if reading else "not_observed"),
        "evidence": reading.night.evidence if reading else "",
        "fetched": sum(one.status is not None for one in reading.captures) if reading else 0,
        "lists": dict(reading.night.entries) if reading else {},
        "announcements": len(seen),
        **states,
        "new": sum(key in met.new for key in met.ids.get(source_id, ())),
        "changed": len({one.event_id for one in seen if one.event_id in changed_events}),
        "missing": len(absent),
        "held": states["review"] + (1 if held else 0),
        "upcoming": missing.upcoming.get(source_id, 0),
        "vanished": missing.vanished.get(source_id, 0),
        "withheld": {"digest": held.digest, "removals": list(held.removals), "fields": sorted(held.fields)}
        if held
        else None,
    }


def run_row(night: Night, state: str, counts: Sequence[Mapping[str, object]], alarms: Sequence[str]) -> Row:
    """The row of the runs table."""
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
