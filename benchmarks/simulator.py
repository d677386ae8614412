"""Simulated sources, night after night, from a seed: a posting rhythm, edits, faults, relaunches.

What comes out is what reading an archived night gives (`SourceReading`), so that the real build stage runs on it.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from benchmarks.material import FORMS, HEADS, PLACES, SPINS, TOWNS, made_name, texts
from pipeline.berlin import BERLIN
from pipeline.build.values import SourceReading
from pipeline.checks import Absence, Effective, PageVerdict, PageView, SourceNight
from pipeline.models import (
    Announcement,
    Capture,
    DateBasis,
    DateKind,
    DateReading,
    Kind,
    ListPage,
    OrganiserClaim,
    PageRole,
    PlaceClaim,
    Precision,
    RawAnnouncement,
    Run,
    Sites,
    Source,
)

FIRST_NIGHT = date(2026, 1, 1)
_LEAD = (15, 75)  # days between an announcement's first night and its event
_FAULTS = {
    Absence.SOURCE_UNREACHABLE: Effective.NO_RESPONSE,
    Absence.BLOCKED: Effective.BOT_WALL,
    Absence.SOFT_404: Effective.SOFT_404,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """How large and how lively it is: shares are per night, of entries or of sources."""

    seed: int = 7
    sources: int = 20
    events: int = 100
    edited: float = 0.01
    withdrawn: float = 0.001
    faulty: float = 0.01
    relaunched: float = 0.002


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulatedNight:
    """`things` are the true numbers of each source's entries, in the order of its announcements; `gone` those that
    were taken down before their date."""

    run: Run
    readings: dict[str, SourceReading]
    things: dict[str, tuple[int, ...]]
    gone: dict[str, frozenset[int]]


def sources(world: World) -> dict[str, Source]:
    """The sources of a world, as the build stage wants to know them."""
    return {name: _source(name) for name in _names(world)}


def nights(world: World, count: int) -> Iterator[SimulatedNight]:
    """`count` nights in a row; the same world gives the same nights, also if fewer are asked for."""
    sites = [_Site(world, name) for name in _names(world)]
    for number in range(count):
        day = FIRST_NIGHT + timedelta(days=number)
        started = datetime(day.year, day.month, day.day, 3, 10, tzinfo=BERLIN)
        run = Run(run_id=f"{day}.1", logical_date=day, started_at=started, sites=Sites.DEMO)
        readings = {site.name: site.night(run) for site in sites}
        things = {site.name: tuple(entry.thing for entry in site.shown) for site in sites}
        gone = {site.name: frozenset(site.gone) for site in sites}
        yield SimulatedNight(run=run, readings=readings, things=things, gone=gone)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    thing: int
    title: str
    text: str
    start: datetime
    venue: str
    town: str


class _Site:
    """One source: what hangs there, and how its editors behave."""

    def __init__(self, world: World, name: str) -> None:
        self.world, self.name = world, name
        self.rng = random.Random(f"{world.seed} {name}")
        self.pool = [piece.text for piece in texts(400, seed=self.rng.randrange(1 << 30))]
        self.busy_days = set(self.rng.sample(range(7), 4))
        self.generation = self.next_thing = self.down = 0
        self.entries: list[_Entry] = []
        self.shown: Sequence[_Entry] = ()
        self.gone: set[int] = set()

    def night(self, run: Run) -> SourceReading:
        """Editors work, then the crawl comes by and finds the list, or does not."""
        self._edit(run.logical_date)
        self._post(run.logical_date)
        if self.down == 0 and self.rng.random() < self.world.faulty:
            self.down = self.rng.choice((1, 1, 2, 5))
        fault = self.rng.choice(sorted(_FAULTS)) if self.down else None
        self.down = max(0, self.down - 1)
        self.shown = () if fault else tuple(self.entries)
        view = _view(self.name, run, fault, len(self.shown))
        return SourceReading(
            views=(view,),
            announcements=tuple(self._announcement(one, at, view.capture) for at, one in enumerate(self.shown)),
            seen_in=tuple((view.capture.capture_id,) for _ in self.shown),
            night=SourceNight(
                source_id=self.name, good=fault is None, reason=fault, evidence="simulated" if fault else "",
                entries={"list": len(self.shown)},
            ),
        )  # fmt: skip

    def _edit(self, day: date) -> None:
        """What is over scrolls off; a few entries are edited or taken down; seldom the whole site is relaunched."""
        kept = []
        for entry in self.entries:
            if entry.start.date() < day:
                continue
            if self.rng.random() < self.world.withdrawn:
                self.gone.add(entry.thing)
                continue
            kept.append(self._edited(entry) if self.rng.random() < self.world.edited else entry)
        self.entries = kept
        self.generation += self.rng.random() < self.world.relaunched

    def _edited(self, entry: _Entry) -> _Entry:
        rng = self.rng
        return rng.choice(
            (
                replace(entry, title=f"{entry.title} – mit {made_name(rng)}"),
                replace(entry, start=entry.start + timedelta(days=rng.choice((1, 2, 7)), hours=rng.choice((-1, 0, 1)))),
                replace(entry, venue=rng.choice(PLACES)),
                replace(entry, text=f"{entry.text} Neu dabei: {made_name(rng)}."),
            )
        )

    def _post(self, day: date) -> None:
        """New entries on the days on which somebody is in the office, until the list is as full as it uses to be."""
        is_first = not self.next_thing
        if day.weekday() in self.busy_days or is_first:
            self.entries += [self._new(day, is_first) for _ in range(self.world.events - len(self.entries))]
        self.entries.sort(key=lambda entry: (entry.start, entry.thing))

    def _new(self, day: date, is_first: bool) -> _Entry:
        lead = self.rng.randrange(1 if is_first else _LEAD[0], _LEAD[1])
        self.next_thing += 1
        return _Entry(
            thing=self.next_thing,
            title=f"{self.rng.choice(FORMS)}: {self.rng.choice(HEADS)} {self.rng.choice(SPINS)}",
            text=self.rng.choice(self.pool),
            start=datetime(day.year, day.month, day.day, self.rng.randrange(10, 21)) + timedelta(days=lead),
            venue=self.rng.choice(PLACES),
            town=self.rng.choice(TOWNS),
        )

    def _announcement(self, entry: _Entry, at: int, capture: Capture) -> Announcement:
        slug = f"{self.generation}/{entry.thing * 31 + self.generation}"
        url = f"https://{self.name}.example/termine/{slug}"
        return Announcement(
            source_id=self.name,
            capture_id=capture.capture_id,
            position=at,
            key=url,
            title=entry.title,
            text=entry.text,
            kind=Kind.EVENT,
            kind_reason="simulated",
            url=url,
            guid=f"{self.name}-{slug}",
            dates=(_reading(entry.start),),
            place=PlaceClaim(name=entry.venue, city=entry.town),
            organisers=(OrganiserClaim(name=self.name, name_as_printed=self.name),),
        )


def _names(world: World) -> list[str]:
    return [f"site{number:02}" for number in range(world.sources)]


def _source(name: str) -> Source:
    return Source(
        source_id=name,
        name=name,
        organiser=name,
        homes=dict.fromkeys(Sites, f"https://{name}.example"),
        lists=(ListPage(name="list", addresses=("/",)),),
        parse=_nothing,
    )


def _nothing(capture: Capture) -> Sequence[RawAnnouncement]:
    return ()


def _view(name: str, run: Run, fault: Absence | None, count: int) -> PageView:
    capture = Capture(
        capture_id=f"cap_{name}_{run.run_id}",
        source_id=name,
        run_id=run.run_id,
        url=f"https://{name}.example/",
        final_url=f"https://{name}.example/",
        role=PageRole.LIST,
        status=None if fault is Absence.SOURCE_UNREACHABLE else 403 if fault is Absence.BLOCKED else 200,
        failure="timeout" if fault is Absence.SOURCE_UNREACHABLE else None,
        captured_at=run.started_at,
        body=b"" if fault is Absence.SOURCE_UNREACHABLE else b"<html>simulated</html>",
        warc_file=f"{name}/{run.run_id}.warc.gz",
    )
    status = _FAULTS[fault] if fault else Effective.OK
    return PageView(capture=capture, verdict=PageVerdict(status=status), n_entries=count)


def _reading(start: datetime) -> DateReading:
    return DateReading(
        start=start,
        end=None,
        all_day=False,
        precision=Precision.MINUTE,
        kind=DateKind.EVENT,
        text="",
        span=(0, 0),
        basis=DateBasis.STRUCTURED,
    )
