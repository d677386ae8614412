"""RSS, Atom and JSON Feed: the entries of a feed as announcements, with the day of publication but no event date of
their own."""

from __future__ import annotations

from typing import Any

from pipeline.formats.entries import announcement, whole
from pipeline.formats.fragments import rich
from pipeline.formats.pointers import as_text, follow, join
from pipeline.formats.reading import MAX_ANNOUNCEMENTS, Reading, issue, nothing
from pipeline.formats.structured import MAX_FEED_BYTES, looks_like_feed, looks_like_json, structured_value
from pipeline.models import Capture, Printed, RawAnnouncement

READER = "feed"
JSON_READER = "jsonfeed"


def read_feeds(capture: Capture) -> Reading:
    """The entries of an RSS, Atom or RDF feed, also of a broken one; paths are pointers such as `/entries/3/title`.

    `published` and `updated` are UTC. An entry without title and text is left out.
    """
    if not looks_like_feed(capture):
        return read_json_feed(capture)
    feed = structured_value(capture)
    entries = feed.get("entries", []) if feed else []
    problems = []
    fault = feed.get("bozo_exception") if feed else "unreadable"
    if fault is not None and type(fault).__name__ not in ("NonXMLContentType", "CharacterEncodingOverride"):
        problems.append(issue(capture, "feed_broken", capture.url, "well-formed XML", str(fault)))
    if len(capture.body) > MAX_FEED_BYTES:
        problems.append(
            issue(capture, "too_large", capture.url, f"at most {MAX_FEED_BYTES} bytes", f"{len(capture.body)}")
        )
    raws: list[RawAnnouncement] = []
    for number, entry in enumerate(entries[:MAX_ANNOUNCEMENTS]):
        raw = _entry(capture, feed, entry, number, len(raws))
        if raw is not None:
            raws.append(raw)
    issues = tuple(problems)
    if not raws:
        return nothing(READER, "The feed has no entries.", issues, sure=0.9 if feed and not issues else 0.3)
    why = f"A feed ({feed.get('version') or 'unknown version'}) with {len(raws)} entries."
    return Reading(reader=READER, sure=0.9, announcements=tuple(raws), why=why, issues=issues)


def read_json_feed(capture: Capture) -> Reading:
    """The items of a JSON Feed (jsonfeed.org, version 1 or 1.1)."""
    value = structured_value(capture) if looks_like_json(capture) else None
    version = as_text(value.get("version")) if isinstance(value, dict) else ""
    items = value.get("items") if isinstance(value, dict) else None
    if "jsonfeed.org" not in version or not isinstance(items, list):
        return nothing(READER, "This is no feed.")
    raws: list[RawAnnouncement] = []
    for number, item in enumerate(items[:MAX_ANNOUNCEMENTS]):
        if not isinstance(item, dict):
            continue
        text = _pick(value, f"/items/{number}", "content_html", "content_text", "summary")
        raw = announcement(
            capture,
            position=len(raws),
            reader=JSON_READER,
            fields={
                "title": _pick(value, f"/items/{number}", "title"),
                "text": text,
                "url": _pick(value, f"/items/{number}", "url", "external_url"),
                "published": _pick(value, f"/items/{number}", "date_published"),
                "updated": _pick(value, f"/items/{number}", "date_modified"),
                "language": _pick(value, f"/items/{number}", "language") or _pick(value, "", "language"),
                "organiser": _pick(value, f"/items/{number}/authors/0", "name"),
            },
            link=as_text(item.get("url")),
            guid=as_text(item.get("id")),
            categories=[tag for tag in item.get("tags") or [] if isinstance(tag, str)],
        )
        if raw.text_of("title") or raw.text_of("text"):
            raws.append(raw)
    if not raws:
        return nothing(JSON_READER, "The JSON Feed has no items.", sure=0.9)
    return Reading(reader=JSON_READER, sure=0.95, announcements=tuple(raws), why=f"A JSON Feed with {len(raws)} items.")


def _entry(capture: Capture, feed: Any, entry: Any, number: int, position: int) -> RawAnnouncement | None:
    here = f"/entries/{number}"
    contents = entry.get("content") or []
    longest = max(range(len(contents)), key=lambda index: len(contents[index].get("value", "")), default=-1)
    text = _pick(feed, f"{here}/content/{longest}", "value") if longest >= 0 else None
    fields: dict[str, Printed | None] = {
        "title": _pick(feed, here, "title"),
        "text": text or _pick(feed, here, "summary"),
        "url": _pick(feed, here, "link"),
        "published": _pick(feed, here, "published_parsed", "updated_parsed"),
        "updated": _pick(feed, here, "updated_parsed"),
        "author": _pick(feed, here, "author"),
        "start": _pick(feed, here, "ev_startdate", "xcal_dtstart", "dtstart"),
        "end": _pick(feed, here, "ev_enddate", "xcal_dtend", "dtend"),
        "place": _pick(feed, here, "ev_location", "xcal_location"),
    }
    if not fields["title"] and not fields["text"]:
        return None
    tags = [tag.get("term") for tag in entry.get("tags") or []]
    return announcement(
        capture,
        position=position,
        reader=READER,
        fields={name: value for name, value in fields.items() if name != "author"},
        link=as_text(entry.get("link")),
        guid=as_text(entry.get("id")),
        categories=[tag for tag in tags if isinstance(tag, str)],
    )


def _pick(value: Any, pointer: str, *names: str) -> Printed | None:
    """The first of the named members that has text."""
    for name in names:
        here = join(pointer, name)
        found = follow(value, here)
        text = as_text(found)
        if text.strip():
            return rich(text, here) if isinstance(found, str) else whole(text, here)
    return None
