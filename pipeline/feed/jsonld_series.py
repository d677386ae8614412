"""What stands above an event in schema.org's words: its series, and the rule of it as a Schedule."""

from __future__ import annotations

from typing import Any

from pipeline.feed.items import FeedItem
from pipeline.feed.recurrence import Recurrence, recurrence

Node = dict[str, Any]

_WEEKDAYS = {
    "MO": "Monday",
    "TU": "Tuesday",
    "WE": "Wednesday",
    "TH": "Thursday",
    "FR": "Friday",
    "SA": "Saturday",
    "SU": "Sunday",
}
_LETTERS = {"DAILY": "D", "WEEKLY": "W", "MONTHLY": "M", "YEARLY": "Y"}


def super_event(item: FeedItem, base: str) -> Node | None:
    """The series; without one, the event itself stands above its several dates. `eventSchedule` where it follows a
    rule that can be used."""
    if item.series:
        node = _series(item.series.series_id, item.series.title or item.title, base)
    elif len(item.occurrences) > 1:
        node = _series(item.event_id, item.title, base)
    else:
        return None
    rule = recurrence(item)
    return node | ({"eventSchedule": _schedule(rule, item)} if rule and rule.rrule else {})


def _series(record_id: str, name: str, base: str) -> Node:
    return {"@type": "EventSeries", "@id": f"{base}/#{record_id}", "name": name}


def _schedule(rule: Recurrence, item: FeedItem) -> Node:
    """RFC 5545's rule as schema.org/Schedule: an ISO 8601 duration, days of the week as members of DayOfWeek, or in
    iCalendar's notation where they are counted (1WE = the first Wednesday)."""
    parts = dict(part.split("=", 1) for part in rule.rrule.split(";"))
    anchor = rule.anchor
    until = parts.get("UNTIL", "")
    node: Node = {
        "@type": "Schedule",
        "repeatFrequency": f"P{parts.get('INTERVAL', '1')}{_LETTERS[parts['FREQ']]}",
        "repeatCount": int(parts["COUNT"]) if "COUNT" in parts else None,
        "byDay": [_day(day) for day in parts.get("BYDAY", "").split(",") if day],
        "byMonthDay": _numbers(parts.get("BYMONTHDAY", "")),
        "byMonth": _numbers(parts.get("BYMONTH", "")),
        "startDate": anchor.start_date.isoformat(),
        "endDate": f"{until[:4]}-{until[4:6]}-{until[6:8]}" if until else None,
        "startTime": f"{anchor.start:%H:%M:%S}" if anchor.start else None,
        "endTime": f"{anchor.end:%H:%M:%S}" if anchor.start and anchor.end else None,
        "exceptDate": [day.isoformat() for day in item.series.exdates] if item.series else [],
        "scheduleTimezone": "Europe/Berlin",
    }
    kept = {name: value for name, value in node.items() if value not in (None, [])}
    return {name: value[0] if isinstance(value, list) and len(value) == 1 else value for name, value in kept.items()}


def _day(day: str) -> str:
    return f"https://schema.org/{_WEEKDAYS[day]}" if day in _WEEKDAYS else day


def _numbers(text: str) -> list[int]:
    return [int(number) for number in text.split(",") if number]
