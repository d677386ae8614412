"""What changed tonight, event by event, each with its cause."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from pipeline.feed.items import Row, Tables
from pipeline.feed.revisions import matters
from pipeline.feed.safe import safe_line

CAUSES = {
    "source": "Quelle",
    "rule": "neue Leseregel",
    "override": "Entscheidung",
    "merge": "Zusammenführung",
    "erasure": "Löschung",
}
_TOLD_BY = {"start_date": "start", "end_date": "end"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """One event, or the series of that id. Sentences come with their cause."""

    event_id: str
    title: str
    is_new: bool
    is_weighty: bool
    is_address_only: bool  # a relaunch of a site moves many pages at once
    sentences: tuple[tuple[str, str], ...]


def changed_tonight(tables: Tables, run_id: str) -> list[Changed]:
    """The events that this run changed: what matters to visitors first, then other edits, new ones last."""
    event_of = {str(row["occurrence_id"]): str(row["event_id"]) for row in tables.get("occurrences", ())}
    names = (("events", "event_id"), ("series", "series_id"))
    titles = {str(row[key]): safe_line(row["title"]) for name, key in names for row in tables.get(name, ())}
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in tables.get("changes", ()):
        if row["run_id"] == run_id:
            record = str(row["record_id"])
            groups[event_of.get(record, record)].append(row)
    found = [_changed(event_id, titles.get(event_id, ""), rows) for event_id, rows in groups.items()]
    return sorted(found, key=lambda one: (one.is_new, not one.is_weighty, one.title.casefold(), one.event_id))


def _changed(event_id: str, title: str, rows: list[Row]) -> Changed:
    is_new = any(row["kind"] == "added" and row["table"] == "events" for row in rows)
    told = {(row["record_id"], row["field"]) for row in rows}
    kept = [
        row
        for row in sorted(rows, key=lambda row: (not matters(row), str(row["change_id"])))
        if (row["record_id"], _TOLD_BY.get(str(row["field"]))) not in told and (row["kind"] != "added" or not is_new)
    ]
    pairs = dict.fromkeys(
        (safe_line(row["sentence_de"], 500), str(CAUSES.get(row["cause"], row["cause"]))) for row in kept
    )
    return Changed(
        event_id=event_id,
        title=title or event_id,
        is_new=is_new,
        is_weighty=any(matters(row) for row in rows),
        is_address_only=all(row["field"] == "url" for row in rows),
        sentences=tuple(pairs),
    )
