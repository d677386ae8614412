"""The command `litfass parse`: what stands on one saved page, feed or calendar, without a source definition."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from cyclopts import Parameter

from pipeline.adapters.clock import SystemClock
from pipeline.cli.jsonl import write_object
from pipeline.errors import UsageError
from pipeline.formats import read_any
from pipeline.formats.addresses import canonical_url
from pipeline.models import (
    Announcement,
    Capture,
    DateReading,
    Doubt,
    Moment,
    OrganiserClaim,
    PageRole,
    RawAnnouncement,
    Role,
    State,
)
from pipeline.normalise import SourceFacts, normalise

_BERLIN = ZoneInfo("Europe/Berlin")
_OWN_ZONE = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?)(?:\.\d+)?[+-]\d\d(?::?\d\d)?")
MAX_BYTES = 64_000_000


def parse(file: Path, *, url: str, at: Annotated[str | None, Parameter(name="--at")] = None) -> int:
    """Read one saved page, feed or calendar file.

    Out: JSON Lines, one per occurrence; lines of one entry share `entry`. Past ones too, rules unexpanded; `start` is
    wall time in the page's own zone. Without a list there is no line, a sentence on stderr, and exit status 1.

        litfass parse --url https://verein.example/termine/ --at 2026-03-02 termine.html

    Parameters
    ----------
    file
        The saved page.
    url
        The address it was saved from; relative links are read against it.
    at
        The ISO day against which dates without a year are read; today if it is not given.
    """
    if not canonical_url(url):
        raise UsageError(f"{url}: not an address; expected --url http(s)://…")
    moment = _moment_of(at)
    capture = saved_capture(read_saved(file), url, moment)
    reading = read_any(capture)
    for number, raw in enumerate(reading.announcements):
        for line in entry_lines(number, raw, moment.astimezone(_BERLIN).date()):
            write_object(sys.stdout, line)
    for issue in reading.issues:
        print(f"{issue.issue_class}: {issue.where}: expected {issue.expected}, found {issue.found}", file=sys.stderr)
    if reading.announcements:
        return 0
    print(f"{file}: no list found. {reading.why}", file=sys.stderr)
    return 1


def entry_lines(number: int, raw: RawAnnouncement, reference: date) -> list[dict[str, Any]]:
    """The lines of one entry: one for each of its dates, one with null dates if it has none; none for navigation."""
    facts = SourceFacts(source_id=raw.source_id, is_own_voice=False)
    claim = normalise(_in_own_zone(raw), reference=reference, source=facts)
    if claim.state is State.REJECTED:
        return []
    head = _entry(number, raw, claim)
    if not claim.dates:
        return [{**head, "start": None, "end": None, "all_day": False}]
    return [
        {
            **head,
            "start": _written(item.start),
            "end": _written(item.end),
            "all_day": item.all_day,
            "status": (claim.status if item.status.value == "scheduled" else item.status).value,
        }
        for item in claim.dates
    ]


def _entry(number: int, raw: RawAnnouncement, claim: Announcement) -> dict[str, Any]:
    place = claim.place
    paths = (raw.fields[name].node_path for name in ("title", "date", "start", "text") if name in raw.fields)
    return {
        "entry": number,
        "title": claim.title,
        "text": claim.text,
        "url": claim.url or None,
        "start": None,
        "end": None,
        "all_day": False,
        "dates": [_date(item) for item in claim.dates],
        "venue": place.name if place else None,
        "street": place.street if place else None,
        "postal_code": place.postal_code if place else None,
        "city": place.city if place else None,
        "attendance_mode": claim.attendance_mode.value if claim.attendance_mode else None,
        "organisers": _names(claim.organisers, Role.ORGANISER),
        "partners": _names(claim.organisers, Role.PARTNER),
        "status": claim.status.value,
        "kind": claim.kind.value,
        "registration_deadline": _written(claim.registration_deadline),
        "languages": list(claim.languages),
        "reader": raw.reader,
        "where": next((path for path in paths if path), ""),
        "doubts": [_doubt(item) for item in claim.doubts],
    }


def _date(item: DateReading) -> dict[str, Any]:
    return {
        "start": _written(item.start),
        "end": _written(item.end),
        "all_day": item.all_day,
        "precision": item.precision.value,
        "kind": item.kind.value,
        "rrule": item.rrule,
        "exdates": [day.isoformat() for day in item.exdates],
        "status": item.status.value,
        "text": item.text,
    }


def _doubt(doubt: Doubt) -> dict[str, Any]:
    return {"code": doubt.code, "text": doubt.text, "span": list(doubt.span)}


def _names(organisers: tuple[OrganiserClaim, ...], role: Role) -> list[str]:
    return [organiser.name for organiser in organisers if organiser.role is role]


def _written(moment: Moment | None) -> str | None:
    if moment is None:
        return None
    return moment.isoformat(timespec="minutes") if isinstance(moment, datetime) else moment.isoformat()


def _in_own_zone(raw: RawAnnouncement) -> RawAnnouncement:
    """Moments with an offset as the wall time they print, because the page's readers see that; UTC (`Z`) stays."""
    fields = dict(raw.fields)
    for name in ("start", "end"):
        match = _OWN_ZONE.fullmatch(raw.text_of(name))
        if match:
            fields[name] = replace(fields[name], text=match.group(1))
    return replace(raw, fields=fields)


def _moment_of(at: str | None) -> datetime:
    if at is None:
        return SystemClock().now()
    try:
        moment = datetime.fromisoformat(at) if len(at) > 10 else datetime.combine(date.fromisoformat(at), time())
    except ValueError:
        raise UsageError(f"--at {at}: expected an ISO day or moment such as 2026-03-02") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=_BERLIN)


def read_saved(file: Path) -> bytes:
    """A saved page's bytes; UsageError if it cannot be read or is too large."""
    try:
        with file.open("rb") as stream:
            body = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise UsageError(
            f"{file}: cannot be read ({error.strerror}); expected a saved page, feed or calendar"
        ) from None
    if len(body) > MAX_BYTES:
        raise UsageError(f"{file}: larger than {MAX_BYTES} bytes")
    return body


def saved_capture(body: bytes, url: str, moment: datetime) -> Capture:
    """A saved page as if it had been fetched from `url` at that moment."""
    return Capture(
        capture_id="saved",
        source_id="saved",
        run_id="saved",
        url=url,
        final_url=url,
        role=PageRole.LIST,
        status=200,
        failure=None,
        captured_at=moment.astimezone(UTC),
        body=body,
    )
