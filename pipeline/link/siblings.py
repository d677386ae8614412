"""What the events of a series need to know of each other, and the rows of events that are over and stay as they are."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.berlin import day_of
from pipeline.link.merge import Merged, merge
from pipeline.memory import Remembered
from pipeline.models import DateReading, Source

Row = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sibling:
    """An event as the others of its series see it: `lead_id` is the announcement that wins, `days` those of its dates
    without a rule, `rule` its first date with one."""

    event_id: str
    series_id: str | None
    lead_id: str
    title: str
    days: frozenset[date]
    rule: DateReading | None


def sibling_of(one: Merged) -> Sibling:
    """A merged event, seen from its series."""
    return _sibling(one.event_id, one.lead, str(one.row["title"]), one.dates)


def past_siblings(
    merged: Sequence[Merged], over: Mapping[str, Sequence[Remembered]], sources: Mapping[str, Source]
) -> list[Sibling]:
    """The events of `over` (id -> members) that belong to a series of which another event goes on."""
    going_on = {one.lead.series_id for one in merged if one.lead.series_id}
    found = []
    for event_id in sorted(over):
        members = over[event_id]
        if not any(one.series_id in going_on for one in members):
            continue
        if len(members) == 1:  # nothing to merge: what it prints is what holds
            a = members[0].announcement
            found.append(_sibling(event_id, members[0], a.title or str(None), a.dates))
        else:
            found.append(sibling_of(merge(event_id, members, sources)))
    return found


def kept_rows(
    before: Mapping[str, Sequence[Mapping[str, object]]], table: str, ids: Container[object], column: str = "event_id"
) -> list[Row]:
    """The rows of the last release that stay: those whose `column` is one of `ids`."""
    return [row if isinstance(row, dict) else dict(row) for row in before.get(table, ()) if row[column] in ids]


def _sibling(event_id: str, lead: Remembered, title: str, dates: Sequence[DateReading]) -> Sibling:
    return Sibling(
        event_id=event_id,
        series_id=lead.series_id,
        lead_id=lead.announcement.announcement_id,
        title=title,
        days=frozenset(day_of(one.start) for one in dates if one.rrule is None and one.start),
        rule=next((one for one in dates if one.rrule), None),
    )
