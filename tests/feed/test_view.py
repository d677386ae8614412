"""What is in the feed, and why the rest is not."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from pipeline.feed.eligibility import REASONS
from pipeline.feed.view import feed_items, look

NIGHT = date(2026, 3, 2)


def left_out(tables: Any) -> dict[str, str]:
    return {entry.record_id: entry.reason for entry in look(tables, logical_date=NIGHT).skipped}


def shown(tables: Any) -> list[str]:
    return [o.occurrence_id for item in feed_items(tables, logical_date=NIGHT) for o in item.occurrences]


def test_the_town_shows_what_is_announced_and_says_why_the_rest_is_not_there(rows: Any) -> None:
    view = look(rows.town(), logical_date=NIGHT)
    assert [item.event_id for item in view.items] == [
        "ev_treff", "ev_netz", "ev_umzug", "ev_vage", "ev_nacht", "ev_fachtag", "ev_sommer", "ev_tagung",
    ]  # fmt: skip
    assert {entry.record_id: entry.reason for entry in view.skipped} == {
        "ev_weg": "withdrawn",
        "ev_zweifel": "in_review",
        "oc_ohne01": "undated",
        "oc_monat01": "month_only",
        "oc_alt01": "past",
        "oc_treff01": "past",
        "oc_treff05": "replaced",
    }
    assert all(entry.detail for entry in view.skipped)


DATES = [
    # day, further columns, reason (None: in the feed)
    ("2026-03-02", {}, None),
    (None, {}, "undated"),
    (None, {"end_date": date(2026, 4, 30), "date_basis": "printed"}, "end_only"),
    ("2026-03-20", {"date_basis": "none"}, "undated"),
    ("2026-03-20", {"end_date": date(2026, 3, 19)}, "ends_before_start"),
    ("2026-03-20", {"end_date": date(2026, 3, 20)}, None),
    ("9999-12-31", {}, "date_out_of_range"),
    ("2026-03-20", {"end_date": date(9999, 12, 31)}, "date_out_of_range"),
    ("2036-03-01", {}, None),
    ("2026-01-31", {}, None),  # thirty days ago
    ("2026-01-30", {}, "past"),
    ("2025-06-01", {"end_date": date(2026, 2, 1)}, None),  # an exhibition that closed not long ago
    ("0001-01-01", {}, "past"),
    ("2026-05-01", {"end_date": date(2026, 5, 31), "precision": "month"}, "month_only"),
]


@pytest.mark.parametrize(("day", "columns", "reason"), DATES)
def test_an_occurrence_is_judged_by_its_dates(rows: Any, day: str | None, columns: dict[str, Any], reason: str) -> None:
    tables = rows.single(rows.event("ev_a"), rows.occurrence("ev_a", day, **columns))
    assert left_out(tables) == ({"oc_a01": reason} if reason else {})
    assert shown(tables) == ([] if reason else ["oc_a01"])


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ({"end": "2026-03-20 18:00"}, "ends_before_start"),
        ({"start_date": date(2026, 3, 21)}, "contradiction"),
        ({"end": "2026-03-20 19:00"}, None),
    ],
)
def test_clock_times_must_agree_with_each_other_and_the_day(
    rows: Any, columns: dict[str, Any], reason: str | None
) -> None:
    given = {key: rows.at(value) if key == "end" else value for key, value in columns.items()}
    tables = rows.single(rows.event("ev_a"), rows.occurrence("ev_a", "2026-03-20 19:00", **given))
    assert left_out(tables).get("oc_a01") == reason


def test_a_bad_occurrence_does_not_take_the_good_one_of_its_event_along(rows: Any) -> None:
    tables = rows.single(
        rows.event("ev_a"), rows.occurrence("ev_a", "9999-01-01"), rows.occurrence("ev_a", "2026-04-01", 2)
    )
    assert shown(tables) == ["oc_a02"]


@pytest.mark.parametrize("reason", ["withdrawn", "hidden", "erased", "merged_into"])
def test_an_open_absence_with_evidence_removes_the_event_and_a_closed_one_does_not(rows: Any, reason: str) -> None:
    absence = rows.row("absences", event_id="ev_a", from_run="2026-02-27.1", reason=reason)
    tables = rows.single(rows.event("ev_a"), rows.occurrence("ev_a", "2026-04-01"), absences=[absence])
    assert left_out(tables) == {"ev_a": reason}
    tables["absences"] = [absence | {"to_run": "2026-02-28.1"}]
    assert shown(tables) == ["oc_a01"]


@pytest.mark.parametrize(
    "reason", ["not_observed", "source_unreachable", "blocked", "list_shrunk", "missing_unconfirmed", "cancelled"]
)
def test_gone_is_not_cancelled_and_without_evidence_nothing_leaves(rows: Any, reason: str) -> None:
    absence = rows.row("absences", event_id="ev_a", from_run="2026-02-27.1", reason=reason)
    tables = rows.single(rows.event("ev_a"), rows.occurrence("ev_a", "2026-04-01"), absences=[absence])
    assert shown(tables) == ["oc_a01"]


@pytest.mark.parametrize(
    ("announcements", "reason"),
    [
        ([{"removed_from_feed": "hidden"}], "hidden"),
        ([{"removed_from_feed": "hidden"}, {"source_id": "iaf"}], None),
        ([{"state": "review", "reason": "weekday"}], "in_review"),
        ([{"state": "review"}, {"source_id": "iaf"}], None),
    ],
)
def test_an_event_stays_as_long_as_one_accepted_announcement_stands(
    rows: Any, announcements: list[dict[str, Any]], reason: str | None
) -> None:
    told = [rows.announcement("ev_a", **columns) for columns in announcements]
    tables = rows.single(rows.event("ev_a"), rows.occurrence("ev_a", "2026-04-01"), announcements=told)
    assert left_out(tables).get("ev_a") == reason
    assert [link.source_id for item in feed_items(tables, logical_date=NIGHT) for link in item.sources] == (
        [] if reason else [told[-1]["source_id"]]
    )


@pytest.mark.parametrize(
    ("columns", "reason"), [({"kind": "job"}, "not_an_event"), ({"title": "\u202e\x07 "}, "untitled")]
)
def test_what_is_no_event_or_has_no_name_is_left_out(rows: Any, columns: dict[str, str], reason: str) -> None:
    tables = rows.single(rows.event("ev_a", **columns), rows.occurrence("ev_a", "2026-04-01"))
    assert left_out(tables) == {"ev_a": reason}


def rule_and_dated(rows: Any, **dated_event: Any) -> Any:
    return rows.tables(
        events=[
            rows.event("ev_rule", series_id="se_a"),
            rows.event("ev_dated", **({"series_id": "se_a"} | dated_event)),
        ],
        occurrences=[
            rows.occurrence("ev_rule", "2026-04-01 19:00", is_expanded=True),
            rows.occurrence("ev_rule", "2026-05-06 19:00", 2, is_expanded=True),
            rows.occurrence("ev_dated", "2026-05-06 16:00", status="cancelled"),
        ],
        announcements=[rows.announcement("ev_rule"), rows.announcement("ev_dated")],
        series=[rows.row("series", series_id="se_a", rrule="FREQ=MONTHLY;BYDAY=1WE")],
    )


def test_a_dated_entry_of_the_series_replaces_the_rule_on_its_day_even_a_cancelled_one(rows: Any) -> None:
    assert shown(rule_and_dated(rows)) == ["oc_rule01", "oc_dated01"]


def test_a_dated_entry_of_another_series_replaces_nothing(rows: Any) -> None:
    assert sorted(shown(rule_and_dated(rows, series_id="se_b"))) == ["oc_dated01", "oc_rule01", "oc_rule02"]


def test_once_the_dated_entry_is_withdrawn_the_rule_holds_again(rows: Any) -> None:
    tables = rule_and_dated(rows)
    tables["absences"] = [rows.row("absences", event_id="ev_dated", from_run="2026-02-27.1", reason="withdrawn")]
    assert shown(tables) == ["oc_rule01", "oc_rule02"]


@pytest.mark.parametrize(("publish", "text"), [("full", "lang"), ("excerpt", "kurz"), ("facts", None)])
def test_texts_are_shown_as_far_as_the_source_permits(rows: Any, publish: str, text: str | None) -> None:
    event = rows.event("ev_a", publish=publish, description="lang", summary="kurz")
    (item,) = feed_items(rows.single(event, rows.occurrence("ev_a", "2026-04-01")), logical_date=NIGHT)
    assert item.description == text


def test_the_order_of_rows_does_not_matter(rows: Any) -> None:
    town = rows.town()
    turned = {name: list(reversed(table)) for name, table in town.items()}
    assert look(turned, logical_date=NIGHT).items == look(town, logical_date=NIGHT).items


def test_a_time_that_is_not_known_is_no_time(rows: Any) -> None:
    midnight = rows.occurrence("ev_a", "2026-04-01", start=datetime(2026, 4, 1, tzinfo=rows.berlin), time_known=False)
    (item,) = feed_items(rows.single(rows.event("ev_a"), midnight), logical_date=NIGHT)
    assert item.occurrences[0].begins == date(2026, 4, 1)


CHANGES = [
    # (field, columns) of one change each run; SEQUENCE
    ([], 0),
    ([("title", {})], 0),
    ([("start", {"meaning": "rescheduled"})], 1),
    ([("start", {}), ("status", {"meaning": "cancelled"})], 2),
    ([("venue_id", {"meaning": "relocated", "cause": "rule"})], 1),
    ([(None, {"kind": "added"})], 0),
    ([(None, {"kind": "gone"}), (None, {"kind": "back"})], 2),
]


@pytest.mark.parametrize(("changes", "sequence"), CHANGES)
def test_sequence_counts_the_nights_with_a_change_that_matters(rows: Any, changes: list[Any], sequence: int) -> None:
    log = [rows.change("oc_a01", "occurrences", field, 1 + n, **more) for n, (field, more) in enumerate(changes)]
    tables = rows.single(rows.event("ev_a"), rows.occurrence("ev_a", "2026-04-01"), changes=log)
    (item,) = feed_items(tables, logical_date=NIGHT)
    assert item.occurrences[0].sequence == sequence


def test_two_fields_of_one_night_are_one_revision(rows: Any) -> None:
    log = [rows.change("oc_a01", "occurrences", field, 1) for field in ("start", "start_date")]
    tables = rows.single(rows.event("ev_a"), rows.occurrence("ev_a", "2026-04-01"), changes=log)
    assert feed_items(tables, logical_date=NIGHT)[0].occurrences[0].sequence == 1


def test_an_empty_release_is_an_empty_view(rows: Any) -> None:
    assert look(rows.tables(), logical_date=NIGHT).items == ()
    assert look({}, logical_date=NIGHT).skipped == ()


def test_the_documentation_names_every_reason() -> None:
    page = (Path(__file__).parents[2] / "docs" / "feed.md").read_text(encoding="utf-8")
    assert [reason for reason in REASONS if f"`{reason}`" not in page] == []
