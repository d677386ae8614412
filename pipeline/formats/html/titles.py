"""An entry's own title: a heading, a link, bold words, or the first line that says something."""

from __future__ import annotations

import re

from pipeline.formats import signs
from pipeline.formats.document import Node
from pipeline.formats.html.links import leads_to_page
from pipeline.formats.html.spans import Span, Title, holder, nodes_in
from pipeline.formats.html.survey import Survey
from pipeline.formats.html.tables import cells_of, columns_of

_TITLE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:title|titel|headline|heading|summary|event-?name|event_name)(?:$|[\s_-])", re.I
)
_LABEL_ONLY = re.compile(
    r"^\W*(?:Datum|Termin|Wann|Zeit|Uhrzeit|Beginn|Ort|Wo|Date|Time|When|Where|Location|Event|Titel|Title)\W*$", re.I
)
_CLOCK_TAIL = re.compile(
    r"\s*[,;|–-]\s*(?:(?:Beginn|Start|Anfang|ab|um|von)\s*:?\s*)*\d{1,2}(?:[:.]\d\d)?(?:\s?(?:-|–|bis)\s?\d{1,2}(?:[:.]\d\d)?)?"
    r"\s?(?:Uhr|h)\b.*$",
    re.I,
)
_FIRST_SENTENCE = re.compile(r"([^\n]{3,90}?[a-zäöüß\d)”“\"])[.!?]\s+(?=[A-ZÄÖÜ])")
_DATED_LABEL = re.compile(
    r"\W*(?:Datum|Termine?|Wann|Zeit|Uhrzeit|Beginn|Start|Laufzeit|Dauer|Zeitraum|Vernissage|Eröffnung|Finissage|Einlass"
    r"|Premiere|Anmeldeschluss|Anmeldung|Date|Time|When)\W*",
    re.I,
)
_ASIDE = re.compile(r"\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\[\]]*\]")  # said of something
_SEPARATORS = " \t\n–—-|:,;·•/.@"


def find_title(survey: Survey, span: Span) -> Title | None:
    """The entry's own title; None if it has only dates, times and links that say nothing."""
    columns = columns_of(survey, span.node) if span.node.tag == "tr" else {}
    if columns:
        return _title_cell(survey, span, columns)
    for find in (_title_heading, _title_class, _title_link, _title_bold, _title_line):
        title = find(survey, span)
        if title is not None:
            return title
    return None


def _title_cell(survey: Survey, span: Span, columns: dict[int, str]) -> Title | None:
    """In a table with a head: the cell under `Titel`, else the first cell that the head leaves open."""
    cells = [(columns.get(index, ""), cell) for index, cell in cells_of(survey, span.node)]
    for role in ("title", ""):
        for named, cell in cells:
            if named == role and cell.end > cell.start:
                title = find_title(survey, Span(cell.start, cell.end, cell))
                if title is not None:
                    kind = "cell" if title.kind == "line" else title.kind
                    return Title(title.start, title.end, kind, title.node)
    return None


def _title_heading(survey: Survey, span: Span) -> Title | None:
    for node in survey.headings_in(span.start, span.end):
        if not survey.is_furniture(node) and _is_title(survey, node.start, node.end):
            start, end = _own_words(survey, span, node)
            return Title(start, end, "heading", node)
    return None


def _own_words(survey: Survey, span: Span, node: Node) -> tuple[int, int]:
    """The words of a heading without a label behind its link (`Ausgebucht`) and without the entry's day in front."""
    start, end = node.start, node.end
    links = [link for link in survey.links_in(start, end) if leads_to_page(link) and link.end > link.start]
    if len(links) == 1 and links[0].start == start and signs.is_generic(survey.text(links[0].end, end)):
        end = links[0].end
    days = {signs.day_key(survey.text(hit.start, hit.end)) for hit in survey.dates_in(span.start, span.end)}
    if len(days) != 1:
        return start, end
    cut_start, cut_end = _without_dates(survey, start, end)
    before = survey.text(cut_start - 1, cut_start) if cut_start > start else " "
    is_apart = before in _SEPARATORS and survey.text(cut_start, cut_start + 1).isupper()
    return (cut_start, cut_end) if is_apart and _is_title(survey, cut_start, cut_end) else (start, end)


def _title_class(survey: Survey, span: Span) -> Title | None:
    for node in nodes_in(span):
        if node.end - node.start > 300:
            continue
        named = _TITLE_CLASS.search(node.attribute("class")) or node.attribute("itemprop") in ("name", "headline")
        if named and node.tag not in ("td", "tr") and _is_title(survey, node.start, node.end):
            return Title(node.start, node.end, "class", node)
    return None


def _title_link(survey: Survey, span: Span) -> Title | None:
    for node in survey.links_in(span.start, span.end):
        text = survey.text(node.start, node.end)
        if (
            leads_to_page(node)
            and node.end - node.start <= 250
            and "\n" not in text
            and _is_title(survey, node.start, node.end)
        ):
            return Title(node.start, node.end, "link", node)
    return None


def _title_bold(survey: Survey, span: Span) -> Title | None:
    for node in survey.emphasised_in(span.start, span.end):
        text = survey.text(node.start, node.end)
        if node.end - node.start > 250 or text.rstrip().endswith(":"):
            continue
        start, end = _without_dates(survey, node.start, node.end)
        if _is_title(survey, start, end):
            return Title(start, end, "bold", node)
    return None


def _title_line(survey: Survey, span: Span) -> Title | None:
    """The first line or table cell that says something beside dates, times and labels, without its leading date."""
    at = span.start
    for piece in re.split(r"([\n\t])", survey.text(span.start, span.end)):
        start, end = at, at + len(piece)
        at = end
        if not _is_title(survey, start, end) or len(piece) > 400:
            continue
        start, end = _before_day(survey, span, *_without_dates(survey, start, end))
        end = _before_aside(survey, span, start, end)
        end = min(end, _sentence_end(survey, start, end))
        is_good = (
            not _goes_on(survey, start, end)
            and _is_title(survey, start, end)
            and not signs.is_address(survey.text(start, end))
        )
        if is_good and re.search(r"[^\W\d]{3}", survey.text(start, end)):
            tail = _CLOCK_TAIL.search(survey.text(start, end))
            end = min(start + tail.start() if tail and tail.start() > 2 else end, start + 250)
            node = holder(span.node, start, end)
            return Title(start, end, "cell" if node.tag in ("td", "th") else "line", node)
    return None


def _sentence_end(survey: Survey, start: int, end: int) -> int:
    """Where the first of several sentences of a line ends, if it is short enough for a title."""
    match = _FIRST_SENTENCE.match(survey.text(start, end))
    return start + match.end(1) if match else end


def _goes_on(survey: Survey, start: int, end: int) -> bool:
    """Whether the words are the rest of a sentence that began with the date: `begann das Projekt.`"""
    text = survey.text(start, end).strip()
    return text[:1].islower() and (len(text) > 60 or survey.text(end, end + 1) == "." or text.endswith("."))


def _before_day(survey: Survey, span: Span, start: int, end: int) -> tuple[int, int]:
    """The words before the day in the line, where the day is an element of its own."""
    for hit in survey.dates_in(start, end)[:1]:
        node = holder(span.node, hit.start, hit.end)
        is_own = node is not span.node and node.start > start and signs.is_only_date(survey.text(node.start, node.end))
        if is_own and _is_title(survey, start, node.start):
            return start, start + len(survey.text(start, node.start).rstrip(" \t\n–—-|:,;("))
    return start, end


def _before_aside(survey: Survey, span: Span, start: int, end: int) -> int:
    """Where the words end before an element of its own in brackets that closes the line."""
    bracket = re.search(r"\s*([(\[][^\n]*[)\]])$", survey.text(start, end))
    if bracket is None or bracket.start() < 3:
        return end
    node = holder(span.node, start + bracket.start(1), end)
    return start + bracket.start() if node is not span.node and node.start == start + bracket.start(1) else end


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
        word = re.match(
            r"(?:(?:um|ab|at|from)\s\d{1,2}(?:[.:]\d\d)?(?=\s)|(?:um|ab|at|from|Uhr|h|on)\b)\W*",
            survey.text(start, end),
        )
        start += len(word.group()) if moved and word else 0
    piece = survey.text(start, end)
    return start, start + len(piece.rstrip(" \t\n–—-|:,;"))


def _is_title(survey: Survey, start: int, end: int) -> bool:
    text = survey.text(start, end).strip()
    if len(text) < 3 or not re.search(r"[^\W\d_]{2}", text):
        return False
    if re.match(r"(?:https?://|www\.)\S+$", text) or _ASIDE.fullmatch(text):
        return False
    if re.search(r"\d", text) and _DATED_LABEL.fullmatch(signs.without_dates(text)):
        return False
    return not (signs.is_only_date(text) or signs.is_generic(text) or _LABEL_ONLY.match(text))
