"""A block of text that appeared all over a source, or went again: one change of the source."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from pipeline.changes.compare import Stamp

_QUOTED = 160


def block_changes(
    before: Mapping[str, Sequence[str]], tonight: Mapping[str, Sequence[str] | None], stamp: Stamp
) -> list[dict[str, object]]:
    """Rows of the changes table, table `sources`, for blocks that came or went; None: the source was not read well."""
    rows = []
    for source_id in sorted(tonight):
        now = tonight[source_id]
        if now is None:
            continue
        was = before.get(source_id, ())
        rows += [_row(source_id, None, block, stamp) for block in now if block not in was]
        rows += [_row(source_id, block, None, stamp) for block in was if block not in now]
    return rows


def _row(source_id: str, before: str | None, after: str | None, stamp: Stamp) -> dict[str, object]:
    block = after or before or ""
    words = f"»{block[:_QUOTED]}{'…' if len(block) > _QUOTED else ''}«"
    where = "steht jetzt auf allen Seiten" if after else "steht nicht mehr auf allen Seiten"
    seed = "\x1f".join((stamp.run_id, "sources", source_id, block, where))
    return {
        "change_id": "chg_" + hashlib.blake2b(seed.encode(), digest_size=8).hexdigest(),
        "record_id": source_id,
        "table": "sources",
        "field": "repeated_text",
        "kind": "modified",
        "meaning": "other",
        "before": before,
        "after": after,
        "cause": stamp.default_cause,
        "sentence_de": f"{words} {where} von {source_id}",
        "valid_from": stamp.at,
        "known_from": stamp.at,
        "run_id": stamp.run_id,
    }
