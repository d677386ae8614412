"""A month as weeks of days, Monday first."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from pipeline.site.listing import Entry, days_shown

SHOWN_IN_A_DAY = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A day of the grid; `more` counts what did not fit in, `is_outside` marks days of the months around."""

    day: date
    is_outside: bool
    is_today: bool
    is_past: bool
    entries: tuple[Entry, ...]
    more: int
    url: str  # the day in the list below, or on a later part of the month

    @property
    def count(self) -> int:
        return len(self.entries) + self.more


def month_grid(month: str, entries: Iterable[Entry], today: date, urls: Mapping[date, str]) -> list[list[Cell]]:
    """The weeks of `2026-03`; `entries` may begin in an earlier month, `urls` lead to the lists of their first days."""
    by_day: dict[date, list[Entry]] = {}
    for entry in entries:
        for day in days_shown(entry):
            by_day.setdefault(day, []).append(entry)
    year, number = int(month[:4]), int(month[5:7])
    weeks = calendar.Calendar().monthdatescalendar(year, number)
    return [[_cell(day, day.month != number, by_day.get(day, []), today, urls) for day in week] for week in weeks]


def _cell(day: date, outside: bool, entries: list[Entry], today: date, urls: Mapping[date, str]) -> Cell:
    return Cell(
        day=day,
        is_outside=outside,
        is_today=day == today,
        is_past=day < today,
        entries=() if outside else tuple(entries[:SHOWN_IN_A_DAY]),
        more=0 if outside else max(0, len(entries) - SHOWN_IN_A_DAY),
        url=next((urls[one.first_day] for one in entries if one.first_day in urls), "#termine"),
    )
