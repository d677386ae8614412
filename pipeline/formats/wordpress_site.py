"""A WordPress site's own ways, surest first: REST interface, feed, and the pages that any theme makes of its posts."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from pipeline.formats.archive import read_archive
from pipeline.formats.article import read_article
from pipeline.formats.feeds import read_feeds
from pipeline.formats.paging import detail_links, next_pages
from pipeline.formats.parts import split_places
from pipeline.formats.structured import looks_like_feed, looks_like_json
from pipeline.formats.wordpress import follow_wordpress, read_wordpress
from pipeline.models import Capture, Follow, PageRole, RawAnnouncement

FEED_LENGTH = 10  # WordPress's default; a shorter page of a feed is its last


def list_addresses(category: str) -> tuple[str, ...]:
    """The addresses of a category's list: look-up for REST, feed, archive page."""
    archive = f"/category/{category}/"
    return (f"/wp-json/wp/v2/categories?slug={category}", f"{archive}feed/", archive)


def parse_site(capture: Capture) -> tuple[RawAnnouncement, ...]:
    """The posts of a REST answer, a feed, an archive page or a post's own page; a look-up holds none."""
    if looks_like_json(capture):
        found = read_wordpress(capture).announcements
    elif looks_like_feed(capture):
        found = read_feeds(capture).announcements
    elif capture.role is PageRole.DETAIL:
        found = read_article(capture).announcements
    else:
        found = read_archive(capture).announcements
    return tuple(part for raw in found for part in split_places(raw))


def follow_site(capture: Capture, raws: Sequence[RawAnnouncement]) -> tuple[Follow, ...]:
    """Look-up to posts, list to its next page; posts' own pages only where the list is HTML and so prints excerpts."""
    if capture.role is PageRole.DETAIL:
        return ()
    if looks_like_json(capture):
        return follow_wordpress(capture)
    if looks_like_feed(capture):
        return _next_feed_page(capture) if len({raw.key for raw in raws}) >= FEED_LENGTH else ()
    return (*next_pages(capture), *detail_links(capture, raws))


def _next_feed_page(capture: Capture) -> tuple[Follow, ...]:
    parts = urlsplit(capture.final_url or capture.url)
    query = dict(parse_qsl(parts.query))
    page = query.get("paged", "1")
    if not page.isdecimal():
        return ()
    query["paged"] = str(int(page) + 1)
    return (Follow(url=urlunsplit(parts._replace(query=urlencode(query))), role=PageRole.LIST),)
