"""The pages of single events: the event itself with its calendar file, and what became of those without one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from pipeline.feed.ics import event_ics
from pipeline.feed.items import FeedItem, Row, Tables, View
from pipeline.feed.jsonld import embeddable, event_node
from pipeline.feed.news import is_naming, is_ruled
from pipeline.feed.revisions import by_record
from pipeline.feed.safe import safe_line
from pipeline.site.addresses import event_folder
from pipeline.site.event_page import event_page
from pipeline.site.frame import Page, Site, draw
from pipeline.site.gone import Gone
from pipeline.site.history import Told, history
from pipeline.site.listing import Calendar, Entry

_QUOTE_LIMIT = 120


def event_pages(site: Site, calendar: Calendar, feed: View, tables: Tables) -> Iterator[tuple[str, bytes]]:
    """A page for each event, and a calendar file for those that the feed shows: the same entries, with the same
    identity, as in its events.ics."""
    in_feed = {item.event_id: item for item in feed.items}
    stories = _stories(tables, calendar)
    family = _families(calendar)
    quotes = _quotes(tables)
    for event_id, item in calendar.items.items():
        page = Page(folder=event_folder(event_id), title=item.title)
        shown = in_feed.get(event_id)
        event = event_page(
            item, calendar, stories[event_id], _siblings(item, calendar, family), quotes.get(event_id, "")
        )
        has_ics = shown is not None and not event.is_over
        described = Page(folder=page.folder, title=page.title, description=event.summary)
        yield (
            page.path,
            draw(
                "event.html",
                site,
                described,
                event=event,
                has_ics=has_ics,
                json_ld=_json_ld(shown or item, site),
            ),
        )
        if shown and has_ics:
            yield f"{page.folder}termin.ics", event_ics(shown, public_url=site.url)


def gone_pages(site: Site, gone: Sequence[Gone], items: Mapping[str, FeedItem]) -> Iterator[tuple[str, bytes]]:
    """A redirect for an id that went into another event, a note for every other one."""
    for one in gone:
        if one.target:
            target = Page(folder=event_folder(one.target), title=items[one.target].title)
            page = Page(folder=target.folder, title=target.title, is_hidden=True)  # its canonical address
            url = f"../{one.target}/index.html"
            content = draw("moved.html", site, page, target=url, title=target.title)
        else:
            page = Page(folder=event_folder(one.event_id), title="Nicht mehr im Kalender", is_hidden=True)
            content = draw("gone.html", site, page, note=one.note)
        yield f"{event_folder(one.event_id)}index.html", content


def _json_ld(item: FeedItem, site: Site) -> str:
    """The event's dates as schema.org; safe in a script element."""
    graph = [event_node(item, occurrence, site.url) for occurrence in item.occurrences]
    return embeddable({"@context": "https://schema.org", "@graph": graph}).decode()


def _stories(tables: Tables, calendar: Calendar) -> Mapping[str, Sequence[Told]]:
    """Each event's history; dates that a rule gives roll on every night and are no news."""
    log = by_record(tables.get("changes", ()))
    dated: dict[str, list[str]] = defaultdict(list)
    for row in tables.get("occurrences", ()):
        if not row["is_expanded"]:
            dated[str(row["event_id"])].append(str(row["occurrence_id"]))
    return {
        event_id: history(_changes_of([event_id, *dated[event_id], *_rule_of(item)], log), item.first_seen_at)
        for event_id, item in calendar.items.items()
    }


def _rule_of(item: FeedItem) -> list[str]:
    return [item.series.series_id] if item.series and is_ruled(item) else []


def _quotes(tables: Tables) -> Mapping[str, str]:
    """The words behind each event's status, of the leading announcement, where its sources let them be shown."""
    events = {str(row["event_id"]): row for row in tables.get("events", ()) if row["publish"] != "facts"}
    quotes: dict[str, str] = {}
    for row in sorted(tables.get("announcements", ()), key=lambda row: str(row["announcement_id"])):
        event = events.get(str(row["event_id"]))
        if event and row["status_text"] and row["status"] == event["status"]:
            if row["url"] == event["url"]:
                quotes[str(row["event_id"])] = safe_line(row["status_text"], _QUOTE_LIMIT)
            quotes.setdefault(str(row["event_id"]), safe_line(row["status_text"], _QUOTE_LIMIT))
    return quotes


def _changes_of(records: Sequence[str], log: Mapping[str, Sequence[Row]]) -> list[Row]:
    return [change for record in records for change in log.get(record, ()) if not is_naming(change)]


def _families(calendar: Calendar) -> Mapping[str, Sequence[Entry]]:
    """The entries of each series in order of time."""
    family: dict[str, list[Entry]] = defaultdict(list)
    for entry in calendar.entries:
        if entry.item.series:
            family[entry.item.series.series_id].append(entry)
    return family


def _siblings(item: FeedItem, calendar: Calendar, family: Mapping[str, Sequence[Entry]]) -> list[Entry]:
    """The dates of the series' other events: those to come, then the last ones past."""
    if item.series is None:
        return []
    others = [entry for entry in family[item.series.series_id] if entry.event_id != item.event_id]
    coming = [entry for entry in others if entry.last_day >= calendar.today]
    past = [entry for entry in others if entry.last_day < calendar.today]
    return coming + past[::-1]
