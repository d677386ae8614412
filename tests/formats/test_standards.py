"""Machine-readable formats: what each reader makes of its shape, of an empty one and of a broken one."""

# ruff: noqa: E501 - markup is easier to read in the long lines that servers send
from __future__ import annotations

import pytest

from pipeline.formats import read_any, read_feeds, read_ical, read_jsonld, read_tribe, read_wordpress
from pipeline.formats.jsontext import load_json
from pipeline.formats.moments import to_iso
from pipeline.formats.reading import Reading
from pipeline.formats.wordpress import follow_wordpress
from pipeline.models import Capture
from tests.formats import shapes
from tests.formats.pages import page
from tests.formats.shapes import all_captures, capture_of

CAPTURES = all_captures()


def texts(reading: Reading, name: str) -> list[str]:
    return [raw.text_of(name) for raw in reading.announcements]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"a": 1,}', {"a": 1}),
        ('{"a": [1, 2,],, "b": 3};', {"a": [1, 2], "b": 3}),
        ('{"a": "eins\nzwei\tdrei"}', {"a": "eins\nzwei\tdrei"}),
        (r'{"a": "Haus 1 \& 2, Rock\'n"}', {"a": r"Haus 1 \& 2, Rock\'n"}),
        ('/* vorn */ {"a": "http://b.example"} // hinten', {"a": "http://b.example"}),
        ('<!-- {"a": 1} -->', {"a": 1}),
        ('//<![CDATA[\n{"a": 1}\n//]]>', {"a": 1}),
        ("{&quot;a&quot;: &quot;b &amp;amp; c&quot;}", {"a": "b &amp; c"}),
        ('{"a": "// bleibt, /* auch */"}', {"a": "// bleibt, /* auch */"}),
    ],
)
def test_faults_that_are_mended(text: str, value: object) -> None:
    assert load_json(text)[0] == [value]


def test_several_objects_in_a_row() -> None:
    assert load_json('{"a":1}\n{"b":2},{"c":3}')[0] == [{"a": 1}, {"b": 2}, {"c": 3}]


@pytest.mark.parametrize("text", ["", "nichts", '{"a":', '{"a" 1}', "[" * 5_000])
def test_faults_that_are_not_mended(text: str) -> None:
    with pytest.raises(ValueError):
        load_json(text)


def test_jsonld_events_places_and_parts() -> None:
    reading = read_jsonld(CAPTURES["jsonld"])
    assert texts(reading, "title") == ["Hoffest – zehn Jahre", "Blaskapelle", "Nachlese"]
    assert texts(reading, "start") == ["2026-06-05T15:00:00+02:00", "2026-06-05T19:00:00+02:00", "2026-07-01"]
    fest = reading.announcements[0]
    assert [fest.text_of(name) for name in ("venue", "street", "postal_code", "city", "text")] == [
        "Kulturhof", "Ringweg 3", "04177", "Leipzig", "Mit Musik.",
    ]  # fmt: skip
    assert fest.key == fest.url == "https://verein.example/hoffest"
    assert fest.fields["venue"].node_path == "script[0]#/@graph/0/name"


def test_a_broken_jsonld_block_is_reported_and_the_rest_kept() -> None:
    issues = read_jsonld(CAPTURES["jsonld"]).issues
    assert [(issue.issue_class, issue.where) for issue in issues] == [("jsonld_broken", "script[2]")]


@pytest.mark.parametrize(
    ("body", "titles"),
    [
        ('{"@type":"ItemList","itemListElement":[{"@type":"ListItem","item":{"@type":"https://schema.org/Event","name":"A"}}]}', ["A"]),
        ('{"@type":["Thing","DanceEvent"],"name":["A","B"]}', ["A"]),
        ('{"@type":"EventSeries","name":"Reihe","subEvent":[{"@type":"Event","startDate":"2026-01-01"}]}', ["Reihe"]),
        ('{"@type":"EventSeries","name":"Reihe"}', ["Reihe"]),
        ('{"@type":"Event"}', []),
        ('{"@type":"Article","name":"A"}', []),
        ('{"@type":"PublicationEvent","name":"A"}', []),
    ],
)  # fmt: skip
def test_which_objects_are_events(body: str, titles: list[str]) -> None:
    page_body = f'<script type="application/ld+json; charset=utf-8">{body}</script>'
    assert texts(read_jsonld(capture_of(page_body)), "title") == titles


def test_an_event_without_address_takes_the_link_of_its_box() -> None:
    boxes = "".join(
        f'<div><a href="/e/{n}">Mehr</a><script type="application/ld+json">{{"@type":"Event","name":"E{n}"}}</script></div>'
        for n in (1, 2)
    )
    urls = [raw.url for raw in read_jsonld(capture_of(boxes)).announcements]
    assert urls == ["https://verein.example/e/1", "https://verein.example/e/2"]


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2026-03-05", "2026-03-05"),
        ("2026-3-5", "2026-03-05"),
        ("2026-03-05 19:00", "2026-03-05T19:00:00"),
        ("20260305T190000Z", "2026-03-05T19:00:00Z"),
        ("2019-9-20T08-08-30-00", "2019-09-20T08:30:00"),
        ("Wed, 01 Apr 2026 10:00:00 +0200", "2026-04-01T10:00:00+02:00"),
        ("Veröffentlicht am 3. Mai 2026", "2026-05-03"),
        ("03/05/2026 7:00 pm", "2026-03-05T19:00:00"),
        ("2026-13-45", "2026-13-45"),
        ("bald", "bald"),
    ],
)
def test_machine_dates_as_iso(text: str, iso: str) -> None:
    assert to_iso(text) == iso


def test_ical() -> None:
    reading = read_ical(CAPTURES["ics"])
    assert texts(reading, "title") == ["Offener Treff, große Runde", "Offener Treff", "Vereinsfahrt"]
    assert texts(reading, "start") == ["2026-03-05T19:00:00+01:00", "2026-03-20T19:00:00+01:00", "2026-05-01"]
    assert texts(reading, "end") == ["2026-03-05T21:00:00+01:00", "", "2026-05-03"]  # the last day, not the day after
    treff, moved, _ = reading.announcements
    assert treff.text_of("rrule") == "FREQ=WEEKLY"
    assert treff.text_of("exdates") == "2026-03-12T19:00:00+01:00,2026-03-19T19:00:00+01:00"
    assert (moved.text_of("status"), moved.post_id == treff.post_id, moved.key == treff.key) == (
        "CANCELLED",
        True,
        False,
    )
    assert treff.fields["title"].node_path == "line:9"
    assert reading.issues == ()


@pytest.mark.parametrize(
    ("body", "count", "classes"),
    [
        ("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", 0, []),
        (shapes.ICS[:300], 1, ["truncated"]),
        ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Ohne Tag\nEND:VEVENT\nEND:VCALENDAR", 0, ["item_unreadable"]),
        (
            "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261399\nSUMMARY:Kaputt\nEND:VEVENT\nEND:VCALENDAR",
            0,
            ["item_unreadable"],
        ),
        ("kein Kalender", 0, []),
    ],
)
def test_ical_empty_and_broken(body: str, count: int, classes: list[str]) -> None:
    reading = read_ical(capture_of(body, content_type="text/calendar"))
    assert (len(reading.announcements), [issue.issue_class for issue in reading.issues]) == (count, classes)
    assert reading.why


def test_rss() -> None:
    first, second = read_feeds(CAPTURES["rss"]).announcements
    assert (first.text_of("title"), first.text_of("text")) == (
        "24.04. | Saatgut & Suppe | Grimma",
        "Tauschen und essen.",
    )
    assert (first.text_of("published"), first.key, first.categories) == (
        "2026-04-01T08:00:00Z", "https://verein.example/?p=7", ("Termine",),
    )  # fmt: skip
    assert second.url == "https://verein.example/vorstand/"


def test_json_feed() -> None:
    (raw,) = read_any(CAPTURES["json feed"]).announcements
    assert (raw.text_of("title"), raw.text_of("text"), raw.key) == ("Fest am 3. Mai", "Um 15 Uhr.", "f1")


def test_a_broken_feed_is_read_as_far_as_it_goes() -> None:
    reading = read_feeds(capture_of(shapes.RSS[:-60] + "<b>&nix;", content_type="application/rss+xml"))
    assert texts(reading, "title")[0].startswith("24.04.")
    assert [issue.issue_class for issue in reading.issues] == ["feed_broken"]


def test_an_empty_feed_says_so() -> None:
    reading = read_any(
        capture_of('<rss version="2.0"><channel><title>x</title></channel></rss>', content_type="text/xml")
    )
    assert (reading.announcements, reading.why) == ((), "The feed has no entries.")


def test_wordpress_posts() -> None:
    reading = read_wordpress(CAPTURES["wordpress"])
    (raw,) = reading.announcements
    assert raw.text_of("title") == "10.03. | Abend – offen | Leipzig"
    assert raw.text_of("text") == "Wann? 10. März\nWo? Haus"
    assert (raw.text_of("published"), raw.post_id, raw.key) == (
        "2026-03-01T09:00:00Z",
        "5",
        "https://verein.example/?p=5",
    )
    assert raw.categories == ("Termine & mehr", "leipzig")
    assert [issue.where for issue in reading.issues] == ["/1", "/2"]


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("[]", "WordPress has no posts here."),
        ('{"code":"rest_no_route","message":"Keine Route","data":{"status":404}}', "WordPress answered with the error 'rest_no_route'."),
        ('[{"id":3,"slug":"termine"}]', "The JSON holds no WordPress posts."),
        ("[kaputt", "The JSON could not be read."),
    ],
)  # fmt: skip
def test_wordpress_without_posts(body: str, why: str) -> None:
    reading = read_wordpress(capture_of(body, "/wp-json/wp/v2/posts"))
    assert (reading.announcements, reading.why) == ((), why)


def rest(body: str, path: str, pages: str = "") -> Capture:
    return page(body, path, content_type="application/json", headers=(("X-WP-TotalPages", pages),))


@pytest.mark.parametrize(
    ("capture", "urls"),
    [
        (
            rest('[{"id":7,"slug":"termine"}]', "/wp-json/wp/v2/categories?slug=termine"),
            ["https://verein.example/wp-json/wp/v2/posts?categories=7&per_page=100&_embed=wp%3Aterm"],
        ),
        (rest("[]", "/wp-json/wp/v2/categories?slug=nix"), []),
        (rest("[]", "/wp-json/wp/v2/posts?page=2", "3"), ["https://verein.example/wp-json/wp/v2/posts?page=3"]),
        (rest("[]", "/wp-json/wp/v2/posts?page=3", "3"), []),
        (rest("[]", "/wp-json/wp/v2/posts", "viele"), []),
    ],
)
def test_where_wordpress_leads(capture: Capture, urls: list[str]) -> None:
    assert [follow.url for follow in follow_wordpress(capture)] == urls


def test_tribe() -> None:
    (raw,) = read_tribe(CAPTURES["tribe"]).announcements
    assert [raw.text_of(name) for name in ("title", "start", "end", "venue", "city", "organiser", "status", "price")] == [
        "Kleidertausch", "2026-05-09T14:00:00", "2026-05-09T17:00:00", "Turnhalle", "Döbeln", "Nähstube", "", "frei",
    ]  # fmt: skip
