"""Versions open and close; an absence is a span of one reason."""

from __future__ import annotations

from datetime import date, timedelta

from pipeline.changes.history import next_absences, next_versions
from tests.builders import NIGHT

EVENT = {
    "event_id": "evt_1", "title": "Lesung", "status": "scheduled", "url": None, "attendance_mode": None,
    "venue_id": None, "series_id": None,
}  # fmt: skip
OCCURRENCE = {
    "occurrence_id": "occ_1", "event_id": "evt_1", "start": None, "end": None, "start_date": date(2026, 4, 9),
    "end_date": None, "is_expanded": False,
}  # fmt: skip
LATER = NIGHT + timedelta(days=1)


def test_a_first_sighting_opens_version_one() -> None:
    rows = next_versions([], [EVENT], [OCCURRENCE], NIGHT)
    assert [(row["version"], row["valid_from"], row["valid_to"], row["start_date"]) for row in rows] == [
        (1, NIGHT, None, date(2026, 4, 9))
    ]


def test_an_unchanged_event_stays_in_its_version() -> None:
    rows = next_versions([], [EVENT], [OCCURRENCE], NIGHT)
    assert next_versions(rows, [EVENT], [OCCURRENCE], LATER) == rows


def test_a_change_closes_one_version_and_opens_the_next_at_the_same_moment() -> None:
    rows = next_versions([], [EVENT], [OCCURRENCE], NIGHT)
    moved = next_versions(rows, [EVENT], [OCCURRENCE | {"start_date": date(2026, 4, 10)}], LATER)
    assert [(row["version"], row["valid_from"], row["valid_to"]) for row in moved] == [
        (1, NIGHT, LATER),
        (2, LATER, None),
    ]
    assert rows[0]["valid_to"] is None, "the rows given are not touched"


def test_an_event_that_left_closes_its_version() -> None:
    rows = next_versions([], [EVENT], [OCCURRENCE], NIGHT)
    assert [row["valid_to"] for row in next_versions(rows, [], [], LATER)] == [LATER]


def test_an_absence_opens_changes_its_reason_and_closes() -> None:
    first = next_absences([], {"evt_1": ("source_unreachable", "HTTP 503")}, "2026-03-02.1", None)
    same = next_absences(first, {"evt_1": ("source_unreachable", "HTTP 500")}, "2026-03-03.1", "2026-03-02.1")
    other = next_absences(same, {"evt_1": ("missing_unconfirmed", "not in the list")}, "2026-03-04.1", "2026-03-03.1")
    closed = next_absences(other, {}, "2026-03-05.1", "2026-03-04.1")
    assert same == first
    assert [(row["reason"], row["from_run"], row["to_run"]) for row in closed] == [
        ("source_unreachable", "2026-03-02.1", "2026-03-03.1"),
        ("missing_unconfirmed", "2026-03-04.1", "2026-03-04.1"),
    ]
