"""What stands in one entry: its title, its date and time, its place, its link, each as printed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.formats import signs
from pipeline.formats.document import Node
from pipeline.formats.html.spans import Span
from pipeline.formats.html.survey import Survey, words_of

_TITLE_CLASS = re.compile(r"(?:^|[\s_-])(?:title|titel|headline|heading|summary|event-?name|event_name)(?:$|[\s_-])", re.I)
_PLACE_CLASS = re.compile(r"(?:^|[\s_-])(?:location|venue|ort|place|veranstaltungsort)(?:$|[\s_-])", re.I)
_PUBLISHED_CLASS = re.compile(r"(?:^|[\s_-])(?:published|updated|posted-on|post-date|entry-date|entry-meta|post-meta|byline|post__date|blog-date|meta-date)(?:$|[\s_-])", re.I)
_PUBLISHED_WORDS = re.compile(
    r"(?:geschrieben am|veröffentlicht(?: am)?|erstellt am|posted(?: on)?|published(?: on)?|aktualisiert am|stand:?|last updated:?|zuletzt geändert:?|verfasst am"
    r"|eingestellt am|beitrag vom)\s*:?\s*$",
    re.I,
)
_PLACE_LABEL = re.compile(r"^(?:Veranstaltungsort|Ort|Wo|Treffpunkt|Location|Where|Venue|Place)\s*[:?]\s*(?=\S)", re.I | re.M)
_LABEL_ONLY = re.compile(r"^\W*(?:Datum|Termin|Wann|Zeit|Uhrzeit|Beginn|Ort|Wo|Date|Time|When|Where|Location|Event|Titel|Title)\W*$", re.I)
_SEPARATORS = " \t\n–—-|:,;·•/.@"


@dataclass(frozen=True, slots=True)
class Title:
    """Where an entry's title stands and what made it one: heading, class, link, bold, cell or line."""

    start: int
    end: int
    kind: str
    node: Node


def dates_of_entry(survey: Survey, span: Span) -> list[signs.Hit]:
    """The entry's days without the day it was published."""
    return [hit for hit in survey.dates_in(span.start, span.end) if not is_publication(survey, span, hit)]


def is_publication(survey: Survey, span: Span, hit: signs.Hit) -> bool:
    """Whether the day says when the post was written: by the element's class or the words before it."""
    before = survey.text(max(span.start, hit.start - 40), hit.start)
    if _PUBLISHED_WORDS.search(before):
        return True
    node: Node | None = holder(span.node, hit.start, hit.end)
    while node is not None and node.depth >= span.node.depth and node.end - node.start < 200:
        if _PUBLISHED_CLASS.search(words_of(node)) or node.attribute("itemprop") in ("datePublished", "dateModified"):
            return True
        node = node.parent
    return False


def find_title(survey: Survey, span: Span) -> Title | None:
    """The entry's own title; None if it has only dates, times and links that say nothing."""
    for find in (_title_heading, _title_class, _title_link, _title_bold, _title_line):
        title = find(survey, span)
        if title is not None:
            return title
    return None


def find_link(survey: Survey, span: Span, title: Title | None) -> Node | None:
    """The link to the entry's own page: around or in its title, else 'read more', else its only link to a page."""
    links = [link for link in _links(survey, span) if _leads_to_page(link)]
    if title is not None:
        for link in links:
            if link.start <= title.start and title.end <= link.end or title.start <= link.start and link.end <= title.end:
                return link
    own = [link for link in links if link.start >= span.start]
    more = [link for link in own if re.match(r"\W*(?:weiter|mehr|zum|zur|detail|read|more|view|learn|event)", survey.text(link.start, link.end), re.I)]
    if more:
        return more[0]
    return own[0] if len(own) == 1 and title is not None and title.kind in ("heading", "class") else None


def find_place(survey: Survey, span: Span, title: Title | None) -> tuple[int, int] | None:
    """Where the entry names its place: an element called location, or a line after `Ort:`."""
    for node in span.node.walk():
        if not (span.start <= node.start and node.end <= span.end) or not 2 < node.end - node.start < 300:
            continue
        is_named = _PLACE_CLASS.search(node.attribute("class")) or node.attribute("itemprop") == "location"
        if is_named and not (title and node.start <= title.start < node.end) and not signs.is_only_date(survey.text(node.start, node.end)):
            return _after_label(survey, node.start, node.end)
    match = _PLACE_LABEL.search(survey.text(span.start, span.end))
    if match is None:
        return None
    start = span.start + match.end()
    end = start + len(survey.text(start, span.end).split("\n", 1)[0])
    return start, end


def find_date(survey: Survey, span: Span, title: Title | None) -> tuple[int, int] | None:
    """The stretch of the entry's day with the times and further days that follow it on its line."""
    hits = dates_of_entry(survey, span) or survey.rules_in(span.start, span.end)
    if not hits:
        return None
    first = hits[0]
    start, end = first.start, first.end
    line_end = start + len(survey.text(start, span.end).split("\n", 1)[0])
    line_end = max(line_end, end)
    while True:
        follow = [hit for hit in (*survey.dates_in(end, line_end), *survey.times_in(end, line_end)) if hit.start >= end]
        follow = [hit for hit in follow if _connects(survey.text(end, hit.start))]
        if not follow:
            return start, end
        end = max(follow, key=lambda hit: hit.end if hit.start == min(f.start for f in follow) else -1).end


def find_time(survey: Survey, span: Span, date: tuple[int, int] | None) -> tuple[int, int] | None:
    """The entry's first time of day where the date's own stretch has none, with the time it ends."""
    if date is not None and survey.times_in(*date):
        return None
    hits = survey.times_in(span.start, span.end)
    if date is not None:
        later = [hit for hit in hits if hit.start >= date[1]]
        hits = later or hits
    if not hits:
        return None
    start, end = hits[0].start, hits[0].end
    following = [hit for hit in survey.times_in(end, span.end) if re.fullmatch(r"\s*(?:-|–|—|bis|to|until)\s*", survey.text(end, hit.start))]
    before = re.search(r"(?<![\d.:])\d{1,2}\s?(?:-|–|bis|to)\s?$", survey.text(max(span.start, start - 10), start))
    if before:
        start -= len(before.group())
    return start, following[0].end if following else end


def holder(node: Node, start: int, end: int) -> Node:
    """The smallest element at or below `node` that holds [start, end)."""
    while True:
        below = next((c for c in node.children if c.start <= start and end <= c.end and c.end > c.start), None)
        if below is None:
            return node
        node = below


def _title_heading(survey: Survey, span: Span) -> Title | None:
    for node in survey.headings_in(span.start, span.end):
        if _is_title(survey, node.start, node.end):
            return Title(node.start, node.end, "heading", node)
    return None


def _title_class(survey: Survey, span: Span) -> Title | None:
    for node in span.node.walk():
        if node is span.node or not (span.start <= node.start and node.end <= span.end) or node.end - node.start > 300:
            continue
        named = _TITLE_CLASS.search(node.attribute("class")) or node.attribute("itemprop") in ("name", "headline")
        if named and node.tag not in ("td", "tr") and _is_title(survey, node.start, node.end):
            return Title(node.start, node.end, "class", node)
    return None


def _title_link(survey: Survey, span: Span) -> Title | None:
    for node in survey.links_in(span.start, span.end):
        text = survey.text(node.start, node.end)
        if _leads_to_page(node) and node.end - node.start <= 250 and "\n" not in text and _is_title(survey, node.start, node.end):
            return Title(node.start, node.end, "link", node)
    return None


def _title_bold(survey: Survey, span: Span) -> Title | None:
    for node in survey.emphasised_in(span.start, span.end):
        text = survey.text(node.start, node.end)
        if node.end - node.start <= 250 and not text.rstrip().endswith(":") and _is_title(survey, node.start, node.end):
            return Title(*_without_dates(survey, node.start, node.end), "bold", node)
    return None


def _title_line(survey: Survey, span: Span) -> Title | None:
    """The first line, or table cell, that says something beside dates, times and labels; its leading date is cut off."""
    at = span.start
    for piece in re.split(r"([\n\t])", survey.text(span.start, span.end)):
        start, end = at, at + len(piece)
        at = end
        if not _is_title(survey, start, end) or len(piece) > 400:
            continue
        start, end = _without_dates(survey, start, end)
        if _is_title(survey, start, end) and re.search(r"[^\W\d]{3}", survey.text(start, end)):
            end = min(end, start + 250)
            node = holder(span.node, start, end)
            return Title(start, end, "cell" if node.tag in ("td", "th") else "line", node)
    return None


def _without_dates(survey: Survey, start: int, end: int) -> tuple[int, int]:
    """The stretch without dates and times at its beginning and end, unless pipes part it into fields."""
    if "|" in survey.text(start, end):
        return start, end
    moved = True
    while moved:
        moved = False
        for hit in (*survey.dates_in(start, end), *survey.times_in(start, end)):
            if hit.start - start <= 12 and not re.search(r"\w{4,}", survey.text(start, hit.start)) and hit.end <= end:
                start, moved = max(start, hit.end), True
        piece = survey.text(start, end)
        start += len(piece) - len(piece.lstrip(_SEPARATORS))
    piece = survey.text(start, end)
    return start, start + len(piece.rstrip(" \t\n–—-|:,;"))


def _is_title(survey: Survey, start: int, end: int) -> bool:
    text = survey.text(start, end).strip()
    if len(text) < 3 or not re.search(r"[^\W\d_]{2}", text):
        return False
    return not (signs.is_only_date(text) or signs.is_generic(text) or _LABEL_ONLY.match(text))


def _links(survey: Survey, span: Span) -> list[Node]:
    """The links in the entry, and the one around it."""
    found = survey.links_in(span.start, span.end)
    node: Node | None = span.node
    while node is not None and node.end - node.start <= (span.end - span.start) + 2:
        if node.tag == "a" and node not in found:
            found = [node, *found]
        node = node.parent
    return found


def _leads_to_page(link: Node) -> bool:
    href = link.attribute("href").strip().lower()
    is_file = re.search(r"\.(?:pdf|docx?|xlsx?|pptx?|zip|jpe?g|png|gif|ics|mp[34])(?:$|[?#])", href)
    is_web = not re.match(r"(?:javascript|mailto|tel|data|webcal):|#", href)
    return bool(href) and is_web and not is_file


def _after_label(survey: Survey, start: int, end: int) -> tuple[int, int]:
    match = re.match(r"\s*(?:Veranstaltungsort|Ort|Wo|Location|Where|Venue|Place)\s*[:?]?\s+(?=\S)", survey.text(start, end), re.I)
    return (start + match.end(), end) if match else (start, end)


def _connects(between: str) -> bool:
    """Whether only connecting words stand between two dates or times."""
    return len(between) <= 30 and signs.is_only_date(between + " 1.1.2000") and not re.search(r"\d", between)
