"""events.ics: the feed as iCalendar (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from urllib.parse import urlsplit

from icalendar import Calendar, Event, vCalAddress, vDatetime, vRecur, vText, vUri

from pipeline.berlin import BERLIN
from pipeline.errors import UsageError
from pipeline.feed.ics_zone import berlin_zone
from pipeline.feed.items import FeedItem, FeedOccurrence, Moment, Tombstone
from pipeline.feed.recurrence import Recurrence, recurrence
from pipeline.feed.wording import details, farewell, farewell_text, headline, names, place_line, topic_names

_STATUS = {"cancelled": "CANCELLED", "tentative": "TENTATIVE", "postponed": "TENTATIVE"}
_REFRESH = timedelta(hours=12)
_END = b"END:VCALENDAR\r\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One VEVENT as bytes, and what it is of: `occurrence` is None for the entry of a whole rule."""

    item: FeedItem
    occurrence: FeedOccurrence | None
    content: bytes


def render(items: Sequence[FeedItem], *, public_url: str, name: str = "Litfass: Veranstaltungen") -> bytes:
    """One calendar of all items, CRLF and folded; nothing in it depends on when it is rendered.

    UID is the event_id for a rule-based event and the occurrence_id for any other, at the host of `public_url`.
    """
    host = host_of(public_url)
    return calendar([entry.content for item in items for entry in entries(item, host)], name)


def event_ics(item: FeedItem, *, public_url: str) -> bytes:
    """The calendar of one event, for its own page."""
    return render([item], public_url=public_url, name=item.title)


def host_of(public_url: str) -> str:
    """The host that makes our UIDs unique in the world; UsageError if `public_url` has none."""
    host = urlsplit(public_url).hostname
    if not host:
        raise UsageError(f"public_url '{public_url}' has no host name; expected an address such as https://example.org")
    return host


def calendar(contents: Iterable[bytes], name: str) -> bytes:
    """A calendar file around finished entries."""
    frame = Calendar()
    frame.add("prodid", "-//Litfass//Veranstaltungskalender//DE")
    frame.add("version", "2.0")
    frame.add("calscale", "GREGORIAN")
    frame.add("name", name)
    frame.add("x-wr-calname", name)
    frame.add("x-wr-timezone", "Europe/Berlin")
    frame.add("refresh-interval", _REFRESH, parameters={"VALUE": "DURATION"})
    frame.add("x-published-ttl", "PT12H")
    head = bytes(frame.to_ical()).removesuffix(_END)
    return b"".join((head, berlin_zone(), *contents, _END))


def entries(item: FeedItem, host: str) -> tuple[Entry, ...]:
    """The entries of one event: one per dated instance, or a rule with what differs from it."""
    return tuple(
        Entry(item=item, occurrence=occurrence, content=bytes(entry.to_ical()))
        for entry, occurrence in _entries(item, host)
    )


def tombstone(stone: Tombstone, host: str) -> bytes:
    """The entry that takes back what left the feed: cancelled for the calendar that holds it, and in words what is
    known, since gone is not cancelled."""
    entry = Event()
    _identify(entry, f"{stone.key}@{host}", stone.sequence, stone.modified_at)
    entry.add("dtstart", stone.begins)
    entry.add("summary", farewell(stone))
    entry.add("description", farewell_text(stone))
    entry.add("status", "CANCELLED")
    entry.add("transp", "TRANSPARENT")
    entry.add("x-litfass-left", stone.reason)
    return bytes(entry.to_ical())


def _entries(item: FeedItem, host: str) -> Iterator[tuple[Event, FeedOccurrence | None]]:
    rule = recurrence(item)
    if rule is None:
        for occurrence in item.occurrences:
            yield _instance(item, occurrence, f"{occurrence.occurrence_id}@{host}"), occurrence
        return
    uid = f"{item.event_id}@{host}"
    yield _master(item, rule, uid), None
    for slot, occurrence in rule.overrides:
        entry = _instance(item, occurrence, uid)
        # the rule's own revision counts too: an override that looks older than its master is dropped by some clients
        entry["sequence"] = item.sequence
        entry["dtstamp"] = entry["last-modified"] = vDatetime(_stamp(item.modified_at))
        entry.add("recurrence-id", slot)
        yield entry, None
    shown = {occurrence.occurrence_id for occurrence in item.occurrences}
    for occurrence in rule.single:
        if occurrence.occurrence_id in shown:
            yield _instance(item, occurrence, f"{occurrence.occurrence_id}@{host}"), occurrence


def _instance(item: FeedItem, occurrence: FeedOccurrence, uid: str) -> Event:
    entry = Event()
    _identify(entry, uid, occurrence.sequence, occurrence.modified_at)
    _place_in_time(entry, occurrence)
    _describe(entry, item, occurrence, occurrence.status)
    entry.add("description", details(item, occurrence, occurrence.status))
    return entry


def _master(item: FeedItem, rule: Recurrence, uid: str) -> Event:
    entry = Event()
    _identify(entry, uid, item.sequence, item.modified_at)
    _place_in_time(entry, rule.anchor)
    if rule.rrule:
        entry.add("rrule", vRecur.from_ical(rule.rrule))
    if rule.removed:
        entry.add("exdate", list(rule.removed), parameters=_value_of(rule.removed[0]))
    if rule.added:
        entry.add("rdate", list(rule.added), parameters=_value_of(rule.added[0]))
    _describe(entry, item, rule.anchor, rule.status)
    entry.add("description", details(item, None, rule.status))
    return entry


def _value_of(moment: Moment) -> dict[str, str]:
    return {} if isinstance(moment, datetime) else {"VALUE": "DATE"}


def _identify(entry: Event, uid: str, sequence: int, modified_at: datetime) -> None:
    stamp = _stamp(modified_at)
    entry.add("uid", uid)
    entry.add("sequence", sequence)
    entry.add("dtstamp", stamp)
    entry.add("last-modified", stamp)


def _stamp(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)


def _place_in_time(entry: Event, occurrence: FeedOccurrence) -> None:
    """DTSTART, and DTEND only where somebody wrote an end: exclusive, of DTSTART's kind."""
    entry.add("dtstart", occurrence.begins)
    end = _end(occurrence)
    if end is not None:
        entry.add("dtend", end)
    if occurrence.start is None:
        entry.add("transp", "TRANSPARENT")


def _end(occurrence: FeedOccurrence) -> Moment | None:
    if occurrence.start is None:
        return occurrence.end_date + timedelta(days=1) if occurrence.end_date else None
    if occurrence.end is not None:
        return occurrence.end if occurrence.end > occurrence.start else None
    if occurrence.end_date and occurrence.end_date > occurrence.start_date:
        # a clock time for the start, only a day for the end: the whole of that day, as the page says
        return datetime.combine(occurrence.end_date + timedelta(days=1), time(), tzinfo=BERLIN)
    return None


def _describe(entry: Event, item: FeedItem, occurrence: FeedOccurrence, status: str) -> None:
    entry.add("summary", headline(item.title, status))
    entry.add("status", _STATUS.get(status, "CONFIRMED"))
    where = place_line(occurrence.venue, "online" if status == "moved_online" else item.attendance_mode)
    if where:
        entry.add("location", where)
    if item.url:
        entry.add("url", vUri(item.url))
    if item.topics:
        entry.add("categories", topic_names(item))
    _say_who(entry, item)


def _say_who(entry: Event, item: FeedItem) -> None:
    """CONTACT names all organisers; ORGANIZER needs an address (RFC 5545, CAL-ADDRESS), so only a body with a page."""
    bodies = names(item.organisers, "organiser")
    if bodies:
        entry.add("contact", bodies)
    addressed = next((body for body in item.organisers if body.role == "organiser" and body.url), None)
    if addressed:
        organiser = vCalAddress(addressed.url or "")
        # a quoted parameter value knows no escape for the quotation mark (RFC 5545, 3.2)
        organiser.params["CN"] = vText(addressed.name.replace('"', "”"))
        entry.add("organizer", organiser)
