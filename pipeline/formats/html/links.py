"""The link to an entry's own page."""

from __future__ import annotations

import re

from pipeline.formats.document import Node
from pipeline.formats.html.spans import Span, Title
from pipeline.formats.html.survey import Survey


def find_link(survey: Survey, span: Span, title: Title | None) -> Node | None:
    """The link to the entry's own page: around or in its title, else 'read more', else its only link to a page."""
    links = [link for link in _links(survey, span) if leads_to_page(link)]
    if title is not None:
        for link in links:
            if (link.start <= title.start and title.end <= link.end) or (
                title.start <= link.start and link.end <= title.end
            ):
                return link
    own = [link for link in links if link.start >= span.start]
    more = [
        link
        for link in own
        if re.match(
            r"\W*(?:weiter|mehr|zum|zur|detail|read|more|view|learn|event)", survey.text(link.start, link.end), re.I
        )
    ]
    if more:
        return more[0]
    return own[0] if len(own) == 1 and title is not None and title.kind in ("heading", "class") else None


def _links(survey: Survey, span: Span) -> list[Node]:
    """The links in the entry, and the one around it."""
    found = survey.links_in(span.start, span.end)
    node: Node | None = span.node
    while node is not None and node.end - node.start <= (span.end - span.start) + 2:
        if node.tag == "a" and node not in found:
            found = [node, *found]
        node = node.parent
    return found


def leads_to_page(link: Node) -> bool:
    """Whether the link leads to a web page rather than to a file, a place on this page, or a program."""
    href = link.attribute("href").strip().lower()
    is_file = re.search(r"\.(?:pdf|docx?|xlsx?|pptx?|zip|jpe?g|png|gif|ics|mp[34])(?:$|[?#])", href)
    is_web = not re.match(r"(?:javascript|mailto|tel|data|webcal):|#", href)
    return bool(href) and is_web and not is_file
