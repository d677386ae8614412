"""A rule-based event as one recurrence set: anchor, rule, exceptions, additions and instances that differ."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from dateutil.rrule import rrulestr

from pipeline.berlin import BERLIN
from pipeline.feed.items import FeedItem, FeedOccurrence, Moment

_FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_PARTS = frozenset(("FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "BYYEARDAY"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurrence:
    """`anchor` is the first instance and the pattern of the others, `status` what most of them are. `rrule` is '' if no
    usable rule is known; then `added` carries all further instances. Moments in `removed`, `added` and the keys of
    `overrides` are of the anchor's kind (days, or moments in Europe/Berlin). `single` did not fit in."""

    anchor: FeedOccurrence
    status: str
    rrule: str
    removed: tuple[Moment, ...]
    added: tuple[Moment, ...]
    overrides: tuple[tuple[Moment, FeedOccurrence], ...]
    single: tuple[FeedOccurrence, ...]


def recurrence(item: FeedItem) -> Recurrence | None:
    """The recurrence set of a rule-based event, None for any other. Its instances up to the last known one are exactly
    the item's; beyond it the rule alone speaks, less the days known to be off or replaced."""
    pool = (*item.earlier, *item.occurrences)
    expanded = [occurrence for occurrence in pool if occurrence.is_expanded]
    if not expanded:
        return None
    anchor = next((o for o in expanded if o.previous_start is None), expanded[0])
    status = "scheduled" if any(o.status == "scheduled" for o in expanded) else anchor.status
    rule = usable_rule(item.series.rrule if item.series else None, anchor)
    off = {*item.replaced, *(item.series.exdates if item.series else ())}
    horizon = max(occurrence.start_date for occurrence in expanded)
    days = _rule_days(rule, anchor, max((horizon, *off)))
    slots, single = _slots(pool, days, anchor)
    missing = {day for day in days if _slot(day, anchor) not in slots and (day <= horizon or day in off)}
    return Recurrence(
        anchor=anchor,
        status=status,
        rrule=rule,
        removed=tuple(_slot(day, anchor) for day in sorted(missing)),
        added=tuple(sorted(slot for slot in slots if _day(slot) not in days and slot != anchor.begins)),
        overrides=tuple((slot, slots[slot]) for slot in sorted(slots) if _differs(slots[slot], slot, anchor, status)),
        single=tuple(single),
    )


def usable_rule(rrule: str | None, anchor: FeedOccurrence) -> str:
    """The rule as RFC 5545 wants it beside this first instance (UNTIL of its kind); '' if it cannot be used."""
    parts = dict(part.split("=", 1) for part in (rrule or "").upper().split(";") if "=" in part)
    if parts.get("FREQ") not in _FREQUENCIES or not parts.keys() <= _PARTS:
        return ""
    until = parts.pop("UNTIL", "")[:8]
    rule = ";".join(f"{name}={value}" for name, value in parts.items())
    try:
        rrulestr(rule, dtstart=_midnight(anchor.start_date))
        last = datetime.strptime(until, "%Y%m%d") if until else None
    except ValueError:
        return ""
    if last is None:
        return rule
    if anchor.start is None:
        return f"{rule};UNTIL={last:%Y%m%d}"
    return f"{rule};UNTIL={last.replace(hour=23, minute=59, second=59, tzinfo=BERLIN).astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _rule_days(rule: str, anchor: FeedOccurrence, horizon: date) -> frozenset[date]:
    """The days of the rule from the anchor to the horizon, inclusive; the anchor's own day always belongs."""
    if not rule:
        return frozenset({anchor.start_date})
    days, _, until = rule.partition(";UNTIL=")
    last = horizon
    if until:
        printed = datetime.strptime(until[:8], "%Y%m%d").date()  # the UTC day of 23:59:59 in Berlin is the same day
        last = min(horizon, printed)
    instances = rrulestr(days, dtstart=_midnight(anchor.start_date)).between(
        _midnight(anchor.start_date), _midnight(last), inc=True
    )
    return frozenset((anchor.start_date, *(instance.date() for instance in instances)))


def _slots(
    pool: tuple[FeedOccurrence, ...], days: frozenset[date], anchor: FeedOccurrence
) -> tuple[dict[Moment, FeedOccurrence], list[FeedOccurrence]]:
    """Each occurrence at its place in the recurrence set; those without a place of their own come second."""
    slots: dict[Moment, FeedOccurrence] = {anchor.begins: anchor}
    single: list[FeedOccurrence] = []
    for occurrence in pool:
        slot = _slot_of(occurrence, days, anchor)
        if occurrence is anchor:
            continue
        if slot is None or slot in slots or slot < anchor.begins:
            single.append(occurrence)
        else:
            slots[slot] = occurrence
    return slots, single


def _slot_of(occurrence: FeedOccurrence, days: frozenset[date], anchor: FeedOccurrence) -> Moment | None:
    previous = occurrence.previous_start
    if previous and previous.date() in days and occurrence.start_date not in days:
        return _slot(previous.date(), anchor)
    if occurrence.start_date in days:
        return _slot(occurrence.start_date, anchor)
    if (occurrence.start is None) != (anchor.start is None):
        return None
    return occurrence.begins


def _slot(day: date, anchor: FeedOccurrence) -> Moment:
    return day if anchor.start is None else datetime.combine(day, anchor.start.time(), tzinfo=BERLIN)


def _day(slot: Moment) -> date:
    return slot.date() if isinstance(slot, datetime) else slot


def _differs(occurrence: FeedOccurrence, slot: Moment, anchor: FeedOccurrence, status: str) -> bool:
    """Whether this instance must be told apart from what the anchor's pattern gives at its place."""
    return (
        occurrence.begins != slot
        or lasts(occurrence) != lasts(anchor)
        or occurrence.status != status
        or occurrence.venue != anchor.venue
    )


def lasts(occurrence: FeedOccurrence) -> tuple[timedelta, timedelta | None]:
    """Days, and wall-clock length where an end time is written (as wall time: a change of clocks is no difference)."""
    start, end = occurrence.start, occurrence.end
    wall = end.replace(tzinfo=None) - start.replace(tzinfo=None) if start and end else None
    return occurrence.last_day - occurrence.start_date, wall


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())
