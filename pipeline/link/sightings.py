"""Follows listing entries over many nights: which sighting is a later one of which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from functools import lru_cache

from pipeline.link.entries import Entry
from pipeline.link.identity import Match, assign
from pipeline.link.when import read_when
from pipeline.models import (
    Announcement,
    DateBasis,
    DateKind,
    DateReading,
    Kind,
    OrganiserClaim,
    PlaceClaim,
    Precision,
)
from pipeline.normalise.gazetteer import town_of
from pipeline.normalise.titles import TitleReading, read_title


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """One line of one night's list; the entry's id is a label, never evidence. Without `position` the lines of a night
    stand in the order of the list."""

    night: int
    entry: Entry
    guid: str = ""
    position: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """`same_as` is the label of the last earlier sighting, None for a first one and where a person would be asked (the
    evidence then begins with "review:")."""

    sighting: Sighting
    same_as: str | None
    evidence: tuple[str, ...]


def follow(sightings: Sequence[Sighting]) -> list[Seen]:
    """Answer each sighting in the order given. Nights are taken in their order, each source by itself; an entry that
    was away for some nights is matched with its last sighting."""
    nights: dict[tuple[str, int], list[int]] = defaultdict(list)
    for index, one in enumerate(sightings):
        nights[one.entry.source, one.night].append(index)
    answers: dict[int, Seen] = {}
    stories: dict[str, _Story] = defaultdict(_Story.begin)
    for source, night in sorted(nights):
        stories[source].add_night(sightings, nights[source, night], answers)
    return [answers[index] for index in range(len(sightings))]


@dataclass(slots=True, kw_only=True)
class _Story:
    """One source so far: the last sighting of each thing it announced, and which of them its last night had."""

    known: dict[str, Announcement]
    label: dict[str, str]
    last_night: frozenset[str]

    @classmethod
    def begin(cls) -> _Story:
        return cls(known={}, label={}, last_night=frozenset())

    def add_night(self, sightings: Sequence[Sighting], indexes: Sequence[int], answers: dict[int, Seen]) -> None:
        tonight = [_announcement(sightings[index], at) for at, index in enumerate(indexes)]
        assignment = assign(self.known, tonight, self.known.keys() - self.last_night)
        matched = {match.index: match for match in assignment.matches}
        doubted = {match.index: match for match in assignment.doubtful}
        keys = []
        for at, index in enumerate(indexes):
            match = matched.get(at)
            keys.append(match.announcement_id if match else f"{index:09}")
            answers[index] = Seen(
                sighting=sightings[index],
                same_as=self.label[match.announcement_id] if match else None,
                evidence=match.evidence if match else self._doubt(doubted.get(at)),
            )
        self.known |= dict(zip(keys, tonight, strict=True))
        self.label |= {key: sightings[index].entry.id for key, index in zip(keys, indexes, strict=True)}
        self.last_night = frozenset(keys)

    def _doubt(self, match: Match | None) -> tuple[str, ...]:
        if match is None:
            return ()
        return (f"review: may be {self.label[match.announcement_id]} ({match.score:.2f})", *match.evidence)


def _announcement(sighting: Sighting, at: int) -> Announcement:
    """The entry as the nightly run would have read it, as far as matching looks at it."""
    entry = sighting.entry
    title = _title(entry.title)
    city = entry.city or town_of(title.place_text) or title.place_text
    return Announcement(
        source_id=entry.source,
        capture_id="",
        position=at if sighting.position is None else int(sighting.position),
        key="",
        title=title.name or entry.title,
        text=entry.text,
        kind=entry.kind or Kind.EVENT,
        kind_reason="",
        url=entry.url,
        guid=sighting.guid,
        published_at=datetime.combine(entry.reference, time()) if entry.reference else None,
        dates=_dates(entry),
        place=PlaceClaim(name=entry.venue or None, city=city or None) if entry.venue or city else None,
        organisers=(OrganiserClaim(name=entry.organiser, name_as_printed=entry.organiser),) if entry.organiser else (),
    )


@lru_cache(maxsize=50_000)
def _title(printed: str) -> TitleReading:
    return read_title(printed)


def _dates(entry: Entry) -> tuple[DateReading, ...]:
    if entry.start is None:
        readings = read_when(entry, looks_back=False, speaks_of_days=False, years=frozenset()).readings
        return tuple(one for one in readings if one.kind is DateKind.EVENT)
    is_timed = isinstance(entry.start, datetime)
    return (
        DateReading(
            start=entry.start,
            end=entry.end,
            all_day=not is_timed,
            precision=Precision.MINUTE if is_timed else Precision.DAY,
            kind=DateKind.EVENT,
            text="",
            span=(0, 0),
            basis=DateBasis.STRUCTURED,
        ),
    )
