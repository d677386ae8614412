"""What is new and what changed, night by night: the entries of feed.json and feed.atom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from pipeline.feed.items import FeedItem, Row, Tables, View
from pipeline.feed.revisions import matters
from pipeline.feed.safe import safe_line
from pipeline.feed.wording import headline, place_line, shared_status, when

DAYS_BACK = 30
MOST_ENTRIES = 300
_MOST_DATES = 6
_SAID_BY = {"start_date": "start", "end_date": "end", "all_day": "start"}
_FIRST = (
    "status",
    "start",
    "start_date",
    "end",
    "end_date",
    "rrule",
    "exdates",
    "venue_id",
    "attendance_mode",
    "online_url",
    "title",
)
_OURS = ("url", "series_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """One event in one night: `sentences` say in German what changed, the weightiest first; empty if it `is_new`."""

    item: FeedItem
    run_id: str
    at: datetime
    is_new: bool
    sentences: tuple[str, ...]


def news_of(tables: Tables, view: View, *, logical_date: date) -> tuple[News, ...]:
    """The events of the feed that came or changed within 30 days, one entry per event and night, newest first, at most
    300. An event that left the feed takes its entries along."""
    event_of = {str(row["occurrence_id"]): str(row["event_id"]) for row in tables.get("occurrences", ())}
    items = {item.event_id: item for item in view.items}
    event_of |= {item.series.series_id: item.event_id for item in view.items if item.series and is_ruled(item)}
    first_day = logical_date - timedelta(days=DAYS_BACK)
    nights: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for change in tables.get("changes", ()):
        event_id = event_of.get(str(change["record_id"]), str(change["record_id"]))
        if event_id in items and change["known_from"].date() >= first_day and not is_naming(change):
            nights[event_id, str(change["run_id"])].append(change)
    found = (_entry(items[event_id], run_id, changes) for (event_id, run_id), changes in nights.items())
    told = [one for one in found if one.is_new or one.sentences]
    told.sort(key=lambda one: (one.item.occurrences[0].start_date, one.item.title.casefold(), one.item.event_id))
    told.sort(key=lambda one: one.at, reverse=True)
    return tuple(told[:MOST_ENTRIES])


def is_ruled(item: FeedItem) -> bool:
    """Whether the event's dates follow its series' stated rule, so that a change of the rule is one of the event."""
    return any(occurrence.is_expanded for occurrence in item.occurrences)


def is_naming(change: Row) -> bool:
    """A new name of a series is a matter of our order, not of the events in it."""
    return (change["table"], change["field"]) == ("series", "title")


def _entry(item: FeedItem, run_id: str, changes: Sequence[Row]) -> News:
    is_new = any(row["kind"] in ("added", "split") and row["record_id"] == item.event_id for row in changes)
    return News(
        item=item,
        run_id=run_id,
        at=max(row["known_from"] for row in changes),
        is_new=is_new,
        sentences=() if is_new else tuple(sentences_of(changes)),
    )


def sentences_of(changes: Iterable[Row]) -> list[str]:
    """What these changes tell a reader, the weightiest first, each once. The day's sentence is left out where the clock
    time's says it already, and so is what concerns our sources and not the event: the address of a page, a series."""
    told = [row for row in changes if row["field"] not in _OURS]
    said = {(row["record_id"], row["field"]) for row in told}
    lines = (
        safe_line(row["sentence_de"], 500)
        for row in sorted(told, key=_weight)
        if (row["record_id"], _SAID_BY.get(str(row["field"]))) not in said
    )
    return list(dict.fromkeys(line for line in lines if line))


def _weight(change: Row) -> tuple[bool, int, str]:
    field = str(change["field"])
    return not matters(change), _FIRST.index(field) if field in _FIRST else len(_FIRST), str(change["change_id"])


def entry_id(one: News, base: str) -> str:
    """A name for ever (tag URI, RFC 4151) of what was told in that night about that event."""
    host = urlsplit(base).hostname or "litfass.invalid"
    return f"tag:{host},{one.at:%Y-%m-%d}:{one.item.event_id}/{one.run_id}"


def entry_title(one: News) -> str:
    """The event's title with what is most urgent before it."""
    told = headline(one.item.title, shared_status(one.item))
    return told if told != one.item.title else f"{'Neu' if one.is_new else 'Geändert'}: {told}"


def entry_text(one: News) -> str:
    """What changed, when and where it is, and its text as far as the source permits; one paragraph each."""
    item = one.item
    dates = [
        " · ".join(filter(None, (when(occurrence), place_line(occurrence.venue, item.attendance_mode))))
        for occurrence in item.occurrences[:_MOST_DATES]
    ]
    more = len(item.occurrences) - _MOST_DATES
    rule = item.series.rrule_text if item.series and is_ruled(item) else None
    lines = [
        "\n".join(one.sentences),
        "\n".join([*dates, f"und {more} weitere Termine"] if more > 0 else dates),
        rule or "",
        item.description or "",
        f"Quelle: {item.url}" if item.url else "",
    ]
    return "\n\n".join(line for line in lines if line)
