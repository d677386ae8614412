"""The tables joined into feed items: an event with its occurrences, place, bodies, series and sources."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from pipeline.berlin import aware
from pipeline.feed.eligibility import clock_times, occurrence_reason
from pipeline.feed.items import (
    FeedItem,
    FeedOccurrence,
    FeedOrganiser,
    FeedSeries,
    FeedVenue,
    Row,
    SourceLink,
    Tables,
)
from pipeline.feed.revisions import by_record, revision
from pipeline.feed.safe import TITLE_LIMIT, safe_contact, safe_line, safe_text, safe_url

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_ROLES = ("organiser", "partner", "funder")


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """The tables by the ids that they are joined on."""

    occurrences: Mapping[str, Sequence[Row]]
    announcements: Mapping[str, Sequence[Row]]
    absences: Mapping[str, Sequence[Row]]
    behind: Mapping[str, Sequence[Row]]
    versions: Mapping[str, Sequence[Row]]
    log: Mapping[str, Sequence[Row]]
    venues: Mapping[str, FeedVenue]
    organisers: Mapping[str, Row]
    series: Mapping[str, FeedSeries]


def index_of(tables: Tables) -> Index:
    return Index(
        occurrences=_grouped(tables.get("occurrences", ())),
        announcements=_grouped(tables.get("announcements", ())),
        absences=_grouped(tables.get("absences", ())),
        behind=_grouped(tables.get("event_organisers", ())),
        versions=_grouped(tables.get("event_versions", ())),
        log=by_record(tables.get("changes", ())),
        venues={str(row["venue_id"]): read_venue(row) for row in tables.get("venues", ())},
        organisers={str(row["organiser_id"]): row for row in tables.get("organisers", ())},
        series={str(row["series_id"]): _series(row) for row in tables.get("series", ())},
    )


def _grouped(rows: Iterable[Row]) -> dict[str, list[Row]]:
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row["event_id"] is not None:
            grouped[str(row["event_id"])].append(row)
    return grouped


def join(event: Row, rows: list[Row], dated: set[date], logical_date: date | None, index: Index) -> FeedItem:
    """One event with these rows of `occurrences`; those past on the logical date stand apart (None: none do)."""
    event_id = str(event["event_id"])
    modified_at = _modified_at(event, index)
    instances = (str(row["occurrence_id"]) for row in index.occurrences.get(event_id, ()))
    whole = revision(index.log, [event_id, str(event["series_id"]), *instances])
    occurrences = sorted((_occurrence(row, event, modified_at, index) for row in rows), key=_begin)
    past = {
        str(row["occurrence_id"])
        for row in rows
        if logical_date is not None and occurrence_reason(row, logical_date) == "past"
    }
    links = source_links(index.announcements.get(event_id, ()))
    ruled = any(occurrence.is_expanded for occurrence in occurrences)
    return FeedItem(
        event_id=event_id,
        title=safe_line(event["title"], TITLE_LIMIT),
        description=_description(event),
        attendance_mode=event["attendance_mode"],
        sold_out=bool(event["sold_out"]),
        online_url=safe_url(event["online_url"]),
        url=safe_url(event["url"]) or next((link.url for link in links if link.url), None),
        registration_deadline=aware(event["registration_deadline"]) if event["registration_deadline"] else None,
        registration_url=safe_contact(event["registration_url"]),
        price_text=safe_line(event["price_text"]) or None,
        is_free=event["is_free"],
        languages=tuple(tag for tag in event["languages"] or () if _LANGUAGE.fullmatch(tag)),
        audience=tuple(filter(None, map(safe_line, event["audience"] or ()))),
        topics=tuple(filter(None, map(safe_line, event["topics"] or ()))),
        confidence=float(event["confidence"]),
        n_sources=int(event["n_sources"]),
        first_seen_at=event["first_seen_at"],
        last_seen_at=event["last_seen_at"],
        last_verified_at=event["last_verified_at"],
        last_changed_at=event["last_changed_at"],
        sequence=whole.sequence,
        modified_at=max(filter(None, (modified_at, whole.modified_at))),
        change_text=whole.sentence,
        occurrences=tuple(o for o in occurrences if o.occurrence_id not in past),
        earlier=tuple(o for o in occurrences if o.occurrence_id in past) if ruled else (),
        replaced=tuple(sorted(dated)) if ruled else (),
        organisers=_organisers(index.behind.get(event_id, ()), index.organisers),
        series=index.series.get(str(event["series_id"])),
        sources=links,
    )


def _modified_at(event: Row, index: Index) -> datetime:
    """When our output last said something new about the event itself."""
    versions = index.versions.get(str(event["event_id"]), ())
    moments: list[datetime] = [event["last_changed_at"], *(row["known_from"] for row in versions)]
    return max(moments)


def _occurrence(row: Row, event: Row, modified_at: datetime, index: Index) -> FeedOccurrence:
    own = revision(index.log, [str(event["event_id"]), str(row["occurrence_id"])])
    start, end = clock_times(row)
    return FeedOccurrence(
        occurrence_id=str(row["occurrence_id"]),
        start=start,
        end=end,
        start_date=row["start_date"],
        end_date=row["end_date"],
        status=str(row["status"]),
        previous_start=aware(row["previous_start"]) if row["previous_start"] else None,
        venue=index.venues.get(str(row["venue_id"] or event["venue_id"])),
        is_expanded=bool(row["is_expanded"]),
        sequence=own.sequence,
        modified_at=max(filter(None, (modified_at, own.modified_at))),
        change_text=own.sentence,
    )


def _begin(occurrence: FeedOccurrence) -> tuple[date, bool, str, str]:
    start = occurrence.start
    return occurrence.start_date, start is not None, start.isoformat() if start else "", occurrence.occurrence_id


def order_of(item: FeedItem) -> tuple[tuple[date, bool, str, str], str, str]:
    first = _begin(item.occurrences[0])
    return (*first[:3], ""), item.title.casefold(), item.event_id


def _description(event: Row) -> str | None:
    """The text as far as the sources permit."""
    text = {"full": event["description"] or event["summary"], "excerpt": event["summary"]}.get(event["publish"])
    return safe_text(text) or None


def read_venue(row: Row) -> FeedVenue:
    """A row of `venues`. Its coordinates are left aside: they are the postal code area's, a pin there would mislead."""
    return FeedVenue(
        venue_id=str(row["venue_id"]),
        name=safe_line(row["name"]) or None,
        street=safe_line(row["street"]) or None,
        postal_code=safe_line(row["postal_code"]) or None,
        city=safe_line(row["city"]) or None,
        state=safe_line(row["state"]) or None,
        country=safe_line(row["country"]) or None,
        wheelchair=row["wheelchair"],
    )


def _series(row: Row) -> FeedSeries:
    return FeedSeries(
        series_id=str(row["series_id"]),
        title=safe_line(row["title"]),
        rrule=row["rrule"],
        rrule_text=safe_line(row["rrule_text"]) or None,
        exdates=tuple(sorted(row["exdates"] or ())),
    )


def _organisers(behind: Sequence[Row], organisers: Mapping[str, Row]) -> tuple[FeedOrganiser, ...]:
    known = [row for row in behind if str(row["organiser_id"]) in organisers and row["role"] in _ROLES]
    ordered = sorted(known, key=lambda row: (_ROLES.index(row["role"]), str(row["organiser_id"])))
    return tuple(_organiser(organisers[str(row["organiser_id"])], str(row["role"])) for row in ordered)


def _organiser(row: Row, role: str) -> FeedOrganiser:
    return FeedOrganiser(
        organiser_id=str(row["organiser_id"]), name=safe_line(row["name"]), url=safe_url(row["url"]), role=role
    )


def source_links(announcements: Sequence[Row]) -> tuple[SourceLink, ...]:
    """Where the event is announced: one link per source and address, of the announcements that stand."""
    standing = (r for r in announcements if r["state"] == "accepted" and not r.get("removed_from_feed"))
    pairs = {(str(row["source_id"]), safe_url(row["url"])) for row in standing}
    return tuple(SourceLink(source_id=s, url=u) for s, u in sorted(pairs, key=lambda pair: (pair[0], pair[1] or "")))
