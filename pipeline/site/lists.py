"""The pages that list: today's, a month's, a town's, a past year's."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from pipeline.feed.selections import slug
from pipeline.site.addresses import month_folder, town_folder, year_folder
from pipeline.site.filters import choices_of
from pipeline.site.frame import TAGLINE, Link, Page, Site, draw
from pipeline.site.listing import Calendar, Entry, days_of, days_shown, in_parts
from pipeline.site.month_grid import month_grid
from pipeline.site.wording import MONTHS, WEEKDAYS, month_name

Key = TypeVar("Key")
FIRST_VIEW = 60  # entries of the first page
PART = 100  # entries of every other list


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    before: Link | None
    after: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PastMonth:
    title: str
    url: str
    entries: tuple[Entry, ...]


def index_page(site: Site, calendar: Calendar, months: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """What runs and what comes next, and the ways on."""
    page = Page(
        folder="", title="Kommende Termine", heading="Demnächst", intro=TAGLINE, description=TAGLINE, section="Termine"
    )
    shown = in_parts(calendar.coming, FIRST_VIEW)[0]
    rest = calendar.coming[len(shown) :]
    more = []
    if rest:
        url = _day_urls(rest[0].month, calendar)[rest[0].first_day]
        more.append(Link(text=f"Weiter im {month_name(rest[0].month)}", url=url))
    yield (
        page.path,
        _list(
            site,
            page,
            shown,
            running=calendar.running[:FIRST_VIEW],
            choices=choices_of(calendar.upcoming, sorted({entry.month for entry in calendar.coming}), calendar.today),
            more=more,
            months=_month_links(calendar, months),
            towns=_town_links(calendar),
            empty="Zurzeit ist kein Termin angekündigt.",
        ),
    )


def month_pages(site: Site, calendar: Calendar, months: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Each month with grid and list; a long month goes on in parts."""
    now = f"{calendar.today:%Y-%m}"
    for number, month in enumerate(months):
        parts = in_parts(calendar.by_month.get(month, ()), PART)
        before = months[number - 1] if number else None
        after = months[number + 1] if number + 1 < len(months) else None
        steps = Steps(before=_month_link(before), after=_month_link(after))
        for part, entries in enumerate(parts, start=1):
            title = month_name(month) + (f", Teil {part}" if part > 1 else "")
            page = Page(folder=month_folder(month, part), title=title, heading=title, section="Monat")
            first = part == 1
            yield (
                page.path,
                _list(
                    site,
                    page,
                    entries,
                    steps=steps,
                    choices=choices_of(_still(calendar, month), [month], calendar.today, month)
                    if first and month >= now
                    else None,
                    grid=_grid(calendar, month, page) if first else None,
                    weekdays=WEEKDAYS,
                    month_word=MONTHS[int(month[5:7]) - 1],
                    more=_parts(month_folder, month, part, len(parts)),
                    empty="In diesem Monat ist kein Termin angekündigt.",
                ),
            )


def _still(calendar: Calendar, month: str) -> list[Entry]:
    return [entry for entry in calendar.by_month.get(month, ()) if entry.last_day >= calendar.today]


def town_pages(site: Site, calendar: Calendar) -> Iterator[tuple[str, bytes]]:
    """What comes in each town; a town that had something once keeps its page."""
    by_town: dict[str, list[Entry]] = defaultdict(list)
    for entry in calendar.upcoming:
        if entry.town:
            by_town[slug(entry.town)].append(entry)
    for town, name in calendar.towns.items():
        parts = in_parts(by_town[town], PART)
        for part, entries in enumerate(parts, start=1):
            title = f"Termine in {name}" + (f", Teil {part}" if part > 1 else "")
            page = Page(folder=town_folder(town, part), title=title, heading=title)
            yield (
                page.path,
                _list(
                    site,
                    page,
                    entries,
                    more=_parts(town_folder, town, part, len(parts)),
                    subscribe=site.feed_file(f"by-city/{town}.ics"),
                    empty=f"Zurzeit ist in {name} kein Termin angekündigt.",
                ),
            )


def archive_pages(site: Site, calendar: Calendar) -> Iterator[tuple[str, bytes]]:
    """The years with anything past, and one list a year, newest month first."""
    past = [entry for entry in calendar.entries if entry.last_day < calendar.today]
    years = Counter(entry.first_day.year for entry in past)
    page = Page(folder="archiv/", title="Archiv", heading="Archiv", intro="Was war, nach Jahren.", section="Archiv")
    links = [
        Link(text=str(year), url=f"{year_folder(year)}index.html", count=years[year]) for year in sorted(years)[::-1]
    ]
    yield page.path, draw("archive.html", site, page, years=links, months=(), more=())
    for year in sorted(years):
        of_year = [entry for entry in past if entry.first_day.year == year][::-1]
        parts = in_parts(of_year, 2 * PART)
        for part, entries in enumerate(parts, start=1):
            title = f"Archiv {year}" + (f", Teil {part}" if part > 1 else "")
            page = Page(folder=year_folder(year, part), title=title, heading=title, section="Archiv")
            yield (
                page.path,
                draw(
                    "archive.html",
                    site,
                    page,
                    years=(),
                    months=_past_months(entries),
                    more=_parts(year_folder, year, part, len(parts)),
                ),
            )


def _past_months(entries: Sequence[Entry]) -> list[PastMonth]:
    months: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        months[entry.month].append(entry)
    return [
        PastMonth(title=month_name(month), url=f"{month_folder(month)}index.html", entries=tuple(found[::-1]))
        for month, found in months.items()
    ]


def _list(site: Site, page: Page, entries: Sequence[Entry], **values: object) -> bytes:
    defaults: dict[str, object] = {
        "days": days_of(entries), "running": (), "steps": None, "choices": None, "grid": None, "more": (),
        "months": (), "towns": (), "empty": "", "subscribe": "",
    }  # fmt: skip
    return draw("list.html", site, page, **(defaults | values))


def _grid(calendar: Calendar, month: str, page: Page) -> object:
    """The grid also shows what began late in the month before."""
    carried = [entry for entry in calendar.entries if entry.month < month and f"{days_shown(entry)[-1]:%Y-%m}" >= month]
    urls = {day: f"{page.root}{url}" for day, url in _day_urls(month, calendar).items()}
    return month_grid(month, [*carried, *calendar.by_month.get(month, ())], calendar.today, urls)


def _day_urls(month: str, calendar: Calendar) -> Mapping[date, str]:
    """Where the list of each day of a month stands."""
    parts = in_parts(calendar.by_month.get(month, ()), PART)
    return {
        entry.first_day: f"{month_folder(month, part)}index.html#tag-{entry.first_day}"
        for part, entries in reversed(list(enumerate(parts, start=1)))
        for entry in entries
    }


def _month_link(month: str | None) -> Link | None:
    return Link(text=month_name(month), url=f"{month_folder(month)}index.html") if month else None


def _month_links(calendar: Calendar, months: Sequence[str]) -> list[Link]:
    counts = Counter(entry.month for entry in calendar.coming)
    return [
        Link(text=month_name(month), url=f"{month_folder(month)}index.html", count=counts[month])
        for month in months
        if counts[month]
    ]


def _town_links(calendar: Calendar) -> list[Link]:
    counts = Counter(slug(entry.town) for entry in calendar.upcoming if entry.town)
    return [
        Link(text=name, url=f"{town_folder(town)}index.html", count=counts[town])
        for town, name in calendar.towns.items()
        if counts[town]
    ]


def _parts(folder_of: Callable[[Key, int], str], key: Key, part: int, count: int) -> list[Link]:
    """The other parts of a list that goes over several pages."""
    return [Link(text=f"Teil {n}", url=f"{folder_of(key, n)}index.html") for n in range(1, count + 1) if n != part]
