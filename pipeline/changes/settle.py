"""Tonight's rows, settled against last night's: what differs without meaning keeps its value, what flaps waits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from pipeline.changes.compare import EVENT_FIELDS, OCCURRENCE_FIELDS, as_text
from pipeline.changes.volatile import is_volatile

Row = dict[str, object]
Rows = Sequence[Mapping[str, object]]

FLAP_DAYS = 7
"""A value that was given up so many days ago or less, and is back, waits for a second run before it is believed."""
_TIME = ("start", "end", "start_date", "end_date", "all_day")
_WITH_TIME = (*_TIME, "time_known", "precision", "date_basis", "previous_start")
_NEVER_HELD = frozenset({"status"})  # a cancellation taken back must be told at once
_FOLLOWS = {"description": ("description", "summary")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """Events and occurrences as they are published; `waiting` maps `<table> <record> <field>` to the value, as text,
    that is back and must be seen once more."""

    events: list[Row]
    occurrences: list[Row]
    waiting: Mapping[str, str]


def settle(
    before: Mapping[str, Rows],
    events: Sequence[Row],
    occurrences: Sequence[Row],
    waiting: Mapping[str, str],
    at: datetime,
) -> Settled:
    """Compare the rows with those of the last release. A difference that says nothing keeps the old value, so that the
    table and its history stay the same; a value that goes A → B → A within a week stays B until a second run in a row
    says A: a flapping value is reported once."""
    given_up = _given_up(before.get("changes", ()), at)
    fresh: dict[str, str] = {}
    settled_events = _settle("events", "event_id", EVENT_FIELDS, before, events, (given_up, waiting, fresh))
    settled_occurrences = _settle(
        "occurrences", "occurrence_id", OCCURRENCE_FIELDS, before, occurrences, (given_up, waiting, fresh)
    )
    return Settled(events=settled_events, occurrences=settled_occurrences, waiting=fresh)


_Flaps = tuple[Mapping[str, str], Mapping[str, str], dict[str, str]]


def _settle(
    table: str, key: str, fields: Sequence[str], before: Mapping[str, Rows], rows: Iterable[Row], flaps: _Flaps
) -> list[Row]:
    old = {str(row[key]): row for row in before.get(table, ())}
    return [
        _settled(table, str(row[key]), row, old[str(row[key])], fields, flaps) if str(row[key]) in old else row
        for row in rows
    ]


def _settled(
    table: str, record_id: str, row: Row, old: Mapping[str, object], fields: Sequence[str], flaps: _Flaps
) -> Row:
    given_up, waiting, fresh = flaps
    kept: Row = {}
    if row is old:
        return row
    for field in fields:
        now, then = row.get(field), old.get(field)
        if now == then:
            continue
        if is_volatile(field, then, now):
            kept |= {name: old[name] for name in _FOLLOWS.get(field, (field,))}
            continue
        place = f"{table} {record_id} {field}"
        text = as_text(now) or ""
        if (
            field in _NEVER_HELD
            or given_up.get(place) != f"{text}\x1f{as_text(then) or ''}"
            or waiting.get(place) == text
        ):
            continue
        fresh[place] = text
        names = _WITH_TIME if field in _TIME and table == "occurrences" else _FOLLOWS.get(field, (field,))
        kept |= {name: old[name] for name in names}
    return {**row, **kept} if kept else row


def _given_up(changes: Rows, at: datetime) -> dict[str, str]:
    """Per place the last change of the last week as `before, after`."""
    found: dict[str, tuple[datetime, str]] = {}
    for row in changes:
        known = row["known_from"]
        if row["kind"] != "modified" or not isinstance(known, datetime) or known < at - timedelta(days=FLAP_DAYS):
            continue
        place = f"{row['table']} {row['record_id']} {row['field']}"
        if place not in found or found[place][0] <= known:
            found[place] = (known, f"{row['before'] or ''}\x1f{row['after'] or ''}")
    return {place: pair for place, (_, pair) in found.items()}
