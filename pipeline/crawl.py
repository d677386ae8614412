"""Which pages of a source are asked tonight: lists until nothing is new, then the details that matter."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from pipeline.models import (
    Capture,
    Follow,
    FollowFunction,
    ListPage,
    PageRole,
    ParseFunction,
    RawAnnouncement,
    Source,
)

MAX_EMPTY = 3  # pages in a row without an entry: the months of a calendar go on for ever
Fetch = Callable[[str, PageRole], Capture]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageReading:
    """What one capture says: its entries and the addresses it names; `fault` if it could not be read at all."""

    raws: tuple[RawAnnouncement, ...] = ()
    follows: tuple[Follow, ...] = ()
    fault: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlPlan:
    """`known_keys`: entries read on earlier nights; `upcoming`: addresses of known entries dated today or later;
    `is_upcoming` says whether an entry is dated today or later, or undated."""

    source: Source
    home: str
    known_keys: Collection[str]
    upcoming: Sequence[str]
    is_upcoming: Callable[[RawAnnouncement], bool]
    backfill: bool = False


@dataclass(slots=True)
class _Progress:
    asked: set[str] = field(default_factory=set)
    met: set[str] = field(default_factory=set)
    details: dict[str, Follow] = field(default_factory=dict)


def crawl(plan: CrawlPlan, fetch: Fetch, read: Callable[[Capture], PageReading]) -> None:
    """Ask for a source's pages in a fixed order; what comes back stands in the archive, nothing is returned.

    Each list is tried at its addresses in turn until one yields entries. Its further pages are read until one brings
    nothing new and only past dates (to the end with `backfill`, and where the newest do not come first), repeats what
    the list showed before, or is the third without an entry; bounded by `max_pages`, never an address twice. Then the
    detail pages of new and of upcoming entries, and those known upcoming ones that no list showed, up to `max_details`.
    """
    progress = _Progress()
    lists = (*plan.source.lists, *plan.source.archive_lists) if plan.backfill else plan.source.lists
    for page in lists:
        _read_list(plan, page, fetch, read, progress)
    missed = [Follow(url=url, role=PageRole.DETAIL) for url in plan.upcoming if url not in progress.met]
    for follow in [*progress.details.values(), *missed][: plan.source.max_details]:
        if follow.url not in progress.asked and is_own(plan, follow.url):
            progress.asked.add(follow.url)
            fetch(follow.url, PageRole.DETAIL)


def _read_list(
    plan: CrawlPlan, page: ListPage, fetch: Fetch, read: Callable[[Capture], PageReading], progress: _Progress
) -> None:
    for address in page.addresses:
        if _read_pages(plan, page, urljoin(f"{plan.home}/", address.lstrip("/")), fetch, read, progress):
            return


def _read_pages(
    plan: CrawlPlan,
    page: ListPage,
    url: str,
    fetch: Fetch,
    read: Callable[[Capture], PageReading],
    progress: _Progress,
) -> bool:
    """Read one list from its first page on; whether it yielded any entry."""
    found = False
    role = PageRole.LIST
    shown: set[str] = set()
    empty = 0
    for _ in range(plan.source.max_pages):
        if url in progress.asked:
            break
        progress.asked.add(url)
        capture = fetch(url, role)
        if not capture.has_body:
            break
        reading = read(capture)
        keys = {raw.key for raw in reading.raws}
        empty = 0 if keys else empty + 1
        is_repeated = bool(keys) and keys <= shown
        shown |= keys
        fresh = _note(plan, reading, progress)
        if is_repeated or empty >= MAX_EMPTY:
            break
        found = found or bool(reading.raws)
        if reading.raws and not fresh and page.newest_first and not plan.backfill:
            break
        onward = next((f for f in reading.follows if f.role in (PageRole.LIST, PageRole.LOOKUP)), None)
        if onward is None or not is_own(plan, onward.url):
            break
        url, role = onward.url, onward.role
    return found


def _note(plan: CrawlPlan, reading: PageReading, progress: _Progress) -> bool:
    """Remember the entries of a page and the details to ask for; whether it has anything new or upcoming."""
    details = {f.entry_key: f for f in reading.follows if f.role is PageRole.DETAIL}
    fresh = False
    for raw in reading.raws:
        progress.met.update(name for name in (raw.url, raw.key, raw.guid) if name)
        wanted = raw.key not in plan.known_keys or plan.is_upcoming(raw)
        fresh = fresh or wanted
        if raw.key in details and (wanted or plan.backfill):
            progress.details.setdefault(details[raw.key].url, details[raw.key])
    return fresh


def is_own(plan: CrawlPlan, url: str) -> bool:
    """Whether an address belongs to the source: its home's host, with or without www., or one of its further hosts."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return False
    own = {(urlsplit(plan.home).hostname or "").removeprefix("www."), *plan.source.hosts}
    return parts.hostname.removeprefix("www.") in own


def read_page(parse: ParseFunction, follow: FollowFunction | None, capture: Capture) -> PageReading:
    """What a page says and where it leads; runs in the parser process, so its arguments travel."""
    raws = tuple(parse(capture))
    return PageReading(raws=raws, follows=tuple(follow(capture, raws)) if follow else ())
