"""Which dated entries are one day of something that comes again: "Offener Treff am 4. März" of the open meeting on
every first Wednesday."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime

from pipeline.berlin import day_of
from pipeline.link.claims import Claim
from pipeline.link.when import Span
from pipeline.link.wording import is_content
from pipeline.models import DateReading
from pipeline.normalise.recurrence import expand


def days_of_rules(claims: Sequence[Claim], events: Sequence[int]) -> list[tuple[int, int]]:
    """Pairs (a rule's entry, a dated entry of the same source) where the rule gives that day and nobody contradicts
    the hour or the place, and the dated entry's title begins with the name of what comes again."""
    ruled: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, claim in enumerate(claims):
        if events[index] >= 0 and claim.rules and claim.title:
            ruled[claim.entry.source, claim.title[0]].append(index)
    return [
        (rule, index)
        for index, claim in enumerate(claims)
        if events[index] >= 0 and claim.spans and claim.title
        for rule in ruled.get((claim.entry.source, claim.title[0]), ())
        if _is_day_of(claims[rule], claim)
    ]


def _is_day_of(rule: Claim, dated: Claim) -> bool:
    if len(dated.spans) != 1 or dated.spans[0].is_long or not dated.spans[0].year:
        return False
    if rule.venue and dated.venue and not rule.venue & dated.venue:
        return False
    if rule.towns and dated.towns and not rule.towns & dated.towns:
        return False
    return _shares_name(rule, dated) and any(_gives(one, dated.spans[0]) for one in rule.entry.dates or ())


def _shares_name(rule: Claim, dated: Claim) -> bool:
    """The first part of the dated title, or its name as a whole, begins what the rule's entry is called."""
    begin = dated.heading.parts[0] if dated.heading.parts else dated.title
    shared = rule.title[: len(begin)]
    return begin == shared and (len(begin) > 1 or is_content(begin[0]))


def _gives(reading: DateReading, span: Span) -> bool:
    """Whether the rule gives the day, counted from its own start, at an hour that nobody contradicts."""
    if not reading.rrule or reading.start is None:
        return False
    hour = reading.start.time() if isinstance(reading.start, datetime) else None
    if hour and span.clock and hour != span.clock:
        return False
    day, first = date(*span.start), day_of(reading.start)
    return first <= day and day in expand(reading.rrule, first, day, reading.exdates)
