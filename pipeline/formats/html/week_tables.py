"""Tables whose columns are days and whose rows are shows, with the hours where the two cross: a cinema's week."""

from __future__ import annotations

import re

from pipeline.formats import signs
from pipeline.formats.document import Node
from pipeline.formats.html.showtimes import Performance, times_alone
from pipeline.formats.html.spans import Span
from pipeline.formats.html.survey import Survey
from pipeline.formats.html.tables import cells_of, rows_of

_CLOSED = re.compile(r"[\s–—-]*(?:geschlossen|zu|closed|ruhetag|entfällt)?[\s–—-]*", re.I)
_TO = re.compile(r"-|–|—|bis|to")
_ENOUGH = 3  # days in the head, and hours in the body


def week_shows(survey: Survey) -> tuple[list[tuple[int, int]], list[tuple[Span, Performance]]]:
    """The stretches of all such tables, and each hour in them with its row and the day of its column, in page order.

    A table in which a cell of a day says anything but hours is none of them; one with a span of hours (`10–18`) tells
    when something is open: its stretch is given, and no show.
    """
    tables: list[tuple[int, int]] = []
    shows: list[tuple[Span, Performance]] = []
    for table in survey.nodes:
        if table.tag == "table" and not survey.is_furniture(table):
            found = _shows(survey, rows_of(table))
            if found is not None and len(found) >= _ENOUGH:
                tables.append((table.start, table.end))
                shows.extend(found if not any(_is_span(survey, show) for _, show in found) else ())
    return tables, shows


def _shows(survey: Survey, rows: list[Node]) -> list[tuple[Span, Performance]] | None:
    days = _days_of(survey, rows[0]) if len(rows) > 1 else {}
    if len(days) < _ENOUGH:
        return None
    found: list[tuple[Span, Performance]] = []
    for row in rows[1:]:
        for column, cell in cells_of(survey, row):
            said = survey.text(cell.start, cell.end)
            if column not in days or _CLOSED.fullmatch(said):
                continue
            times = times_alone(survey, cell.start, cell.end)
            if not times or not signs.is_only_date(said):
                return None
            found += [(Span(row.start, row.end, row), Performance(date=days[column], time=time)) for time in times]
    return found


def _is_span(survey: Survey, show: Performance) -> bool:
    return _TO.search(survey.text(*show.time)) is not None


def _days_of(survey: Survey, head: Node) -> dict[int, tuple[int, int]]:
    """Column -> where its day stands, for a head whose cells but the first are days and nothing else."""
    days: dict[int, tuple[int, int]] = {}
    for column, cell in cells_of(survey, head):
        hits = survey.dates_in(cell.start, cell.end)
        if len(hits) == 1 and signs.is_only_date(survey.text(cell.start, cell.end)):
            days[column] = (hits[0].start, hits[0].end)
        elif column:
            return {}
    return days if 0 not in days else {}
