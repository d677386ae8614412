"""The Events Calendar's interface (`/wp-json/tribe/events/v1/events`), a plugin that many associations use."""

from __future__ import annotations

import html
from typing import Any

from pipeline.formats.addresses import absolute_url
from pipeline.formats.entries import announcement, whole
from pipeline.formats.fragments import rich
from pipeline.formats.moments import is_iso, rewritten, to_iso
from pipeline.formats.pointers import as_text, follow, join
from pipeline.formats.reading import MAX_ANNOUNCEMENTS, Reading, nothing
from pipeline.formats.structured import looks_like_json, structured_value
from pipeline.models import Capture, Follow, PageRole, Printed, RawAnnouncement

READER = "tribe"
_PATHS = {
    "title": "title",
    "text": "description",
    "url": "url",
    "status": "status",
    "price": "cost",
    "venue": "venue/venue",
    "street": "venue/address",
    "postal_code": "venue/zip",
    "city": "venue/city",
    "country": "venue/country",
    "organiser": "organizer/0/organizer",
    "registration_url": "website",
}


def read_tribe(capture: Capture) -> Reading:
    """The events of a The Events Calendar answer; dates are wall time of the site's own zone."""
    value = structured_value(capture) if looks_like_json(capture) else None
    events = value.get("events") if isinstance(value, dict) else None
    if (
        not isinstance(value, dict)
        or not isinstance(events, list)
        or not ("rest_url" in value or "total_pages" in value)
    ):
        return nothing(READER, "This is no answer of The Events Calendar.")
    raws = [
        _event(capture, value, event, number)
        for number, event in enumerate(events[:MAX_ANNOUNCEMENTS])
        if isinstance(event, dict) and event.get("title")
    ]
    if not raws:
        return nothing(READER, "The Events Calendar has no events here.", sure=0.95)
    why = f"{len(raws)} events from The Events Calendar's interface."
    return Reading(reader=READER, sure=1.0, announcements=tuple(raws), why=why)


def follow_tribe(capture: Capture) -> tuple[Follow, ...]:
    """The next page, as the answer itself names it."""
    value = structured_value(capture) if looks_like_json(capture) else None
    address = as_text(value.get("next_rest_url")) if isinstance(value, dict) and "events" in value else ""
    url = absolute_url(capture.final_url or capture.url, address)
    return (Follow(url=url, role=PageRole.LIST),) if url else ()


def _event(capture: Capture, value: Any, event: dict[str, Any], number: int) -> RawAnnouncement:
    here = f"/events/{number}"
    fields: dict[str, Printed | None] = {}
    for name, path in _PATHS.items():
        pointer = join(here, *path.split("/"))
        text = as_text(follow(value, pointer))
        fields[name] = rich(text, pointer) if text.strip() else None
    if fields["status"] and fields["status"].text == "publish":
        fields["status"] = None
    is_all_day = event.get("all_day") is True
    for name in ("start", "end"):
        fields[name] = _moment(value, join(here, f"{name}_date"), is_all_day)
    fields["published"] = _stamp(value, join(here, "date_utc"))
    fields["updated"] = _stamp(value, join(here, "modified_utc"))
    categories = event.get("categories")
    names = (
        [as_text(item.get("name")) for item in categories if isinstance(item, dict)]
        if isinstance(categories, list)
        else []
    )
    return announcement(
        capture,
        position=number,
        reader=READER,
        fields=fields,
        link=as_text(event.get("url")),
        guid=as_text(event.get("global_id")),
        post_id=as_text(event.get("id")),
        categories=[html.unescape(name) for name in names if name],
    )


def _moment(value: Any, pointer: str, is_all_day: bool) -> Printed | None:
    """`2026-03-05 19:00:00` as ISO 8601; of an all-day event the day."""
    text = as_text(follow(value, pointer))
    if is_all_day and len(text) >= 10:
        return Printed(text=text[:10], node_path=pointer, char_end=10)
    return whole(to_iso(text), pointer + "!iso") if is_iso(to_iso(text)) else None


def _stamp(value: Any, pointer: str) -> Printed | None:
    text = as_text(follow(value, pointer))
    return whole(rewritten(text, "utc"), pointer + "!utc") if is_iso(rewritten(text, "utc")) else None
