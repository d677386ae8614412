"""A small world that changes from night to night, for the tests that follow the feed over many releases."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from types import SimpleNamespace
from typing import Any

from hypothesis import strategies as st

from pipeline.berlin import BERLIN
from pipeline.changes.compare import Stamp, compare
from pipeline.feed import after_erasure, is_carried, render_feed
from pipeline.normalise.recurrence import expand

FIRST = date(2026, 3, 2)
PLACES = {"ve_a": ("Alte Mühle", "Leipzig"), "ve_b": ("Bunker", "Dresden")}
RULES = ("FREQ=WEEKLY;BYDAY=WE", "FREQ=WEEKLY;BYDAY=TH", "FREQ=MONTHLY;BYDAY=1WE")
FATES = ("here", "withdrawn", "hidden", "merged", "undated", "doubted", "missing")
STATUSES = ("scheduled", "cancelled", "postponed", "tentative", "moved_online")


@dataclass
class Happening:
    """One event as it stands; `days` are offsets from the first night, `rule` stands for them if given."""

    title: str = "Fest"
    text: str = "Ein Fest."
    days: tuple[int, ...] = (20,)
    hour: int | None = 19
    status: str = "scheduled"
    venue: str | None = "ve_a"
    fate: str = "here"
    rule: str | None = None


@dataclass
class World:
    """Tables and feed of the newest night; `nights` holds the feed of every night so far."""

    rows: SimpleNamespace
    events: dict[str, Happening] = field(default_factory=dict)
    tables: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    nights: list[dict[str, bytes]] = field(default_factory=list)
    day: date = FIRST - timedelta(days=1)

    @property
    def version(self) -> str:
        return f"{self.day}.1"

    def night(self, edits: Mapping[str, Happening], later: int = 1, erased: Sequence[str] = ()) -> dict[str, bytes]:
        """Another night, `later` days on: the events in `edits` stand as given there; `erased` ones are gone for ever,
        and the chain begins anew."""
        self.day += timedelta(days=later)
        self.events |= copy.deepcopy(dict(edits))
        for event_id in erased:
            self.events.pop(event_id, None)
        before = self.tables
        self.tables = self._tables(before, erased)
        carried = {name: content for name, content in (self.nights or [{}])[-1].items() if is_carried(name)}
        if erased:
            carried = dict(after_erasure(carried))
        files = render_feed(
            self.tables, version=self.version, logical_date=self.day, public_url=self.rows.public_url, before=carried
        )
        self.nights.append(dict(files))
        return self.nights[-1]

    def _tables(
        self, before: Mapping[str, list[dict[str, Any]]], erased: Sequence[str]
    ) -> dict[str, list[dict[str, Any]]]:
        rows = self.rows
        at = datetime.combine(self.day, time(3, 10), tzinfo=BERLIN)
        tables = rows.tables(
            venues=[rows.row("venues", venue_id=one, name=name, city=city) for one, (name, city) in PLACES.items()],
            runs=[rows.row("runs", run_id=self.version, logical_date=self.day, started_at=at, state="done")],
        )
        for event_id, one in sorted(self.events.items()):
            if one.fate in ("merged", "missing"):
                continue
            self._add(tables, event_id, one)
        for event_id, one in sorted(self.events.items()):
            if one.fate in ("withdrawn", "hidden"):
                tables["absences"].append(
                    rows.row("absences", event_id=event_id, from_run=self.version, reason=one.fate)
                )
        stamp = Stamp(run_id=self.version, at=at, causes={})
        changes = compare(before, tables, stamp)
        for row in changes:
            if row["kind"] == "gone" and self._fate(row["record_id"]) == "merged":
                row |= {"kind": "merged", "after": "ev_0"}
        for event_id in erased:
            changes.append(rows.row("changes", change_id=f"ch_{event_id}", record_id=event_id, table="events",
                                    kind="erased", cause="erasure", run_id=self.version, known_from=at))  # fmt: skip
        tables["changes"] = [*before.get("changes", ()), *changes]
        return dict(tables)

    def _fate(self, record_id: object) -> str:
        one = self.events.get(str(record_id))
        return one.fate if one else ""

    def _add(self, tables: dict[str, list[dict[str, Any]]], event_id: str, one: Happening) -> None:
        rows = self.rows
        state = "review" if one.fate == "doubted" else "accepted"
        series_id = f"se_{event_id}" if one.rule else None
        tables["events"].append(
            rows.event(
                event_id, one.title, description=one.text, status=one.status, venue_id=one.venue, series_id=series_id
            )
        )
        tables["announcements"].append(rows.announcement(event_id, state=state, reason="weekday"))
        if one.rule:
            tables["series"].append(
                rows.row("series", series_id=series_id, title=one.title, rrule=one.rule, kind="recurring")
            )
            days = [*expand(one.rule, FIRST, self.day + timedelta(days=90), ())]
            more: dict[str, Any] = {"is_expanded": True, "date_basis": "rule"}
        else:
            days, more = [FIRST + timedelta(days=offset) for offset in one.days], {}
        clock = f" {one.hour:02}:00" if one.hour is not None else ""
        for number, day in enumerate(days, start=1):
            text = None if one.fate == "undated" else f"{day}{clock}"
            name = (
                f"{event_id.replace('ev_', 'oc_')}_{day}" if one.rule else f"{event_id.replace('ev_', 'oc_')}_{number}"
            )
            tables["occurrences"].append(
                rows.occurrence(event_id, text, occurrence_id=name, status=one.status, venue_id=one.venue, **more)
            )


def happenings() -> st.SearchStrategy[Happening]:
    """Any state of an event."""
    return st.builds(
        Happening,
        title=st.sampled_from(("Fest", "Fest im Hof")),
        text=st.sampled_from(("Ein Fest.", "Ein Fest!")),
        days=st.lists(st.integers(-40, 60), min_size=1, max_size=3, unique=True).map(tuple),
        hour=st.sampled_from((None, 18, 19)),
        status=st.sampled_from(STATUSES),
        venue=st.sampled_from((None, *PLACES)),
        fate=st.sampled_from(("here", "here", "here", *FATES)),
        rule=st.sampled_from((None, None, *RULES)),
    )


def nights() -> st.SearchStrategy[list[tuple[dict[str, Happening], int]]]:
    """A sequence of nights: which events stand how, and how many days after the night before."""
    edits = st.dictionaries(st.sampled_from(("ev_0", "ev_1", "ev_2")), happenings(), max_size=2)
    return st.lists(st.tuples(edits, st.sampled_from((1, 1, 1, 7, 35, 70))), min_size=2, max_size=7)
