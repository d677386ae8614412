"""Where a published value came from: response, node, words and rule, with the words read again from the archive."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from pipeline.errors import StoreError, UsageError
from pipeline.formats.provenance import text_at
from pipeline.models import Capture

Row = Mapping[str, object]
Tables = Mapping[str, Sequence[Row]]
Load = Callable[[str, str], Capture]
_IDS = (("events", "event_id"), ("occurrences", "occurrence_id"))
_OF_THE_VENUE = ("street", "postal_code", "city", "state", "country", "wheelchair")


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """One claim behind a value. `proof` is confirmed (the archived response still says these words there), altered,
    derived (no single place says it) or unreadable; `again` is what stands there now."""

    record_id: str
    value: object
    announcement_id: str
    source_id: str
    url: str
    capture_id: str
    run_id: str
    warc_file: str
    node_path: str
    char_start: int
    char_end: int
    printed: str
    rule: str
    proof: str
    again: str


def explain(tables: Tables, record_id: str, field: str, load: Load) -> tuple[Origin, ...]:
    """The origins of a field of an event or occurrence; an event's dates are those of its occurrences.

    `load(source_id, capture_id)` reads the archive. UsageError for an unknown record, or a field that has no origin.
    """
    records = _records(tables, record_id)
    traced = [row for row in tables["provenance"] if row["record_id"] in records]
    rows = [row for row in traced if row["field"] == field]
    if not rows:
        known = ", ".join(sorted({str(row["field"]) for row in traced})) or "none"
        raise UsageError(f"{record_id}: '{field}' has no origin in the tables; fields that have: {known}", where=field)
    captures = {str(row["capture_id"]): row for row in tables["captures"]}
    return tuple(_origin(tables, row, records, captures, load) for row in rows)


def _records(tables: Tables, record_id: str) -> dict[str, Row]:
    """The record of that id, and an event's occurrences, by id; UsageError if there is none."""
    rows = [(key, row) for name, key in _IDS for row in tables[name]]
    found = {str(row[key]): row for key, row in rows if record_id in (row[key], row["event_id"])}
    if record_id not in found:
        raise UsageError(f"{record_id}: no event or occurrence of that id in this release", where=record_id)
    return found


def _origin(tables: Tables, row: Row, records: Mapping[str, Row], captures: Mapping[str, Row], load: Load) -> Origin:
    capture = captures[str(row["capture_id"])]
    source_id, capture_id = str(capture["source_id"]), str(capture["capture_id"])
    printed = str(row["printed"] or "")
    start, end = cast(int, row["char_start"]), cast(int, row["char_end"])
    proof, again = _read_again(load, source_id, capture_id, str(row["node_path"] or ""), start, end, printed)
    return Origin(
        record_id=str(row["record_id"]),
        value=_value(tables, records[str(row["record_id"])], str(row["field"])),
        announcement_id=str(row["announcement_id"]),
        source_id=source_id,
        url=str(capture["final_url"] or capture["url"]),
        capture_id=capture_id,
        run_id=str(capture["run_id"]),
        warc_file=str(capture["warc_file"]),
        node_path=str(row["node_path"] or ""),
        char_start=start,
        char_end=end,
        printed=printed,
        rule=f"{row['rule']}, version {row['rule_version']}",
        proof=proof,
        again=again,
    )


def _read_again(
    load: Load, source_id: str, capture_id: str, node_path: str, start: int, end: int, printed: str
) -> tuple[str, str]:
    if not node_path:
        return "derived", ""
    try:
        again = text_at(load(source_id, capture_id), node_path, start, end)
    except StoreError as error:
        return "unreadable", str(error)
    return ("confirmed" if again == printed else "altered"), again


def _value(tables: Tables, record: Row, field: str) -> object:
    """The published value: of the record, of its venue, or of its organisers."""
    if field == "venue" or field in _OF_THE_VENUE:
        venue = next((row for row in tables["venues"] if row["venue_id"] == record.get("venue_id")), {})
        return venue.get("name" if field == "venue" else field)
    if field == "organisers":
        mine = [row for row in tables["event_organisers"] if row["event_id"] == record["event_id"]]
        return [row["name_as_printed"] for row in mine]
    value = record.get(field)
    return record.get(f"{field}_date") if value is None and field in ("start", "end") else value
