"""The JSON Schemas of the feeds, published beside them."""

from __future__ import annotations

from importlib import resources

_NAMES = ("index", "jsonfeed", "status")


def schema_files() -> dict[str, bytes]:
    """Path below feed/ -> schema."""
    folder = resources.files("pipeline.feed.schemas")
    return {f"schemas/{one}.schema.json": folder.joinpath(f"{one}.schema.json").read_bytes() for one in _NAMES}
