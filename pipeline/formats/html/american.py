"""Numeric dates with the month in front, on pages that prove this order, as ISO 8601 moments."""

from __future__ import annotations

import re

from pipeline.formats.html.survey import Survey
from pipeline.models import Printed

_NUMERIC = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d\d)(?![\d/.-])")
_CLOCK = re.compile(r"(\d{1,2})(?::(\d\d))?\s*([ap])\.?\s?m\b", re.I)
_RANGE = re.compile(r"\s*(?:-|–|—|to|until|through)\s*", re.I)


def is_month_first(survey: Survey) -> bool:
    """Whether the page's numeric dates name the month first: some second number is over 12, no first one is, or, where
    slashes decide nothing, the page writes its times with a.m. and p.m."""
    text = survey.document.text
    pairs = [(int(m.group(1)), m.group(2), int(m.group(3))) for m in _NUMERIC.finditer(text)]
    if not pairs or any(first > 12 for first, _, _ in pairs):
        return False
    if any(second > 12 for _, _, second in pairs):
        return True
    return all(mark == "/" for _, mark, _ in pairs) and _CLOCK.search(text) is not None


def moments(date: str, time: str) -> tuple[Printed | None, Printed | None]:
    """Start and end that a date string with a month-first day means; derived, so without a path. None where it has
    none."""
    days = list(_NUMERIC.finditer(date))
    if not days:
        return None, None
    rest = date[days[0].end() :]
    clocks = [_clock(match) for match in _CLOCK.finditer(rest)] or [_clock(match) for match in _CLOCK.finditer(time)]
    start = _iso(days[0], clocks[0] if clocks else "")
    is_range = len(days) > 1 and _RANGE.search(date[days[0].end() : days[1].start()]) is not None
    last = days[1] if is_range else days[0]
    has_end = is_range or len(clocks) > 1
    end = _iso(last, clocks[-1] if len(clocks) > 1 else "") if has_end else None
    return start, end


def _clock(match: re.Match[str]) -> str:
    hour = int(match.group(1)) % 12 + 12 * (match.group(3).lower() == "p")
    return f"T{hour:02d}:{match.group(2) or '00'}:00"


def _iso(day: re.Match[str], clock: str) -> Printed | None:
    month, number, year = int(day.group(1)), int(day.group(3)), int(day.group(4))
    year += 2000 if year < 100 else 0
    if not (1 <= month <= 12 and 1 <= number <= 31):
        return None
    return Printed(text=f"{year:04d}-{month:02d}-{number:02d}{clock}")
