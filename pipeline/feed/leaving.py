"""Why an entry that the release before showed is not there tonight, and what is still told of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from pipeline.feed.canonical import iso
from pipeline.feed.eligibility import DAYS_BACK
from pipeline.feed.items import Tables, View

TOMBSTONE_DAYS = 60
_KEPT = ("key", "event_id", "sequence", "modified_at", "matters", "says", "left_on", "reason", "into")

Line = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaving:
    """What the tables say about records that are not shown: `reasons` by event or occurrence, `merged` events with the
    one they went into, `erased` ids, `shown` events."""

    reasons: Mapping[str, str]
    merged: Mapping[str, str]
    erased: frozenset[str]
    shown: frozenset[str]

    @classmethod
    def of(cls, tables: Tables, view: View) -> Leaving:
        """Read from the change log and from what the view left out."""
        reasons = {skipped.record_id: skipped.reason for skipped in view.skipped}
        instances: dict[str, list[str]] = defaultdict(list)
        for row in tables.get("occurrences", ()):
            instances[str(row["event_id"])].append(reasons.get(str(row["occurrence_id"]), ""))
        for event_id, found in instances.items():
            doubts = [reason for reason in found if reason != "past"]
            reasons.setdefault(event_id, (doubts or ["past"])[0])
        changes = tables.get("changes", ())
        events = [row for row in changes if row["table"] == "events"]
        return cls(
            reasons={record: reason for record, reason in reasons.items() if reason},
            merged={str(row["record_id"]): str(row["after"]) for row in events if row["kind"] == "merged"},
            erased=frozenset(str(row["record_id"]) for row in changes if row["kind"] == "erased"),
            shown=frozenset(item.event_id for item in view.items),
        )

    def why(self, key: str, event_id: str, last_day: date, logical_date: date) -> tuple[str, str | None]:
        """The reason word, and the event that it went into if it was merged."""
        if last_day < logical_date - timedelta(days=DAYS_BACK):
            return "past", None
        if event_id in self.merged and event_id not in self.shown:
            return "merged_into", self.into(event_id)
        if event_id in self.shown:
            reason = self.reasons.get(key) or ("reissued" if key == event_id else "gone")
        else:
            reason = self.reasons.get(event_id) or self.reasons.get(key) or "withdrawn"
        return ("redated" if reason == "past" else reason), None

    def into(self, event_id: str) -> str:
        """The event at the end of a chain of mergers."""
        seen = set[str]()
        while event_id in self.merged and event_id not in self.shown and event_id not in seen:
            seen.add(event_id)
            event_id = self.merged[event_id]
        return event_id

    def line(self, line: Line, logical_date: date, at: datetime) -> Line | None:
        """Tonight's line of an entry that is not there: with a farewell for 60 days, then its number alone; None for
        what was erased. What a person hid keeps no words."""
        if line["event_id"] in self.erased or line["key"] in self.erased:
            return None
        if "left_on" not in line:
            reason, into = self.why(line["key"], line["event_id"], date.fromisoformat(line["last_day"]), logical_date)
            left = {"left_on": iso(logical_date), "reason": reason, "into": into}
            number = {} if reason == "past" else {"sequence": line["sequence"] + 1, "modified_at": iso(at)}
            line = {**line, **left, **number}
        elif self.reasons.get(line["event_id"]) == "hidden" != line["reason"]:
            line = {**line, "reason": "hidden", "sequence": line["sequence"] + 1, "modified_at": iso(at)}
        if line["reason"] == "hidden":
            line = {**line, "title": ""}
        until = date.fromisoformat(line["left_on"]) + timedelta(days=TOMBSTONE_DAYS)
        if line["reason"] == "past" or logical_date >= until:
            return {name: line[name] for name in _KEPT}  # no words of it, but a number, in case it comes back
        return line
