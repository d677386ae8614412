"""calendar.parquet: one flat row per occurrence, in the types of the schema."""

from __future__ import annotations

from datetime import date
from typing import Any

import pyarrow as pa

from pipeline.feed.view import calendar_rows
from pipeline.schema import CALENDAR, TABLES

NIGHT = date(2026, 3, 2)


def test_every_occurrence_has_one_row_that_fits_the_schema(rows: Any) -> None:
    town = rows.town()
    table = pa.Table.from_pylist(calendar_rows(town, NIGHT), schema=CALENDAR.arrow)
    table.validate(full=True)
    assert all(table.column(c.name).null_count == 0 for c in CALENDAR.columns if not c.nullable)
    assert sorted(table["occurrence_id"].to_pylist()) == sorted(o["occurrence_id"] for o in town["occurrences"])


def test_a_row_answers_without_a_join(rows: Any) -> None:
    row = next(r for r in calendar_rows(rows.town(), NIGHT) if r["event_id"] == "ev_nacht")
    wanted = {
        "title": "Lange Nacht der Teekannen",
        "venue_name": "Alter Speicher",
        "city": "Leipzig",
        "postal_code": "04109",
        "organisers": ['Verein "Die Kanne"'],
        "partners": ["Hafenbund Leipzig"],
        "funders": ["Stiftung Uferlicht"],
        "sources": ["dsm", "iaf"],
        "end_date": date(2026, 3, 29),
        "in_feed": True,
        "not_in_feed": None,
    }
    assert {name: row[name] for name in wanted} == wanted


def test_status_is_that_of_the_instance_and_an_instance_may_have_its_own_venue(rows: Any) -> None:
    tables = rows.single(
        rows.event("ev_a", status="scheduled", venue_id="ve_a"),
        rows.occurrence("ev_a", "2026-04-01", status="cancelled", venue_id="ve_b"),
        rows.occurrence("ev_a", "2026-04-02", 2),
        venues=[rows.row("venues", venue_id="ve_a", name="A"), rows.row("venues", venue_id="ve_b", name="B")],
    )
    found = [(r["status"], r["venue_name"]) for r in calendar_rows(tables, NIGHT)]
    assert found == [("cancelled", "B"), ("scheduled", "A")]


def test_undated_and_past_ones_are_there_and_say_why_the_feed_has_them_not(rows: Any) -> None:
    reasons = {r["event_id"]: r["not_in_feed"] for r in calendar_rows(rows.town(), NIGHT) if not r["in_feed"]}
    assert reasons == {
        "ev_weg": "withdrawn", "ev_zweifel": "in_review", "ev_ohne": "undated", "ev_monat": "month_only",
        "ev_alt": "past", "ev_treff": "replaced",
    }  # fmt: skip


def test_rows_are_in_order_of_day_with_undated_ones_last(rows: Any) -> None:
    days = [r["start_date"] for r in calendar_rows(rows.town(), NIGHT)]
    assert days[-1] is None
    assert days[:-1] == sorted(days[:-1])


def test_the_text_of_a_source_that_permits_facts_only_stays_out(rows: Any) -> None:
    row = next(r for r in calendar_rows(rows.town(), NIGHT) if r["event_id"] == "ev_netz")
    assert row["summary"] is None


def test_calendar_stands_beside_the_tables() -> None:
    assert "calendar" not in TABLES
    assert CALENDAR.key == ("occurrence_id",)
    assert all(column.meaning for column in CALENDAR.columns)


def test_the_rule_in_words_stands_only_beside_its_own_instances(rows: Any) -> None:
    words = {r["event_id"]: r["rrule_text"] for r in calendar_rows(rows.town(), NIGHT) if r["series_id"]}
    assert words == {"ev_treff": "jeden ersten Mittwoch im Monat, 19 Uhr", "ev_sommer": None}
