"""Where each page of the site lives: paths below the site's folder, relative links between them.

Addresses are permanent. Links between pages are relative and name `index.html`, so that the site works at any address
and opened from a folder.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from pipeline.feed.items import FeedVenue
from pipeline.feed.permalinks import event_folder as event_folder

_SAFE_ID = re.compile(r"[A-Za-z0-9_-]{1,80}")
_MAP = "https://www.openstreetmap.org/search?query="


def month_folder(month: str, part: int = 1) -> str:
    """`2026-03`; long months go on in parts."""
    return f"monat/{month}/" + (f"teil-{part}/" if part > 1 else "")


def year_folder(year: int, part: int = 1) -> str:
    return f"archiv/{year}/" + (f"teil-{part}/" if part > 1 else "")


def town_folder(slug: str, part: int = 1) -> str:
    return f"ort/{slug}/" + (f"teil-{part}/" if part > 1 else "")


def root_of(path: str) -> str:
    """The way from a page up to the site's folder: '' or '../' once per folder."""
    return "../" * path.count("/")


def is_safe_id(record_id: str) -> bool:
    """Whether an id can be a folder's name."""
    return _SAFE_ID.fullmatch(record_id) is not None


def map_link(venue: FeedVenue | None) -> str | None:
    """A search on OpenStreetMap for the address, or the house; a link only, nothing is loaded from there. None where
    no more than a town is known."""
    if venue is None or not (venue.street or venue.name):
        return None
    town = " ".join(filter(None, (venue.postal_code, venue.city)))
    if venue.street and not town:
        return None
    return _MAP + quote(", ".join(filter(None, (venue.street or venue.name, town))), safe="")
