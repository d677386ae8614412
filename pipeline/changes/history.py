"""Versions of events with two clocks, and spans of absence: append-only rows that open and close."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from datetime import datetime

from pipeline.release import version_order
from pipeline.schema import TABLES

Row = dict[str, object]
Rows = Sequence[Mapping[str, object]]

_SEEN = frozenset({"event_id", "version", "last_seen_at", "last_verified_at"})
EVENT_COLUMNS = tuple(name for name in TABLES["events"].column_names if name not in _SEEN)
"""The columns of an event that a version keeps: all but those that a sighting alone moves."""

FIRST_COLUMNS = {
    "occurrence_id": "occurrence_id", "start": "start", "end": "end", "start_date": "start_date",
    "end_date": "end_date", "all_day": "all_day", "time_known": "time_known", "timezone": "timezone",
    "precision": "precision", "date_basis": "date_basis", "status": "occurrence_status",
    "previous_start": "previous_start", "venue_id": "occurrence_venue_id",
}  # fmt: skip
"""Column of the first occurrence -> its name in a version."""


def first_occurrences(occurrences: Rows) -> dict[str, Mapping[str, object]]:
    """The earliest dated occurrence of each event (undated ones last, then by id); expanded days of a rule come and go
    with the calendar and count for none."""
    ordered = sorted(
        (row for row in occurrences if not row["is_expanded"]),
        key=lambda row: (str(row["start_date"] or "9999"), str(row["start"] or ""), str(row["occurrence_id"])),
    )
    first: dict[str, Mapping[str, object]] = {}
    for row in ordered:
        first.setdefault(str(row["event_id"]), row)
    return first


def next_versions(
    versions: Rows,
    events: Rows,
    occurrences: Rows,
    at: datetime,
    cause: str = "source",
    same: Set[str] = frozenset(),
) -> list[Row]:
    """The event_versions table after a run at `at`.

    Valid time: since when the source said so. Known time: since when our output said so. A change of the source closes
    the valid time of the open row and opens the next at the same moment; what we said stays what we said. A change of
    our rules (cause `rule`) closes the known time of the open row, and the next takes over its valid time: the source
    said so all along. An event that left the table closes its row in the same way.
    """
    first = first_occurrences(occurrences)
    counts: dict[str, int] = {}
    for row in occurrences:
        counts[str(row["event_id"])] = counts.get(str(row["event_id"]), 0) + (not row["is_expanded"])
    rows = [dict(row) for row in versions]
    last_number: dict[str, int] = {}
    still: dict[str, Row] = {}
    for row in rows:
        event_id = str(row["event_id"])
        last_number[event_id] = max(last_number.get(event_id, 0), int(str(row["version"])))
        if row["valid_to"] is None and row["known_to"] is None:
            still[event_id] = row
    alive: set[str] = set()
    for event in events:
        event_id = str(event["event_id"])
        alive.add(event_id)
        if event_id in same:
            continue
        values = _values(event, first.get(event_id), counts.get(event_id, 0))
        last = still.get(event_id)
        if last is not None and all(last[name] == value for name, value in values.items()):
            continue
        rows.append(
            {"event_id": event_id, "version": last_number.get(event_id, 0) + 1, **values}
            | {"valid_from": _valid_from(event, last, at, cause), "valid_to": None, "known_from": at, "known_to": None}
        )
        if last is not None:
            _close(last, at, cause)
    for event_id, row in still.items():
        if event_id not in alive:
            _close(row, at, cause)
    return sorted(rows, key=lambda row: (str(row["event_id"]), int(str(row["version"]))))


def _values(event: Mapping[str, object], first: Mapping[str, object] | None, count: int) -> Row:
    values: Row = {name: event[name] for name in EVENT_COLUMNS}
    values |= {told: (first[name] if first else None) for name, told in FIRST_COLUMNS.items()}
    return values | {"n_occurrences": count}


def _valid_from(event: Mapping[str, object], last: Row | None, at: datetime, cause: str) -> object:
    if cause != "rule":
        return at
    return last["valid_from"] if last is not None else event["first_seen_at"]


def _close(row: Row, at: datetime, cause: str) -> None:
    row["known_to" if cause == "rule" else "valid_to"] = at


def as_of(versions: Rows, valid_at: datetime, known_at: datetime) -> list[Mapping[str, object]]:
    """The version of each event that held at `valid_at`, as far as our output knew at `known_at`; at most one each."""
    best: dict[str, Mapping[str, object]] = {}
    for row in versions:
        if not (_at(row["known_from"]) <= known_at and (row["known_to"] is None or _at(row["known_to"]) > known_at)):
            continue
        if _at(row["valid_from"]) > valid_at:
            continue
        held = best.get(str(row["event_id"]))
        if held is None or _order(held) < _order(row):
            best[str(row["event_id"])] = row
    return [best[one] for one in sorted(best) if not _is_over(best[one], valid_at, known_at)]


def _order(row: Mapping[str, object]) -> tuple[datetime, int]:
    return _at(row["valid_from"]), int(str(row["version"]))


def _is_over(row: Mapping[str, object], valid_at: datetime, known_at: datetime) -> bool:
    """An end that we learned of only later was not known then."""
    end = row["valid_to"]
    return end is not None and _at(end) <= valid_at and _at(end) <= known_at


def _at(value: object) -> datetime:
    assert isinstance(value, datetime)
    return value


def next_absences(
    absences: Rows, tonight: Mapping[str, tuple[str, str]], run_id: str, previous_run_id: str | None
) -> list[Row]:
    """The absences table after a run. `tonight` maps each event not seen to (reason, evidence).

    A span of one reason is one row; another reason closes it and opens the next; a sighting closes it (to_run = the
    last run without the event).
    """
    rows = [dict(row) for row in absences]
    still_open: set[str] = set()
    for row in rows:
        if row["to_run"] is not None:
            continue
        event_id = str(row["event_id"])
        if event_id not in tonight or tonight[event_id][0] != row["reason"]:
            row["to_run"] = previous_run_id
        else:
            still_open.add(event_id)
    for event_id in sorted(tonight.keys() - still_open):
        reason, evidence = tonight[event_id]
        rows.append({"event_id": event_id, "from_run": run_id, "to_run": None, "reason": reason, "evidence": evidence})
    return sorted(rows, key=lambda row: (str(row["event_id"]), version_order(str(row["from_run"]))))


def seen_runs(absences: Iterable[Mapping[str, object]], runs: Sequence[str]) -> dict[str, list[str]]:
    """For each event with absences, the runs (in order) that no span covers; a hidden event counts as seen."""
    found: dict[str, set[str]] = {}
    for row in absences:
        covered = found.setdefault(str(row["event_id"]), set())
        if row["reason"] == "hidden":
            continue
        first, last = version_order(str(row["from_run"])), version_order(str(row["to_run"] or runs[-1]))
        covered.update(one for one in runs if first <= version_order(one) <= last)
    return {event_id: [one for one in runs if one not in covered] for event_id, covered in found.items()}
