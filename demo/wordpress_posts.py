"""How a WordPress site numbers, files and addresses its posts, before and after a relaunch."""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape

from demo.content import Entry, Site, slug_of
from demo.timetable import BERLIN

FIRST_INSTALLATION = datetime(2019, 1, 1)
SECOND_INSTALLATION = datetime(2025, 9, 1)


def post_id(site: Site, entry: Entry) -> int:
    """The post's number; a new installation counts anew, so ids and guids change with a relaunch."""
    if site.relaunched:
        return 20 + int((entry.published - SECOND_INSTALLATION).total_seconds()) // 900
    return 1000 + int((entry.published - FIRST_INSTALLATION).total_seconds()) // 600


def category_id(site: Site, slug: str) -> int:
    """The category's number."""
    place = list(site.category_names).index(slug)
    return 31 + place if site.relaunched else 4 + 3 * place


def tag_id(site: Site, tag: str) -> int:
    """The tag's number."""
    tags = sorted({name for entry in site.entries for name in entry.tags})
    return 200 + tags.index(tag)


def guid(site: Site, entry: Entry) -> str:
    """The guid that feed and REST give, not an address that is meant to be opened."""
    return f"{site.home}/?p={post_id(site, entry)}"


def post_path(site: Site, entry: Entry) -> str:
    """The path of a single post."""
    if site.relaunched:
        folder = "veranstaltungen" if "veranstaltungen" in entry.categories else "neuigkeiten"
        return f"/{folder}/{slug_of(entry.title)}/"
    if entry.path:
        return entry.path
    return f"/aktuelles/{entry.slug}/" if site.name == "dsm" else f"/{entry.slug}/"


def post_slug(site: Site, entry: Entry) -> str:
    """The last part of the post's path."""
    return post_path(site, entry).strip("/").rsplit("/", 1)[-1]


def archive_path(site: Site, category: str) -> str:
    """The path of a category's archive."""
    return f"/{category}/" if site.relaunched else f"/category/{category}/"


def category_links(site: Site, entry: Entry) -> str:
    """The post's categories as WordPress prints them in every theme."""
    return ", ".join(
        f'<a href="{site.home}{archive_path(site, slug)}" rel="category tag">{escape(site.category_names[slug])}</a>'
        for slug in entry.categories
    )


def entries_in(site: Site, category: str) -> tuple[Entry, ...]:
    """The posts of a category, pinned ones first, then newest first."""
    found = [entry for entry in site.entries if category in entry.categories]
    return tuple(sorted(found, key=lambda entry: not entry.sticky))


def entries_tagged(site: Site, tag: str) -> tuple[Entry, ...]:
    """The posts with a tag, newest first."""
    return tuple(entry for entry in site.entries if tag in {slug_of(name) for name in entry.tags})


def gmt(moment: datetime) -> datetime:
    """Wall time in Berlin as a moment in UTC."""
    return moment.replace(tzinfo=BERLIN).astimezone(UTC)
