"""Where an announcement's own text begins and ends: after its title, before 'read more', stamps and sharing buttons."""

from __future__ import annotations

import re

from pipeline.formats import signs
from pipeline.formats.document import Node
from pipeline.formats.html.spans import Span, Title
from pipeline.formats.html.survey import HEADINGS, Survey, words_of

_STAMP = re.compile(
    r"(?:^|[\s_-])(?:entry-meta|post-?meta(?:data)?|entry-footer|posted-on|byline|cat-links|tags-links|tags?-list"
    r"|share|sharing|sharedaddy|social|jp-relatedposts"
    r"|comments?|comments-link|edit-link|more|more-link|read-more|back|navigation|post-navigation|related)(?:$|[\s_-])",
    re.I,
)
_AFTER_THE_END = re.compile(
    r"^\W*(?:(?:das könnte|auch interessant|ähnliche|weitere (?:veranstaltungen|termine|beiträge|artikel)|verwandte"
    r"|related|similar|more events|you (?:may|might)"
    r"|teilen|share|kommentare?|comments?|schreibe einen kommentar|leave a (?:reply|comment)|beitragsnavigation"
    r"|post navigation|kontakt$|newsletter)\b)",
    re.I,
)
_CLOSING = re.compile(
    r"(?:^|\n)\W*(?:comments are closed\.?|kommentare (?:sind )?(?:deaktiviert|geschlossen)\.?|close search window"
    r"|zurück|back)\W*$",
    re.I,
)


def body_range(survey: Survey, span: Span, title: Title | None) -> tuple[int, int]:
    """The stretch of the entry's text; the whole entry if nothing but title, date and links stands in it."""
    start = (
        title.end
        if title is not None and title.start - span.start <= 3 and title.kind in ("heading", "class", "link")
        else span.start
    )
    end = span.end
    for heading in survey.headings_in(start, end):
        if heading.start > start and _AFTER_THE_END.match(survey.text(heading.start, heading.end)):
            end = heading.start
            break
    end = _without_tail(survey, span.node, start, end)
    if not re.search(r"\w{2}", survey.text(start, end)):
        return span.start, span.end
    return start, end


def _without_tail(survey: Survey, node: Node, start: int, end: int) -> int:
    """The end before trailing elements that are no text of the announcement."""
    while True:
        tail = next((below for below in _tails(node, start, end) if _is_tail(survey, below)), None)
        closing = _CLOSING.search(survey.text(start, end))
        if tail is not None:
            end = tail.start
        elif closing:
            end = start + closing.start()
        else:
            return end
        end = start + len(survey.text(start, end).rstrip())


def _tails(node: Node, start: int, end: int) -> list[Node]:
    """Elements that end where the text ends, outermost first."""
    found: list[Node] = []
    current: Node | None = node
    while current is not None:
        last = [
            child for child in current.children if child.end > child.start and child.start >= start and child.end <= end
        ]
        current = last[-1] if last and last[-1].end == end else None
        if current is None:
            holding = [child for child in node.children if child.start < end <= child.end]
            current = (
                holding[-1] if not found and holding and holding[-1] is not node and holding[-1].start < start else None
            )
            if current is None:
                return found
            node = current
            continue
        found.append(current)
    return found


def _is_tail(survey: Survey, node: Node) -> bool:
    if node.tag in HEADINGS or node.end - node.start > 600:
        return False
    text = survey.text(node.start, node.end)
    is_link = node.tag == "a" and signs.is_generic(text)
    return (
        is_link
        or survey.is_furniture(node)
        or node.tag in ("footer", "nav")
        or _STAMP.search(words_of(node)) is not None
    )
