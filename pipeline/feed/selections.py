"""The calendar in smaller files: by source, by town, by topic, and what takes place online only."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from pipeline.feed.ics import Entry, calendar
from pipeline.feed.items import FeedItem, FeedOccurrence, Tables, Tombstone
from pipeline.feed.safe import safe_line
from pipeline.german import TOPICS

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_NOT_PLAIN = re.compile(r"[^a-z0-9]+")
ONLINE = "online.ics"


def selected(
    tables: Tables,
    entries: Sequence[Entry],
    stones: Sequence[tuple[Tombstone, bytes]] = (),
    former: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> tuple[dict[str, bytes], dict[str, str]]:
    """Path -> calendar and path -> its German title. A source, town or topic that the tables know keeps its file while
    nothing is on, since people subscribe to its address. `former` names further files that an id stands in."""
    titles = _known(tables)
    chosen: dict[str, list[bytes]] = defaultdict(list)
    for entry in entries:
        key = entry.occurrence.occurrence_id if entry.occurrence else entry.item.event_id
        for path in {*smaller_files(entry.item, entry.occurrence), *former.get(key, ())}:
            chosen[path].append(entry.content)
    for stone, content in stones:
        for path in stone.paths:
            chosen[path].append(content)
    return {path: calendar(chosen[path], f"Litfass: {title}") for path, title in sorted(titles.items())}, titles


def slug(name: str) -> str:
    """A file name of a-z, 0-9 and hyphens; names that differ only in case share one."""
    plain = unicodedata.normalize("NFKD", safe_line(name).lower().translate(_UMLAUTS))
    short = _NOT_PLAIN.sub("-", plain.encode("ascii", "ignore").decode()).strip("-")[:60]
    return short or "x-" + hashlib.blake2b(safe_line(name).encode(), digest_size=4).hexdigest()


def _known(tables: Tables) -> dict[str, str]:
    titles = {ONLINE: "online"}
    for kind, rows, column in (
        ("by-source", "announcements", "source_id"),
        ("by-city", "venues", "city"),
    ):
        for name in sorted({safe_line(row[column]) for row in tables.get(rows, ()) if row[column]}, reverse=True):
            titles[f"{kind}/{slug(name)}.ics"] = name
    for topic in sorted({topic for row in tables.get("events", ()) for topic in row["topics"] or ()}, reverse=True):
        titles[f"by-topic/{slug(topic)}.ics"] = safe_line(TOPICS.get(topic, topic))
    return {path: title for path, title in titles.items() if title}


def smaller_files(item: FeedItem, occurrence: FeedOccurrence | None) -> set[str]:
    """The files below feed/, beside events.ics, that an entry stands in; `occurrence` None is the entry of a rule."""
    shown = (occurrence,) if occurrence else item.occurrences
    paths = {f"by-source/{slug(link.source_id)}.ics" for link in item.sources}
    paths |= {f"by-topic/{slug(topic)}.ics" for topic in item.topics}
    paths |= {f"by-city/{slug(one.venue.city)}.ics" for one in shown if one.venue and one.venue.city}
    return paths | ({ONLINE} if all(_is_online(one, item.attendance_mode) for one in shown) else set())


def _is_online(occurrence: FeedOccurrence, mode: str | None) -> bool:
    return occurrence.status == "moved_online" or mode == "online"
