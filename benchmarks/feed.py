"""The whole feed of many events: CPU seconds and peak memory, beside bare icalendar writing as many plain entries.

Run: python -m benchmarks.feed [EVENTS]

Each measurement has a process of its own, so that its peak memory is its own; the time is CPU time of rendering alone.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event

from pipeline.feed import is_carried, render_feed
from pipeline.feed.items import Row, Tables
from tests.feed.conftest import announcement, change, event, occurrence, row, tables

NIGHT = date(2026, 3, 2)
TEXT = (
    "Wir laden alle Nachbarinnen und Nachbarn herzlich ein; Tee und Kuchen sind da, bitte eine Tasse mitbringen. " * 5
)


def main() -> None:
    """Print both, and their ratio."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    found = {what: _measured(what, count) for what in ("idle", "feed", "night", "icalendar")}
    idle = found["idle"]["peak"]
    for what, said in (
        ("feed", f"whole feed of {count} events, first night"),
        ("night", "the same a night later, 1 % changed"),
        ("icalendar", "bare icalendar, one calendar of as many plain entries"),
    ):
        one = found[what]
        print(
            f"{said}: {one['seconds']:.2f} s CPU, peak {one['peak'] - idle:.0f} MB above {idle:.0f} MB with the rows "
            f"alone, {one['files']:.0f} files, {one['bytes'] / 1e6:.1f} MB"
        )
    print(f"ratio feed / icalendar: {found['feed']['seconds'] / found['icalendar']['seconds']:.2f} in time")


def _measured(what: str, count: int) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.feed", str(count), what], capture_output=True, text=True, check=True
    )
    answer: dict[str, float] = json.loads(done.stdout)
    return answer


def measure(what: str, count: int) -> dict[str, float]:
    """Seconds and peak memory of one way; with `idle` of nothing but the rows."""
    made = rows(count)
    before = _render(made, NIGHT, {}) if what == "night" else {}
    later = rows(count, changed=count // 100) if what == "night" else made
    began = time.process_time()
    files: dict[str, bytes] = {}
    if what == "icalendar":
        files = {"events.ics": plain_calendar(made["events"], starts_of(made))}
    elif what != "idle":
        files = _render(later, NIGHT + timedelta(days=len(before) > 0), before)
    seconds = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": seconds, "peak": peak, "files": len(files), "bytes": sum(map(len, files.values()))}


def rows(count: int, changed: int = 0) -> Tables:
    """Tables of `count` dated events in twenty towns over half a year; the first `changed` ones moved by an hour."""
    events, occurrences, announcements, changes = [], [], [], []
    for number in range(count):
        name = f"ev_{number:05}"
        events.append(
            event(name, f"Abend {number} der Nachbarschaft", description=TEXT, summary=TEXT[:290], topics=["culture"],
                  venue_id=f"ve_{number % 20}", attendance_mode="offline", url=f"https://dsm.example/{number}")
        )  # fmt: skip
        day = NIGHT + timedelta(days=number % 180)
        occurrences.append(
            occurrence(name, f"{day} {19 if number >= changed else 20}:00", venue_id=f"ve_{number % 20}")
        )
        announcements.append(announcement(name))
        if number < changed:
            changes.append(
                change(f"oc_{number:05}01", "occurrences", "start", 3, meaning="rescheduled", sentence_de="Neu")
            )
    venues = [row("venues", venue_id=f"ve_{number}", name="Haus", city=f"Ort {number}") for number in range(20)]
    return tables(events=events, occurrences=occurrences, announcements=announcements, changes=changes, venues=venues)


def _render(made: Tables, day: date, before: dict[str, bytes]) -> dict[str, bytes]:
    carried = {name: content for name, content in before.items() if is_carried(name)}
    return dict(
        render_feed(
            made, version=f"{day}.1", logical_date=day, public_url="https://kalender.example.org", before=carried
        )
    )


def starts_of(made: Tables) -> Mapping[str, datetime]:
    """Event id -> start of its one date."""
    return {row["event_id"]: row["start"] for row in made["occurrences"]}


def plain_calendar(events: Sequence[Row], starts: Mapping[str, datetime]) -> bytes:
    """One calendar of plain entries by bare icalendar."""
    calendar = Calendar()
    calendar.add("prodid", "-//bench//DE")
    calendar.add("version", "2.0")
    for one in events:
        entry = Event()
        entry.add("uid", one["event_id"])
        entry.add("dtstamp", datetime(2026, 3, 2, tzinfo=UTC))
        entry.add("dtstart", starts[one["event_id"]])
        entry.add("summary", one["title"])
        entry.add("description", one["description"])
        entry.add("location", "Haus")
        entry.add("url", one["url"])
        calendar.add_component(entry)
    return bytes(calendar.to_ical())


if __name__ == "__main__":
    if len(sys.argv) > 2:
        print(json.dumps(measure(sys.argv[2], int(sys.argv[1]))))
    else:
        main()
