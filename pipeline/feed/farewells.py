"""tombstones.json: what left the feed in the last 60 days and why, so that a website can take it down."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from pipeline.feed.canonical import iso, pretty
from pipeline.feed.items import Tombstone
from pipeline.feed.leaving import TOMBSTONE_DAYS
from pipeline.feed.wording import farewell_text


def render(stones: Sequence[Tombstone], *, version: str) -> bytes:
    """By id; what was erased is not among them, and what a person hid is without a title."""
    return pretty(
        {
            "schema": "schemas/tombstones.schema.json",
            "version": version,
            "tombstones": [
                {
                    "id": stone.key,
                    "event_id": stone.event_id,
                    "title": stone.title or None,
                    "start": iso(stone.begins),
                    "reason": stone.reason,
                    "into": stone.into,
                    "sentence": farewell_text(stone),
                    "left_on": iso(stone.left_on),
                    "until": iso(stone.left_on + timedelta(days=TOMBSTONE_DAYS)),
                }
                for stone in stones
            ],
        }
    )
