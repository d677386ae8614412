"""The demo sites behave like the real systems they stand for, and say the same on any day of the year."""

from __future__ import annotations

import gzip
import json
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from html import unescape
from http.client import HTTPConnection, HTTPResponse
from itertools import pairwise
from urllib.parse import urljoin

import pytest

import demo
from demo.content import SITES, Truth, load_site, load_truth
from demo.markup import html_of, plain
from demo.server import DemoSites, answer
from demo.theme_contao import date_line
from demo.wordpress_posts import entries_in, post_id, post_path

NIGHTS = [night.number for night in demo.nights()]
ARCHIVE = {
    "tolsax": "/category/termine-archiv/",
    "dsm": "/category/veranstaltungen/",
    "iaf": "/veranstaltungen-archiv.html?year=2026",
}
WEEKDAYS = ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag|sonnabend", "sonntag")
MONTHS = [
    "januar",
    "februar",
    "märz",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "dezember",
]
STATED_DAY = re.compile(
    r"(?P<weekday>\w+tag|\w+abend|Mittwoch), (?:den |dem )?(?P<day>\d{1,2})\. ?(?P<month>\d{2}|\w+)\.? ?(?P<year>\d{4})"
)


def ask(sites: DemoSites, host: str, path: str, **headers: str) -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection("127.0.0.1", sites.port, timeout=10)
    try:
        fields = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request("GET", path, headers={"Host": host, **fields})
        response = connection.getresponse()
        return response, response.read()
    finally:
        connection.close()


def texts_of(night: int) -> Iterator[tuple[str, str, str]]:
    for name in SITES:
        for entry in load_site(name, night).entries:
            yield (
                name,
                entry.slug,
                " ".join((entry.title, date_line(entry), plain(html_of(entry.text + "\n\n" + entry.teaser)))),
            )


# ---------------------------------------------------------------- content


def test_nights_carry_fixed_logical_dates() -> None:
    nights = demo.nights()
    assert [night.logical_date.isoformat() for night in nights] == [f"2026-03-0{day}" for day in range(2, 7)]
    assert {night.clock.isoformat()[10:] for night in nights} == {"T03:10:00+01:00"}


@pytest.mark.parametrize("name", SITES)
def test_a_site_has_at_least_forty_announcements(name: str) -> None:
    assert len(load_site(name, 1).entries) >= 40


@pytest.mark.parametrize(("before", "after"), list(pairwise(NIGHTS)))
def test_announcements_stay_from_night_to_night(before: int, after: int) -> None:
    for name in SITES:
        assert {entry.slug for entry in load_site(name, before).entries} <= {
            entry.slug for entry in load_site(name, after).entries
        }


@pytest.mark.parametrize("name", SITES)
@pytest.mark.parametrize("night", NIGHTS)
def test_addresses_and_numbers_are_unique(name: str, night: int) -> None:
    site = load_site(name, night)
    assert len({entry.slug for entry in site.entries}) == len(site.entries)
    if name != "iaf":
        assert len({post_path(site, entry) for entry in site.entries}) == len(site.entries)
        assert len({post_id(site, entry) for entry in site.entries}) == len(site.entries)


def test_stated_weekdays_are_right_but_for_the_one_contradiction() -> None:
    wrong, seen = [], 0
    for _, slug, text in texts_of(max(NIGHTS)):
        for match in STATED_DAY.finditer(text):
            month = match["month"].lower()
            number = int(month) if month.isdigit() else MONTHS.index(month) + 1
            day = date(int(match["year"]), number, int(match["day"]))
            seen += 1
            if match["weekday"].lower() not in WEEKDAYS[day.weekday()].split("|"):
                wrong.append(slug)
    marked = [entry.slug for name in SITES for entry in load_site(name, 1).entries if entry.wrong_weekday]
    assert wrong == marked != []
    assert seen >= 12


def test_the_radio_show_is_listed_eleven_times_under_one_text() -> None:
    shows = [entry for entry in load_site("iaf", 1).entries if entry.title.startswith("Querbeet")]
    assert len(shows) == 11
    assert len({entry.text for entry in shows}) == 1
    assert len({entry.start for entry in shows}) == 11


@pytest.mark.parametrize("spelling", ["Migrant*innen", "Migrant:innen", "Migrant_innen", "Migrantenorg"])
def test_gender_spellings_differ(spelling: str) -> None:
    assert any(spelling in text for _, _, text in texts_of(1))


def test_what_happens_in_each_night() -> None:
    texts = {night: {(name, slug): text for name, slug, text in texts_of(night)} for night in NIGHTS}
    new = {name for name, slug in texts[2].keys() - texts[1].keys()}
    assert new == set(SITES)
    changed = {
        night: [key for key in texts[night - 1] if texts[night][key] != texts[night - 1][key]] for night in (2, 3)
    }
    moved = next(key for key in changed[2] if key[1] == "mitgliederversammlung-des-dachverbands")
    assert "25. April 2026" in texts[1][moved] and "9. Mai 2026" in texts[2][moved]
    assert any("ausfallen" in texts[3][key] for key in changed[3])
    assert any("Kinderbetreung" in texts[2][key] and "Kinderbetreuung" in texts[3][key] for key in changed[3])
    assert [name for name in SITES if load_site(name, 4).down] == ["iaf"]
    assert [name for name in SITES if load_site(name, 5).relaunched] == ["dsm"]


@pytest.mark.parametrize("truth", load_truth(), ids=lambda truth: truth.what)
def test_the_truth_names_announcements_that_are_there(truth: Truth) -> None:
    known = {f"{name}/{entry.slug}" for name in SITES for entry in load_site(name, max(NIGHTS)).entries}
    assert len(truth.announcements) > 1
    assert {announcement.split("#")[0] for announcement in truth.announcements} <= known


# ---------------------------------------------------------------- HTTP


@contextmanager
def connected(night: int) -> Iterator[DemoSites]:
    with DemoSites(night) as sites:
        yield sites


@pytest.mark.parametrize("name", SITES)
def test_an_unchanged_page_is_answered_with_304(name: str) -> None:
    with connected(1) as sites:
        first, body = ask(sites, f"{name}.demo.test", ARCHIVE[name])
        assert first.status == 200 and body
        by_etag, empty = ask(sites, f"{name}.demo.test", ARCHIVE[name], If_None_Match=first.headers["ETag"])
        by_date, _ = ask(sites, f"{name}.demo.test", ARCHIVE[name], If_Modified_Since=first.headers["Last-Modified"])
        other, _ = ask(
            sites,
            f"{name}.demo.test",
            ARCHIVE[name],
            If_None_Match='"another"',
            If_Modified_Since=first.headers["Last-Modified"],
        )
        older, _ = ask(sites, f"{name}.demo.test", ARCHIVE[name], If_Modified_Since="Mon, 01 Sep 2025 00:00:00 GMT")
        assert (by_etag.status, empty, by_date.status, other.status, older.status) == (304, b"", 304, 200, 200)
        assert [logged.conditional for logged in sites.requests] == [False, True, True, True, True]


def test_a_changed_page_is_sent_again_the_next_night() -> None:
    with connected(1) as sites:
        first, _ = ask(sites, "tolsax.demo.test", ARCHIVE["tolsax"])
    with connected(2) as sites:
        again, _ = ask(
            sites,
            "tolsax.demo.test",
            ARCHIVE["tolsax"],
            If_None_Match=first.headers["ETag"],
            If_Modified_Since=first.headers["Last-Modified"],
        )
    assert again.status == 200
    assert again.headers["ETag"] != first.headers["ETag"]


def test_gzip_only_when_accepted() -> None:
    with connected(1) as sites:
        plain_response, plain_body = ask(sites, "dsm.demo.test", ARCHIVE["dsm"])
        packed_response, packed_body = ask(sites, "dsm.demo.test", ARCHIVE["dsm"], Accept_Encoding="gzip")
    assert plain_response.headers["Content-Encoding"] is None
    assert packed_response.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed_body) == plain_body
    assert "charset" in plain_response.headers["Content-Type"]


@pytest.mark.parametrize("name", SITES)
def test_robots_forbid_a_path_that_the_pages_link_to(name: str) -> None:
    site = load_site(name, 1)
    robots = answer(site, "/robots.txt").body.decode()
    assert f"Disallow: {site.disallowed}\n" in robots
    assert site.disallowed.lstrip("/") in answer(site, ARCHIVE[name]).body.decode()


@pytest.mark.parametrize("name", SITES)
@pytest.mark.parametrize("night", [1, 5])
def test_links_lead_somewhere(name: str, night: int) -> None:
    site = load_site(name, night)
    html = answer(site, "/").body.decode() + answer(site, ARCHIVE[name]).body.decode()
    links = {urljoin(f"{site.home}/", unescape(href)) for href in re.findall(r'href="([^"]+)"', html)}
    own = {link.removeprefix(site.home) for link in links if link.startswith(site.home) and "#" not in link}
    assert len(own) > 10
    assert {path: answer(site, path).status for path in own if answer(site, path).status not in (200, 301)} == {}


@pytest.mark.parametrize("name", SITES)
def test_an_unknown_address_is_404(name: str) -> None:
    assert answer(load_site(name, 1), "/gibt-es-nicht.html/").status == 404


def test_an_unknown_host_is_refused() -> None:
    with connected(1) as sites:
        assert ask(sites, "www.example.org", "/")[0].status == 421


def test_a_site_that_is_down_answers_503_to_everything() -> None:
    for path in ("/robots.txt", "/", ARCHIVE["iaf"]):
        assert answer(load_site("iaf", 4), path).status == 503


def test_the_same_night_is_the_same_bytes() -> None:
    answers = []
    for _ in range(2):
        load_site.cache_clear()
        answers.append([answer(load_site(name, 3), ARCHIVE[name]) for name in SITES])
    assert answers[0] == answers[1]


def test_serving_on_a_port_that_is_taken_is_one_sentence() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = str(taken.getsockname()[1])
        command = [sys.executable, "-m", "demo", "serve", "--port", port]
        run = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    assert run.returncode == 2
    assert run.stderr.startswith(f"port {port} on 127.0.0.1 cannot be used")
    assert "Traceback" not in run.stderr


# ---------------------------------------------------------------- WordPress


@pytest.mark.parametrize(("name", "slug"), [("tolsax", "termine-archiv"), ("dsm", "veranstaltungen")])
@pytest.mark.parametrize("night", [1, 5])
def test_rest_leads_from_category_to_all_posts(name: str, slug: str, night: int) -> None:
    site = load_site(name, night)
    (category,) = json.loads(answer(site, f"/wp-json/wp/v2/categories?slug={slug}").body)
    titles, page, pages = [], 1, 1
    while page <= pages:
        reply = answer(site, f"/wp-json/wp/v2/posts?categories={category['id']}&per_page=20&page={page}")
        pages = int(reply.headers["X-WP-TotalPages"])
        titles += [post["title"]["rendered"] for post in json.loads(reply.body)]
        page += 1
    assert len(titles) == len(entries_in(site, slug)) == category["count"] == int(reply.headers["X-WP-Total"])
    beyond = answer(site, f"/wp-json/wp/v2/posts?categories={category['id']}&per_page=20&page={page}")
    assert (beyond.status, json.loads(beyond.body)["code"]) == (400, "rest_post_invalid_page_number")
    assert answer(site, "/wp-json/wp/v2/posts?per_page=101").status == 400
    assert any("&#8222;" in title for title in titles)


def test_list_and_feed_have_pages_and_an_end() -> None:
    site = load_site("tolsax", 1)
    assert 'rel="bookmark"' in answer(site, "/category/termine-archiv/page/5/").body.decode()
    assert answer(site, "/category/termine-archiv/page/6/").status == 404
    feed = answer(site, "/category/termine-archiv/feed/?paged=2")
    assert feed.content_type.startswith("application/rss+xml")
    assert feed.body.count(b"<item>") == 10
    assert answer(site, "/category/termine-archiv/feed/?paged=6").status == 404


def test_the_relaunch_changes_addresses_numbers_and_markup_but_not_what_is_said() -> None:
    before, after = load_site("dsm", 4), load_site("dsm", 5)
    slug = "mitgliederversammlung-des-dachverbands"
    old = next(entry for entry in before.entries if entry.slug == slug)
    new = next(entry for entry in after.entries if entry.slug == slug)
    assert (old.title, old.text) == (new.title, new.text)
    assert post_path(before, old) == f"/aktuelles/{slug}/"
    assert post_path(after, new) == f"/veranstaltungen/{slug}/"
    assert post_id(before, old) != post_id(after, new)
    assert answer(after, post_path(before, old)).status == 404
    assert answer(after, "/category/veranstaltungen/").headers["Location"] == "http://dsm.demo.test/"
    assert "wp-block-post" in answer(after, "/veranstaltungen/").body.decode()


# ---------------------------------------------------------------- Contao


def test_the_event_archive_goes_by_year_and_page() -> None:
    site = load_site("iaf", 1)
    pages = [answer(site, f"{ARCHIVE['iaf']}&page_e47={page}").body.decode() for page in (1, 2)]
    last_year = answer(site, "/veranstaltungen-archiv.html?year=2025").body.decode()
    assert [page.count("layout_teaser") for page in pages] == [20, _events_of(2026) - 20]
    assert "Festival Grenzgänge" in last_year and "Querbeet" not in last_year
    assert answer(site, f"{ARCHIVE['iaf']}&page_e47=9").status == 404
    assert answer(site, "/wp-json/wp/v2/posts").status == 404


def _events_of(year: int) -> int:
    events = [entry for entry in load_site("iaf", 1).entries if entry.section != "news" and entry.start]
    return sum(entry.start.year == year for entry in events if entry.start)


def test_a_date_field_may_be_empty() -> None:
    site = load_site("iaf", 1)
    copied = answer(site, "/veranstaltungen/digitale-auftaktkonferenz-zum-saechsischen-partizipationsgesetz-kopie.html")
    assert '<strong>Datum:</strong> <span class="date"></span><strong>Ort:' in copied.body.decode()
    stamped = answer(site, "/veranstaltungen/muttersprache-im-alter.html").body.decode()
    assert '<time datetime="2026-03-25T14:00:00+01:00"></time>' in stamped


# ---------------------------------------------------------------- the renamed theme


@pytest.mark.parametrize("name", SITES)
@pytest.mark.parametrize("night", [1, 5])
def test_the_renamed_theme_says_the_same_under_other_class_names(name: str, night: int) -> None:
    site = load_site(name, night)
    path = "/veranstaltungen/" if site.relaunched else ARCHIVE[name]
    original, renamed = (answer(site, path, theme).body.decode() for theme in ("original", "renamed"))
    assert plain(original) == plain(renamed)
    names = [set(" ".join(re.findall(r'class="([^"]*)"', html)).split()) for html in (original, renamed)]
    assert names[0] and not names[0] & names[1]
    assert "wp-json" not in renamed and "rss" not in renamed


def test_the_renamed_theme_has_neither_rest_nor_feed() -> None:
    site = load_site("tolsax", 1)
    for path in ("/wp-json/wp/v2/posts", "/category/termine-archiv/feed/"):
        assert answer(site, path, "renamed").status == 404
