"""Dachverband sächsischer Migrantenorganisationen: a WordPress blog, facts in prose, reviews among announcements."""

from __future__ import annotations

from pipeline.formats.wordpress_site import follow_site, list_addresses, parse_site
from pipeline.models import Expect, ListPage, Sites, Source

SOURCE = Source(
    source_id="dsm",
    name="Dachverband sächsischer Migrant*innenorganisationen (DSM)",
    organiser="Dachverband sächsischer Migrant*innenorganisationen",
    homes={Sites.LIVE: "https://dsm-sachsen.de", Sites.DEMO: "http://dsm.demo.test"},
    lists=(ListPage(name="Veranstaltungen", addresses=list_addresses("veranstaltungen")),),
    parse=parse_site,
    follow=follow_site,
    expect=Expect(announcements_min=5),
)
