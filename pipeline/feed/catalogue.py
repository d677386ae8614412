"""feed/index.json: every file of the feed with its media type, for a program that looks for one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipeline.feed.canonical import pretty

_TYPES = {
    "jsonld": "application/ld+json",
    "ics": "text/calendar; charset=utf-8",
    "atom": "application/atom+xml",
    "ndjson": "application/x-ndjson",
    "json": "application/json",
}
_SCHEMAS = {
    "feed.json": "schemas/jsonfeed.schema.json",
    "status.json": "schemas/status.schema.json",
    "index.json": "schemas/index.schema.json",
    "tombstones.json": "schemas/tombstones.schema.json",
    "delta/index.json": "schemas/delta-index.schema.json",
    "calendar.ndjson": "schemas/record.schema.json",
    "revisions.ndjson": "schemas/revisions.schema.json",
    "events.jsonld": "schemas/jsonld.schema.json",
}


def render(files: Iterable[str], titles: Mapping[str, str], *, version: str, public_url: str) -> bytes:
    """`files` are paths below feed/, `titles` what some of them hold in German; the index lists itself, too."""
    base = public_url.rstrip("/") + "/feed/"
    return pretty(
        {
            "schema": "schemas/index.schema.json",
            "version": version,
            "public_url": public_url,
            "feeds": [_feed(path, titles.get(path), base) for path in sorted({*files, "index.json"})],
        }
    )


def media_type(path: str) -> str:
    """The media type of a file of the feed."""
    if path == "feed.json":
        return "application/feed+json"
    return "application/schema+json" if path.endswith(".schema.json") else _TYPES[path.rpartition(".")[2]]


def _feed(path: str, title: str | None, base: str) -> Mapping[str, str]:
    found = {"path": path, "url": base + path, "type": media_type(path)}
    if title:
        found["title"] = title
    schema = _SCHEMAS.get(path) or ("schemas/delta.schema.json" if path.startswith("delta/") else None)
    return found | ({"schema": schema} if schema else {})
