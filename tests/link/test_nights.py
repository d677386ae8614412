"""Linking night by night and in one go: the same events and series, whatever came when."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.link.decisions import Decisions
from pipeline.link.grouping import link
from pipeline.memory import Memory, Remembered
from pipeline.models import Announcement
from tests.builders import announcement, remembered, source
from tests.link.labelled import read_cross

SOURCES = {name: source(name) for name in {one.entry.source for one in read_cross()}}


def announcements() -> list[Announcement]:
    """The first labelled posts as announcements, two of them without date."""
    found = []
    for number, labelled in enumerate(read_cross()[:36]):
        entry = labelled.entry
        found.append(
            announcement(
                entry.title, *([entry.start] if entry.start else []), text=entry.text, url=entry.url or f"/{number}",
                source_id=entry.source, id=f"ann_{number:02}", city=entry.city or None, venue=entry.venue or None,
            )
        )  # fmt: skip
    return [replace(one, dates=()) if number in (5, 17) else one for number, one in enumerate(found)]


def groups(known: dict[str, Remembered]) -> tuple[set[frozenset[str]], set[frozenset[str]]]:
    events: dict[str | None, set[str]] = {}
    series: dict[str | None, set[str]] = {}
    for key, one in known.items():
        events.setdefault(one.event_id, set()).add(key)
        if one.series_id:
            series.setdefault(one.series_id, set()).add(key)
    return {frozenset(one) for one in events.values()}, {frozenset(one) for one in series.values()}


def night_by_night(chunks: list[list[Announcement]]) -> dict[str, Remembered]:
    known: dict[str, Remembered] = {}
    memory = Memory()
    for number, chunk in enumerate(chunks):
        known |= {one.announcement_id: remembered(one) for one in chunk}
        linked = link(known, memory, SOURCES, Decisions(), f"2026-03-{number + 1:02}.1")
        known = dict(linked.known)
        memory = replace(memory, announcements=known, minted=linked.minted, merged=linked.merged)
    return known


@settings(max_examples=4, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(2, 4))
def test_any_split_into_nights_in_any_order_gives_the_same_events_and_series(rng: object, nights: int) -> None:
    everything = announcements()
    expected = groups(night_by_night([everything]))
    shuffled = list(everything)
    rng.shuffle(shuffled)  # type: ignore[attr-defined]
    size = -(-len(shuffled) // nights)
    chunks = [shuffled[at : at + size] for at in range(0, len(shuffled), size)]
    assert groups(night_by_night(chunks)) == expected
