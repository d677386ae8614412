"""What stands in one entry beside its title: its date and time, its place, its link, each as printed."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from pipeline.formats import signs
from pipeline.formats.document import Node
from pipeline.formats.html.spans import Span, nodes_in
from pipeline.formats.html.survey import Survey, words_of
from pipeline.formats.html.tables import columns_of

_PLACE_CLASS = re.compile(r"(?:^|[\s_-])(?:location|venue|ort|place|veranstaltungsort)(?:$|[\s_-])", re.I)
_PUBLISHED_CLASS = re.compile(
    r"(?:^|[\s_-])(?:published|updated|posted-on|post-date|entry-date|entry-meta|post-meta|byline|post__date"
    r"|blog-date|meta-date)(?:$|[\s_-])",
    re.I,
)
_BLOG = re.compile(
    r"(?:^|[\s_-])(?:post|hentry|blog|news|beitrag|artikel|article|layout_latest|entry)(?:$|[\s_-])", re.I
)
_EVENTFUL = re.compile(
    r"(?:^|[\s_-])(?:tribe|mec|vevent|events?\w*|termine?|veranstaltung(?:en)?|calendar|kalender|eventlist)(?:$"
    r"|[\s_-])",
    re.I,
)
_PUBLISHED_WORDS = re.compile(
    r"(?:geschrieben am|veröffentlicht(?: am)?|erstellt am|posted(?: on)?|published(?: on)?|aktualisiert am|stand:?"
    r"|last updated:?|zuletzt geändert:?|verfasst am"
    r"|eingestellt am|beitrag vom)\s*:?\s*$",
    re.I,
)
_PLACE_LABEL = re.compile(
    r"^(?:Veranstaltungsort|Ort|Wo|Treffpunkt|Location|Where|Venue|Place)\s*[:?]\s*(?=\S)", re.I | re.M
)
_DATE_LABEL = re.compile(
    r"(?:^|\n|\t)\W*(?:Datum|Termine?|Wann|Zeit|Beginn|Date|When)(?: und (?:Uhrzeit|Zeit))?\s*[:?]\s*(?:am|vom|ab"
    r"|den)?\s*$",
    re.I,
)
MAX_HITS = 40  # an entry's own date is among its first


@dataclass(frozen=True, slots=True)
class Title:
    """Where an entry's title stands and what made it one: heading, class, link, bold, cell or line."""

    start: int
    end: int
    kind: str
    node: Node


def dates_of_entry(survey: Survey, span: Span) -> list[signs.Hit]:
    """The entry's days without the day it was published."""
    hits = survey.dates_in(span.start, span.end)[:MAX_HITS]
    return [hit for hit in hits if not is_publication(survey, span, hit)]


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
    return _is_blog_stamp(survey, span, hit)


def _is_blog_stamp(survey: Survey, span: Span, hit: signs.Hit) -> bool:
    """Whether a full day alone on its line, without weekday and clock, stamps a post of a blog or news list."""
    words = survey.text(hit.start, hit.end)
    start = survey.document.text.rfind("\n", 0, hit.start) + 1
    line = line_from(survey.document.text, start)
    rest = re.sub(r"^\W*\d{1,2}:\d\d\W*$", "", line.strip().removeprefix(words))
    if not hit.has_year or signs.has_weekday(words) or len(rest) > 3:
        return False
    node: Node | None = span.node
    names: list[str] = []
    while node is not None and len(names) < 6:
        names.append(words_of(node))
        node = node.parent
    is_blog = span.node.tag == "article" or _BLOG.search(" ".join(names[:3])) is not None
    return is_blog and not any(_EVENTFUL.search(name) for name in names)


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


def find_place(survey: Survey, span: Span, title: Title | None) -> tuple[int, int] | None:
    """Where the entry names its place: an element called location, or a line after `Ort:`."""
    if span.node.tag == "tr":
        columns = columns_of(survey, span.node)
        for index, cell in enumerate(span.node.children):
            if columns.get(index) == "place" and cell.end > cell.start:
                return cell.start, cell.end
    for node in (span.node, *nodes_in(span)):
        if not (span.start <= node.start and node.end <= span.end) or not 2 < node.end - node.start < 300:
            continue
        is_named = _PLACE_CLASS.search(node.attribute("class")) or node.attribute("itemprop") == "location"
        if (
            is_named
            and not (title and node.start <= title.start < node.end)
            and not signs.is_only_date(survey.text(node.start, node.end))
        ):
            return _after_label(survey, node.start, node.end)
    match = _PLACE_LABEL.search(survey.text(span.start, span.end))
    if match is None:
        return None
    start = span.start + match.end()
    end = start + len(survey.text(start, span.end).split("\n", 1)[0])
    return start, end


def find_date(survey: Survey, span: Span, title: Title | None) -> tuple[int, int] | None:
    """The stretch of the entry's day with the times and further days that follow it on its line."""
    first = _leading_hit(survey, span, title)
    if first is None:
        return None
    start, end = first.start, first.end
    line_end = start + len(survey.text(start, span.end).split("\n", 1)[0])
    line_end = max(line_end, end)
    while True:
        follow = [hit for hit in (*survey.dates_in(end, line_end), *survey.times_in(end, line_end)) if hit.start >= end]
        follow = [hit for hit in follow if _connects(survey.text(end, hit.start))]
        if not follow:
            return start, end
        end = max(follow, key=lambda hit: hit.end if hit.start == min(f.start for f in follow) else -1).end


def _leading_hit(survey: Survey, span: Span, title: Title | None) -> signs.Hit | None:
    """The date that structure makes the entry's: in its title, after a label, alone on its line, or leading a line.

    A date inside a sentence is left to those who read the text.
    """
    hits = dates_of_entry(survey, span) or survey.rules_in(span.start, span.end)
    titled = [hit for hit in hits if title is not None and title.start <= hit.start < title.end]
    labelled = [hit for hit in hits if _DATE_LABEL.search(survey.text(max(span.start, hit.start - 40), hit.start))]
    alone = [hit for hit in hits if _leads_line(survey, hit)]
    in_title = titled[:1] if title is not None and title.kind in ("heading", "link", "class") else []
    timed = [
        hit
        for hit in alone
        if in_title
        and signs.day_key(survey.text(hit.start, hit.end)) == signs.day_key(survey.text(titled[0].start, titled[0].end))
    ]
    for found in (labelled, timed, in_title, alone):
        if found:
            return found[0]
    is_short = span.end - span.start < 300
    return hits[0] if hits and (is_short or span.node.tag == "tr") else None


def _leads_line(survey: Survey, hit: signs.Hit) -> bool:
    text = survey.document.text
    start = max(text.rfind("\n", 0, hit.start), text.rfind("\t", 0, hit.start)) + 1
    return not re.search(r"[^\W\d]{4,}", text[start : hit.start]) or signs.is_only_date(
        text[start : hit.start] + " 1.1.2000"
    )


def find_time(survey: Survey, span: Span, date: tuple[int, int] | None) -> tuple[int, int] | None:
    """The entry's first time of day where the date's own stretch has none, with the time it ends."""
    if date is None or survey.times_in(*date):
        return None
    hits = [hit for hit in survey.times_in(span.start, min(span.end, date[1] + 500)) if _is_fact(survey, hit)]
    hits = [hit for hit in hits if hit.start >= date[1]] or hits
    if not hits:
        return None
    start, end = hits[0].start, hits[0].end
    following = [
        hit
        for hit in survey.times_in(end, span.end)
        if re.fullmatch(r"\s*(?:-|–|—|bis|to|until)\s*", survey.text(end, hit.start))
    ]
    before = re.search(r"(?<![\d.:])\d{1,2}\s?(?:-|–|bis|to)\s?$", survey.text(max(span.start, start - 10), start))
    if before:
        start -= len(before.group())
    return start, following[0].end if following else end


def _is_fact(survey: Survey, hit: signs.Hit) -> bool:
    """Whether a time of day leads its line or stands in a short one, rather than in the midst of prose."""
    text = survey.document.text
    start = text.rfind("\n", 0, hit.start) + 1
    line = line_from(text, start)
    return len(line) <= 100 or not re.search(r"[^\W\d]{5,}", text[start : hit.start])


def holder(node: Node, start: int, end: int) -> Node:
    """The smallest element at or below `node` that holds [start, end)."""
    while True:
        index = bisect_left(node.children, end, key=lambda child: child.end)
        below = next((c for c in node.children[index : index + 50] if c.start <= start and c.end > c.start), None)
        if below is None:
            return node
        node = below


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


def _after_label(survey: Survey, start: int, end: int) -> tuple[int, int]:
    match = re.match(
        r"\s*(?:Veranstaltungsort|Ort|Wo|Location|Where|Venue|Place)\s*[:?]?\s+(?=\S)", survey.text(start, end), re.I
    )
    return (start + match.end(), end) if match else (start, end)


def _connects(between: str) -> bool:
    """Whether only connecting words stand between two dates or times."""
    return len(between) <= 30 and signs.is_only_date(between + " 1.1.2000") and not re.search(r"\d", between)


def line_from(text: str, start: int) -> str:
    """From `start` to the end of its line."""
    end = text.find("\n", start)
    return text[start:] if end < 0 else text[start:end]
