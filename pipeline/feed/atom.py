"""feed.atom: new and changed events as Atom (RFC 4287)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from xml.etree import ElementTree

from pipeline.berlin import BERLIN
from pipeline.feed.canonical import iso
from pipeline.feed.jsonfeed import FEED_TITLE
from pipeline.feed.news import News, entry_id, entry_text, entry_title
from pipeline.feed.permalinks import event_page
from pipeline.german import TOPICS

_NAMESPACE = "http://www.w3.org/2005/Atom"


def render(news: Sequence[News], *, public_url: str, logical_date: date) -> bytes:
    """The same entries as feed.json; texts are plain, so that no markup of a stranger runs in a reader."""
    base = public_url.rstrip("/")
    root = ElementTree.Element("feed", {"xmlns": _NAMESPACE, "xml:lang": "de"})
    _text(root, "id", base + "/feed/feed.atom")
    _text(root, "title", FEED_TITLE)
    _text(root, "updated", iso(max((one.at for one in news), default=_midnight(logical_date))))
    author = ElementTree.SubElement(root, "author")
    _text(author, "name", "Litfass")
    ElementTree.SubElement(
        root, "link", {"rel": "self", "type": "application/atom+xml", "href": base + "/feed/feed.atom"}
    )
    ElementTree.SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": base + "/"})
    for one in news:
        _entry(root, one, base)
    ElementTree.indent(root, " ")
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _entry(root: ElementTree.Element, one: News, base: str) -> None:
    entry = ElementTree.SubElement(root, "entry")
    _text(entry, "id", entry_id(one, base))
    _text(entry, "title", entry_title(one))
    _text(entry, "updated", iso(one.at))
    _text(entry, "published", iso(one.at))
    for body in one.item.organisers:
        if body.role == "organiser":
            author = ElementTree.SubElement(entry, "author")
            _text(author, "name", body.name)
            if body.url:
                _text(author, "uri", body.url)
    page = event_page(base, one.item.event_id)
    ElementTree.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": page})
    if one.item.url:
        ElementTree.SubElement(entry, "link", {"rel": "via", "href": one.item.url})
    for topic in one.item.topics:
        ElementTree.SubElement(entry, "category", {"term": topic, "label": TOPICS.get(topic, topic)})
    _text(entry, "content", entry_text(one))


def _text(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, name).text = text


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=BERLIN)
