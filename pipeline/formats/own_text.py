"""Which stretch of an entry or page is its own text, and which lines around it the content system wrote."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.formats import signs
from pipeline.formats.document import Document, Node, node_text
from pipeline.formats.html.spans import holder
from pipeline.formats.html.survey import Survey

_STAMP_TAGS = frozenset(("time", "small", "span", "abbr"))
# Core strings of WordPress and Contao in German and English, not of any theme.
_NOTE = re.compile(
    r"\W*(?:(?:veröffentlicht (?:unter|am|in|von)|posted (?:in|on|by))\b|(?:kategorien?|schlagw(?:o|ö)rte?r?|tags?):"
    r"|kommentare (?:deaktiviert|sind geschlossen)|kommentarfunktion ist|comments are closed|close search window"
    r"|(?:beitrags-?navigation|drucken|zurück(?: zur übersicht)?)\W*$)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class OwnText:
    """[start, end) of the own text. At its edges: `stamp`, a line that is a mere date in an element made for that, and
    `time`, an element that gives the moment for machines."""

    start: int
    end: int
    stamp: tuple[int, int] | None = None
    time: Node | None = None


def find_own_text(survey: Survey, node: Node, start: int, end: int) -> OwnText:
    """The text in [start, end) of `node` without stamps, notes, furniture and closing links; empty if none is left."""
    lines = _lines(survey, start, end)
    stamps: list[tuple[int, int]] = []
    while lines and _is_edge(survey, node, lines[0], stamps):
        lines = lines[1:]
    while lines and (_is_edge(survey, node, lines[-1], stamps) or _is_link(survey, lines[-1])):
        lines = lines[:-1]
    stamp = min(stamps) if stamps else None
    first, last = (lines[0][0], lines[-1][1]) if lines else (start, start)
    times = [
        below
        for below in node.walk()
        if below.tag == "time" and below.attribute("datetime") and start <= below.start and below.end <= end
        if below.end <= first or below.start >= last
    ]
    return OwnText(first, last, stamp, times[0] if times else None)


def tags_of(document: Document, node: Node) -> list[str]:
    """The names behind `rel="tag"` links, which content systems put on categories and tags whatever the theme."""
    links = [below for below in node.walk() if below.tag == "a" and "tag" in below.attribute("rel").lower().split()]
    return list(dict.fromkeys(name for link in links if (name := node_text(document, link).strip())))


def _is_stamp(survey: Survey, node: Node, line: tuple[int, int]) -> bool:
    """Whether the line is a mere date in an element such as `time` or `small`."""
    if not signs.is_only_date(survey.text(*line)) or not survey.dates_in(*line):
        return False
    return holder(node, *line).tag in _STAMP_TAGS


def _is_edge(survey: Survey, node: Node, line: tuple[int, int], stamps: list[tuple[int, int]]) -> bool:
    if _is_stamp(survey, node, line):
        stamps.append(line)
        return True
    inner: Node | None = holder(node, *line)
    while inner is not None and inner is not node:
        if survey.is_furniture(inner):
            return True
        inner = inner.parent
    return _NOTE.match(survey.text(*line)) is not None


def _is_link(survey: Survey, line: tuple[int, int]) -> bool:
    """Whether the line is one link and nothing else."""
    return any(link.start <= line[0] and line[1] <= link.end for link in survey.links_in(line[0] - 3, line[1] + 1))


def _lines(survey: Survey, start: int, end: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    at = start
    for piece in survey.text(start, end).split("\n"):
        bare = piece.strip()
        if bare:
            first = at + piece.index(bare)
            found.append((first, first + len(bare)))
        at += len(piece) + 1
    return found
