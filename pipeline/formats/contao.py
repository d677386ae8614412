"""A Contao site: lists of events and of news by year and page, teasers there, an entry's facts on its own page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

from pipeline.formats.addresses import canonical_url
from pipeline.formats.archive import read_archive
from pipeline.formats.article import read_article
from pipeline.formats.document import link_of, open_document
from pipeline.formats.html.context import year_in_address
from pipeline.formats.jsonld import read_jsonld
from pipeline.formats.paging import archive_years, detail_links
from pipeline.models import Capture, Follow, PageRole, RawAnnouncement

_PAGE = re.compile(r"page(?:_[a-z]{1,2}\d{1,6})?")
_NEWS = re.compile(r"/news|/aktuelles", re.I)


def parse_site(capture: Capture) -> tuple[RawAnnouncement, ...]:
    """A list's teasers, or a page's facts and beside them its JSON-LD.

    A bare date is the event's day; in news it is the day of publication, and every entry has the category News.
    """
    is_news = _NEWS.search(urlsplit(capture.url).path) is not None
    stamp = "published" if is_news else "date"
    if capture.role is PageRole.DETAIL:
        found = (*read_article(capture, stamp=stamp).announcements, *_own_event(capture))
    else:
        found = read_archive(capture, stamp=stamp).announcements
    return tuple(replace(raw, categories=(*raw.categories, "News")) for raw in found) if is_news else found


def _own_event(capture: Capture) -> tuple[RawAnnouncement, ...]:
    """The JSON-LD event that a page is about: the one with its address, or its only one."""
    events = read_jsonld(capture).announcements
    here = {canonical_url(capture.url), canonical_url(capture.final_url)}
    own = tuple(raw for raw in events if raw.url in here)
    return own or (events if len(events) == 1 else ())


def follow_site(capture: Capture, raws: Sequence[RawAnnouncement]) -> tuple[Follow, ...]:
    """The list's next page, after the last one the following year's list; each entry's own page."""
    if capture.role is PageRole.DETAIL:
        return ()
    year = next((raw.year for raw in raws if raw.year), None)
    return (*(next_page(capture) or next_year(capture, year)), *detail_links(capture, raws))


def next_page(capture: Capture) -> tuple[Follow, ...]:
    """The following page of the same list, `?page_e47=2` after the first; none at its end."""
    document = open_document(capture)
    path = urlsplit(document.url).path
    wanted = _page_number(document.url) + 1
    for node in document.root.walk():
        url = link_of(document, node) if node.tag == "a" else ""
        if url and urlsplit(url).path == path and _page_number(url) == wanted:
            return (Follow(url=canonical_url(url), role=PageRole.LIST),)
    return ()


def next_year(capture: Capture, year: int | None) -> tuple[Follow, ...]:
    """The archive of the nearest later year that the page's menu names, after `year` or the year in the address."""
    here = year_in_address(capture.url) or year
    later = {year_in_address(follow.url): follow for follow in archive_years(capture)}
    after = sorted(named for named in later if named and here and named > here)
    return (later[after[0]],) if after else ()


def _page_number(url: str) -> int:
    numbers = [value for name, value in parse_qsl(urlsplit(url).query) if _PAGE.fullmatch(name)]
    return int(numbers[0]) if numbers and numbers[0].isdecimal() and len(numbers[0]) < 6 else 1
