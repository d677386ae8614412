"""Event lists of recorded pages, from the expectations kept beside them (`<page>.expected.json`)."""

from __future__ import annotations

import json
import random
from pathlib import Path

from benchmarks.lists import Item, Shape

_LEAST = 6  # a shorter list shows nothing


def recorded(folder: Path) -> dict[str, Shape]:
    """A shape for each expectation file with enough events; the list is the same for every random number."""
    shapes: dict[str, Shape] = {}
    for path in sorted(folder.glob("*.expected.json")):
        items = _items(json.loads(path.read_text(encoding="utf-8"))["events"])
        if len(items) >= _LEAST:
            shapes[path.name.removesuffix(".expected.json")] = _shape(items)
    return shapes


def _shape(items: list[Item]) -> Shape:
    def make(_: random.Random) -> list[Item]:
        return list(items)

    return make


def _items(events: list[dict[str, object]]) -> list[Item]:
    return [
        Item(
            thing=number,
            title=str(event.get("title") or ""),
            start=str(event.get("start") or "")[:16],
            venue=str(event.get("location") or ""),
            url=str(event.get("url") or ""),
        )
        for number, event in enumerate(events)
    ]
