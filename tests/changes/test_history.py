"""Versions open and close; an absence is a span of one reason."""

from __future__ import annotations

from datetime import date, timedelta

from pipeline.changes.history import EVENT_COLUMNS, FIRST_COLUMNS, as_of, next_absences, next_versions
from tests.builders import NIGHT

EVENT = {
    **dict.fromkeys(EVENT_COLUMNS), "event_id": "evt_1", "title": "Lesung", "status": "scheduled",
    "first_seen_at": NIGHT,
}  # fmt: skip
OCCURRENCE = {
    **dict.fromkeys(FIRST_COLUMNS), "occurrence_id": "occ_1", "event_id": "evt_1", "start_date": date(2026, 4, 9),
    "is_expanded": False,
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


def test_a_better_rule_closes_what_we_said_and_takes_over_since_when_the_source_said_so() -> None:
    rows = next_versions([], [EVENT], [OCCURRENCE], NIGHT)
    again = next_versions(rows, [EVENT | {"title": "Lesung!"}], [OCCURRENCE], LATER, cause="rule")
    told = [(row["title"], row["valid_from"], row["valid_to"], row["known_from"], row["known_to"]) for row in again]
    assert told == [("Lesung", NIGHT, None, NIGHT, LATER), ("Lesung!", NIGHT, None, LATER, None)]
    assert [row["title"] for row in as_of(again, NIGHT, NIGHT)] == ["Lesung"], "what we said on the first night"
    assert [row["title"] for row in as_of(again, NIGHT, LATER)] == ["Lesung!"], "what we now say of it"


def test_both_clocks_answer_what_was_known_then_and_what_is_known_now() -> None:
    rows = next_versions([], [EVENT], [OCCURRENCE], NIGHT)
    rows = next_versions(rows, [EVENT | {"title": "Zweite"}], [OCCURRENCE], LATER)
    assert [row["title"] for row in as_of(rows, LATER, NIGHT)] == ["Lesung"], "the change was not known yet"
    assert [row["title"] for row in as_of(rows, NIGHT, LATER)] == ["Lesung"]
    assert [row["title"] for row in as_of(rows, LATER, LATER)] == ["Zweite"]
    assert as_of(rows, NIGHT - timedelta(days=1), LATER) == []


def test_an_event_that_left_is_not_there_once_that_was_known() -> None:
    rows = next_versions(next_versions([], [EVENT], [OCCURRENCE], NIGHT), [], [], LATER)
    assert as_of(rows, LATER, LATER) == []
    assert len(as_of(rows, LATER, NIGHT)) == len(as_of(rows, NIGHT, LATER)) == 1


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
