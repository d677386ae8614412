"""What linking takes and gives: entries, people's rulings, decisions, labels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from pipeline.models import DateReading, Kind, Moment


class Verdict(StrEnum):
    SAME = "same"
    DIFFERENT = "different"
    REVIEW = "review"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One listing entry as far as linking needs it.

    `id` is a label, never evidence; `source` empty: all such entries come from one source. `start`/`end` are dates
    or naive
    Berlin wall time. `kind` None: read from title and text. `dates` None: read from title and text where `start` is
    absent;
    without `reference` (day of publication) a date without a year compares on day and month.
    """

    id: str
    text: str
    title: str = ""
    start: Moment | None = None
    end: Moment | None = None
    venue: str = ""
    city: str = ""
    organiser: str = ""
    source: str = ""
    url: str = ""
    reference: date | None = None
    kind: Kind | None = None
    dates: tuple[DateReading, ...] | None = None
    post_id: str = ""
    is_own_voice: bool = False
    organiser_is_printed: bool = True  # False: nobody is named, the source's own body stands in


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulings:
    """People's words over pairs of entry ids, in either order."""

    same: frozenset[tuple[str, str]] = frozenset()
    different: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkDecision:
    """Whether two entries speak of one event. `flips_if` names the smallest change found that gives another verdict, as
    assignments to fields of the two entries (`right.start = 2026-03-09`), '' if none of the tried ones does."""

    left: str
    right: str
    verdict: Verdict
    score: float
    evidence: tuple[str, ...]
    flips_if: str = ""
    decided_by: str = "rule"


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    id: str
    text_cluster: str
    event: str | None
    series: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """`placements` in the order of the entries; `boilerplate` per source as folded blocks; `conflicts` names each
    contradictory chain of rulings in one sentence."""

    placements: tuple[Placement, ...]
    decisions: tuple[LinkDecision, ...] = ()
    boilerplate: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    conflicts: tuple[str, ...] = ()
