"""Why a record of the tables is not in the feed (DESIGN 5 to 8); one reason word each, None for what belongs there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from pipeline.berlin import aware
from pipeline.feed.items import Row
from pipeline.feed.safe import safe_line

LEAVING = ("withdrawn", "hidden", "erased", "merged_into")
DAYS_BACK = 30
FARTHEST = timedelta(days=3653)  # announced further ahead than ten years: a misread or a joke

REASONS = {
    "withdrawn": "gone from its sources on several good nights",
    "hidden": "hidden by a person's ruling",
    "erased": "erased by a person's ruling",
    "merged_into": "continues under another event's id",
    "in_review": "none of its announcements is accepted; a person has to look",
    "not_an_event": "its kind is not event",
    "untitled": "no title is left once invisible characters are removed",
    "undated": "nobody wrote a date",
    "end_only": "only its end is known, no day on which it starts",
    "month_only": "only a month is known, no day",
    "ends_before_start": "the end lies before the start",
    "date_out_of_range": "more than ten years ahead, or longer than ten years",
    "contradiction": "the start's day is not the day stated",
    "past": f"over for more than {DAYS_BACK} days",
    "replaced": "a dated entry of the series stands for this day of the rule",
}


def event_reason(event: Row, announcements: Sequence[Row], absences: Sequence[Row]) -> str | None:
    """Why the whole event is left out; `announcements` and `absences` are those of this event."""
    if event["kind"] != "event":
        return "not_an_event"
    still = [row for row in absences if row.get("to_run") is None and row["reason"] in LEAVING]
    if still:
        return str(max(still, key=lambda row: str(row["from_run"]))["reason"])
    accepted = [row for row in announcements if row["state"] == "accepted"]
    if announcements and not accepted:
        return "in_review"
    removed = [row["removed_from_feed"] for row in accepted if row.get("removed_from_feed")]
    if accepted and len(removed) == len(accepted):
        return str(removed[0])
    return None if safe_line(event["title"]) else "untitled"


def occurrence_reason(occurrence: Row, logical_date: date) -> str | None:
    """Why this one instance is left out, by its own dates alone."""
    first, last = occurrence["start_date"], occurrence["end_date"]
    if occurrence["date_basis"] == "none" or (first is None and last is None):
        return "undated"
    if first is None:
        return "end_only"
    if occurrence["precision"] == "month":
        return "month_only"
    start, end = clock_times(occurrence)
    if start and start.date() != first:
        return "contradiction"
    if (last and last < first) or (start and end and end < start):
        return "ends_before_start"
    last = last or (end.date() if end else first)
    if first - logical_date > FARTHEST or last - first > FARTHEST:
        return "date_out_of_range"
    return "past" if last < logical_date - timedelta(days=DAYS_BACK) else None


def clock_times(occurrence: Row) -> tuple[datetime | None, datetime | None]:
    """Start and end as wall time in Berlin; none where no clock time is known, no end where no start has one."""
    start = occurrence["start"]
    if start is None or occurrence["all_day"] or not occurrence["time_known"]:
        return None, None
    end = occurrence["end"]
    return aware(start), aware(end) if end else None
