"""Fields that are suddenly empty all over a source: the page's markup changed, not fifty events; the last good values
stay until a person says otherwise."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from pipeline.checks.gate import rare_above
from pipeline.memory import Remembered
from pipeline.models import Announcement, Kind, State

_CHANCE = 0.01  # how often an honest edit empties a field, so long as nothing better is known
_FEW = 2  # so many emptied at once are edits


def _is_event(a: Announcement) -> bool:
    return a.kind is Kind.EVENT and a.state is State.ACCEPTED


# A lost date or a lost kind changes what else is read, so the whole last reading stays then.
_WHOLE: Mapping[str, Callable[[Announcement], object]] = {
    "dates": lambda a: a.dates,
    "kind": _is_event,
}
_SINGLE = (
    "text", "place", "url", "organisers", "online_url", "registration_url", "registration_deadline", "price_text",
    "attendance_mode",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Emptied:
    """Per source and field the ids whose value fell away, and of how many that had one."""

    known: Mapping[str, Remembered]
    fields: Mapping[str, Mapping[str, tuple[str, ...]]]
    sentences: Mapping[str, str]


def keep_filled(
    before: Mapping[str, Remembered], after: Mapping[str, Remembered], released: Mapping[str, frozenset[str]]
) -> Emptied:
    """Compare tonight's announcements with their last readings, field by field; where more values fell away than
    honest edits explain, the last good ones stay. Fields that a person released for a source are let through."""
    known = dict(after)
    by_source: dict[str, list[str]] = {}
    for key in sorted(after):
        if after[key].seen_tonight and key in before:
            by_source.setdefault(after[key].announcement.source_id, []).append(key)
    fields: dict[str, dict[str, tuple[str, ...]]] = {}
    sentences: dict[str, str] = {}
    for source_id, keys in by_source.items():
        words = []
        for name in (*_WHOLE, *_SINGLE):
            had = [key for key in keys if _value(before[key].announcement, name)]
            lost = [key for key in had if not _value(after[key].announcement, name)]
            if len(lost) <= max(_FEW, rare_above(len(had), _CHANCE)) or name in released.get(source_id, frozenset()):
                continue
            fields.setdefault(source_id, {})[name] = tuple(lost)
            words.append(f"{name} is empty in {len(lost)} of {len(had)} announcements that had it")
            for key in lost:
                known[key] = replace(known[key], announcement=_kept(before[key].announcement, known[key], name))
        if words:
            sentences[source_id] = "; ".join(words)
    return Emptied(known=known, fields=fields, sentences=sentences)


def _value(a: Announcement, name: str) -> object:
    return _WHOLE[name](a) if name in _WHOLE else getattr(a, name)


def _kept(old: Announcement, now: Remembered, name: str) -> Announcement:
    if name in _WHOLE:
        return replace(old, position=now.announcement.position)
    return replace(now.announcement, **{name: getattr(old, name)})
