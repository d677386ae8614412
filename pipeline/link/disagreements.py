"""Where the announcements of one event contradict each other: what is published stands beside what the other says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from pipeline.berlin import day_of
from pipeline.link.claims import telling_stems, towns_in
from pipeline.link.houses import may_be_one_house
from pipeline.memory import Remembered
from pipeline.models import Announcement, AttendanceMode, DateReading, Issue, Kind, Moment, Severity
from pipeline.normalise.places import venue_key

_Said = tuple[str, str, str]  # field, what is published, what the other says


def disagreements(ranked: Sequence[Remembered], status_by: str) -> list[Issue]:
    """An Issue for each contradiction between members that are still announced, the most trusted first in `ranked`:
    its word counts, the other's is told. `status_by` is the announcement whose status is published.

    Compared are days, clock times, town, house and status; other titles are other ways of putting it. What is a review
    or notice of an event names other days by nature.
    """
    standing = [one.announcement for one in ranked if one.removed is None and one.announcement.kind is Kind.EVENT]
    found = [
        _issue(standing[0], other, *said)
        for other in standing[1:]
        for said in (*_days(standing[0], other), *_times(standing[0], other))
    ]
    for has, compare in ((_has_town, _towns), (_has_house, _houses)):
        given = [one for one in standing if has(one)]
        found += [_issue(given[0], other, *said) for other in given[1:] for said in compare(given[0], other)]
    source = next((one for one in standing if one.announcement_id == status_by), None)
    last = max((one.last_seen_at for one in ranked), default=None)
    current = [one.announcement for one in ranked if one.removed is None and one.last_seen_at == last]
    if source is not None:
        found += [_issue(source, other, *said) for other in current for said in _statuses(source, other)]
    return found


def _days(mine: Announcement, theirs: Announcement) -> list[_Said]:
    """No day in common; for one first day, another last day."""
    ours, others = _dated(mine), _dated(theirs)
    if not ours or not others:
        return []
    if not any(_overlap(left, right) for left in ours for right in others):
        return [("day", _day(ours[0].start), _day(others[0].start))]
    ends = [
        ("end", _day(left.end), _day(right.end))
        for left in ours
        for right in others
        if left.end and right.end and day_of(_start(left)) == day_of(_start(right))
    ]
    return [said for said in ends if said[1] != said[2]]


def _dated(one: Announcement) -> list[DateReading]:
    return [reading for reading in one.dates if reading.start is not None and reading.rrule is None]


def _start(reading: DateReading) -> Moment:
    assert reading.start is not None
    return reading.start


def _overlap(left: DateReading, right: DateReading) -> bool:
    return _last(left) >= day_of(_start(right)) and _last(right) >= day_of(_start(left))


def _last(reading: DateReading) -> date:
    return day_of(reading.end or _start(reading))


def _day(moment: Moment | None) -> str:
    return f"{moment:%d.%m.%Y}"


def _times(mine: Announcement, theirs: Announcement) -> list[_Said]:
    """Other clock times of one day."""
    found = []
    for left in mine.dates:
        for right in theirs.dates:
            if left.start is None or right.start is None or day_of(left.start) != day_of(right.start):
                continue
            for name, ours, others in (("start", left.start, right.start), ("end", left.end, right.end)):
                both_timed = isinstance(ours, datetime) and isinstance(others, datetime)
                if both_timed and ours and others and ours != others and day_of(ours) == day_of(others):
                    found.append((name, f"{ours:%d.%m.%Y %H:%M}", f"{others:%d.%m.%Y %H:%M}"))
    return found


def _has_town(one: Announcement) -> bool:
    return one.place is not None and bool(one.place.city) and one.attendance_mode is not AttendanceMode.ONLINE


def _towns(mine: Announcement, theirs: Announcement) -> list[_Said]:
    ours, others = (_city(one) for one in (mine, theirs))
    mine_in, theirs_in = towns_in(ours) or {ours.casefold()}, towns_in(others) or {others.casefold()}
    return [] if mine_in & theirs_in else [("city", ours, others)]


def _has_house(one: Announcement) -> bool:
    return _has_town(one) and one.place is not None and bool(one.place.name)


def _houses(mine: Announcement, theirs: Announcement) -> list[_Said]:
    """Two houses in one town; a hall of the same house and another spelling are none."""
    if _towns(mine, theirs) or not (mine.place and theirs.place):
        return []
    ours, others = mine.place.name or "", theirs.place.name or ""
    is_one = venue_key(ours, mine.place.city) == venue_key(others, theirs.place.city)
    if is_one or may_be_one_house(telling_stems(ours), telling_stems(others)):
        return []
    return [("venue", ours, others)]


def _city(one: Announcement) -> str:
    return (one.place.city or "") if one.place else ""


def _statuses(mine: Announcement, theirs: Announcement) -> list[_Said]:
    """One says that it does not happen as planned, and the other, read in the same night, does not say so."""
    if mine.status is theirs.status or theirs.kind is not Kind.EVENT:
        return []
    return [("status", mine.status.value, theirs.status.value)]


def _issue(published: Announcement, other: Announcement, name: str, mine: str, theirs: str) -> Issue:
    return Issue(
        source_id=other.source_id,
        severity=Severity.INFO,
        issue_class="contradiction",
        where=other.url or other.announcement_id,
        expected=f"{name} {mine} as {published.url or published.announcement_id} says",
        found=f"{name} {theirs}",
    )
