"""A WordPress site is read by REST, else feed, else its pages; each leads on in its own way."""

from __future__ import annotations

import json

from pipeline.formats.wordpress_site import FEED_LENGTH, follow_site, list_addresses, parse_site
from pipeline.models import Capture, PageRole
from tests.formats.pages import HOME, page

POST = {
    "id": 7,
    "guid": {"rendered": f"{HOME}/?p=7"},
    "link": f"{HOME}/lesung/",
    "title": {"rendered": "Lesung"},
    "content": {"rendered": "<p>Wir lesen.</p>"},
}
ARCHIVE = """<html><body><main><article><h2><a href="/lesung/">Lesung</a></h2><p>Wir […]</p></article></main>
<nav><a href="/category/termine/page/2/">Ältere Beiträge</a></nav></body></html>"""


def feed(count: int, path: str = "/category/termine/feed/") -> Capture:
    items = "".join(f"<item><title>T{n}</title><link>{HOME}/t{n}/</link><guid>g{n}</guid></item>" for n in range(count))
    xml = f"<?xml version='1.0'?><rss version='2.0'><channel><title>V</title>{items}</channel></rss>"
    return page(xml, path, content_type="application/rss+xml")


def follows(capture: Capture) -> list[tuple[str, str]]:
    return [(follow.role.value, follow.url.removeprefix(HOME)) for follow in follow_site(capture, parse_site(capture))]


def test_the_addresses_of_a_category_surest_first() -> None:
    assert list_addresses("termine") == (
        "/wp-json/wp/v2/categories?slug=termine",
        "/category/termine/feed/",
        "/category/termine/",
    )


def test_a_look_up_leads_to_the_categorys_posts() -> None:
    capture = page(
        json.dumps([{"id": 4, "slug": "termine"}]), list_addresses("termine")[0], content_type="application/json"
    )
    assert parse_site(capture) == ()
    ((role, url),) = follows(capture)
    assert role == "list"
    assert url.startswith("/wp-json/wp/v2/posts?categories=4&per_page=100")


def test_a_site_that_does_not_know_the_category_leads_nowhere() -> None:
    capture = page("[]", list_addresses("termine")[0], content_type="application/json")
    assert (parse_site(capture), follows(capture)) == ((), [])


def test_posts_are_whole_and_lead_to_the_next_page_only() -> None:
    capture = page(
        json.dumps([POST]),
        "/wp-json/wp/v2/posts?categories=4&page=1",
        content_type="application/json",
        headers=(("X-WP-TotalPages", "2"),),
    )
    (post,) = parse_site(capture)
    assert (post.text_of("title"), post.text_of("text"), post.key) == ("Lesung", "Wir lesen.", f"{HOME}/?p=7")
    assert follows(capture) == [("list", "/wp-json/wp/v2/posts?categories=4&page=2")]


def test_a_full_page_of_a_feed_has_a_next_one() -> None:
    assert follows(feed(FEED_LENGTH)) == [("list", "/category/termine/feed/?paged=2")]
    assert follows(feed(FEED_LENGTH, "/category/termine/feed/?paged=2")) == [
        ("list", "/category/termine/feed/?paged=3")
    ]
    assert follows(feed(FEED_LENGTH - 1)) == []


def test_an_archive_page_leads_to_older_posts_and_to_each_posts_own_page() -> None:
    capture = page(ARCHIVE, "/category/termine/")
    assert follows(capture) == [("list", "/category/termine/page/2/"), ("detail", "/lesung/")]
    assert follow_site(capture, parse_site(capture))[1].entry_key == parse_site(capture)[0].key


def test_a_detail_page_leads_nowhere() -> None:
    body = "<h1>Lesung</h1><p>Wir lesen zusammen im Garten.</p>"
    capture = page(
        f"<html><head><title>Lesung</title></head><body>{body}</body></html>", "/lesung/", role=PageRole.DETAIL
    )
    assert [one.text_of("title") for one in parse_site(capture)] == ["Lesung"]
    assert follows(capture) == []
