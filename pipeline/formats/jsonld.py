"""JSON-LD: every block of a page on its own, a broken one reported and the rest kept."""

from __future__ import annotations

from typing import Any

from pipeline.formats.document import open_document
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
            signature = (raw.url, raw.text_of("title"), raw.text_of("start"))
            if signature not in seen and len(raws) < MAX_ANNOUNCEMENTS:
                seen.add(signature)
                raws.append(raw)
    if not raws:
        return nothing(READER, f"The page's JSON-LD ({len(blocks)} blocks) names no event.", tuple(issues))
    why = f"{len(raws)} schema.org events in {len(blocks)} JSON-LD blocks, {len(issues)} of them broken."
    return Reading(reader=READER, sure=0.95, announcements=tuple(raws), why=why, issues=tuple(issues))


def script_texts(capture: Capture) -> list[str]:
    """The page's JSON-LD blocks in document order."""
    scripts = open_document(capture).html.css("script[type]")
    wanted = "application/ld+json"
    return [
        script.text(deep=True) or ""
        for script in scripts
        if (script.attributes.get("type") or "").split(";")[0].strip().lower() == wanted
    ]


def block_value(text: str) -> Any:
    """A block's value; several objects in a row become a list. Raises ValueError if it cannot be mended."""
    values, _ = load_json(text)
    return values[0] if len(values) == 1 else values
