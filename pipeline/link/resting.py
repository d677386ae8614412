"""Which known announcements rest: over, and gone from the pages, for so long that a night asks nothing of them.

Their ids, links and rows stay as they were said; only what is awake is compared, so that a night costs what its sources
show and not what they ever showed. They wake when a person rules on them, when another code reads, when they are seen
again, and when something new may belong to them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from datetime import date, timedelta

from pipeline.berlin import day_of
from pipeline.link.decisions import Decisions
from pipeline.memory import Remembered

RESTS_AFTER = timedelta(days=45)  # a review, and a slip of the calendar, come sooner
_NEWEST = 2  # so many resting ones of a name are looked at when something new comes under it
_NAMES = ("left_id", "right_id", "event_id")

Known = Mapping[str, Remembered]


def resting(
    known: Known, before: Known, day: date, decisions: Decisions, touched: Set[str] = frozenset()
) -> frozenset[str]:
    """The ids of `known` that rest on a night: not seen for long, last date long past (undated ones: withdrawn), as the
    night before left them (`before`), named in no ruling and not in `touched` (ids of announcements or events). An
    event rests as a whole."""
    earliest = day - RESTS_AFTER
    named = {row.values[name] for row in decisions.rows for name in _NAMES if name in row.values} | touched
    quiet = {
        key
        for key, one in known.items()
        if _is_quiet(one, earliest)
        and before.get(key) == one
        and named.isdisjoint((key, one.event_id, one.home_event_id))
    }
    loud = {one.event_id for key, one in known.items() if key not in quiet and one.event_id}
    return frozenset(key for key in quiet if known[key].event_id not in loud)


def _is_quiet(one: Remembered, earliest: date) -> bool:
    if one.seen_tonight or one.maybe_id or one.held_run or day_of(one.last_seen_at) >= earliest:
        return False
    if any(reading.rrule for reading in one.announcement.dates):
        return False
    days = [day_of(moment) for reading in one.announcement.dates if (moment := reading.end or reading.start)]
    return max(days) < earliest if days else one.removed is not None


def woken(known: Known, before: Known, rests: Set[str]) -> frozenset[str]:
    """Of what rests, the newest under each name (title without numbers, its first word, text) that something new or
    edited has: its event or series may go on."""
    fresh = [one for key, one in known.items() if key not in rests and _is_new(one, before.get(key))]
    wanted = {name for one in fresh for name in _names_of(one)}
    if not wanted:
        return frozenset()
    holders: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for key in sorted(rests, key=lambda key: (known[key].last_seen_at, key), reverse=True):
        one = known[key]
        if one.event_id is None:
            continue
        for name in _names_of(one):
            if name in wanted and len(holders[name]) < _NEWEST:
                holders[name].setdefault(one.event_id, key)
    chosen: dict[str, str] = {}
    for name in sorted(holders):
        for event_id, key in holders[name].items():
            chosen.setdefault(event_id, key)
    return frozenset(chosen.values())


def _is_new(one: Remembered, before: Remembered | None) -> bool:
    if before is None:
        return True
    old, new = before.announcement, one.announcement
    return (old.title, old.text, old.dates) != (new.title, new.text, new.dates)


def _names_of(one: Remembered) -> Iterable[tuple[str, str]]:
    a = one.announcement
    words = [word for word in a.title.casefold().split() if not any(sign.isdigit() for sign in word)]
    if words:
        yield a.source_id, " ".join(words)
        yield f"{a.source_id} head", next((word for word in words if len(word) > 3), words[0])
    if a.text:
        yield "text", a.text
