"""What a build is given and what it leaves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.checks import PageView, SourceNight
from pipeline.link.clusters import JournalEntry
from pipeline.link.decisions import Decisions
from pipeline.memory import Memory
from pipeline.models import Announcement, Capture, Issue, Run, Source

Row = dict[str, object]
Tables = Mapping[str, Sequence[Mapping[str, object]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceReading:
    """What one source's captures of a run say: the announcements, each with the captures it was read from; `views` are
    all exchanges, judged; `blocks` the passages that stand in entries all over the source, blanked out here (None: it
    was not read)."""

    announcements: tuple[Announcement, ...]
    seen_in: tuple[tuple[str, ...], ...]
    night: SourceNight
    issues: tuple[Issue, ...] = ()
    views: tuple[PageView, ...] = ()
    blocks: tuple[str, ...] | None = None

    @property
    def captures(self) -> tuple[Capture, ...]:
        """All exchanges of the night, in the order of fetching."""
        return tuple(view.capture for view in self.views)


@dataclass(frozen=True, slots=True, kw_only=True)
class Night:
    """Everything a build needs. `before` are the tables of the last release, empty at first; `key` makes fingerprints;
    `cause` is source for a night, rule for a new reading of old pages; `rules` the digest of the code that reads;
    `touched` the ids of announcements that were read again and say something else now, and of their events."""

    run: Run
    readings: Mapping[str, SourceReading]
    sources: Mapping[str, Source]
    before: Tables
    memory: Memory
    decisions: Decisions
    withdrawn_after_nights: int
    key: bytes
    cause: str = "source"
    rules: str = ""
    touched: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What a build leaves: tables, memory and journal lines; `state` is done or degraded, `alarms` say why."""

    tables: Mapping[str, Sequence[Mapping[str, object]]]
    memory: Memory
    journal: tuple[JournalEntry, ...]
    state: str
    alarms: tuple[str, ...]
    sources: tuple[Mapping[str, object], ...]
