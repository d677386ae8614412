"""A page's bytes as a bounded tree whose text has one fixed reading, so that each character range is found again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipeline.formats.addresses import absolute_url
from pipeline.formats.charset import decode
from pipeline.formats.flow import CELLS, Flow
from pipeline.formats.reading import issue
from pipeline.models import Capture, Issue, Severity

MAX_CHARACTERS = 8_000_000
MAX_NESTING = 1_500  # Lexbor's time grows with the square of the depth
MAX_DEPTH = 250  # deeper elements are read as part of their ancestor, which keeps node paths short
MAX_COPIES = 2_000_000  # unclosed <b>, <a>… are opened again in every following block
_SILENT = frozenset((
    "head", "script", "style", "noscript", "template", "iframe", "object", "svg", "math", "select", "datalist",
    "textarea", "canvas", "audio", "video",
))  # fmt: skip
_VOID = frozenset((
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
))  # fmt: skip
_SELF_CLOSING = frozenset((
    "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "optgroup", "colgroup", "rp",
    "rt", "html", "head", "body",
))  # fmt: skip
_FORMATTING = frozenset((
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
))  # fmt: skip
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_UNREAD = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style|textarea|title)\b.*?(?:</\1|\Z)", re.S | re.I)
_STEP = re.compile(r"((?:[^\\:]|\\.)+)(?::nth-of-type\((\d{1,7})\))?")
_ODD = re.compile(r"[^a-z0-9-]")


@dataclass(slots=True, eq=False)
class Node:
    """An element; [start, end) is its text in the document's text."""

    tag: str
    attributes: dict[str, str | None]
    parent: Node | None
    depth: int
    nth: int = 1  # among the siblings of its tag, from 1
    children: list[Node] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    start: int = -1
    end: int = -1

    def attribute(self, name: str) -> str:
        """The attribute's value, '' if there is none."""
        return self.attributes.get(name) or ""

    def walk(self) -> Iterator[Node]:
        """This node and everything below it, in document order."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))


@dataclass(slots=True, eq=False)
class Document:
    """A page that was read: `text` is the text of the whole page, `root` the html element, `url`, `base` absolute."""

    url: str
    base: str
    text: str
    root: Node
    html: LexborHTMLParser
    nodes: dict[int, Node]
    issues: tuple[Issue, ...] = ()


@lru_cache(maxsize=4)
def open_document(capture: Capture) -> Document:
    """The page of this capture; the same read-only object when asked again.

    A page that is too long or nested too deeply is refused: an empty document and an issue that says so.
    """
    text, issues = decode(capture)
    refusal = _refusal(capture, text)
    if refusal:
        return open_fragment("", capture.final_url or capture.url, (*issues, refusal))
    return open_fragment(text, capture.final_url or capture.url, issues)


def open_fragment(markup: str, url: str, issues: tuple[Issue, ...] = ()) -> Document:
    """A document from markup that is already characters, such as the HTML inside a JSON string or a feed."""
    html = LexborHTMLParser(markup if markup.strip() else "<html></html>")
    flow = Flow()
    nodes: dict[int, Node] = {}
    top = html.root
    root = Node(tag="html", attributes={}, parent=None, depth=0, start=0)
    if top is not None:
        root = _grow(top, flow, nodes)
    return Document(url=url, base=_base(html, url), text=flow.text(), root=root, html=html, nodes=nodes, issues=issues)


def is_too_deep(markup: str) -> bool:
    """Whether parsing this markup would take time or memory out of proportion to its length."""
    depth = deepest = formatting = most = blocks = 0
    for tag in _TAG.finditer(_UNREAD.sub("", markup) if len(markup) > 2_000 else markup):
        name = tag.group(2).lower()
        if name in _VOID:
            continue
        step = -1 if tag.group(1) else 1
        if name in _FORMATTING:
            formatting = max(0, formatting + step)
            most = max(most, formatting)
        else:
            blocks += step > 0
        if name in _SELF_CLOSING:
            continue
        depth = max(0, depth + step)
        deepest = max(deepest, depth)
        if deepest > MAX_NESTING:
            return True
    return most > 20 and most * blocks > MAX_COPIES


def select(document: Document, css: str, within: Node | None = None) -> list[Node]:
    """The elements that match a CSS selector, in document order; of `within` only what lies below it."""
    found = [document.nodes[match.mem_id] for match in document.html.css(css) if match.mem_id in document.nodes]
    if within is None:
        return found
    return [node for node in found if node is not within and is_inside(node, within)]


def is_inside(node: Node, ancestor: Node) -> bool:
    """Whether `node` is `ancestor` or lies below it."""
    current: Node | None = node
    while current is not None and current.depth >= ancestor.depth:
        if current is ancestor:
            return True
        current = current.parent
    return False


def node_text(document: Document, node: Node) -> str:
    """The text content that character ranges of this node count in: blocks on lines of their own, cells parted by
    tabs."""
    return document.text[node.start : node.end]


def path_of(node: Node) -> str:
    """The node's CSS path from html; `resolve` finds the node again."""
    steps: list[str] = []
    current: Node | None = node
    while current is not None:
        name = _ODD.sub(lambda match: "\\" + match.group(), current.tag)
        is_only = current.parent is None or current.parent.counts[current.tag] == 1
        steps.append(name if is_only else f"{name}:nth-of-type({current.nth})")
        current = current.parent
    return ">".join(reversed(steps))


def resolve(document: Document, path: str) -> Node | None:
    """The node at a path of `path_of`; None if there is none."""
    steps = path.split(">")
    if steps[0] != "html":
        return None
    node = document.root
    for step in steps[1:]:
        parsed = _STEP.fullmatch(step)
        if not parsed:
            return None
        tag, nth = re.sub(r"\\(.)", r"\1", parsed.group(1)), int(parsed.group(2) or 1)
        below = next((child for child in node.children if child.tag == tag and child.nth == nth), None)
        if below is None:
            return None
        node = below
    return node


def link_of(document: Document, node: Node) -> str:
    """The absolute http(s) address an `a` or `area` leads to, '' if it leads nowhere."""
    return absolute_url(document.base, node.attribute("href"))


def _grow(top: LexborNode, flow: Flow, nodes: dict[int, Node]) -> Node:
    """The tree below the html element, without recursion: a hostile page may be nested deeper than Python's stack."""
    root = Node(tag=top.tag or "html", attributes=dict(top.attributes), parent=None, depth=0)
    nodes[top.mem_id] = root
    open_nodes: list[tuple[LexborNode, Node, bool]] = [(top, root, True)]
    flow.open("html", root, False)
    current = top.first_child
    preformatted = 0
    while True:
        if current is None:
            raw, node, is_own = open_nodes.pop()
            preformatted -= raw.tag == "pre"
            flow.close(raw.tag or "", (node,) if is_own else ())
            if not open_nodes:
                return root
            current = raw.next
            continue
        if current.is_text_node:
            flow.write(current.text_content or "", preformatted > 0)
            current = current.next
            continue
        tag = current.tag or ""
        if not current.is_element_node or tag in _SILENT:
            current = current.next
            continue
        parent = open_nodes[-1][1]
        is_own = parent.depth < MAX_DEPTH
        node = _child(current, tag, parent) if is_own else parent
        if is_own:
            nodes[current.mem_id] = node
        flow.open(tag, node if is_own else None, is_own and _follows_cell(node))
        preformatted += tag == "pre"
        open_nodes.append((current, node, is_own))
        current = current.first_child


def _child(raw: LexborNode, tag: str, parent: Node) -> Node:
    count = parent.counts.get(tag, 0) + 1
    parent.counts[tag] = count
    node = Node(tag=tag, attributes=raw.attributes, parent=parent, depth=parent.depth + 1, nth=count)
    parent.children.append(node)
    return node


def _follows_cell(node: Node) -> bool:
    siblings = node.parent.children if node.parent else []
    if len(siblings) < 2:
        return False
    before = siblings[-2].tag
    return (node.tag in CELLS and before in CELLS) or (node.tag == "dd" and before == "dt")


def _base(html: LexborHTMLParser, url: str) -> str:
    element = html.css_first("base[href]")
    href = (element.attributes.get("href") or "") if element else ""
    return absolute_url(url, href) or url


def _refusal(capture: Capture, text: str) -> Issue | None:
    if len(text) > MAX_CHARACTERS:
        expected = f"at most {MAX_CHARACTERS} characters"
        return issue(capture, "too_large", capture.url, expected, f"{len(text)} characters", Severity.ERROR)
    if is_too_deep(text):
        return issue(capture, "too_deep", capture.url, f"at most {MAX_NESTING} open elements", "more", Severity.ERROR)
    return None
