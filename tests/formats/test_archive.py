"""An archive page's entries are its linked headings, whatever the theme calls them."""

from __future__ import annotations

import pytest

from pipeline.formats.archive import read_archive
from pipeline.formats.document import node_text, open_document, resolve
from tests.formats.pages import HOME, page

ARTICLES = """<html><body><header><h1><a href="/">Verein</a></h1></header><main><h1>Termine</h1>
<article><h2><a href="/lesung/">Lesung im Hof</a></h2><p>Wir lesen am 3. Mai.</p>
<p><a href="/lesung/">Weiterlesen</a></p>
<footer>Veröffentlicht am <time datetime="2026-02-01T10:00:00+01:00">01.02.2026</time>
<a rel="category tag" href="/k/">Kultur</a> <a rel="tag" href="/t/">hof</a></footer></article>
<article><h2><a href="/putz/">Putztag</a></h2><p>Mit Besen.</p></article></main>
<aside><h2><a href="/anderes/">Neuester Beitrag</a></h2></aside></body></html>"""
FLAT = """<html><body><div><h3><a href="a.html">Erstens</a></h3><p>Text eins.</p><p>Mehr davon.</p>
<h3><a href="b.html">Zweitens</a></h3><p>Text zwei.</p></div></body></html>"""
CARDS = """<html><body><ul><li><a href="/a/"><h3>Karte A</h3></a><p>Text A</p></li>
<li><a href="/b/"><h3>Karte B</h3></a><p>Text B</p>
</li></ul></body></html>"""
EVENTS = """<html><head><base href="https://verein.example/"></head><body><h1>Archiv 2026</h1><div>
<div><h2><a href="e/1.html">Chorprobe</a></h2><p>Di, 13.01.2026, 18:00–19:00 Uhr</p><p>Wir singen.</p></div>
<div><p>14.02.2026</p><h2><a href="e/2.html">Ball</a></h2><p>Mit Musik.</p></div>
<div><h2><a href="e/3.html">Treff</a></h2><p>jeden ersten Mittwoch im Monat, 17 Uhr</p><p>Mit Tee.</p></div>
<div><h2><a href="e/4.html">Ohne Tag</a></h2><p>Kommt einfach.</p></div></div></body></html>"""


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (ARTICLES, [("Lesung im Hof", "Wir lesen am 3. Mai.", "/lesung/"), ("Putztag", "Mit Besen.", "/putz/")]),
        (
            FLAT,
            [("Erstens", "Text eins.\nMehr davon.", "/termine/a.html"), ("Zweitens", "Text zwei.", "/termine/b.html")],
        ),
        (CARDS, [("Karte A", "Text A", "/a/"), ("Karte B", "Text B", "/b/")]),
    ],
)
def test_entries_with_title_text_and_address(html: str, expected: list[tuple[str, str, str]]) -> None:
    found = read_archive(page(html)).announcements
    assert [(one.text_of("title"), one.text_of("text"), one.url.removeprefix(HOME)) for one in found] == expected
    assert [one.key for one in found] == [one.url for one in found]


def test_in_a_blog_the_systems_date_is_the_day_of_publication() -> None:
    first, second = read_archive(page(ARTICLES)).announcements
    assert first.text_of("published") == "2026-02-01T10:00:00+01:00"
    assert first.categories == ("Kultur", "hof")
    assert "published" not in second.fields
    assert "date" not in first.fields


def test_in_a_list_of_events_the_bare_date_is_the_events() -> None:
    found = read_archive(page(EVENTS), stamp="date").announcements
    assert [(one.text_of("date"), one.text_of("text"), one.year) for one in found] == [
        ("Di, 13.01.2026, 18:00–19:00 Uhr", "Wir singen.", 2026),
        ("14.02.2026", "Mit Musik.", 2026),
        ("jeden ersten Mittwoch im Monat, 17 Uhr", "Mit Tee.", 2026),
        ("", "Kommt einfach.", 2026),
    ]


def test_a_year_in_the_address_goes_before_the_headline() -> None:
    found = read_archive(page(EVENTS, "/archiv.html?year=2021"), stamp="date").announcements
    assert {one.year for one in found} == {2021}


def test_an_entrys_title_names_no_year_for_its_neighbours() -> None:
    found = read_archive(page(FLAT.replace("Erstens", "Rückblick 2019"))).announcements
    assert [one.year for one in found] == [None, None]


@pytest.mark.parametrize("html", [ARTICLES, FLAT, CARDS, EVENTS])
def test_every_field_stands_where_it_says(html: str) -> None:
    capture = page(html)
    document = open_document(capture)
    for one in read_archive(capture, stamp="date").announcements:
        for name, printed in one.fields.items():
            if "@" in printed.node_path:
                continue
            node = resolve(document, printed.node_path)
            assert node is not None, name
            assert node_text(document, node)[printed.char_start : printed.char_end] == printed.text


@pytest.mark.parametrize(
    "html", ["", "<p>Wartung</p>", '<h2><a href="/">Start</a></h2>', '<h2><a href="https://x.example/">Fremd</a></h2>']
)
def test_a_page_without_linked_headings_says_so(html: str) -> None:
    reading = read_archive(page(html))
    assert reading.announcements == ()
    assert reading.why == "No heading on the page links to a page of its own."
