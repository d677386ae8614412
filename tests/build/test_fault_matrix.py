"""Faults of a site, one to five nights long, over three kinds of sources: nothing is lost, and each has its reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

import pytest

from pipeline.models import Failure
from tests.checks.bodies import page
from tests.simulated import (
    FIRST,
    PARSERS,
    Answer,
    Happening,
    House,
    body_of,
    happenings,
    made_up_source,
    renamed_page,
)

EVENTS = {name: happenings(name) for name in PARSERS}
NOT_FOUND = page("Seite nicht gefunden", "<p>Leider gibt es diese Seite nicht mehr.</p>", h1="Seite nicht gefunden")
BOT = page("Einen Moment bitte", "<p>Wir prüfen, ob Sie ein Mensch sind.</p>", chrome=False)
NOTHING = page("Termine", "<p>Derzeit sind keine Veranstaltungen geplant.</p>", h1="Termine")
HOME = page("Haus", "<p>Willkommen im Haus der Nachbarschaft.</p>", h1="Willkommen")
EMPTY = {
    "blog": NOTHING.encode(),
    "rest": b"[]",
    "kalender": b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n",
}


def whole(name: str, events: Sequence[Happening] | None = None) -> list[Answer]:
    """The list of a good night, on two pages."""
    told = EVENTS[name] if events is None else events
    half = (len(told) + 1) // 2
    return [Answer(body=body_of(name, told[:half])), Answer(body=body_of(name, told[half:]))]


def web(body: str, final: str = "") -> list[Answer]:
    return [Answer(body=body.encode(), kind="text/html", final=final)]


def renamed(name: str) -> bytes:
    """Today's entries under names that no reader knows."""
    if name == "blog":
        return renamed_page(EVENTS[name])
    body = body_of(name, EVENTS[name])
    for old, new in (
        (b"VEVENT", b"VTERMIN"),
        (b'"title"', b'"titel"'),
        (b'"content"', b'"inhalt"'),
        (b'"link"', b'"ort"'),
    ):
        body = body.replace(old, new)
    return body


def cut(name: str) -> list[Answer]:
    first, second = whole(name)
    return [Answer(body=first.body[: len(first.body) * 6 // 10]), second]


FAULTS = {
    "403": (lambda name: [Answer(status=403, body=b"no")], "blocked"),
    "429": (lambda name: [Answer(status=429, body=b"slow")], "blocked"),
    "500": (lambda name: [Answer(status=500, body=b"oh")], "source_unreachable"),
    "time-out": (lambda name: [Answer(status=None, failure=Failure.TIMEOUT)], "source_unreachable"),
    "empty 200": (lambda name: [Answer()], "layout_suspect"),
    "not found with 200": (lambda name: web(NOT_FOUND), "soft_404"),
    "redirect home": (lambda name: web(HOME, "/"), "soft_404"),
    "bot wall": (lambda name: web(BOT), "blocked"),
    "renamed markup": (lambda name: [Answer(body=renamed(name))], "layout_suspect"),
    "half the list": (lambda name: [Answer(body=body_of(name, EVENTS[name][:4]))], "list_shrunk"),
    "cut body": (cut, "list_shrunk"),
    "page 2 missing": (lambda name: [whole(name)[0], Answer(status=404, body=b"no")], "list_shrunk"),
    "verified empty": (
        lambda name: [Answer(body=EMPTY[name], kind="text/html" if name == "blog" else "")], "list_shrunk",
    ),
}  # fmt: skip


def good_night(house: House, day: int) -> None:
    built = house.night(FIRST + timedelta(days=day), {name: whole(name) for name in PARSERS})
    assert built.state == "done", built.alarms


@pytest.fixture(scope="module")
def three_good_nights() -> House:
    house = House(sources={name: made_up_source(name) for name in PARSERS})
    for day in range(3):
        good_night(house, day)
    assert len(house.tables["events"]) == 24
    return house


def absent(house: House, open_only: bool = True) -> list[Mapping[str, object]]:
    return [row for row in house.tables["absences"] if row["to_run"] is None or not open_only]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_loses_nothing_and_has_its_reason(three_good_nights: House, fault: str) -> None:
    answer, reason = FAULTS[fault]
    house = three_good_nights.copy()
    for night in range(1, 6):
        built = house.night(FIRST + timedelta(days=2 + night), {name: answer(name) for name in PARSERS})
        assert built.state == "degraded"
        if night not in (1, 2, 5):
            continue
        assert not any(row["removed_from_feed"] for row in house.tables["announcements"])
        assert {row["status"] for row in house.tables["events"]} == {"scheduled"}
        rows = absent(house)
        source_of = {str(row["event_id"]): str(row["source_id"]) for row in house.tables["announcements"]}
        assert {source_of[str(row["event_id"])] for row in rows} == set(PARSERS), "every source misses something"
        assert {row["reason"] for row in rows} == {reason}
        assert all(row["evidence"] for row in rows)
        after = house.copy()
        good_night(after, 3 + night)
        assert absent(after) == []
        assert len(after.tables["events"]) == 24
        assert not any(
            row["kind"] in ("gone", "added")
            for row in after.tables["changes"]
            if str(row["run_id"])[:10] > "2026-03-04"
        )
