"""Dated instances: a printed move keeps the old day as previous_start only; ids survive a move."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from pipeline.berlin import BERLIN
from pipeline.link.occurrences import build_occurrences
from pipeline.models import DateReading, Status
from tests.builders import reading


def build(*dates: DateReading, known: list[dict[str, object]] | None = None) -> list[dict[str, object]]:
    return build_occurrences(
        "evt_1", dates, status=Status.SCHEDULED, venue_id=None, known=known or [], logical_date=date(2026, 3, 2)
    )


def test_a_printed_move_is_one_occurrence_with_its_previous_start() -> None:
    old = replace(reading(datetime(2026, 3, 5, 18)), status=Status.RESCHEDULED)
    (row,) = build(old, reading(datetime(2026, 4, 23, 18)))
    assert row["start"] == datetime(2026, 4, 23, 18, tzinfo=BERLIN)
    assert row["previous_start"] == datetime(2026, 3, 5, 18, tzinfo=BERLIN)
    assert row["status"] == "rescheduled"


def test_a_changed_single_day_keeps_the_id_and_the_day_before() -> None:
    before = build(reading(datetime(2026, 4, 9, 18)))
    (row,) = build(reading(datetime(2026, 4, 10, 18)), known=before)
    assert row["occurrence_id"] == before[0]["occurrence_id"]
    assert row["previous_start"] == datetime(2026, 4, 9, 18, tzinfo=BERLIN)


def test_no_date_is_one_undated_row_and_no_end_is_invented() -> None:
    (row,) = build()
    assert (row["start"], row["start_date"], row["date_basis"]) == (None, None, "none")
    (timed,) = build(reading(datetime(2026, 4, 9, 18)))
    assert (timed["end"], timed["end_date"]) == (None, None)


def test_a_rule_is_expanded_for_180_days_and_leaves_out_days_that_are_taken() -> None:
    rule = reading(date(2026, 3, 4), rrule="FREQ=MONTHLY;BYDAY=1WE")
    rows = build(rule)
    assert [row["start_date"] for row in rows][:2] == [date(2026, 3, 4), date(2026, 4, 1)]
    assert all(row["is_expanded"] for row in rows) and len(rows) == 6


def test_a_rule_that_counts_weeks_keeps_its_count_on_a_later_night() -> None:
    (first, second, *_) = build(reading(date(2026, 2, 17), rrule="FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"))
    assert [first["start_date"], second["start_date"]] == [date(2026, 3, 3), date(2026, 3, 17)]
    (last,) = build(reading(date(2026, 2, 17), rrule="FREQ=WEEKLY;COUNT=3;BYDAY=TU"))
    assert last["start_date"] == date(2026, 3, 3)
