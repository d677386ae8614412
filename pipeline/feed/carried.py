"""What the release before told of each entry, carried on: nothing is told anew under an old number, nothing is lost.

`revisions.ndjson` has one line for every id that a calendar entry ever had: its number, when it last changed, digests
of what matters to a visitor and of all it says, and since when and why it is gone. An erased one has none.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar

from pipeline.berlin import BERLIN
from pipeline.errors import StoreError
from pipeline.feed.canonical import canonical, digest, iso, ndjson
from pipeline.feed.items import FeedItem, FeedOccurrence, Moment, Tables, Tombstone, View
from pipeline.feed.leaving import TOMBSTONE_DAYS, Leaving
from pipeline.feed.recurrence import Recurrence, lasts, recurrence
from pipeline.feed.selections import smaller_files

FILE = "revisions.ndjson"
_OWN = ("sequence", "modified_at")
_UNSAID = frozenset(
    ("occurrences", "earlier", "first_seen_at", "last_seen_at", "last_verified_at", "last_changed_at", "confidence",
     "n_sources", "change_text", "replaced", *_OWN)
)  # fmt: skip

Line = Mapping[str, Any]
_Numbered = TypeVar("_Numbered", FeedItem, FeedOccurrence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One entry as it stands tonight, before its number is settled."""

    key: str
    item: FeedItem
    occurrence: FeedOccurrence | None
    begins: Moment
    matters: str
    says: str

    @property
    def log_sequence(self) -> int:
        return (self.occurrence or self.item).sequence

    @property
    def log_modified_at(self) -> datetime:
        return (self.occurrence or self.item).modified_at


def carry(view: View, tables: Tables, before: bytes, *, logical_date: date) -> tuple[View, bytes]:
    """The view with numbers that never fall and tombstones of what left, and tonight's revisions.ndjson.

    A number rises above the one told before if what matters to a visitor differs, also where the change log does not
    say so (a rule, a house that was renamed); the moment of modification moves if anything differs. StoreError if
    `before` (revisions.ndjson of the release before, b"" without one) is damaged.
    """
    lines_before = read_lines(before)
    at = run_moment(tables, logical_date)
    lines: dict[str, Line] = {}
    items = []
    for item in view.items:
        told = list(_told(item))
        for one in told:
            lines[one.key] = _line(one, lines_before.get(one.key), at, logical_date)
        items.append(_numbered(item, lines))
    leaving = Leaving.of(tables, view)
    for key in sorted(lines_before.keys() - lines.keys()):
        line = leaving.line(lines_before[key], logical_date, at)
        if line is not None:
            lines[key] = line
    whole = [lines[key] for key in sorted(lines)]
    former = {key: tuple(sorted(line["former"])) for key, line in lines.items() if line.get("former")}
    view = replace(view, items=tuple(items), tombstones=tuple(_tombstones(whole)), former=former)
    return view, ndjson(whole)


def read_lines(content: bytes) -> dict[str, Line]:
    """The lines of a revisions.ndjson by key."""
    try:
        return {line["key"]: line for line in map(json.loads, content.splitlines())}
    except (ValueError, KeyError, TypeError) as error:
        raise StoreError(
            f"{FILE} of the release before is damaged ({error}); `litfass rebuild --fresh` makes it anew"
        ) from error


def run_moment(tables: Tables, logical_date: date) -> datetime:
    """The start of the newest run, the one moment that a release knows as its own; midnight if there was none."""
    starts = (row["started_at"] for row in tables.get("runs", ()))
    return max(starts, default=datetime.combine(logical_date, time(), tzinfo=BERLIN))


def _told(item: FeedItem) -> Iterable[Told]:
    common = canonical(_plain({name: getattr(item, name) for name in item.__slots__ if name not in _UNSAID}))
    rule = recurrence(item)
    if rule is not None:
        matter = canonical(_of_rule(rule, item))
        yield Told(
            key=item.event_id,
            item=item,
            occurrence=None,
            begins=rule.anchor.begins,
            matters=digest(matter),
            says=digest(f"{common}{matter}{item.change_text}"),
        )
    singles = item.occurrences if rule is None else [one for one in rule.single if one in item.occurrences]
    for one in singles:
        own = _plain({name: getattr(one, name) for name in one.__slots__ if name not in _OWN})
        yield Told(
            key=one.occurrence_id,
            item=item,
            occurrence=one,
            begins=one.begins,
            matters=digest(canonical(_of_instance(one, item))),
            says=digest(common + canonical(own)),
        )


def _of_rule(rule: Recurrence, item: FeedItem) -> object:
    overrides = [[slot, _of_instance(one, item)] for slot, one in rule.overrides]
    whole = [rule.rrule, rule.status, rule.removed, rule.added, overrides]
    return _plain(
        [*whole, lasts(rule.anchor), _of_instance(rule.anchor, item)[:1], _of_instance(rule.anchor, item)[4:]]
    )


def _of_instance(one: FeedOccurrence, item: FeedItem) -> list[object]:
    """What somebody who wants to go must know: when, whether, where, how. A postal code that was found is no move."""
    house = one.venue and [(part or "").casefold() for part in (one.venue.name, one.venue.street, one.venue.city)]
    return [
        _plain(part)
        for part in (one.begins, one.end, one.end_date, one.status, house, item.attendance_mode, item.online_url)
    ]


def _plain(value: Any) -> Any:
    """The value in JSON's kinds."""
    if isinstance(value, datetime | date):
        return iso(value)
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, Mapping):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    if hasattr(value, "__slots__"):
        return {name: _plain(getattr(value, name)) for name in value.__slots__}
    return value


def _line(told: Told, before: Line | None, at: datetime, logical_date: date) -> Line:
    sequence, modified_at = told.log_sequence, told.log_modified_at
    if before is not None:
        returned = "left_on" in before and before["reason"] != "past"
        sequence = max(sequence, before["sequence"] + (returned or told.matters != before["matters"]))
        known = datetime.fromisoformat(before["modified_at"])
        modified_at = max(modified_at, known)
        if (returned or told.says != before["says"]) and modified_at == known:
            modified_at = max(known, at)
    paths = sorted(smaller_files(told.item, told.occurrence))
    return {
        "key": told.key,
        "event_id": told.item.event_id,
        "sequence": sequence,
        "modified_at": iso(modified_at),
        "matters": told.matters,
        "says": told.says,
        "title": told.item.title,
        "begins": iso(told.begins),
        "last_day": iso(max(one.last_day for one in ([told.occurrence] if told.occurrence else told.item.occurrences))),
        "paths": paths,
        "former": _former(before or {}, paths, logical_date),
    }


def _former(before: Line, paths: Sequence[str], logical_date: date) -> Mapping[str, str]:
    """The calendars that it left, each with the day, for 60 days: there, too, people must learn where it went."""
    first = iso(logical_date - timedelta(days=TOMBSTONE_DAYS - 1))
    since = {path: iso(logical_date) for path in before.get("paths", ())} | before.get("former", {})
    return {path: day for path, day in sorted(since.items()) if path not in paths and day >= first}


def _numbered(item: FeedItem, lines: Mapping[str, Line]) -> FeedItem:
    occurrences = tuple(_with(one, lines.get(one.occurrence_id)) for one in item.occurrences)
    return _with(replace(item, occurrences=occurrences), lines.get(item.event_id))


def _with(one: _Numbered, line: Line | None) -> _Numbered:
    if line is None:
        return one
    return replace(one, sequence=line["sequence"], modified_at=datetime.fromisoformat(line["modified_at"]))


def _tombstones(lines: Iterable[Line]) -> Iterable[Tombstone]:
    for line in lines:
        if "begins" in line and "left_on" in line:
            text = line["begins"]
            yield Tombstone(
                key=line["key"],
                event_id=line["event_id"],
                title=line["title"],
                begins=datetime.fromisoformat(text).astimezone(BERLIN) if "T" in text else date.fromisoformat(text),
                reason=line["reason"],
                into=line["into"],
                left_on=date.fromisoformat(line["left_on"]),
                sequence=line["sequence"],
                modified_at=datetime.fromisoformat(line["modified_at"]),
                paths=tuple(sorted({*line["paths"], *line.get("former", ())})),
            )
