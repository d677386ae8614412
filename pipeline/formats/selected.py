"""A list read by selectors that a person wrote or a repair proposed: for pages on which no other reader finds it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.formats.document import Document, Node, open_document, select
from pipeline.formats.entries import announcement, distinct_keys, printed_attribute, printed_node
from pipeline.formats.html.context import year_in_address
from pipeline.formats.paging import detail_links, next_pages
from pipeline.formats.reading import MAX_ANNOUNCEMENTS
from pipeline.models import Capture, Follow, PageRole, RawAnnouncement

READER = "selected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Selectors:
    """CSS selectors: `entry` on the page, the others inside an entry, first match; '' where the page has none.

    Without `date` the dates are read from the entry's whole text; `link` defaults to the first link of the entry.
    """

    entry: str
    title: str
    date: str = ""
    place: str = ""
    link: str = "a"


def read_selected(capture: Capture, selectors: Selectors) -> tuple[RawAnnouncement, ...]:
    """The entries of a page in page order; an entry without title is none. Nothing on a page without such entries."""
    document = open_document(capture)
    entries = select(document, selectors.entry)[:MAX_ANNOUNCEMENTS]
    found = [_entry(capture, document, node, selectors, position) for position, node in enumerate(entries)]
    return distinct_keys([raw for raw in found if raw is not None])


def follow_selected(capture: Capture, raws: Sequence[RawAnnouncement]) -> tuple[Follow, ...]:
    """The list's next page and the entries' own pages; nothing from a detail page."""
    if capture.role is PageRole.DETAIL or not raws:
        return ()
    return (*next_pages(capture), *detail_links(capture, raws))


def _entry(
    capture: Capture, document: Document, node: Node, selectors: Selectors, position: int
) -> RawAnnouncement | None:
    title = _first(document, selectors.title, node)
    if title is None or printed_node(document, title) is None:
        return None
    date = _first(document, selectors.date, node)
    place = _first(document, selectors.place, node)
    link = _first(document, selectors.link, node)
    return announcement(
        capture,
        position=position,
        reader=READER,
        fields={
            "title": printed_node(document, title),
            "text": printed_node(document, node),
            "date": printed_node(document, date) if date else None,
            "place": printed_node(document, place) if place else None,
            "url": printed_attribute(link, "href") if link else None,
        },
        link=link.attribute("href") if link else "",
        year=year_in_address(document.url),
        base=document.base,
    )


def _first(document: Document, css: str, node: Node) -> Node | None:
    if not css:
        return None
    found = select(document, css, node)
    return found[0] if found else None
