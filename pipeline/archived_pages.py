"""What an archived page said, as lines that people may be shown: no markup, no more text than its source permits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from pipeline.formats.charset import decode
from pipeline.formats.document import Document, open_document
from pipeline.formats.fragments import open_markup
from pipeline.formats.jsontext import load_json
from pipeline.models import Capture, Publish

EXCERPT = 300  # characters of one entry's text (models.Publish)
FACT = 80  # a title, a day, a place; a sentence is longer
MOST_LINES = 1500
_ENTRIES = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "li", "tr", "article", "dt"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_CHROME = frozenset(("nav", "header", "footer"))
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_WEB = re.compile(r"(?:https?:)?//|[\w.+-]+/[\w.+-]+$")
_MOBILE = re.compile(r"(?<!\d)(?:\+49|0049|0)[\s()/.-]{0,3}1[567]\d(?:[\s()/.-]{0,3}\d){6,9}(?!\d)")
_CUT = " […]"

Line = tuple[str, bool, bool]  # the words, whether an entry begins with them, whether they are its heading


def shown_lines(capture: Capture, publish: Publish) -> tuple[str, ...]:
    """The page in lines, at most 1,500: of HTML its text without menus, of JSON and XML the words in it.

    Of the text between two headings, list items or rows no more is shown than the source permits: all of it, 300
    characters, or short lines only; what an entry says twice stands once. Mobile numbers are left out. A page that
    cannot be read gives no line.
    """
    lines = list(_permitted(_lines(capture), publish))
    return tuple(_MOBILE.sub("[Mobilnummer]", line) for line in lines[:MOST_LINES])


def _lines(capture: Capture) -> Iterator[Line]:
    text = decode(capture)[0].lstrip()
    if text.startswith(("{", "[")):
        try:
            values, _ = load_json(text)
        except ValueError:
            return
        yield from _of_json(values)
    elif re.match(r"<\?xml|<rss|<feed", text, re.IGNORECASE):
        yield from _of_document(open_markup(re.sub(r"<!\[CDATA\[|\]\]>", "", text)))
    else:
        yield from _of_document(open_document(capture))


def _of_document(document: Document) -> Iterator[Line]:
    """Its lines in order; what stands in menus, head and foot of the site is left out."""
    entries, headings, chrome = set[int](), set[int](), list[tuple[int, int]]()
    for node in document.root.walk():
        if node.tag in _ENTRIES:
            entries.add(node.start)
        if node.tag in _HEADINGS:
            headings.add(node.start)
        if node.tag in _CHROME:
            chrome.append((node.start, node.end))
    at = 0
    for line in document.text.split("\n"):
        words = " ".join(line.split())
        if words and not any(start <= at < end for start, end in chrome):
            yield words, at in entries, at in headings
        at += len(line) + 1


def _of_json(value: Any) -> Iterator[Line]:
    """The strings that are words or days, without addresses and codes; each object of a list is an entry."""
    if isinstance(value, dict):
        for name, one in value.items():
            if not name.endswith("_gmt"):  # WordPress says each moment twice
                yield from _of_json(one)
    elif isinstance(value, list):
        for one in value:
            if isinstance(one, dict):
                yield "", True, False
            yield from _of_json(one)
    elif isinstance(value, str) and not _WEB.match(value.strip()) and (" " in value.strip() or _DAY.match(value)):
        text = open_markup(value).text if "<" in value or "&" in value else value
        yield from ((" ".join(line.split()), False, False) for line in text.split("\n") if line.strip())


def _permitted(lines: Iterator[Line], publish: Publish) -> Iterator[str]:
    left = EXCERPT
    said: set[str] = set()
    for words, begins, is_heading in lines:
        if begins:
            left = EXCERPT
            said.clear()
        if words in said:
            continue
        said.add(words)
        if publish is Publish.FULL or is_heading:
            allowed = words
        elif publish is Publish.FACTS:
            allowed = words if len(words) <= FACT else ""
        else:
            allowed = words if len(words) <= left else (words[:left].rsplit(" ", 1)[0] + _CUT if left > 0 else "")
            left -= len(words)
        if allowed:
            yield allowed


def strictest(permissions: Sequence[Publish]) -> Publish:
    """What may be shown where several permissions meet; an excerpt if none is known."""
    order = (Publish.FACTS, Publish.EXCERPT, Publish.FULL)
    return min(permissions, key=order.index, default=Publish.EXCERPT)
