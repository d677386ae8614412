"""The events table as it stood, from the versions and the absences."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import datetime

from pipeline.changes.history import EVENT_COLUMNS, as_of, seen_runs
from pipeline.release import version_order

Row = Mapping[str, object]
Tables = Mapping[str, Sequence[Row]]


def events_as_of(
    tables: Tables, valid_at: datetime | None, known_at: datetime | None, *, versions: bool = False
) -> list[Row]:
    """Rows of the events table as they held at `valid_at` (None: at `known_at`'s end or now), as far as our output knew
    at `known_at` (None: now); with `versions` the rows of event_versions instead."""
    runs = sorted(tables["runs"], key=lambda row: version_order(str(row["run_id"])))
    last = max((_at(row["started_at"]) for row in runs), default=None)
    if last is None:
        return []
    known = known_at or max(last, valid_at or last)
    valid = valid_at or known
    rows = as_of(tables["event_versions"], valid, known)
    if versions:
        return rows
    sightings = _Sightings(
        tables, [row for row in runs if row["sources"] and _at(row["started_at"]) <= min(valid, known)]
    )
    return [
        {name: row[name] for name in EVENT_COLUMNS}
        | {"event_id": row["event_id"], "version": row["version"]}
        | sightings.moments(str(row["event_id"]), _at(row["first_seen_at"]))
        for row in rows
    ]


class _Sightings:
    """When events were last seen and last verified, from absences, runs and the sources of their announcements."""

    def __init__(self, tables: Tables, runs: Sequence[Row]) -> None:
        self.started = {str(row["run_id"]): _at(row["started_at"]) for row in runs}
        self.runs = list(self.started)
        self.seen = seen_runs(tables["absences"], self.runs) if runs else {}
        self.good: dict[str, list[datetime]] = {}
        for row in runs:
            texts = row["sources"]
            for text in texts if isinstance(texts, list | tuple) else ():
                counts = json.loads(str(text))
                if counts["state"] == "good":
                    self.good.setdefault(str(counts["source_id"]), []).append(_at(row["started_at"]))
        self.sources: dict[str, set[str]] = {}
        for row in tables["announcements"]:
            if row["event_id"]:
                self.sources.setdefault(str(row["event_id"]), set()).add(str(row["source_id"]))

    def moments(self, event_id: str, first: datetime) -> dict[str, object]:
        seen = [self.started[run] for run in self.seen.get(event_id, self.runs) if self.started[run] >= first]
        if not seen:
            return {"last_seen_at": first, "last_verified_at": first}
        kept = set(seen)
        verified = [
            moment
            for source_id in sorted(self.sources.get(event_id, ()))
            if (moment := _last_in(self.good.get(source_id, ()), kept)) is not None
        ]
        return {"last_seen_at": seen[-1], "last_verified_at": max(verified, default=first)}


def _last_in(moments: Sequence[datetime], kept: set[datetime]) -> datetime | None:
    """The last of ascending moments that is in `kept`."""
    end = bisect_right(moments, max(kept))
    return next((moment for moment in reversed(moments[:end]) if moment in kept), None)


def _at(value: object) -> datetime:
    assert isinstance(value, datetime)
    return value
