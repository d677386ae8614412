"""calendar.parquet: every occurrence on one flat row, also undated and past ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from pipeline.feed.items import Row, Tables, View
from pipeline.schema import CALENDAR, TABLES

_OCCURRENCE = [name for name in TABLES["occurrences"].column_names if name in CALENDAR.column_names]
_EVENT = [n for n in TABLES["events"].column_names if n in CALENDAR.column_names and n not in _OCCURRENCE]
_VENUE = [name for name in TABLES["venues"].column_names if name in CALENDAR.column_names]


def flat_rows(tables: Tables, view: View) -> list[dict[str, Any]]:
    """The rows of pipeline.schema.CALENDAR by start_date (undated last), then start, then id; `view` says which of them
    the feed shows."""
    shown = {occurrence.occurrence_id for item in view.items for occurrence in item.occurrences}
    reasons = {skipped.record_id: skipped.reason for skipped in view.skipped}
    events = {row["event_id"]: row for row in tables.get("events", ())}
    venues = {row["venue_id"]: row for row in tables.get("venues", ())}
    series = {row["series_id"]: row for row in tables.get("series", ())}
    bodies = _bodies(tables)
    sources = _sources(tables.get("announcements", ()))
    rows = []
    for occurrence in tables.get("occurrences", ()):
        event = events[occurrence["event_id"]]
        in_feed = occurrence["occurrence_id"] in shown
        row = {name: event[name] for name in _EVENT} | {name: occurrence[name] for name in _OCCURRENCE}
        row |= _venue(venues.get(occurrence["venue_id"] or event["venue_id"]))
        row |= _series(series.get(event["series_id"]), bool(occurrence["is_expanded"]))
        row |= bodies.get(event["event_id"], {"organisers": [], "partners": [], "funders": []})
        row["summary"] = None if event["publish"] == "facts" else event["summary"]
        row["sources"] = sources.get(event["event_id"], [])
        row["in_feed"] = in_feed
        row["not_in_feed"] = None if in_feed else _why_not(occurrence, reasons)
        rows.append({name: row[name] for name in CALENDAR.column_names})
    return sorted(rows, key=_order)


def _why_not(occurrence: Row, reasons: Mapping[str, str]) -> str | None:
    return reasons.get(str(occurrence["event_id"])) or reasons.get(str(occurrence["occurrence_id"]))


def _order(row: Row) -> tuple[bool, date, str, str]:
    start = row["start"].isoformat() if row["start"] else ""
    return row["start_date"] is None, row["start_date"] or date.max, start, row["occurrence_id"]


def _venue(venue: Row | None) -> dict[str, Any]:
    values = {name: venue[name] if venue else None for name in _VENUE}
    return {"venue_name": venue["name"] if venue else None, **values}


def _series(series: Row | None, is_expanded: bool) -> dict[str, Any]:
    return {
        "series_title": series["title"] if series else None,
        "rrule_text": series["rrule_text"] if series and is_expanded else None,
    }


def _bodies(tables: Tables) -> dict[str, dict[str, list[str]]]:
    """Per event: the resolved names by role, in order of name."""
    names = {row["organiser_id"]: row["name"] for row in tables.get("organisers", ())}
    columns = {"organiser": "organisers", "partner": "partners", "funder": "funders"}
    bodies: dict[str, dict[str, list[str]]] = defaultdict(lambda: {column: [] for column in columns.values()})
    for row in tables.get("event_organisers", ()):
        name = names.get(row["organiser_id"], row["name_as_printed"])
        bodies[row["event_id"]][columns[row["role"]]].append(str(name))
    return {event: {column: sorted(found) for column, found in roles.items()} for event, roles in bodies.items()}


def _sources(announcements: Iterable[Row]) -> dict[str, list[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in announcements:
        if row["event_id"] is not None and row["state"] == "accepted":
            found[str(row["event_id"])].add(str(row["source_id"]))
    return {event: sorted(ids) for event, ids in found.items()}
