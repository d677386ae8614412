"""Contao numbers its list pages by a parameter with the module's number and keeps years apart."""

from __future__ import annotations

import pytest

from pipeline.formats.contao import follow_site, next_page, next_year, parse_site
from pipeline.models import PageRole
from tests.formats.pages import HOME, page

MENU = """<html><head><base href="https://verein.example/"></head><body><ul>
<li><a href="archiv.html?year=2024">2024</a></li>
<li><strong>2025</strong></li><li><a href="archiv.html?year=2026">2026</a></li>
<li><a href="archiv.html?year=2027">2027</a></li></ul>
<ul><li><strong>1</strong></li><li><a href="archiv.html?year=2025&amp;page_e47=2">2</a></li><li>
<a href="archiv.html?year=2025&amp;page_e47=3">3</a></li>
<li><a href="andere.html?page_e9=2">2</a></li></ul></body></html>"""


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/archiv.html?year=2025", ["/archiv.html?page_e47=2&year=2025"]),
        ("/archiv.html?year=2025&page_e47=2", ["/archiv.html?page_e47=3&year=2025"]),
        ("/archiv.html?year=2025&page_e47=3", []),
        ("/news.html", []),
    ],
)
def test_the_next_page_of_the_same_list(path: str, expected: list[str]) -> None:
    assert [follow.url.removeprefix(HOME) for follow in next_page(page(MENU, path))] == expected


@pytest.mark.parametrize(
    ("path", "year", "expected"),
    [
        ("/archiv.html?year=2025", None, ["/archiv.html?year=2026"]),
        ("/archiv.html?year=2019", None, ["/archiv.html?year=2024"]),
        ("/archiv.html", 2026, ["/archiv.html?year=2027"]),
        ("/archiv.html?year=2027", None, []),
        ("/archiv.html", None, []),
    ],
)
def test_the_next_year_is_the_nearest_later_one(path: str, year: int | None, expected: list[str]) -> None:
    assert [follow.url.removeprefix(HOME) for follow in next_year(page(MENU, path), year)] == expected


LIST = """<html><body><h1>Archiv 2026</h1><div><div><h2><a href="/x/1.html">Neue Räume</a></h2><p>13.01.2026</p>
<p>Wir sind umgezogen.</p></div>
<div><h2><a href="/x/2.html">Noch etwas</a></h2><p>Ohne Datum.</p></div></div></body></html>"""


def test_a_bare_date_is_the_events_day_and_in_news_the_day_of_publication() -> None:
    event, _ = parse_site(page(LIST, "/archiv.html"))
    assert (event.text_of("date"), event.text_of("published"), event.categories) == ("13.01.2026", "", ())
    news, _ = parse_site(
        page(LIST.replace("<p>13", "<p><time>13").replace("2026</p>", "2026</time></p>"), "/newsarchiv.html")
    )
    assert (news.text_of("date"), news.text_of("published"), news.categories) == ("", "13.01.2026", ("News",))


def test_a_pages_facts_stand_beside_its_json_ld() -> None:
    html = """<html><head><title>Ball</title><script type="application/ld+json">
    {"@context":"https://schema.org","@type":"Event","name":"Ball","startDate":"2026-05-03T19:00:00+02:00"}</script></head>
    <body><h1>Ball</h1><p><b>Datum:</b> 3. Mai 2026</p>
    <p>Wir tanzen, bis die Schuhe drücken.</p></body></html>"""
    capture = page(html, "/x/ball.html", role=PageRole.DETAIL)
    facts, structured = parse_site(capture)
    assert (facts.reader, facts.text_of("date"), facts.key) == ("article", "3. Mai 2026", f"{HOME}/x/ball.html")
    assert (structured.reader, structured.text_of("start")) == ("jsonld", "2026-05-03T19:00:00+02:00")
    assert follow_site(capture, (facts, structured)) == ()


def test_a_list_leads_to_its_next_page_and_to_the_entries() -> None:
    capture = page(
        MENU.replace("<ul>", '<h2><a href="x/1.html">Ball</a></h2><p>Komm!</p><ul>', 1), "/archiv.html?year=2025"
    )
    follows = follow_site(capture, parse_site(capture))
    assert [(follow.role.value, follow.url.removeprefix(HOME)) for follow in follows] == [
        ("list", "/archiv.html?page_e47=2&year=2025"),
        ("detail", "/x/1.html"),
    ]
