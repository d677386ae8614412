"""gzip undone: round trips, members, cuts, bombs."""

from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.adapters.body import BodyRefused, decode_body
from pipeline.models import Failure


def packed(raw: bytes) -> bytes:
    """Without the moment of packing, so that every process names the tests alike."""
    return gzip.compress(raw, mtime=0)


@given(st.lists(st.binary(max_size=2000), min_size=1, max_size=5))
def test_all_members_come_back(parts):
    raw = b"".join(packed(part) for part in parts)
    assert decode_body(raw, "gzip", 10_000) == b"".join(parts)


@given(st.binary(min_size=1, max_size=500), st.data())
def test_a_cut_is_always_noticed(body, data):
    raw = packed(body)
    cut = data.draw(st.integers(min_value=1, max_value=len(raw) - 1))
    with pytest.raises(BodyRefused) as caught:
        decode_body(raw[:cut], "gzip", 10_000)
    assert caught.value.failure == Failure.TRUNCATED


def test_a_large_body_fed_in_steps_comes_back():
    body = bytes(range(256)) * 4000
    assert decode_body(packed(body), "x-gzip", len(body)) == body


@pytest.mark.parametrize(
    ("raw", "encoding", "failure"),
    [
        (packed(b"x" * 1001), "gzip", Failure.TOO_LARGE),
        (packed(b"x" * 600) + packed(b"x" * 600), "gzip", Failure.TOO_LARGE),
        (b"x" * 1001, "", Failure.TOO_LARGE),
        (packed(b"x") * 1001, "gzip", Failure.BAD_ENCODING),
        (b"<html>", "gzip", Failure.BAD_ENCODING),
        (b"x\x9cK\xcb\xcf\x07\x00\x02\x82\x01E", "deflate", Failure.BAD_ENCODING),
        (packed(packed(b"x")), "gzip, gzip", Failure.BAD_ENCODING),
    ],
)
def test_refused(raw, encoding, failure):
    with pytest.raises(BodyRefused) as caught:
        decode_body(raw, encoding, 1000)
    assert caught.value.failure == failure


@pytest.mark.parametrize(("raw", "encoding"), [(b"da", ""), (b"da", "Identity"), (packed(b"da") + b"\0\0", "GZIP")])
def test_taken(raw, encoding):
    assert decode_body(raw, encoding, 1000) == b"da"


def test_an_empty_body_is_empty_whatever_it_is_called():
    assert decode_body(b"", "gzip", 1000) == b""
