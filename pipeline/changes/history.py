"""Versions of events and spans of absence: append-only rows that open and close."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

Row = dict[str, object]

VERSION_FIELDS = ("title", "status", "url", "attendance_mode", "venue_id", "series_id")
FIRST_FIELDS = ("occurrence_id", "start", "end", "start_date", "end_date")


def first_occurrences(occurrences: Sequence[Mapping[str, object]]) -> dict[str, Mapping[str, object]]:
    """The earliest occurrence of each event (undated ones last, then by id)."""
    ordered = sorted(
        occurrences,
        key=lambda row: (str(row["start_date"] or "9999"), str(row["start"] or ""), str(row["occurrence_id"])),
    )
    first: dict[str, Mapping[str, object]] = {}
    for row in ordered:
        if not row["is_expanded"] or str(row["event_id"]) not in first:
            first.setdefault(str(row["event_id"]), row)
    return first


def next_versions(
    versions: Sequence[Row],
    events: Sequence[Mapping[str, object]],
    occurrences: Sequence[Mapping[str, object]],
    at: datetime,
) -> list[Row]:
    """The event_versions table after a run at `at`: an event whose version columns changed closes its row and opens
    the next.

    An event that left the events table closes its last row. Nothing else in older rows is touched.
    """
    first = first_occurrences(occurrences)
    counts: dict[str, int] = {}
    for row in occurrences:
        counts[str(row["event_id"])] = counts.get(str(row["event_id"]), 0) + (not row["is_expanded"])
    rows = [dict(row) for row in versions]
    open_rows = {str(row["event_id"]): row for row in rows if row["valid_to"] is None}
    alive: set[str] = set()
    for event in events:
        event_id = str(event["event_id"])
        alive.add(event_id)
        values: Row = {name: event[name] for name in VERSION_FIELDS}
        values |= {name: (first[event_id][name] if event_id in first else None) for name in FIRST_FIELDS}
        if event_id in first and first[event_id]["is_expanded"]:
            values["occurrence_id"] = None
            values |= dict.fromkeys(FIRST_FIELDS)
        values["n_occurrences"] = counts.get(event_id, 0)
        last = open_rows.get(event_id)
        if last is not None and all(last[name] == value for name, value in values.items()):
            continue
        if last is not None:
            last["valid_to"] = last["known_to"] = at
        version = int(str(last["version"])) + 1 if last is not None else 1 + _last_version(rows, event_id)
        rows.append(
            {"event_id": event_id, "version": version, **values}
            | {"valid_from": at, "valid_to": None, "known_from": at, "known_to": None}
        )
    for event_id, row in open_rows.items():
        if event_id not in alive and row["valid_to"] is None:
            row["valid_to"] = row["known_to"] = at
    return sorted(rows, key=lambda row: (str(row["event_id"]), int(str(row["version"]))))


def _last_version(rows: Sequence[Row], event_id: str) -> int:
    return max((int(str(row["version"])) for row in rows if row["event_id"] == event_id), default=0)


def next_absences(
    absences: Sequence[Row], tonight: Mapping[str, tuple[str, str]], run_id: str, previous_run_id: str | None
) -> list[Row]:
    """The absences table after a run. `tonight` maps each event not seen to (reason, evidence).

    A span of one reason is one row; another reason closes it and opens the next; a sighting closes it (to_run = the
    last run without the event).
    """
    rows = [dict(row) for row in absences]
    for row in rows:
        if row["to_run"] is not None:
            continue
        event_id = str(row["event_id"])
        if event_id not in tonight or tonight[event_id][0] != row["reason"]:
            row["to_run"] = previous_run_id
    still_open = {str(row["event_id"]) for row in rows if row["to_run"] is None}
    for event_id in sorted(tonight):
        if event_id not in still_open:
            reason, evidence = tonight[event_id]
            rows.append(
                {"event_id": event_id, "from_run": run_id, "to_run": None, "reason": reason, "evidence": evidence}
            )
    return sorted(rows, key=lambda row: (str(row["event_id"]), _run_order(str(row["from_run"]))))


def _run_order(run_id: str) -> tuple[str, int]:
    day, _, number = run_id.rpartition(".")
    return day, int(number or 0)
