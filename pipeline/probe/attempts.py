"""What each reader makes of one capture, counted and with a sample, so that people can choose."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from pipeline.formats import DATA_READERS, PAGE_READERS
from pipeline.formats.archive import read_archive
from pipeline.formats.reading import Reading
from pipeline.models import Announcement, Capture, DateReading, Kind, State
from pipeline.normalise import SourceFacts, normalise
from pipeline.probe.endpoints import Endpoint, is_data

SAMPLE = 3
Reader = Callable[[Capture], Reading]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One entry for the preview: its first date as read, its title, its place."""

    date: str
    title: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One reader on one endpoint. `events` are dated events, `upcoming` those today or later, `placed` those with a
    place; `sure` and `why` are the reader's own word."""

    endpoint: Endpoint
    reader: str
    sure: float
    entries: int
    events: int
    upcoming: int
    placed: int
    why: str
    sample: tuple[Line, ...] = ()
    faults: tuple[str, ...] = ()


def attempts_on(endpoint: Endpoint, capture: Capture, today: date) -> tuple[Attempt, ...]:
    """Every reader's account of a capture that has a body, in the order of the readers."""
    readers: Sequence[Reader] = DATA_READERS if is_data(capture) else (*PAGE_READERS, read_archive)
    readings = [read(capture) for read in readers]
    return tuple(_attempt(endpoint, reading, today) for reading in readings if reading.sure > 0 or reading.issues)


def _attempt(endpoint: Endpoint, reading: Reading, today: date) -> Attempt:
    facts = SourceFacts(source_id="probe", is_own_voice=False)
    claims = [normalise(raw, reference=today, source=facts) for raw in reading.announcements]
    kept = [claim for claim in claims if claim.state is not State.REJECTED]
    events = [claim for claim in kept if claim.kind is Kind.EVENT and _first(claim) is not None]
    upcoming = [claim for claim in events if _last_day(claim) >= today]
    return Attempt(
        endpoint=endpoint,
        reader=reading.reader,
        sure=reading.sure if events else 0.0,
        entries=len(kept),
        events=len(events),
        upcoming=len(upcoming),
        placed=sum(bool(_place(claim)) for claim in events),
        why=reading.why,
        sample=tuple(_line(claim) for claim in (upcoming or events or kept)[:SAMPLE]),
        faults=tuple(f"{one.where}: expected {one.expected}, found {one.found}" for one in reading.issues),
    )


def _line(claim: Announcement) -> Line:
    first = _first(claim)
    return Line(date=_written(first) if first else "", title=claim.title, place=_place(claim))


def _first(claim: Announcement) -> DateReading | None:
    return next((one for one in claim.dates if one.start is not None), None)


def _last_day(claim: Announcement) -> date:
    """The last day of anything the claim is dated; far ahead for a rule, which goes on."""
    if any(one.rrule for one in claim.dates):
        return date.max
    return max(_day(one.end or one.start) for one in claim.dates if one.end or one.start)


def _day(moment: date | datetime | None) -> date:
    return moment.date() if isinstance(moment, datetime) else moment or date.min


def _written(reading: DateReading) -> str:
    start = reading.start
    text = f"{start:%d.%m.%Y %H:%M}" if isinstance(start, datetime) else f"{start:%d.%m.%Y}" if start else ""
    return f"{text} ({reading.rrule})" if reading.rrule else text


def _place(claim: Announcement) -> str:
    place = claim.place
    if place is None:
        return "online" if claim.online_url else ""
    return ", ".join(part for part in (place.name, place.street, place.city) if part)
