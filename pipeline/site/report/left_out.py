"""What the calendar does not show though a page announces it, one sentence for each record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.feed.items import Skipped, Tables
from pipeline.feed.safe import safe_line
from pipeline.site.wording import day_short

_REASONS = {
    "ends_before_start": "Das Ende liegt vor dem Anfang.",
    "date_out_of_range": "Der Tag liegt mehr als zehn Jahre voraus, oder es dauert länger als zehn Jahre.",
    "contradiction": "Der Anfang fällt nicht auf den Tag, der genannt ist.",
    "undated": "Kein Tag ist genannt.",
    "end_only": "Nur das Ende ist genannt, kein Anfang.",
    "month_only": "Nur ein Monat ist genannt, kein Tag.",
    "untitled": "Kein Titel ist lesbar.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """One event or date that is not shown; `date` is '' where none is known."""

    event_id: str
    title: str
    date: str
    sentence: str


def left_out(tables: Tables, skipped: Iterable[Skipped]) -> list[LeftOut]:
    """Those that somebody could mend, by reason and title; what is past, replaced or withdrawn is no fault."""
    titles = {str(row["event_id"]): safe_line(row["title"]) for row in tables.get("events", ())}
    dates = {str(row["occurrence_id"]): row for row in tables.get("occurrences", ())}
    found = []
    for one in skipped:
        if one.reason in _REASONS:
            row = dates.get(one.record_id)
            event_id = str(row["event_id"]) if row else one.record_id
            day = row["start_date"] or row["end_date"] if row else None
            found.append(
                LeftOut(
                    event_id=event_id,
                    title=titles.get(event_id) or event_id,
                    date=day_short(day) if day else "",
                    sentence=_REASONS[one.reason],
                )
            )
    return sorted(found, key=lambda one: (one.sentence, one.title.casefold(), one.date, one.event_id))
