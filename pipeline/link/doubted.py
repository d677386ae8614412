"""Announcements that may be a known one: they wait for a person, and what the person's word does."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from pipeline.link.clusters import JournalEntry
from pipeline.link.decisions import Row
from pipeline.memory import Remembered
from pipeline.models import Announcement, Run, State

_REASON = re.compile(r"may be (ann_\w+) \(")


def doubted_id(reason: str) -> str:
    """The known announcement that a reason for review names, '' if it waits for something else."""
    found = _REASON.match(reason)
    return found[1] if found else ""


def in_review(announcement: Announcement, known_id: str, why: str) -> Announcement:
    """The announcement as it stands in the tables while nobody has said whether it is the known one."""
    reason = f"may be {known_id} ({why}); a row in decisions/same.csv or different.csv says so"
    return replace(announcement, state=State.REVIEW, reason=reason)


def is_alias(one: Remembered) -> bool:
    """Whether a person has called it the known one under another id: that one goes on, this one only keeps its rows."""
    return one.maybe_id is not None and one.announcement.state is State.REJECTED


def obey(
    mine: Mapping[str, Remembered], ruled: Mapping[tuple[str, str], Row], run: Run
) -> tuple[dict[str, Remembered], list[JournalEntry]]:
    """One source's known announcements after people's words on those that wait. `ruled` may name the known one by its
    event, too."""
    after = dict(mine)
    journal: list[JournalEntry] = []
    for key, one in mine.items():
        known = mine.get(one.maybe_id or "")
        if one.maybe_id is None or is_alias(one) or known is None:
            continue
        names = (one.maybe_id, known.event_id, known.home_event_id)
        word = next((row for name in names if name and (row := ruled.get((min(key, name), max(key, name))))), None)
        if word is None:
            continue
        said = f"{word.file}: {word.values['author']} on {word.day}"
        if word.file == "same.csv":
            after[one.maybe_id] = _taken_over(known, one.announcement)
            rejected = replace(one.announcement, state=State.REJECTED, reason=f"the same as {one.maybe_id}; {said}")
            after[key] = replace(one, announcement=rejected)
            entry = JournalEntry(op="merge", id=key, run_id=run.run_id, other_id=one.maybe_id, reason=said)
        else:
            after[key] = replace(one, maybe_id=None)
            reason = f"another one than {one.maybe_id}; {said}"
            entry = JournalEntry(op="split", id=key, run_id=run.run_id, other_id=one.maybe_id, reason=reason)
        journal.append(entry)
    return after, journal


def _taken_over(known: Remembered, later: Announcement) -> Remembered:
    """The known one with the words of the other; state and reason are read anew when it is next seen."""
    a = replace(later, announcement_id=known.announcement.announcement_id, state=known.announcement.state,
                reason=known.announcement.reason)  # fmt: skip
    return replace(known, announcement=a)
