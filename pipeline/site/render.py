"""A release's tables -> the static calendar: every page as path -> bytes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from pipeline.berlin import aware
from pipeline.feed import NOTHING_BEFORE, published_view
from pipeline.feed.eligibility import FARTHEST
from pipeline.feed.items import Tables
from pipeline.feed.view import look
from pipeline.site.addresses import event_folder, month_folder
from pipeline.site.events import event_pages, gone_pages
from pipeline.site.frame import Page, Site, assets, draw, site_of
from pipeline.site.gone import gone_events
from pipeline.site.listing import FIRST_DAY, Calendar, calendar_of
from pipeline.site.lists import archive_pages, index_page, month_pages, town_pages
from pipeline.site.report.captured import NO_PAGES, Pages
from pipeline.site.report.page import report_of, report_pages
from pipeline.site.search_index import render_shard, shard_path, shards
from pipeline.site.sitemap import render_robots, render_sitemap

GONE_NOTE = "e/nicht-mehr/index.html"


def render_site(
    tables: Tables,
    *,
    version: str,
    logical_date: date,
    public_url: str,
    feed_files: Mapping[str, bytes] = NOTHING_BEFORE,
    pages: Pages = NO_PAGES,
) -> Mapping[str, bytes]:
    """The files of `site/` as relative path -> bytes; the same tables give the same bytes.

    `logical_date` is the page's today. `public_url` is used where an absolute address is needed, all other links are
    relative. `feed_files` are the files of feed/: those that may be linked to, and the numbers of its calendar
    entries. `pages` are the archived pages that the report shows. UsageError if `public_url` has no host.
    """
    feed, _ = published_view(tables, logical_date=logical_date, before=feed_files)
    whole = look(tables, logical_date=logical_date, keep_past=True)
    calendar = calendar_of(whole, tables, logical_date)
    now = f"{logical_date:%Y-%m}"
    months = sorted(_months(tables, logical_date) | {now})
    site = site_of(
        version=version, today=logical_date, public_url=public_url, month=month_folder(now), feeds=feed_files
    )
    files: dict[str, bytes] = dict(assets())
    files.update(index_page(site, calendar, months))
    files.update(month_pages(site, calendar, months))
    files.update(town_pages(site, calendar))
    files.update(archive_pages(site, calendar))
    files.update(event_pages(site, calendar, feed, tables))
    files.update(gone_pages(site, gone_events(tables, whole, calendar.items.keys()), calendar.items))
    in_feed = {item.event_id for item in feed.items}
    report = report_of(
        tables,
        version=version,
        day=logical_date,
        shown=in_feed & calendar.items.keys(),
        skipped=feed.skipped,
        pages=pages,
    )
    files.update(report_pages(site, report, tables, calendar.items.keys()))
    found = shards(calendar)
    files.update((shard_path(month), render_shard(month, found.get(month, ()))) for month in months if month >= now)
    files["404.html"] = _not_found(site)
    files[GONE_NOTE] = _nothing_here(site)
    files["sitemap.xml"] = render_sitemap(_indexed(files, calendar), public_url)
    files["robots.txt"] = render_robots(public_url)
    return files


def _months(tables: Tables, logical_date: date) -> set[str]:
    """Every month in which anything ever stood, also what moved away since: a month's address is permanent."""
    names = ("occurrences", "event_versions")
    days = [row["start_date"] for name in names for row in tables.get(name, ()) if row["start_date"]]
    return {f"{day:%Y-%m}" for day in days if FIRST_DAY <= day <= logical_date + FARTHEST}


def _not_found(site: Site) -> bytes:
    """For the web server to show; it is shown at any depth, so its links cannot be relative."""
    page = Page(folder="", title="Nicht gefunden", is_hidden=True, base=f"{site.url}/")
    return draw("gone.html", site, page, note="Unter dieser Adresse steht nichts.")


def _nothing_here(site: Site) -> bytes:
    """What a hand-over puts at an event's address that a release no longer has."""
    page = Page(folder=GONE_NOTE.removesuffix("index.html"), title="Nicht mehr im Kalender", is_hidden=True)
    return draw("gone.html", site, page, note="Diesen Eintrag gibt es nicht mehr.")


def _indexed(files: Iterable[str], calendar: Calendar) -> list[tuple[str, date]]:
    """The pages for search engines with the day of their last change: events, months, towns and the archive."""
    changed = {
        f"{event_folder(one)}index.html": aware(item.last_changed_at).date() for one, item in calendar.items.items()
    }
    lists = ("monat/", "ort/", "archiv/")
    pages = [(path, changed.get(path, calendar.today)) for path in files if path in changed or path.startswith(lists)]
    return [(path.removesuffix("index.html"), day) for path, day in [("index.html", calendar.today), *pages]]
