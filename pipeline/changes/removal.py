"""Which events were not seen tonight and why; which left the feed or came back."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence

from pipeline.changes.compare import Stamp
from pipeline.changes.missing import Why
from pipeline.checks import Absence
from pipeline.link.decisions import Row as Ruling
from pipeline.memory import Remembered


def absent_tonight(
    known: Mapping[str, Remembered], why: Mapping[str, Why], hidden: Mapping[str, Ruling]
) -> dict[str, tuple[str, str]]:
    """Each event that none of its announcements showed tonight -> (reason, evidence); `why` is each missing
    announcement's reason. Hidden events are named in any case."""
    found: dict[str, tuple[str, str]] = {}
    for event_id, members in _by_event(known).items():
        if event_id in hidden:
            found[event_id] = (Absence.HIDDEN.value, f"{hidden[event_id].where}: {hidden[event_id].reason}")
        elif not any(one.seen_tonight for one in members):
            reason, evidence = min((why[one.announcement.announcement_id] for one in members), key=_weight)
            found[event_id] = (reason.value, evidence)
    return found


_ORDER = (
    Absence.CANCELLED, Absence.WINDOW_PASSED, Absence.NOT_OBSERVED, Absence.SOURCE_UNREACHABLE, Absence.BLOCKED,
    Absence.SOFT_404, Absence.LAYOUT_SUSPECT, Absence.LIST_SHRUNK, Absence.MISSING_UNCONFIRMED, Absence.WITHDRAWN,
)  # fmt: skip


def _weight(reason: Why) -> tuple[int, str]:
    """What protects an event counts first: one unreachable source is enough to keep it."""
    return _ORDER.index(reason[0]), reason[1]


def _by_event(known: Mapping[str, Remembered]) -> dict[str, list[Remembered]]:
    groups: dict[str, list[Remembered]] = defaultdict(list)
    for key in sorted(known):
        event_id = known[key].event_id
        if event_id:
            groups[event_id].append(known[key])
    return groups


def removal_changes(
    before: Mapping[str, Remembered], after: Mapping[str, Remembered], stamp: Stamp
) -> list[dict[str, object]]:
    """Rows of the changes table for events that left the feed tonight (`gone`) or came back (`back`)."""
    was, now = _removed(before), _removed(after)
    rows = []
    for event_id in sorted(was.keys() & now.keys()):
        if was[event_id] == now[event_id]:
            continue
        gone = now[event_id] is not None
        rows.append(_row(event_id, "gone" if gone else "back", was[event_id], now[event_id], stamp))
    return rows


def _removed(known: Mapping[str, Remembered]) -> dict[str, str | None]:
    """Per event the reason why it left the feed; None while any of its announcements stays."""
    return {event_id: _common(members) for event_id, members in _by_event(known).items()}


def _common(members: Sequence[Remembered]) -> str | None:
    return members[0].removed if all(one.removed for one in members) else None


def _row(event_id: str, kind: str, before: str | None, after: str | None, stamp: Stamp) -> dict[str, object]:
    seed = "\x1f".join((stamp.run_id, "events", event_id, "", kind))
    return {
        "change_id": "chg_" + hashlib.blake2b(seed.encode(), digest_size=8).hexdigest(),
        "record_id": event_id,
        "table": "events",
        "field": None,
        "kind": kind,
        "meaning": None,
        "before": before,
        "after": after,
        "cause": stamp.default_cause,
        "sentence_de": "Von der Quelle zurückgezogen" if kind == "gone" else "Wieder angekündigt",
        "valid_from": stamp.at,
        "known_from": stamp.at,
        "run_id": stamp.run_id,
    }
