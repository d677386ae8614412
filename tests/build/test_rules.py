"""What other rules read in old pages is our doing, and what a page changes is the page's: never the other way round."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from pipeline.build.night import build_rules
from pipeline.build.values import Night
from pipeline.link.decisions import Decisions
from pipeline.link.renewal import renew
from pipeline.models import Capture, RawAnnouncement, Run, Sites
from tests.simulated import FIRST, Answer, Happening, House, body_of, happenings, made_up_source, parse_html

EVENTS = happenings("blog")
Reader = Callable[[Capture], tuple[RawAnnouncement, ...]]


def _without(*places: int) -> Reader:
    return lambda capture: tuple(one for at, one in enumerate(parse_html(capture)) if at not in places)


def _louder(capture: Capture) -> tuple[RawAnnouncement, ...]:
    return tuple(_with(one, "title", f"{one.text_of('title')} im Haus") for one in parse_html(capture))


def _textless(capture: Capture) -> tuple[RawAnnouncement, ...]:
    return tuple(
        _with(one, "text", one.text_of("text").replace("Wir treffen uns", "Alle")) for one in parse_html(capture)
    )


def _with(one: RawAnnouncement, name: str, text: str) -> RawAnnouncement:
    return replace(one, fields={**one.fields, name: replace(one.fields[name], text=text)})


CHANGES: Mapping[str, tuple[Reader, Reader]] = {
    "finds more": (_without(0, 3), parse_html),
    "finds everything": (_without(*range(8)), parse_html),
    "finds fewer": (parse_html, _without(5)),
    "another title": (parse_html, _louder),
    "another text": (_louder, _textless),
    "more and other": (_without(2), _louder),
}


def _answers(events: Sequence[Happening]) -> dict[str, tuple[Answer, ...]]:
    return {"blog": (Answer(body=body_of("blog", events)),)}


def _rebuild(house: House, shown: Sequence[Happening], reader: Reader, run: Run) -> None:
    """As `rebuild` does: the last night's page read again, the rest built on top."""
    source = replace(house.sources["blog"], parse=reader)
    house.sources = {"blog": source}
    told = replace(run, run_id=f"{run.logical_date}.2", started_at=run.started_at + timedelta(minutes=5))
    read = house._read(source, run, _answers(shown)["blog"], {})
    known = house.memory.announcements
    renewal = renew(known, known, read.announcements, run, said_by=told, is_newest=True)
    changed = {key for key in known if renewal.known.get(key) != known[key]}
    night = Night(
        run=told, readings={}, sources=house.sources, before=house.tables,
        memory=replace(house.memory, announcements=renewal.known), decisions=Decisions(), withdrawn_after_nights=2,
        key=b"k", cause="rule", touched=frozenset(changed),
    )  # fmt: skip
    after = build_rules(night)
    house.tables, house.memory = after.tables, after.memory


def _run_of(house: House) -> Run:
    last = house.tables["runs"][-1]
    day, at = last["logical_date"], last["started_at"]
    assert isinstance(day, date) and isinstance(at, datetime)
    return Run(run_id=str(last["run_id"]), logical_date=day, started_at=at, sites=Sites.DEMO)


def _said(house: House, run_id: str) -> set[tuple[object, object, object]]:
    return {(row["cause"], row["kind"], row["field"]) for row in house.tables["changes"] if row["run_id"] == run_id}


@pytest.mark.parametrize("name", CHANGES)
def test_a_rule_change_gives_no_row_with_cause_source_and_a_page_change_none_with_cause_rule(name: str) -> None:
    before, after = CHANGES[name]
    house = House(sources={"blog": replace(made_up_source("blog"), parse=before)})
    house.night(FIRST, _answers(EVENTS))
    edited = (replace(EVENTS[0], start=EVENTS[0].start + timedelta(days=1)), *EVENTS[1:])
    built = house.night(FIRST + timedelta(days=1), _answers(edited))
    assert "rule" not in {row["cause"] for row in built.tables["changes"]}
    run = _run_of(house)
    _rebuild(house, edited, after, run)
    said = _said(house, f"{run.logical_date}.2")
    assert said and {cause for cause, _, _ in said} <= {"rule", "merge"}
    house.night(FIRST + timedelta(days=2), _answers(edited))
    assert _said(house, f"{FIRST + timedelta(days=2)}.1") == set(), (
        "the same pages under the same rules say nothing new"
    )
    again = (*edited[:-1], replace(edited[-1], title="Ganz anders als bisher"))
    house.night(FIRST + timedelta(days=3), _answers(again))
    assert {cause for cause, _, _ in _said(house, f"{FIRST + timedelta(days=3)}.1")} == {"source"}


def test_what_only_new_rules_find_is_known_since_the_page_showed_it() -> None:
    house = House(sources={"blog": replace(made_up_source("blog"), parse=_without(0))})
    house.night(FIRST, _answers(EVENTS))
    run = _run_of(house)
    _rebuild(house, EVENTS, parse_html, run)
    added = [row for row in house.tables["changes"] if row["kind"] == "added" and row["table"] == "events"]
    (row,) = [row for row in added if row["cause"] == "rule"]
    (version,) = [one for one in house.tables["event_versions"] if one["event_id"] == row["record_id"]]
    assert version["valid_from"] == run.started_at < version["known_from"]  # type: ignore[operator]
