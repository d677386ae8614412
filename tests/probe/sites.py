"""Small sites in memory: an address that is not in the table does not answer, and asking for it is noted."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from pipeline.models import Capture, PageRole

HOME = "https://saeule.example"
AT = datetime(2026, 3, 2, 3, 10, tzinfo=UTC)

PLAIN = """<html><head><title>Termine – Nachbarschaft Säule</title></head><body><nav><a href="/">Start</a>
<a href="/kontakt/">Kontakt</a></nav><main><h1>Termine</h1>
<div class="a"><h3><a href="/t/1/">Nähcafé für alle</a></h3><p>Do, 05.03.2026, 16 Uhr</p>
<p>Bürgerhaus, Leipzig</p></div>
<div class="a"><h3><a href="/t/2/">Lesung am Kamin</a></h3><p>Fr, 13.03.2026, 19:30 Uhr</p>
<p>Stadtbücherei, Leipzig</p></div>
<div class="a"><h3><a href="/t/3/">Frühlingsfest</a></h3><p>Sa, 11.04.2026, 14 Uhr</p>
<p>Festwiese, Leipzig</p></div>
</main></body></html>"""
WITHOUT_LIST = (
    "<html><head><title>Über uns</title></head><body><h1>Über uns</h1><p>Wir sind ein Verein.</p></body></html>"
)
FRONT = """<html><head><title>Nachbarschaft Säule</title></head><body><nav><a href="/kontakt/">Kontakt</a>
<a href="/termine/">Unsere Termine</a></nav><h1>Willkommen</h1><p>Schön, dass Sie da sind.</p></body></html>"""
ICS = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//x//y//DE
BEGIN:VEVENT
UID:1@saeule.example
DTSTAMP:20260301T080000Z
DTSTART;TZID=Europe/Berlin:20260305T160000
SUMMARY:Nähcafé für alle
LOCATION:Bürgerhaus\\, Leipzig
END:VEVENT
BEGIN:VEVENT
UID:2@saeule.example
DTSTAMP:20260301T080000Z
DTSTART;TZID=Europe/Berlin:20260313T193000
SUMMARY:Lesung am Kamin
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")


def tribe_answer() -> str:
    events = [
        {
            "id": number,
            "global_id": f"saeule.example?id={number}",
            "title": title,
            "description": "<p>Komm vorbei.</p>",
            "url": f"{HOME}/event/{number}/",
            "start_date": start,
            "end_date": start,
            "all_day": False,
            "venue": {"venue": "Bürgerhaus", "city": "Leipzig"},
        }
        for number, title, start in (
            (1, "Nähcafé für alle", "2026-03-05 16:00:00"),
            (2, "Lesung am Kamin", "2026-03-13 19:30:00"),
            (3, "Frühlingsfest", "2026-04-11 14:00:00"),
        )
    ]
    return json.dumps({"events": events, "rest_url": f"{HOME}/wp-json/tribe/events/v1/events", "total_pages": 1})


class MemorySite:
    """A fetch function over a table of path -> body; `asked` lists what was asked for, in order."""

    def __init__(self, pages: dict[str, str]) -> None:
        self.pages = pages
        self.asked: list[str] = []

    def __call__(self, url: str, role: PageRole) -> Capture:
        path = url.removeprefix(HOME)
        self.asked.append(path)
        body = self.pages.get(path)
        return capture(url, body, role)


def capture(url: str, body: str | None, role: PageRole = PageRole.LIST) -> Capture:
    kind = "application/json" if body and body.startswith(("{", "[")) else "text/html"
    return Capture(
        capture_id="c",
        source_id="look",
        run_id="2026-03-02.1",
        url=url,
        final_url=url,
        role=role,
        status=404 if body is None else 200,
        failure=None,
        captured_at=AT,
        headers=(("Content-Type", kind),),
        body=(body or "").encode(),
        robots_rule="allowed by robots.txt",
    )
