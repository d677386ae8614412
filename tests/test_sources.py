"""Every source against its recorded pages, and against sites whose theme nobody has seen.

A fixture is `tests/sources/<source>/<case>.html` (or .json, .xml, .ics) with `<case>.head.json`; `<case>.expected.json`
holds the finished announcements. A missing one is written, and the test fails until somebody has read it against the
page and deleted its line "unread".
"""

from __future__ import annotations

import dataclasses
import importlib
import json
from collections.abc import Iterator
from datetime import date
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest

from demo import nights
from demo.server import DemoSites, Theme
from pipeline.adapters.fixtures import load_fixture, load_golden
from pipeline.crawl import CrawlPlan, PageReading, crawl
from pipeline.errors import UsageError
from pipeline.models import Announcement, Capture, PageRole, Sites, Source
from pipeline.scaffold.golden import READ_ME, UNREAD, expectation, finished, golden_text
from pipeline.sources import all_sources, get_source

FIXTURES = Path(__file__).parent / "sources"
SOURCES = {source.source_id: source for source in all_sources()}
REPLICATED = [name for name, source in SOURCES.items() if source.homes.get(Sites.DEMO) == f"http://{name}.demo.test"]
HEADS = sorted(FIXTURES.glob("*/*.head.json"))
MAX_LINES = 40


def capture_of(head_path: Path) -> Capture:
    return load_fixture(head_path.parent, head_path.name.removesuffix(".head.json"))


# ---------------------------------------------------------------- fixtures


@pytest.mark.parametrize("head_path", HEADS, ids=lambda path: f"{path.parent.name}-{path.name.split('.')[0]}")
def test_a_recorded_page_reads_as_expected(head_path: Path) -> None:
    read = expectation(SOURCES[head_path.parent.name], capture_of(head_path))
    path = head_path.with_name(head_path.name.replace(".head.json", ".expected.json"))
    golden = load_golden(head_path.parent, head_path.name.removesuffix(".head.json"))
    if golden is None:
        path.write_text(golden_text(read, unread=True), encoding="utf-8")
        pytest.fail(f"{path.name} was missing and has been written: {READ_ME}")
    if UNREAD in golden:
        pytest.fail(f"{path} has not been read by anybody: {golden[UNREAD]}")
    assert read == golden


@pytest.mark.parametrize("head_path", HEADS, ids=lambda path: f"{path.parent.name}-{path.name.split('.')[0]}")
def test_every_printed_value_stands_where_it_says(head_path: Path) -> None:
    capture = capture_of(head_path)
    for raw in SOURCES[head_path.parent.name].parse(capture):
        for name, printed in raw.fields.items():
            assert printed.text, name
            assert printed.node_path, name
            assert printed.char_end - printed.char_start >= 1, name


@pytest.mark.parametrize("head_path", HEADS, ids=lambda path: f"{path.parent.name}-{path.name.split('.')[0]}")
def test_a_fixture_says_whether_it_was_made_up(head_path: Path) -> None:
    head = json.loads(head_path.read_text(encoding="utf-8"))
    host = urlsplit(head["url"]).hostname or ""
    assert head["synthetic"] is host.endswith(".demo.test")


@pytest.mark.parametrize("name", SOURCES)
def test_every_source_has_a_list_and_stays_short(name: str) -> None:
    roles = {json.loads(path.read_text(encoding="utf-8"))["role"] for path in HEADS if path.parent.name == name}
    assert "list" in roles
    module = importlib.import_module(f"pipeline.sources.{name}")
    assert len(Path(str(module.__file__)).read_text(encoding="utf-8").splitlines()) <= MAX_LINES


@pytest.mark.parametrize("name", SOURCES)
def test_a_source_is_named_as_its_module_and_at_home_on_the_web(name: str) -> None:
    source = get_source(name)
    assert source.source_id == name
    for home in source.homes.values():
        parts = urlsplit(home)
        assert parts.scheme in ("http", "https") and parts.hostname and not parts.path


def test_an_unknown_source_names_the_known_ones() -> None:
    with pytest.raises(UsageError) as caught:
        get_source("torsax")
    assert str(caught.value) == "there is no source 'torsax'; known sources: " + ", ".join(SOURCES)


@pytest.mark.parametrize("name", SOURCES)
@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("text/html", b""),
        ("text/html", b"<html><body><p>Wartungsarbeiten</p></body></html>"),
        ("text/html", b"\x00\xff\xfe<<<>>>"),
        ("application/json", b'{"code":"rest_no_route","message":"x","data":{"status":404}}'),
        ("application/json", b"[{"),
        ("application/rss+xml", b"<?xml version='1.0'?><rss><channel>"),
    ],
)
@pytest.mark.parametrize("role", [PageRole.LIST, PageRole.DETAIL])
def test_a_page_that_is_none_reads_as_nothing(name: str, content_type: str, body: bytes, role: PageRole) -> None:
    source = SOURCES[name]
    capture = dataclasses.replace(
        capture_of(next(path for path in HEADS if path.parent.name == name)),
        body=body,
        headers=(("Content-Type", content_type),),
        role=role,
    )
    raws = source.parse(capture)
    assert list(raws) == []
    assert source.follow is None or list(source.follow(capture, raws)) == []


# ---------------------------------------------------------------- whole sites


def ask(sites: DemoSites, source: Source, url: str, role: PageRole, number: int) -> Capture:
    """One page as the crawler would archive it, redirects followed."""
    target = url
    for _ in range(3):
        parts = urlsplit(target)
        connection = HTTPConnection("127.0.0.1", sites.port, timeout=10)
        path = parts._replace(scheme="", netloc="").geturl() or "/"
        connection.request("GET", path, headers={"Host": parts.netloc})
        response = connection.getresponse()
        body = response.read()
        connection.close()
        location = response.headers.get("Location")
        if not location:
            break
        target = urljoin(target, location)
    return Capture(
        capture_id=f"c{number}",
        source_id=source.source_id,
        run_id="2026-03-02.1",
        url=url,
        final_url=target,
        role=role,
        status=response.status,
        failure=None,
        captured_at=nights()[sites.night - 1].clock,
        headers=tuple(response.headers.items()),
        body=body if response.status == 200 else b"",
    )


def visit(source: Source, night: int, theme: Theme = "original") -> tuple[list[Capture], list[Announcement]]:
    """A first night's crawl of one source, and what it announces."""
    captures: list[Capture] = []
    with DemoSites(night, theme=theme) as sites:

        def fetch(url: str, role: PageRole) -> Capture:
            captures.append(ask(sites, source, url, role, len(captures)))
            return captures[-1]

        def read(capture: Capture) -> PageReading:
            raws = tuple(source.parse(capture))
            return PageReading(raws=raws, follows=tuple(source.follow(capture, raws)) if source.follow else ())

        plan = CrawlPlan(
            source=source,
            home=source.homes[Sites.DEMO],
            known_keys=(),
            upcoming=(),
            is_upcoming=lambda raw: True,
        )
        crawl(plan, fetch, read)
    raws = [raw for capture in captures if capture.has_body for raw in source.parse(capture)]
    return captures, finished(source, raws, nights()[night - 1].logical_date)


def essence(announcements: list[Announcement]) -> Iterator[tuple[object, ...]]:
    """Without the first day of a rule: nobody printed it, it hangs on the day of publication, which themes may hide."""
    for one in announcements:
        dates = tuple(reading.rrule if reading.rrule else (reading.start, reading.end) for reading in one.dates)
        yield one.title, one.part, dates, one.kind


@pytest.mark.parametrize("name", REPLICATED)
def test_a_renamed_theme_without_rest_and_feed_reads_the_same(name: str) -> None:
    source = SOURCES[name]
    _, original = visit(source, 1)
    captures, renamed = visit(source, 1, "renamed")
    assert len(original) >= 40
    assert sorted(essence(renamed), key=repr) == sorted(essence(original), key=repr)
    readable = {capture.header("Content-Type").split(";")[0] for capture in captures if capture.has_body}
    assert readable == {"text/html"}


@pytest.mark.parametrize("name", ["tolsax", "dsm"])
def test_with_rest_a_wordpress_site_needs_two_requests(name: str) -> None:
    captures, _ = visit(SOURCES[name], 1)
    assert [capture.role for capture in captures] == [PageRole.LIST, PageRole.LIST]
    assert ["/categories?" in capture.url for capture in captures] == [True, False]


def test_after_the_relaunch_the_same_is_announced() -> None:
    _, before = visit(SOURCES["dsm"], 4)
    _, after = visit(SOURCES["dsm"], 5)
    renamed = {"u": "Offene Beratung zur Vereinsgründung"}
    old = {(renamed.get(one.title, one.title), one.part, one.dates) for one in before}
    assert old <= {(one.title, one.part, one.dates) for one in after}
    assert not {one.url for one in before} & {one.url for one in after}
    assert not {one.guid for one in before} & {one.guid for one in after}


def test_three_towns_in_one_post_are_three_announcements() -> None:
    _, announcements = visit(SOURCES["dsm"], 1)
    parts = [one for one in announcements if one.title.startswith("Wanderausstellung")]
    assert [(one.part, one.place.city if one.place else None, one.dates[0].start) for one in parts] == [
        (0, "Zwickau", date(2026, 3, 9)),
        (1, "Görlitz", date(2026, 4, 7)),
        (2, "Plauen", date(2026, 5, 4)),
    ]
    assert len({one.post_id for one in parts}) == 1


def test_the_radio_show_is_eleven_announcements_on_eleven_days() -> None:
    _, announcements = visit(SOURCES["iaf"], 1)
    shows = [one for one in announcements if one.title.startswith("Querbeet")]
    assert len(shows) == 11
    assert len({one.dates[0].start for one in shows}) == 11
