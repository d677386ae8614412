"""One announcement from its list entry, feed item and detail page: which of them says what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.models import PageRole, Printed, RawAnnouncement


def combine(raws: Sequence[RawAnnouncement]) -> tuple[RawAnnouncement, ...]:
    """Join what was read in one run of one source about the same entry: same key, guid or address, and same part.

    The detail page's fields win over a list's; among lists, the surer reader, then the longer text. Each field that
    comes from another capture than the result's own is named in `origins`. The order and `position` are those of the
    first sighting.
    """
    groups: dict[tuple[str, int], list[RawAnnouncement]] = {}
    alias: dict[tuple[str, int], tuple[str, int]] = {}
    for raw in raws:
        names = [(name, raw.part) for name in (raw.key, raw.guid, raw.url) if name]
        home = next((alias[name] for name in names if name in alias), names[0])
        for name in names:
            alias.setdefault(name, home)
        groups.setdefault(home, []).append(raw)
    joined = [_join(group) for group in groups.values()]
    return tuple(_at(raw, position) for position, raw in enumerate(joined))


def _at(raw: RawAnnouncement, position: int) -> RawAnnouncement:
    return raw if raw.position == position else replace(raw, position=position)


def _join(group: Sequence[RawAnnouncement]) -> RawAnnouncement:
    first = group[0]
    if len(group) == 1:
        return first
    ranked = sorted(group, key=_rank)
    best = ranked[0]
    fields: dict[str, Printed] = {}
    origins: dict[str, str] = {}
    for raw in ranked:
        for name, printed in raw.fields.items():
            if name not in fields and printed.text.strip():
                fields[name] = printed
                if raw.capture_id != best.capture_id:
                    origins[name] = raw.origins.get(name, raw.capture_id)
    return replace(
        best,
        key=first.key,
        position=first.position,
        fields=fields,
        origins=origins,
        guid=next((raw.guid for raw in ranked if raw.guid), ""),
        url=next((raw.url for raw in ranked if raw.url), ""),
        categories=tuple(dict.fromkeys(name for raw in ranked for name in raw.categories)),
        year=next((raw.year for raw in ranked if raw.year), None),
    )


def _rank(raw: RawAnnouncement) -> tuple[bool, float, int]:
    return (raw.role is not PageRole.DETAIL, -raw.sure, -len(raw.text_of("text")))


def capture_ids(raw: RawAnnouncement) -> tuple[str, ...]:
    """All captures that this announcement was read from, its own first."""
    return tuple(dict.fromkeys((raw.capture_id, *raw.origins.values())))
