"""iCalendar files: every VEVENT as one announcement, its rule unexpanded, a moved instance on its own."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, tzinfo

from icalendar import vDuration, vRecur

from pipeline.formats.entries import announcement, whole
from pipeline.formats.fragments import rich
from pipeline.formats.icslines import Line, calendar_zone, content_lines, iso_of, moment_iso, unescaped
from pipeline.formats.reading import MAX_ANNOUNCEMENTS, Reading, issue, nothing
from pipeline.models import Capture, Issue, Printed, RawAnnouncement

READER = "ical"
_TEXTS = {"title": "SUMMARY", "text": "DESCRIPTION", "place": "LOCATION", "status": "STATUS"}
_DATES = {"start": "DTSTART", "end": "DTEND", "published": "CREATED", "updated": "LAST-MODIFIED"}
Block = dict[str, list[Line]]


def read_ical(capture: Capture) -> Reading:
    """The events of a calendar file, also of one that was cut off; `node_path` is `line:N`, for dates `line:N!iso`.

    RRULE is handed on as printed, EXDATE as ISO days or moments; RECURRENCE-ID instances share `post_id` with their
    series, which leaves their day out. An event without a readable start is an issue.
    """
    if b"BEGIN:VCALENDAR" not in capture.body[:4000].replace(b"\x00", b"").upper():
        return nothing(READER, "This is no calendar file.")
    lines = content_lines(capture)
    zone = calendar_zone(lines)
    blocks = _event_blocks(lines)
    moved = _moved_instances(blocks, zone)
    raws: list[RawAnnouncement] = []
    issues: list[Issue] = []
    for block in blocks[:MAX_ANNOUNCEMENTS]:
        raw = _event(capture, block, zone, moved, len(raws))
        if raw is None:
            where = next(iter(block.values()))[0].path if block else ""
            issues.append(issue(capture, "item_unreadable", where, "SUMMARY and DTSTART", ", ".join(sorted(block))))
        else:
            raws.append(raw)
    if not any(line.name == "END" and line.value.strip().upper() == "VCALENDAR" for line in lines[-3:]):
        issues.append(issue(capture, "truncated", capture.url, "END:VCALENDAR", "the file ends before"))
    if not raws:
        return nothing(READER, "The calendar has no events.", tuple(issues), sure=0.95)
    why = f"A calendar file with {len(raws)} events."
    return Reading(reader=READER, sure=1.0, announcements=tuple(raws), why=why, issues=tuple(issues))


def line_content(capture: Capture, node_path: str) -> str:
    """What `line:N` names: the line's value without escapes; with `!iso` the date in it, as the reader hands it on.

    A value that holds HTML goes on with `#html`, as everywhere.
    """
    path, _, way = node_path.partition("!")
    path, _, inner = path.partition("#")
    number = path.removeprefix("line:")
    lines = content_lines(capture)
    line = next((line for line in lines if str(line.number) == number), None)
    if line is None:
        return ""
    if way == "iso":
        return iso_of(line, calendar_zone(lines))
    text = unescaped(line.value)
    fragment = rich(text, path) if inner else None
    return fragment.text if fragment else text


def _event_blocks(lines: tuple[Line, ...]) -> list[Block]:
    """The VEVENTs, without what is nested in them (alarms); a block that never ends is kept."""
    blocks: list[Block] = []
    current: Block | None = None
    nested = 0
    for line in lines:
        value = line.value.strip().upper()
        if line.name == "BEGIN" and value == "VEVENT":
            current, nested = {}, 0
            blocks.append(current)
        elif line.name == "END" and value == "VEVENT":
            current = None
        elif current is not None and line.name in ("BEGIN", "END"):
            nested += 1 if line.name == "BEGIN" else -1
        elif current is not None and nested <= 0:
            current.setdefault(line.name, []).append(line)
    return blocks


def _moved_instances(blocks: list[Block], zone: tzinfo | None) -> dict[str, list[str]]:
    """UID -> the original moments of instances that have an entry of their own."""
    found: dict[str, list[str]] = {}
    for block in blocks:
        if "RECURRENCE-ID" in block and "UID" in block:
            found.setdefault(block["UID"][0].value, []).append(iso_of(block["RECURRENCE-ID"][0], zone))
    return found


def _event(
    capture: Capture, block: Block, zone: tzinfo | None, moved: dict[str, list[str]], position: int
) -> RawAnnouncement | None:
    fields: dict[str, Printed | None] = {name: _text(block, key) for name, key in _TEXTS.items()}
    fields |= {name: _date(block, key, zone) for name, key in _DATES.items()}
    if fields["title"] is None or fields["start"] is None:
        return None
    fields["end"] = fields["end"] or _end_by_duration(block, fields["start"])
    fields["url"] = _text(block, "URL")
    organiser = block.get("ORGANIZER")
    if organiser and organiser[0].parameters.get("CN"):
        fields["organiser"] = Printed(text=organiser[0].parameters["CN"])
    uid = block["UID"][0].value.strip() if "UID" in block else ""
    original = iso_of(block["RECURRENCE-ID"][0], zone) if "RECURRENCE-ID" in block else ""
    if not original:
        fields["rrule"] = _rule(block)
        fields["exdates"] = _exceptions(block, zone, moved.get(uid, []))
    return announcement(
        capture,
        position=position,
        reader=READER,
        fields=fields,
        link=fields["url"].text if fields["url"] else "",
        guid=f"{uid}#{original}" if uid and original else uid,
        post_id=uid if original or uid in moved else "",
        categories=[
            unescaped(part) for line in block.get("CATEGORIES", []) for part in re.split(r"(?<!\\),", line.value)
        ],
    )


def _text(block: Block, key: str) -> Printed | None:
    line = block[key][0] if key in block else None
    text = unescaped(line.value) if line else ""
    return rich(text, line.path) if line and text else None


def _date(block: Block, key: str, zone: tzinfo | None) -> Printed | None:
    line = block[key][0] if key in block else None
    text = iso_of(line, zone) if line else ""
    return whole(text, f"{line.path}!iso") if line and text else None


def _end_by_duration(block: Block, start: Printed) -> Printed | None:
    """The end that DURATION implies; derived, so without a path."""
    line = block["DURATION"][0] if "DURATION" in block else None
    if line is None:
        return None
    try:
        length: timedelta = vDuration.from_ical(line.value.strip())  # type: ignore[no-untyped-call]
        if "T" in start.text:
            return Printed(text=(datetime.fromisoformat(start.text) + length).isoformat())
        last = date.fromisoformat(start.text).toordinal() + max(length.days, 1) - 1
        return Printed(text=date.fromordinal(last).isoformat())
    except (ValueError, OverflowError):
        return None


def _rule(block: Block) -> Printed | None:
    line = block["RRULE"][0] if "RRULE" in block else None
    if line is None:
        return None
    try:
        vRecur.from_ical(line.value)
    except (ValueError, KeyError):
        return None
    return whole(unescaped(line.value), line.path)


def _exceptions(block: Block, zone: tzinfo | None, moved: list[str]) -> Printed | None:
    """All EXDATE values and moved instances, joined by commas; a single plain EXDATE keeps its path."""
    lines = block.get("EXDATE", [])
    values = [moment_iso(value, line, zone) for line in lines for value in line.value.split(",")]
    values = [value for value in values if value] + [value for value in moved if value]
    if len(lines) == 1 and len(values) == 1 and not moved:
        return whole(values[0], f"{lines[0].path}!iso")
    return Printed(text=",".join(dict.fromkeys(values))) if values else None
