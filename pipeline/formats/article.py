"""A single announcement's own page: its title, its labelled facts and its text, whatever the theme calls them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from pipeline.formats.archive import STRUCTURED
from pipeline.formats.document import Document, Node, link_of, node_text, open_document
from pipeline.formats.entries import announcement, printed_attribute, printed_node, printed_range
from pipeline.formats.html.spans import holder
from pipeline.formats.html.survey import Survey, one_line, survey
from pipeline.formats.own_text import OwnText, find_own_text, tags_of
from pipeline.formats.reading import Reading, nothing
from pipeline.models import Capture, Printed

READER = "article"
_LABELS = {
    "date": re.compile(r"(?:Datum|Termin|Wann|Date|When)\s*[:?]", re.I),
    "time": re.compile(r"(?:Uhrzeit|Zeit|Time)\s*[:?]", re.I),
    "place": re.compile(r"(?:Veranstaltungsort|Ort|Wo|Place|Where|Location)\s*[:?]", re.I),
    "organiser": re.compile(r"(?:Veranstalter(?:\W?in(?:nen)?)?|Organiser|Organizer)\s*[:?]", re.I),
}
_OWN_ELEMENT = frozenset(("strong", "b", "dt", "th", "span", "em", "label", "td"))
_ENOUGH = 20  # characters beside the heading that make an element more than a headline


@dataclass(frozen=True, slots=True)
class _Fact:
    """A label that is an element of its own; [start, end) is its value's place in the document's text."""

    name: str
    label: Node
    start: int
    end: int


def read_article(capture: Capture, *, stamp: str = "published") -> Reading:
    """The one announcement of a detail page: `key` and `url` are its address, `stamp` names the field of a bare date.

    Nothing is guessed from prose, which normalising reads. Values of labels that are elements of their own
    (`<strong>Datum:</strong>`) end where the next label begins, so that fields that run together are told apart; in an
    empty date field a `time` element gives the structured start.
    """
    if _is_home(capture.final_url) and not _is_home(capture.url):
        return nothing(READER, "The address leads to the home page now.")
    document = open_document(capture)
    page = survey(document)
    heading = _headline(page)
    if heading is None:
        return nothing(READER, "The page has no headline.", document.issues)
    node = _article(heading)
    facts = _facts(page, node, heading)
    body = find_own_text(page, node, max([heading.end, *(fact.end for fact in facts)]), node.end)
    fields: dict[str, Printed | None] = {
        "title": printed_node(document, heading),
        "text": printed_range(document, holder(node, body.start, body.end), body.start, body.end),
        stamp: _stamp(document, node, body),
    }
    if body.time is not None:
        fields[STRUCTURED[stamp]] = printed_attribute(body.time, "datetime")
    fields |= {fact.name: printed_range(document, node, fact.start, fact.end) for fact in facts}
    fields["start"] = _structured_start(document, node, facts) or fields.get("start")
    raw = announcement(
        capture,
        position=0,
        reader=READER,
        fields=fields,
        link=document.url,
        categories=tags_of(document, node),
        sure=0.8,
    )
    why = f"The page of {raw.text_of('title')!r}."
    return Reading(reader=READER, sure=0.7, announcements=(replace(raw, key=raw.url),), why=why, issues=document.issues)


def _headline(page: Survey) -> Node | None:
    """The h1, else another heading, that the page's title element repeats, best at its beginning; else the first h1.

    Headings in furniture and links to the home page are none.
    """
    title = page.document.html.css_first("title")
    wanted = " ".join((title.text() if title else "").split()).casefold()
    own = [node for node in page.headings if not page.is_furniture(node) and not _is_home_link(page.document, node)]
    texts = {id(node): one_line(page.document, node).casefold() for node in own}
    named = [node for node in own if texts[id(node)] in wanted]
    named.sort(key=lambda node: (node.tag != "h1", not wanted.startswith(texts[id(node)]), -len(texts[id(node)])))
    top = [node for node in own if node.tag == "h1"]
    return next(iter([*(node for node in named if node.tag == "h1"), *top, *named]), None)


def _is_home_link(document: Document, heading: Node) -> bool:
    links = [link_of(document, node) for node in heading.walk() if node.tag == "a"]
    return any(url and _is_home(url) for url in links)


def _is_home(url: str) -> bool:
    return urlsplit(url).path in ("", "/")


def _article(heading: Node) -> Node:
    """The smallest element around the headline that says more than it."""
    node = heading
    while node.parent is not None and node.parent.tag != "html":
        node = node.parent
        if (node.end - node.start) - (heading.end - heading.start) >= _ENOUGH and node.end - heading.end >= _ENOUGH:
            break
    return node


def _facts(page: Survey, node: Node, heading: Node) -> list[_Fact]:
    """The labelled facts that stand together below the headline, each field once."""
    document = page.document
    labels = [
        (name, below)
        for below in node.walk()
        if below.start >= heading.end and below.tag in _OWN_ELEMENT
        for name, pattern in _LABELS.items()
        if pattern.fullmatch(node_text(document, below).strip())
    ]
    facts: list[_Fact] = []
    for index, (name, label) in enumerate(labels):
        box = label.parent or node
        following = labels[index + 1][1] if index + 1 < len(labels) else None
        end = following.start if following is not None and following.parent is box else box.end
        if label.tag in ("dt", "th", "td"):
            end = _cell_after(label, end)
        elif following is None or following.parent is not box:
            end = label.end + len(document.text[label.end : end].split("\n", 1)[0])
        if name not in {fact.name for fact in facts} and end - label.end <= 300:
            facts.append(_Fact(name, label, label.end, end))
    return facts


def _cell_after(label: Node, end: int) -> int:
    siblings = label.parent.children if label.parent else []
    after = [sibling for sibling in siblings if sibling.start >= label.end and sibling is not label]
    return after[0].end if after else end


def _stamp(document: Document, node: Node, body: OwnText) -> Printed | None:
    return printed_range(document, holder(node, *body.stamp), *body.stamp) if body.stamp else None


def _structured_start(document: Document, node: Node, facts: list[_Fact]) -> Printed | None:
    """The machine-readable moment of a date field that prints nothing."""
    for fact in facts:
        if fact.name != "date" or document.text[fact.start : fact.end].strip():
            continue
        box = fact.label.parent or node
        times = [below for below in box.walk() if below.tag == "time" and below.attribute("datetime")]
        if times:
            return printed_attribute(times[0], "datetime")
    return None
