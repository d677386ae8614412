"""The report's pictures as bars and cells, counted from the tables; templates/pictures.html draws them as SVG."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.berlin import aware
from pipeline.feed.items import Row, Tables
from pipeline.feed.safe import safe_line
from pipeline.release import version_order
from pipeline.site.wording import MONTHS, day_short

_MONTHS_BACK, _MONTHS_AHEAD = 11, 6
_NIGHTS = 60
_LEAD = ((0, "am Tag"), (3, "1–3"), (7, "4–7"), (14, "8–14"), (30, "15–30"), (60, "31–60"), (90, "61–90"))
_LATER = "mehr"
_ABSENCES = {
    "source_unreachable": "nicht erreichbar",
    "blocked": "abgewiesen",
    "soft_404": "leere Seite",
    "layout_suspect": "Aufbau unbekannt",
    "list_shrunk": "Liste kurz",
    "missing_unconfirmed": "fehlt noch nicht oft genug",
    "withdrawn": "zurückgezogen",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """`height` is 0…1 of the picture's largest value."""

    label: str
    count: int
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of bars or cells under one name."""

    name: str
    bars: tuple[Bar, ...]

    @property
    def total(self) -> int:
        return sum(bar.count for bar in self.bars)


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """`kind` is bars or cells; `summary` says in words what the picture shows."""

    title: str
    summary: str
    kind: str
    rows: tuple[Line, ...]
    spans_time: bool


def pictures(tables: Tables, day: date) -> list[Picture]:
    """Those that have anything to show."""
    found = (_by_month(tables, day), _lead_time(tables), _absent(tables), _clusters(tables))
    return [one for one in found if any(row.total for row in one.rows)]


def _picture(
    title: str,
    summary: str,
    kind: str,
    counts: Mapping[str, Mapping[str, int]],
    labels: Sequence[str],
    *,
    spans_time: bool = False,
) -> Picture:
    most = max((count for one in counts.values() for count in one.values()), default=0) or 1
    rows = [
        Line(
            name=name,
            bars=tuple(Bar(label=label, count=one.get(label, 0), height=one.get(label, 0) / most) for label in labels),
        )
        for name, one in counts.items()
    ]
    return Picture(title=title, summary=summary, kind=kind, rows=tuple(rows), spans_time=spans_time)


def _by_month(tables: Tables, day: date) -> Picture:
    """Dates per month and source; a date that two sources announce counts for both."""
    sources = _sources(tables)
    months = [_month(day, n) for n in range(-_MONTHS_BACK, _MONTHS_AHEAD + 1)]
    counts: dict[str, Counter[str]] = {name: Counter() for name in sorted({s for one in sources.values() for s in one})}
    for row in tables.get("occurrences", ()):
        if row["start_date"]:
            for source in sources.get(str(row["event_id"]), ()):
                counts[source][f"{MONTHS[row['start_date'].month - 1]} {row['start_date'].year}"] += 1
    return _picture(
        "Termine je Monat und Quelle", "Termine nach dem Monat ihres Beginns.", "bars", counts, months, spans_time=True
    )


def _month(day: date, step: int) -> str:
    number = day.year * 12 + day.month - 1 + step
    return f"{MONTHS[number % 12]} {number // 12}"


def _lead_time(tables: Tables) -> Picture:
    """Days from the first sighting to the first date; what the very first run found is left out, since nobody knows for
    how long it had been announced."""
    first_run = min((row["started_at"] for row in tables.get("runs", ())), default=None)
    seen = {
        str(row["event_id"]): aware(row["first_seen_at"]).date()
        for row in tables.get("events", ())
        if first_run is None or row["first_seen_at"] > first_run
    }
    starts: dict[str, date] = {}
    for row in tables.get("occurrences", ()):
        event_id = str(row["event_id"])
        if row["start_date"] and event_id in seen:
            starts[event_id] = min(starts.get(event_id, date.max), row["start_date"])
    ahead = Counter(
        _bucket((start - seen[event_id]).days) for event_id, start in starts.items() if start >= seen[event_id]
    )
    return _picture(
        "Vorlauf",
        "Tage von der ersten Sichtung bis zum Termin; ohne das, was schon in der ersten Nacht dastand.",
        "bars",
        {"alle Quellen": ahead},
        [label for _, label in _LEAD] + [_LATER],
    )


def _bucket(days: int) -> str:
    return next((label for limit, label in _LEAD if days <= limit), _LATER)


def _absent(tables: Tables) -> Picture:
    """How many events were not seen in each night, by reason; what is simply over is left out."""
    runs = [str(r["run_id"]) for r in sorted(tables.get("runs", ()), key=lambda r: version_order(str(r["run_id"])))]
    order = {run: number for number, run in enumerate(runs)}
    shown = runs[-_NIGHTS:]
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in tables.get("absences", ()):
        name = _ABSENCES.get(row["reason"])
        if name and row["from_run"] in order:
            last = order.get(str(row["to_run"]), len(runs) - 1)
            for run in runs[order[row["from_run"]] : last + 1]:
                counts[name][_night(run)] += 1
    named = {name: counts[name] for name in _ABSENCES.values() if name in counts}
    summary = "Wie viele Veranstaltungen in einer Nacht nicht zu sehen waren, und warum."
    return _picture(
        "Kalender der Abwesenheit", summary, "cells", named, list(dict.fromkeys(map(_night, shown))), spans_time=True
    )


def _night(run_id: str) -> str:
    return day_short(date.fromisoformat(version_order(run_id)[0]))


def _clusters(tables: Tables) -> Picture:
    """How many events stand behind how many announcements."""
    behind = Counter(str(row["event_id"]) for row in tables.get("announcements", ()) if row["event_id"])
    sizes = Counter(f"{size}" if size < 6 else "6+" for size in behind.values())
    labels = ["1", "2", "3", "4", "5", "6+"]
    summary = "Veranstaltungen nach der Zahl der Ankündigungen, die von ihnen sprechen."
    return _picture("Zusammengeführte Ankündigungen", summary, "bars", {"alle Quellen": sizes}, labels)


def _sources(tables: Tables) -> dict[str, set[str]]:
    """The sources of each event."""
    found: dict[str, set[str]] = defaultdict(set)
    accepted: Iterable[Row] = (row for row in tables.get("announcements", ()) if row["event_id"])
    for row in accepted:
        found[str(row["event_id"])].add(safe_line(row["source_id"]))
    return found
