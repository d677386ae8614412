"""An archived page in lines that may be shown: words only, as much as the source permits, whatever the format."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from pipeline.archived_pages import shown_lines, strictest
from pipeline.models import Capture, PageRole, Publish

LONG = "Wir gehen langsam durch den Park und reden über Bäume, Vögel und die Leute, die hier früher gearbeitet haben. "


def page(body: str | bytes, url: str = "https://verein.example/termine") -> Capture:
    return Capture(
        capture_id="cap_1", source_id="dsm", run_id="2026-03-02.1", url=url, final_url=url, role=PageRole.LIST,
        status=200, failure=None, captured_at=datetime(2026, 3, 2, tzinfo=UTC), warc_file="dsm/2026/x.warc.gz",
        body=body if isinstance(body, bytes) else body.encode(),
    )  # fmt: skip


HTML = f"""<html><head><title>x</title><script>alert(1)</script></head><body>
<nav><a href="/">Start</a></nav><main><h2>Rundgang <b>am</b> Kanal</h2><p>Mi, 4. März 2026, 18 Uhr</p>
<p>{LONG * 5}</p><p>Noch ein Satz, der nicht mehr hineinpasst.</p>
<h2>Zweiter Abend &lt;img src=x onerror=1&gt;</h2><p>Anruf: 0151 / 2345 6789, Büro 0341 123456</p></main>
<footer>Impressum</footer></body></html>"""


def test_an_excerpt_shows_words_and_at_most_300_characters_of_an_entry() -> None:
    lines = shown_lines(page(HTML), Publish.EXCERPT)
    assert lines[:2] == ("Rundgang am Kanal", "Mi, 4. März 2026, 18 Uhr")
    assert lines[2].endswith(" […]") and sum(map(len, lines[1:3])) <= 304
    assert lines[3:] == ("Zweiter Abend <img src=x onerror=1>", "Anruf: [Mobilnummer], Büro 0341 123456")


def test_facts_are_short_lines_and_all_is_all() -> None:
    facts = shown_lines(page(HTML), Publish.FACTS)
    assert "Mi, 4. März 2026, 18 Uhr" in facts and not any("langsam" in line for line in facts)
    assert any(line == (LONG * 5).strip() for line in shown_lines(page(HTML), Publish.FULL))


def test_json_and_feeds_give_their_words() -> None:
    posts = [
        {"id": 7, "date": "2026-03-02T10:00:00", "date_gmt": "2026-03-02T09:00:00", "status": "publish",
         "link": "https://verein.example/a", "title": {"rendered": "Abend &#8211; mit Tee"},
         "content": {"rendered": "<p>Erste Zeile</p><p>Zweite Zeile</p>"}},
    ]  # fmt: skip
    words = ("2026-03-02T10:00:00", "Abend – mit Tee", "Erste Zeile", "Zweite Zeile")
    assert shown_lines(page(json.dumps(posts)), Publish.EXCERPT) == words
    rss = "<?xml version='1.0'?><rss><channel><item><title><![CDATA[Ein Abend]]></title></item></channel></rss>"
    assert "Ein Abend" in " ".join(shown_lines(page(rss), Publish.EXCERPT))


@pytest.mark.parametrize("body", [b"", b"\x00\xff\xfe", b"{", b"[" * 5000, "<div>" * 3000, b"%PDF-1.7 \x80"])
def test_what_cannot_be_read_gives_no_fault(body: bytes | str) -> None:
    assert isinstance(shown_lines(page(body), Publish.EXCERPT), tuple)


def test_where_permissions_meet_the_strictest_holds() -> None:
    assert strictest([Publish.FULL, Publish.FACTS]) is Publish.FACTS
    assert strictest([]) is Publish.EXCERPT
