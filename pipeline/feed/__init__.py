"""A release's tables -> what the website takes: calendars, JSON-LD, news, deltas, freshness, and their schemas."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from pipeline.feed import atom, carried, catalogue, chain, farewells, ics, jsonfeed, jsonld, records, status
from pipeline.feed.canonical import ndjson
from pipeline.feed.delta import Told, delta_rows, opening_rows
from pipeline.feed.items import Tables, View
from pipeline.feed.news import news_of
from pipeline.feed.schemas import schema_files
from pipeline.feed.selections import selected
from pipeline.feed.view import look

NOTHING_BEFORE: Mapping[str, bytes] = MappingProxyType({})


def is_carried(path: str) -> bool:
    """Whether a file below feed/ is read again by the next release: give these of the release before as `before`."""
    return path in (carried.FILE, records.FILE) or (path.startswith(chain.FOLDER) and path.endswith(".ndjson"))


def after_erasure(before: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """What an erasure hands on of the feed before: the numbers told, but no words, so that the chain begins anew."""
    return {path: content for path, content in before.items() if path == carried.FILE}


def published_view(
    tables: Tables, *, logical_date: date, before: Mapping[str, bytes] = NOTHING_BEFORE
) -> tuple[View, bytes]:
    """What feed and site show tonight, numbered on from the release before, and the revisions.ndjson to carry on."""
    view = look(tables, logical_date=logical_date)
    return carried.carry(view, tables, before.get(carried.FILE, b""), logical_date=logical_date)


def render_feed(
    tables: Tables,
    *,
    version: str,
    logical_date: date,
    public_url: str,
    before: Mapping[str, bytes] = NOTHING_BEFORE,
) -> Mapping[str, bytes]:
    """The files of `feed/` as relative path -> bytes; the same tables and `before` give the same bytes.

    `tables` are rows as in pipeline.schema (moments aware, days as dates); `before` are the carried files of the feed
    before, none if there was none: then the chain of deltas begins with a reset. What cannot be shown is left out and
    counted in status.json; UsageError if `public_url` has no host or `before` is not older.
    """
    view, revisions = published_view(tables, logical_date=logical_date, before=before)
    host = ics.host_of(public_url)
    entries = [entry for item in view.items for entry in ics.entries(item, host)]
    stones = [(stone, ics.tombstone(stone, host)) for stone in view.tombstones]
    news = news_of(tables, view, logical_date=logical_date)
    calendars, titles = selected(tables, entries, stones, view.former)
    contents = [*(entry.content for entry in entries), *(content for _, content in stones)]
    files = {
        "events.jsonld": jsonld.render(view.items, public_url=public_url),
        "events.ics": ics.calendar(contents, "Litfass: Veranstaltungen"),
        **calendars,
        "feed.json": jsonfeed.render(news, public_url=public_url),
        "feed.atom": atom.render(news, public_url=public_url, logical_date=logical_date),
        "status.json": status.render(tables, view, version=version, logical_date=logical_date, public_url=public_url),
        "tombstones.json": farewells.render(view.tombstones, version=version),
        **_deltas(tables, view, version, logical_date, before),
        carried.FILE: revisions,
        **schema_files(),
    }
    return files | {"index.json": catalogue.render(files, titles, version=version, public_url=public_url)}


def _deltas(
    tables: Tables, view: View, version: str, logical_date: date, before: Mapping[str, bytes]
) -> dict[str, bytes]:
    """calendar.ndjson and the chain of deltas that leads to it."""
    after = records.records_of(tables, view)
    table = ndjson(after[one] for one in sorted(after))
    last = chain.newest(before)
    told = Told.since(last, tables, view)
    if last is None:
        rows = opening_rows(after, told)
    else:
        rows = delta_rows(records.read_records(before[records.FILE]), after, told, logical_date)
    return {records.FILE: table, **chain.link_on(version, rows, table, before)}
