"""Broken bytes, markup and addresses: read right, or an issue with class and place, never an exception."""

# ruff: noqa: E501 - markup is easier to read in long lines
from __future__ import annotations

import codecs
from dataclasses import replace

import pytest

from pipeline.formats import Reading, read_any
from pipeline.models import Capture
from tests.formats.shapes import capture_of, whole_page

ROWS = "".join(
    f'<li class="termin"><h3><a href="/t/{day}">Küchentisch für Größere {day}</a></h3><p>{day}.05.2026, 18 Uhr</p></li>'
    for day in (4, 11, 18)
)
PAGE = whole_page(f"<h1>Termine</h1><ul>{ROWS}</ul>")
TITLES = [f"Küchentisch für Größere {day}" for day in (4, 11, 18)]


def titles(reading: Reading) -> list[str]:
    return [raw.text_of("title") for raw in reading.announcements]


def with_type(body: bytes, content_type: str) -> Capture:
    return replace(capture_of(body), headers=(("Content-Type", content_type),))


@pytest.mark.parametrize(
    ("body", "content_type", "is_reported"),
    [
        (PAGE.encode(), "text/html; charset=utf-8", False),
        (PAGE.encode("cp1252"), "text/html; charset=utf-8", True),
        (PAGE.encode(), "text/html; charset=iso-8859-1", True),
        (PAGE.encode("cp1252"), "text/html; charset=windows-1252", False),
        (PAGE.encode().decode("cp1252", "replace").encode(), "text/html; charset=utf-8", True),
        (codecs.BOM_UTF8 + PAGE.encode(), "text/html; charset=iso-8859-1", False),
        (codecs.BOM_UTF16_LE + PAGE.encode("utf-16-le"), "text/html", False),
        (PAGE.encode().replace(b"Termine", b"Ter\x00mine"), "text/html; charset=utf-8", False),
        (PAGE.encode("cp1252").replace(b"<head>", b'<head><meta charset="utf-8">'), "text/html; charset=cp1252", False),
        (PAGE.encode(), "text/html; charset=klingon", False),
    ],
)
def test_whatever_header_and_bytes_claim(body: bytes, content_type: str, is_reported: bool) -> None:
    reading = read_any(with_type(body, content_type))
    assert titles(reading) == TITLES
    found = [(issue.issue_class, issue.where) for issue in reading.issues]
    assert found == ([("charset", "https://verein.example/termine/")] if is_reported else [])


def test_umlauts_that_belong_together_by_chance_stay() -> None:
    body = PAGE.replace("Küchentisch", "SÃO PAULO – Â wie Ärger")
    assert titles(read_any(capture_of(body)))[0].startswith("SÃO PAULO – Â wie Ärger")


def test_a_page_nested_too_deeply_is_refused_with_its_place() -> None:
    reading = read_any(capture_of("<html><body>" + "<div>" * 200_000 + "Fest am 3. Mai 2026"))
    assert reading.announcements == ()
    assert [(issue.issue_class, issue.where) for issue in reading.issues] == [
        ("too_deep", "https://verein.example/termine/")
    ]


def test_a_page_that_is_too_long_is_refused_with_its_place() -> None:
    reading = read_any(capture_of("<p>" + "lang " * 1_700_000))
    assert [issue.issue_class for issue in reading.issues] == ["too_large"]


def test_a_page_that_was_cut_off_gives_what_it_has() -> None:
    cut = PAGE[: PAGE.index("11.05.2026") + 20]
    assert titles(read_any(capture_of(cut)))[:2] == TITLES[:2]


def test_scripts_and_styles_are_no_text() -> None:
    noise = "<script>var t='1.6.2026 Fest';</script><style>li:before{content:'2.6.2026'}</style><template>3.6.2026</template>"
    reading = read_any(capture_of(PAGE.replace("<ul>", f"{noise}<ul>")))
    assert titles(reading) == TITLES
    assert not any("Fest" in raw.text_of("text") for raw in reading.announcements)


@pytest.mark.parametrize(
    ("href", "base", "url"),
    [
        ("javascript:alert(1)", "", ""),
        ("JaVaScRiPt:alert(1)", "", ""),
        ("data:text/html,x", "", ""),
        ("//andere.example/t", "", "https://andere.example/t"),
        ("t/4", "", "https://verein.example/termine/t/4"),
        ("t/4", "https://alt.example/archiv/", "https://alt.example/archiv/t/4"),
        ("?tag=4", "", "https://verein.example/termine/?tag=4"),
        (" /t/4\n", "", "https://verein.example/t/4"),
        ("https://[kaputt", "", ""),
    ],
)
def test_addresses_of_every_kind(href: str, base: str, url: str) -> None:
    body = PAGE.replace('href="/t/4"', f'href="{href}"')
    body = body.replace("<head>", f'<head><base href="{base}">') if base else body
    assert read_any(capture_of(body)).announcements[0].url == url


@pytest.mark.parametrize(
    "words",
    ["undefined", "NaN", "1e400", "\u202eneheseuz", "Ω≈ç√∫˜µ≤", "🏳️‍🌈 👩🏽‍🌾", "<script>x</script>", "' OR 1=1 --", "%s%n%x", "\ufeff\u200b",
     "Z͑ͫA̴L̸G̕O", "../../etc/passwd", "{{7*7}}", "ﷺ", "َُِ", "1;DROP TABLE", "\x1b[31m", "COM1", "=1+1", "a" * 5_000],
)  # fmt: skip
def test_naughty_strings_in_titles_do_no_harm(words: str) -> None:
    reading = read_any(capture_of(PAGE.replace("Küchentisch", words.replace("<", "&lt;"))))
    assert len(reading.announcements) == 3
