"""Events with their members -> rows of events, occurrences, venues, organisers, series and provenance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, datetime

from pipeline.link.bodies import resolve_organisers
from pipeline.link.decisions import Decisions
from pipeline.link.decisions import Row as Ruling
from pipeline.link.merge import Merged, apply_rulings, merge
from pipeline.link.occurrences import build_occurrences
from pipeline.link.siblings import Sibling, kept_rows, past_siblings, sibling_of
from pipeline.link.venues import Venues, resolve_venues
from pipeline.memory import Remembered
from pipeline.models import (
    DateBasis,
    DateKind,
    DateReading,
    Issue,
    OrganiserClaim,
    PlaceClaim,
    Precision,
    Severity,
    Source,
    Status,
)
from pipeline.normalise.recurrence import print_rule

Row = dict[str, object]
Tables = Mapping[str, Sequence[Mapping[str, object]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entities:
    """Rows of the tables that describe the world; `merged` the events behind them; `decided` the event ids whose date a
    person has set."""

    tables: Mapping[str, list[Row]]
    merged: tuple[Merged, ...]
    decided: Mapping[str, Ruling]
    issues: tuple[Issue, ...]


def build_entities(
    known: Mapping[str, Remembered],
    sources: Mapping[str, Source],
    before: Tables,
    decisions: Decisions,
    logical_date: date,
    fingerprints: Mapping[str, str],
    rested: Set[str] = frozenset(),
) -> Entities:
    """Merge the members of each event and resolve its places, bodies, dates and series. `fingerprints` maps
    announcement ids to text ids. The events of the announcements in `rested` keep their rows of `before`."""
    groups: dict[str, list[Remembered]] = defaultdict(list)
    over: dict[str, list[Remembered]] = defaultdict(list)
    for key, one in known.items():
        if one.event_id:
            (over if key in rested else groups)[one.event_id].append(one)
    merged = [merge(event_id, groups[event_id], sources) for event_id in sorted(groups)]
    rulings = decisions.fields()
    merged, decided, issues = _with_decided_dates(merged, rulings)
    venues = resolve_venues(_places(merged), before.get("venues", ()))
    organisers, joins = resolve_organisers(_bodies(merged), before.get("organisers", ()))
    siblings = past_siblings(merged, over, sources)
    series = _series(merged, siblings, fingerprints, before.get("series", ()))
    occurrences = _occurrences(merged, siblings, venues, before, logical_date)
    events = [_event(one, venues) for one in merged]
    for row in events:
        issues += apply_rulings(row, str(row["event_id"]), rulings)
    issues += [issue for one in merged for issue in one.issues]
    provenance = _provenance(merged, occurrences)
    tables = {
        "events": sorted([*events, *kept_rows(before, "events", over)], key=lambda row: str(row["event_id"])),
        "occurrences": [*occurrences, *(gone := kept_rows(before, "occurrences", over))],
        "series": series,
        "venues": list(venues.rows),
        "organisers": organisers,
        "event_organisers": [*joins, *kept_rows(before, "event_organisers", over)],
        "provenance": [
            *provenance,
            *kept_rows(before, "provenance", {*over, *(row["occurrence_id"] for row in gone)}, "record_id"),
        ],
    }
    return Entities(tables=tables, merged=tuple(merged), decided=decided, issues=tuple(issues))


def _with_decided_dates(
    merged: Sequence[Merged], rulings: Mapping[tuple[str, str], Ruling]
) -> tuple[list[Merged], dict[str, Ruling], list[Issue]]:
    """Put people's start and end in place of the dates as read."""
    issues: list[Issue] = []
    decided: dict[str, Ruling] = {}
    changed = []
    for one in merged:
        said = {name: row for name in ("start", "end") if (row := rulings.get((one.event_id, name)))}
        issues += [issue for name, row in said.items() if (issue := _stale(one, name, row))]
        try:
            reading = _decided(one, said)
        except ValueError:
            issues += [_unreadable(row) for row in said.values()]
            reading = None
        if reading is None:
            changed.append(one)
            continue
        if "start" in said:
            decided[one.event_id] = said["start"]
        changed.append(replace(one, dates=(reading,)))
    return changed, decided, issues


def _decided(one: Merged, said: Mapping[str, Ruling]) -> DateReading | None:
    """The date that people's words make; an end alone goes with the start as read. None where nothing was said, or an
    end has no start to go with. ValueError for a value that is no date."""
    first = next((reading for reading in one.dates if reading.start), None)
    start = _moment(said["start"].values["value"]) if "start" in said else first.start if first else None
    if not said or start is None:
        return None
    end = _moment(said["end"].values["value"]) if "end" in said else None
    timed = isinstance(start, datetime)
    return DateReading(
        start=start, end=end, all_day=not timed, precision=Precision.MINUTE if timed else Precision.DAY,
        kind=DateKind.EVENT, text=next(iter(said.values())).values["value"], span=(0, 0), basis=DateBasis.PRINTED,
        rule="decision",
    )  # fmt: skip


def _stale(one: Merged, name: str, row: Ruling) -> Issue | None:
    """An Issue if the sources no longer say what the person saw when they set the date."""
    seen = row.values["value_seen"]
    first = next((reading for reading in one.dates if reading.start), None)
    current = getattr(first, name).isoformat()[:16] if first and getattr(first, name) else ""
    if not seen or seen == current:
        return None
    return Issue(
        source_id="", severity=Severity.WARNING, issue_class="decision_stale", where=row.where,
        expected=f"{name} of {one.event_id} still {seen!r}, as the ruling saw it", found=repr(current),
    )  # fmt: skip


def _unreadable(row: Ruling) -> Issue:
    return Issue(
        source_id="", severity=Severity.WARNING, issue_class="decision_unreadable", where=row.where,
        expected="a day 2026-03-02 or a wall time 2026-03-02T18:00", found=row.values["value"],
    )  # fmt: skip


def _moment(text: str) -> date | datetime:
    return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text).replace(tzinfo=None)


def _places(merged: Sequence[Merged]) -> list[tuple[str, PlaceClaim]]:
    """Every member's place, in the order of first sighting, so that a venue's id does not depend on who leads
    tonight."""
    claims = [
        (member.first_seen_at, member.announcement.announcement_id, member.announcement.place)
        for one in merged
        for member in one.members
        if member.announcement.place
    ]
    return [(key, place) for _, key, place in sorted(claims, key=lambda claim: claim[:2])]


def _bodies(merged: Sequence[Merged]) -> list[tuple[str, str, OrganiserClaim]]:
    return [
        (one.event_id, member.announcement.announcement_id, body)
        for one in merged
        for member in one.members
        for body in member.announcement.organisers
    ]


def _venue_of(one: Merged, venues: Venues) -> tuple[str | None, str | None]:
    """The event's venue and the announcement that gave it: the most exact place of the most trusted member."""
    named = [m for m in one.members if m.announcement.announcement_id in venues.id_of]
    exact = [m for m in named if m.announcement.place and (m.announcement.place.name or m.announcement.place.street)]
    for member in [*exact, *named]:
        key = member.announcement.announcement_id
        return venues.id_of[key], key
    return None, None


def _occurrences(
    merged: Sequence[Merged], siblings: Sequence[Sibling], venues: Venues, before: Tables, logical_date: date
) -> list[Row]:
    known: dict[str, list[Mapping[str, object]]] = defaultdict(list)
    for row in before.get("occurrences", ()):
        known[str(row["event_id"])].append(row)
    days: dict[str, dict[str, set[date]]] = defaultdict(lambda: defaultdict(set))
    for sibling in [*siblings, *map(sibling_of, merged)]:
        if sibling.series_id:
            days[sibling.series_id][sibling.event_id] |= sibling.days
    rows: list[Row] = []
    for one in merged:
        others = days.get(one.lead.series_id or "", {}) if any(reading.rrule for reading in one.dates) else {}
        taken = frozenset(day for event_id, found in others.items() if event_id != one.event_id for day in found)
        rows += build_occurrences(
            one.event_id,
            one.dates,
            status=Status(str(one.row["status"])),
            venue_id=_venue_of(one, venues)[0],
            known=known[one.event_id],
            logical_date=logical_date,
            taken_days=taken,
        )
    return rows


def _event(one: Merged, venues: Venues) -> Row:
    row = dict(one.row)
    row["event_id"] = one.event_id
    row["series_id"] = one.lead.series_id
    row["venue_id"] = _venue_of(one, venues)[0]
    row["first_seen_at"] = min(member.first_seen_at for member in one.members)
    row["last_seen_at"] = max(member.last_seen_at for member in one.members)
    return row


def _series(
    merged: Sequence[Merged],
    siblings: Sequence[Sibling],
    fingerprints: Mapping[str, str],
    known: Sequence[Mapping[str, object]],
) -> list[Row]:
    """One row a series; its title is the most frequent title of its events, the shortest of several."""
    groups: dict[str, list[Sibling]] = defaultdict(list)
    for one in [*map(sibling_of, merged), *siblings]:
        if one.series_id:
            groups[one.series_id].append(one)
    rows = {str(row["series_id"]): dict(row) for row in known}
    for series_id, members in groups.items():
        titles = [one.title for one in members]
        texts = {fingerprints.get(one.lead_id) for one in members}
        ruled = next((one.rule for one in members if one.rule), None)
        rows[series_id] = {
            "series_id": series_id,
            "title": max(titles, key=lambda title: (titles.count(title), -len(title), title)),
            "text_id": texts.pop() if len(texts) == 1 else None,
            "rrule": ruled.rrule if ruled else None,
            "rrule_text": print_rule(ruled.rrule) if ruled and ruled.rrule else None,
            "exdates": list(ruled.exdates) if ruled else [],
            "kind": "recurring" if ruled or len(set(titles)) < len(titles) or len(texts) == 0 else "umbrella",
        }
    return [rows[one] for one in sorted(rows)]


_TRACED = {"place": "venue_id", "date": "start", "dates": "start", "description": "description", "text": "description"}


def _provenance(merged: Sequence[Merged], occurrences: Sequence[Row]) -> list[Row]:
    """Where each published value came from: the traces of the members, on the event or on its first occurrence for
    dates."""
    first: dict[str, str] = {}
    for row in sorted(
        occurrences, key=lambda row: (bool(row["is_expanded"]), str(row["start_date"]), str(row["occurrence_id"]))
    ):
        first.setdefault(str(row["event_id"]), str(row["occurrence_id"]))
    rows: dict[tuple[str, str, str], Row] = {}
    for one in merged:
        for member in one.members:
            for trace in member.announcement.traces:
                field = _TRACED.get(trace.field, trace.field)
                record_id = first[one.event_id] if field in ("start", "end") else one.event_id
                key = (record_id, field, member.announcement.announcement_id)
                rows.setdefault(
                    key,
                    {
                        "record_id": record_id, "field": field, "announcement_id": key[2],
                        "capture_id": trace.capture_id,
                        "node_path": trace.node_path, "char_start": trace.char_start, "char_end": trace.char_end,
                        "printed": trace.printed, "rule": trace.rule, "rule_version": trace.rule_version,
                    },
                )  # fmt: skip
    return [rows[key] for key in sorted(rows)]
