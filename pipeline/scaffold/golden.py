"""What a recorded page is expected to say: the finished announcements as JSON, and how two readings of it differ."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from pipeline.models import Announcement, Capture, RawAnnouncement, Source
from pipeline.normalise import normalise, source_facts
from pipeline.pages import combine

UNREAD = "unread"
READ_ME = "Hold this against the page: every title, day, time, place and kind. Then delete this line."
Golden = dict[str, Any]


def expectation(source: Source, capture: Capture) -> Golden:
    """What the source makes of the capture: `announcements` as finished on its day, and the addresses to follow."""
    raws = list(source.parse(capture))
    follows = list(source.follow(capture, raws)) if source.follow else []
    found: Golden = {
        "announcements": [plain(one) for one in finished(source, raws, capture.captured_at.date())],
        "follows": [f"{follow.role.value} {follow.url}" for follow in follows],
    }
    loaded: Golden = json.loads(json.dumps(found))
    return loaded


def finished(source: Source, raws: Sequence[RawAnnouncement], day: date) -> list[Announcement]:
    """The typed announcements of raws that were read together on that day."""
    return [normalise(raw, reference=day, source=source_facts(source)) for raw in combine(raws)]


def golden_text(golden: Mapping[str, Any], *, unread: bool = False) -> str:
    """A golden as it stands in its file; an `unread` one opens with a line that fails the test until it is deleted."""
    content = {UNREAD: READ_ME, **golden} if unread else dict(golden)
    text = json.dumps(content, ensure_ascii=False, indent=1)
    return re.sub(r"\[\s+(\d+),\s+(\d+)\s+\]", r"[\1, \2]", text) + "\n"


def plain(value: Any) -> Any:
    """A dataclass as JSON: what is at its default is left out, as are the traces, which repeat every value."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        kept = {}
        for field in dataclasses.fields(value):
            content = getattr(value, field.name)
            if field.name not in ("traces", "capture_id", "source_id") and content != field.default:
                kept[field.name] = plain(content)
        return kept
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return [plain(item) for item in value] if isinstance(value, tuple | list) else value


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One announcement that reads otherwise: `kind` is added, removed or changed; `fields` maps a changed field to
    before and after."""

    kind: str
    title: str
    fields: Mapping[str, tuple[Any, Any]]


def differences(before: Golden, after: Golden) -> tuple[Difference, ...]:
    """What another reading of a page adds, removes and changes, announcement by announcement; positions and the list
    of addresses to follow are left out."""
    old, new = _by_key(before), _by_key(after)
    return (
        *(Difference(kind="removed", title=_title(old[key]), fields={}) for key in old if key not in new),
        *(Difference(kind="added", title=_title(new[key]), fields={}) for key in new if key not in old),
        *_changed(old, new),
    )


def _changed(old: Mapping[tuple[Any, Any], Golden], new: Mapping[tuple[Any, Any], Golden]) -> Iterator[Difference]:
    for key in old:
        if key in new:
            names = [name for name in dict.fromkeys((*old[key], *new[key])) if name != "position"]
            fields = {name: (old[key].get(name), new[key].get(name)) for name in names}
            fields = {name: pair for name, pair in fields.items() if pair[0] != pair[1]}
            if fields:
                yield Difference(kind="changed", title=_title(new[key]), fields=fields)


def _by_key(golden: Golden) -> dict[tuple[Any, Any], Golden]:
    return {(one.get("key"), one.get("part", 0)): one for one in golden.get("announcements", ())}


def _title(announcement: Golden) -> str:
    starts = [str(one.get("start")) for one in announcement.get("dates", ()) if one.get("start")]
    return f"{starts[0] if starts else 'no date'}  {announcement.get('title', '')}"
