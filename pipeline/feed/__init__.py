"""A release's tables -> what the website takes: calendars, JSON-LD, news, freshness, and the schemas of all of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from pipeline.feed import atom, catalogue, ics, jsonfeed, jsonld, status
from pipeline.feed.items import Tables
from pipeline.feed.news import news_of
from pipeline.feed.schemas import schema_files
from pipeline.feed.selections import selected
from pipeline.feed.view import look


def render_feed(tables: Tables, *, version: str, logical_date: date, public_url: str) -> Mapping[str, bytes]:
    """The files of `feed/` as relative path -> bytes; the same tables give the same bytes.

    `tables` are rows as in pipeline.schema (moments aware, days as dates). What cannot be shown is left out and counted
    in status.json; UsageError if `public_url` has no host.
    """
    view = look(tables, logical_date=logical_date)
    host = ics.host_of(public_url)
    entries = [entry for item in view.items for entry in ics.entries(item, host)]
    news = news_of(tables, view, logical_date=logical_date)
    calendars, titles = selected(tables, entries)
    files = {
        "events.jsonld": jsonld.render(view.items, public_url=public_url),
        "events.ics": ics.calendar([entry.content for entry in entries], "Litfass: Veranstaltungen"),
        **calendars,
        "feed.json": jsonfeed.render(news, public_url=public_url),
        "feed.atom": atom.render(news, public_url=public_url, logical_date=logical_date),
        "status.json": status.render(tables, view, version=version, logical_date=logical_date, public_url=public_url),
        **schema_files(),
    }
    return files | {"index.json": catalogue.render(files, titles, version=version, public_url=public_url)}
