"""calendar.ndjson: the rows of calendar.parquet that the feed shows, one JSON line each; what deltas are of."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from pipeline.errors import StoreError
from pipeline.feed.calendar import flat_rows
from pipeline.feed.canonical import iso
from pipeline.feed.items import Tables, View
from pipeline.feed.safe import safe_contact, safe_text, safe_url
from pipeline.schema import CALENDAR

FILE = "calendar.ndjson"
NOT_TOLD = ("in_feed", "not_in_feed", "last_verified_at")  # always true, always null, and different every night
COLUMNS = tuple(column for column in CALENDAR.columns if column.name not in NOT_TOLD)

Record = Mapping[str, Any]


def records_of(tables: Tables, view: View) -> dict[str, Record]:
    """The shown rows by occurrence_id, in JSON's kinds: moments with Berlin's offset, days as ISO days."""
    rows = (row for row in flat_rows(tables, view) if row["in_feed"])
    return {str(row["occurrence_id"]): {c.name: _plain(c.name, row[c.name]) for c in COLUMNS} for row in rows}


def read_records(content: bytes) -> dict[str, Record]:
    """The records of a calendar.ndjson; StoreError if it is damaged."""
    try:
        return {record["occurrence_id"]: record for record in map(json.loads, content.splitlines())}
    except (ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{FILE} of the release before is damaged ({error})") from error


def _plain(name: str, value: Any) -> Any:
    if isinstance(value, date):
        return iso(value)
    if isinstance(value, str):
        if name == "registration_url":
            return safe_contact(value)
        return safe_url(value) if name == "url" or name.endswith("_url") else safe_text(value)
    if isinstance(value, list | tuple):
        return [_plain(name, one) for one in value]
    return value
