"""The search index: upcoming occurrences by month, as scripts that the page loads when somebody starts to search.

Scripts, not JSON: a page opened from a folder may load a script but may not fetch a file.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.site.listing import Calendar, Entry

_TEXT_LIMIT = 160


def shard_path(month: str) -> str:
    return f"suche/{month}.js"


def shards(calendar: Calendar) -> dict[str, Sequence[Entry]]:
    """The entries of each shard by month: what goes on today or later; what already runs belongs to today's month."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in calendar.running:
        found[f"{calendar.today:%Y-%m}"].append(entry)
    for entry in calendar.coming:
        found[entry.month].append(entry)
    return dict(sorted(found.items()))


def render_shard(month: str, entries: Sequence[Entry]) -> bytes:
    """`litfassShard("2026-03", [...])`; the keys are explained in docs/site.md."""
    rows = [_row(entry) for entry in entries]
    text = json.dumps(rows, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    safe = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("<", "\\u003c")
    return f'litfassShard("{month}",{safe});\n'.encode()


def _row(entry: Entry) -> Mapping[str, Any]:
    item = entry.item
    row = {
        "e": item.event_id,
        "d": entry.first_day.isoformat(),
        "t": item.title,
        "z": entry.time,
        "b": entry.until,
        "p": entry.place,
        "o": entry.town,
        "v": entry.organiser,
        "w": [body.name for body in item.organisers],
        "s": entry.badge,
        "a": 1 if entry.is_off else 0,
        "m": ("o" if entry.is_online else "") + ("v" if entry.is_on_site else ""),
        "u": 1 if item.sold_out else 0,
        "f": 1 if item.is_free else 0,
        "l": list(item.languages),
        "x": list(item.topics),
        "q": (item.description or "")[:_TEXT_LIMIT],
    }
    return {key: value for key, value in row.items() if value not in ("", 0, [])}
