"""What the feed shows, as frozen values: items, their occurrences, places, bodies, series and sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

Row = Mapping[str, Any]
Tables = Mapping[str, Sequence[Row]]
"""Table name -> rows as in pipeline.schema: moments are aware datetimes, days are dates, missing is None."""

Moment = date | datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedVenue:
    venue_id: str
    name: str | None
    street: str | None
    postal_code: str | None
    city: str | None
    state: str | None
    country: str | None
    wheelchair: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedOrganiser:
    organiser_id: str
    name: str
    url: str | None
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedSeries:
    series_id: str
    title: str
    rrule: str | None
    rrule_text: str | None
    exdates: tuple[date, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLink:
    source_id: str
    url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedOccurrence:
    """One instance with a day. `start` is set only if a clock time is known, `end` only if somebody wrote one; both in
    Europe/Berlin; `end_date` is inclusive. `sequence`, `modified_at` and `change_text` come from the change log."""

    occurrence_id: str
    start: datetime | None
    end: datetime | None
    start_date: date
    end_date: date | None
    status: str
    previous_start: datetime | None
    venue: FeedVenue | None
    is_expanded: bool
    sequence: int
    modified_at: datetime
    change_text: str | None

    @property
    def last_day(self) -> date:
        """The last day on which it goes on, as far as anybody wrote one."""
        if self.end_date is not None:
            return self.end_date
        return self.end.date() if self.end else self.start_date

    @property
    def begins(self) -> Moment:
        """The start: a moment where a clock time is known, else the day."""
        return self.start or self.start_date


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedItem:
    """One event of the feed. `occurrences` are those the feed shows, in order of time; `earlier` are older instances of
    a stated rule, kept because its first instance anchors it; on `replaced` days a dated entry stands for the rule."""

    event_id: str
    title: str
    description: str | None
    attendance_mode: str | None
    sold_out: bool
    online_url: str | None
    url: str | None
    registration_deadline: datetime | None
    registration_url: str | None
    price_text: str | None
    is_free: bool | None
    languages: tuple[str, ...]
    audience: tuple[str, ...]
    topics: tuple[str, ...]
    confidence: float
    n_sources: int
    first_seen_at: datetime
    last_seen_at: datetime
    last_verified_at: datetime
    last_changed_at: datetime
    sequence: int
    modified_at: datetime
    change_text: str | None
    occurrences: tuple[FeedOccurrence, ...]
    earlier: tuple[FeedOccurrence, ...]
    replaced: tuple[date, ...]
    organisers: tuple[FeedOrganiser, ...]
    series: FeedSeries | None
    sources: tuple[SourceLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A record of the tables that the feed leaves out, and why; `reason` is one of view.REASONS."""

    record_id: str
    reason: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tombstone:
    """What left the feed less than 60 days ago. `key` is the id that its UID was made of, `paths` are the calendars it
    stood in; `title` is empty where a person hid it; `into` is the event that it was merged into."""

    key: str
    event_id: str
    title: str
    begins: Moment
    reason: str
    into: str | None
    left_on: date
    sequence: int
    modified_at: datetime
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    items: tuple[FeedItem, ...]
    skipped: tuple[Skipped, ...]
    tombstones: tuple[Tombstone, ...] = ()
    former: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The id that a UID is made of -> calendars that it stood in less than 60 days ago, of another town for example."""
