"""A relaunch that gave every page of a source another address: one change of the source, not one of each event."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence

from pipeline.changes.compare import Stamp
from pipeline.changes.volatile import is_volatile
from pipeline.memory import Remembered

_FEWEST = 3
_SHARE = 0.6  # of the entries that were seen on both nights

Row = dict[str, object]


def told_once(
    rows: Sequence[Row], before: Mapping[str, Remembered], now: Mapping[str, Remembered], stamp: Stamp
) -> list[Row]:
    """The rows of the changes table without the new address of each event of a source of which most entries have
    another address tonight, and in their place one row of that source (table `sources`)."""
    moved: dict[str, list[tuple[str, str]]] = defaultdict(list)
    compared: dict[str, int] = defaultdict(int)
    for key in sorted(now):
        one, old = now[key], before.get(key)
        if old is None or not one.seen_tonight or not old.announcement.url:
            continue
        source_id = one.announcement.source_id
        compared[source_id] += 1
        was, new = old.announcement.url, one.announcement.url
        if new and was != new and not is_volatile("url", was, new):
            moved[source_id].append((was, new))
    over = {
        source_id: pairs
        for source_id, pairs in sorted(moved.items())
        if len(pairs) >= _FEWEST and len(pairs) >= _SHARE * compared[source_id]
    }
    addresses = {new for pairs in over.values() for _, new in pairs}
    kept = [row for row in rows if not (_is_address(row, stamp) and row["after"] in addresses)]
    return [*kept, *(_row(source_id, pairs, stamp) for source_id, pairs in over.items())]


def _is_address(row: Row, stamp: Stamp) -> bool:
    told = (row["table"], row["field"], row["kind"], row["cause"])
    return told == ("events", "url", "modified", stamp.default_cause)


def _row(source_id: str, pairs: Sequence[tuple[str, str]], stamp: Stamp) -> Row:
    was, new = pairs[0]
    seed = "\x1f".join((stamp.run_id, "sources", source_id, "addresses"))
    return {
        "change_id": "chg_" + hashlib.blake2b(seed.encode(), digest_size=8).hexdigest(),
        "record_id": source_id,
        "table": "sources",
        "field": "addresses",
        "kind": "modified",
        "meaning": "other",
        "before": was,
        "after": new,
        "cause": stamp.default_cause,
        "sentence_de": f"Die Seiten von {source_id} haben neue Adressen ({len(pairs)} Einträge, z. B. {was} → {new})",
        "valid_from": stamp.at,
        "known_from": stamp.at,
        "run_id": stamp.run_id,
    }
