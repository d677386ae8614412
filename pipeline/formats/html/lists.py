"""The list of an unknown page: chosen among the candidates, its entries as announcements."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.formats import signs
from pipeline.formats.document import Document, Node, node_text, open_document, path_of
from pipeline.formats.entries import announcement, printed_attribute, printed_node, printed_range, whole
from pipeline.formats.html.american import is_month_first, moments
from pipeline.formats.html.body import body_range
from pipeline.formats.html.choice import Listing, Weighed, choose, is_shell
from pipeline.formats.html.context import Above, headings_above, outside, title_above, year_above
from pipeline.formats.html.day_heads import under_days
from pipeline.formats.html.fields import find_date, find_place, find_time
from pipeline.formats.html.links import find_link
from pipeline.formats.html.purpose import announces
from pipeline.formats.html.spans import Candidate, Span, candidates, holder
from pipeline.formats.html.stamps import is_publication
from pipeline.formats.html.survey import Survey, survey
from pipeline.formats.html.titles import find_title
from pipeline.formats.moments import is_iso, to_iso
from pipeline.formats.reading import MAX_ANNOUNCEMENTS, Reading, nothing
from pipeline.models import Capture, Printed, RawAnnouncement

READER = "html"


def read_html(capture: Capture) -> Reading:
    """The entries of the page's lists, in page order, each field with its place; a page without a list says why.

    Navigation, footers, sidebars, comments and tag clouds are no lists. `sure` grows with the number of entries and
    the share of them that is dated.
    """
    document = open_document(capture)
    page = survey(document)
    page.is_month_first = is_month_first(page)
    above = headings_above(page)
    found = choose(page, all_candidates(page))
    listings = [listing for listing in found if announces(page, above, listing)]
    if not listings:
        return nothing(READER, _why_none(page, bool(found)), document.issues)
    raws = _announcements(capture, page, above, listings)
    entries = sum(len(listing.entries) for listing in listings)
    dated = sum(listing.dated for listing in listings)
    best = listings[0]
    mean = sum(entry.weight for entry in best.entries) / len(best.entries)
    sure = min(0.85, 0.3 + 0.25 * min(mean, 1.0) + 0.2 * dated / entries + 0.01 * min(len(raws), 10))
    why = f"{len(raws)} entries ({dated} dated) in {len(listings)} lists, the longest of {best.way}."
    return Reading(reader=READER, sure=sure, announcements=tuple(raws), why=why, issues=document.issues)


def all_candidates(page: Survey) -> list[Candidate]:
    """Every way in which the page may fall into entries, with and without the days above them."""
    found = list(candidates(page))
    return [*found, *under_days(page, [group for group in found if not group.way.startswith(("sections", "lines"))])]


def _why_none(page: Survey, has_list: bool) -> str:
    if is_shell(page):
        return "The page is an empty shell that JavaScript fills."
    if has_list:
        return "The page's list announces nothing: files, press, a chronicle, closed days or wares."
    return "No repeated entries with a date or a heading were found."


def _announcements(
    capture: Capture, page: Survey, headings: list[Above], listings: list[Listing]
) -> list[RawAnnouncement]:
    entries = sorted((entry for listing in listings for entry in listing.entries), key=lambda entry: entry.span.start)
    above = outside(headings, [entry.span for entry in entries])
    home = {id(entry): number for number, listing in enumerate(listings) for entry in listing.entries}
    raws: list[RawAnnouncement] = []
    seen: set[tuple[str, ...]] = set()
    shown: dict[tuple[str, ...], int] = {}
    for entry in entries[:MAX_ANNOUNCEMENTS]:
        raw = _announcement(capture, page, above, entry, len(raws))
        signature = (raw.text_of("title"), raw.text_of("date"), raw.text_of("time"), raw.url)
        copied = shown.setdefault(_happening(raw), home[id(entry)]) != home[id(entry)] and entry.is_dated
        if raw.text_of("title") and signature not in seen and not copied:
            seen.add(signature)
            raws.append(raw)
    return raws


def _happening(raw: RawAnnouncement) -> tuple[str, ...]:
    """Title, day and first clock of an entry, to tell the copy of a list that another screen width shows."""
    clock = re.search(r"\d{1,2}[:.]\d\d|\d{1,2}(?=\s?(?:Uhr|h\b))", f"{raw.text_of('time')} {raw.text_of('date')}")
    title = " ".join(raw.text_of("title").casefold().split())
    return title, signs.day_key(raw.text_of("date")), clock.group() if clock else ""


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
        "text": _printed(document, span, *body_range(page, span, title)),
        "date": _printed(document, _place_of(document, span, date), *date) if date else None,
        "time": _printed(document, span, *time) if time else None,
        "place": _printed(document, span, *place) if place else None,
        "url": printed_attribute(link, "href") if link else None,
        "published": published(page, span),
    }
    if date and page.is_month_first:
        fields["start"], fields["end"] = moments(
            document.text[slice(*date)], document.text[slice(*time)] if time else ""
        )
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


@lru_cache(maxsize=4)
def page_title(document: Document) -> Printed | None:
    """The first part of the title element; the head is not part of the text, so it has no path."""
    element = document.html.css_first("title")
    words = " ".join((element.text() or "").split()) if element else ""
    first = re.split(r"\s+[|–—»-]\s+", words)[0].strip()
    return Printed(text=first) if first else None


def published(page: Survey, span: Span) -> Printed | None:
    """The day of publication as ISO 8601: a `time` element's own value, else the printed day."""
    for hit in page.dates_in(span.start, span.end):
        if is_publication(page, span, hit):
            node = holder(span.node, hit.start, hit.end)
            if node.tag == "time" and is_iso(node.attribute("datetime")):
                return printed_attribute(node, "datetime")
            written = to_iso(node_text(page.document, node))
            if is_iso(written):
                return whole(written, path_of(node) + "!iso")
            return _printed(page.document, span, hit.start, hit.end)
    return None


def _place_of(document: Document, span: Span, place: tuple[int, int]) -> Span:
    """The span itself, or the whole page for what stands outside of it."""
    is_inside = span.node.start <= place[0] and place[1] <= span.node.end
    return span if is_inside else Span(0, len(document.text), document.root)


def _printed(document: Document, span: Span, start: int, end: int) -> Printed | None:
    node: Node = holder(span.node, start, end)
    return printed_range(document, node, start, end)
