"""When two addresses are the same page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.formats.addresses import absolute_url, canonical_url


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("HTTPS://Verein.Example:443/A/#x", "https://verein.example/A/"),
        ("http://www.verein.example", "http://www.verein.example/"),
        ("https://verein.example/a?utm_source=x&id=3&fbclid=y", "https://verein.example/a?id=3"),
        ("https://verein.example/a?PHPSESSID=1", "https://verein.example/a"),
        ("https://verein.example/a;jsessionid=AB?b=1&a=2", "https://verein.example/a?a=2&b=1"),
        ("https://verein.example/a?high_contrast=1&lrm_logout=1&wt_sc=2", "https://verein.example/a"),
        ("https://verein.example/%c3%bc%41", "https://verein.example/%C3%BCA"),
        ("https://verein.example/ü b", "https://verein.example/%C3%BC%20b"),
        ("https://verein.example/?year=2021", "https://verein.example/?year=2021"),
        ("https://verein.example/a?page=2&", "https://verein.example/a?page=2"),
        ("https://verein.example:8080/", "https://verein.example:8080/"),
        ("mailto:a@b.example", ""),
        ("https://[kaputt/", ""),
    ],
)
def test_canonical(url: str, canonical: str) -> None:
    assert canonical_url(url) == canonical


@given(st.text(max_size=80))
def test_canonical_is_canonical(tail: str) -> None:
    once = canonical_url("https://verein.example/" + tail)
    assert canonical_url(once) == once


@given(st.text(max_size=80))
def test_any_href_is_a_web_address_or_nothing(href: str) -> None:
    url = absolute_url("https://verein.example/a/", href)
    assert url == "" or url.startswith(("https://", "http://"))
