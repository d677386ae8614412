"""How the night went and how each source fared over the last nights."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pipeline.feed.items import Row, Tables
from pipeline.feed.safe import safe_line
from pipeline.release import version_order
from pipeline.site.wording import day_short

SHOWN_NIGHTS = 30
STATES = {
    "good": "gut gelesen",
    "not_observed": "nicht gefragt",
    "source_unreachable": "nicht erreichbar",
    "blocked": "abgewiesen",
    "soft_404": "leere Seite",
    "layout_suspect": "Aufbau der Seite unbekannt",
    "list_shrunk": "Liste auffällig kurz",
}
_COUNTS = ("fetched", "announcements", "new", "changed", "held", "missing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Light:
    """One source in one night."""

    day: str
    is_good: bool
    was_asked: bool
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """A source's last night with its counts, and its lights, oldest first."""

    source_id: str
    is_good: bool
    words: str
    evidence: str
    last_good: str
    counts: tuple[int, ...]
    lights: tuple[Light, ...]
    good_nights: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NightGlance:
    run_id: str
    day: date
    is_fine: bool
    alarms: tuple[str, ...]
    sources: tuple[Health, ...]


def night_glance(tables: Tables, run_id: str, day: date) -> NightGlance:
    """The run of that id; a release without any run (an empty one) is fine and has no sources."""
    runs = sorted(tables.get("runs", ()), key=lambda row: version_order(str(row["run_id"])))
    own = next((row for row in runs if row["run_id"] == run_id), None)
    return NightGlance(
        run_id=run_id,
        day=day,
        is_fine=own is None or own["state"] == "done",
        alarms=tuple(safe_line(alarm, 500) for alarm in own["alarms"]) if own else (),
        sources=tuple(_healths(runs)),
    )


def _healths(runs: Sequence[Row]) -> list[Health]:
    nights: dict[str, list[tuple[date, Mapping[str, Any]]]] = {}
    for run in runs:
        for text in run["sources"] or ():
            counts = json.loads(text)
            nights.setdefault(str(counts["source_id"]), []).append((run["logical_date"], counts))
    return [_health(source_id, nights[source_id]) for source_id in sorted(nights)]


def _health(source_id: str, nights: Sequence[tuple[date, Mapping[str, Any]]]) -> Health:
    _, last = nights[-1]
    state = str(last.get("state") or "")
    good = [day for day, counts in nights if counts.get("state") == "good"]
    shown = nights[-SHOWN_NIGHTS:]
    return Health(
        source_id=safe_line(source_id),
        is_good=state == "good",
        words=STATES.get(state, safe_line(state)),
        evidence=safe_line(last.get("evidence")),
        last_good=day_short(good[-1]) if good else "noch nie",
        counts=tuple(int(last.get(name) or 0) for name in _COUNTS),
        lights=tuple(_light(day, str(counts.get("state") or "")) for day, counts in shown),
        good_nights=sum(counts.get("state") == "good" for _, counts in shown),
    )


def _light(day: date, state: str) -> Light:
    return Light(
        day=day_short(day),
        is_good=state == "good",
        was_asked=state != "not_observed",
        words=STATES.get(state, safe_line(state)),
    )
