"""HTML inside strings of other formats: its text, and where in that HTML the text stands."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.formats.document import Document, is_too_deep, open_fragment
from pipeline.formats.entries import printed_node, whole
from pipeline.models import Printed

_MARKUP = re.compile(r"<[a-zA-Z/!][^>]*>|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
MAX_FRAGMENT = 1_000_000


@lru_cache(maxsize=16)
def open_markup(markup: str, url: str = "") -> Document:
    """The HTML of a string as document; an empty one if it is too long or nested too deeply."""
    if len(markup) > MAX_FRAGMENT or is_too_deep(markup):
        return open_fragment("", url)
    return open_fragment(markup, url)


def rich(text: str, node_path: str) -> Printed | None:
    """The text of a string that may be HTML: without markup the string itself, else `<path>#<path in its HTML>`.

    None if the HTML has no text.
    """
    if not _MARKUP.search(text):
        bare = text.strip()
        start = text.find(bare)
        return Printed(text=bare, node_path=node_path, char_start=start, char_end=start + len(bare)) if bare else None
    document = open_markup(text)
    inner = printed_node(document, document.root)
    if inner is None:
        return None
    return whole(inner.text, f"{node_path}#html")
