"""Days that are only numbers: a month's sheet or boxes with entries in its days, and rows of a month with its days."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from pipeline.formats import signs
from pipeline.formats.document import Node
from pipeline.formats.html.links import leads_to_page
from pipeline.formats.html.spans import holder
from pipeline.formats.html.survey import Survey
from pipeline.formats.html.tables import rows_of

_NUMBER = re.compile(r"\s*(3[01]|[12]\d|0?[1-9])(?!\d)\.?(?![\d.:])")
_DAY_LINE = re.compile(r"^(3[01]|[12]\d|0?[1-9])\.[ \t]+([A-ZÄÖÜ„\"][^\n]{2,200})$", re.M)
_MONTH_LENGTH = 6_000  # characters
_ALONE = re.compile(r"\s*(3[01]|[12]\d|0?[1-9])\.?\s*\*?\s*")
_BOX = re.compile(
    rf"(?:(?:{signs.WEEKDAYS})\b[.,]?\s)?(3[01]|[12]\d|0?[1-9])\.?\n(?:(?:{signs.WEEKDAYS})\b\.?\n)?(?=[^\n])", re.I
)
_ENOUGH_DAYS = 20
_ABOVE = 400  # characters between a month's name and its sheet


@dataclass(frozen=True, slots=True)
class DayEntry:
    """A stretch [start, end) of `node` whose day a grid gives; an entry without words has those of the heading above.

    `year` is None where neither table nor heading names one.
    """

    start: int
    end: int
    node: Node
    has_words: bool
    day: int
    month: int
    year: int | None
    last: int | None = None  # the last day of several


def grid_entries(survey: Survey) -> list[DayEntry]:
    """The entries of all month sheets and of all tables of months and days, in page order."""
    found: list[DayEntry] = []
    for table in survey.nodes:
        if table.tag == "table" and not survey.is_furniture(table):
            rows = rows_of(table)
            found.extend(list(_month_rows(survey, table, rows)) or list(_sheet(survey, table, rows)))
    return found or list(_day_boxes(survey)) or list(_month_lines(survey))


def _day_boxes(survey: Survey) -> Iterator[DayEntry]:
    """Boxes of one class that open with a day's number alone on its line, below a month's heading; a box's items are
    entries of their own."""
    groups: dict[str, list[tuple[int, Node]]] = defaultdict(list)
    for node in survey.nodes:
        number = _BOX.match(survey.text(node.start, min(node.end, node.start + 40)))
        if number and node.attribute("class") and node.tag not in ("td", "tr") and not survey.is_furniture(node):
            groups[f"{node.tag}.{node.attribute('class')}"].append((int(number.group(1)), node))
    for boxes in groups.values():
        days = [day for day, _ in boxes]
        is_dated = any(survey.dates_in(node.start, node.end) for _, node in boxes)
        month, year = _period_above(survey, boxes[0][1].start)
        if len(boxes) < 3 or days != sorted(days) or is_dated or not month:
            continue
        for day, box in boxes:
            items = _timed_items(survey, box)
            for node in items or [box]:
                start = node.start if items else box.start + _rest_of_box(survey, box)
                yield DayEntry(start, node.end, node, True, day, month, year)


def _timed_items(survey: Survey, box: Node) -> list[Node]:
    """The siblings in a box that have a time of day and words each: the outermost group of two or more, or the items
    of its list."""
    nodes = [box]
    while nodes:
        below = [child for node in nodes for child in node.children]
        timed = [child for child in below if survey.times_in(child.start, child.end)]
        said = [child for child in timed if signs.says_something(survey.text(child.start, child.end))]
        if timed and (timed != said or not below):
            return []
        if len(said) > 1 or any(child.tag in ("li", "article") for child in said):
            return said
        nodes = said
    return []


def _month_lines(survey: Survey) -> Iterator[DayEntry]:
    """Lines such as `7. Wasser anstellen, 9 Uhr` below headings that are only a month; a numbered list is none."""
    heads = [node for node in survey.headings if not survey.is_furniture(node)]
    found: list[tuple[int, int, int, int]] = []
    for place, head in enumerate(heads):
        words = survey.text(head.start, head.end).split()
        month = signs.month_number(words[0]) if words and len(words) <= 2 else 0
        end = heads[place + 1].start if place + 1 < len(heads) else len(survey.document.text)
        if not month or survey.dates_in(head.end, end):
            continue
        lines = list(_DAY_LINE.finditer(survey.text(head.end, min(end, head.end + _MONTH_LENGTH))))
        days = [int(match.group(1)) for match in lines]
        if days == sorted(days) and days != list(range(1, len(days) + 1)):
            found += [(head.end + m.start(2), head.end + m.end(2), int(m.group(1)), month) for m in lines]
    if len(found) >= 3:
        for start, end, day, month in found:
            year = _period_above(survey, start)[1]
            yield DayEntry(start, end, holder(survey.document.root, start, end), True, day, month, year)


def _rest_of_box(survey: Survey, box: Node) -> int:
    opening = _BOX.match(survey.text(box.start, box.end))
    return opening.end() if opening else 0


def _month_rows(survey: Survey, table: Node, rows: list[Node]) -> Iterator[DayEntry]:
    """Rows such as `März | 10. | 24.`; nothing unless all of the table's rows but a head are such rows."""
    found: list[tuple[int, list[Node]]] = []
    for row in rows:
        filled = [cell for cell in row.children if cell.end > cell.start]
        if not filled:
            continue
        month = signs.month_number(survey.text(filled[0].start, filled[0].end).strip().rstrip("."))
        days = [cell for cell in filled[1:] if _ALONE.fullmatch(survey.text(cell.start, cell.end))]
        if month and 2 * len(days) >= len(filled) - 1 > 0:
            found.append((month, days))
        elif found:
            return
    if len(found) < 3 or sum(len(days) for _, days in found) < 4:
        return
    year = _period_above(survey, table.start)[1]
    for month, days in found:
        for cell in days:
            number = _NUMBER.match(survey.text(cell.start, cell.end))
            if number:
                yield DayEntry(cell.start, cell.end, cell, False, int(number.group(1)), month, year)


def _sheet(survey: Survey, table: Node, rows: list[Node]) -> Iterator[DayEntry]:
    """The links in a month's day cells. Days before the first 1 and after the next 1 belong to the months beside it."""
    cells: list[tuple[int, Node]] = []
    for row in rows:
        for cell in row.children:
            number = _NUMBER.match(survey.text(cell.start, cell.end))
            if number and cell.tag == "td":
                cells.append((int(number.group(1)), cell))
    if len(cells) < _ENOUGH_DAYS or not _runs_on([day for day, _ in cells]):
        return
    month, year = _period_in(survey, table)
    if not month or not year:
        return
    shift = -1 if cells[0][0] > 1 else 0
    for place, (day, cell) in enumerate(cells):
        if place and day < cells[place - 1][0]:
            shift += 1
        for link in survey.links_in(cell.start, cell.end):
            words = survey.text(link.start, link.end)
            if leads_to_page(link) and re.search(r"[^\W\d_]{3}", words) and not signs.is_generic(words):
                months = month - 1 + shift
                yield DayEntry(link.start, link.end, cell, True, day, months % 12 + 1, year + months // 12)


def _runs_on(days: list[int]) -> bool:
    """Whether the numbers count up by one, but for a fall back to 1 at a month's end."""
    steps = [after - before for before, after in pairwise(days)]
    return sum(step == 1 or after == 1 for step, after in zip(steps, days[1:], strict=True)) >= 0.9 * len(steps)


def _period_in(survey: Survey, table: Node) -> tuple[int, int | None]:
    """Month and year that the table's caption or first rows name, else what stands above it."""
    for node in table.walk():
        if node.end > node.start and signs.is_period(survey.text(node.start, node.end)):
            found = _period(survey.text(node.start, node.end))
            if found[0]:
                return found
    return _period_above(survey, table.start)


def _period_above(survey: Survey, start: int) -> tuple[int, int | None]:
    """Month (0 if none) and year of the nearest line above that is only a month and a year, or holds one year."""
    lines = survey.text(max(0, start - _ABOVE), start).split("\n")
    for line in reversed(lines):
        if signs.is_period(line):
            return _period(line)
    for line in reversed(lines):  # Spielplan Mai 2026
        if len(line) < 80 and len(set(months_in(line))) == 1 and signs.year_in(line) and not signs.date_hits(line):
            return _period(line)
    years = [year for line in reversed(lines) if len(line) < 80 and (year := signs.year_in(line))]
    return 0, years[0] if years else None


def _period(text: str) -> tuple[int, int | None]:
    months = months_in(text)
    return (months[0] if months else 0), signs.year_in(text)


def months_in(text: str) -> list[int]:
    """The numbers of the months that a text names, in order."""
    return [number for word in re.findall(r"[^\W\d_]+", text) if (number := signs.month_number(word))]
