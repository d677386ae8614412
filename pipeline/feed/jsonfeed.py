"""feed.json: new and changed events as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.feed.canonical import iso, pretty
from pipeline.feed.items import FeedItem, FeedOccurrence
from pipeline.feed.news import News, entry_id, entry_text, entry_title
from pipeline.feed.permalinks import event_page
from pipeline.feed.wording import place_line, topic_names

FEED_TITLE = "Litfass: neue und geänderte Veranstaltungen"


def render(news: Sequence[News], *, public_url: str) -> bytes:
    """The entries in the order given; the extension `_litfass` carries ids, dates and status for programs."""
    base = public_url.rstrip("/")
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": FEED_TITLE,
        "home_page_url": base + "/",
        "feed_url": base + "/feed/feed.json",
        "description": "Was in den Kalender kam oder sich änderte, mit einem Satz dazu.",
        "language": "de",
        "authors": [{"name": "Litfass", "url": base + "/"}],
        "items": [_item(one, base) for one in news],
    }
    return pretty(document)


def _item(one: News, base: str) -> Mapping[str, Any]:
    item = one.item
    entry = {
        "id": entry_id(one, base),
        "url": event_page(base, item.event_id),
        "external_url": item.url,
        "title": entry_title(one),
        "content_text": entry_text(one),
        "summary": " · ".join(one.sentences) or None,
        "date_published": iso(one.at),
        "tags": topic_names(item),
        "authors": [_author(body.name, body.url) for body in item.organisers if body.role == "organiser"],
        "_litfass": {
            "about": base + "/feed/index.json",
            "event_id": item.event_id,
            "run_id": one.run_id,
            "is_new": one.is_new,
            "topics": list(item.topics),
            "occurrences": [_occurrence(item, occurrence) for occurrence in item.occurrences],
        },
    }
    return {key: value for key, value in entry.items() if value not in (None, [])}


def _author(name: str, url: str | None) -> Mapping[str, str]:
    return {"name": name, "url": url} if url else {"name": name}


def _occurrence(item: FeedItem, occurrence: FeedOccurrence) -> Mapping[str, Any]:
    return {
        "occurrence_id": occurrence.occurrence_id,
        "start": iso(occurrence.begins),
        "end": iso(occurrence.end) if occurrence.end else occurrence.end_date and iso(occurrence.end_date),
        "status": occurrence.status,
        "place": place_line(occurrence.venue, item.attendance_mode) or None,
    }
