"""Reads machine-readable values (ISO 8601 moments, status words) that formats deliver as strings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from pipeline.models import (
    AttendanceMode,
    DateBasis,
    DateKind,
    DateReading,
    Doubt,
    Moment,
    Precision,
    RawAnnouncement,
    Status,
)

BERLIN = ZoneInfo("Europe/Berlin")
_STATUS = {
    "eventscheduled": Status.SCHEDULED,
    "confirmed": Status.SCHEDULED,
    "scheduled": Status.SCHEDULED,
    "eventcancelled": Status.CANCELLED,
    "eventcanceled": Status.CANCELLED,
    "cancelled": Status.CANCELLED,
    "canceled": Status.CANCELLED,
    "eventpostponed": Status.POSTPONED,
    "postponed": Status.POSTPONED,
    "eventrescheduled": Status.RESCHEDULED,
    "rescheduled": Status.RESCHEDULED,
    "eventmovedonline": Status.MOVED_ONLINE,
    "moved_online": Status.MOVED_ONLINE,
    "tentative": Status.TENTATIVE,
}

_MODES = {
    "offlineeventattendancemode": AttendanceMode.OFFLINE,
    "onlineeventattendancemode": AttendanceMode.ONLINE,
    "mixedeventattendancemode": AttendanceMode.MIXED,
}


def read_iso(text: str) -> Moment | None:
    """An ISO 8601 day, or a moment as naive wall time in Berlin; a moment without zone is taken as wall time. None if
    it is no ISO date."""
    bare = text.strip().replace(" ", "T", 1)
    bare = re.sub(r"([+-]\d\d)(\d\d)\Z", r"\1:\2", bare)
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", bare):
            return date.fromisoformat(bare)
        moment = datetime.fromisoformat(bare)
        if moment.tzinfo is not None:
            moment = moment.astimezone(BERLIN).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return None
    return moment.replace(microsecond=0, fold=0)


def read_published(text: str) -> datetime | None:
    """A moment of publication with zone Berlin from ISO 8601 or RFC 822 (feeds); a bare day counts from its midnight.
    None if the text is neither."""
    moment = read_iso(text) or _read_rfc822(text)
    if moment is None:
        return None
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time())
    return moment.replace(tzinfo=BERLIN)


def _read_rfc822(text: str) -> datetime | None:
    if not re.search(r"\d{4}\s+\d\d:\d\d", text):
        return None
    try:
        moment = parsedate_to_datetime(text.strip())
        return moment.astimezone(BERLIN).replace(tzinfo=None) if moment.tzinfo else moment
    except (ValueError, OverflowError):
        return None


def read_status_word(text: str) -> Status | None:
    """The status that a schema.org address or an iCalendar word names, None for anything else."""
    return _STATUS.get(text.strip().rsplit("/", 1)[-1].casefold())


def read_mode_word(text: str) -> AttendanceMode | None:
    """The mode that a schema.org `eventAttendanceMode` names, None for anything else."""
    return _MODES.get(text.strip().rsplit("/", 1)[-1].casefold())


def structured_dates(raw: RawAnnouncement) -> tuple[tuple[DateReading, ...], tuple[Doubt, ...]]:
    """The one date of the structured fields `start`, `end`, `rrule`, `exdates`, and a doubt if they contradict each
    other;
    nothing if there is no ISO start."""
    printed = raw.text_of("start")
    start = read_iso(printed)
    if start is None:
        return (), ()
    end = read_iso(raw.text_of("end"))
    doubts: tuple[Doubt, ...] = ()
    if (end is not None and _day(end) < _day(start)) or _is_before(end, start):
        doubts = (
            Doubt(
                code="end_before_start",
                text=f"the end {raw.text_of('end').strip()} lies before the start {printed.strip()}",
            ),
        )
        end = None
    if end == start:
        end = None
    is_day = not isinstance(start, datetime)
    reading = DateReading(
        start=start,
        end=end,
        all_day=is_day,
        precision=Precision.DAY if is_day else Precision.MINUTE,
        kind=DateKind.EVENT,
        text=printed,
        span=(0, len(printed)),
        basis=DateBasis.STRUCTURED,
        rrule=raw.text_of("rrule").removeprefix("RRULE:").strip() or None,
        exdates=tuple(_day(day) for day in map(read_iso, re.split(r"[,\s]+", raw.text_of("exdates"))) if day),
        rule="structured start",
    )
    return (reading,), doubts


def with_clock(item: DateReading, printed: Sequence[DateReading]) -> DateReading:
    """A machine-readable day with the time of day that the entry prints for this very day, if it prints one."""
    if not item.all_day or item.rrule:
        return item
    for other in printed:
        if isinstance(other.start, datetime) and other.start.date() == item.start:
            end = item.end if item.end and item.end != item.start else other.end
            return replace(item, start=other.start, end=end, all_day=False, precision=Precision.MINUTE)
    return item


def _day(moment: Moment) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _is_before(end: Moment | None, start: Moment) -> bool:
    return isinstance(end, datetime) and isinstance(start, datetime) and end < start
