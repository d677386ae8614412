"""Rulings on events that are not there: each is named with its file and line."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from pipeline.link.decisions import Decisions, Row
from pipeline.models import Issue, Severity


def unknown_ids(decisions: Decisions, events: Collection[str], merged: Mapping[str, str]) -> list[Issue]:
    """An Issue for the last row of hide.csv and fields.csv on each event that is none of `events`; `merged` says what
    an id that ended went into. Pairs are looked up where they are obeyed, runs where they are released."""
    last: dict[tuple[str, str, str], Row] = {}
    for row in decisions.rows:
        if row.file in ("hide.csv", "fields.csv"):
            last[row.file, row.values["event_id"], row.values.get("field", "")] = row
    found = []
    for (_, event_id, _), row in sorted(last.items()):
        if event_id in events:
            continue
        into = merged.get(event_id)
        hint = f"; it was merged into {into}" if into else ""
        found.append(
            Issue(
                source_id="",
                severity=Severity.WARNING,
                issue_class="decision_stale",
                where=row.where,
                expected=f"the id of a known event{hint}",
                found=event_id,
            )
        )
    return found
