"""A release's tables -> what the website takes: events.jsonld, events.ics, status.json and its schema."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from pipeline.feed import ics, jsonld, status
from pipeline.feed.items import Tables
from pipeline.feed.view import look


def render_feed(tables: Tables, *, version: str, logical_date: date, public_url: str) -> Mapping[str, bytes]:
    """The files of `feed/` as relative path -> bytes; the same tables give the same bytes.

    `tables` are rows as in pipeline.schema (moments aware, days as dates). What cannot be shown is left out and counted
    in status.json; UsageError if `public_url` has no host.
    """
    view = look(tables, logical_date=logical_date)
    return {
        "events.jsonld": jsonld.render(view.items, public_url=public_url),
        "events.ics": ics.render(view.items, public_url=public_url),
        "status.json": status.render(tables, view, version=version, logical_date=logical_date, public_url=public_url),
        "schemas/status.schema.json": status.schema(),
    }
