"""Where else a site may tell the same thing: feeds, calendar files and interfaces that a page names or implies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from pipeline.formats.addresses import absolute_url, canonical_url
from pipeline.formats.document import Document, link_of, node_text, open_document
from pipeline.formats.structured import looks_like_feed, looks_like_json, structured_value
from pipeline.models import Capture, PageRole

MAX_FEEDS, MAX_CALENDARS, MAX_MENU = 3, 2, 3
PER_PAGE = 100
_FEED_TYPES = {
    "application/rss+xml": "RSS feed",
    "application/atom+xml": "Atom feed",
    "application/rdf+xml": "RSS feed",
    "application/feed+json": "JSON Feed",
    "text/calendar": "calendar file",
}
_COMMENTS = re.compile(r"comments?/|kommentar|comment", re.I)
_CALENDAR = re.compile(r"\.ics(?:$|\?)|[?&]ical=|outlook-ical|/ical(?:endar)?/?$|[?&]mec-ical", re.I)
_MENU = re.compile(
    r"\b(?:termine?|veranstaltung(?:en)?|kalender|veranstaltungskalender|programm|spielplan|agenda|events?|calendar|aktuelles)\b",
    re.I,
)
_EVENT_TYPES = re.compile(r"^/wp/v2/([a-z_-]*(?:event|termin|veranstaltung)[a-z_-]*)$")
_NOT_A_LIST = re.compile(r"categor|tag|type|venue|organi[sz]er|block|template|location", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """An address that may hold the list; `what` names it for people."""

    url: str
    what: str
    role: PageRole = PageRole.LIST


def is_data(capture: Capture) -> bool:
    """Whether the body is a value (JSON, feed, calendar file) and no page."""
    is_calendar = b"BEGIN:VCALENDAR" in capture.body[:4000].upper()
    return is_calendar or looks_like_json(capture) or looks_like_feed(capture)


def named_endpoints(page: Capture) -> tuple[Endpoint, ...]:
    """The feeds and calendar files that a page names in its head or links to, comments' feeds left out."""
    document = open_document(page)
    feeds = _distinct(_feeds(document), page)
    calendars = _distinct(_calendars(document), page)
    return (*feeds[:MAX_FEEDS], *calendars[:MAX_CALENDARS])


def _feeds(document: Document) -> Iterator[Endpoint]:
    for link in document.html.css("link[rel~=alternate]"):
        what = _FEED_TYPES.get((link.attributes.get("type") or "").split(";")[0].strip().lower())
        href = link.attributes.get("href") or ""
        url = absolute_url(document.base, href)
        if what and url and not _COMMENTS.search(href) and not _COMMENTS.search(link.attributes.get("title") or ""):
            yield Endpoint(url=url, what=what)


def _calendars(document: Document) -> Iterator[Endpoint]:
    for node in document.root.walk():
        href = re.sub(r"^\s*webcals?:", "https:", node.attribute("href"), flags=re.I) if node.tag == "a" else ""
        url = absolute_url(document.base, href) if href else ""
        if url and (_CALENDAR.search(url) or href != node.attribute("href")):
            yield Endpoint(url=url, what="calendar file")


def menu_endpoints(page: Capture) -> tuple[Endpoint, ...]:
    """Pages of the same site whose link says Termine, Veranstaltungen, Kalender…: where a front page leads to."""
    document = open_document(page)
    found = []
    for node in document.root.walk():
        text = " ".join(node_text(document, node).split()) if node.tag == "a" else ""
        url = link_of(document, node) if text and len(text) < 40 and _MENU.search(text) else ""
        if url and host_of(url) == host_of(document.url) and urlsplit(url).path not in ("", "/"):
            found.append(Endpoint(url=canonical_url(url), what=f"the page “{text}”"))
    return tuple(_distinct(found, page)[:MAX_MENU])


def wordpress_index(page: Capture) -> str:
    """The address of the REST index that a WordPress site has, as the page names it or where it is by default."""
    document = open_document(page)
    link = document.html.css_first('link[rel="https://api.w.org/"]')
    named = absolute_url(document.base, (link.attributes.get("href") or "") if link else "")
    return named or urljoin(document.url, "/wp-json/")


def interface_endpoints(index: Capture, page_url: str) -> tuple[Endpoint, ...]:
    """What a WordPress index offers: The Events Calendar, post types for events, the posts of the page's category.

    The last part of the page's path may be the category's name; then the category is looked up first.
    """
    value = structured_value(index) if looks_like_json(index) else None
    names = value.get("namespaces") if isinstance(value, dict) else None
    if not isinstance(names, list):
        return ()
    root = index.final_url or index.url
    root = root if root.endswith("/") or "rest_route=" in root else f"{root}/"
    found = []
    if "tribe/events/v1" in names:
        found.append(Endpoint(url=f"{root}tribe/events/v1/events", what="The Events Calendar interface"))
    if "wp/v2" in names:
        for name in _event_types(value)[:2]:
            found.append(Endpoint(url=f"{root}wp/v2/{name}?per_page={PER_PAGE}", what=f"WordPress interface, {name}"))
        found.append(_posts(root, page_url))
    return tuple(found)


def _event_types(value: Any) -> list[str]:
    routes = value.get("routes")
    names = [_EVENT_TYPES.match(route) for route in routes] if isinstance(routes, dict) else []
    return sorted(name[1] for name in names if name and not _NOT_A_LIST.search(name[1]))


def _posts(root: str, page_url: str) -> Endpoint:
    slug = category_of(page_url)
    if slug:
        what = f"WordPress interface, posts of “{slug}”"
        return Endpoint(url=f"{root}wp/v2/categories?slug={slug}", what=what, role=PageRole.LOOKUP)
    return Endpoint(url=f"{root}wp/v2/posts?per_page={PER_PAGE}&_embed=wp:term", what="WordPress interface, all posts")


def category_of(page_url: str) -> str:
    """The last part of a path, which on an archive page of WordPress names the category; '' on a front page."""
    parts = [part for part in urlsplit(page_url).path.split("/") if part]
    if len(parts) >= 3 and parts[-2] == "page" and parts[-1].isdigit():
        parts = parts[:-2]
    return parts[-1] if parts and re.fullmatch(r"[a-z0-9_%-]+", parts[-1], re.I) else ""


def _distinct(found: Iterator[Endpoint] | list[Endpoint], page: Capture) -> list[Endpoint]:
    here = {canonical_url(page.url), canonical_url(page.final_url)}
    kept: dict[str, Endpoint] = {}
    for one in found:
        url = canonical_url(one.url)
        if url not in here:
            kept.setdefault(url, one)
    return list(kept.values())


def host_of(url: str) -> str:
    """The host of an address, without www."""
    return (urlsplit(url).hostname or "").removeprefix("www.")
