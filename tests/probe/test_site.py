"""What a probe asks for, which reader it recommends and why; nothing is invented where there is no list."""

from __future__ import annotations

import json
from datetime import date

import pytest

from pipeline.models import PageRole
from pipeline.probe.advice import Platform
from pipeline.probe.endpoints import category_of, named_endpoints
from pipeline.probe.site import Probe, probe_capture, probe_site
from tests.probe.sites import FRONT, HOME, ICS, PLAIN, WITHOUT_LIST, MemorySite, capture, tribe_answer

TODAY = date(2026, 3, 2)


def probe(pages: dict[str, str], path: str) -> tuple[Probe, MemorySite]:
    site = MemorySite(pages)
    return probe_site(site(HOME + path, PageRole.LIST), site, TODAY), site


def test_a_page_that_nobody_described_is_read_by_structure() -> None:
    found, site = probe({"/termine/": PLAIN}, "/termine/")
    assert found.advice is not None
    assert found.advice.chosen.events == found.advice.chosen.upcoming == 3
    assert found.advice.addresses == ("/termine/",)
    assert [line.date for line in found.advice.chosen.sample] == [
        "05.03.2026 16:00",
        "13.03.2026 19:30",
        "11.04.2026 14:00",
    ]
    assert found.advice.chosen.sample[0].title == "Nähcafé für alle"
    assert len(site.asked) <= 3, "a page with a list is not asked around for"


def test_a_calendar_file_is_preferred_to_the_page_that_names_it() -> None:
    page = PLAIN.replace("</main>", '<a href="webcal://saeule.example/termine.ics">Abonnieren</a></main>')
    found, _ = probe({"/termine/": page, "/termine.ics": ICS}, "/termine/")
    assert found.advice is not None
    assert (found.advice.chosen.reader, found.advice.platform) == ("ical", Platform.ANY)
    assert found.advice.addresses == ("/termine.ics", "/termine/"), "the page is the way if the file fails"


def test_a_calendar_file_that_holds_only_a_part_is_not_preferred() -> None:
    page = PLAIN.replace("</main>", '<a href="/t.ics">Nächster Termin</a></main>')
    one = ICS.split("BEGIN:VEVENT")
    found, _ = probe({"/termine/": page, "/t.ics": f"{one[0]}BEGIN:VEVENT{one[1]}END:VCALENDAR\r\n"}, "/termine/")
    assert found.advice is not None and found.advice.chosen.reader != "ical"


def test_the_events_calendar_is_found_through_the_index_of_the_site() -> None:
    index = json.dumps({"name": "x", "namespaces": ["wp/v2", "tribe/events/v1"], "routes": {}})
    pages = {
        "/termine/": PLAIN,
        "/wp-json/": index,
        "/wp-json/tribe/events/v1/events": tribe_answer(),
        "/wp-json/wp/v2/categories?slug=termine": "[]",
    }
    found, _ = probe(pages, "/termine/")
    assert found.advice is not None
    assert (found.advice.chosen.reader, found.advice.chosen.sure) == ("tribe", 1.0)
    assert found.advice.addresses[0] == "/wp-json/tribe/events/v1/events"


def test_a_front_page_leads_to_the_calendar_in_its_menu() -> None:
    found, site = probe({"/": FRONT, "/termine/": PLAIN}, "/")
    assert "/kontakt/" not in site.asked
    assert found.advice is not None and found.advice.addresses == ("/termine/",)


@pytest.mark.parametrize(
    "body", [WITHOUT_LIST, "", "<html><body><div id=root></div><script>go()</script></body></html>", "{}"]
)
def test_where_there_is_no_list_nothing_is_recommended(body: str) -> None:
    found, _ = probe({"/": body}, "/")
    assert found.advice is None
    assert not any(one.events for one in found.attempts)


def test_a_saved_page_is_read_without_asking_for_anything() -> None:
    found = probe_capture(capture(f"{HOME}/termine/", PLAIN), TODAY)
    assert found.advice is not None and len(found.tried) == 1


def test_feeds_of_comments_are_not_endpoints() -> None:
    head = (
        '<link rel="alternate" type="application/rss+xml" title="Säule » Feed" href="/feed/">'
        '<link rel="alternate" type="application/rss+xml" title="Säule » Kommentar-Feed" href="/comments/feed/">'
    )
    page = capture(f"{HOME}/", f"<html><head>{head}</head><body></body></html>")
    assert [one.url for one in named_endpoints(page)] == [f"{HOME}/feed/"]


@pytest.mark.parametrize(
    ("url", "category"),
    [("/", ""), ("/category/termine/", "termine"), ("/category/termine/page/2/", "termine"), ("/termine.html", "")],
)
def test_the_last_part_of_a_path_may_name_a_category(url: str, category: str) -> None:
    assert category_of(HOME + url) == category


def test_a_calendar_on_another_host_is_named_and_not_asked_for() -> None:
    page = PLAIN.replace("</main>", '<a href="https://kalender.example/saeule.ics">iCal</a></main>')
    found, site = probe({"/termine/": page}, "/termine/")
    assert not any("kalender.example" in path for path in site.asked)
    assert [one.came for one in found.tried if "kalender.example" in one.endpoint.url] == [
        "on another host, so not asked for; probe it by itself"
    ]
