"""Foreign text and addresses, made harmless."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.feed.safe import safe_line, safe_text, safe_url


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        (None, ""),
        ("  Tanz im Hof ", "Tanz im Hof"),
        ("eins\r\nzwei\rdrei\u2028vier", "eins\nzwei\ndrei\nvier"),
        ("a\x00b\x07c\x1b[31m", "abc[31m"),
        ("gro\u202eßes\u202c \u2066Fest\u2069", "großes Fest"),
        ("halb\ud800", "halb"),
        ("Familie 👨‍👩‍👧", "Familie 👨‍👩‍👧"),
    ],
)
def test_text(text: str | None, safe: str) -> None:
    assert safe_text(text) == safe


def test_a_line_is_one_line_and_cut_at_a_word() -> None:
    assert safe_line("a\n b\t\tc") == "a b c"
    assert safe_line("eins zwei drei", limit=11) == "eins zwei…"
    assert len(safe_line("x" * 10_000)) == 300


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://a.example/x?y=1&z=ä#f", "https://a.example/x?y=1&z=%C3%A4#f"),
        ("HTTP://A.example:8080/b c", "http://a.example:8080/b%20c"),
        ("https://müller.example/", "https://xn--mller-kva.example/"),
        ('https://a.example/"><script>', "https://a.example/%22%3E%3Cscript%3E"),
        ("https://a.example/%7Ex", "https://a.example/%7Ex"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("//a.example/", None),
        ("https://", None),
        ("https://a.example/\r\nATTENDEE:x", None),
        ("https://user:pass@a.example/", "https://a.example/"),
        ("https://[::1/", None),
        (None, None),
        (7, None),
    ],
)
def test_address(url: object, safe: str | None) -> None:
    assert safe_url(url) == safe


@given(st.text())
def test_any_text_can_be_written_and_stays_as_it_is_the_second_time(text: str) -> None:
    once = safe_text(text)
    once.encode()
    assert safe_text(once) == once


@given(st.text())
def test_any_address_is_ascii_or_none(text: str) -> None:
    for url in (text, "https://a.example/" + text, "https://" + text):
        found = safe_url(url)
        assert found is None or (found.isascii() and found.startswith("http") and not set(found) & set(' <>"\r\n'))
