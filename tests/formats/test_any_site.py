"""A site without platform: lists by the best reader, details by their article, nothing where nothing is."""

from __future__ import annotations

import dataclasses

import pytest

from pipeline.formats.any_site import follow_site, parse_site
from pipeline.formats.provenance import is_proven
from pipeline.formats.selected import Selectors, follow_selected, read_selected
from pipeline.models import PageRole
from tests.probe.sites import HOME, ICS, PLAIN, capture, tribe_answer

LIST = f"{HOME}/termine/"


@pytest.mark.parametrize(
    ("body", "reader", "count"), [(PLAIN, "html", 3), (ICS, "ical", 2), (tribe_answer(), "tribe", 3)]
)
def test_a_list_is_read_by_the_reader_that_fits(body: str, reader: str, count: int) -> None:
    page = capture(LIST, body)
    raws = parse_site(page)
    assert [raw.reader for raw in raws] == [reader] * count
    assert all(is_proven(page, printed) for raw in raws for printed in raw.fields.values())


def test_details_are_asked_for_only_where_a_page_may_print_teasers() -> None:
    page, calendar = capture(LIST, PLAIN), capture(f"{HOME}/t.ics", ICS)
    assert [follow.url for follow in follow_site(page, parse_site(page))] == [
        f"{HOME}/t/{number}/" for number in (1, 2, 3)
    ]
    assert follow_site(calendar, parse_site(calendar)) == ()


@pytest.mark.parametrize("role", [PageRole.LIST, PageRole.DETAIL])
@pytest.mark.parametrize(
    "body", [b"", b"<html><body><p>Wartungsarbeiten</p></body></html>", b"\x00\xff<<<>>>", b"[{", b"{}"]
)
def test_a_page_that_is_none_reads_as_nothing(role: PageRole, body: bytes) -> None:
    page = dataclasses.replace(capture(LIST, ""), body=body, role=role)
    assert parse_site(page) == () and follow_site(page, ()) == ()


def test_selectors_read_what_they_point_at() -> None:
    page = capture(LIST, PLAIN)
    raws = read_selected(page, Selectors(entry="main > div.a", title="h3", date="p"))
    assert [raw.text_of("title") for raw in raws] == ["Nähcafé für alle", "Lesung am Kamin", "Frühlingsfest"]
    assert raws[1].text_of("date") == "Fr, 13.03.2026, 19:30 Uhr" and raws[1].url == f"{HOME}/t/2/"
    assert all(is_proven(page, printed) for raw in raws for printed in raw.fields.values())
    assert len(follow_selected(page, raws)) == 3
    assert read_selected(page, Selectors(entry="article.termin", title="h3")) == ()
