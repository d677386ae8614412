"""The whole site of many events: CPU seconds, peak memory, files, weight of the first view, beside bare libraries.

Run: python -m benchmarks.site [EVENTS]

Each measurement has a process of its own, so that its peak memory is its own; the time is CPU time of rendering alone.
The peers are what anybody would write first: bare jinja2 with one short template, a page for each event and a list of
all; and the same with a calendar file by bare icalendar beside each page.
"""

from __future__ import annotations

import json
import re
import resource
import subprocess
import sys
import time
from collections.abc import Mapping
from datetime import date

from jinja2 import Environment

from benchmarks.feed import NIGHT, plain_calendar, rows, starts_of
from pipeline.feed import render_feed
from pipeline.feed.items import Tables
from pipeline.site.render import render_site

WAYS = ("idle", "site", "jinja2", "jinja2+icalendar")
PUBLIC_URL = "https://kalender.example.org"
_PEER = """<!doctype html><html lang="de"><head><meta charset="utf-8"><title>{{ title }}</title></head><body>
<h1>{{ title }}</h1>{% for one in events %}<h2><a href="{{ one.event_id }}.html">{{ one.title }}</a></h2>
<p>{{ one.start }}</p><p>{{ one.venue }}</p><p>{{ one.description }}</p><p><a href="{{ one.url }}">Quelle</a></p>
{% endfor %}</body></html>"""
_LOADED = re.compile(r'<(?:link rel="(?:stylesheet|icon)"[^>]*href|script src)="([^"]+)"')


def main() -> None:
    """Print each measurement, the ratio, and what a first visit weighs."""
    given = [one for one in sys.argv[1:] if one.isdigit()]
    count = int(given[0]) if given else 5000
    found = {what: _measured(what, count) for what in WAYS}
    for what, said in (
        ("site", f"whole site of {count} events"),
        ("jinja2", "bare jinja2, as many plain pages"),
        ("jinja2+icalendar", "the same and a plain calendar file each"),
    ):
        one = found[what]
        print(
            f"{said}: {one['seconds']:.2f} s CPU, peak {one['peak'] - found['idle']['peak']:.0f} MB above "
            f"{found['idle']['peak']:.0f} MB with the rows alone, {one['files']:.0f} files, {one['bytes'] / 1e6:.1f} MB"
        )
    for peer in WAYS[2:]:
        print(f"ratio site / {peer}: {found['site']['seconds'] / found[peer]['seconds']:.1f} in time")
    for name in ("first view", "month view", "event page", "search index"):
        print(f"{name}: {found['site'][name] / 1000:.0f} kB")


def _measured(what: str, count: int) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.site", str(count), what], capture_output=True, text=True, check=True
    )
    answer: dict[str, float] = json.loads(done.stdout)
    return answer


def measure(what: str, count: int) -> dict[str, float]:
    """Seconds, peak memory and sizes of one way; with `idle` of nothing but the rows and the feed's files."""
    made = rows(count)
    feed = render_feed(made, version=f"{NIGHT}.1", logical_date=NIGHT, public_url=PUBLIC_URL, before={})
    began = time.process_time()
    files: Mapping[str, bytes] = {}
    if what == "site":
        files = render(made, NIGHT, feed)
    elif what != "idle":
        files = plain_pages(made, with_calendars="icalendar" in what)
    seconds = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sizes = _weights(files) if what == "site" else {}
    return {"seconds": seconds, "peak": peak, "files": len(files), "bytes": sum(map(len, files.values()))} | sizes


def render(made: Tables, day: date, feed: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The whole site as path -> bytes."""
    return render_site(made, version=f"{day}.1", logical_date=day, public_url=PUBLIC_URL, feed_files=feed)


def _weights(files: Mapping[str, bytes]) -> dict[str, float]:
    """Bytes of a page with everything that it loads by itself; nothing is compressed."""
    month = f"monat/{NIGHT:%Y-%m}/index.html"
    event = next(path for path in files if path.startswith("e/ev_") and path.endswith(".html"))
    pages = {"first view": "index.html", "month view": month, "event page": event}
    return {name: weight(files, path) for name, path in pages.items()} | {
        "search index": sum(len(content) for path, content in files.items() if path.startswith("suche/"))
    }


def weight(files: Mapping[str, bytes], path: str) -> int:
    """The page's own bytes and those of its style sheets, scripts and icon."""
    text = files[path].decode()
    noscript = re.sub(r"<noscript>.*?</noscript>", "", text)
    loaded = {one.rpartition("../")[2] for one in _LOADED.findall(noscript)}
    return len(files[path]) + sum(len(files[one]) for one in loaded)


def plain_pages(made: Tables, *, with_calendars: bool) -> dict[str, bytes]:
    """What somebody without Litfass would write first: a page for each event, and one with all."""
    template = Environment(autoescape=True).from_string(_PEER)
    starts = starts_of(made)
    venues = {row["venue_id"]: row["name"] for row in made["venues"]}
    events = [{**row, "start": starts[row["event_id"]], "venue": venues[row["venue_id"]]} for row in made["events"]]
    files = {f"{one['event_id']}.html": template.render(title=one["title"], events=[one]).encode() for one in events}
    if with_calendars:
        files |= {f"{one['event_id']}.ics": plain_calendar([one], starts) for one in made["events"]}
    return files | {"index.html": template.render(title="Termine", events=events).encode()}


if __name__ == "__main__":
    known = next((one for one in sys.argv[1:] if one in WAYS), "")
    if known:
        print(json.dumps(measure(known, int(sys.argv[1]))))
    else:
        main()
