"""Entries in boxes whose day only machines are told: month sheets of Modern Events Calendar, FullCalendar, Drupal."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from pipeline.formats import signs
from pipeline.formats.document import Node
from pipeline.formats.html.grids import DayEntry
from pipeline.formats.html.links import leads_to_page
from pipeline.formats.html.survey import Survey

_DAY = re.compile(r"(?:^|[^\d])((?:19|20)\d\d)-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])$")
_LONGEST = 4_000  # characters of a box


def cell_entries(survey: Survey) -> list[DayEntry]:
    """The entries of all boxes of one kind that carry a day each in the same attribute (`data-date="2026-03-06"`,
    `data-mec-cell="20260306"`, `id="day-2026-03-06"`) and print none; in page order."""
    groups: dict[str, list[tuple[date, Node]]] = defaultdict(list)
    for node in survey.nodes:
        if (
            node.end - node.start > _LONGEST
            or node.tag in ("time", "a", "input", "button")
            or survey.is_furniture(node)
        ):
            continue
        for name, value in node.attributes.items():
            day = _day_of(name, value or "")
            if day is not None:
                groups[f"{node.tag}@{name}"].append((day, node))
    found: dict[int, DayEntry] = {}
    for boxes in groups.values():
        if len({day for day, _ in boxes}) < 2 or any(survey.dates_in(node.start, node.end) for _, node in boxes):
            continue
        for day, box in boxes:
            for start, end, node in _items(survey, box):
                found.setdefault(start, DayEntry(start, end, node, True, day.day, day.month, day.year))
    return [found[start] for start in sorted(found)]


def _day_of(name: str, value: str) -> date | None:
    if not (name.startswith("data-") or name == "id") or len(value) > 60:
        return None
    match = _DAY.search(value)
    try:
        return date(*(int(part) for part in match.groups())) if match else None
    except ValueError:
        return None


def _items(survey: Survey, box: Node) -> Iterator[tuple[int, int, Node]]:
    """For each link with a title in the box the largest element around it that holds no other such link."""
    links: list[Node] = []
    for link in survey.links_in(box.start, box.end):
        words = survey.text(link.start, link.end)
        is_title = re.search(r"[^\W\d_]{3}", words) and not signs.is_generic(words) and not signs.is_only_date(words)
        if leads_to_page(link) and is_title:
            links.append(link)
    for link in links:
        node = link
        while node.parent is not None and node.parent is not box:
            inside = [other for other in links if node.parent.start <= other.start and other.end <= node.parent.end]
            if len(inside) > 1:
                break
            node = node.parent
        yield node.start, node.end, node
