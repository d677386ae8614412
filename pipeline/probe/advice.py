"""Which endpoint and reader to rest a source on: complete enough, then the one that a new theme touches least."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from pipeline.formats.document import open_document
from pipeline.models import Capture
from pipeline.probe.attempts import Attempt
from pipeline.probe.endpoints import category_of, is_data

ENOUGH = 0.6  # of the most dated events that any reader found: below that, an endpoint shows only a part
MAX_ADDRESSES = 3


class Platform(StrEnum):
    """Whose module the source rests on."""

    WORDPRESS = "wordpress"
    CONTAO = "contao"
    ANY = "any"


# reader -> (how little a relaunch touches it, why)
_STABILITY: dict[str, tuple[int, str]] = {
    "tribe": (6, "the calendar plugin's own interface: dates and places are data, a new theme does not touch it"),
    "ical": (6, "a calendar file: dates are data in a standard form, a new theme does not touch it"),
    "wordpress": (5, "WordPress's own interface: whole texts, a new theme does not touch it"),
    "jsonld": (4, "machine-readable values in the page, which themes mostly keep"),
    "microdata": (4, "machine-readable values in the page, which themes mostly keep"),
    "feed": (3, "a feed: a new theme does not touch it, but it holds only the newest entries"),
    "jsonfeed": (3, "a feed: a new theme does not touch it, but it holds only the newest entries"),
    "archive": (2, "headings that link to pages of their own; no class name is looked at"),
    "html": (1, "entries found by structure and content; a relaunch may change what is found"),
}
_UNKNOWN = (1, "a reader of this page's kind")
_WORDPRESS_READS = ("wordpress", "feed", "archive")


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What to rest the source on. `addresses` are those of the source's list, best first."""

    chosen: Attempt
    platform: Platform
    addresses: tuple[str, ...]
    reason: str


def working(attempts: Sequence[Attempt]) -> list[Attempt]:
    """The attempts that read dated events, best first: complete enough, then stable, then many and sure."""
    most = max((one.events for one in attempts), default=0)
    found = [one for one in attempts if one.events]
    return sorted(found, key=lambda one: (one.events < ENOUGH * most, -stability(one)[0], -one.events, -one.sure))


def stability(attempt: Attempt) -> tuple[int, str]:
    """How little a relaunch touches what this reader reads, 1…6, and why."""
    return _STABILITY.get(attempt.reader, _UNKNOWN)


def advise(page: Capture, attempts: Sequence[Attempt]) -> Advice | None:
    """The recommendation; None if no reader found a single dated event."""
    ranked = working(attempts)
    if not ranked:
        return None
    chosen = ranked[0]
    platform = _platform(page, chosen)
    return Advice(
        chosen=chosen,
        platform=platform,
        addresses=_addresses(page, platform, chosen, ranked),
        reason=f"it shows {_share(chosen, ranked)}, and of those it is the most stable: {stability(chosen)[1]}",
    )


def _share(chosen: Attempt, ranked: Sequence[Attempt]) -> str:
    most = max(one.events for one in ranked)
    ahead = f"{chosen.upcoming} of them ahead" if chosen.upcoming else "none of them ahead"
    share = "the most" if chosen.events == most else f"of {most}"
    return f"{chosen.events} dated events ({share}; {ahead})"


def _platform(page: Capture, chosen: Attempt) -> Platform:
    if chosen.reader == "wordpress":
        return Platform.WORDPRESS
    generator = "" if is_data(page) else _generator(page)
    if "wordpress" in generator and chosen.reader in _WORDPRESS_READS:
        return Platform.WORDPRESS
    is_contao = "contao" in generator and chosen.reader in ("archive", "html")
    return Platform.CONTAO if is_contao else Platform.ANY


def _generator(page: Capture) -> str:
    tag = open_document(page).html.css_first("meta[name=generator]")
    return ((tag.attributes.get("content") or "") if tag else "").lower()


def _addresses(page: Capture, platform: Platform, chosen: Attempt, ranked: Sequence[Attempt]) -> tuple[str, ...]:
    """Paths on the site's own host: the chosen one, and others that the same module can read if that one fails."""
    fits = {Platform.WORDPRESS: _WORDPRESS_READS, Platform.CONTAO: ("archive", "html")}.get(platform)
    urls = [chosen.endpoint.url]
    urls += [one.endpoint.url for one in ranked[1:] if fits is None or one.reader in fits]
    if platform is Platform.WORDPRESS and category_of(page.url):
        urls += [page.url]
    if platform is Platform.CONTAO:
        urls = urls[:1]
    return tuple(list(dict.fromkeys(path_of(url) for url in urls))[:MAX_ADDRESSES])


def path_of(url: str) -> str:
    """Path and query of an address."""
    parts = urlsplit(url)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
