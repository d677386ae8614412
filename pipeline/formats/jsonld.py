"""JSON-LD: every block of a page on its own, a broken one reported and the rest kept."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from selectolax.lexbor import LexborNode

from pipeline.formats.addresses import canonical_url
from pipeline.formats.document import link_of, open_document
from pipeline.formats.entries import printed_attribute
from pipeline.formats.events import find_events, read_event
from pipeline.formats.jsontext import load_json
from pipeline.formats.reading import MAX_ANNOUNCEMENTS, Reading, issue, nothing
from pipeline.models import Capture, Issue, RawAnnouncement

READER = "jsonld"


def read_jsonld(capture: Capture) -> Reading:
    """The schema.org Events in a page's `application/ld+json` blocks; `node_path` is `script[n]#/json/pointer`.

    The same event in two blocks is read once. `where` of an issue is the block that could not be read.
    """
    blocks = script_texts(capture)
    if not blocks:
        return nothing(READER, "The page has no JSON-LD.")
    raws: list[RawAnnouncement] = []
    issues: list[Issue] = []
    seen: set[tuple[str, str, str]] = set()
    base = open_document(capture).base
    for number in range(len(blocks)):
        try:
            value = block_value(blocks[number])
        except (ValueError, RecursionError) as error:
            issues.append(issue(capture, "jsonld_broken", f"script[{number}]", "JSON", str(error)))
            continue
        for found in find_events(value):
            raw = read_event(
                capture, found, position=len(raws), reader=READER, locate=f"script[{number}]#{{}}".format, base=base
            )
            if not raw.url and len(blocks) > 1:
                raw = _with_link_beside(capture, raw, number)
            signature = (raw.url, raw.text_of("title"), raw.text_of("start"))
            if signature not in seen and len(raws) < MAX_ANNOUNCEMENTS:
                seen.add(signature)
                raws.append(raw)
    if not raws:
        return nothing(READER, f"The page's JSON-LD ({len(blocks)} blocks) names no event.", tuple(issues))
    why = f"{len(raws)} schema.org events in {len(blocks)} JSON-LD blocks, {len(issues)} of them broken."
    return Reading(reader=READER, sure=0.95, announcements=tuple(raws), why=why, issues=tuple(issues))


def _with_link_beside(capture: Capture, raw: RawAnnouncement, number: int) -> RawAnnouncement:
    """The announcement with the first link of the box that its block stands in, where every box has a block."""
    document = open_document(capture)
    box = _script_elements(capture)[number].parent
    for _ in range(2):
        node = document.nodes.get(box.mem_id) if box is not None else None
        if (
            box is None
            or node is None
            or node.tag in ("body", "main")
            or len(box.css('script[type="application/ld+json"]')) != 1
        ):
            return raw
        links = [below for below in node.walk() if below.tag == "a" and link_of(document, below)]
        if links:
            url = canonical_url(link_of(document, links[0]))
            printed = printed_attribute(links[0], "href")
            return replace(raw, url=url, key=url, fields={**raw.fields, "url": printed}) if printed else raw
        box = box.parent
    return raw


def script_texts(capture: Capture) -> list[str]:
    """The page's JSON-LD blocks in document order."""
    return [script.text(deep=True) or "" for script in _script_elements(capture)]


def _script_elements(capture: Capture) -> list[LexborNode]:
    wanted = "application/ld+json"
    return [
        script
        for script in open_document(capture).html.css("script[type]")
        if (script.attributes.get("type") or "").split(";")[0].strip().lower() == wanted
    ]


def block_value(text: str) -> Any:
    """A block's value; several objects in a row become a list. Raises ValueError if it cannot be mended."""
    values, _ = load_json(text, guess=True)
    return values[0] if len(values) == 1 else values
