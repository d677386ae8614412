"""A bounded repetition becomes a date reading: rule, first day, exceptions."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from pipeline.models import DateBasis, DateKind, DateReading, Doubt, Precision
from pipeline.normalise import recurrence
from pipeline.normalise.dates.calendar_days import resolve_days
from pipeline.normalise.dates.items import NOT_SAID
from pipeline.normalise.dates.lexer import Token
from pipeline.normalise.dates.moments import at, slot_span
from pipeline.normalise.dates.slot import Slot
from pipeline.normalise.dates.times import windows

UNKNOWN_RECURRENCE, HOLIDAYS_UNKNOWN, OPEN_INTERVAL = "unknown_recurrence", "holidays_unknown", "open_interval"
_NO_DAY = frozenset(("FREQ=WEEKLY", "FREQ=MONTHLY", "FREQ=YEARLY"))
_HORIZON = timedelta(days=366)


def read_rule(text: str, tokens: list[Token], slot: Slot, today: date) -> tuple[list[DateReading], list[Doubt]]:
    """The reading of one repetition and its doubts. A phrase that we cannot express whole gives a doubt and no date.

    `start` is the first day of the rule from its printed beginning, else from the day of publication; exceptions are
    worked out for a year from there.
    """
    span = slot_span(tokens, slot)
    printed = text[span[0] : span[1]]
    if not slot.first.rrule or (slot.first.rrule.startswith("FREQ=YEARLY;BYDAY=") and not slot.months):
        return [], [Doubt(code=UNKNOWN_RECURRENCE, text=printed, span=span)]
    floor, until = _bounds(slot, today)
    rrule = _canonical(slot.first.rrule, slot.months, until)
    first = recurrence.first_day(rrule, floor)
    if first is None:
        return [], [Doubt(code=UNKNOWN_RECURRENCE, text=printed, span=span)]
    last = min(until or first + _HORIZON, first + _HORIZON)
    left_out, known = recurrence.free_days(rrule, first, last, slot.without) if slot.without else ((), True)
    excepted = [days.first for days in resolve_days(slot.excepted, first, None) if days.first is not None]
    doubts = [] if known else [Doubt(code=HOLIDAYS_UNKNOWN, text=printed, span=span)]
    if slot.since is None and ("INTERVAL=" in rrule or "COUNT=" in rrule or rrule in _NO_DAY):
        doubts.append(Doubt(code=OPEN_INTERVAL, text=printed, span=span))  # on which day it begins is not printed
    whole_month = _month_of(rrule, first)
    if whole_month is not None and not slot.times:
        first, month_end = whole_month
        return [_month_reading(slot, rrule, first, month_end, printed, span)], doubts
    readings = [
        DateReading(
            start=at(first, start),
            end=at(first, end) if end != NOT_SAID else None,
            all_day=start == NOT_SAID and end == NOT_SAID,
            precision=Precision.DAY if start == NOT_SAID and end == NOT_SAID else Precision.MINUTE,
            kind=DateKind(slot.role),
            text=printed,
            span=span,
            basis=DateBasis.RULE,
            rrule=rrule,
            exdates=tuple(sorted({*left_out, *excepted})),
            rule="repeat",
        )
        for start, end in windows(tokens, slot.times) or [(NOT_SAID, NOT_SAID)]
    ]
    return readings, doubts


def _month_of(rrule: str, first: date) -> tuple[date, date] | None:
    """jedes Jahr im September: first and last day of the month in which a rule without a day comes next."""
    if not rrule.startswith("FREQ=YEARLY") or "BYMONTH=" not in rrule or "DAY=" in rrule or "BYWEEKNO" in rrule:
        return None
    return first.replace(day=1), first.replace(day=calendar.monthrange(first.year, first.month)[1])


def _month_reading(slot: Slot, rrule: str, first: date, last: date, printed: str, span: tuple[int, int]) -> DateReading:
    return DateReading(
        start=first,
        end=last,
        all_day=True,
        precision=Precision.MONTH,
        kind=DateKind(slot.role),
        text=printed,
        span=span,
        basis=DateBasis.RULE,
        rrule=rrule,
        rule="repeat",
    )


def _bounds(slot: Slot, today: date) -> tuple[date, date | None]:
    sides = [side for side in (slot.since, slot.until) if side is not None]
    resolved = resolve_days(sides, today, None)
    floor, until = today, None
    for side, days in zip(sides, resolved, strict=True):
        if side is slot.since and days.first is not None:
            floor = days.first
        if side is slot.until:
            until = days.last or days.first
    return floor, until


def _canonical(rrule: str, months: list[int], until: date | None) -> str:
    """Key order: FREQ, INTERVAL, COUNT or UNTIL, BYMONTH, then the others; only what is printed."""
    parts = rrule.split(";")
    kept = ("FREQ=", "INTERVAL=", "COUNT=") if until is None else ("FREQ=", "INTERVAL=")
    head = [part for part in parts if part.startswith(kept)]
    if until is not None:
        head.append(f"UNTIL={until:%Y%m%d}")
    if len(set(months)) == 1 and rrule.startswith("FREQ=MONTHLY;BYDAY="):
        head[0] = "FREQ=YEARLY"  # the first Sunday in May comes once a year
    if months and len(set(months)) < 12:
        head.append(f"BYMONTH={','.join(str(month) for month in sorted(set(months)))}")
    return ";".join(head + [part for part in parts if not part.startswith(("FREQ=", "INTERVAL=", "COUNT="))])
