"""Entries that print weekday and number of their day and leave the month to a heading or row above: `Mo. 05.`, `7.`"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from pipeline.formats import signs
from pipeline.formats.document import Node
from pipeline.formats.html.grids import DayEntry, months_in
from pipeline.formats.html.survey import Survey
from pipeline.formats.html.tables import rowspan

_DAY = r"(3[01]|[12]\d|0?[1-9])"
_ITEM = re.compile(
    rf"((?:{signs.WEEKDAYS})\b[.,]?\s{{0,2}}(?:[-–/]\s?(?:{signs.WEEKDAYS})\b[.,]?\s{{0,2}})?)?{_DAY}(?!\d|[:,]\d|\.\d)\.?"
    rf"(?:\s?[-–/]\s?{_DAY}(?!\d)\.?)?[\s:,–-]",
    re.I,
)
_TAGS = frozenset(("tr", "li", "p", "div", "article", "dt"))
_ENOUGH = 3
_LONGEST = 1_500  # characters of an item


def month_items(survey: Survey) -> list[DayEntry]:
    """The items of the kind that most months hold, in page order; none unless they run through their months in order.

    A numbered list (1, 2, 3 …) under a month is none.
    """
    heads = _heads(survey)
    groups: dict[str, list[tuple[DayEntry, bool]]] = defaultdict(list)
    place = 0
    for node in survey.nodes:
        while place < len(heads) and heads[place].end <= node.start:
            place += 1
        if place and node.tag in _TAGS and node.end - node.start <= _LONGEST and not survey.is_furniture(node):
            item = _item(survey, node, heads[place - 1])
            if item is not None:
                groups[node.tag].append(item)
    runs = [found for group in groups.values() if (found := _in_order(group))]
    return [row for entry in max(runs, key=len, default=[]) for row in (entry, *_rows_below(survey, entry))]


def _rows_below(survey: Survey, entry: DayEntry) -> Iterator[DayEntry]:
    """The further rows that the cell with the entry's day stretches down to: each is an entry of that day."""
    row = entry.node
    if row.tag != "tr" or row.parent is None:
        return
    reach = max((rowspan(cell) for cell in row.children if cell.start < entry.start), default=1)
    rows = [other for other in row.parent.children if other.tag == "tr"]
    place = rows.index(row)
    for below in rows[place + 1 : place + reach]:
        if signs.says_something(survey.text(below.start, below.end)):
            yield replace(entry, start=below.start, end=below.end, node=below)


def _heads(survey: Survey) -> list[Node]:
    """The elements that hold a month's name, with or without year, and nothing else; of nested ones the outermost."""
    found: list[Node] = []
    for node in survey.nodes:
        if not 2 < node.end - node.start <= 25 or (found and node.start < found[-1].end) or survey.is_furniture(node):
            continue
        words = survey.text(node.start, node.end).split()
        if (
            1 <= len(words) <= 2
            and signs.month_number(words[0].rstrip("."))
            and (len(words) == 1 or signs.year_in(words[1]))
        ):
            found.append(node)
    return found


def _item(survey: Survey, node: Node, head: Node) -> tuple[DayEntry, bool] | None:
    """The node as entry, and whether it names its weekday."""
    text = survey.text(node.start, node.end)
    match = _ITEM.match(text)
    if match is None or any(hit.start < node.start + match.end() for hit in survey.times_in(node.start, node.end)):
        return None
    is_day = match.group(1) is not None or "." in match.group()
    if not is_day or survey.dates_in(node.start, node.end) or not signs.says_something(text[match.end() :]):
        return None
    words = survey.text(head.start, head.end)
    entry = DayEntry(
        node.start + match.end(),
        node.end,
        node,
        True,
        int(match.group(2)),
        months_in(words)[0],
        signs.year_in(words),
        int(match.group(3)) if match.group(3) else None,
    )
    return entry, match.group(1) is not None


def _in_order(items: list[tuple[DayEntry, bool]]) -> list[DayEntry]:
    entries = [entry for entry, _ in items]
    if len(entries) < _ENOUGH:
        return []
    has_weekdays = 2 * sum(is_named for _, is_named in items) >= len(items)
    for _, month in groupby(entries, key=lambda entry: entry.month):
        days = [entry.day for entry in month]
        if days != sorted(days) or (not has_weekdays and days == list(range(1, len(days) + 1))):
            return []
    return entries
