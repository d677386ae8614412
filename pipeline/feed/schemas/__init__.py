"""The JSON Schemas of the feeds, published beside them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib import resources
from typing import Any

from pipeline.feed.canonical import pretty
from pipeline.feed.records import COLUMNS

_NAMES = ("delta-index", "index", "jsonfeed", "jsonld", "revisions", "status", "tombstones")
_KINDS = {"bool": "boolean", "int64": "integer", "double": "number"}


def schema_files() -> dict[str, bytes]:
    """Path below feed/ -> schema."""
    folder = resources.files("pipeline.feed.schemas")
    texts = {one: folder.joinpath(f"{one}.schema.json").read_bytes() for one in _NAMES}
    delta = json.loads(folder.joinpath("delta.schema.json").read_bytes())
    delta["$defs"]["record"] = record_schema()
    texts["delta"] = pretty(delta)
    texts["record"] = pretty({"$schema": delta["$schema"], "title": "A line of calendar.ndjson", **record_schema()})
    return {f"schemas/{one}.schema.json": texts[one] for one in sorted(texts)}


def record_schema() -> Mapping[str, Any]:
    """JSON Schema of one record of calendar.ndjson, from the columns of calendar.parquet."""
    properties = {
        column.name: {"type": _kind(str(column.type), column.nullable), "description": column.meaning}
        for column in COLUMNS
    }
    return {"type": "object", "additionalProperties": False, "required": list(properties), "properties": properties}


def _kind(arrow: str, nullable: bool) -> str | list[str]:
    kind = "array" if arrow.startswith("list") else _KINDS.get(arrow, "string")
    return [kind, "null"] if nullable else kind
