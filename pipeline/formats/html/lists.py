"""The list of an unknown page: chosen among the candidates, its entries as announcements."""

from __future__ import annotations

import re

from pipeline.formats.document import Document, Node, open_document
from pipeline.formats.entries import announcement, printed_attribute, printed_node, printed_range
from pipeline.formats.html.choice import Listing, Weighed, choose, is_shell
from pipeline.formats.html.context import Above, headings_above, title_above, year_above
from pipeline.formats.html.fields import (
    find_date,
    find_link,
    find_place,
    find_time,
    find_title,
    holder,
    is_publication,
)
from pipeline.formats.html.spans import Span, candidates
from pipeline.formats.html.survey import Survey, survey
from pipeline.formats.reading import MAX_ANNOUNCEMENTS, Reading, nothing
from pipeline.models import Capture, Printed, RawAnnouncement

READER = "html"


def read_html(capture: Capture) -> Reading:
    """The entries of the page's lists, in page order, each field with its place; a page without a list says why.

    Navigation, footers, sidebars, comments and tag clouds are no lists. `sure` grows with the number of entries and the share of
    them that is dated.
    """
    document = open_document(capture)
    if not document.text:
        why = "The page could not be opened." if document.issues else "The page has no text."
        return nothing(READER, why, document.issues)
    page = survey(document)
    listings = choose(page, candidates(page))
    if not listings:
        why = (
            "The page is an empty shell that JavaScript fills."
            if is_shell(page)
            else "No repeated entries with a date or a heading were found."
        )
        return nothing(READER, why, document.issues)
    raws = _announcements(capture, page, listings)
    entries = sum(len(listing.entries) for listing in listings)
    dated = sum(listing.dated for listing in listings)
    best = listings[0]
    mean = sum(entry.weight for entry in best.entries) / len(best.entries)
    sure = min(0.85, 0.3 + 0.25 * min(mean, 1.0) + 0.2 * dated / entries + 0.01 * min(len(raws), 10))
    why = f"{len(raws)} entries ({dated} dated) in {len(listings)} lists, the longest of {best.way}."
    return Reading(reader=READER, sure=sure, announcements=tuple(raws), why=why, issues=document.issues)


def _announcements(capture: Capture, page: Survey, listings: list[Listing]) -> list[RawAnnouncement]:
    above = headings_above(page)
    entries = sorted((entry for listing in listings for entry in listing.entries), key=lambda entry: entry.span.start)
    raws: list[RawAnnouncement] = []
    seen: set[tuple[str, ...]] = set()
    for entry in entries[:MAX_ANNOUNCEMENTS]:
        raw = _announcement(capture, page, above, entry, len(raws))
        signature = (raw.text_of("title"), raw.text_of("date"), raw.text_of("time"), raw.url)
        if raw.text_of("title") and signature not in seen:
            seen.add(signature)
            raws.append(raw)
    return raws


def _announcement(capture: Capture, page: Survey, above: list[Above], entry: Weighed, position: int) -> RawAnnouncement:
    document, span = page.document, entry.span
    title = find_title(page, span)
    date = find_date(page, span, title)
    time = find_time(page, span, date)
    place = find_place(page, span, title)
    link = find_link(page, span, title)
    if title is not None:
        printed_title = _printed(document, span, title.start, title.end)
    else:
        heading = title_above(page, above, span.start)
        printed_title = printed_node(document, heading) if heading else page_title(document)
    fields: dict[str, Printed | None] = {
        "title": printed_title,
        "text": _printed(document, span, span.start, span.end),
        "date": _printed(document, span, *date) if date else None,
        "time": _printed(document, span, *time) if time else None,
        "place": _printed(document, span, *place) if place else None,
        "url": printed_attribute(link, "href") if link else None,
        "published": _published(page, span),
    }
    return announcement(
        capture,
        position=position,
        reader=READER,
        fields=fields,
        link=link.attribute("href") if link else "",
        year=year_above(above, span.start, document.url),
        sure=min(1.0, entry.weight),
        base=document.base,
    )


def page_title(document: Document) -> Printed | None:
    """The first part of the title element; the head is not part of the text, so it has no path."""
    element = document.html.css_first("title")
    words = " ".join((element.text() or "").split()) if element else ""
    first = re.split(r"\s+[|–—»-]\s+", words)[0].strip()
    return Printed(text=first) if first else None


def _published(page: Survey, span: Span) -> Printed | None:
    for hit in page.dates_in(span.start, span.end):
        if is_publication(page, span, hit):
            return _printed(page.document, span, hit.start, hit.end)
    return None


def _printed(document: Document, span: Span, start: int, end: int) -> Printed | None:
    node: Node = holder(span.node, start, end)
    return printed_range(document, node, start, end)
