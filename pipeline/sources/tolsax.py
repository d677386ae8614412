"""Netzwerk Tolerantes Sachsen: a WordPress archive of posts titled `date | title | place`, job adverts among them."""

from __future__ import annotations

from pipeline.formats.wordpress_site import follow_site, list_addresses, parse_site
from pipeline.models import Expect, ListPage, Sites, Source

SOURCE = Source(
    source_id="tolsax",
    name="Netzwerk Tolerantes Sachsen",
    organiser="Netzwerk Tolerantes Sachsen",
    homes={Sites.LIVE: "https://www.tolerantes-sachsen.de", Sites.DEMO: "http://tolsax.demo.test"},
    lists=(ListPage(name="Termine", addresses=list_addresses("termine-archiv")),),
    parse=parse_site,
    follow=follow_site,
    is_own_voice=False,  # mostly announces what its members do
    expect=Expect(announcements_min=5),
)
