"""The small town of the feed tests, with a past, as a site."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from pipeline.site.render import render_site
from tests.feed.conftest import rows as rows  # the same rows, by the same name

VERSION = "2026-03-02.1"


def site_of(tables: Any, *, feed_files: tuple[str, ...] = ("events.ics", "feed.atom", "feed.json")) -> dict[str, str]:
    """The text of each file of the site on the night of 2 March 2026."""
    files = render_site(
        tables,
        version=VERSION,
        logical_date=date(2026, 3, 2),
        public_url="https://kalender.example.org/litfass",
        feed_files=dict.fromkeys(feed_files, b""),
    )
    return {path: content.decode() for path, content in files.items()}


def town_with_a_past(rows: SimpleNamespace) -> Mapping[str, list[dict[str, Any]]]:
    """The town, and: an event merged into another, one with an inferred year, one that runs since February."""
    tables = rows.town()
    tables["events"] += [
        rows.event("ev_schau", "Schau der leisen Dinge", venue_id="ve_speicher"),
        rows.event("ev_jahr", "Hoffest ohne Jahreszahl", venue_id="ve_hof", topics=["culture"], languages=["de", "ar"]),
    ]
    tables["occurrences"] += [
        rows.occurrence("ev_schau", "2026-02-10", end_date=date(2026, 4, 30)),
        rows.occurrence("ev_jahr", "2026-06-05 15:00", date_basis="year_inferred"),
    ]
    tables["announcements"] += [rows.announcement("ev_schau"), rows.announcement("ev_jahr")]
    tables["changes"] += [
        rows.change("ev_doppelt", "events", None, 1, kind="merged", cause="merge", after="ev_nacht"),
        rows.change("ev_fern", "events", None, 1, kind="merged", cause="merge", after="ev_doppelt"),
    ]
    return tables


@pytest.fixture(scope="session")
def town_site(rows: SimpleNamespace) -> dict[str, str]:
    return site_of(town_with_a_past(rows))
