"""Entries without a day of their own: they stand below a heading with the day, or in rows that share its cell."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from pipeline.formats import signs
from pipeline.formats.document import Node
from pipeline.formats.html.spans import Candidate, Span
from pipeline.formats.html.survey import HEADINGS, Survey
from pipeline.formats.html.tables import cells_of, columns_of, rows_of

_TAGS = HEADINGS | {"div", "p", "td", "th", "dt", "li", "span", "strong", "b", "time"}
_GAP = 3  # characters between the heading and the first entry, and between its entries
_LONGEST = 3_000
_LONGEST_NAME = 80  # characters of a day's name behind it


def under_days(survey: Survey, groups: list[Candidate]) -> Iterator[Candidate]:
    """For each group of repeated elements the same group with the days it stands under, if it stands under any; and
    the rows of tables that print a day once for several rows."""
    heads = _heads(survey)
    if heads:
        for group in groups:
            spans = _with_heads(survey, group.spans, heads)
            if spans is not None:
                yield Candidate(f"under:{group.way}", spans)
    for table in survey.nodes:
        if table.tag == "table" and not survey.is_furniture(table):
            spans = _rows(survey, table)
            if spans is not None:
                yield Candidate("rows", spans)


def _heads(survey: Survey) -> list[signs.Hit]:
    """The days that fill an element of their own."""
    found: dict[int, signs.Hit] = {}
    for node in survey.nodes:
        if node.tag not in _TAGS or not 4 < node.end - node.start < 60 or node.start in found:
            continue
        hits = survey.dates_in(node.start, node.end)
        if len(hits) != 1 or survey.is_furniture(node) or survey.times_in(node.start, node.end):
            continue
        if signs.is_only_date(survey.text(node.start, node.end)):
            found[node.start] = signs.Hit(hits[0].start, node.end, hits[0].has_year)
        elif _is_named_day(survey, node, hits[0]):
            found[node.start] = hits[0]
    return [found[start] for start in sorted(found)]


def _is_named_day(survey: Survey, node: Node, day: signs.Hit) -> bool:
    """Whether a heading opens with its day and names it in an element behind it: a feast, a Sunday of the year."""
    if node.tag not in HEADINGS or day.start > node.start + 1 or not signs.has_weekday(survey.text(day.start, day.end)):
        return False
    return any(child.start > day.end and child.end == node.end for child in node.children)


def is_head_of_day(survey: Survey, heading: Node, span: Span) -> bool:
    """Whether the span opens with the heading of a named day and goes on with what happens then, at a time."""
    hits = survey.dates_in(heading.start, heading.end)
    is_named = heading.start == span.start and len(hits) == 1 and _is_named_day(survey, heading, hits[0])
    return is_named and bool(survey.times_in(heading.end, span.end))


def _with_heads(survey: Survey, spans: tuple[Span, ...], heads: list[signs.Hit]) -> tuple[Span, ...] | None:
    """The spans with their days; each follows its heading, or the one before it, directly and on another line or in
    another cell. None unless one day stands over two of them, and two days over some or all have a time of day."""
    ends = [_line_end(survey, head) for head in heads]
    placed: list[Span] = []
    reach, head, shared = -1, None, False
    for span in spans:
        if span.end - span.start > _LONGEST or survey.dates_in(span.start, span.end):
            placed.append(span)
            reach, head = -1, None
            continue
        above = bisect_right(ends, span.start) - 1
        if above >= 0 and _is_next(survey, ends[above], span.start):
            head = heads[above]
        elif head is not None and _is_next(survey, reach, span.start):
            shared = True
        else:
            head = None
        reach = span.end
        placed.append(replace(span, head=head) if head is not None else span)
    under = [span for span in placed if span.head is not None]
    if not all(_is_whole(survey, span) for span in under):
        return None
    is_sure = len({span.head for span in under}) > 1 or all(survey.times_in(span.start, span.end) for span in under)
    return tuple(placed) if shared and is_sure else None


def _is_whole(survey: Survey, span: Span) -> bool:
    """Whether the span may be an entry rather than a line of one: words, and a time, a link or a heading with them."""
    words = signs.without_dates(survey.text(span.start, span.end))
    marks = (survey.times_in, survey.links_in, survey.headings_in)
    return re.search(r"[^\W\d_]{3}", words) is not None and any(mark(span.start, span.end) for mark in marks)


def _line_end(survey: Survey, head: signs.Hit) -> int:
    """The end of the line that the day stands in."""
    after = survey.text(head.end, head.end + _LONGEST_NAME)
    return head.end + len(re.split(r"[\n\t]", after, maxsplit=1)[0])


def _is_next(survey: Survey, end: int, start: int) -> bool:
    between = survey.text(end, start)
    return len(between) <= _GAP and ("\n" in between or "\t" in between)


def _rows(survey: Survey, table: Node) -> tuple[Span, ...] | None:
    """The rows, those with an empty or no date cell under the day of the row above; None if there are none such."""
    placed: list[Span] = []
    head: signs.Hit | None = None
    column, shared = -1, False
    for row in rows_of(table):
        cells = cells_of(survey, row)
        hits = survey.dates_in(row.start, row.end)
        span = Span(row.start, row.end, row)
        if hits:
            dated = next(((at, cell) for at, cell in cells if cell.start <= hits[0].start < cell.end), None)
            is_only = dated is not None and signs.is_only_date(survey.text(dated[1].start, dated[1].end))
            head, column = (hits[0], dated[0]) if dated and is_only else (None, -1)
        elif head is not None and len(cells) > 1 and _is_open(cells, column) and not _is_table_head(survey, row):
            span, shared = replace(span, head=head), True
        else:
            head = None
        if row.end > row.start:
            placed.append(span)
    return tuple(placed) if shared else None


def _is_open(cells: list[tuple[int, Node]], column: int) -> bool:
    """Whether the row has nothing in the day's column, but something elsewhere."""
    own = [cell for at, cell in cells if at == column]
    return all(cell.end == cell.start for cell in own) and any(cell.end > cell.start for _, cell in cells)


def _is_table_head(survey: Survey, row: Node) -> bool:
    """Whether the row is the table's head again."""
    return bool(columns_of(survey, row)) and all(cell.tag == "th" for _, cell in cells_of(survey, row))
