"""Tonight's announcements meet the known ones: ids, first and last sighting, how long one has been missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date

from pipeline.berlin import day_of
from pipeline.checks import SourceNight, removals_believable
from pipeline.link.clusters import JournalEntry
from pipeline.link.identity import assign, mint
from pipeline.memory import Memory, Remembered
from pipeline.models import Announcement, Issue, PageRole, Run, Severity, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """`known` after tonight, `ids` of tonight's announcements per source in their order, `new` ids, `held` the sources
    whose removals are withheld, with the sentence why."""

    known: Mapping[str, Remembered]
    ids: Mapping[str, tuple[str, ...]]
    new: frozenset[str]
    held: Mapping[str, str]
    journal: tuple[JournalEntry, ...]
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How much evidence a removal needs: good nights in a row, and the (run, source) whose withheld removals a person
    released."""

    nights: int
    accepted: frozenset[tuple[str, str]]


def remember(
    memory: Memory,
    tonight: Mapping[str, Sequence[Announcement]],
    nights: Mapping[str, SourceNight],
    sources: Mapping[str, Source],
    run: Run,
    patience: Patience,
) -> Met:
    """Match each source's announcements of tonight with its known ones and keep count of the missing."""
    known: dict[str, Remembered] = {}
    ids: dict[str, tuple[str, ...]] = {}
    new: set[str] = set()
    held: dict[str, str] = {}
    journal: list[JournalEntry] = []
    issues: list[Issue] = []
    by_source: dict[str, dict[str, Remembered]] = {}
    for announcement_id, one in memory.announcements.items():
        by_source.setdefault(one.announcement.source_id, {})[announcement_id] = one
    for source_id in sorted(by_source.keys() | tonight.keys()):
        mine = by_source.get(source_id, {})
        seen, fresh, entries, doubts = _meet(source_id, mine, tonight.get(source_id, ()), run)
        ids[source_id] = tuple(one.announcement.announcement_id for one in seen)
        new |= fresh
        journal += entries
        issues += doubts
        missing = {key: one for key, one in mine.items() if key not in ids[source_id]}
        night = nights.get(source_id)
        released = {key for key, one in missing.items() if (one.held_run, source_id) in patience.accepted}
        sentence = _withheld(sources.get(source_id), mine, missing.keys() - released, run, night)
        if sentence:
            held[source_id] = sentence
        known |= {one.announcement.announcement_id: one for one in seen}
        for key, one in missing.items():
            if key in released:
                known[key] = replace(one, seen_tonight=False, removed=one.removed or "withdrawn")
            elif sentence and is_upcoming(one.announcement, run.logical_date):
                known[key] = replace(one, seen_tonight=False, held_run=one.held_run or run.run_id)
            else:
                known[key] = _absent(one, bool(night and night.good), run.logical_date, patience.nights)
    return Met(known=known, ids=ids, new=frozenset(new), held=held, journal=tuple(journal), issues=tuple(issues))


def is_upcoming(announcement: Announcement, day: date) -> bool:
    """Whether any of its dates is on that day or later; an undated one counts as upcoming, a rule too."""
    ends = [day_of(moment) for reading in announcement.dates if (moment := reading.end or reading.start)]
    return not ends or max(ends) >= day or any(reading.rrule for reading in announcement.dates)


def _meet(
    source_id: str, mine: Mapping[str, Remembered], tonight: Sequence[Announcement], run: Run
) -> tuple[list[Remembered], set[str], list[JournalEntry], list[Issue]]:
    assignment = assign({key: one.announcement for key, one in mine.items()}, tonight)
    matched = {match.index: match for match in assignment.matches}
    seen: list[Remembered] = []
    fresh: set[str] = set()
    journal: list[JournalEntry] = []
    for index, announcement in enumerate(tonight):
        if index in matched:
            old = mine[matched[index].announcement_id]
            seen.append(_again(old, announcement, run))
            journal += _noted(old, announcement, matched[index].why, run)
        else:
            announcement_id = mint("ann", source_id, run.run_id, str(index))
            fresh.add(announcement_id)
            seen.append(_first_time(announcement, announcement_id, run))
            journal.append(
                JournalEntry(
                    op="mint",
                    id=announcement_id,
                    run_id=run.run_id,
                    reason=f"first sighting at {source_id}, place {index}",
                )
            )
    issues = [
        Issue(
            source_id=source_id,
            severity=Severity.INFO,
            issue_class="identity_doubtful",
            where=tonight[match.index].url or tonight[match.index].title,
            expected="either a known announcement or clearly another one",
            found=f"{match.score:.2f} alike with {match.announcement_id} ({match.why}); taken for a new one",
        )
        for match in assignment.doubtful
    ]
    return seen, fresh, journal, issues


def _first_time(announcement: Announcement, announcement_id: str, run: Run) -> Remembered:
    return Remembered(
        announcement=replace(announcement, announcement_id=announcement_id),
        first_seen_at=run.started_at,
        last_seen_at=run.started_at,
    )


def _again(old: Remembered, announcement: Announcement, run: Run) -> Remembered:
    """Tonight's claim under the known id; a list read without the detail page blanks nothing the page had said."""
    before = old.announcement
    only_listed = before.role is PageRole.DETAIL and announcement.role is PageRole.LIST
    kept = replace(before, position=announcement.position) if only_listed else announcement
    return replace(
        old,
        announcement=replace(kept, announcement_id=before.announcement_id),
        last_seen_at=run.started_at,
        seen_tonight=True,
        missing_nights=0,
        removed=None,
        held_run=None,
    )


def _noted(old: Remembered, announcement: Announcement, why: str, run: Run) -> list[JournalEntry]:
    """A journal line where an id outlived an edit of what others would build it from, or came back."""
    announcement_id = old.announcement.announcement_id
    if old.removed:
        return [JournalEntry(op="reappear", id=announcement_id, run_id=run.run_id, reason=f"was {old.removed}; {why}")]
    before = old.announcement
    edited = [
        name
        for name, left, right in (
            ("title", before.title, announcement.title),
            ("address", before.url, announcement.url),
            ("id at the source", before.guid, announcement.guid),
            ("date", [r.start for r in before.dates], [r.start for r in announcement.dates]),
        )
        if left != right
    ]
    if not edited:
        return []
    reason = f"{' and '.join(edited)} edited; {why}"
    return [JournalEntry(op="keep", id=announcement_id, run_id=run.run_id, reason=reason)]


def _withheld(
    source: Source | None, mine: Mapping[str, Remembered], missing: Set[str], run: Run, night: SourceNight | None
) -> str:
    """The sentence why a good night's removals are not believed, '' if they are."""
    if source is None or night is None or not night.good:
        return ""
    day = run.logical_date
    upcoming = {key for key, one in mine.items() if is_upcoming(one.announcement, day) and one.removed is None}
    gone = missing & upcoming
    if removals_believable(source, len(gone), len(upcoming)):
        return ""
    return (
        f"{source.source_id}: {len(gone)} of {len(upcoming)} upcoming announcements are missing at once; they stay "
        f"until a row for run {run.run_id} and source {source.source_id} in decisions/accept.csv releases them"
    )


def _absent(one: Remembered, counts: bool, day: date, nights: int) -> Remembered:
    """A known announcement that was not seen tonight: past ones only scroll off, upcoming ones are counted on good
    nights."""
    if one.removed or not counts or not is_upcoming(one.announcement, day):
        return replace(one, seen_tonight=False)
    missing = one.missing_nights + 1
    return replace(one, seen_tonight=False, missing_nights=missing, removed="withdrawn" if missing >= nights else None)
