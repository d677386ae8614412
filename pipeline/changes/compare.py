"""Two states of the tables -> changes, field by field; keys first, then values."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from pipeline.changes.classify import meaning_of, sentence

Row = Mapping[str, object]

EVENT_FIELDS = (
    "title", "description", "status", "sold_out", "attendance_mode", "venue_id", "online_url", "url",
    "registration_deadline", "registration_url", "price_text", "is_free", "languages", "audience", "topics",
    "series_id",
)  # fmt: skip
OCCURRENCE_FIELDS = ("start", "end", "start_date", "end_date", "all_day", "status", "venue_id")
SERIES_FIELDS = ("title", "rrule", "exdates")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """When and why: `at` is the start of the run; `causes` maps (record_id, field) to a cause other than
    `default_cause`."""

    run_id: str
    at: datetime
    default_cause: str = "source"
    causes: Mapping[tuple[str, str], str]


def compare(
    before: Mapping[str, Sequence[Row]], after: Mapping[str, Sequence[Row]], stamp: Stamp
) -> list[dict[str, object]]:
    """Rows of the changes table between two states of `events`, `occurrences` and `series`.

    A record new in `after` gives one row `added`, one that left `gone`; a series comes and goes with its events, whose
    `series_id` says so. Expanded occurrences of a rule come and go with the calendar and are no change. Volatile
    columns (last_seen_at, version, confidence, …) are not compared.
    """
    names = _names(before, after)
    rows = [
        *_compare_table("events", "event_id", EVENT_FIELDS, before, after, stamp, names),
        *_compare_table("occurrences", "occurrence_id", OCCURRENCE_FIELDS, before, after, stamp, names),
        *(
            row
            for row in _compare_table("series", "series_id", SERIES_FIELDS, before, after, stamp, names)
            if row["kind"] == "modified"
        ),
    ]
    return sorted(rows, key=lambda row: (str(row["table"]), str(row["record_id"]), str(row["field"] or "")))


def as_text(value: object) -> str | None:
    """A value as the changes table prints it: ISO moments and days, lists joined, None stays None."""
    if value is None:
        return None
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return ", ".join(str(one) for one in value)
    return str(value)


def _names(before: Mapping[str, Sequence[Row]], after: Mapping[str, Sequence[Row]]) -> dict[str, str]:
    """Ids of venues and series and the rules of series as words, so that a sentence names the house and not its id."""
    names: dict[str, str] = {}
    for state in (before, after):
        for venue in state.get("venues", ()):
            words = ", ".join(str(venue[part]) for part in ("name", "street", "city") if venue[part])
            names[str(venue["venue_id"])] = words
        for one in state.get("series", ()):
            names[str(one["series_id"])] = f"„{one['title']}“"
            if one["rrule"] and one["rrule_text"]:
                names[str(one["rrule"])] = str(one["rrule_text"])
    return names


def _compare_table(
    table: str,
    key: str,
    fields: Sequence[str],
    before: Mapping[str, Sequence[Row]],
    after: Mapping[str, Sequence[Row]],
    stamp: Stamp,
    names: Mapping[str, str],
) -> Iterable[dict[str, object]]:
    old = {str(row[key]): row for row in before.get(table, ()) if not row.get("is_expanded")}
    new = {str(row[key]): row for row in after.get(table, ()) if not row.get("is_expanded")}
    for record_id in sorted(old.keys() | new.keys()):
        if record_id not in old:
            yield _change(table, record_id, None, "added", None, new[record_id].get("title"), stamp, names)
        elif record_id not in new:
            yield _change(table, record_id, None, "gone", old[record_id].get("title"), None, stamp, names)
        elif old[record_id] is not new[record_id]:
            for field in fields:
                left, right = old[record_id].get(field), new[record_id].get(field)
                if left != right:
                    yield _change(table, record_id, field, "modified", left, right, stamp, names)


def _change(
    table: str,
    record_id: str,
    field: str | None,
    kind: str,
    before: object,
    after: object,
    stamp: Stamp,
    names: Mapping[str, str],
) -> dict[str, object]:
    own = (stamp.default_cause,) if stamp.default_cause != "source" else ()  # one run may do both: re-read, then read
    seed = "\x1f".join((stamp.run_id, table, record_id, field or "", kind, *own))
    return {
        "change_id": "chg_" + hashlib.blake2b(seed.encode(), digest_size=8).hexdigest(),
        "record_id": record_id,
        "table": table,
        "field": field,
        "kind": kind,
        "meaning": meaning_of(field, before, after) if kind == "modified" else None,
        "before": as_text(before),
        "after": as_text(after),
        "cause": stamp.causes.get((record_id, field or ""), stamp.default_cause),
        "sentence_de": sentence(table, field, kind, before, after, names),
        "valid_from": stamp.at,
        "known_from": stamp.at,
        "run_id": stamp.run_id,
    }
