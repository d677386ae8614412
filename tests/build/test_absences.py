"""Why an event is not there: withdrawn, cancelled, back, out of the window, unknown; what people release."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from pipeline.models import Expect
from tests.simulated import FIRST, Answer, Happening, House, body_of, happenings, html_page, made_up_source

ALL = happenings("blog", 12)


def house(expect: Expect | None = None, nights: int = 2) -> House:
    return House(sources={"blog": made_up_source("blog", expect or Expect())}, nights=nights)


def run(one: House, day: int, events: Sequence[Happening] | None, notice: str = "", number: int = 1) -> Any:
    answers = {} if events is None else {"blog": [Answer(body=html_page(events, notice=notice))]}
    return one.night(FIRST + timedelta(days=day), answers, number)


def id_of(one: House, title: str) -> str:
    return next(str(row["event_id"]) for row in one.tables["events"] if row["title"] == title)


def spans(one: House, event_id: str) -> list[tuple[str, str | None, str]]:
    rows = [row for row in one.tables["absences"] if row["event_id"] == event_id]
    return [(str(r["from_run"]), r["to_run"] and str(r["to_run"]), str(r["reason"])) for r in rows]  # type: ignore[misc]


def counts(one: House, run_id: str) -> Mapping[str, Any]:
    row = next(row for row in one.tables["runs"] if row["run_id"] == run_id)
    found: Mapping[str, Any] = json.loads(row["sources"][0])  # type: ignore[index]
    return found


@pytest.mark.parametrize("nights", [1, 2, 3])
def test_withdrawn_needs_n_good_nights_and_a_return_keeps_id_and_history(nights: int) -> None:
    one = house(nights=nights)
    run(one, 0, ALL)
    gone = id_of(one, ALL[3].title)
    rest = [event for event in ALL if event is not ALL[3]]
    for day in range(1, nights + 1):
        assert run(one, day, rest).state == "done"
    reasons = [reason for *_, reason in spans(one, gone)]
    assert reasons == (["missing_unconfirmed"] if nights > 1 else []) + ["withdrawn"]
    assert [row["kind"] for row in one.tables["changes"] if row["record_id"] == gone] == ["added", "gone"]
    run(one, nights + 1, ALL)
    assert id_of(one, ALL[3].title) == gone
    assert all(until is not None for _, until, _ in spans(one, gone))
    assert [row["kind"] for row in one.tables["changes"] if row["record_id"] == gone] == ["added", "gone", "back"]


def test_a_bad_night_between_does_not_count_towards_a_withdrawal() -> None:
    one = house()
    run(one, 0, ALL)
    run(one, 1, ALL[1:])
    one.night(FIRST + timedelta(days=2), {"blog": [Answer(status=503, body=b"")]})
    gone = id_of(one, ALL[0].title)
    assert [reason for *_, reason in spans(one, gone)] == ["missing_unconfirmed", "source_unreachable"]
    run(one, 3, ALL[1:])
    assert spans(one, gone)[-1][2] == "withdrawn"


def test_cancelled_needs_words_and_quotes_them_and_is_never_withdrawn() -> None:
    one = house()
    run(one, 0, ALL)
    called_off = replace(ALL[2], status="Die Veranstaltung fällt leider aus.")
    run(one, 1, [called_off if event is ALL[2] else event for event in ALL])
    event_id = id_of(one, ALL[2].title)
    change = next(row for row in one.tables["changes"] if row["meaning"] == "cancelled" and row["table"] == "events")
    assert change["record_id"] == event_id
    rest = [event for event in ALL if event is not ALL[2]]
    for day in range(2, 6):
        run(one, day, rest)
    assert [(reason) for *_, reason in spans(one, event_id)] == ["cancelled"]
    assert "fällt" in str(next(r["evidence"] for r in one.tables["absences"] if r["event_id"] == event_id))
    assert not any(row["removed_from_feed"] for row in one.tables["announcements"])


def test_a_past_event_that_scrolled_off_is_window_passed_and_says_what_is_usual() -> None:
    one = house()
    run(one, 0, ALL)
    later = (ALL[0].start.date() - FIRST).days + 1
    run(one, later, ALL[1:])
    assert spans(one, id_of(one, ALL[0].title))[-1][2] == "window_passed"


def test_an_event_pushed_out_of_a_list_of_fixed_length_has_left_the_window() -> None:
    """The site shows the nearest six; a nearer one that is added pushes the farthest out."""
    one = house()
    for day in range(6):
        run(one, day, ALL[1:7])
    run(one, 6, ALL[0:6])
    pushed = id_of(one, ALL[6].title)
    assert spans(one, pushed) == [("2026-03-08.1", None, "window_passed")]
    for day in range(7, 10):
        run(one, day, ALL[0:6])
    assert not any(row["removed_from_feed"] for row in one.tables["announcements"])


def test_an_entry_whose_title_still_stands_in_the_list_is_not_gone() -> None:
    one = house()
    run(one, 0, ALL)
    page = html_page(ALL[1:]).replace(b"</main>", f"<div>{ALL[0].title}, bald</div></main>".encode())
    for day in range(1, 4):
        one.night(FIRST + timedelta(days=day), {"blog": [Answer(body=page)]})
    assert [reason for *_, reason in spans(one, id_of(one, ALL[0].title))] == ["layout_suspect"]


def test_nights_that_did_not_happen_are_rows_and_spans() -> None:
    one = house()
    run(one, 0, ALL)
    run(one, 4, ALL)
    states = [(str(row["run_id"]), str(row["state"])) for row in one.tables["runs"]]
    assert states == [
        ("2026-03-02.1", "done"), ("2026-03-03.0", "missed"), ("2026-03-04.0", "missed"), ("2026-03-05.0", "missed"),
        ("2026-03-06.1", "done"),
    ]  # fmt: skip
    assert len(one.tables["absences"]) == len(ALL)
    assert spans(one, id_of(one, ALL[0].title)) == [("2026-03-03.0", "2026-03-05.0", "not_observed")]


def test_a_gap_ends_what_is_not_known_to_have_gone_on() -> None:
    one = house()
    run(one, 0, ALL)
    one.night(FIRST + timedelta(days=1), {"blog": [Answer(status=503, body=b"")]})
    run(one, 4, ALL)
    assert [(a, b, c) for a, b, c in spans(one, id_of(one, ALL[0].title))] == [
        ("2026-03-03.1", "2026-03-03.1", "source_unreachable"),
        ("2026-03-04.0", "2026-03-05.0", "not_observed"),
    ]


def test_a_source_that_was_not_asked_is_not_observed() -> None:
    one = house()
    run(one, 0, ALL)
    run(one, 1, None)
    assert {row["reason"] for row in one.tables["absences"]} == {"not_observed"}


def test_additions_and_edits_flow_while_removals_are_withheld() -> None:
    one = house()
    run(one, 0, ALL[:10])
    edited = replace(ALL[1], start=ALL[1].start + timedelta(hours=1))
    built = run(one, 1, [ALL[0], edited, ALL[2], ALL[11]])
    assert built.state == "degraded"
    assert not any(row["removed_from_feed"] for row in one.tables["announcements"])
    kinds = {(row["kind"], row["field"]) for row in one.tables["changes"] if row["run_id"] == "2026-03-03.1"}
    assert ("added", None) in kinds and ("modified", "start") in kinds
    assert {row["title"] for row in one.tables["events"]} == {event.title for event in (*ALL[:10], ALL[11])}


def test_one_alarm_per_episode_with_its_length_and_its_end() -> None:
    one = house()
    run(one, 0, ALL)
    for day in range(1, 4):
        run(one, day, ALL[:4])
    assert counts(one, "2026-03-05.1")["alarms"]["list_shrunk"] | {"evidence": ""} == {
        "since": "2026-03-03.1", "nights": 3, "evidence": "",
    }  # fmt: skip
    assert any("list_shrunk for 3 runs, since 2026-03-03.1" in alarm for alarm in one.built.alarms)  # type: ignore[union-attr]
    assert run(one, 4, ALL).state == "done"
    assert counts(one, "2026-03-06.1")["ended"] == {
        "list_shrunk": {"since": "2026-03-03.1", "until": "2026-03-05.1", "nights": 3}
    }
    run(one, 5, ALL)
    assert counts(one, "2026-03-07.1")["ended"] == {}


def accept(one: House, run_id: str, day: int, digest: str | None = None) -> None:
    withheld = counts(one, run_id)["withheld"]
    head = one.decisions.get("accept.csv", "day,author,reason,run_id,source_id,digest\n")
    row = f"{FIRST + timedelta(days=day)},Ada,so ist es,{run_id},blog,{digest or withheld['digest']}\n"
    one.decisions["accept.csv"] = head + row


def test_accept_releases_once_exactly_what_its_run_withheld() -> None:
    one = house()
    run(one, 0, ALL)
    run(one, 1, ALL[:4])
    accept(one, "2026-03-03.1", 1)
    assert run(one, 2, ALL[:4]).state == "done"
    assert sum(row["removed_from_feed"] == "withdrawn" for row in one.tables["announcements"]) == 8
    evidence = {str(row["evidence"]) for row in one.tables["absences"] if row["reason"] == "withdrawn"}
    assert evidence == {"released from 2026-03-03.1 by a row in decisions/accept.csv"}
    run(one, 3, ALL)
    assert run(one, 4, ALL[:4]).state == "degraded", "the row is used up; a new loss waits again"
    assert not any(row["removed_from_feed"] for row in one.tables["announcements"])


def test_accept_of_another_digest_or_an_unknown_run_changes_nothing_and_is_reported() -> None:
    one = house()
    run(one, 0, ALL)
    run(one, 1, ALL[:4])
    accept(one, "2026-03-03.1", 1, digest="0123456789abcdef")
    run(one, 2, ALL[:4])
    assert not any(row["removed_from_feed"] for row in one.tables["announcements"])
    stale = [row for row in one.tables["issues"] if row["class"] == "decision_stale"]
    assert [row["where"] for row in stale] == ["decisions/accept.csv line 2"]
    assert "0123456789abcdef" in str(stale[0]["found"])


def test_an_accept_after_the_entries_came_back_is_stale() -> None:
    one = house()
    run(one, 0, ALL)
    run(one, 1, ALL[:4])
    accept(one, "2026-03-03.1", 1)
    run(one, 2, ALL)
    assert {row["class"] for row in one.tables["issues"]} >= {"decision_stale"}
    assert run(one, 3, ALL[:4]).state == "degraded"


def without_place(events: Sequence[Happening]) -> bytes:
    return b"".join(html_page(events).split(b"Ort: ")[:1]) + b"".join(
        part.split(b"</p>", 1)[1] if b"</p>" in part else part for part in html_page(events).split(b"Ort: ")[1:]
    )


def test_a_field_that_is_empty_all_at_once_keeps_its_last_good_values() -> None:
    one = house()
    run(one, 0, ALL)
    venues = {row["event_id"]: row["venue_id"] for row in one.tables["events"]}
    assert all(venues.values())
    built = one.night(FIRST + timedelta(days=1), {"blog": [Answer(body=without_place(ALL))]})
    assert built.state == "degraded"
    assert "place is empty in 12 of 12 announcements that had it" in "".join(built.alarms)
    assert {row["event_id"]: row["venue_id"] for row in one.tables["events"]} == venues
    accept(one, "2026-03-03.1", 1)
    one.night(FIRST + timedelta(days=2), {"blog": [Answer(body=without_place(ALL))]})
    assert not any(row["venue_id"] for row in one.tables["events"])
    assert one.night(FIRST + timedelta(days=3), {"blog": [Answer(body=without_place(ALL))]}).state == "done"


def test_two_places_taken_off_are_edits() -> None:
    one = house()
    run(one, 0, ALL)
    body = html_page(ALL[:10])[: -len(b"</main><footer>Impressum</footer></body></html>")]
    rest = without_place(ALL[10:]).split(b"</h1>", 1)[1]
    assert one.night(FIRST + timedelta(days=1), {"blog": [Answer(body=body + rest)]}).state == "done"
    assert sum(row["venue_id"] is None for row in one.tables["events"]) == 2


def test_a_bound_set_by_hand_takes_the_place_of_the_learned_one() -> None:
    one = house(Expect(max_removed_share=0.9))
    run(one, 0, ALL)
    assert run(one, 1, ALL[:4]).state == "done"


def test_a_source_that_often_takes_entries_down_gets_a_wider_bound() -> None:
    one = house(nights=9)
    run(one, 0, ALL)
    for day in range(1, 25):
        left = ALL[: 12 - 2 * (day % 2)]
        assert run(one, day, left).state == "done"
    assert run(one, 25, ALL[:9]).state == "done", "three at once are now within what this source does"


def test_replay_of_a_night_gives_the_same_tables() -> None:
    one, two = house(), house()
    for each in (one, two):
        for day, events in enumerate((ALL, ALL[:4], ALL)):
            run(each, day, events)
    assert one.tables == two.tables


def test_a_logical_date_is_kept_as_day() -> None:
    one = house()
    run(one, 0, ALL)
    assert one.tables["runs"][0]["logical_date"] == date(2026, 3, 2)
    assert body_of("blog", ALL[:1])
