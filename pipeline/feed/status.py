"""status.json: how fresh the feed is, per source and per event."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from pipeline.berlin import aware
from pipeline.feed.items import FeedItem, Row, Tables, View

GOOD_STATE = "good"


def render(tables: Tables, view: View, *, version: str, logical_date: date, public_url: str) -> bytes:
    """The freshness of a release as JSON; its form is schemas/status.schema.json.

    Sources come from `runs.sources` (JSON objects with `source_id` and `state`); a night is good if that state is
    'good'. Nights are days, moments carry Berlin's offset.
    """
    runs = sorted(tables.get("runs", ()), key=lambda row: (row["logical_date"], str(row["run_id"])))
    document = {
        "schema": "schemas/status.schema.json",
        "version": version,
        "logical_date": logical_date.isoformat(),
        "public_url": public_url,
        "last_run": _last_run(runs),
        "sources": _sources(runs),
        "events": [_event(item) for item in sorted(view.items, key=lambda item: item.event_id)],
        "left_out": _left_out(view),
    }
    return (json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def _last_run(runs: Sequence[Row]) -> Mapping[str, Any] | None:
    if not runs:
        return None
    last = runs[-1]
    return {"run_id": str(last["run_id"]), "state": str(last["state"]), "finished_at": _iso(last["finished_at"])}


def _sources(runs: Sequence[Row]) -> list[Mapping[str, Any]]:
    nights: dict[str, list[tuple[Row, Mapping[str, Any]]]] = {}
    for run in runs:
        for text in run["sources"] or ():
            counts = json.loads(text)
            nights.setdefault(str(counts["source_id"]), []).append((run, counts))
    return [_source(source_id, nights[source_id]) for source_id in sorted(nights)]


def _source(source_id: str, nights: Sequence[tuple[Row, Mapping[str, Any]]]) -> Mapping[str, Any]:
    run, counts = nights[-1]
    good = [night for night, told in nights if told.get("state") == GOOD_STATE]
    return {
        "source_id": source_id,
        "state": str(counts.get("state") or "unknown"),
        "last_run": run["logical_date"].isoformat(),
        "last_good_night": good[-1]["logical_date"].isoformat() if good else None,
        "last_good_at": _iso(good[-1]["finished_at"]) if good else None,
        "expected_next": (run["logical_date"] + timedelta(days=1)).isoformat(),
    }


def _event(item: FeedItem) -> Mapping[str, Any]:
    return {
        "event_id": item.event_id,
        "occurrence_ids": [occurrence.occurrence_id for occurrence in item.occurrences],
        "first_seen": _iso(item.first_seen_at),
        "last_seen": _iso(item.last_seen_at),
        "last_verified": _iso(item.last_verified_at),
        "last_changed": _iso(item.last_changed_at),
        "n_sources": item.n_sources,
        "confidence": item.confidence,
    }


def _left_out(view: View) -> Mapping[str, int]:
    counts: dict[str, int] = {}
    for entry in view.skipped:
        counts[entry.reason] = counts.get(entry.reason, 0) + 1
    return dict(sorted(counts.items()))


def _iso(moment: datetime) -> str:
    return aware(moment).isoformat(timespec="seconds")
