# texts of pages stand on one line
"""What a night reports as changed, from pages to rows: meanings, noise, blocks all over a source, flapping values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.changes.past import events_as_of
from tests.simulated import FIRST, PARSERS, Answer, Happening, House, body_of, happenings, html_page, made_up_source

ALL = happenings("blog", 6)
NOTICE = (
    "<p class='note'>"
    + "Unser Haus bleibt wegen der Arbeiten am Dach vom 3. bis 9. August zu, abgesagt ist nichts. " * 10
    + "</p>"
)


def blog() -> House:
    return House(sources={"blog": made_up_source("blog")})


def run(one: House, day: int, events: Sequence[Happening], notice: str = "") -> None:
    one.night(FIRST + timedelta(days=day), {"blog": [Answer(body=html_page(events, notice=notice))]})


def rows(one: House, day: int) -> list[Mapping[str, Any]]:
    return [row for row in one.tables["changes"] if row["run_id"] == f"{FIRST + timedelta(days=day)}.1"]


def one_edit(**edit: Any) -> list[Mapping[str, Any]]:
    """What is reported when the first event is edited so."""
    one = blog()
    run(one, 0, ALL)
    run(one, 1, [replace(ALL[0], **edit), *ALL[1:]])
    return [row for row in rows(one, 1) if row["field"] != "description"]  # the facts stand in the text, too


def test_a_move_in_time_is_rescheduled_and_says_so() -> None:
    found = one_edit(start=ALL[0].start + timedelta(hours=1))
    assert [(row["field"], row["meaning"], row["cause"]) for row in found] == [("start", "rescheduled", "source")]
    assert found[0]["sentence_de"].endswith("15:00 → 16:00")


def test_a_move_in_place_is_relocated_and_names_both() -> None:
    found = one_edit(place="Haus Nord, Nordweg 5, 04129 Leipzig")
    assert {row["meaning"] for row in found} == {"relocated"}
    assert "verlegt von Haus Blog" in found[0]["sentence_de"] and "nach Haus Nord" in found[0]["sentence_de"]


def test_cancelled_and_reinstated_are_told_at_once() -> None:
    one = blog()
    off = replace(ALL[0], status="Die Veranstaltung fällt leider aus.")
    for day, first in enumerate((ALL[0], off, ALL[0], ALL[0])):
        run(one, day, [first, *ALL[1:]])
    said = [row for row in one.tables["changes"] if row["field"] == "status" and row["table"] == "events"]
    told = [(row["run_id"], row["meaning"]) for row in said]
    assert told == [("2026-03-03.1", "cancelled"), ("2026-03-04.1", "reinstated")]


NOISE = [
    ("Anmeldung: mail@haus.example. Gelesen: 12", "Anmeldung: mail(at)haus.example. Gelesen: 13"),
    ("Noch 12 Plätze frei. Wir kochen zusammen.", "Noch 3 Plätze frei. Wir kochen zusammen."),
    ("Wir ko\u00adchen zu\u200bsammen im Hof.", "Wir kochen  zusammen im\u00a0Hof."),
    ("Wir kochen. Zuletzt aktualisiert: 3.3.2026, 10:12 Uhr", "Wir kochen. Zuletzt aktualisiert: 4.3.2026, 08:01 Uhr"),
]


@pytest.mark.parametrize(("before", "after"), NOISE)
def test_noise_in_a_text_is_no_change(before: str, after: str) -> None:
    one = blog()
    run(one, 0, [replace(ALL[0], text=before), *ALL[1:]])
    run(one, 1, [replace(ALL[0], text=after), *ALL[1:]])
    assert rows(one, 1) == []
    assert {row["version"] for row in one.tables["events"]} == {1}


def test_another_order_of_the_list_is_no_change() -> None:
    one = blog()
    run(one, 0, ALL)
    run(one, 1, ALL[::-1])
    assert rows(one, 1) == []


def test_a_block_in_every_page_is_one_change_of_the_source_and_none_of_events() -> None:
    one = blog()
    run(one, 0, ALL)
    run(one, 1, ALL, NOTICE)
    told = [(row["table"], row["record_id"], row["cause"]) for row in rows(one, 1)]
    assert told == [("sources", "blog", "source")]
    assert {row["status"] for row in one.tables["events"]} == {"scheduled"}
    run(one, 2, [*ALL[1:], happenings("blog", 7)[6]], NOTICE)
    assert [(row["table"], row["kind"]) for row in rows(one, 2)] == [("events", "added"), ("occurrences", "added")]
    assert not any("Dach" in str(row["description"]) for row in one.tables["events"])
    run(one, 3, [*ALL, happenings("blog", 7)[6]])
    assert [(row["table"], row["before"] is not None) for row in rows(one, 3)] == [("sources", True)]


def test_a_passage_in_two_entries_is_two_edits() -> None:
    one = blog()
    run(one, 0, ALL)
    more = " Bitte bringt eigene Becher, Teller und Besteck mit, damit wir keinen Müll machen."
    run(one, 1, [replace(each, text=each.text + more) if n < 2 else each for n, each in enumerate(ALL)])
    assert [row["table"] for row in rows(one, 1)] == ["events", "events"]


def flap(values: Sequence[int]) -> tuple[House, list[str]]:
    """The hour of the first event, night by night; what was reported."""
    one = blog()
    for day, hours in enumerate(values):
        run(one, day, [replace(ALL[0], start=ALL[0].start + timedelta(hours=hours)), *ALL[1:]])
    told = [row for row in one.tables["changes"] if row["field"] == "start"]
    return one, [str(row["run_id"])[:10] for row in told]


def test_a_flapping_value_is_reported_once() -> None:
    assert flap([0, 1, 0])[1] == ["2026-03-03"]
    assert flap([0, 1, 0, 1, 0, 1])[1] == ["2026-03-03"]


def test_a_value_that_is_back_for_good_is_believed_on_the_second_night() -> None:
    one, told = flap([0, 1, 0, 0])
    assert told == ["2026-03-03", "2026-03-05"]
    assert min(row["start"] for row in one.tables["occurrences"]).hour == ALL[0].start.hour


MOVES = st.sampled_from(["time", "title", "text", "place", "cancel", "drop", "fault", "empty", "nothing"])


@settings(max_examples=6, deadline=None, derandomize=True)
@given(st.lists(st.tuples(MOVES, st.integers(0, 5)), min_size=4, max_size=8))
def test_history_gives_every_field_of_the_events_table_of_every_night(moves: list[tuple[str, int]]) -> None:
    house = House(sources={name: made_up_source(name) for name in ("blog", "kalender")})
    events = {name: list(happenings(name, 6)) for name in house.sources}
    released = []
    for day, (move, which) in enumerate(moves):
        answers = {name: [Answer(body=body_of(name, told))] for name, told in events.items()}
        if move == "fault":
            answers["blog"] = [Answer(status=503, body=b"")]
        elif move == "empty":
            answers["kalender"] = [Answer(body=b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n")]
        else:
            events["blog"] = _moved(events["blog"], move, which)
        house.night(FIRST + timedelta(days=day + (day > 2)), answers)
        released.append(house.tables)
    for tables in released:
        at = max(row["started_at"] for row in tables["runs"])  # type: ignore[type-var]
        found = events_as_of(house.tables, at, at)  # type: ignore[arg-type]
        assert found == [{name: row[name] for name in found[0]} for row in tables["events"]]
        assert set(found[0]) == set(tables["events"][0])


def _moved(events: list[Happening], move: str, which: int) -> list[Happening]:
    at = which % len(events)
    one = events[at]
    edits: dict[str, dict[str, Any]] = {
        "time": {"start": one.start + timedelta(hours=1)},
        "title": {"title": f"{one.title} neu"},
        "text": {"text": f"{one.text} Der Eintritt ist frei."},
        "place": {"place": "Haus Nord, Nordweg 5, 04129 Leipzig"},
        "cancel": {"status": "Die Veranstaltung fällt leider aus."},
    }
    if move == "drop" and len(events) > 3:
        return events[:at] + events[at + 1 :]
    return [*events[:at], replace(one, **edits.get(move, {})), *events[at + 1 :]]


def test_every_kind_of_source_tells_the_same_edit_in_the_same_words() -> None:
    sentences = set()
    for name in PARSERS:
        house = House(sources={name: made_up_source(name)})
        told = happenings(name, 5)
        house.night(FIRST, {name: [Answer(body=body_of(name, told))]})
        moved = replace(told[0], start=told[0].start.replace(hour=20))
        house.night(FIRST + timedelta(days=1), {name: [Answer(body=body_of(name, [moved, *told[1:]]))]})
        sentences |= {row["sentence_de"][-5:] for row in house.tables["changes"] if row["meaning"] == "rescheduled"}
    assert sentences == {"20:00"}


def test_a_relaunch_of_all_addresses_is_one_change_of_the_source() -> None:
    one = blog()
    run(one, 0, ALL)
    ids = {row["event_id"] for row in one.tables["events"]}
    run(one, 1, [replace(event, key=f"neu-{event.key}") for event in ALL])
    found = rows(one, 1)
    assert [(row["table"], row["record_id"], row["field"], row["cause"]) for row in found] == [
        ("sources", "blog", "addresses", "source")
    ]
    assert "haben neue Adressen (6 Einträge" in found[0]["sentence_de"]
    assert {row["event_id"] for row in one.tables["events"]} == ids
    assert all("neu-" in row["url"] for row in one.tables["events"])
    run(one, 2, [replace(event, key=f"neu-{event.key}") for event in ALL])
    assert rows(one, 2) == []
    moved = [replace(ALL[0], key="anders"), *(replace(event, key=f"neu-{event.key}") for event in ALL[1:])]
    run(one, 3, moved)
    assert [(row["table"], row["field"]) for row in rows(one, 3)] == [("events", "url")]
