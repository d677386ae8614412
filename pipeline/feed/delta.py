"""delta/<version>.ndjson: what became of each record of calendar.ndjson since the release before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pipeline.feed.items import Tables, View
from pipeline.feed.leaving import Leaving
from pipeline.feed.news import sentences_of
from pipeline.feed.records import Record
from pipeline.release import version_order

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the change log says since the release before: changes by record, events that split off."""

    changes: Mapping[str, Sequence[Row]]
    split: frozenset[str]
    leaving: Leaving

    @classmethod
    def since(cls, version: str | None, tables: Tables, view: View) -> Told:
        """The log after the run `version`; all of it for None."""
        fresh = [
            row
            for row in tables.get("changes", ())
            if version is None or version_order(str(row["run_id"])) > version_order(version)
        ]
        changes: dict[str, list[Row]] = defaultdict(list)
        for row in fresh:
            changes[str(row["record_id"])].append(row)
        return cls(
            changes=changes,
            split=frozenset(str(row["record_id"]) for row in fresh if row["kind"] == "split"),
            leaving=Leaving.of(tables, view),
        )


def delta_rows(
    before: Mapping[str, Record], after: Mapping[str, Record], told: Told, logical_date: date
) -> Iterable[Row]:
    """One row for each record that differs, by occurrence_id; `before` and `after` are whole records or null.

    op is add, modify, remove, merge (it went into the event `into`), split (it came out of one) or erase, which carries
    nothing but the id.
    """
    for one in sorted(before.keys() | after.keys()):
        old, new = before.get(one), after.get(one)
        if old != new:
            yield _row(one, old, new, told, logical_date)


def opening_rows(after: Mapping[str, Record], told: Told) -> Iterable[Row]:
    """The rows of a chain that begins anew: reset, the erased ids, and everything that stands."""
    yield {"op": "reset", "id": None, "before": None, "after": None}
    for one in sorted(told.leaving.erased):
        yield {"op": "erase", "id": one, "before": None, "after": None}
    for one in sorted(after):
        yield {"op": "add", "id": one, "event_id": after[one]["event_id"], "before": None, "after": after[one]}


def _row(one: str, old: Record | None, new: Record | None, told: Told, logical_date: date) -> Row:
    known = new or old or {}
    event_id = str(known["event_id"])
    said = sentences_of([*told.changes.get(event_id, ()), *told.changes.get(one, ())])
    row: dict[str, Any] = {"id": one, "event_id": event_id, "before": old, "after": new}
    if said and not told.leaving.erased & {one, event_id}:
        row["sentences"] = said
    if new is None:
        return {**row, **_left(one, known, told, logical_date)}
    if old is None:
        return {**row, "op": "split" if event_id in told.split else "add"}
    row["changed"] = sorted(name for name in new if new[name] != old.get(name))
    if old["event_id"] == event_id:
        return {**row, "op": "modify"}
    op = "split" if event_id in told.split else "merge"
    return {**row, "op": op, "from": old["event_id"], "into": event_id}


def _left(one: str, old: Record, told: Told, logical_date: date) -> Row:
    event_id = str(old["event_id"])
    if told.leaving.erased & {one, event_id}:
        return {"op": "erase", "event_id": None, "before": None}
    last = date.fromisoformat((old["end_date"] or old["end"] or old["start_date"])[:10])
    reason, into = told.leaving.why(one, event_id, last, logical_date)
    if reason == "merged_into":
        return {"op": "merge", "from": event_id, "into": into}
    return {"op": "remove", "reason": reason}
