"""Which revision of an event the tables hold: SEQUENCE, last modification and the sentence of the last change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from pipeline.feed.items import Row
from pipeline.feed.safe import safe_line

_MEANINGS = frozenset({"rescheduled", "relocated", "moved_online", "cancelled", "reinstated"})
_TIME = ("start", "end", "start_date", "end_date", "all_day", "rrule", "exdates")
_PLACE = ("venue_id", "attendance_mode", "online_url")
_FIELDS = frozenset((*_TIME, *_PLACE, "status"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """`sequence` counts the runs with a change that matters to a visitor; `sentence` is the newest such one."""

    sequence: int
    modified_at: datetime | None
    sentence: str | None


def by_record(changes: Sequence[Row]) -> dict[str, list[Row]]:
    """The change log, grouped by the record that changed."""
    grouped: dict[str, list[Row]] = defaultdict(list)
    for change in changes:
        grouped[str(change["record_id"])].append(change)
    return grouped


def revision(log: Mapping[str, Sequence[Row]], record_ids: Sequence[str]) -> Revision:
    """The revision of what these records describe together; additions alone are no revision."""
    changes = [change for record_id in record_ids for change in log.get(record_id, ()) if change["kind"] != "added"]
    weighty = [change for change in changes if matters(change)]
    newest = max(weighty, key=_weight, default=None)
    return Revision(
        sequence=len({str(change["run_id"]) for change in weighty}),
        modified_at=max((change["known_from"] for change in changes), default=None),
        sentence=(safe_line(newest["sentence_de"], 500) or None) if newest else None,
    )


def _weight(change: Row) -> tuple[datetime, bool, str]:
    """The newest comes last, and of one run the one whose meaning is known."""
    return change["known_from"], change["meaning"] in _MEANINGS, str(change["change_id"])


def matters(change: Row) -> bool:
    """Whether somebody who wants to attend must know: time, place, way of attending, status, gone and back again."""
    if change["kind"] in ("gone", "back"):
        return True
    return change["kind"] == "modified" and (change["meaning"] in _MEANINGS or change["field"] in _FIELDS)
