"""Microdata and RDFa Lite: schema.org Events marked up in the page's own elements (HTML Standard, 5; RDFa Lite 1.1)."""

from __future__ import annotations

from functools import lru_cache
from itertools import islice
from typing import Any

from pipeline.formats.document import Document, Node, node_text, open_document
from pipeline.formats.events import find_events, read_event
from pipeline.formats.reading import MAX_ANNOUNCEMENTS, Reading, nothing
from pipeline.models import Capture, RawAnnouncement

READER = "microdata"
PREFIX = "microdata#"
_MAX_ITEMS = 20_000
_ADDRESSES = {
    **dict.fromkeys(("a", "area", "link"), "href"),
    **dict.fromkeys(("img", "audio", "video", "source", "iframe", "embed"), "src"),
    **dict.fromkeys(("data", "meter"), "value"),
    "object": "data",
    "time": "datetime",
}


def read_microdata(capture: Capture) -> Reading:
    """The schema.org Events in a page's microdata or RDFa; `node_path` is `microdata#/json/pointer` into its items."""
    document = open_document(capture)
    items = microdata_items(document)
    if not items:
        return nothing(READER, "The page has no microdata.")
    raws: list[RawAnnouncement] = []
    seen: set[tuple[str, str, str]] = set()
    for found in find_events(items):
        raw = read_event(
            capture, found, position=len(raws), reader=READER, locate=(PREFIX + "{}").format, base=document.base
        )
        signature = (raw.url, raw.text_of("title"), raw.text_of("start") or raw.text_of("date"))
        if raw.text_of("title") and signature not in seen and len(raws) < MAX_ANNOUNCEMENTS:
            seen.add(signature)
            raws.append(raw)
    if not raws:
        return nothing(READER, f"The page's microdata ({len(items)} items) names no event.")
    why = f"{len(raws)} schema.org events in the page's microdata."
    return Reading(reader=READER, sure=0.9, announcements=tuple(raws), why=why)


@lru_cache(maxsize=4)
def microdata_items(document: Document) -> list[dict[str, Any]]:
    """The page's top-level items as JSON-LD would write them: `@type`, and properties as strings, items or lists."""
    top: list[dict[str, Any]] = []
    open_items: list[tuple[Node, dict[str, Any]]] = []
    by_name = {node.attribute("id"): node for node in document.root.walk() if node.attribute("id")}
    for count, node in enumerate(document.root.walk()):
        if count > _MAX_ITEMS:
            break
        while open_items and not _holds(open_items[-1][0], node):
            open_items.pop()
        item = _item(node)
        names = (node.attribute("itemprop") or node.attribute("property")).split()
        owner = open_items[-1][1] if open_items else None
        value: Any = item if item is not None else _value(document, node)
        if names and owner is not None:
            _add(owner, names, value)
        elif item is not None:
            top.append(item)
        if item is not None:
            open_items.append((node, item))
            _add_referred(document, item, node, by_name)
    return top


def _holds(ancestor: Node, node: Node) -> bool:
    current = node.parent
    while current is not None and current.depth >= ancestor.depth:
        if current is ancestor:
            return True
        current = current.parent
    return False


def _item(node: Node) -> dict[str, Any] | None:
    """A new item with its types and address, if the element begins one."""
    if "itemscope" in node.attributes:
        stated = node.attribute("itemtype").split()
        name = node.attribute("itemid")
    elif node.attribute("typeof"):
        stated = node.attribute("typeof").split()
        name = node.attribute("resource")
    else:
        return None
    item: dict[str, Any] = {"@type": stated}
    if name:
        item["@id"] = name
    return item


def _value(document: Document, node: Node) -> str:
    """A property's value: `content`, an address or machine-readable value, else the element's text."""
    content = node.attributes.get("content")
    if content is not None:
        return content.strip()
    attribute = _ADDRESSES.get(node.tag)
    stated = node.attribute(attribute).strip() if attribute else ""
    return stated or node_text(document, node).strip()


def _add(item: dict[str, Any], names: list[str], value: Any) -> None:
    for name in names:
        bare = name.rstrip("/").rsplit("/", 1)[-1].rsplit(":", 1)[-1]
        if bare not in item:
            item[bare] = value
        elif isinstance(item[bare], list):
            item[bare].append(value)
        else:
            item[bare] = [item[bare], value]


def _add_referred(document: Document, item: dict[str, Any], node: Node, by_name: dict[str, Node]) -> None:
    """The plain properties of elements that `itemref` names; items inside them are left where they stand."""
    for name in node.attribute("itemref").split()[:20]:
        referred = by_name.get(name)
        if referred is None or _holds(referred, node):
            continue
        for below in islice(referred.walk(), 200):
            if below.attribute("itemprop") and "itemscope" not in below.attributes:
                _add(item, below.attribute("itemprop").split(), _value(document, below))
