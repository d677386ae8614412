"""What the known announcements say of the world: events, occurrences, places and bodies, linked and settled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.build.values import Night, Row
from pipeline.changes.settle import settle
from pipeline.link.announcement_rows import announcement_rows, link_rows, text_id, text_rows
from pipeline.link.decisions import Decisions
from pipeline.link.grouping import Linked, link
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
    """Link the known announcements on top of `memory` (ids given before); settle the rows against the last release."""
    linked = link(known, memory, night.sources, decisions, night.run.run_id)
    fingerprints = {key: text_id(one.announcement.text, night.key) for key, one in linked.known.items()}
    entities = build_entities(
        linked.known, night.sources, night.before, decisions, night.run.logical_date, fingerprints
    )
    tables: dict[str, list[Row]] = {name: list(rows) for name, rows in entities.tables.items()}
    settled = settle(night.before, tables["events"], tables["occurrences"], waiting, night.run.started_at)
    tables["events"], tables["occurrences"] = settled.events, settled.occurrences
    tables["announcements"] = announcement_rows(linked.known, fingerprints, decisions.hidden(), entities.decided)
    tables["texts"] = text_rows(linked.known, fingerprints, linked.grouping, night.sources)
    tables["links"] = link_rows(linked.grouping, linked.known, decisions.pairs())
    return World(linked=linked, entities=entities, tables=tables, waiting=settled.waiting)
