"""What stands above an entry: the heading that names its year, or its title where the entry is only a date."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qs, urlsplit

from pipeline.formats import signs
from pipeline.formats.document import Node
from pipeline.formats.html.spans import Span
from pipeline.formats.html.survey import HEADINGS, Survey, words_of

_TAB = re.compile(
    r"(?:^|[\s_-])(?:title|titel|heading|headline|accordion\w*|toggle|tab|panel-title|caption|month|monat|year|jahr"
    r"|date-?header)(?:$|[\s_-])",
    re.I,
)
_LOOSE = frozenset(("div", "span", "p", "a", "button", "th", "td", "li", "time"))

_REACH = 200  # headings
_LINES = 600  # characters


@dataclass(frozen=True, slots=True)
class Above:
    """A heading in a wide sense and what it is good for."""

    node: Node
    year: int | None
    is_period: bool
    rank: int


def headings_above(survey: Survey) -> list[Above]:
    """Everything on the page that can head a stretch of entries, in order: h1…h6, captions, bold lines, tab titles."""
    found: list[Above] = []
    for node in survey.nodes:
        rank = _rank(survey, node)
        if rank and not survey.is_furniture(node):
            text = survey.text(node.start, node.end)
            found.append(Above(node, signs.year_in(text), signs.is_period(text), rank))
    found.sort(key=lambda above: above.node.start)
    return found


def outside(above: list[Above], spans: list[Span]) -> list[Above]:
    """The headings that stand in none of the spans (which do not overlap and are in order)."""
    starts = [span.start for span in spans]
    kept: list[Above] = []
    for heading in above:
        before = bisect_left(starts, heading.node.start + 1) - 1
        if before < 0 or spans[before].end <= heading.node.start:
            kept.append(heading)
    return kept


def year_above(survey: Survey, above: list[Above], start: int, url: str) -> int | None:
    """The year that the nearest heading or bare line before `start` names, else the one in the address (`?year=2021`,
    `/2021/`)."""
    lines = survey.text(max(0, start - _LINES), start).split("\n")[1:]
    years = [signs.year_in(line) for line in reversed(lines) if signs.is_period(line)]
    if years and years[0]:
        return years[0]
    for heading in _nearest(above, start):
        if heading.year:
            return heading.year
    return year_in_address(url)


def year_in_address(url: str) -> int | None:
    """The year an archive's address asks for."""
    parts = urlsplit(url)
    for name in ("year", "jahr", "y"):
        for value in parse_qs(parts.query).get(name, []):
            return signs.year_in(value)
    match = re.search(r"/((?:19|20)\d\d)/?$", parts.path)
    return int(match.group(1)) if match else None


def title_above(survey: Survey, above: list[Above], start: int) -> Node | None:
    """The nearest heading before `start` that is more than a date, else the page's h1."""
    for heading in _nearest(above, start):
        text = survey.text(heading.node.start, heading.node.end)
        if signs.is_generic(text):
            continue
        if (
            not heading.is_period
            and len(text) <= 80
            and not (len(text) > 50 and text.isupper())
            and not signs.is_only_date(text)
            and re.search(r"[^\W\d_]{3}", text)
            and heading.node.end <= start
        ):
            return heading.node
    return _first_h1(survey)


def heading_above(survey: Survey, above: list[Above], start: int) -> Node | None:
    """The nearest real heading before `start` that is more than a date, a year or a month, else the page's h1."""
    for heading in _nearest(above, start):
        text = survey.text(heading.node.start, heading.node.end)
        if heading.node.tag in HEADINGS and not heading.is_period and not signs.is_only_date(text):
            return heading.node
    return _first_h1(survey)


@lru_cache(maxsize=4)
def _first_h1(survey: Survey) -> Node | None:
    return next((node for node in survey.headings if node.tag == "h1"), None)


def _rank(survey: Survey, node: Node) -> int:
    length = node.end - node.start
    if not 2 < length <= 160:
        return 0
    if node.tag in HEADINGS:
        return int(node.tag[1])
    if node.tag in ("caption", "legend", "summary"):
        return 7
    if node.tag in ("strong", "b") and node.parent is not None and node.parent.end - node.parent.start <= length + 3:
        return 8
    text = survey.text(node.start, node.end)
    if node.tag not in _LOOSE or "\n" in text or "\t" in text:
        return 0
    is_alone = node.tag not in ("th", "td") or (node.parent is not None and len(node.parent.children) == 1)
    is_leaf = not node.children
    if is_alone and (
        _TAB.search(words_of(node)) or (is_leaf and signs.is_period(text)) or (is_leaf and node.tag == "td")
    ):
        return 9
    return 0


def _nearest(above: list[Above], start: int) -> list[Above]:
    """The headings before `start`, nearest first, as far back as one may speak for an entry."""
    before = bisect_left(above, start, key=lambda heading: heading.node.start)
    return above[max(0, before - _REACH) : before][::-1]
