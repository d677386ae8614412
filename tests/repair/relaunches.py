"""A list page and its relaunches: the same events in other clothes, and pages that must never be taken for them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from pipeline.models import Capture, PageRole

URL = "https://saeule.example/termine/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    slug: str
    title: str
    date: str
    place: str


ENTRIES = tuple(
    Entry(slug=f"t{number}", title=title, date=date, place=place)
    for number, (title, date, place) in enumerate(
        (
            ("Nähcafé für alle", "Donnerstag, 5. März 2026, 16 Uhr", "Bürgerhaus, Leipzig"),
            ("Lesung am Kamin", "Freitag, 13. März 2026, 19:30 Uhr", "Stadtbücherei, Leipzig"),
            ("Erste Hilfe am Kind", "Samstag, 21. März 2026, 10 Uhr", "Volkshochschule, Leipzig"),
            ("Konzert der Chöre", "Sonntag, 29. März 2026, 17 Uhr", "Lutherkirche, Leipzig"),
            ("Frühlingsfest im Hof", "Samstag, 11. April 2026, 14 Uhr", "Nachbarschaftshof, Leipzig"),
            ("Stadtrundgang Ost", "Sonntag, 19. April 2026, 11 Uhr", "Torgauer Platz, Leipzig"),
            ("Podium zur Ratswahl", "Mittwoch, 22. April 2026, 18 Uhr", "Neues Rathaus, Leipzig"),
            ("Flohmarkt im Viertel", "Samstag, 9. Mai 2026, 9 Uhr", "Marktplatz, Leipzig"),
        )
    )
)
NEW = Entry(slug="t9", title="Sommertheater", date="Freitag, 12. Juni 2026, 20 Uhr", place="Parkbühne, Leipzig")


def original(entries: tuple[Entry, ...] = ENTRIES) -> str:
    rows = "\n".join(
        f'<article class="termin"><h3 class="titel"><a href="/termine/{one.slug}/">{one.title}</a></h3>'
        f'<p class="wann">{one.date}</p><p class="wo">{one.place}</p></article>'
        for one in entries
    )
    return page(f'<div class="liste">{rows}</div>')


def page(main: str) -> str:
    return (
        "<html><head><title>Termine – Nachbarschaft Säule</title></head><body><nav><a href='/'>Start</a></nav>"
        f"<main><h1>Termine</h1>{main}</main><footer><p>Vereinsregister Leipzig</p></footer></body></html>"
    )


def renamed(entries: tuple[Entry, ...] = ENTRIES) -> str:
    """Every class has another name."""
    return re.sub(r'class="(\w+)"', r'class="x-\1-26"', original(entries))


def wrapped(entries: tuple[Entry, ...] = ENTRIES) -> str:
    """Each entry stands in wrappers of a page builder, the classes are others."""
    text = renamed(entries).replace("<article", '<div class="col"><div class="inner"><article')
    return text.replace("</article>", "</article></div></div>")


def table(entries: tuple[Entry, ...] = ENTRIES) -> str:
    """The list is a table now."""
    rows = "".join(
        f'<tr><td>{one.date}</td><td><a href="/kalender/{one.slug}">{one.title}</a></td><td>{one.place}</td></tr>'
        for one in entries
    )
    return page(f"<table><thead><tr><th>Wann</th><th>Was</th><th>Wo</th></tr></thead><tbody>{rows}</tbody></table>")


def reordered(entries: tuple[Entry, ...] = ENTRIES) -> str:
    """The last comes first, the place before the title, other tags."""
    rows = "".join(
        f'<li class="ev"><i class="ort">{one.place}</i><strong class="name"><a href="/e/{one.slug}">{one.title}</a>'
        f'</strong><time class="tag">{one.date}</time></li>'
        for one in reversed(entries)
    )
    return page(f'<ul class="events">{rows}</ul>')


def with_a_new_one() -> str:
    """Renamed, and one event more than before."""
    return renamed((*ENTRIES, NEW))


def exchanged() -> str:
    """The same titles, each with the date of its neighbour: another list, however alike."""
    dates = [one.date for one in ENTRIES]
    turned = dates[1:] + dates[:1]
    return renamed(
        tuple(
            Entry(slug=one.slug, title=one.title, date=date, place=one.place)
            for one, date in zip(ENTRIES, turned, strict=True)
        )
    )


def other_events() -> str:
    """A working list of somebody else's events."""
    return renamed(
        tuple(
            Entry(slug=f"n{number}", title=f"Kurs {number} der Musikschule", date=one.date, place=one.place)
            for number, one in enumerate(ENTRIES)
        )
    )


def titles_only() -> str:
    """The titles without any date."""
    return page("<ul>" + "".join(f"<li>{one.title}</li>" for one in ENTRIES) + "</ul>")


def half() -> str:
    """Half of what was announced is gone."""
    return renamed(ENTRIES[:4])


def building_site() -> str:
    return page("<p>Unsere Seite wird gerade neu gebaut.</p>")


RELAUNCHES: dict[str, Callable[[], str]] = {
    "classes renamed": renamed,
    "wrappers added": wrapped,
    "list to table": table,
    "order changed": reordered,
    "one event more": with_a_new_one,
}
TRAPS: dict[str, Callable[[], str]] = {
    "dates exchanged": exchanged,
    "other events": other_events,
    "titles without dates": titles_only,
    "half of them": half,
    "building site": building_site,
}


def capture(html: str, day: int = 2, capture_id: str = "c") -> Capture:
    return Capture(
        capture_id=capture_id,
        source_id="saeule",
        run_id=f"2026-03-{day:02d}.1",
        url=URL,
        final_url=URL,
        role=PageRole.LIST,
        status=200,
        failure=None,
        captured_at=datetime(2026, 3, day, 2, 10, tzinfo=UTC),
        headers=(("Content-Type", "text/html; charset=utf-8"),),
        body=html.encode(),
    )
