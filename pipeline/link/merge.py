"""Which announcement wins, field by field, when several speak of one event."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from pipeline.berlin import day_of, end_of_day
from pipeline.link.decisions import Row as Ruling
from pipeline.link.disagreements import disagreements
from pipeline.memory import Remembered
from pipeline.models import (
    Announcement,
    DateBasis,
    DateReading,
    Issue,
    PageRole,
    Publish,
    Severity,
    Source,
    State,
    Status,
)
from pipeline.normalise.organisers import organiser_key
from pipeline.normalise.text import excerpt

Row = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """One event: `row` without its versions and moments, `dates` as they count, `given_by` the announcement behind each
    field, `lead` the announcement that wins, `issues` the contradictions between members."""

    event_id: str
    row: Row
    dates: tuple[DateReading, ...]
    members: tuple[Remembered, ...]
    lead: Remembered
    given_by: Mapping[str, str]
    issues: tuple[Issue, ...]


def merge(event_id: str, members: Sequence[Remembered], sources: Mapping[str, Source]) -> Merged:
    """Merge the announcements of one event.

    Order of trust: read without doubt before in review; the organiser's own site before a re-poster; dated before
    undated; detail page before teaser; structured before prose; newer before older. Each field comes from the first
    that has it; dates are the leader's, with a clock time added from another member that names the same day.
    """
    ranked = sorted(members, key=_rank(members, sources))
    lead = ranked[0]
    given_by: dict[str, str] = {}
    dates = _dates(ranked, given_by)
    row = {name: _first(name, read, ranked, given_by) for name, read in _FIELDS.items()}
    row |= {name: _joined(read, ranked) for name, read in _LISTS.items()}
    text = str(row.pop("text") or "")
    publish = _publish(lead, sources)
    summary = "" if publish is Publish.FACTS else excerpt(text)
    row |= {
        "description": (text if publish is Publish.FULL else summary) or None,
        "summary": summary or None,
        "publish": publish.value,
        "kind": lead.announcement.kind.value,
        "status": _status(ranked, given_by).value,
        "sold_out": any(one.announcement.sold_out for one in ranked),
        "confidence": _confidence(lead, dates),
        "n_sources": len({one.announcement.source_id for one in members}),
    }
    return Merged(
        event_id=event_id,
        row=row,
        dates=dates,
        members=tuple(ranked),
        lead=lead,
        given_by=given_by,
        issues=tuple(disagreements(ranked, given_by["status"])),
    )


def _rank(members: Sequence[Remembered], sources: Mapping[str, Source]) -> Callable[[Remembered], tuple[object, ...]]:
    bodies = {organiser_key(body.name) for one in members for body in one.announcement.organisers}

    def rank(one: Remembered) -> tuple[object, ...]:
        a = one.announcement
        source = sources.get(a.source_id)
        own = source is not None and source.is_own_voice and organiser_key(source.organiser) in bodies
        structured = any(reading.basis is DateBasis.STRUCTURED for reading in a.dates)
        newest = -(a.published_at or one.first_seen_at).timestamp()
        return (
            a.state is not State.ACCEPTED,
            one.removed is not None,
            not own,
            not a.dates,
            a.role is not PageRole.DETAIL,
            not structured,
            newest,
            a.announcement_id,
        )

    return rank


_FIELDS: Mapping[str, Callable[[Announcement], object]] = {
    "title": lambda a: a.title,
    "text": lambda a: a.text,
    "url": lambda a: a.url,
    "attendance_mode": lambda a: a.attendance_mode.value if a.attendance_mode else None,
    "online_url": lambda a: a.online_url,
    "registration_deadline": lambda a: end_of_day(a.registration_deadline) if a.registration_deadline else None,
    "registration_url": lambda a: a.registration_url,
    "price_text": lambda a: a.price_text,
    "is_free": lambda a: a.is_free,
}
_LISTS: Mapping[str, Callable[[Announcement], Sequence[str]]] = {
    "languages": lambda a: a.languages,
    "audience": lambda a: a.audience,
    "topics": lambda a: a.topics,
}


def _first(
    name: str, read: Callable[[Announcement], object], ranked: Sequence[Remembered], given_by: dict[str, str]
) -> object:
    for one in ranked:
        value = read(one.announcement)
        if value not in (None, ""):
            given_by[name] = one.announcement.announcement_id
            return value
    return None


def _joined(read: Callable[[Announcement], Sequence[str]], ranked: Sequence[Remembered]) -> list[str]:
    return list(dict.fromkeys(value for one in ranked for value in read(one.announcement)))


def _dates(ranked: Sequence[Remembered], given_by: dict[str, str]) -> tuple[DateReading, ...]:
    leader = next((one for one in ranked if one.announcement.dates), None)
    if leader is None:
        return ()
    given_by["start"] = leader.announcement.announcement_id
    timed = {
        day_of(reading.start): reading
        for one in reversed(ranked)
        for reading in one.announcement.dates
        if isinstance(reading.start, datetime) and reading.rrule is None
    }
    return tuple(_with_time(reading, timed) for reading in leader.announcement.dates)


def _with_time(reading: DateReading, timed: Mapping[date, DateReading]) -> DateReading:
    """The leader's bare single day takes the clock time that another member prints for that day."""
    bare = reading.start is not None and not isinstance(reading.start, datetime) and reading.rrule is None
    if not bare or (reading.end is not None and reading.end != reading.start):
        return reading
    return timed.get(day_of(reading.start), reading) if reading.start else reading


def _status(ranked: Sequence[Remembered], given_by: dict[str, str]) -> Status:
    """The leader's status unless it says nothing and another member, seen in the leader's last night or later, does."""
    for one in ranked:
        if one.announcement.status is not Status.SCHEDULED and one.last_seen_at >= ranked[0].last_seen_at:
            given_by["status"] = one.announcement.announcement_id
            return one.announcement.status
    given_by["status"] = ranked[0].announcement.announcement_id
    return ranked[0].announcement.status


def _publish(lead: Remembered, sources: Mapping[str, Source]) -> Publish:
    source = sources.get(lead.announcement.source_id)
    return source.publish if source else Publish.EXCERPT


def _confidence(lead: Remembered, dates: Sequence[DateReading]) -> float:
    """1.0 for a printed or structured date; 0.8 inferred year, 0.7 a rule, 0.4 no date; each doubt takes 0.2, down to
    0.1."""
    basis = {DateBasis.YEAR_INFERRED: 0.8, DateBasis.RULE: 0.7, DateBasis.NONE: 0.4}
    base = min((basis.get(reading.basis, 1.0) for reading in dates), default=0.4)
    return round(max(0.1, base - 0.2 * len(lead.announcement.doubts)), 2)


def apply_rulings(row: Row, event_id: str, rulings: Mapping[tuple[str, str], Ruling]) -> list[Issue]:
    """Put people's values into an event's row (start and end are applied to its occurrences elsewhere); an Issue for
    each one whose source value is no longer the one that the person saw."""
    issues = []
    for (target, name), ruling in rulings.items():
        if target != event_id or name not in row:
            continue
        seen = ruling.values["value_seen"]
        current = "" if row[name] is None else str(row[name])
        if seen and seen != current:
            issues.append(
                Issue(
                    source_id="",
                    severity=Severity.WARNING,
                    issue_class="decision_stale",
                    where=ruling.where,
                    expected=f"{name} of {event_id} still {seen!r}, as the ruling saw it",
                    found=repr(current),
                )
            )
        row[name] = typed(name, ruling.values["value"])
    return issues


def typed(name: str, value: str) -> object:
    """A value of fields.csv in its column's type: yes/no columns take true/ja and false/nein."""
    if name in ("sold_out", "is_free"):
        return value.casefold() in ("true", "ja", "yes", "1")
    return value
