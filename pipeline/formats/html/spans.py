"""Every way in which a page's text may fall into entries: repeated elements, sections under headings, dated lines."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.formats import signs
from pipeline.formats.document import Node
from pipeline.formats.flow import BLOCKS
from pipeline.formats.html.survey import HEADINGS, Survey

MAX_SPAN = 12_000  # characters; a longer stretch holds several entries or an essay
MAX_GROUPS = 4_000
_LEADERS = HEADINGS | {"dt", "p", "div", "strong", "b", "td", "th", "span", "button", "a"}
_VARYING = re.compile(
    r"\d|^(?:odd|even|first|last|active|alternate|is-|has-|row|col|clearfix|category-|tag-|status-|type-)", re.I
)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch [start, end) of the document's text that may be one entry; `node` holds it.

    `head`: the day of the heading or the cell above under which it stands, if it has none of its own.
    """

    start: int
    end: int
    node: Node
    head: signs.Hit | None = None


@dataclass(frozen=True, slots=True)
class Title:
    """Where an entry's title stands and what made it one: heading, class, link, bold, cell or line."""

    start: int
    end: int
    kind: str
    node: Node


def nodes_in(span: Span) -> Iterator[Node]:
    """The elements below the span's node that lie in the span, in document order; what lies outside is not visited."""
    stack = [(span.node, 0)]
    while stack:
        node, index = stack.pop()
        if index == 0:
            index = bisect_left(node.children, span.start, key=_end)
        if index >= len(node.children) or node.children[index].start >= span.end:
            continue
        child = node.children[index]
        stack.append((node, index + 1))
        if span.start <= child.start and child.end <= span.end:
            yield child
        stack.append((child, 0))


def holder(node: Node, start: int, end: int) -> Node:
    """The smallest element at or below `node` that holds [start, end)."""
    while True:
        index = bisect_left(node.children, end, key=lambda child: child.end)
        below = next((c for c in node.children[index : index + 50] if c.start <= start and c.end > c.start), None)
        if below is None:
            return node
        node = below


def _end(node: Node) -> int:
    return node.end


@dataclass(frozen=True, slots=True)
class Candidate:
    """Spans that belong to one list by the way they were found."""

    way: str
    spans: tuple[Span, ...]


def candidates(survey: Survey) -> Iterator[Candidate]:
    """Groups of at least one span; they overlap freely, the choice among them comes later."""
    yield from _repeated_elements(survey)
    yield from _sections(survey)
    yield from _dated_lines(survey)


def _repeated_elements(survey: Survey) -> Iterator[Candidate]:
    """Elements of the same tag on the same path, or of the same class anywhere."""
    by_path: dict[str, list[Node]] = defaultdict(list)
    by_class: dict[str, list[Node]] = defaultdict(list)
    paths: dict[int, str] = {}
    for node in survey.nodes:
        path = (paths[id(node.parent)] if node.parent else "") + ">" + node.tag
        paths[id(node)] = path
        if survey.is_furniture(node) or not 3 < node.end - node.start <= MAX_SPAN or node.tag in ("html", "body"):
            continue
        by_path[path].append(node)
        for name in node.attribute("class").split()[:6]:
            if not _VARYING.search(name):
                by_class[f"{node.tag}.{name}"].append(node)
    for groups in (by_path, by_class):
        for way, nodes in list(groups.items())[:MAX_GROUPS]:
            outer = _without_nested(nodes)
            yield Candidate(way.lstrip(">"), tuple(Span(node.start, node.end, node) for node in outer))


def _without_nested(nodes: list[Node]) -> list[Node]:
    kept: list[Node] = []
    for node in nodes:
        if not kept or node.start >= kept[-1].end:
            kept.append(node)
    return kept


def _sections(survey: Survey) -> Iterator[Candidate]:
    """Stretches from one leading sibling to the next: headings, `dt`, paragraphs that are a heading or a date in all
    but tag."""
    for parent in survey.nodes:
        if len(parent.children) < 2 or survey.is_furniture(parent) or parent.tag in ("tr", "ul", "ol", "select"):
            continue
        leaders: dict[str, list[int]] = defaultdict(list)
        for index, child in enumerate(parent.children):
            for kind in _leader_kinds(survey, child):
                leaders[kind].append(index)
        for kind, indexes in leaders.items():
            if len(indexes) >= (1 if kind in HEADINGS else 2) and len(indexes) < len(parent.children):
                yield Candidate(f"sections:{kind}", tuple(_cut(survey, parent, indexes, kind)))


def _leader_kinds(survey: Survey, child: Node) -> list[str]:
    """What this sibling could lead: sections under its tag, under bold lines, under dates."""
    if child.tag not in _LEADERS or child.end - child.start > 300 or child.end == child.start:
        return []
    kinds = [child.tag] if child.tag in HEADINGS or child.tag == "dt" else []
    text = survey.text(child.start, child.end)
    first = survey.emphasised_in(child.start, child.end)
    if child.tag in ("p", "div") and first and first[0].start == child.start and first[0].end >= child.end - 2:
        kinds.append("bold")
    hits = survey.dates_in(child.start, child.end)
    if hits and hits[0].start - child.start < 15:
        kinds.append("dated")
        if signs.is_only_date(text):
            kinds.append("date")
    if child.tag == "a" and not signs.is_generic(text):
        kinds.append("a")
    return kinds


def _cut(survey: Survey, parent: Node, indexes: list[int], kind: str) -> Iterator[Span]:
    """From each leader to the next, to a heading of a higher rank, or to the footer."""
    children = parent.children
    for place, index in enumerate(indexes):
        stop = indexes[place + 1] if place + 1 < len(indexes) else len(children)
        for later in range(index + 1, stop):
            is_higher = children[later].tag in HEADINGS and (kind not in HEADINGS or children[later].tag < kind)
            if is_higher or children[later].tag in ("footer", "nav", "hr") or survey.is_furniture(children[later]):
                stop = later
                break
        end = max(child.end for child in children[index:stop])
        if stop == len(children):
            end = max(end, parent.end)
        elif children[stop].start > end:
            end = children[stop].start
        if end - children[index].start <= MAX_SPAN:
            yield Span(children[index].start, end, parent)


def _dated_lines(survey: Survey) -> Iterator[Candidate]:
    """Lines inside elements of one path, parted by `<br>`: from each line that begins with a date, or each bold line,
    to the next."""
    groups: dict[str, list[Span]] = defaultdict(list)
    for parent in survey.nodes:
        tags = {child.tag for child in parent.children}
        has_breaks = ("br" in tags and not tags & (BLOCKS - {"br"})) or parent.tag == "pre"
        if not has_breaks or survey.is_furniture(parent):
            continue
        text = survey.text(parent.start, parent.end)
        starts = [match.start() + parent.start for match in re.finditer(r"^.", text, re.M)]
        dated = [start for start in starts if _begins_with_date(survey, start)]
        bold = [node.start for node in survey.emphasised_in(parent.start, parent.end) if node.start in set(starts)]
        for way, leads in (("lines:dated", dated), ("lines:bold", bold), ("lines", starts)):
            if len(leads) >= 2:
                ends = [*leads[1:], parent.end]
                spans = [Span(a, b, parent) for a, b in zip(leads, ends, strict=True)]
                groups[f"{way} of {_tags(parent)}"].extend(spans)
    for way, spans in groups.items():
        yield Candidate(way, tuple(spans))


def _tags(node: Node) -> str:
    names: list[str] = []
    current: Node | None = node
    while current is not None:
        names.append(current.tag)
        current = current.parent
    return ">".join(reversed(names))


def _begins_with_date(survey: Survey, start: int) -> bool:
    hits = survey.dates_in(start, start + 15)
    return bool(hits) and not re.search(r"\w{3,}", survey.text(start, hits[0].start))
