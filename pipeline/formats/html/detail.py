"""The one announcement of a page of its own: its main article, machine-readable values first."""

from __future__ import annotations

from dataclasses import replace

from pipeline.formats.addresses import canonical_url
from pipeline.formats.document import Node, link_of, open_document
from pipeline.formats.entries import announcement, printed_range
from pipeline.formats.feeds import read_feeds
from pipeline.formats.html.body import body_range
from pipeline.formats.html.context import year_in_address
from pipeline.formats.html.entry import page_title, published
from pipeline.formats.html.fields import find_date, find_place, find_time
from pipeline.formats.html.spans import Span, Title, holder
from pipeline.formats.html.survey import Survey, survey
from pipeline.formats.ical import read_ical
from pipeline.formats.jsonld import read_jsonld
from pipeline.formats.reading import Reading
from pipeline.formats.structured import looks_like_feed, looks_like_json
from pipeline.formats.tribe import read_tribe
from pipeline.formats.wordpress import read_wordpress
from pipeline.models import Capture, Printed, RawAnnouncement

READER = "html_detail"
_ENOUGH = 60  # characters below the heading that make an article


def read_detail(capture: Capture) -> RawAnnouncement | None:
    """The announcement of a page about one thing; None if the page has no heading, no text, or cannot be read.

    A JSON-LD event of the page gives its fields, the article what that leaves out. Contact, comments, related posts and
    navigation are not part of the text.
    """
    if looks_like_json(capture) or looks_like_feed(capture) or b"BEGIN:VCALENDAR" in capture.body[:4000]:
        readings = [read(capture) for read in (read_tribe, read_wordpress, read_ical, read_feeds)]
        return next((reading.announcements[0] for reading in readings if len(reading.announcements) == 1), None)
    article = _article(capture)
    structured = _own_event(capture, read_jsonld(capture))
    if structured is None:
        return article
    if article is None:
        return structured
    fields = {**article.fields, **structured.fields}
    if len(article.text_of("text")) > len(structured.text_of("text")):
        fields["text"] = article.fields["text"]
    return replace(structured, fields=fields, position=0, url=article.url, key=article.key)


def _own_event(capture: Capture, reading: Reading) -> RawAnnouncement | None:
    """The JSON-LD event that the page is about: its only one, or the one with the page's address."""
    here = {canonical_url(capture.url), canonical_url(capture.final_url)}
    own = [raw for raw in reading.announcements if raw.url in here]
    if own:
        return own[0]
    return reading.announcements[0] if len(reading.announcements) == 1 else None


def _article(capture: Capture) -> RawAnnouncement | None:
    document = open_document(capture)
    page = survey(document)
    heading = _main_heading(page)
    if heading is None:
        return None
    container = _container(page, heading)
    span = Span(container.start, container.end, container)
    title = Title(heading.start, heading.end, "heading", heading)
    start, end = body_range(page, Span(heading.start, container.end, container), title)
    body = Span(start, end, container)
    inner = Span(span.start, end, container)
    date = find_date(page, inner, title)
    time = find_time(page, inner, date)
    place = find_place(page, inner, title)
    ranges = {
        "title": (title.start, title.end),
        "text": (body.start, body.end),
        "date": date,
        "time": time,
        "place": place,
    }
    fields: dict[str, Printed | None] = {
        name: printed_range(document, holder(container, *found), *found) if found else None
        for name, found in ranges.items()
    }
    fields["published"] = published(page, span)
    fields["title"] = fields["title"] or page_title(document)
    raw = announcement(
        capture,
        position=0,
        reader=READER,
        fields=fields,
        link=_own_address(capture, page),
        year=year_in_address(document.url),
        sure=0.8,
    )
    return replace(raw, key=raw.url or raw.key)


def _main_heading(page: Survey) -> Node | None:
    """The heading of the article: an h1 outside furniture, best inside main or article; else the first h2 there."""
    headings = [node for node in page.headings if not page.is_furniture(node)]
    inside = [node for node in headings if _has_ancestor(node, ("main", "article"))]
    for tag in ("h1", "h2"):
        for pool in (inside, headings):
            found = [node for node in pool if node.tag == tag and "site-title" not in node.attribute("class")]
            if found:
                return max(found[:20], key=lambda node: (_below(page, node) > _ENOUGH, -node.start))
    return headings[0] if headings else None


def _below(page: Survey, heading: Node) -> int:
    """How much text the next heading of the same rank is away."""
    same = [node.start for node in page.headings if node.tag <= heading.tag and node.start > heading.start]
    return (same[0] if same else len(page.document.text)) - heading.end


def _has_ancestor(node: Node, tags: tuple[str, ...]) -> bool:
    current = node.parent
    while current is not None:
        if current.tag in tags:
            return True
        current = current.parent
    return False


def _container(page: Survey, heading: Node) -> Node:
    """The smallest element around the heading that holds an article's worth of text, `article` and `main` at the
    latest."""
    current = heading
    while current.parent is not None and current.parent.tag not in ("body", "html"):
        current = current.parent
        is_enough = current.end - heading.end >= _ENOUGH and current.tag not in ("header", "hgroup")
        if is_enough or current.tag in ("article", "main"):
            return _widened(current)
    return current if current is not heading else (heading.parent or heading)


def _widened(node: Node) -> Node:
    """An article's element rather than a part of it, where the markup has one just above."""
    current: Node | None = node
    for _ in range(3):
        current = current.parent if current is not None else None
        if current is not None and current.tag == "article":
            return current
    return node


def _own_address(capture: Capture, page: Survey) -> str:
    """The address that the page gives itself if it is on this host, else the one it was fetched from."""
    own = capture.final_url or capture.url
    element = page.document.html.css_first("link[rel=canonical]")
    stated = (element.attributes.get("href") or "") if element else ""
    node = Node(tag="a", attributes={"href": stated}, parent=None, depth=0)
    url = link_of(page.document, node)
    is_here = url.split("/")[2:3] == own.split("/")[2:3]
    return url if stated and is_here and url.count("/") > 3 else own
