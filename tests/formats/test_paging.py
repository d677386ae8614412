"""Where a list goes on."""

# ruff: noqa: E501 - markup is easier to read in the long lines that servers send
from __future__ import annotations

import pytest

from pipeline.formats import read_any
from pipeline.formats.paging import archive_years, detail_links, next_pages, page_number
from pipeline.models import PageRole
from tests.formats.shapes import CARDS, TRIBE, capture_of

HOME = "https://verein.example"


@pytest.mark.parametrize(
    ("body", "path", "expected"),
    [
        ('<link rel="next" href="/termine/page/2/">', "/termine/", "/termine/page/2/"),
        ('<a href="/termine/page/2/">Ältere Beiträge</a>', "/termine/", "/termine/page/2/"),
        ('<a rel="next" href="?seite=3">3</a>', "/termine/?seite=2", "/termine/?seite=3"),
        ('<div class="pagination"><a href="?upage=1">1</a> <a href="?upage=2">2</a> <a href="?upage=3">3</a></div>', "/t?upage=2", "/t?upage=3"),
        ('<ul class="pagination"><li><a href="/t?page=1">«</a><li><a href="/t?page=3">»</a></ul>', "/t?page=2", "/t?page=3"),
        ('<a href="/termine/">Weiter</a>', "/termine/", ""),
        ('<a href="/kontakt/">Weiter</a>', "/termine/", ""),
        ('<a href="https://anders.example/page/2/">Ältere Beiträge</a>', "/termine/", ""),
        ('<a href="/termine/page/2/?utm_source=x">Older posts</a>', "/termine/", "/termine/page/2/"),
        ("<p>Seite 1 von 1</p>", "/termine/", ""),
    ],
)  # fmt: skip
def test_next_page(body: str, path: str, expected: str) -> None:
    follows = next_pages(capture_of(body, path))
    assert [follow.url for follow in follows] == ([HOME + expected] if expected else [])


def test_next_page_of_an_interface() -> None:
    (follow,) = next_pages(capture_of(TRIBE, "/wp-json/tribe/events/v1/events"))
    assert follow.url.endswith("events?page=2")


def test_archives_of_other_years() -> None:
    body = "".join(f'<a href="?year={year}">{year}</a>' for year in (2019, 2021, 2020)) + '<a href="?year=alle">x</a>'
    urls = [follow.url for follow in archive_years(capture_of(body, "/archiv.html?year=2020"))]
    assert urls == [f"{HOME}/archiv.html?year=2021", f"{HOME}/archiv.html?year=2019"]


def test_own_pages_of_entries() -> None:
    capture = capture_of(CARDS)
    raws = read_any(capture).announcements
    follows = detail_links(capture, raws)
    assert [follow.entry_key for follow in follows] == [raw.key for raw in raws]
    assert {follow.role for follow in follows} == {PageRole.DETAIL}


@pytest.mark.parametrize(("path", "number"), [("/a/page/7/", 7), ("/a?page=3", 3), ("/a", 1), ("/a?page=x", 1)])
def test_page_number(path: str, number: int) -> None:
    assert page_number(HOME + path) == number
