"""Machine-written dates that are not ISO 8601, written as ISO 8601: what a path that ends in `!iso` or `!utc` names."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from pipeline.formats.signs import month_number

_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*(Z|[+-]\d\d(?::?\d\d)?)?)?", re.I)
_LOOSE = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\s*(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,]\d+)?)?\s*(Z|[+-]\d\d(?::?\d\d)?)?)?",
    re.I,
)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(Z)?)?")
# EventON writes hour, hour again, minute, second, all with hyphens.
_HYPHENS = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})T(\d{1,2})-\d{1,2}-(\d\d)-(\d\d)")
_AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?:[ ,T]+(\d{1,2}):(\d\d)(?::\d\d)?\s*([ap])\.?m\.?)?", re.I)


def rewritten(text: str, way: str) -> str:
    """`iso`: as `to_iso`; `utc`: the same, and the moment is UTC though it does not say so."""
    written = to_iso(text)
    return written + "Z" if way == "utc" and "T" in written else written


def is_iso(text: str) -> bool:
    """Whether the text is a day or moment as ISO 8601 writes it."""
    return _ISO.fullmatch(text.strip()) is not None


def lasts_whole_days(start: str, end: str) -> bool:
    """Whether two moments span days from midnight to a minute before it, as calendars write what has no clock time."""
    return re.search(r"T00:00(?!:?[1-9])", start) is not None and re.search(r"T23:59", end) is not None


def to_iso(text: str) -> str:
    """The same day or moment as ISO 8601; the text unchanged if it is ISO already or no date that we know."""
    text = text.strip()
    if is_iso(text):
        return text
    for pattern in (_LOOSE, _COMPACT, _HYPHENS):
        match = pattern.fullmatch(text)
        if match:
            year, month, day, hour, minute, *rest = match.groups()
            zone = next((part for part in rest if part and not part.isdigit()), "")
            second = next((part for part in rest if part and part.isdigit()), "0")
            return _written((year, month, day), hour, minute, second, zone) or text
    match = _AMERICAN.fullmatch(text)
    if match:
        month, day, year, hour, minute, half = match.groups()
        if hour and half:
            hour = str(int(hour) % 12 + 12 * (half.lower() == "p"))
        return _written((year, month, day), hour, minute, "0", "") or text
    return _mail_date(text) or _day_in(text) or text


def _written(day: tuple[str, str, str], hour: str | None, minute: str | None, second: str, zone: str) -> str:
    year, month, number = (int(part) for part in day)
    try:
        if hour is None:
            return date(year, month, number).isoformat()
        return datetime(year, month, number, int(hour), int(minute or 0), int(second)).isoformat() + zone.upper()
    except ValueError:
        return ""


def _day_in(text: str) -> str:
    """The one full day that a short line such as `Veröffentlicht am 3. Mai 2026` names, '' if none or several."""
    if len(text) > 120:
        return ""
    found = {
        (year, month, day) for day, month, year in re.findall(r"(?<!\d)(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?!\d)", text)
    }
    for day, name, year in re.findall(r"(?<!\d)(\d{1,2})\.?\s([^\W\d_]{3,9})\.?,?\s(\d{4})(?!\d)", text):
        found |= {(year, str(number), day) for number in [month_number(name)] if number}
    for name, day, year in re.findall(r"\b([^\W\d_]{3,9})\.?\s(\d{1,2})(?:st|nd|rd|th)?,?\s(\d{4})(?!\d)", text):
        found |= {(year, str(number), day) for number in [month_number(name)] if number}
    return _written(next(iter(found)), None, None, "0", "") if len(found) == 1 else ""


def _mail_date(text: str) -> str:
    if not re.search(r"\d{4} \d{1,2}:\d\d", text):
        return ""
    try:
        return parsedate_to_datetime(text).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
