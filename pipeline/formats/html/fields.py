"""What stands in one entry beside its title: its date and time, its place, its link, each as printed."""

from __future__ import annotations

import re

from pipeline.formats import signs
from pipeline.formats.html.spans import Span, Title, holder, nodes_in
from pipeline.formats.html.stamps import is_publication, is_said_to_be_other
from pipeline.formats.html.survey import Survey
from pipeline.formats.html.tables import cells_of, columns_of

_PLACE_CLASS = re.compile(r"(?:^|[\s_-])(?:location|venue|ort|place|veranstaltungsort)(?:$|[\s_-])", re.I)
_PLACE_LABEL = re.compile(
    r"^(?:Veranstaltungsort|Ort|Wo|Treffpunkt|Location|Where|Venue|Place)\s*[:?]\s*(?=\S)", re.I | re.M
)
_DATE_LABEL = re.compile(
    r"(?:^|\n|\t)\W*(?:Datum|Termine?|Wann|Zeit|Beginn|Date|When)(?: und (?:Uhrzeit|Zeit))?\s*[:?]\s*(?:am|vom|ab"
    r"|den)?\s*$",
    re.I,
)
_DOORS = re.compile(r"\b(?:einlass|einlaß|doors?|türen|abendkasse|kasse|anmeldung|öffnung)\b[^\d\n]{0,12}$", re.I)
_LINE = 400  # characters; a longer line is prose whatever stands at its beginning
MAX_HITS = 40  # an entry's own date is among its first


def dates_of_entry(survey: Survey, span: Span) -> list[signs.Hit]:
    """The entry's days without the day it was published, or else the day of the heading that it stands under."""
    if span.head is not None:
        return [span.head]
    hits = survey.dates_in(span.start, span.end)[:MAX_HITS]
    return [hit for hit in hits if not is_publication(survey, span, hit)]


def find_place(survey: Survey, span: Span, title: Title | None) -> tuple[int, int] | None:
    """Where the entry names its place: an element called location, or a line after `Ort:`."""
    if span.node.tag == "tr":
        columns = columns_of(survey, span.node)
        for index, cell in cells_of(survey, span.node):
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
    first = span.head or _leading_hit(survey, span, title)
    if first is None or first is span.head:
        return (first.start, first.end) if first else None
    start, end = first.start, first.end
    while True:
        start, end = _on_line(survey, span, start, end)
        if _says_more_elsewhere(survey, span, start, end):
            return first.start, first.end
        following = _on_next_line(survey, span, end)
        if following is None:
            return start, end
        end = following.end


def _says_more_elsewhere(survey: Survey, span: Span, start: int, end: int) -> bool:
    """Whether the stretch has a time without its end, and the entry repeats the time further down with it."""
    times = survey.times_in(start, end)
    if not times or any(_until(survey, span, hit) for hit in times):
        return False
    later = survey.times_in(end, min(span.end, end + 200))
    return any(_same_clock(survey, hit, times[0]) and _until(survey, span, hit) for hit in later)


def _on_next_line(survey: Survey, span: Span, end: int) -> signs.Hit | None:
    """A further day that opens the next line, where this line ends with nothing but words such as `abgesagt`: the
    entry's list of days."""
    line = survey.text(end, span.end).split("\n", 1)[0]
    after = end + len(line) + 1
    hits = survey.dates_in(after, min(span.end, after + 40))
    if not hits or not signs.is_remark(line) or re.search(r"\w", survey.text(after, hits[0].start)):
        return None
    rest = survey.text(hits[0].end, span.end).split("\n", 1)[0]
    return hits[0] if signs.is_remark(rest) or signs.is_only_date(rest) else None


def _on_line(survey: Survey, span: Span, start: int, end: int) -> tuple[int, int]:
    """The stretch with the times and further days that follow on the line."""
    line_end = end + len(survey.text(end, span.end).split("\n", 1)[0])
    while True:
        follow = [hit for hit in (*survey.dates_in(end, line_end), *survey.times_in(end, line_end)) if hit.start >= end]
        follow = [hit for hit in follow if _connects(survey.text(end, hit.start))]
        if not follow:
            return start, end
        end = max(follow, key=lambda hit: hit.end if hit.start == min(f.start for f in follow) else -1).end


def is_structural(survey: Survey, span: Span, title: Title | None, hit: signs.Hit) -> bool:
    """Whether the day is a fact of the entry rather than a word in its prose: in the title, after a label, leading its
    line, in a short entry, or with a machine-readable value."""
    if title is not None and title.start <= hit.start < title.end:
        return True
    if _leads_line(survey, hit) or _DATE_LABEL.search(survey.text(max(span.start, hit.start - 40), hit.start)):
        return True
    text = survey.document.text
    line_end = text.find("\n", hit.start, span.end)
    line = text[max(text.rfind("\n", span.start, hit.start) + 1, span.start) : line_end if line_end >= 0 else span.end]
    is_short = span.end - span.start < 300 and len(line) < 160 and not re.search(r"[a-zäöüß]{2}[.!?](?:\s|$)", line)
    return is_short or span.node.tag == "tr" or holder(span.node, hit.start, hit.end).tag in ("time", "abbr")


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
        and hit not in titled
        and survey.times_in(hit.end, hit.end + 20)
        and signs.day_key(survey.text(hit.start, hit.end)) == signs.day_key(survey.text(titled[0].start, titled[0].end))
    ]
    for found in (labelled, timed, in_title, alone):
        if found:
            return found[0]
    is_short = span.end - span.start < 300
    return hits[0] if hits and (is_short or span.node.tag == "tr") else None


def _leads_line(survey: Survey, hit: signs.Hit) -> bool:
    text = survey.document.text
    low = max(0, hit.start - _LINE)
    start = max(text.rfind("\n", low, hit.start), text.rfind("\t", low, hit.start), low - 1) + 1
    return not re.search(r"[^\W\d]{4,}", text[start : hit.start]) or signs.is_only_date(
        text[start : hit.start] + " 1.1.2000"
    )


def find_time(survey: Survey, span: Span, date: tuple[int, int] | None) -> tuple[int, int] | None:
    """The entry's first time of day where the date's own stretch has none, with the time it ends."""
    if date is None or survey.times_in(*date):
        return None
    if span.node.tag == "tr" and (cell := _time_cell(survey, span)) is not None:
        return cell
    limit = max(date[1], span.start) + 500
    days = survey.dates_in(span.start, span.end)[:MAX_HITS]
    stamps = [hit.end for hit in days if is_said_to_be_other(survey, span, hit)]
    hits = [hit for hit in survey.times_in(span.start, min(span.end, limit)) if _is_fact(survey, hit)]
    hits = [hit for hit in hits if not any(end <= hit.start <= end + 8 for end in stamps)]
    hits = [hit for hit in hits if hit.start >= date[1]] or hits
    hits = [hit for hit in hits if not _is_doors(survey, hit)] or hits
    if not hits:
        return None
    chosen = next((hit for hit in hits if _until(survey, span, hit) and _same_clock(survey, hit, hits[0])), hits[0])
    start, end = chosen.start, chosen.end
    following = _until(survey, span, chosen)
    before = re.search(r"(?<![\d.:])\d{1,2}\s?(?:-|–|bis|to)\s?$", survey.text(max(span.start, start - 10), start))
    if before:
        start -= len(before.group())
    return start, following.end if following else end


def _time_cell(survey: Survey, span: Span) -> tuple[int, int] | None:
    """The cell of a column that the table's head calls times, where it holds a time that does not say so: `10.30`."""
    columns = columns_of(survey, span.node)
    for index, cell in cells_of(survey, span.node):
        words = survey.text(cell.start, cell.end)
        if columns.get(index) == "time" and signs.is_bare_clock(words) and not survey.times_in(cell.start, cell.end):
            return cell.start, cell.end
    return None


def _until(survey: Survey, span: Span, hit: signs.Hit) -> signs.Hit | None:
    """The time of day that `hit` lasts to."""
    after = survey.times_in(hit.end, min(span.end, hit.end + 20))[:1]
    is_joined = after and re.fullmatch(r"\s*(?:-|–|—|bis|to|until)\s*", survey.text(hit.end, after[0].start))
    return after[0] if is_joined else None


def _same_clock(survey: Survey, hit: signs.Hit, other: signs.Hit) -> bool:
    first, second = (re.sub(r"\D", "", survey.text(found.start, found.end)) for found in (hit, other))
    return first == second


def _is_doors(survey: Survey, hit: signs.Hit) -> bool:
    """Whether the time is that of the doors, a till or a meeting point rather than the beginning."""
    return _DOORS.search(survey.text(max(0, hit.start - 24), hit.start)) is not None


def _is_fact(survey: Survey, hit: signs.Hit) -> bool:
    """Whether a time of day leads its line or stands in a short one, rather than in the midst of prose."""
    text = survey.document.text
    start = max(text.rfind("\n", max(0, hit.start - _LINE), hit.start) + 1, hit.start - _LINE, 0)
    line_end = text.find("\n", start, hit.start + _LINE)
    line = text[start : line_end if line_end >= 0 else hit.start + _LINE]
    return len(line) <= 100 or not re.search(r"[^\W\d]{5,}", text[start : hit.start])


def _after_label(survey: Survey, start: int, end: int) -> tuple[int, int]:
    match = re.match(
        r"\s*(?:Veranstaltungsort|Ort|Wo|Location|Where|Venue|Place)\s*[:?]?\s+(?=\S)", survey.text(start, end), re.I
    )
    return (start + match.end(), end) if match else (start, end)


def _connects(between: str) -> bool:
    """Whether only connecting words stand between two dates or times."""
    return len(between) <= 30 and signs.is_only_date(between + " 1.1.2000") and not re.search(r"\d", between)
