"""From what a reader found in one entry to a RawAnnouncement: its key, its address, its printed fields."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.formats.addresses import absolute_url, canonical_url
from pipeline.formats.document import Document, Node, node_text, path_of
from pipeline.models import Capture, Printed, RawAnnouncement

MAX_FIELD = 100_000


def printed_node(document: Document, node: Node) -> Printed | None:
    """The whole text of a node; None if it has none."""
    return printed_range(document, node, node.start, node.end)


def printed_range(document: Document, node: Node, start: int, end: int) -> Printed | None:
    """The document's text [start, end), which lies in `node`, trimmed; None if nothing is left."""
    end = min(end, start + MAX_FIELD)
    piece = document.text[start:end]
    start += len(piece) - len(piece.lstrip())
    piece = piece.strip()
    if not piece:
        return None
    offset = start - node.start
    return Printed(text=piece, node_path=path_of(node), char_start=offset, char_end=offset + len(piece))


def printed_attribute(node: Node, name: str) -> Printed | None:
    """An attribute's value; its path ends in `@name`."""
    value = node.attribute(name)
    return Printed(text=value, node_path=f"{path_of(node)}@{name}", char_end=len(value)) if value else None


def whole(text: str, node_path: str) -> Printed:
    """A string that is the whole content of what the path names."""
    return Printed(text=text, node_path=node_path, char_end=len(text))


def deepest(document: Document, node: Node, start: int, end: int) -> Node:
    """The smallest element at or below `node` whose text holds [start, end)."""
    current = node
    while True:
        below = next((c for c in current.children if c.start <= start and end <= c.end and c.end > c.start), None)
        if below is None:
            return current
        current = below


def same_text(document: Document, node: Node) -> str:
    """The node's text on one line, for comparing."""
    return " ".join(node_text(document, node).split())


def announcement(
    capture: Capture,
    *,
    position: int,
    reader: str,
    fields: Mapping[str, Printed | None],
    link: str = "",
    guid: str = "",
    post_id: str = "",
    part: int = 0,
    categories: Sequence[str] = (),
    year: int | None = None,
    sure: float = 1.0,
    base: str = "",
) -> RawAnnouncement:
    """A RawAnnouncement of this capture; empty fields are left out.

    `link` may be relative to `base` (default: the capture's address). The key is the guid, else the canonical address
    of the entry's own page, else title and date in lower case.
    """
    kept = {name: value for name, value in fields.items() if value is not None and value.text}
    url = canonical_url(absolute_url(base or capture.final_url or capture.url, link)) if link else ""
    return RawAnnouncement(
        source_id=capture.source_id,
        capture_id=capture.capture_id,
        position=position,
        key=entry_key(capture, guid, url, kept),
        role=capture.role,
        reader=reader,
        url=url,
        guid=guid,
        post_id=post_id,
        part=part,
        fields=kept,
        categories=tuple(categories),
        year=year,
        sure=sure,
    )


def entry_key(capture: Capture, guid: str, url: str, fields: Mapping[str, Printed]) -> str:
    """What names the entry on its site: guid, else its own address, else title and date."""
    if guid:
        return guid
    here = {canonical_url(capture.url), canonical_url(capture.final_url)}
    if url and url not in here:
        return url
    words = [fields[name].text for name in ("title", "date", "start", "time") if name in fields]
    return " ".join(" ".join(words).casefold().split())


def distinct_keys(raws: Sequence[RawAnnouncement]) -> tuple[RawAnnouncement, ...]:
    """The announcements with keys that differ: entries which share an address also carry their date, and then a
    number."""
    shared = Counter(raw.key for raw in raws)
    taken: Counter[str] = Counter()
    found: list[RawAnnouncement] = []
    for raw in raws:
        key = raw.key
        if shared[key] > 1:
            words = [raw.text_of(name) for name in ("start", "date", "time") if raw.text_of(name)]
            key = " ".join([key, *words])
        taken[key] += 1
        if taken[key] > 1:
            key = f"{key} ({taken[key]})"
        found.append(raw if key == raw.key else replace(raw, key=key))
    return tuple(found)
