"""A Contao-like site: event and news archives by year, detail pages, neither REST nor feed."""

from __future__ import annotations

from datetime import date, datetime

from demo import theme_contao
from demo.content import Entry, Site
from demo.reply import Reply, Request, page
from demo.timetable import night

PER_PAGE = 20
PAGE_PARAMETER = "page_e47"
DEFAULT_YEAR = "2026"


def respond(site: Site, request: Request) -> Reply:
    """The answer to one request; unknown addresses get Contao's 404 page."""
    if request.path in ("/", "/index.html"):
        return page(theme_contao.list_page(site, site.title, _upcoming(site)[:3]))
    if request.path == "/veranstaltungen.html":
        return page(theme_contao.list_page(site, "Aktuelle Veranstaltungen", _upcoming(site)[:8]))
    if request.path == "/veranstaltungen-archiv.html":
        return _archive(site, request, "veranstaltungen", "Veranstaltungsarchiv")
    if request.path == "/newsarchiv.html":
        return _archive(site, request, "news", "Newsarchiv")
    if request.path in (site.disallowed, "/impressum.html"):
        return page(theme_contao.plain_page(site, "Mitgliederbereich", "<p>Bitte melden Sie sich an.</p>"))
    wanted = [entry for entry in site.entries if request.path == f"/{theme_contao.address(entry)}"]
    if wanted:
        return page(theme_contao.detail_page(site, wanted[0]))
    return page(theme_contao.plain_page(site, "Seite nicht gefunden", "<p>Diese Seite gibt es nicht.</p>"), status=404)


def day_of(entry: Entry) -> date:
    """The day under which the archive files an entry."""
    moment = entry.start or entry.published
    return moment.date() if isinstance(moment, datetime) else moment


def _in_section(site: Site, section: str) -> list[Entry]:
    found = [entry for entry in site.entries if entry.section == section]
    return sorted(found, key=lambda entry: (day_of(entry), entry.slug))


def _upcoming(site: Site) -> list[Entry]:
    today = night(site.night).logical_date
    return [entry for entry in _in_section(site, "veranstaltungen") if day_of(entry) >= today]


def _archive(site: Site, request: Request, section: str, heading: str) -> Reply:
    entries = _in_section(site, section)
    years = sorted({str(day_of(entry).year) for entry in entries})
    year = request.query.get("year", DEFAULT_YEAR)
    entries = [entry for entry in entries if str(day_of(entry).year) == year]
    number = request.query.get(PAGE_PARAMETER, "1")
    pages = -(-len(entries) // PER_PAGE)
    if not number.isdigit() or not 1 <= int(number) <= max(pages, 1):
        html = theme_contao.plain_page(site, "Seite nicht gefunden", "<p>Diese Seite gibt es nicht.</p>")
        return page(html, status=404)
    shown = entries[(int(number) - 1) * PER_PAGE : int(number) * PER_PAGE]
    base = f"{request.path.lstrip('/')}?year="
    menu = theme_contao.year_menu(base, years, year) + theme_contao.pager(
        base + year, PAGE_PARAMETER, int(number), pages
    )
    return page(theme_contao.list_page(site, f"{heading} {year}", shown, menu))
