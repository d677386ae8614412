"""What a source announced, reduced to what a relaunch must not change: title, day, time; and how two nights compare."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from pipeline.models import Announcement, Capture, Kind, PageRole, Source, State
from pipeline.normalise import normalise, source_facts
from pipeline.pages import combine


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A dated announcement as read on one night; `time` is '' if only the day is said, `last` its last day, `printed`
    its whole printed title."""

    title: str
    day: date
    time: str
    last: date
    where: str
    printed: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """`reproduced` of `known` announcements were found again; `contradicted` have their title with another
    date; `extra` were not known, `undated` were found by title alone."""

    known: int
    reproduced: int
    contradicted: tuple[str, ...]
    extra: int
    undated: int
    missing: tuple[str, ...]


def claims_of(source: Source, captures: Iterable[Capture], day: date) -> tuple[tuple[Claim, ...], frozenset[str]]:
    """The dated events of a night, and the titles of all that was announced without a date."""
    raws = [
        raw
        for capture in captures
        if capture.has_body and capture.role is not PageRole.ROBOTS
        for raw in source.parse(capture)
    ]
    facts = source_facts(source)
    read = [(normalise(raw, reference=day, source=facts), raw.text_of("title")) for raw in combine(raws)]
    kept = [(one, title) for one, title in read if one.state is not State.REJECTED and one.kind is Kind.EVENT]
    claims = [claim for claim in (_claim(one, title) for one, title in kept) if claim is not None]
    dated = {claim.title for claim in claims}
    return tuple(claims), frozenset(same(one.title) for one, _ in kept) - dated


def _claim(one: Announcement, printed: str) -> Claim | None:
    first = next((reading for reading in one.dates if reading.start is not None), None)
    if first is None or first.start is None:
        return None
    start = first.start
    is_moment = isinstance(start, datetime)
    ends = [_day(moment) for reading in one.dates for moment in (reading.end or reading.start,) if moment is not None]
    rule = any(reading.rrule for reading in one.dates)
    return Claim(
        title=same(one.title),
        day=_day(start),
        time=f"{start:%H:%M}" if is_moment else "",
        last=date.max if rule else max(ends),
        where=one.url or one.key,
        printed=same(printed),
    )


def _day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def same(text: str) -> str:
    """A title for comparing: case folded, one space between words."""
    return " ".join(text.casefold().split())


def score(
    known: Sequence[Claim], found: Sequence[Claim], undated: frozenset[str], older: frozenset[str] = frozenset()
) -> Score:
    """How much of `known` was found again. Same title on the same day, at the same time where both say one, is found
    again; a known title that stands there only with other days or times is contradicted. `older` are titles that were
    announced, too, but need not be there any more."""
    days: dict[str, list[Claim]] = {}
    for claim in found:
        days.setdefault(claim.title, []).append(claim)
    hits = [claim for claim in known if any(_agrees(claim, other) for other in days.get(claim.title, ()))]
    missed = [claim for claim in known if claim not in hits]
    titles = older | {claim.title for claim in known}
    return Score(
        known=len(known),
        reproduced=len(hits),
        contradicted=tuple(
            f"{claim.title}: {_written(claim)}, now {', '.join(map(_written, days[claim.title]))}"
            for claim in missed
            if claim.title in days
        ),
        extra=sum(claim.title not in titles for claim in found),
        undated=sum(claim.title in undated for claim in missed),
        missing=tuple(f"{claim.day} {claim.title}" for claim in missed),
    )


def _written(claim: Claim) -> str:
    return f"{claim.day:%d.%m.%Y} {claim.time}".rstrip()


def _agrees(known: Claim, found: Claim) -> bool:
    return known.day == found.day and (not known.time or not found.time or known.time == found.time)
