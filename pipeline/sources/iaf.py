"""iaf e.V., Leipzig: Contao archives of events and news by year; an event's facts stand on its own page."""

from __future__ import annotations

from pipeline.formats.contao import follow_site, parse_site
from pipeline.models import Expect, ListPage, Sites, Source

SOURCE = Source(
    source_id="iaf",
    name="iaf Leipzig",
    organiser="Verband binationaler Familien und Partnerschaften, iaf e.V., Leipzig",
    homes={Sites.LIVE: "https://aktiv.binational-leipzig.de", Sites.DEMO: "http://iaf.demo.test"},
    lists=(
        ListPage(name="Veranstaltungen", addresses=("/veranstaltungen-archiv.html",), newest_first=False),
        ListPage(name="News", addresses=("/newsarchiv.html",)),
    ),
    archive_lists=(ListPage(name="Archiv", addresses=("/veranstaltungen-archiv.html?year=2019",)),),
    parse=parse_site,
    follow=follow_site,
    expect=Expect(announcements_min=5),
)
