"""JSON, calendars and feeds, judged by their form: whole, cut, empty, or an error in the place of an answer."""

from __future__ import annotations

import json
import re

from pipeline.checks.reasons import Effective
from pipeline.checks.verdict import PageVerdict, quote


def judge_json(text: str, n_entries: int) -> PageVerdict:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return PageVerdict(status=Effective.CUT, evidence=f"JSON that ends in the middle: …{text[-60:]!r}")
    if n_entries:
        return PageVerdict(status=Effective.OK)
    if isinstance(value, list) and not value:
        return PageVerdict(status=Effective.EMPTY_LIST, evidence="an empty JSON list")
    if isinstance(value, dict):
        return _json_object(value)
    return PageVerdict(status=Effective.OK)


def _json_object(value: dict[str, object]) -> PageVerdict:
    """An error told in JSON, as WordPress's REST interface does (`code`, `message`, `data.status`); an empty list."""
    data = value.get("data")
    status = data.get("status") if isinstance(data, dict) else value.get("status") or value.get("statusCode")
    told = f"{value.get('code', value.get('error', ''))} {value.get('message', '')}".strip()
    if status in (401, 403, 429):
        return PageVerdict(status=Effective.LOGIN, evidence=quote(told))
    if status in (404, 410) or ("code" in value and "route" in told):
        return PageVerdict(status=Effective.SOFT_404, evidence=quote(told))
    if (isinstance(status, int) and status >= 500) or (value.get("error")):
        return PageVerdict(status=Effective.SERVER_FAULT, evidence=quote(told))
    lists = [one for name, one in value.items() if isinstance(one, list) and name.lower() in _LISTS]
    if lists and not any(lists):
        return PageVerdict(status=Effective.EMPTY_LIST, evidence="an empty JSON list")
    return PageVerdict(status=Effective.OK)


_LISTS = ("events", "items", "results", "entries", "posts", "data", "termine", "veranstaltungen")


_CALENDAR_FRAME = frozenset({"VCALENDAR", "VTIMEZONE", "STANDARD", "DAYLIGHT", "VALARM"})


def judge_calendar(text: str) -> PageVerdict:
    if "END:VCALENDAR" not in text[-400:].upper():
        return PageVerdict(status=Effective.CUT, evidence="a calendar without its last line END:VCALENDAR")
    parts = {part.upper() for part in re.findall(r"^BEGIN:([\w-]+)", text, re.M | re.I)}
    if parts <= _CALENDAR_FRAME:  # a component that nobody knows is no sign that nothing is announced
        return PageVerdict(status=Effective.EMPTY_LIST, evidence="a calendar without events")
    return PageVerdict(status=Effective.OK)


def judge_feed(text: str) -> PageVerdict:
    if not re.search(r"</(?:rss|feed|rdf:rdf|channel)>\s*(?:<!--.*?-->\s*)*$", text[-4000:], re.I | re.S):
        return PageVerdict(status=Effective.CUT, evidence="a feed whose root element is not closed")
    if not re.search(r"<(?:item|entry)[\s>]", text, re.I):
        return PageVerdict(status=Effective.EMPTY_LIST, evidence="a feed without entries")
    return PageVerdict(status=Effective.OK)
