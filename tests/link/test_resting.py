"""What is over for long rests: the same ids and rows as if all that ever was were compared each night."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from benchmarks.simulator import SimulatedNight, World, nights, sources
from pipeline.build.night import build_night
from pipeline.build.values import Built, Night
from pipeline.link import resting as module
from pipeline.link.decisions import Decisions, read_decisions
from pipeline.link.resting import resting
from pipeline.memory import Memory
from pipeline.schema import TABLES

WORLD = World(seed=11, sources=2, events=3, edited=0.04, withdrawn=0.02, faulty=0.03, relaunched=0.02)
NEVER = timedelta(days=10_000)


def build(night: SimulatedNight, last: Built | None, *, decisions: Decisions | None = None, rules: str = "") -> Built:
    return build_night(
        Night(
            run=night.run, readings=night.readings, sources=sources(WORLD), before=last.tables if last else {},
            memory=last.memory if last else Memory(), decisions=decisions or Decisions(), withdrawn_after_nights=2,
            key=b"k", rules=rules,
        )
    )  # fmt: skip


def rows(built: Built, table: str, key: str, *without: str) -> Mapping[object, Mapping[str, object]]:
    found = {
        row[key]: {name: value for name, value in row.items() if name not in without} for row in built.tables[table]
    }
    assert len(found) == len(built.tables[table])
    return found


@pytest.fixture(scope="module")
def both() -> Iterator[Sequence[tuple[Built, Built]]]:
    """Each night as built while nothing ever rests, and while things rest after a week."""
    found: list[tuple[Built, Built]] = []
    full = quick = None
    with pytest.MonkeyPatch.context() as patch:
        for night in nights(WORLD, 70):
            patch.setattr(module, "RESTS_AFTER", NEVER)
            full = build(night, full)
            patch.setattr(module, "RESTS_AFTER", timedelta(days=7))
            quick = build(night, quick)
            found.append((full, quick))
        yield found


def test_any_sequence_of_nights_gives_what_a_comparison_of_everything_gives(
    both: Sequence[tuple[Built, Built]],
) -> None:
    """A series is told from all its texts, and what rests stays in the one that it was in: it alone may differ."""
    for full, quick in both:
        for table in ("events", "occurrences", "announcements"):
            key = TABLES[table].key[0]
            loose = ("series_id", "version", "last_changed_at") if table == "events" else ()
            assert rows(full, table, key, *loose) == rows(quick, table, key, *loose)
        assert full.tables["absences"] == quick.tables["absences"]
    assert len(_asleep(both[-1][1])) > 5


def _asleep(built: Built, decisions: Decisions | None = None) -> frozenset[str]:
    known = built.memory.announcements
    day = built.tables["runs"][-1]["logical_date"]
    assert isinstance(day, date)
    return resting(known, known, day, decisions or Decisions())


def test_a_ruling_wakes_the_event_that_it_names(both: Sequence[tuple[Built, Built]]) -> None:
    last = both[-1][1]
    known = last.memory.announcements
    far = max(_asleep(last), key=lambda key: known[key].event_id is not None)
    event_id = known[far].event_id
    said = read_decisions({"hide.csv": f"day,author,reason,event_id\n2026-01-01,me,so,{event_id}\n"})
    assert far not in _asleep(last, said)
    *_, after = nights(WORLD, len(both) + 1)
    built = build(after, last, decisions=said)
    row = next(row for row in built.tables["announcements"] if row["announcement_id"] == far)
    assert row["removed_from_feed"] == "hidden"


def test_other_code_wakes_everything(both: Sequence[tuple[Built, Built]], monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr("pipeline.build.world.resting", lambda *args: asked.append(1) or frozenset())
    *_, after = nights(WORLD, len(both) + 1)
    build(after, both[-1][1], rules="other code")
    assert not asked
    build(after, both[-1][1])
    assert asked


def test_a_new_date_of_what_rests_joins_its_series_and_the_old_one_stays(both: Sequence[tuple[Built, Built]]) -> None:
    last = both[-1][1]
    known = last.memory.announcements
    old = next(known[key] for key in sorted(_asleep(last)) if known[key].event_id)
    *_, after = nights(WORLD, len(both) + 1)
    source_id = old.announcement.source_id
    reading = after.readings[source_id]
    moved = tuple(replace(one, start=one.start + timedelta(days=364)) for one in old.announcement.dates if one.start)  # type: ignore[arg-type,type-var]
    again = replace(old.announcement, dates=moved, url="https://new.example/1", guid="new", key="new", position=99)
    reading = replace(reading, announcements=(*reading.announcements, again), seen_in=(*reading.seen_in, ("cap_x",)))
    built = build(replace(after, readings={**after.readings, source_id: reading}), last)
    mine = [one for one in built.memory.announcements.values() if one.announcement.key == "new"]
    kept = built.memory.announcements[old.announcement.announcement_id]
    assert len(mine) == 1 and mine[0].series_id == kept.series_id is not None
    assert mine[0].event_id != kept.event_id == old.event_id
