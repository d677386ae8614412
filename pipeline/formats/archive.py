"""An archive page of a content system: every heading that links to a page of its own is an entry, dated or not."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from urllib.parse import urlsplit

from pipeline.formats import signs
from pipeline.formats.addresses import canonical_url
from pipeline.formats.document import Document, Node, link_of, node_text, open_document
from pipeline.formats.entries import announcement, printed_attribute, printed_node, printed_range
from pipeline.formats.html.context import year_in_address
from pipeline.formats.html.spans import holder
from pipeline.formats.html.survey import Survey, survey
from pipeline.formats.own_text import OwnText, find_own_text, tags_of
from pipeline.formats.reading import MAX_ANNOUNCEMENTS, Reading, nothing
from pipeline.models import Capture, Printed, RawAnnouncement

READER = "archive"
STRUCTURED = {"published": "published", "date": "start"}  # the field for a `time` element's attribute
_WHOLE_PAGE = frozenset(("main", "body", "html"))


def read_archive(capture: Capture, *, stamp: str = "published") -> Reading:
    """The entries of an archive page in page order, with title, url, text (mostly an excerpt) and `stamp`.

    `stamp` names the field for an entry's bare date: "published" in a blog, "date" in a list of events. No class name
    is looked at: an entry reaches from its heading as far as no other entry begins.
    """
    document = open_document(capture)
    page = survey(document)
    found = _entries(page)
    if not found:
        return nothing(READER, "No heading on the page links to a page of its own.", document.issues)
    year = _year(document)
    starts = [heading.start for heading, _ in found]
    raws = tuple(
        _announcement(capture, page, heading, link, starts, stamp, year, position)
        for position, (heading, link) in enumerate(found[:MAX_ANNOUNCEMENTS])
    )
    why = f"{len(raws)} headings that link to pages of their own."
    sure = 0.8 if len(raws) > 1 else 0.5
    return Reading(reader=READER, sure=sure, announcements=raws, why=why, issues=document.issues)


def _entries(page: Survey) -> list[tuple[Node, Node]]:
    """Headings with their links, outside furniture, of the one level that most entries have, each page once."""
    document = page.document
    here = canonical_url(document.url)
    found: list[tuple[Node, Node]] = []
    seen: set[str] = set()
    for heading in page.headings:
        if page.is_furniture(heading):
            continue
        link = _link(heading)
        url = canonical_url(link_of(document, link)) if link else ""
        if link is None or not url or url == here or urlsplit(url).path == "/" or url in seen:
            continue
        if (urlsplit(url).hostname or "") != (urlsplit(here).hostname or ""):
            continue
        seen.add(url)
        found.append((heading, link))
    levels = Counter(heading.tag for heading, _ in found)
    level = max(sorted(levels), key=lambda tag: levels[tag], default="")
    return [(heading, link) for heading, link in found if heading.tag == level]


def _link(heading: Node) -> Node | None:
    """The link in the heading, or the one that holds it."""
    inside = [node for node in heading.walk() if node.tag == "a" and node.attribute("href")]
    if inside:
        return inside[0]
    outside = heading.parent
    return outside if outside is not None and outside.tag == "a" and outside.attribute("href") else None


def _announcement(
    capture: Capture,
    page: Survey,
    heading: Node,
    link: Node,
    starts: list[int],
    stamp: str,
    year: int | None,
    position: int,
) -> RawAnnouncement:
    document = page.document
    node = _reach(heading, starts)
    after = starts[position + 1] if position + 1 < len(starts) else len(document.text)
    end = node.end if node is not heading else min(after, _parent(heading).end)
    node = node if node is not heading else _parent(heading)
    body = find_own_text(page, node, heading.end, end)
    before = _line_before(page, node, heading) if body.stamp is None else None
    place = body.stamp or before or _first_line_date(page, body, stamp)
    start = place[1] if place and place[0] == body.start else body.start
    fields: dict[str, Printed | None] = {
        "title": printed_node(document, heading),
        "text": _printed(document, node, start, body.end),
        "url": printed_attribute(link, "href"),
        stamp: _printed(document, node, *place) if place else None,
    }
    if body.time is not None:
        fields[STRUCTURED[stamp]] = printed_attribute(body.time, "datetime")
    return announcement(
        capture,
        position=position,
        reader=READER,
        fields=fields,
        link=link.attribute("href"),
        categories=tags_of(document, node),
        year=year,
        sure=0.8,
        base=document.base,
    )


def _reach(heading: Node, starts: list[int]) -> Node:
    """The largest element around the heading that holds no other entry and is not the page's whole main part."""
    node = heading
    while node.parent is not None and node.parent.tag not in _WHOLE_PAGE:
        parent = node.parent
        if bisect_left(starts, parent.end) - bisect_left(starts, parent.start) > 1:
            break
        node = parent
    return node


def _parent(node: Node) -> Node:
    return node.parent or node


def _line_before(page: Survey, node: Node, heading: Node) -> tuple[int, int] | None:
    """A bare date above the heading, in the same entry."""
    if node.start >= heading.start:
        return None
    above = find_own_text(page, node, node.start, heading.start)
    if above.stamp is not None:
        return above.stamp
    return (above.start, above.end) if _is_date(page, above.start, above.end) else None


def _first_line_date(page: Survey, body: OwnText, stamp: str) -> tuple[int, int] | None:
    """In a list of events, a first line of nothing but dates and times is the event's date, whatever element it is."""
    if stamp != "date" or body.end <= body.start:
        return None
    first = page.text(body.start, body.end).split("\n", 1)[0]
    line = (body.start, body.start + len(first))
    return line if _is_date(page, *line) else None


def _is_date(page: Survey, start: int, end: int) -> bool:
    text = page.text(start, end)
    if not text.strip() or len(text) > 120:
        return False
    return signs.is_only_date(text) or (end - start < 80 and bool(page.rules_in(start, end)))


def _printed(document: Document, node: Node, start: int, end: int) -> Printed | None:
    return printed_range(document, holder(node, start, end), start, end)


def _year(document: Document) -> int | None:
    """The year in the address, else in the page's h1: headings of entries say nothing about their neighbours."""
    top = next((node for node in document.root.walk() if node.tag == "h1"), None)
    return year_in_address(document.url) or (signs.year_in(node_text(document, top)) if top else None)
