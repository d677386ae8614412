"""The content lines of an iCalendar file with the physical line each begins on (RFC 5545, 3.1)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from pipeline.formats.charset import decode
from pipeline.models import Capture

MAX_LINES = 400_000
_LINE = re.compile(r'([A-Za-z0-9-]+)((?:;[^=:;"]+=(?:"[^"]*"|[^;:"]*)(?:,(?:"[^"]*"|[^;:"]*))*)*):(.*)', re.S)
_PARAMETER = re.compile(r';([^=:;"]+)=("[^"]*"|[^;:"]*)')
_MOMENT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(Z)?)?")
_ESCAPE = re.compile(r"\\(.)", re.S)


@dataclass(frozen=True, slots=True)
class Line:
    """One unfolded line: `number` is the physical line (from 1) on which it begins."""

    number: int
    name: str
    parameters: dict[str, str]
    value: str

    @property
    def path(self) -> str:
        return f"line:{self.number}"


@lru_cache(maxsize=4)
def content_lines(capture: Capture) -> tuple[Line, ...]:
    """The readable lines of the file in order; lines without a name and a colon are skipped."""
    physical = re.split(r"\r\n|\n|\r", decode(capture)[0])[:MAX_LINES]
    unfolded: list[tuple[int, list[str]]] = []
    for number, line in enumerate(physical, start=1):
        if line[:1] in (" ", "\t") and unfolded:
            unfolded[-1][1].append(line[1:])
        elif line:
            unfolded.append((number, [line]))
    found: list[Line] = []
    for number, pieces in unfolded:
        match = _LINE.fullmatch("".join(pieces))
        if match:
            parameters = {key.upper(): text.strip('"') for key, text in _PARAMETER.findall(match.group(2))}
            found.append(Line(number, match.group(1).upper(), parameters, match.group(3)))
    return tuple(found)


def unescaped(value: str) -> str:
    """A text value without its backslashes."""
    return _ESCAPE.sub(lambda match: "\n" if match.group(1) in "nN" else match.group(1), value).strip()


def zone_named(name: str) -> tzinfo | None:
    """The zone of a TZID, also under its Windows or `/vendor/…/Europe/Berlin` name; None if unknown."""
    candidates = [name, WINDOWS_TO_OLSON.get(name, ""), "/".join(name.strip("/").split("/")[-2:])]
    for candidate in candidates:
        if re.fullmatch(r"[A-Za-z_]+(?:/[A-Za-z0-9_+-]+){0,2}", candidate):
            try:
                return ZoneInfo(candidate)
            except (OSError, ValueError, LookupError):
                continue
    return None


def calendar_zone(lines: tuple[Line, ...]) -> tzinfo | None:
    """The zone the calendar names for itself (X-WR-TIMEZONE), else that of its only VTIMEZONE."""
    stated = next((line.value for line in lines if line.name == "X-WR-TIMEZONE"), "")
    if stated:
        return zone_named(stated)
    identifiers = {line.value for line in lines if line.name == "TZID"}
    return zone_named(identifiers.pop()) if len(identifiers) == 1 else None


def iso_of(line: Line, zone: tzinfo | None) -> str:
    """A date line's first value as ISO 8601: a day, a wall time with its zone's offset, or a floating wall time.

    A UTC moment is given in the calendar's own `zone` if it has one. The exclusive end of an all-day event becomes its
    last day. '' for what is no date.
    """
    return moment_iso(line.value.split(",")[0], line, zone)


def moment_iso(value: str, line: Line, zone: tzinfo | None) -> str:
    """One of the values of a date line, as `iso_of`."""
    match = _MOMENT.match(value.strip())
    if not match:
        return ""
    year, month, day, hour, minute, second, utc = match.groups()
    try:
        if hour is None:
            last = date(int(year), int(month), int(day)) - timedelta(days=line.name == "DTEND")
            return last.isoformat()
        wall = datetime(int(year), int(month), int(day), int(hour), int(minute), int(second or 0))
        if utc:
            moment = wall.replace(tzinfo=UTC)
            return moment.astimezone(zone).isoformat() if zone else wall.isoformat() + "Z"
        own = zone_named(line.parameters.get("TZID", ""))
        return wall.replace(tzinfo=own).isoformat()
    except (ValueError, OverflowError):
        return ""
