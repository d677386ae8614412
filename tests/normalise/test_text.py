"""Cleaning keeps the words; an excerpt keeps its limit."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise.text import clean, excerpt


@pytest.mark.parametrize(
    ("printed", "cleaned"),
    [
        ("CafÃ© fÃ¼r alle", "Café für alle"),
        ("zwei\u00a0 Wörter", "zwei Wörter"),
        ("Migrant\u00adinnen\u200b", "Migrantinnen"),
        ("Zeile\r\nZeile", "Zeile\nZeile"),
        ("a\n\n\n\nb", "a\n\nb"),
        ("„so“ und ‚so‘ – nicht “anders”", "„so“ und ‚so‘ – nicht “anders”"),
        ("u\u0308ber", "über"),
        ("\ufeffAnfang\ufffc", "Anfang"),
        ("１２．０３．", "12.03."),
        ("a\x00b\x07", "ab"),
        ("\u202eabc\u202c", "abc"),
        ("&lt;b&gt; bleibt", "&lt;b&gt; bleibt"),
        ("", ""),
    ],
)
def test_clean(printed: str, cleaned: str) -> None:
    assert clean(printed) == cleaned


@given(st.text(max_size=200))
def test_clean_is_nfc_and_settles(text: str) -> None:
    once = clean(text)
    assert unicodedata.is_normalized("NFC", once)
    assert clean(once) == clean(clean(once))


def test_excerpt_ends_with_a_sentence_or_a_word() -> None:
    text = (
        "Wir laden am 12. Juni um 18 Uhr ein. Es gibt Tee, z. B. Minze. Danach reden wir noch lange weiter miteinander."
    )
    assert excerpt(text, 70) == "Wir laden am 12. Juni um 18 Uhr ein. Es gibt Tee, z. B. Minze."
    assert excerpt("eins zwei drei vier", 10) == "eins zwei…"
    assert excerpt("kurz\nund gut") == "kurz und gut"


@given(st.text(max_size=400), st.integers(min_value=1, max_value=300))
def test_excerpt_keeps_its_limit(text: str, limit: int) -> None:
    assert len(excerpt(text, limit)) <= limit
