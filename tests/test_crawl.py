"""Which pages are asked: until nothing is new, never twice, never elsewhere."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.crawl import CrawlPlan, PageReading, crawl
from pipeline.models import Capture, Follow, ListPage, PageRole, RawAnnouncement
from tests.builders import NIGHT, source

HOME = "http://dsm.demo.test"


def entry(key: str) -> RawAnnouncement:
    return RawAnnouncement(
        source_id="dsm", capture_id="c", position=0, key=key, role=PageRole.LIST, reader="test", url=f"{HOME}/{key}"
    )


def onward(page: str) -> Follow:
    return Follow(url=f"{HOME}{page}" if page.startswith("/") else page, role=PageRole.LIST)


def detail(key: str) -> Follow:
    return Follow(url=f"{HOME}/{key}", role=PageRole.DETAIL, entry_key=key)


def asked(
    pages: dict[str, PageReading],
    *,
    known: tuple[str, ...] = (),
    upcoming_keys: tuple[str, ...] = (),
    upcoming: tuple[str, ...] = (),
    lists: tuple[ListPage, ...] = (ListPage(name="list", addresses=("/1",)),),
    backfill: bool = False,
    max_pages: int = 20,
) -> list[str]:
    """The paths that a crawl asks for, in order; a page that `pages` does not name answers 404."""
    log: list[str] = []

    def fetch(url: str, role: PageRole) -> Capture:
        path = url.removeprefix(HOME)
        log.append(path)
        return Capture(
            capture_id=path, source_id="dsm", run_id="r.1", url=url, final_url=url, role=role,
            status=200 if path in pages else 404, failure=None, captured_at=NIGHT, body=b"x",
        )  # fmt: skip

    plan = CrawlPlan(
        source=replace(source(), lists=lists, max_pages=max_pages),
        home=HOME,
        known_keys=known,
        upcoming=upcoming,
        is_upcoming=lambda raw: raw.key in upcoming_keys,
        backfill=backfill,
    )
    crawl(plan, fetch, lambda capture: pages[capture.capture_id])
    return log


THREE = {
    "/1": PageReading(raws=(entry("a"),), follows=(onward("/2"),)),
    "/2": PageReading(raws=(entry("b"),), follows=(onward("/3"),)),
    "/3": PageReading(raws=(entry("c"),)),
}
OLDEST_FIRST = (ListPage(name="list", addresses=("/1",), newest_first=False),)


@pytest.mark.parametrize(
    ("known", "upcoming_keys", "expected"),
    [
        ((), (), ["/1", "/2", "/3"]),
        (("a", "b", "c"), (), ["/1"]),
        (("b", "c"), (), ["/1", "/2"]),
        (("a", "b", "c"), ("a",), ["/1", "/2"]),
    ],
)
def test_pages_are_read_until_one_brings_nothing_new_and_only_past_dates(
    known: tuple[str, ...], upcoming_keys: tuple[str, ...], expected: list[str]
) -> None:
    assert asked(THREE, known=known, upcoming_keys=upcoming_keys) == expected


def test_a_list_with_the_oldest_first_and_a_backfill_are_read_to_the_end() -> None:
    assert asked(THREE, known=("a", "b"), lists=OLDEST_FIRST) == ["/1", "/2", "/3"]
    assert asked(THREE, known=("a", "b", "c"), backfill=True) == ["/1", "/2", "/3"]


def test_a_circle_ends_and_a_list_without_end_is_cut() -> None:
    circle = {"/1": PageReading(raws=(entry("a"),), follows=(onward("/1"),))}
    assert asked(circle) == ["/1"]
    endless = {f"/{n}": PageReading(raws=(entry(f"k{n}"),), follows=(onward(f"/{n + 1}"),)) for n in range(1, 99)}
    assert len(asked(endless, max_pages=5)) == 5


def test_a_calendar_of_empty_months_and_a_list_that_repeats_itself_are_left() -> None:
    months = {f"/{n}": PageReading(follows=(onward(f"/{n + 1}"),)) for n in range(1, 99)}
    months["/1"] = PageReading(raws=(entry("a"),), follows=(onward("/2"),))
    assert asked(months, lists=OLDEST_FIRST) == ["/1", "/2", "/3", "/4"]
    same = {f"/{n}": PageReading(raws=(entry("a"),), follows=(onward(f"/{n + 1}"),)) for n in range(1, 99)}
    assert asked(same, lists=OLDEST_FIRST, backfill=True) == ["/1", "/2"]


def test_the_first_address_that_yields_entries_is_used() -> None:
    lists = (ListPage(name="list", addresses=("/rest", "/empty", "/1", "/html")),)
    pages = {"/empty": PageReading(), "/1": PageReading(raws=(entry("a"),)), "/html": PageReading(raws=(entry("a"),))}
    assert asked(pages, lists=lists) == ["/rest", "/empty", "/1"]


def test_details_of_new_and_upcoming_entries_are_asked_and_upcoming_ones_that_no_list_showed() -> None:
    page = PageReading(
        raws=(entry("new"), entry("past"), entry("soon")), follows=tuple(map(detail, ("new", "past", "soon")))
    )
    found = asked(
        {"/1": page}, known=("past", "soon"), upcoming_keys=("soon",), upcoming=(f"{HOME}/lost", f"{HOME}/soon")
    )
    assert found == ["/1", "/new", "/soon", "/lost"]


def test_another_host_is_never_asked() -> None:
    page = PageReading(raws=(entry("a"),), follows=(onward("https://elsewhere.test/2"),))
    assert asked({"/1": page}, upcoming=("https://elsewhere.test/x", "javascript:alert(1)")) == ["/1"]
