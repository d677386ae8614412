"""What the known announcements say of the world: events, occurrences, places and bodies, linked and settled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.build.values import Night, Row
from pipeline.changes.settle import settle
from pipeline.link.announcement_rows import announcement_rows, link_rows, text_id, text_rows
from pipeline.link.decisions import Decisions
from pipeline.link.grouping import Linked, link
from pipeline.link.resting import resting
from pipeline.link.rows import Entities, build_entities
from pipeline.memory import Memory, Remembered


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """`tables` that describe the world as it stands; `waiting` values that must be seen once more."""

    linked: Linked
    entities: Entities
    tables: dict[str, list[Row]]
    waiting: Mapping[str, str]


def build_world(
    night: Night, known: Mapping[str, Remembered], memory: Memory, decisions: Decisions, waiting: Mapping[str, str]
) -> World:
    """Link the known announcements on top of `memory` (ids given before); settle the rows against the last release.

    What rests (pipeline/link/resting.py) keeps its ids and rows, unless other code read the last night.
    """
    rests = frozenset[str]()
    if night.rules == memory.rules:
        rests = resting(known, memory.announcements, night.run.logical_date, decisions, night.touched)
    linked = link(known, memory, night.sources, decisions, night.run.run_id, rests)
    rested = _still_resting(known, linked.known, rests)
    kept: dict[str, Row] = {
        key: dict(row)
        for row in night.before.get("announcements", ())
        if (key := str(row["announcement_id"])) in rested
    }
    fingerprints = {
        key: str(kept[key]["text_id"]) if key in kept else text_id(one.announcement.text, night.key)
        for key, one in linked.known.items()
    }
    entities = build_entities(
        linked.known, night.sources, night.before, decisions, night.run.logical_date, fingerprints, rested
    )
    tables: dict[str, list[Row]] = {name: list(rows) for name, rows in entities.tables.items()}
    settled = settle(night.before, tables["events"], tables["occurrences"], waiting, night.run.started_at)
    tables["events"], tables["occurrences"] = settled.events, settled.occurrences
    tables["announcements"] = announcement_rows(linked.known, fingerprints, decisions.hidden(), entities.decided, kept)
    tables["texts"] = text_rows(
        linked.known, fingerprints, linked.grouping, night.sources, night.before.get("texts", ()), rested
    )
    tables["links"] = link_rows(linked.grouping, linked.known, decisions.pairs(), night.before.get("links", ()), rests)
    return World(linked=linked, entities=entities, tables=tables, waiting=settled.waiting)


def _still_resting(
    before: Mapping[str, Remembered], after: Mapping[str, Remembered], rests: frozenset[str]
) -> frozenset[str]:
    """Those whose event nothing new joined and that no merger renamed: their rows stay."""
    same = {key for key in rests if after[key] is before[key]}
    awake = {one.event_id for key, one in after.items() if key not in same}
    return frozenset(key for key in same if after[key].event_id is None or after[key].event_id not in awake)
