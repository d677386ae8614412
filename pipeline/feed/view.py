"""What is in the feed tonight, what is left out with its reason, and the same as flat rows for calendar.parquet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from pipeline.feed.calendar import flat_rows
from pipeline.feed.eligibility import REASONS, event_reason, occurrence_reason
from pipeline.feed.items import FeedItem, Row, Skipped, Tables, View
from pipeline.feed.joins import index_of, join, order_of


def feed_items(tables: Tables, *, logical_date: date) -> tuple[FeedItem, ...]:
    """The events of the feed, by first shown day, then title; rows as in pipeline.schema."""
    return look(tables, logical_date=logical_date).items


def calendar_rows(tables: Tables, logical_date: date) -> list[dict[str, Any]]:
    """The rows of calendar.parquet (pipeline.schema.CALENDAR): every occurrence, also undated and past ones."""
    return flat_rows(tables, look(tables, logical_date=logical_date))


def look(tables: Tables, *, logical_date: date, keep_past: bool = False) -> View:
    """The feed's items and everything that is left out, each with one reason; nothing raises for a bad row's dates.

    With `keep_past` also what is over for longer than the feed holds it, as the calendar page's archive shows it.
    """
    index = index_of(tables)
    events = sorted(tables.get("events", ()), key=lambda row: str(row["event_id"]))
    skipped: list[Skipped] = []
    shown: list[tuple[Row, list[Row]]] = []
    for event in events:
        event_id = str(event["event_id"])
        reason = event_reason(event, index.announcements.get(event_id, ()), index.absences.get(event_id, ()))
        if reason:
            skipped.append(_skip(event_id, reason))
        else:
            shown.append((event, _sound(index.occurrences.get(event_id, ()), logical_date, skipped, keep_past)))
    days = _dated_days(shown)
    items: list[FeedItem] = []
    for event, rows in shown:
        dated = days.get(_family(event), set())
        replaced = [row for row in rows if _is_replaced(row, dated) and not occurrence_reason(row, logical_date)]
        skipped.extend(_skip(str(row["occurrence_id"]), "replaced") for row in replaced)
        standing = [row for row in rows if not _is_replaced(row, dated)]
        items.append(join(event, standing, dated, None if keep_past else logical_date, index))
    kept = (item for item in items if item.occurrences)
    return View(items=tuple(sorted(kept, key=order_of)), skipped=tuple(skipped))


def _skip(record_id: str, reason: str) -> Skipped:
    return Skipped(record_id=record_id, reason=reason, detail=REASONS.get(reason, reason))


def _sound(occurrences: Sequence[Row], logical_date: date, skipped: list[Skipped], keep_past: bool) -> list[Row]:
    """The occurrences with usable dates, past ones included (they anchor rules); the others are reported."""
    sound = []
    for row in sorted(occurrences, key=lambda row: str(row["occurrence_id"])):
        reason = occurrence_reason(row, logical_date)
        if reason and not (keep_past and reason == "past"):
            skipped.append(_skip(str(row["occurrence_id"]), reason))
        if reason in (None, "past"):
            sound.append(row)
    return sound


def _dated_days(shown: Sequence[tuple[Row, list[Row]]]) -> dict[str, set[date]]:
    """Per series (or event without series): the days on which a dated entry stands."""
    days: dict[str, set[date]] = defaultdict(set)
    for event, rows in shown:
        days[_family(event)].update(row["start_date"] for row in rows if not row["is_expanded"])
    return days


def _family(event: Row) -> str:
    return str(event["series_id"] or event["event_id"])


def _is_replaced(row: Row, dated: set[date]) -> bool:
    return bool(row["is_expanded"]) and row["start_date"] in dated
