"""Selectors from known titles: where on the new page they stand, what the elements around them have in common."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from pipeline.formats import signs
from pipeline.formats.document import Document, Node, open_document, select
from pipeline.formats.entries import same_text
from pipeline.formats.selected import Selectors
from pipeline.models import Capture

FEWEST = 3  # titles on the page: fewer show no pattern
_NAME = re.compile(r"-?[A-Za-z_][A-Za-z0-9_-]*")
_MAX_DATES = 4


def induce(capture: Capture, titles: Collection[str]) -> Iterator[Selectors]:
    """Selectors that find the elements in which the known titles (case folded) stand, likeliest first; none if fewer
    than three of them stand on the page."""
    document = open_document(capture)
    found = _title_nodes(document, titles)
    if len(found) < FEWEST:
        return
    entries = _entries(found)
    if len({id(node) for node in entries}) < FEWEST:
        return
    entry = _entry_pattern(entries)
    title = _title_pattern(document, entries, found)
    if entry and title:
        for date in (*_date_patterns(document, entries), ""):
            yield Selectors(entry=entry, title=title, date=date)


def _title_nodes(document: Document, titles: Collection[str]) -> list[Node]:
    """For each known title the outermost element that says nothing else, once each."""
    found: dict[str, Node] = {}
    for node in document.root.walk():
        if node.end - node.start > 400 or node.end <= node.start:
            continue
        text = same_text(document, node).casefold()
        if text in titles and text not in found:
            found[text] = node
    return list(found.values())


def _entries(titles: Sequence[Node]) -> list[Node]:
    """For each title the largest element around it that holds no other title."""
    spans = [(node.start, node.end) for node in titles]
    found = []
    for node in titles:
        current = node
        while current.parent is not None:
            parent = current.parent
            if sum(parent.start <= start and end <= parent.end for start, end in spans) > 1:
                break
            current = parent
        found.append(current)
    return found


def _entry_pattern(nodes: Sequence[Node]) -> str:
    """Tag and common class of most of the entries behind those of their parents, so that elements of the same kind
    elsewhere on the page do not count; '' if they have nothing in common."""
    tag, count = Counter(node.tag for node in nodes).most_common(1)[0]
    if count < FEWEST:
        return ""
    same = [node for node in nodes if node.tag == tag]
    parents = [node.parent for node in same if node.parent is not None]
    above = Counter(node.tag for node in parents).most_common(1)[0][0]
    return f"{above}{_common_class([node for node in parents if node.tag == above])} > {tag}{_common_class(same)}"


def _title_pattern(document: Document, entries: Sequence[Node], titles: Sequence[Node]) -> str:
    """What finds the title first in most of the entries: tag and common class, its number among its siblings, or the
    element inside it; '' if nothing does."""
    tag = Counter(node.tag for node in titles).most_common(1)[0][0]
    same = [node for node in titles if node.tag == tag]
    number = Counter(node.nth for node in same).most_common(1)[0][0]
    inner = Counter(child.tag for node in same for child in node.children).most_common(1)
    patterns = [tag + _common_class(same), f"{tag}:nth-of-type({number})", *(f"{tag} > {name}" for name, _ in inner)]
    for pattern in patterns:
        firsts = [next(iter(select(document, pattern, entry)), None) for entry in entries]
        hits = sum(first is not None and _within(first, node) for first, node in zip(firsts, titles, strict=True))
        if hits * 2 > len(titles):
            return pattern
    return ""


def _within(node: Node, title: Node) -> bool:
    return title.start <= node.start and node.end <= title.end


def _common_class(nodes: Sequence[Node]) -> str:
    """`.name` of the first class that all of them have, '' if there is none."""
    classes = [node.attribute("class").split() for node in nodes]
    shared = [name for name in classes[0] if _NAME.fullmatch(name) and all(name in other for other in classes)]
    return f".{shared[0]}" if shared else ""


def _date_patterns(document: Document, entries: Sequence[Node]) -> list[str]:
    """Patterns of elements that are a mere date, in most of the entries, most frequent first."""
    counts: Counter[str] = Counter()
    for entry in entries:
        seen = set()
        for node in entry.walk():
            text = same_text(document, node) if 0 < node.end - node.start < 120 else ""
            if node is not entry and text and signs.is_only_date(text):
                seen.add(node.tag + _own_class(node))
        counts.update(seen)
    return [pattern for pattern, count in counts.most_common(_MAX_DATES) if count * 2 > len(entries)]


def _own_class(node: Node) -> str:
    names = [name for name in node.attribute("class").split() if _NAME.fullmatch(name)]
    return f".{names[0]}" if names else ""
