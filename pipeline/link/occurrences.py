"""The dated instances of an event: from its dates as read, or expanded from its rule; ids are kept through moves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta

from pipeline.berlin import BERLIN, aware, day_of
from pipeline.link.identity import mint
from pipeline.models import DateReading, Status
from pipeline.normalise.recurrence import expand

Row = dict[str, object]
EXPANDED_DAYS = 180


def build_occurrences(
    event_id: str,
    dates: Sequence[DateReading],
    *,
    status: Status,
    venue_id: str | None,
    known: Sequence[Mapping[str, object]],
    logical_date: date,
    taken_days: frozenset[date] = frozenset(),
) -> list[Row]:
    """Rows of the occurrences table for one event.

    A dated reading gives one row; a rule gives the days up to 180 days from `logical_date`, without those in
    `taken_days` (a dated entry of the series stands there) and keeps the days it gave before; no date at all gives one
    undated row. `known` are the event's rows of the night before: the same day keeps its id, and a single day that
    changed is a move: it keeps its id and `previous_start`.
    """
    dates, before_move = _after_moves(dates)
    dated = [
        _dated(reading, status, venue_id) for reading in dates if reading.rrule is None and reading.start is not None
    ]
    until = [
        _until(reading, status, venue_id)
        for reading in dates
        if reading.rrule is None and reading.start is None and reading.end
    ]
    ruled = [reading for reading in dates if reading.rrule is not None]
    printed_days = {row["start_date"] for row in dated} | taken_days
    expanded = [
        row
        for reading in ruled
        for row in _expanded(reading, status, venue_id, known, logical_date)
        if row["start_date"] not in printed_days
    ]
    if before_move is not None:
        dated = [{**row, "status": Status.RESCHEDULED.value, "previous_start": before_move} for row in dated]
    rows = _once([*dated, *until]) or ([] if expanded else [_undated(status, venue_id)])
    _give_ids(event_id, rows, [row for row in known if not row["is_expanded"]])
    expanded = list({(row["start_date"], row["start"]): row for row in reversed(_once(expanded))}.values())[::-1]
    days: set[object] = set()
    for row in expanded:  # a second hour on one day, stated by another rule, has an id of its own
        parts = (str(row["start_date"]), str(row["start"]) if row["start_date"] in days else "")
        days.add(row["start_date"])
        row["occurrence_id"] = mint("occ", event_id, "rule", *filter(None, parts))
    return [{**row, "event_id": event_id} for row in [*rows, *expanded]]


def _after_moves(dates: Sequence[DateReading]) -> tuple[list[DateReading], datetime | None]:
    """The dates that hold, and the moment that one single printed move gave up: a moved event prints its old day as
    rescheduled beside the new one; where only one day is printed it is the one that holds."""
    given_up = [one for one in dates if one.status is Status.RESCHEDULED and one.start is not None]
    holding = [one for one in dates if one.status is not Status.RESCHEDULED and one.start is not None]
    if not given_up or not holding:
        return list(dates), None
    old = given_up[0].start
    moment = aware(old if isinstance(old, datetime) else datetime.combine(day_of(old), time())) if old else None
    return [one for one in dates if one not in given_up], moment if len(holding) == 1 else None


def _once(rows: Sequence[Row]) -> list[Row]:
    """Rows without repetition: a day without clock time gives way to the same day with one."""
    timed = {row["start_date"] for row in rows if row["time_known"]}
    kept: dict[tuple[object, ...], Row] = {}
    for row in rows:
        if row["time_known"] or row["start_date"] not in timed or row["end_date"] not in (None, row["start_date"]):
            kept.setdefault((row["start_date"], row["start"], row["end_date"], row["end"]), row)
    return sorted(kept.values(), key=_order)


def _order(row: Mapping[str, object]) -> tuple[str, str]:
    return str(row["start_date"] or row["end_date"] or "9999"), str(row["start"] or "")


def _dated(reading: DateReading, status: Status, venue_id: str | None) -> Row:
    start, end = reading.start, reading.end
    timed = isinstance(start, datetime)
    return _row(
        start=aware(start) if isinstance(start, datetime) else None,
        end=aware(end) if isinstance(end, datetime) else None,
        start_date=day_of(start) if start else None,
        end_date=day_of(end) if end else None,
        all_day=reading.all_day and not timed,
        time_known=timed,
        precision=reading.precision.value,
        date_basis=reading.basis.value,
        status=_status(reading, status),
        venue_id=venue_id,
    )


def _until(reading: DateReading, status: Status, venue_id: str | None) -> Row:
    return {**_dated(reading, status, venue_id), "time_known": False}


def _undated(status: Status, venue_id: str | None) -> Row:
    return _row(status=status.value, venue_id=venue_id, precision=None, date_basis="none")


def _row(**values: object) -> Row:
    empty: Row = {
        "start": None, "end": None, "start_date": None, "end_date": None, "all_day": False, "time_known": False,
        "timezone": str(BERLIN), "precision": None, "date_basis": None, "status": Status.SCHEDULED.value,
        "previous_start": None, "venue_id": None, "is_expanded": False,
    }  # fmt: skip
    return {**empty, **values}


def _status(reading: DateReading, status: Status) -> str:
    own = reading.status
    return (own if own is not Status.SCHEDULED else status).value


def _expanded(
    reading: DateReading,
    status: Status,
    venue_id: str | None,
    known: Sequence[Mapping[str, object]],
    logical_date: date,
) -> list[Row]:
    first = day_of(reading.start) if reading.start else logical_date
    last = logical_date + timedelta(days=EXPANDED_DAYS)
    if reading.end and day_of(reading.end) > first:  # the end of a first day bounds its hours, not the rule
        last = min(last, day_of(reading.end))
    said = {row["start_date"] for row in known if row["is_expanded"]}
    begin = max(first, logical_date)
    past = {day for day in said if isinstance(day, date) and day < begin}
    ahead = {day for day in expand(reading.rrule or "", first, last, reading.exdates) if day >= begin}
    days = sorted(past | ahead)
    clock = reading.start.time() if isinstance(reading.start, datetime) else None
    closing = reading.end.time() if isinstance(reading.end, datetime) else None
    return [_expanded_row(day, clock, closing, _status(reading, status), venue_id) for day in days]


def _expanded_row(day: date, clock: time | None, closing: time | None, status: str, venue_id: str | None) -> Row:
    return _row(
        start=aware(datetime.combine(day, clock)) if clock else None,
        end=aware(datetime.combine(day, closing)) if clock and closing and closing > clock else None,
        start_date=day,
        end_date=day,
        all_day=False,
        time_known=clock is not None,
        precision="minute" if clock else "day",
        date_basis="rule",
        status=status,
        venue_id=venue_id,
        is_expanded=True,
    )


def _give_ids(event_id: str, rows: Sequence[Row], known: Sequence[Mapping[str, object]]) -> None:
    """Keep ids: same start, then same day, then the rest in order of time where as many are left as came; else mint."""
    free = {str(row["occurrence_id"]): row for row in sorted(known, key=_order)}
    for same in (("start_date", "start"), ("start_date",), ("end_date", "end")):
        for row in rows:
            if "occurrence_id" in row:
                continue
            found = next((one for one, old in free.items() if all(old[name] == row[name] for name in same)), None)
            if found:
                _keep(row, found, free.pop(found))
    left = [row for row in rows if "occurrence_id" not in row]
    if left and len(left) == len(free):
        for row, (found, old) in zip(left, list(free.items()), strict=True):
            _keep(row, found, old)
        return
    used = {str(row["occurrence_id"]) for row in [*known, *rows] if "occurrence_id" in row}
    for row in left:
        row["occurrence_id"] = _fresh_id(event_id, row, used)
        used.add(str(row["occurrence_id"]))


def _fresh_id(event_id: str, row: Row, used: set[str]) -> str:
    """An id from the date of the first sighting; numbered where another occurrence that moved away still holds it."""
    parts = (event_id, str(row["start_date"]), str(row["start"]), str(row["end_date"]))
    fresh, number = mint("occ", *parts), 1
    while fresh in used:
        number += 1
        fresh = mint("occ", *parts, str(number))
    return fresh


def _keep(row: Row, occurrence_id: str, old: Mapping[str, object]) -> None:
    row["occurrence_id"] = occurrence_id
    moved = old["start"] != row["start"] or old["start_date"] != row["start_date"]
    day = old["start_date"]
    before = old["start"] or (aware(datetime.combine(day, time())) if isinstance(day, date) else None)
    if row["previous_start"] is not None:
        return  # the page itself says which day was given up
    row["previous_start"] = before if moved and before and row["start_date"] != day else old["previous_start"]
