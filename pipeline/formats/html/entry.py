"""One entry of a list as announcement: each field with its place, and what the list gives it beside."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.formats import signs
from pipeline.formats.document import Document, Node, node_text, path_of
from pipeline.formats.entries import announcement, printed_attribute, printed_node, printed_range, whole
from pipeline.formats.html.american import moments
from pipeline.formats.html.body import body_range
from pipeline.formats.html.context import Above, title_above, year_above
from pipeline.formats.html.fields import find_date, find_place, find_time
from pipeline.formats.html.grids import DayEntry
from pipeline.formats.html.links import find_link
from pipeline.formats.html.showtimes import Performance
from pipeline.formats.html.spans import Span, holder
from pipeline.formats.html.stamps import is_publication
from pipeline.formats.html.survey import Survey
from pipeline.formats.html.titles import find_title
from pipeline.formats.languages import clocks_in_german, in_german
from pipeline.formats.moments import is_iso, to_iso
from pipeline.models import Capture, Printed, RawAnnouncement

READER = "html"
_MONTHS = (
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """What an entry shares with its list: the headings above, the year its neighbours prove, a time for all."""

    above: list[Above]
    year: int | None = None
    time: tuple[int, int] | None = None


def read_entry(
    capture: Capture, page: Survey, span: Span, sure: float, shared: Shared, show: Performance | None = None
) -> RawAnnouncement:
    """The announcement of one span, or of one `show` in it; without own title it has that of the heading above, else
    the page's."""
    document = page.document
    title = find_title(page, span)
    date = show.date if show else find_date(page, span, title)
    time = show.time if show else find_time(page, span, date)
    if date and time is None and not page.times_in(*date):
        time = shared.time
    place = find_place(page, span, title)
    link = find_link(page, span, title)
    own = _printed(page, span, title.start, title.end) if title else None
    fields: dict[str, Printed | None] = {
        "title": own or _title_of_list(page, shared.above, span.start),
        "text": _printed(page, span, *body_range(page, span, title)),
        "date": _printed(page, span, *date) if date else None,
        "time": _printed(page, span, *time) if time else None,
        "place": _printed(page, span, *place) if place else None,
        "url": printed_attribute(link, "href") if link else None,
        "published": published(page, span),
    }
    if date and page.is_month_first:
        fields["start"], fields["end"] = moments(
            document.text[slice(*date)], document.text[slice(*time)] if time else ""
        )
    elif date and (words := in_german(page.text(*date))):
        fields["date"] = Printed(text=words)
        fields["time"] = Printed(text=clocks_in_german(page.text(*time))) if time else None
    elif date:
        fields["start"] = _stated_start(page, span, date, is_timed=time is not None or bool(page.times_in(*date)))
    return announcement(
        capture,
        position=0,
        reader=READER,
        fields=fields,
        link=link.attribute("href") if link else "",
        year=shared.year or year_above(page, shared.above, span.start, document.url),
        sure=min(1.0, sure),
        base=document.base,
    )


def _stated_start(page: Survey, span: Span, date: tuple[int, int], *, is_timed: bool) -> Printed | None:
    """The moment that the day's `time` element gives to machines, where the entry prints no day or no time in words."""
    node = holder(span.node if span.head is None else page.document.root, *date)
    written = to_iso(node.attribute("datetime")) if node.tag == "time" else ""
    if not is_iso(written):
        return None
    in_words = re.fullmatch(r"\d{1,2}-\d{1,2}", signs.day_key(page.text(*date))) is not None
    has_clock = "T" in written and not re.search(r"T00:00(?::00)?", written)
    if in_words and (is_timed or not has_clock):
        return None
    path = f"{path_of(node)}@datetime"
    return whole(written, path if written == node.attribute("datetime") else path + "!iso")


def read_day(capture: Capture, page: Survey, entry: DayEntry, shared: Shared) -> RawAnnouncement:
    """The announcement of an entry whose day is a number in a grid; its date is put together, so it has no path."""
    span = Span(entry.start, entry.end, entry.node)
    title = find_title(page, span) if entry.has_words else None
    line = (
        max(page.document.text.rfind("\n", 0, entry.start) + 1, entry.node.start),
        min(entry.node.end, entry.end + 30),
    )
    times = page.times_in(*line)
    time = (times[0].start, times[-1].end if len(times) == 2 else times[0].end) if times else _clock_cell(page, entry)
    time = time or shared.time
    days = f"{entry.day}.–{entry.last}." if entry.last else f"{entry.day}."
    day = f"{days} {_MONTHS[entry.month - 1]}" + (f" {entry.year}" if entry.year else "")
    link = find_link(page, span, title) if title else None
    own = _printed(page, span, title.start, title.end) if title else None
    fields: dict[str, Printed | None] = {
        "title": own or _title_of_list(page, shared.above, entry.start),
        "text": _printed(page, span, entry.start, entry.end) if entry.has_words else None,
        "date": Printed(text=day),
        "time": _printed(page, span, *time) if time else None,
        "url": printed_attribute(link, "href") if link else None,
    }
    return announcement(
        capture,
        position=0,
        reader=READER,
        fields=fields,
        link=link.attribute("href") if link else "",
        year=entry.year or year_above(page, shared.above, entry.start, page.document.url),
        sure=0.7,
        base=page.document.base,
    )


def _clock_cell(page: Survey, entry: DayEntry) -> tuple[int, int] | None:
    """The cell of a row that holds hours and minutes alone, also where it does not call them a time: `20.00`."""
    cells = entry.node.children if entry.node.tag == "tr" else []
    return next(
        ((cell.start, cell.end) for cell in cells if signs.is_bare_clock(page.text(cell.start, cell.end))), None
    )


def _title_of_list(page: Survey, above: list[Above], start: int) -> Printed | None:
    heading = title_above(page, above, start)
    return printed_node(page.document, heading) if heading else page_title(page.document)


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
            return _printed(page, span, hit.start, hit.end)
    return None


def _printed(page: Survey, span: Span, start: int, end: int) -> Printed | None:
    """A stretch of the span, or of the whole page where it lies outside of the span."""
    is_inside = span.node.start <= start and end <= span.node.end
    node: Node = holder(span.node if is_inside else page.document.root, start, end)
    return printed_range(page.document, node, start, end)
