"""A text that names the same happening twice has one date, not two."""

from __future__ import annotations

from datetime import date, datetime

from pipeline.models import DateKind, DateReading, Moment, Status

_MOST = 24  # a day that a text names more often is compared no further


def drop_repeated(readings: list[DateReading]) -> list[DateReading]:
    """The readings without events and deadlines that another one of that day says as well or more fully.

    Context, rules and dates of another status stay as they are.
    """
    if len(readings) < 2:
        return readings
    by_day: dict[tuple[date | None, DateKind, Status], list[int]] = {}
    for index, reading in enumerate(readings):
        if reading.kind != DateKind.CONTEXT and not reading.rrule and (reading.start or reading.end):
            key = (_day(reading.start or reading.end), reading.kind, reading.status)
            by_day.setdefault(key, []).append(index)
    dropped: set[int] = set()
    for indexes in by_day.values():
        if len(indexes) > 1:
            dropped |= _dropped([(index, readings[index]) for index in indexes[:_MOST]])
            dropped.update(indexes[_MOST:])
    return [reading for index, reading in enumerate(readings) if index not in dropped]


def _dropped(group: list[tuple[int, DateReading]]) -> set[int]:
    return {
        index
        for index, reading in group
        if any(_says_more(other, place, reading, index) for place, other in group if place != index)
    }


def _says_more(other: DateReading, place: int, reading: DateReading, index: int) -> bool:
    if (reading.start, reading.end) == (other.start, other.end):
        return place < index
    if reading.start is None or other.start is None:
        stops = reading.start is None and other.start is None and not isinstance(reading.end, datetime)
        return stops and isinstance(other.end, datetime)
    if not isinstance(reading.start, datetime):
        if reading.end is None:
            return isinstance(other.start, datetime) or (other.end is not None and reading.precision == other.precision)
        return isinstance(other.start, datetime) and other.end is not None and _day(reading.end) == _day(other.end)
    return reading.end is None and other.start == reading.start and other.end is not None


def _day(moment: Moment | None) -> date | None:
    return moment.date() if isinstance(moment, datetime) else moment
