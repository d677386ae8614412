"""What the lists of the site show: every occurrence as one entry with its words, grouped by day and month."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.feed.items import FeedItem, FeedOccurrence, Tables, View
from pipeline.feed.safe import safe_line
from pipeline.feed.selections import slug
from pipeline.site.addresses import is_safe_id
from pipeline.site.wording import BADGES, WEEKDAYS, clock, clock_range, day_short, month_name

FIRST_DAY = date(1990, 1, 1)  # nobody announced anything on the web before; an older date is a misread one
_LONG_SPAN = 7  # days; what lasts longer stands in lists on its first day only


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One occurrence as a line of a list. `time` is '' where nobody wrote one; `until` is set if it ends on a later
    day; `previously` is the start before the last move."""

    item: FeedItem
    occurrence: FeedOccurrence
    time: str
    until: str
    town: str
    place: str
    organiser: str
    badge: str
    is_year_inferred: bool

    @property
    def event_id(self) -> str:
        return self.item.event_id

    @property
    def first_day(self) -> date:
        return self.occurrence.start_date

    @property
    def last_day(self) -> date:
        return self.occurrence.last_day

    @property
    def month(self) -> str:
        return f"{self.first_day:%Y-%m}"

    @property
    def clock(self) -> str:
        """The start as 18:00, '' where nobody wrote one."""
        return clock(self.occurrence.start, exact=True) if self.occurrence.start else ""

    @property
    def day_text(self) -> str:
        return day_short(self.first_day)

    @property
    def is_off(self) -> bool:
        """Whether nobody should go: cancelled, or moved to a day not yet known."""
        return self.occurrence.status in ("cancelled", "postponed")

    @property
    def is_online(self) -> bool:
        return self.occurrence.status == "moved_online" or self.item.attendance_mode in ("online", "mixed")

    @property
    def is_on_site(self) -> bool:
        return self.occurrence.status != "moved_online" and self.item.attendance_mode in ("offline", "mixed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    day: date
    weekday: str
    month: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """All entries in order of time, past ones too; `running` began before `today` and goes on, `coming` begins today
    or later."""

    today: date
    entries: tuple[Entry, ...]
    running: tuple[Entry, ...]
    coming: tuple[Entry, ...]
    items: Mapping[str, FeedItem]
    by_event: Mapping[str, Sequence[Entry]]
    by_month: Mapping[str, Sequence[Entry]]
    towns: Mapping[str, str]
    """slug -> name, of every town in which anything took or takes place"""

    @property
    def upcoming(self) -> tuple[Entry, ...]:
        return self.running + self.coming


def calendar_of(view: View, tables: Tables, today: date) -> Calendar:
    """The entries of a view that keeps what is past; events whose id cannot be an address are left out."""
    rows = {str(row["occurrence_id"]): row for row in tables.get("occurrences", ())}
    short = {str(row["organiser_id"]): safe_line(row["short_name"]) for row in tables.get("organisers", ())}
    items = {item.event_id: item for item in view.items if is_safe_id(item.event_id)}
    entries = [
        _entry(item, occurrence, rows.get(occurrence.occurrence_id, {}), short)
        for item in items.values()
        for occurrence in item.occurrences
        if occurrence.start_date >= FIRST_DAY
    ]
    entries.sort(key=_order)
    by_event: dict[str, list[Entry]] = defaultdict(list)
    by_month: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_event[entry.event_id].append(entry)
        by_month[entry.month].append(entry)
    return Calendar(
        today=today,
        entries=tuple(entries),
        running=tuple(entry for entry in entries if entry.first_day < today <= entry.last_day),
        coming=tuple(entry for entry in entries if entry.first_day >= today),
        items={event_id: item for event_id, item in items.items() if event_id in by_event},
        by_event=by_event,
        by_month=by_month,
        towns=_towns(entries),
    )


def days_of(entries: Iterable[Entry]) -> list[Day]:
    """The entries under the day on which each begins."""
    days: dict[date, list[Entry]] = defaultdict(list)
    for entry in entries:
        days[entry.first_day].append(entry)
    return [
        Day(day=day, weekday=WEEKDAYS[day.weekday()], month=month_name(f"{day:%Y-%m}"), entries=tuple(days[day]))
        for day in sorted(days)
    ]


def days_shown(entry: Entry) -> list[date]:
    """The days of a month grid on which an entry stands: each of its days, or the first if it lasts long."""
    length = (entry.last_day - entry.first_day).days
    return [entry.first_day + timedelta(days=n) for n in range(length + 1 if length < _LONG_SPAN else 1)]


def in_parts(entries: Sequence[Entry], size: int) -> list[list[Entry]]:
    """Lists of about `size` entries that end with a day; one empty list if there are none."""
    parts: list[list[Entry]] = [[]]
    for entry in entries:
        full = len(parts[-1]) >= size and parts[-1][-1].first_day != entry.first_day
        if full or len(parts[-1]) >= 2 * size:
            parts.append([])
        parts[-1].append(entry)
    return parts


def _entry(item: FeedItem, occurrence: FeedOccurrence, row: Mapping[str, object], short: Mapping[str, str]) -> Entry:
    venue = occurrence.venue
    town = (venue.city or "") if venue else ""
    place = ", ".join(dict.fromkeys(filter(None, (venue.name if venue else "", town))))
    names = [short.get(body.organiser_id) or body.name for body in item.organisers if body.role == "organiser"]
    return Entry(
        item=item,
        occurrence=occurrence,
        time=_time(occurrence),
        until=_until(occurrence),
        town=town,
        place=place,
        organiser=", ".join(names[:2]) + (" u. a." if len(names) > 2 else ""),
        badge=_badge(occurrence),
        is_year_inferred=row.get("date_basis") == "year_inferred",
    )


def _badge(occurrence: FeedOccurrence) -> str:
    moved = occurrence.previous_start is not None and occurrence.previous_start != occurrence.start
    return BADGES.get(occurrence.status, BADGES["rescheduled"] if moved else "")


def _time(occurrence: FeedOccurrence) -> str:
    if occurrence.start is None:
        return ""
    end = occurrence.end
    same_day = end is not None and end.date() == occurrence.start.date()
    return clock_range(occurrence.start, end if same_day else None)


def _until(occurrence: FeedOccurrence) -> str:
    overnight = occurrence.end is not None and occurrence.end.hour < 8
    if occurrence.last_day - occurrence.start_date <= timedelta(days=1 if overnight else 0):
        return ""
    return f"bis {day_short(occurrence.last_day)}"


def _order(entry: Entry) -> tuple[date, bool, str, str, str]:
    start = entry.occurrence.start
    return (
        entry.first_day,
        start is not None,
        start.isoformat() if start else "",
        entry.item.title.casefold(),
        entry.occurrence.occurrence_id,
    )


def _towns(entries: Iterable[Entry]) -> dict[str, str]:
    """Spellings that give one address share it, under the name most often used."""
    names: dict[str, Counter[str]] = defaultdict(Counter)
    for entry in entries:
        if entry.town:
            names[slug(entry.town)][entry.town] += 1
    return {one: min(found, key=lambda name: (-found[name], name)) for one, found in sorted(names.items())}
