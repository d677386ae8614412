"""Small made-up values for tests: an announcement is a title, a date and a text; everything else has a default."""

from __future__ import annotations

from datetime import date, datetime

from pipeline.berlin import BERLIN
from pipeline.memory import Remembered
from pipeline.models import (
    Announcement,
    DateBasis,
    DateKind,
    DateReading,
    Expect,
    Kind,
    ListPage,
    Moment,
    PlaceClaim,
    Precision,
    Run,
    Sites,
    Source,
)

NIGHT = datetime(2026, 3, 2, 3, 10, tzinfo=BERLIN)


def reading(start: Moment | None, end: Moment | None = None, *, rrule: str | None = None) -> DateReading:
    timed = isinstance(start, datetime)
    return DateReading(
        start=start,
        end=end,
        all_day=not timed,
        precision=Precision.MINUTE if timed else Precision.DAY,
        kind=DateKind.EVENT,
        text="",
        span=(0, 0),
        rrule=rrule,
        basis=DateBasis.RULE if rrule else DateBasis.PRINTED,
    )


def announcement(
    title: str,
    *starts: Moment | DateReading,
    text: str = "Wir laden alle Nachbarinnen und Nachbarn herzlich ein.",
    url: str = "",
    guid: str = "",
    source_id: str = "dsm",
    position: int = 0,
    id: str = "",
    city: str | None = None,
    venue: str | None = None,
    part: int = 0,
    kind: Kind = Kind.EVENT,
) -> Announcement:
    return Announcement(
        source_id=source_id,
        capture_id="cap_1",
        position=position,
        key=guid or url or title,
        title=title,
        text=text,
        kind=kind,
        kind_reason="test",
        announcement_id=id,
        url=url,
        guid=guid,
        part=part,
        dates=tuple(one if isinstance(one, DateReading) else reading(one) for one in starts),
        place=PlaceClaim(name=venue, city=city) if city or venue else None,
    )


def remembered(one: Announcement, *, event_id: str | None = None, at: datetime = NIGHT) -> Remembered:
    return Remembered(announcement=one, first_seen_at=at, last_seen_at=at, event_id=event_id, home_event_id=event_id)


def source(source_id: str = "dsm", *, own: bool = True, minimum: int = 1) -> Source:
    return Source(
        source_id=source_id,
        name=source_id,
        organiser=source_id,
        homes={Sites.DEMO: f"http://{source_id}.demo.test", Sites.LIVE: f"https://{source_id}.example"},
        lists=(ListPage(name="list", addresses=("/",)),),
        parse=nothing,
        is_own_voice=own,
        expect=Expect(announcements_min=minimum),
    )


def nothing(capture: object) -> tuple[()]:
    return ()


def run(day: date = date(2026, 3, 2), number: int = 1) -> Run:
    at = datetime(day.year, day.month, day.day, 3, 10, tzinfo=BERLIN)
    return Run(run_id=f"{day}.{number}", logical_date=day, started_at=at, sites=Sites.DEMO)
