"""One look over a page: where its dates, times, headings and links stand, and which parts of it are furniture."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.formats import signs
from pipeline.formats.document import Document, Node, node_text
from pipeline.formats.moments import is_iso, to_iso

if TYPE_CHECKING:
    from pipeline.formats.html.tables import Grid

_LINE = 200
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_FURNITURE_TAGS = frozenset(("nav", "footer", "aside", "form", "button", "dialog"))
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:nav|navi|navigation|navbar|menu|menue|submenu|breadcrumbs?|footer|fusszeile|sidebar"
    r"|seitenleiste|comments?|kommentare?|respond|reviews?|bewertung(?:en)?|testimonials?|ratings?"
    r"|cookie\w*|consent|tag-?cloud|tagcloud|pagination|pager|paging|skip-link|social|share|sharing|related"
    r"|newsletter|modal|popup|search|suche"
    r"|widget-area|archives?-list|widget_archive|widget_categories|widget_recent_\w+|language|lang-switcher"
    r"|slick-cloned|swiper-slide-duplicate)(?:$|[\s_-])",
    re.I,
)


@dataclass(slots=True, eq=False)
class Survey:
    """What the list finder knows of a page; positions count in the document's text."""

    document: Document
    nodes: list[Node]
    dates: list[signs.Hit]
    times: list[signs.Hit]
    rules: list[signs.Hit]
    headings: list[Node]
    links: list[Node]
    emphasised: list[Node]
    furniture: set[int]  # id() of nodes in navigation, footer, sidebar
    date_starts: list[int]
    time_starts: list[int]
    rule_starts: list[int]
    heading_starts: list[int]
    link_starts: list[int]
    emphasised_starts: list[int]
    is_month_first: bool = False  # 03/05/2026 is 5 March here
    grids: dict[int, Grid] = field(default_factory=dict)  # id() of a table -> how it was read

    def text(self, start: int, end: int) -> str:
        return self.document.text[start:end]

    def line_of(self, hit: signs.Hit) -> str:
        """The line that the hit stands in, as far as it is short."""
        text = self.document.text
        before = text[max(0, hit.start - _LINE) : hit.start].rpartition("\n")[2]
        return before + text[hit.start : hit.end + _LINE].partition("\n")[0]

    def dates_in(self, start: int, end: int) -> list[signs.Hit]:
        return _inside(self.dates, self.date_starts, start, end)

    def times_in(self, start: int, end: int) -> list[signs.Hit]:
        return _inside(self.times, self.time_starts, start, end)

    def rules_in(self, start: int, end: int) -> list[signs.Hit]:
        return _inside(self.rules, self.rule_starts, start, end)

    def headings_in(self, start: int, end: int) -> list[Node]:
        return _within(self.headings, self.heading_starts, start, end)

    def links_in(self, start: int, end: int) -> list[Node]:
        return _within(self.links, self.link_starts, start, end)

    def emphasised_in(self, start: int, end: int) -> list[Node]:
        return _within(self.emphasised, self.emphasised_starts, start, end)

    def is_furniture(self, node: Node) -> bool:
        return id(node) in self.furniture


def survey(document: Document) -> Survey:
    """The survey of a page."""
    nodes = list(document.root.walk())
    text = document.text
    times = signs.time_hits(text)
    dates = _with_time_elements(document, signs.date_hits(text), nodes)
    rules = signs.rule_hits(text)
    headings = [node for node in nodes if node.tag in HEADINGS and node.end > node.start]
    links = [node for node in nodes if node.tag == "a" and node.attributes.get("href") is not None]
    emphasised = [node for node in nodes if node.tag in ("strong", "b", "em") and node.end > node.start]
    return Survey(
        document=document,
        nodes=nodes,
        dates=dates,
        times=times,
        rules=rules,
        headings=headings,
        links=links,
        emphasised=emphasised,
        furniture=_furniture(document),
        date_starts=[hit.start for hit in dates],
        time_starts=[hit.start for hit in times],
        rule_starts=[hit.start for hit in rules],
        heading_starts=[node.start for node in headings],
        link_starts=[node.start for node in links],
        emphasised_starts=[node.start for node in emphasised],
    )


def _with_time_elements(document: Document, hits: list[signs.Hit], nodes: list[Node]) -> list[signs.Hit]:
    """The dates of the text, and the `time` elements that give a day to machines but print only numbers."""
    starts = [hit.start for hit in hits]
    stated = [
        signs.Hit(node.start, node.end, has_year=True)
        for node in nodes
        if node.tag == "time" and node.end > node.start and is_iso(to_iso(node.attribute("datetime")))
        if re.fullmatch(r"[\d\s./-]{4,20}", node_text(document, node))
        and not _inside(hits, starts, node.start, node.end)
    ]
    return sorted((*hits, *stated), key=lambda hit: hit.start) if stated else hits


def words_of(node: Node) -> str:
    """Class, id and role: what its author called the element."""
    return f"{node.attribute('class')} {node.attribute('id')} {node.attribute('role')}"


def one_line(document: Document, node: Node) -> str:
    """The node's text with every white space run as one space."""
    return " ".join(node_text(document, node).split())


def _inside(hits: list[signs.Hit], starts: list[int], start: int, end: int) -> list[signs.Hit]:
    found = hits[bisect_left(starts, start) : bisect_left(starts, end)]
    return found if not found or found[-1].end <= end else found[:-1]


def _within(nodes: list[Node], starts: list[int], start: int, end: int) -> list[Node]:
    found = nodes[bisect_left(starts, start) : bisect_left(starts, end)]
    return [node for node in found if node.end <= end]


def _furniture(document: Document) -> set[int]:
    """Nodes in furniture. A part that holds most of the page's text is the page, whatever it is called."""
    marked: set[int] = set()
    most = 0.6 * len(document.text)
    stack = [(document.root, False)]
    while stack:
        node, is_inside = stack.pop()
        if not is_inside and node.depth > 1 and node.end - node.start < most:
            is_inside = _is_furniture(node)
        if is_inside:
            marked.add(id(node))
        stack.extend((child, is_inside) for child in node.children)
    return marked


def _is_furniture(node: Node) -> bool:
    if node.tag in _FURNITURE_TAGS:
        return True
    if node.tag in ("main", "article", "body", "h1", "h2", "h3", "a", "span", "tr", "td"):
        return False
    return _FURNITURE.search(words_of(node)) is not None
