"""schema.org Schedule: the first date of a repeated event and its rule as iCalendar writes it."""

from __future__ import annotations

import re
from typing import Any

from pipeline.formats.moments import is_iso
from pipeline.formats.pointers import as_text

_FREQUENCIES = {"D": "DAILY", "W": "WEEKLY", "M": "MONTHLY", "Y": "YEARLY"}
_WORDS = {"daily": "P1D", "weekly": "P1W", "monthly": "P1M", "yearly": "P1Y", "annually": "P1Y", "biweekly": "P2W"}
_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def first_moment(schedule: dict[str, Any], name: str) -> str:
    """`start` or `end` of the first date: its day with the time of day; '' if the schedule names no first day.

    The schedule's own `endDate` is the day of the last date and so no end.
    """
    day = as_text(schedule.get("startDate")).strip()[:10]
    clock = as_text(schedule.get(f"{name}Time")).strip()
    if not is_iso(day) or (name == "end" and not clock):
        return ""
    moment = f"{day}T{clock[:8]}" if re.match(r"\d\d:\d\d", clock) else day
    return moment if is_iso(moment) else day


def rule_of(schedule: dict[str, Any]) -> str:
    """The RRULE of `repeatFrequency`, `byDay`, `byMonthDay`, `repeatCount` and `endDate`; '' without a frequency."""
    stated = as_text(schedule.get("repeatFrequency")).strip()
    match = re.fullmatch(r"P(\d{1,3})([DWMY])", _WORDS.get(stated.lower(), stated))
    if not match:
        return ""
    parts = [f"FREQ={_FREQUENCIES[match.group(2)]}"]
    if int(match.group(1)) > 1:
        parts.append(f"INTERVAL={int(match.group(1))}")
    days = [day for value in _listed(schedule.get("byDay")) if (day := _day(value))]
    if days:
        parts.append("BYDAY=" + ",".join(sorted(set(days), key=lambda day: (_DAYS.index(day[-2:]), day))))
    numbers = [value for value in _listed(schedule.get("byMonthDay")) if re.fullmatch(r"-?\d{1,2}", value)]
    if numbers:
        parts.append("BYMONTHDAY=" + ",".join(sorted(numbers, key=int)))
    count, last = as_text(schedule.get("repeatCount")).strip(), as_text(schedule.get("endDate")).strip()[:10]
    if count.isdecimal():
        parts.append(f"COUNT={count}")
    elif is_iso(last):
        parts.append("UNTIL=" + last.replace("-", ""))
    return ";".join(parts)


def _day(value: str) -> str:
    """`https://schema.org/Monday`, `Monday`, `MO`, `2MO` as iCalendar's day."""
    word = value.rstrip("/").rsplit("/", 1)[-1].strip()
    match = re.fullmatch(r"(-?\d)?([A-Za-z]{2})\w*", word)
    return (match.group(1) or "") + match.group(2).upper() if match and match.group(2).upper() in _DAYS else ""


def _listed(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [text.strip() for item in values if (text := as_text(item)).strip()]
