"""Bodies that are one value rather than a page: JSON, and feeds as feedparser understands them."""

from __future__ import annotations

import io
import re
from functools import lru_cache
from typing import Any

import feedparser

from pipeline.formats.charset import decode
from pipeline.formats.jsontext import load_json
from pipeline.models import Capture

MAX_FEED_BYTES = 8_000_000
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF|channel)[\s>]", re.I)


@lru_cache(maxsize=4)
def structured_value(capture: Capture) -> Any:
    """The body's JSON value, or the feed as a dictionary with `entries`; None if it is neither."""
    if looks_like_json(capture):
        try:
            return load_json(decode(capture)[0])[0][0]
        except (ValueError, RecursionError, IndexError):
            return None
    return feed_value(capture) if looks_like_feed(capture) else None


def looks_like_json(capture: Capture) -> bool:
    """Judged by the first characters of the body; the content type is often wrong."""
    head = capture.body[:200].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return head[:1] in (b"{", b"[")


def looks_like_feed(capture: Capture) -> bool:
    """Whether an RSS, Atom or RDF element opens near the start."""
    head = capture.body[:4000].replace(b"\x00", b"")
    found = _FEED.search(head)
    return found is not None and b"<html" not in head[: found.start()].lower()


def feed_value(capture: Capture) -> Any:
    """The feed, from bytes only: no string that could be an address or a file name reaches feedparser."""
    headers = {"content-location": capture.final_url or capture.url}
    content_type = capture.header("content-type")
    if content_type:
        headers["content-type"] = content_type
    try:
        return feedparser.parse(io.BytesIO(capture.body[:MAX_FEED_BYTES]), response_headers=headers)
    except (ValueError, LookupError, RecursionError, AssertionError, TypeError, AttributeError):
        return None
