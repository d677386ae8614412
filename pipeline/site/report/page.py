"""The report as one value, and as a page of the site."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.feed.items import Skipped, Tables
from pipeline.feed.view import look
from pipeline.release import version_order
from pipeline.site.frame import Page, Site, draw
from pipeline.site.report.captured import NO_PAGES, Pages, SideBySide, side_by_side
from pipeline.site.report.left_out import LeftOut, left_out
from pipeline.site.report.letters import Letter, letters
from pipeline.site.report.nights import NightGlance, night_glance
from pipeline.site.report.pictures import pictures
from pipeline.site.report.tonight import Changed, changed_tonight
from pipeline.site.report.waiting import Pair, Withheld, doubtful_pairs, in_review, withheld
from pipeline.site.wording import day_long

SHOWN = 100  # of each list; the tables hold the rest


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    night: NightGlance
    review: tuple[Pair, ...]
    withheld: tuple[Withheld, ...]
    doubtful: tuple[Pair, ...]
    changed: tuple[Changed, ...]
    letters: tuple[Letter, ...]
    captured: Mapping[str, Sequence[SideBySide]]
    left_out: tuple[LeftOut, ...]


def night_report(tables: Tables, version: str) -> Report:
    """The report of a release by its tables alone."""
    day = date.fromisoformat(version_order(version)[0])
    view = look(tables, logical_date=day)
    shown = {item.event_id for item in view.items}
    return report_of(tables, version=version, day=day, shown=shown, skipped=view.skipped)


def report_of(
    tables: Tables,
    *,
    version: str,
    day: date,
    shown: Collection[str],
    skipped: Sequence[Skipped],
    pages: Pages = NO_PAGES,
) -> Report:
    """What the maintainer should know of a release; `shown` are the ids of the events that the calendar holds,
    `skipped` what it leaves out, `pages` the archived pages as lines."""
    return Report(
        night=night_glance(tables, version, day),
        review=tuple(in_review(tables)),
        withheld=tuple(withheld(tables, shown)),
        doubtful=tuple(doubtful_pairs(tables, day.isoformat())),
        changed=tuple(changed_tonight(tables, version)),
        letters=tuple(letters(tables, version)),
        captured=side_by_side(tables, version, pages),
        left_out=tuple(left_out(tables, skipped)),
    )


def report_pages(site: Site, report: Report, tables: Tables, pages: Collection[str]) -> Iterator[tuple[str, bytes]]:
    """`report/index.html`; `pages` are the ids of the events that have an address."""
    page = Page(
        folder="report/",
        title=f"Bericht {report.night.run_id}",
        heading=day_long(report.night.day),
        is_hidden=True,
    )
    yield (
        page.path,
        draw(
            "report.html",
            site,
            page,
            report=report,
            pictures=pictures(tables, report.night.day),
            pages=pages,
            limit=SHOWN,
        ),
    )
