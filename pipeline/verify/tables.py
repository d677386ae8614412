"""Faults inside a release's tables: keys, joins, words, balance, dates, versions, absences."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import pairwise

from pipeline.checks import Absence
from pipeline.models import DateBasis, Kind, Precision, Publish, Role, State, Status
from pipeline.release import version_order
from pipeline.schema import TABLES, Table

Row = Mapping[str, object]
Tables = Mapping[str, Sequence[Row]]

_WORDS: Mapping[tuple[str, str], frozenset[str]] = {
    ("events", "kind"): frozenset({Kind.EVENT.value}),
    ("events", "status"): frozenset(Status),
    ("events", "publish"): frozenset(Publish),
    ("occurrences", "status"): frozenset(Status),
    ("occurrences", "precision"): frozenset(Precision),
    ("occurrences", "date_basis"): frozenset(DateBasis),
    ("series", "kind"): frozenset({"recurring", "umbrella"}),
    ("event_organisers", "role"): frozenset(Role),
    ("announcements", "kind"): frozenset(Kind),
    ("announcements", "state"): frozenset(State),
    ("links", "verdict"): frozenset({"same", "different", "review"}),
    ("changes", "kind"): frozenset({"added", "modified", "gone", "back", "merged", "split", "erased"}),
    ("changes", "cause"): frozenset({"source", "rule", "override", "merge", "erasure"}),
    ("absences", "reason"): frozenset(Absence),
    ("runs", "state"): frozenset({"done", "degraded", "failed", "missed"}),
}


def table_faults(tables: Tables) -> Iterator[str]:
    """Every fault in the tables of a release."""
    for name, table in TABLES.items():
        rows = tables.get(name, ())
        yield from _key_faults(table, rows)
        yield from _join_faults(table, rows, tables)
        yield from _word_faults(name, rows)
    for check in _CHECKS:
        yield from check(tables)


def _key_faults(table: Table, rows: Sequence[Row]) -> Iterator[str]:
    counts = Counter(tuple(row[name] for name in table.key) for row in rows)
    for key, count in counts.items():
        if count > 1:
            yield f"table {table.name}: key {_words(key)} stands {count} times, expected once"
    for column in table.columns:
        empty = sum(row[column.name] is None for row in rows)
        if empty and not column.nullable:
            yield f"table {table.name}, column {column.name}: {empty} empty values, expected none"


def _words(key: Sequence[object]) -> str:
    return ", ".join(str(part) for part in key)


def _join_faults(table: Table, rows: Sequence[Row], tables: Tables) -> Iterator[str]:
    for column, target in table.joins:
        known = {row[TABLES[target].key[0]] for row in tables.get(target, ())}
        lost = sorted({str(row[column]) for row in rows if row[column] is not None and row[column] not in known})
        if lost:
            yield f"table {table.name}, column {column}: {lost[0]} is not in {target} ({len(lost)} such values)"


def _word_faults(name: str, rows: Sequence[Row]) -> Iterator[str]:
    for (table, column), allowed in _WORDS.items():
        if table == name:
            odd = sorted({str(row[column]) for row in rows if row[column] is not None and row[column] not in allowed})
            if odd:
                yield f"table {name}, column {column}: found {odd[0]}, expected one of {', '.join(sorted(allowed))}"


def _balance_faults(tables: Tables) -> Iterator[str]:
    """found = accepted + rejected + in review, for every source of every run."""
    for run in tables["runs"]:
        for text in _list(run["sources"]):
            counts = json.loads(text)
            parts = counts["accepted"] + counts["rejected"] + counts["review"]
            if parts != counts["announcements"]:
                yield (
                    f"run {run['run_id']}, {counts['source_id']}: {counts['announcements']} announcements found, "
                    f"but accepted + rejected + review is {parts}"
                )


def _list(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else []


def _occurrence_faults(tables: Tables) -> Iterator[str]:
    with_occurrence = {row["event_id"] for row in tables["occurrences"]}
    for row in tables["events"]:
        if row["event_id"] not in with_occurrence:
            yield f"event {row['event_id']}: no occurrence, expected at least one"
    for row in tables["occurrences"]:
        start, end, day, last = row["start"], row["end"], row["start_date"], row["end_date"]
        where = f"occurrence {row['occurrence_id']}"
        if isinstance(start, datetime) and start.date() != day:
            yield f"{where}: start {start} is not on start_date {day}"
        if start is not None and end is not None and str(end) < str(start):
            yield f"{where}: end {end} is before start {start}"
        if day is not None and last is not None and str(last) < str(day):
            yield f"{where}: end_date {last} is before start_date {day}"
        if row["time_known"] != (start is not None):
            yield f"{where}: time_known is {row['time_known']}, but start is {start}"


def _provenance_faults(tables: Tables) -> Iterator[str]:
    known = {row["event_id"] for row in tables["events"]} | {row["occurrence_id"] for row in tables["occurrences"]}
    for row in tables["provenance"]:
        if row["record_id"] not in known:
            yield f"provenance of {row['record_id']}, {row['field']}: no such event or occurrence"
    traced = {(row["record_id"], row["field"]) for row in tables["provenance"]}
    for row in tables["events"]:
        if (row["event_id"], "title") not in traced:
            yield f"event {row['event_id']}: the title has no provenance"


def _version_faults(tables: Tables) -> Iterator[str]:
    spans: dict[object, list[Row]] = {}
    for row in tables["event_versions"]:
        spans.setdefault(row["event_id"], []).append(row)
    for row in tables["events"]:
        versions = sorted(spans.get(row["event_id"], []), key=lambda one: int(str(one["version"])))
        numbers = [one["version"] for one in versions]
        if numbers != list(range(1, len(versions) + 1)) or row["version"] != len(versions):
            yield f"event {row['event_id']}: version {row['version']}, but its history has the versions {numbers}"
        versions = [one for one in versions if one["known_to"] is None]  # the others were said, and are said no more
        still = sum(one["valid_to"] is None for one in versions)
        if still != 1:
            yield f"event {row['event_id']}: {still} open versions, expected one"
        for left, right in pairwise(
            sorted(versions, key=lambda one: (str(one["valid_from"]), int(str(one["version"]))))
        ):
            if left["valid_to"] != right["valid_from"]:
                yield f"event {row['event_id']}: version {left['version']} does not end where the next begins"


def _absence_faults(tables: Tables) -> Iterator[str]:
    still = Counter(row["event_id"] for row in tables["absences"] if row["to_run"] is None)
    for event_id, count in still.items():
        if count > 1:
            yield f"event {event_id}: {count} open absences, expected one"


def _run_faults(tables: Tables) -> Iterator[str]:
    known = {str(row["run_id"]) for row in tables["runs"]}
    for name in ("changes", "captures", "issues", "sightings"):
        lost = sorted({str(row["run_id"]) for row in tables[name]} - known)
        if lost:
            yield f"table {name}: run {lost[0]} is not in runs"
    ordered = sorted(tables["runs"], key=lambda row: version_order(str(row["run_id"])))
    for left, right in pairwise(ordered):
        if str(left["started_at"]) > str(right["started_at"]):
            yield f"run {right['run_id']}: started before {left['run_id']}"


_CHECKS: tuple[Callable[[Tables], Iterator[str]], ...] = (
    _balance_faults,
    _occurrence_faults,
    _provenance_faults,
    _version_faults,
    _absence_faults,
    _run_faults,
)
