"""A site of no known platform: its lists by whichever reader fits best, an entry's own page by its main article."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.formats import read_any, read_detail
from pipeline.formats.html.entry import READER as BY_STRUCTURE
from pipeline.formats.paging import detail_links, next_pages
from pipeline.models import Capture, Follow, PageRole, RawAnnouncement


def parse_site(capture: Capture) -> tuple[RawAnnouncement, ...]:
    """The entries of a page, feed, interface or calendar file; on a detail page the one it is about."""
    if capture.role is PageRole.DETAIL:
        found = read_detail(capture)
        return (found,) if found is not None else ()
    return read_any(capture).announcements


def follow_site(capture: Capture, raws: Sequence[RawAnnouncement]) -> tuple[Follow, ...]:
    """The list's next page; the entries' own pages where a list was found by structure and so may print teasers."""
    if capture.role is PageRole.DETAIL or not raws:
        return ()
    teasers = [raw for raw in raws if raw.reader == BY_STRUCTURE]
    return (*next_pages(capture), *detail_links(capture, teasers))
