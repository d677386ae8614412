"""The site as files: whole, linked, permanent, the same again, and harmless whatever the tables hold."""

from __future__ import annotations

import json
import posixpath
import re
from datetime import date
from types import SimpleNamespace
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.site.conftest import site_of, town_with_a_past

HOSTILE = [
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"'><svg onload=alert(1)>",
    "{{ 7*7 }} {% raw %}",
    "Zeile\r\nX-Injected: ja",
    "\u202eumgedreht\u2066",
    "=cmd|' /C calc'!A0",
    "\x00\x07\x1b[31m",
    "javascript:alert(1)",
    "a" * 10_000,
    "\u2028\u2029",
]


def pages(site: dict[str, str]) -> dict[str, LexborHTMLParser]:
    return {path: LexborHTMLParser(text) for path, text in site.items() if path.endswith(".html")}


def text_of(site: dict[str, str], path: str) -> str:
    found = LexborHTMLParser(site[path]).css_first("main")
    return " ".join(found.text(separator=" ").split())


def test_the_same_tables_give_the_same_bytes(rows: SimpleNamespace, town_site: dict[str, str]) -> None:
    shuffled = {name: list(found)[::-1] for name, found in town_with_a_past(rows).items()}
    assert site_of(shuffled) == town_site


def test_every_link_leads_to_a_file_of_the_site(town_site: dict[str, str]) -> None:
    broken = []
    for path, page in pages(town_site).items():
        for node in page.css("a[href], link[href], script[src], img[src]"):
            url = node.attributes.get("href") or node.attributes.get("src") or ""
            if urlsplit(url).scheme or path == "404.html":
                continue
            target, _, anchor = url.partition("#")
            found = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(target))) if target else path
            if found.startswith("feed/"):
                continue
            if found not in town_site or (anchor and f'id="{anchor}"' not in town_site[found]):
                broken.append((path, url))
    assert broken == []


def test_nothing_is_loaded_from_another_host(town_site: dict[str, str]) -> None:
    for path, page in pages(town_site).items():
        loads = page.css(
            "script[src], img, iframe, video, audio, source, object, embed, link[rel=stylesheet], link[rel=icon]"
        )
        for node in loads:
            url = node.attributes.get("href") or node.attributes.get("src") or ""
            assert not urlsplit(url).netloc or path == "404.html", (path, url)
        assert not page.css("[style], [onclick], style, form[action]"), path
    assert "url(" not in "".join(text for path, text in town_site.items() if path.endswith(".css"))


def test_every_page_has_one_heading_a_language_and_a_title(town_site: dict[str, str]) -> None:
    for path, page in pages(town_site).items():
        assert len(page.css("h1")) == 1, path
        assert page.css_first("html").attributes["lang"] == "de"
        assert (page.css_first("title").text() or "").strip(), path
        assert page.css_first("a.skip").attributes["href"] == "#inhalt"
        ids = [node.attributes["id"] for node in page.css("[id]")]
        assert len(ids) == len(set(ids)), path


def test_an_event_page_says_everything(town_site: dict[str, str]) -> None:
    text = text_of(town_site, "e/ev_nacht/index.html")
    for words in (
        "Lange Nacht der Teekannen",
        "Samstag, 28. März 2026, 20:00–4:30 Uhr",
        "Alter Speicher", "Hafenweg 3", "04109 Leipzig", "rollstuhlgerecht",
        "Wir brühen, lesen & erzählen <bis> zum Morgen.", "Bitte Tasse mitbringen.",
        "12,50 €", "Deutsch",
        "Verein \"Die Kanne\"", "Hafenbund Leipzig", "Stiftung Uferlicht",
        "dsm.example", "iaf.example",
        "Zuletzt geprüft am 20. Februar 2026",
    ):  # fmt: skip
        assert words in text, words
    page = LexborHTMLParser(town_site["e/ev_nacht/index.html"])
    maps = [a.attributes["href"] for a in page.css("a") if "openstreetmap" in (a.attributes["href"] or "")]
    assert maps == ["https://www.openstreetmap.org/search?query=Hafenweg%203%2C%2004109%20Leipzig"]
    assert "BEGIN:VCALENDAR" in town_site["e/ev_nacht/termin.ics"]


def test_who_registers_by_mail_finds_the_address(rows: SimpleNamespace) -> None:
    address = "mailto:an%22meldung+abend@verein.example?bcc=fremde@example.org&body=x"
    event = rows.event(
        "ev_a", registration_url=address.replace("%22", ""), registration_deadline=rows.at("2026-03-08 23:59:59")
    )
    site = site_of(rows.single(event, rows.occurrence("ev_a", "2026-03-10 18:00")))
    text = text_of(site, "e/ev_a/index.html")
    assert "Anmeldung anmeldung+abend@verein.example" in text and "Anmelden bis Sonntag, 8. März 2026" in text
    links = [a.attributes["href"] for a in LexborHTMLParser(site["e/ev_a/index.html"]).css("dd a")]
    assert links == ["mailto:anmeldung+abend@verein.example"], "nothing is written in the visitor's name"
    assert "Anmeldung bis 08.03.2026: anmeldung+abend@verein.example" in site["e/ev_a/termin.ics"].replace(
        "\r\n ", ""
    ).replace("\\", "")


def test_cancelled_moved_and_inferred_are_said(town_site: dict[str, str]) -> None:
    off = text_of(town_site, "e/ev_fachtag/index.html")
    assert off.startswith("Abgesagt Fachtag Schulwege") and "10.–11. April 2026" in off
    assert "Abgesagt" in text_of(town_site, "monat/2026-04/index.html")
    moved = LexborHTMLParser(town_site["e/ev_umzug/index.html"])
    assert "Freitag, 13. März 2026, 15 Uhr" in (moved.css_first(".dates s").text() or "")
    assert "Freitag, 20. März 2026, 15 Uhr" in (moved.css_first(".dates time").text() or "")
    guessed = text_of(town_site, "e/ev_jahr/index.html")
    assert "Die Jahreszahl 2026 steht nicht in der Ankündigung; sie ist erschlossen." in guessed
    assert "Arabisch" in guessed and "Kultur" in guessed


def test_texts_go_as_far_as_the_source_permits(town_site: dict[str, str]) -> None:
    assert "darf nicht hinaus" not in "".join(town_site.values())
    assert "Zwei Tage für Lehrkräfte." in text_of(town_site, "e/ev_fachtag/index.html")


def test_the_history_is_told_in_german(rows: SimpleNamespace) -> None:
    def moved(field: str, before: str, after: str) -> dict[str, Any]:
        change: dict[str, Any] = rows.change(
            "oc_a01", "occurrences", field, 1, before=before, after=after, sentence_de="…"
        )
        return change

    tables = rows.single(
        rows.event("ev_a", first_seen_at=rows.at("2026-02-20 03:10")),
        rows.occurrence("ev_a", "2026-05-09 10:00"),
        changes=[
            moved("start", "2026-04-25T10:00+02:00", "2026-05-09T10:00+02:00"),
            moved("start_date", "2026-04-25", "2026-05-09"),
            moved("end", "2026-04-25T12:00+02:00", "2026-05-09T12:00+02:00"),
            rows.change("ev_a", "events", "venue_id", 2, before="x", after="y", sentence_de="verlegt von A nach B"),
            rows.change("ev_a", "events", "url", 2, before="x", after="y", sentence_de="Adresse …"),
        ],
    )  # fmt: skip
    text = text_of(site_of(tables), "e/ev_a/index.html")
    assert text.endswith(
        "2. März 2026 Die Ankündigung hat eine neue Adresse. Verlegt von A nach B. "
        "1. März 2026 Verlegt vom 25. April 2026, 10 Uhr, auf den 9. Mai 2026, 10 Uhr. "
        "20. Februar 2026 Zum ersten Mal gelesen."
    )


def test_addresses_never_break(rows: SimpleNamespace, town_site: dict[str, str]) -> None:
    every = {row["event_id"] for row in town_with_a_past(rows)["events"]} | {"ev_doppelt", "ev_fern"}
    assert all(f"e/{event_id}/index.html" in town_site for event_id in every)
    for merged in ("ev_doppelt", "ev_fern"):
        page = town_site[f"e/{merged}/index.html"]
        assert '<meta http-equiv="refresh" content="0; url=../ev_nacht/index.html">' in page
        assert '<link rel="canonical" href="https://kalender.example.org/litfass/e/ev_nacht/">' in page
    withdrawn = text_of(town_site, "e/ev_weg/index.html")
    assert "wird von niemandem mehr angekündigt" in withdrawn and "Zurückgezogen" not in withdrawn
    assert "Neujahrsgruß" in text_of(town_site, "e/ev_alt/index.html")
    assert "Neujahrsgruß" in text_of(town_site, "archiv/2026/index.html")
    assert "Neujahrsgruß" not in text_of(town_site, "index.html")


def test_what_is_over_or_gone_is_not_in_the_search(town_site: dict[str, str]) -> None:
    found = "".join(text for path, text in town_site.items() if path.startswith("suche/"))
    assert "Schau der leisen Dinge" in found and "Lange Nacht" in found
    assert "Neujahrsgruß" not in found and "Zurückgezogen" not in found


def test_the_sitemap_and_robots(town_site: dict[str, str]) -> None:
    root = ElementTree.fromstring(town_site["sitemap.xml"])
    name = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    found = {url.findtext(f"{name}loc"): url.findtext(f"{name}lastmod") for url in root}
    assert found["https://kalender.example.org/litfass/e/ev_nacht/"] == "2026-02-20"
    assert "https://kalender.example.org/litfass/" in found
    assert not any("ev_weg" in str(url) or "ev_doppelt" in str(url) for url in found)
    assert "Sitemap: https://kalender.example.org/litfass/sitemap.xml" in town_site["robots.txt"]


def check_harmless(site: dict[str, str]) -> None:
    """Nothing that strangers wrote is markup, script or an address of another kind."""
    for path, page in pages(site).items():
        assert not [n for n in page.css("*") if any(a.startswith("on") for a in n.attributes)], path
        assert not page.css("img, iframe, main svg:not([role=img]), main script"), path
        for node in page.css("script"):
            if node.attributes.get("type") == "application/ld+json":
                json.loads(node.text() or "")
            else:
                assert node.attributes.get("src") and not node.text(), path
        assert not [
            a
            for a in page.css("a")
            if not re.match(r"(https?://|mailto:[\w.+-]+@|\.{0,2}[\w/.#-]*$)", a.attributes["href"] or "")
        ]
        assert not re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069]", site[path]), path
    for path in (one for one in site if one.startswith("suche/")):
        assert "<" not in site[path] and "\u2028" not in site[path] and site[path].count("\n") == 1


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_stay_words(rows: SimpleNamespace, words: str) -> None:
    tables = rows.single(
        rows.event("ev_h", f"Titel {words}", description=words, price_text=words, venue_id="ve_h", url=words,
                   registration_url=words, topics=[words], audience=[words], languages=[words], series_id="se_h",
                   status="cancelled"),
        rows.occurrence("ev_h", "2026-03-10 18:00", venue_id="ve_h"),
        venues=[rows.row("venues", venue_id="ve_h", name=words, street=words, postal_code=words, city=words)],
        organisers=[rows.row("organisers", organiser_id="or_h", name=f"V {words}", short_name=words, url=words)],
        event_organisers=[rows.row("event_organisers", event_id="ev_h", organiser_id="or_h", role="organiser")],
        series=[rows.row("series", series_id="se_h", title=words, rrule_text=words, kind="recurring")],
        changes=[rows.change("ev_h", "events", "title", 1, before=words, after=words, sentence_de=words)],
        announcements=[
            rows.announcement("ev_h", url=words),
            rows.announcement(None, words, announcement_id="an_2", title=words, name=words, state="review",
                              reason=words, venue_name=words, city=words, doubts=[f"{words}: {words}"]),
        ],
        issues=[rows.row("issues", issue_id="is_h", run_id="2026-03-02.1", where=words, expected=words, found=words,
                         **{"class": "contradiction"})],
        runs=[rows.row("runs", run_id="2026-03-02.1", logical_date=date(2026, 3, 2), alarms=[words],
                       sources=[json.dumps({"source_id": words, "state": words, "evidence": words})])],
    )  # fmt: skip
    check_harmless(site_of(tables))


def test_no_page_grows_with_the_calendar(rows: SimpleNamespace) -> None:
    names = [f"ev_{number:03}" for number in range(400)]
    tables = rows.tables(
        events=[rows.event(name, f"Ein Abend mit langem Namen, {name}", description="Wort " * 200) for name in names],
        announcements=[rows.announcement(name) for name in names],
        occurrences=[rows.occurrence(name, f"2026-03-{10 + n % 20} 18:00") for n, name in enumerate(names)],
    )
    site = site_of(tables)
    style = max(len(text.encode()) for path, text in site.items() if path.endswith(".css"))
    script = sum(len(text.encode()) for path, text in site.items() if path.startswith("static/litfass-"))
    for path, text in site.items():
        if path.endswith(".html") and not path.startswith("report/"):
            assert len(text.encode()) + style + script < 200_000, path


def test_an_empty_release_is_a_whole_site(rows: SimpleNamespace) -> None:
    site = site_of(rows.tables())
    assert "Zurzeit ist kein Termin angekündigt." in text_of(site, "index.html")
    assert {"monat/2026-03/index.html", "archiv/index.html", "sitemap.xml", "suche/2026-03.js"} <= site.keys()


@pytest.mark.parametrize(
    "day, more",
    [
        (None, {}),
        ("9999-12-31 10:00", {}),
        ("0021-03-04", {}),
        ("2026-03-10 18:00", {"end": "2026-03-09 12:00", "end_date": "2026-03-09"}),
    ],
    ids=["no start", "year 9999", "year 21", "end before start"],
)
def test_a_bad_date_is_left_out_as_one_item(rows: SimpleNamespace, day: str | None, more: dict[str, Any]) -> None:
    given = {"end": rows.at(more["end"]), "end_date": date.fromisoformat(more["end_date"])} if more else {}
    tables = rows.tables(
        events=[rows.event("ev_gut", "Guter Abend"), rows.event("ev_schlecht", "Schlechter Abend")],
        occurrences=[rows.occurrence("ev_gut", "2026-03-10 18:00"), rows.occurrence("ev_schlecht", day, **given)],
        announcements=[rows.announcement("ev_gut"), rows.announcement("ev_schlecht")],
    )
    site = site_of(tables)
    assert "Guter Abend" in site["index.html"]
    assert {path for path, text in site.items() if "Schlechter Abend" in text} <= {"report/index.html"}
    assert "e/ev_schlecht/index.html" in site
