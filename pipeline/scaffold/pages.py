"""Which pages of a new source are recorded: what its crawl would ask for first, one page of each kind."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from pipeline.crawl import CrawlPlan, Fetch, PageReading, crawl, read_page
from pipeline.formats.structured import looks_like_feed, looks_like_json
from pipeline.models import Capture, PageRole, RawAnnouncement, Sites, Source

MAX_PAGES, MAX_DETAILS = 2, 1


@dataclass(frozen=True, slots=True, kw_only=True)
class _Keeper:
    """Passes captures on and keeps the first list, look-up and detail page."""

    source: Source
    ask: Fetch
    kept: dict[str, Capture] = field(default_factory=dict)

    def fetch(self, url: str, role: PageRole) -> Capture:
        capture = self.ask(url, role)
        reading = self.read(capture) if capture.has_body else PageReading()
        if reading.raws:
            self.kept.setdefault("detail" if role is PageRole.DETAIL else "list", capture)
        elif reading.follows:
            self.kept.setdefault("lookup", capture)
        return capture

    def read(self, capture: Capture) -> PageReading:
        return read_page(self.source.parse, self.source.follow, capture)


def pages_of(source: Source, sites: Sites, fetch: Fetch) -> dict[str, Capture]:
    """One readable page of each kind by name, as a first night's crawl finds them: `list` and `detail` have entries,
    `lookup` only leads on."""
    keeper = _Keeper(source=source, ask=fetch)
    plan = CrawlPlan(
        source=replace(source, max_pages=MAX_PAGES, max_details=MAX_DETAILS),
        home=source.homes[sites],
        known_keys=(),
        upcoming=(),
        is_upcoming=_always,
    )
    crawl(plan, keeper.fetch, keeper.read)
    return keeper.kept


def _always(raw: RawAnnouncement) -> bool:
    return True


def suffix_of(capture: Capture) -> str:
    """The file ending of a body: .json, .xml (feeds), .ics or .html."""
    if looks_like_json(capture):
        return ".json"
    if b"BEGIN:VCALENDAR" in capture.body[:4000].upper():
        return ".ics"
    return ".xml" if looks_like_feed(capture) else ".html"
