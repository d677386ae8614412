"""Where a printed field stood, executed again: the proof behind every published value."""

from __future__ import annotations

import re
from typing import Any

from pipeline.formats import pointers
from pipeline.formats.document import Document, node_text, open_document, resolve
from pipeline.formats.fragments import open_markup
from pipeline.formats.ical import line_content
from pipeline.formats.jsonld import block_value, script_texts
from pipeline.formats.microdata import PREFIX, microdata_items
from pipeline.formats.moments import rewritten
from pipeline.formats.structured import structured_value
from pipeline.models import Capture, Printed

_SCRIPT = re.compile(r"script\[(\d{1,6})\]#(.*)", re.S)


def text_at(capture: Capture, node_path: str, start: int, end: int) -> str:
    """The characters [start, end) of what `node_path` names in the capture's body; '' if it names nothing.

    Paths: CSS (`html>body>h2`), CSS and attribute (`…>a@href`), `script[n]#/pointer` in JSON-LD, `microdata#/pointer`,
    `/pointer` in a JSON body or a feed, `line:N` of a calendar file. A JSON string that holds HTML goes on with
    `#html>…`. With `!iso` or `!utc` at the end: the date that stands there, written as ISO 8601.
    """
    if not node_path:
        return ""
    return content_at(capture, node_path)[start:end]


def is_proven(capture: Capture, printed: Printed) -> bool:
    """Whether the field still stands where it says; a derived value (no path) has nothing to prove."""
    if not printed.node_path:
        return True
    return text_at(capture, printed.node_path, printed.char_start, printed.char_end) == printed.text


def content_at(capture: Capture, node_path: str) -> str:
    """The whole text content of what `node_path` names."""
    if node_path.startswith("line:"):
        return line_content(capture, node_path)
    path, mark, way = node_path.rpartition("!") if node_path.endswith(("!iso", "!utc")) else (node_path, "", "")
    if mark:
        return rewritten(content_at(capture, path), way)
    if path.startswith(PREFIX):
        return _in_value(microdata_items(open_document(capture)), path.removeprefix(PREFIX))
    script = _SCRIPT.fullmatch(path)
    if script:
        return _in_script(capture, int(script.group(1)), script.group(2))
    if path.startswith("/"):
        return _in_value(structured_value(capture), path)
    return _in_page(open_document(capture), path)


def _in_script(capture: Capture, number: int, pointer: str) -> str:
    blocks = script_texts(capture)
    if number >= len(blocks):
        return ""
    try:
        value = block_value(blocks[number])
    except (ValueError, RecursionError):
        return ""
    return _in_value(value, pointer)


def _in_value(value: Any, path: str) -> str:
    pointer, _, inner = path.partition("#html")
    text = pointers.as_text(pointers.follow(value, pointer))
    return _in_page(open_markup(text), "html" + inner) if "#html" in path else text


def _in_page(document: Document, path: str) -> str:
    css, *attributes = re.split(r"(?<!\\)@", path, maxsplit=1)
    attribute = attributes[0] if attributes else ""
    node = resolve(document, css)
    if node is None:
        return ""
    return node.attribute(attribute) if attribute else node_text(document, node)
