"""Known announcements -> events and series with their permanent ids."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date

from pipeline.berlin import day_of
from pipeline.link.clusters import JournalEntry, Named, name_groups
from pipeline.link.decisions import Decisions
from pipeline.link.duplicates import Entry, Grouping, Rulings, group
from pipeline.link.pairs import founders
from pipeline.link.resting import woken
from pipeline.memory import Memory, Remembered
from pipeline.models import Announcement, Issue, Severity, Source, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """`known` with event and series ids; `grouping` as the comparison gave it; `merged` all ids that ended, ever."""

    known: Mapping[str, Remembered]
    grouping: Grouping
    merged: Mapping[str, str]
    newly_merged: Mapping[str, str]
    minted: tuple[str, ...]
    journal: tuple[JournalEntry, ...]
    issues: tuple[Issue, ...]


def link(
    known: Mapping[str, Remembered],
    memory: Memory,
    sources: Mapping[str, Source],
    decisions: Decisions,
    run_id: str,
    rests: Set[str] = frozenset(),
) -> Linked:
    """Group the known announcements into events and series and give each group its permanent id.

    Those in `rests` keep what they have: nothing is asked of them but whether something new belongs to them.
    """
    heard = woken(known, memory.announcements, rests)
    order = sorted(key for key, one in known.items() if _has_event(one) and (key not in rests or key in heard))
    rulings, issues = _rulings(decisions, known)
    grouping = group([_entry(known[key], sources) for key in order], rulings=rulings)
    events = [members for members in _members(grouping, "event") if not rests >= set(members)]
    series = [members for members in _members(grouping, "series") if not rests >= set(members)]
    age = {one: index for index, one in enumerate(memory.minted)}
    named = _name("evt", events, known, age, run_id, rests)
    named_series = _name("ser", series, known, age, run_id, rests)
    event_of: dict[str, str | None] = {
        member: name for name, members in zip(named.ids, events, strict=True) for member in members
    }
    series_of: dict[str, str | None] = {
        member: name for name, members in zip(named_series.ids, series, strict=True) for member in members
    }
    going_on = {one.series_id for key in rests if (one := known[key]).series_id}
    for key in rests:
        event_of.setdefault(key, _after(known[key].event_id, named.merged))
        series_of.setdefault(key, _after(known[key].series_id, named_series.merged))
    for key in order:  # a series does not end because all of its other events are over
        if key in event_of and known[key].series_id in going_on:
            series_of.setdefault(key, _after(known[key].series_id, named_series.merged))
    linked = {key: _placed(one, event_of.get(key), series_of.get(key)) for key, one in known.items()}
    alive = {*named.ids, *(one.event_id for key in rests if (one := linked[key]).event_id)}
    merged = {**memory.merged, **named.merged}
    fresh = [name for name in sorted({*named.ids, *named_series.ids}) if name not in age]
    issues += [
        Issue(source_id="", severity=Severity.WARNING, issue_class="rulings_contradict", where="decisions/",
              expected="rulings that agree with each other", found=conflict)
        for conflict in grouping.conflicts
    ]  # fmt: skip
    return Linked(
        known=linked,
        grouping=grouping,
        merged={ended: into for ended, into in merged.items() if ended not in alive},
        newly_merged=named.merged,
        minted=(*memory.minted, *fresh),
        journal=(*named.journal, *named_series.journal),
        issues=tuple(issues),
    )


def _after(held: str | None, merged: Mapping[str, str]) -> str | None:
    return merged.get(held, held) if held else None


def _placed(one: Remembered, event_id: str | None, series_id: str | None) -> Remembered:
    """The announcement with its ids; the same object if they are what they were."""
    if (one.event_id, one.series_id) == (event_id, series_id):
        return one
    return replace(
        one,
        event_id=event_id,
        home_event_id=one.home_event_id or event_id,
        series_id=series_id,
        home_series_id=one.home_series_id or series_id,
    )


def _has_event(one: Remembered) -> bool:
    """What is rejected, and what may be a known one and waits for a person, speaks of no event."""
    return one.announcement.state is not State.REJECTED and one.maybe_id is None


def _name(
    kind: str,
    groups: Sequence[Sequence[str]],
    known: Mapping[str, Remembered],
    age: Mapping[str, int],
    run_id: str,
    rests: Set[str],
) -> Named:
    held, home, kept = {}, {}, set()
    for key, one in known.items():
        now, first = (one.event_id, one.home_event_id) if kind == "evt" else (one.series_id, one.home_series_id)
        if now:
            held[key] = now
            if key in rests:
                kept.add(now)
        if first:
            home[key] = first
    return name_groups(kind, groups, held=held, home=home, age=age, run_id=run_id, kept=kept)


def _members(grouping: Grouping, name: str) -> list[list[str]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for placement in grouping.placements:
        label = getattr(placement, name)
        if label is not None:
            groups[label].append(placement.id)
    return [sorted(groups[label]) for label in sorted(groups, key=lambda label: min(groups[label]))]


def _entry(one: Remembered, sources: Mapping[str, Source]) -> Entry:
    a: Announcement = one.announcement
    source = sources.get(a.source_id)
    return Entry(
        id=a.announcement_id,
        text=a.text,
        title=a.title,
        venue=(a.place.name or "") if a.place else "",
        city=(a.place.city or "") if a.place else "",
        organiser="; ".join(body.name for body in a.organisers if body.role == "organiser"),
        organiser_is_printed=any(body.name_as_printed for body in a.organisers if body.role == "organiser"),
        source=a.source_id,
        url=a.url,
        reference=_reference(one),
        kind=a.kind,
        dates=a.dates,
        post_id=a.post_id,
        is_own_voice=bool(source and source.is_own_voice),
    )


def _reference(one: Remembered) -> date:
    return day_of(one.announcement.published_at or one.first_seen_at)


def _rulings(decisions: Decisions, known: Mapping[str, Remembered]) -> tuple[Rulings, list[Issue]]:
    """People's words on pairs, over announcement ids; an event id stands for the announcement that founded it."""
    founder = founders(known)
    same: set[tuple[str, str]] = set()
    different: set[tuple[str, str]] = set()
    issues: list[Issue] = []
    for pair, row in sorted(decisions.pairs().items()):
        resolved = [one if one in known else founder.get(one, "") for one in pair]
        if not all(resolved):
            missing = next(one for one, found in zip(pair, resolved, strict=True) if not found)
            issues.append(
                Issue(source_id="", severity=Severity.WARNING, issue_class="decision_stale", where=row.where,
                      expected="the id of a known announcement or event", found=missing)
            )  # fmt: skip
            continue
        target = same if row.file == "same.csv" else different
        target.add((min(resolved), max(resolved)))
    return Rulings(same=frozenset(same), different=frozenset(different)), issues
