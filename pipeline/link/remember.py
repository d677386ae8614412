"""Tonight's announcements meet the known ones: ids, first and last sighting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pipeline.berlin import day_of
from pipeline.link.clusters import JournalEntry
from pipeline.link.decisions import Row
from pipeline.link.doubted import in_review, is_alias, obey
from pipeline.link.identity import Match, assign, mint
from pipeline.memory import Memory, Remembered
from pipeline.models import Announcement, Issue, PageRole, Run, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """`known` with tonight's announcements in place (what it means that others are missing is judged later), `ids` of
    tonight's announcements per source in their order, `new` ids."""

    known: Mapping[str, Remembered]
    ids: Mapping[str, tuple[str, ...]]
    new: frozenset[str]
    journal: tuple[JournalEntry, ...]
    issues: tuple[Issue, ...]


Pairs = Mapping[tuple[str, str], Row]


def remember(memory: Memory, tonight: Mapping[str, Sequence[Announcement]], run: Run, ruled: Pairs) -> Met:
    """Match each source's announcements of tonight with its known ones.

    One that may be a known one waits for a person: it gets an id of its own, but no event, and the known one stays as
    it was. `ruled` are people's words on pairs: `same` gives the known one tonight's words, `different` ends the doubt.
    """
    known: dict[str, Remembered] = {}
    ids: dict[str, tuple[str, ...]] = {}
    new: set[str] = set()
    journal: list[JournalEntry] = []
    issues: list[Issue] = []
    by_source: dict[str, dict[str, Remembered]] = {}
    for announcement_id, one in memory.announcements.items():
        by_source.setdefault(one.announcement.source_id, {})[announcement_id] = one
    for source_id in sorted(by_source.keys() | tonight.keys()):
        mine, said = obey(by_source.get(source_id, {}), ruled, run)
        seen, entries = _meet(source_id, mine, tonight.get(source_id, ()), run)
        ids[source_id] = tuple(one.announcement.announcement_id for one in seen)
        fresh = [one for one in seen if one.announcement.announcement_id not in mine]
        new |= {one.announcement.announcement_id for one in fresh}
        journal += [*said, *entries]
        issues += [_doubt(one) for one in fresh if one.maybe_id]
        known |= {key: replace(one, seen_tonight=False) for key, one in mine.items()}
        known |= {one.announcement.announcement_id: one for one in seen}
    return Met(known=known, ids=ids, new=frozenset(new), journal=tuple(journal), issues=tuple(issues))


def is_upcoming(announcement: Announcement, day: date) -> bool:
    """Whether any of its dates is on that day or later; an undated one counts as upcoming, a rule too."""
    ends = [day_of(moment) for reading in announcement.dates if (moment := reading.end or reading.start)]
    return not ends or max(ends) >= day or any(reading.rrule for reading in announcement.dates)


def _meet(
    source_id: str, mine: Mapping[str, Remembered], tonight: Sequence[Announcement], run: Run
) -> tuple[list[Remembered], list[JournalEntry]]:
    last = max((one.last_seen_at for one in mine.values()), default=run.started_at)
    absent = {key for key, one in mine.items() if one.last_seen_at < last}
    own = {key: one.announcement for key, one in mine.items() if not is_alias(one)}
    assignment = assign(own, tonight, absent)
    matched = {match.index: match for match in assignment.matches}
    doubted = {match.index: match for match in assignment.doubtful}
    seen: list[Remembered] = []
    journal: list[JournalEntry] = []
    for index, announcement in enumerate(tonight):
        if index in matched:
            old = mine[matched[index].announcement_id]
            seen.append(_again(old, announcement, run))
            journal += _noted(old, announcement, matched[index].why, run)
            continue
        announcement_id = mint("ann", source_id, run.run_id, str(index))
        seen.append(_first_time(announcement, announcement_id, doubted.get(index), run))
        reason = f"first sighting at {source_id}, place {index}"
        if index in doubted:
            reason += f"; may be {doubted[index].announcement_id} ({doubted[index].why})"
        journal.append(JournalEntry(op="mint", id=announcement_id, run_id=run.run_id, reason=reason))
    return seen, journal


def _first_time(announcement: Announcement, announcement_id: str, doubt: Match | None, run: Run) -> Remembered:
    named = replace(announcement, announcement_id=announcement_id)
    if doubt:
        named = in_review(named, doubt.announcement_id, doubt.why)
    return Remembered(
        announcement=named,
        first_seen_at=run.started_at,
        last_seen_at=run.started_at,
        maybe_id=doubt.announcement_id if doubt else None,
    )


def _doubt(one: Remembered) -> Issue:
    a = one.announcement
    return Issue(
        source_id=a.source_id,
        severity=Severity.WARNING,
        issue_class="identity_doubtful",
        where=a.url or a.title,
        expected="either a known announcement or clearly another one",
        found=f"{a.announcement_id}: {a.reason}",
    )


def _again(old: Remembered, announcement: Announcement, run: Run) -> Remembered:
    """Tonight's claim under the known id; a list read without the detail page blanks nothing the page had said."""
    before = old.announcement
    only_listed = before.role is PageRole.DETAIL and announcement.role is PageRole.LIST
    kept = replace(before, position=announcement.position) if only_listed else announcement
    if old.maybe_id and not only_listed:
        kept = replace(kept, state=before.state, reason=before.reason)
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
