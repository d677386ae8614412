"""How the text of nested elements runs together: where a line ends, where a column, and where two words only touch."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Protocol

BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "dialog",
    "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
    "h6", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section",
    "summary", "table", "tbody", "tfoot", "thead", "tr", "ul",
))  # fmt: skip
CELLS = frozenset(("td", "th"))
# Elements that mark up letters inside a word; the others hold a thing of their own.
_LETTERING = frozenset((
    "b", "i", "em", "u", "s", "sub", "sup", "small", "mark", "font", "wbr", "abbr", "ins", "del", "code", "var",
    "bdi", "bdo", "big", "tt",
))  # fmt: skip
_SPACE = re.compile(r"[ \t\n\r\f]+")
_RANK = {"": 0, " ": 1, "\t": 2, "\n": 3}


class Ranged(Protocol):
    start: int
    end: int


class Flow:
    """Collects text: white space collapsed, blocks and `<br>` as line breaks, table cells and `dt`/`dd` as tabs.

    Where two inline elements touch without white space they are parted, unless that would cut a word.
    """

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self._gap = ""
        self._held = False
        self._last = ""
        self._opened: set[str] = set()
        self._closed: set[str] = set()
        self._waiting: list[Ranged] = []

    def open(self, tag: str, node: Ranged | None, follows_cell: bool) -> None:
        """An element begins; `follows_cell`: it is a further cell of its row, or the `dd` right after a `dt`."""
        if follows_cell:
            self._gap, self._held = "\t", True
        elif tag in BLOCKS:
            self._held = self._held and tag != "tr"
            self._widen("\n")
        elif tag not in CELLS:
            self._opened.add(tag)
        if node is not None:
            self._waiting.append(node)

    def close(self, tag: str, nodes: Iterable[Ranged]) -> None:
        """An element ends."""
        for node in nodes:
            if node.start < 0:
                node.start = self.length
                self._waiting.remove(node)
            node.end = max(node.start, self.length)
        if tag in BLOCKS:
            self._held = self._held and tag != "tr"
            self._widen("\n")
        elif tag not in CELLS:
            self._closed.add(tag)

    def write(self, text: str, preformatted: bool) -> None:
        """A text node."""
        lines = text.split("\n") if preformatted else [text]
        for index, line in enumerate(lines):
            if index:
                self._widen("\n")
            self._write_line(line)

    def text(self) -> str:
        return "".join(self.pieces)

    def _write_line(self, line: str) -> None:
        words = _SPACE.sub(" ", line)
        if words.startswith(" "):
            self._widen(" ")
        bare = words.strip(" ")
        if not bare:
            return
        gap = self._gap or (" " if self._is_seam(bare[0]) else "")
        if gap and self.length:
            self.pieces.append(gap)
            self.length += 1
        for node in self._waiting:
            node.start = self.length
        self.pieces.append(bare)
        self.length += len(bare)
        self._last = bare[-1]
        self._gap, self._held = " " if words.endswith(" ") else "", False
        self._waiting.clear()
        self._opened.clear()
        self._closed.clear()

    def _widen(self, gap: str) -> None:
        if not self._held and _RANK[gap] > _RANK[self._gap]:
            self._gap = gap

    def _is_seam(self, first: str) -> bool:
        """Whether two pieces that touch are two words: judged by the elements between them and the two characters."""
        crossed = self._opened | self._closed
        last = self._last
        if not crossed or not last or not (first.isalnum() or first in '„“"([#'):
            return False
        if last in ":;|!?)]…":
            return first.isalnum()
        if last == "." and first.isdigit():  # <span>Fr 13.06.</span><a>17:30</a>; <b>13.</b><b>06.</b> is one thing
            return "a" in self._opened and "a" not in self._closed
        if not last.isalnum():
            return False
        twins = self._opened & self._closed
        if twins and last.isdigit() != first.isdigit():  # <em>12</em><em>mrz</em> are two things, 1<sup>st</sup> is one
            return True
        twins -= _LETTERING
        if "a" in twins or (twins and not (last.isalpha() and first.islower())):
            return True
        if last.isdigit() and first.isalpha() and first.isupper():
            return True
        return not crossed <= _LETTERING and last.isalpha() and last.islower() and (first.isupper() or first.isdigit())
