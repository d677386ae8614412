"""status.json against its schema, and what it says about sources and events."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from pipeline.feed.eligibility import REASONS
from pipeline.feed.schemas import schema_files
from pipeline.feed.status import render
from pipeline.feed.view import look

NIGHT = date(2026, 3, 2)
VALIDATOR = Draft202012Validator(
    json.loads(schema_files()["schemas/status.schema.json"]), format_checker=FormatChecker()
)


def status(rows: Any, tables: Any) -> dict[str, Any]:
    view = look(tables, logical_date=NIGHT)
    found = json.loads(render(tables, view, version="2026-03-02.1", logical_date=NIGHT, public_url=rows.public_url))
    assert isinstance(found, dict)
    return found


def test_the_schema_is_a_schema_and_the_town_obeys_it(rows: Any) -> None:
    Draft202012Validator.check_schema(VALIDATOR.schema)
    assert [error.message for error in VALIDATOR.iter_errors(status(rows, rows.town()))] == []


def test_an_empty_release_obeys_it_too(rows: Any) -> None:
    found = status(rows, rows.tables())
    VALIDATOR.validate(found)
    assert (found["last_run"], found["sources"], found["events"]) == (None, [], [])


@pytest.mark.parametrize(
    "fault",
    [
        {"logical_date": "2. März"},
        {"logical_date": None},
        {"extra": 1},
        {"left_out": {"lost": 1}},
        {"events": [{}]},
        {"sources": [{"source_id": "dsm"}]},
    ],
)
def test_the_schema_refuses(rows: Any, fault: dict[str, Any]) -> None:
    assert not VALIDATOR.is_valid(status(rows, rows.town()) | fault)


def test_the_schema_knows_every_reason() -> None:
    assert set(VALIDATOR.schema["properties"]["left_out"]["propertyNames"]["enum"]) == set(REASONS)


def test_a_source_that_was_down_keeps_its_last_good_night(rows: Any) -> None:
    sources = {source["source_id"]: source for source in status(rows, rows.town())["sources"]}
    assert sources["iaf"] == {
        "source_id": "iaf",
        "state": "source_unreachable",
        "last_run": "2026-03-02",
        "last_good_night": "2026-03-01",
        "last_good_at": "2026-03-01T03:20:00+01:00",
        "expected_next": "2026-03-03",
    }
    assert sources["dsm"]["last_good_night"] == "2026-03-02"


def test_events_are_those_of_the_feed_and_the_rest_is_counted(rows: Any) -> None:
    town = rows.town()
    found = status(rows, town)
    assert [event["event_id"] for event in found["events"]] == sorted(
        item.event_id for item in look(town, logical_date=NIGHT).items
    )
    assert found["left_out"] == {
        "in_review": 1, "month_only": 1, "past": 2, "replaced": 1, "undated": 1, "withdrawn": 1,
    }  # fmt: skip
