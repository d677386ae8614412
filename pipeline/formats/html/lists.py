"""The list of an unknown page: chosen among the candidates, its entries as announcements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.formats import signs
from pipeline.formats.document import open_document
from pipeline.formats.html.american import is_month_first
from pipeline.formats.html.choice import Listing, choose, is_shell
from pipeline.formats.html.context import Above, headings_above, outside
from pipeline.formats.html.day_cells import cell_entries
from pipeline.formats.html.day_heads import under_days
from pipeline.formats.html.entry import READER, Shared, read_day, read_entry
from pipeline.formats.html.fields import find_date, find_time
from pipeline.formats.html.grids import DayEntry, grid_entries
from pipeline.formats.html.month_items import month_items
from pipeline.formats.html.neighbours import common_time, years_of
from pipeline.formats.html.purpose import announces
from pipeline.formats.html.showtimes import Performance, performances
from pipeline.formats.html.spans import Candidate, Span, candidates
from pipeline.formats.html.survey import Survey, survey
from pipeline.formats.html.titles import find_title
from pipeline.formats.html.week_tables import week_shows
from pipeline.formats.reading import MAX_ANNOUNCEMENTS, Reading, nothing
from pipeline.models import Capture, RawAnnouncement


def read_html(capture: Capture) -> Reading:
    """The entries of the page's lists, in page order, each field with its place; a page without a list says why.

    Navigation, footers, sidebars, comments and tag clouds are no lists. `sure` grows with the number of entries and
    the share of them that is dated.
    """
    document = open_document(capture)
    page = survey(document)
    page.is_month_first = is_month_first(page)
    above = headings_above(page)
    grid = grid_entries(page) or cell_entries(page) or month_items(page)
    weeks, crossed = week_shows(page)
    found = choose(page, all_candidates(page), [*((entry.start, entry.end) for entry in grid), *weeks])
    listings = [listing for listing in found if announces(page, above, listing, capture.captured_at.date())]
    if not listings and not grid and not crossed:
        return nothing(READER, _why_none(page, bool(found)), document.issues)
    raws = _announcements(capture, page, above, listings, grid, crossed)
    if not listings:
        why = f"{len(raws)} entries in a grid of days."
        return Reading(reader=READER, sure=0.7, announcements=tuple(raws), why=why, issues=document.issues)
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
    capture: Capture,
    page: Survey,
    headings: list[Above],
    listings: list[Listing],
    grid: list[DayEntry],
    crossed: list[tuple[Span, Performance]],
) -> list[RawAnnouncement]:
    """The lists' entries in page order, what two lists show only once."""
    spans = sorted((entry.span for listing in listings for entry in listing.entries), key=lambda span: span.start)
    above = outside(headings, spans)
    found: list[_Found] = []
    for number, listing in enumerate(listings):
        found.extend(_read_listing(capture, page, above, listing, number))
    if grid:
        shared = Shared(above=headings, time=common_time(page, grid[0].start, grid[-1].end))
        found.extend(_Found(entry.start, read_day(capture, page, entry, shared), -1, True, True) for entry in grid)
    for span, show in crossed:
        raw = read_entry(capture, page, span, 0.7, Shared(above=headings), show)
        found.append(_Found(show.time[0], raw, -2, True, True))
    found.sort(key=lambda item: item.start)
    days = {(item.day, item.number) for item in found if item.has_title}
    raws: list[RawAnnouncement] = []
    seen: set[tuple[str, ...]] = set()
    shown: dict[tuple[str, ...], int] = {}
    for item in found:
        raw = item.raw
        signature = (raw.text_of("title"), raw.text_of("date"), raw.text_of("time"), raw.url)
        copied = item.is_dated and shown.setdefault(_happening(raw), item.number) != item.number
        outlined = not item.has_title and any(day == item.day and number != item.number for day, number in days)
        if raw.text_of("title") and signature not in seen and not copied and not outlined:
            seen.add(signature)
            raws.append(replace(raw, position=len(raws)))
    return raws[:MAX_ANNOUNCEMENTS]


@dataclass(frozen=True, slots=True)
class _Found:
    """An entry that was read, the number of its list, and whether it has a title and a day of its own."""

    start: int
    raw: RawAnnouncement
    number: int
    has_title: bool
    is_dated: bool

    @property
    def day(self) -> str:
        date = self.raw.text_of("date")
        return f"{signs.day_key(date)}-{signs.year_in(date) or self.raw.year}" if date else str(self.start)


def _read_listing(
    capture: Capture, page: Survey, above: list[Above], listing: Listing, number: int
) -> Iterator[_Found]:
    entries = sorted(listing.entries, key=lambda entry: entry.span.start)[:MAX_ANNOUNCEMENTS]
    titles = [find_title(page, entry.span) for entry in entries]
    dates = [find_date(page, entry.span, title) for entry, title in zip(entries, titles, strict=True)]
    timed = sum(
        bool(date and (page.times_in(*date) or find_time(page, entry.span, date)))
        for entry, date in zip(entries, dates, strict=True)
    )
    is_common = len(entries) > 1 and 5 * timed <= len(entries)
    first = dates[0][0] if dates and dates[0] else entries[0].span.start
    time = common_time(page, max(first, entries[0].span.start), entries[-1].span.end) if is_common else None
    years = years_of([page.text(*date) if date else "" for date in dates])
    for entry, title, year in zip(entries, titles, years, strict=True):
        shared = Shared(above=above, year=year, time=time)
        shows: list[Performance | None] = [*performances(page, entry.span)]
        for show in shows or [None]:
            raw = read_entry(capture, page, entry.span, entry.weight, shared, show)
            start = show.time[0] if show else entry.span.start
            yield _Found(start, raw, number, title is not None, entry.is_dated)


def _happening(raw: RawAnnouncement) -> tuple[str, ...]:
    """Title, day and first clock of an entry, to tell the copy of a list that another screen width shows."""
    clock = re.search(r"\d{1,2}[:.]\d\d|\d{1,2}(?=\s?(?:Uhr|h\b))", f"{raw.text_of('time')} {raw.text_of('date')}")
    title = " ".join(raw.text_of("title").casefold().split())
    return title, signs.day_key(raw.text_of("date")), clock.group() if clock else ""
