"""The time of day that a page prints for an event whose machine-readable value has the day only."""

from __future__ import annotations

from dataclasses import replace

from pipeline.formats import signs
from pipeline.formats.reading import Reading
from pipeline.models import RawAnnouncement


def with_printed_times(structured: Reading, printed: Reading) -> Reading:
    """The structured reading; an event without a clock also has the `date` and `time` of the printed entry on the same
    day with the same address or title."""
    by_name: dict[tuple[str, str], RawAnnouncement] = {}
    for raw in printed.announcements:
        for name in (raw.url, _title(raw)):
            if name and raw.text_of("date"):
                by_name.setdefault((name, signs.day_key(raw.text_of("date"))), raw)
    if not by_name:
        return structured
    return replace(structured, announcements=tuple(_timed(raw, by_name) for raw in structured.announcements))


def _timed(raw: RawAnnouncement, by_name: dict[tuple[str, str], RawAnnouncement]) -> RawAnnouncement:
    start = raw.text_of("start")
    if not start or "T" in start or raw.text_of("date"):
        return raw
    day = signs.day_key(start)
    twin = by_name.get((raw.url, day)) or by_name.get((_title(raw), day))
    if twin is None:
        return raw
    return replace(
        raw, fields={**raw.fields, **{name: twin.fields[name] for name in ("date", "time") if name in twin.fields}}
    )


def _title(raw: RawAnnouncement) -> str:
    return " ".join(raw.text_of("title").casefold().split())
