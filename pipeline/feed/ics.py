"""events.ics: the feed as iCalendar (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlsplit

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vCalAddress, vRecur, vText, vUri

from pipeline.berlin import BERLIN
from pipeline.errors import UsageError
from pipeline.feed.items import FeedItem, FeedOccurrence, Moment
from pipeline.feed.recurrence import Recurrence, recurrence
from pipeline.feed.wording import details, headline, names, place_line

_STATUS = {"cancelled": "CANCELLED", "tentative": "TENTATIVE", "postponed": "TENTATIVE"}
_REFRESH = timedelta(hours=12)


def render(items: Sequence[FeedItem], *, public_url: str, name: str = "Litfass: Veranstaltungen") -> bytes:
    """One calendar of all items, CRLF and folded; nothing in it depends on when it is rendered.

    UID is the event_id for a rule-based event and the occurrence_id for any other, at the host of `public_url`.
    """
    host = urlsplit(public_url).hostname
    if not host:
        raise UsageError(f"public_url '{public_url}' has no host name; expected an address such as https://example.org")
    calendar = Calendar()
    calendar.add("prodid", "-//Litfass//Veranstaltungskalender//DE")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", "Europe/Berlin")
    calendar.add("refresh-interval", _REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT12H")
    calendar.add_component(_berlin())
    for item in items:
        for entry in _entries(item, host):
            calendar.add_component(entry)
    return bytes(calendar.to_ical())


def _entries(item: FeedItem, host: str) -> Iterator[Event]:
    rule = recurrence(item)
    if rule is None:
        for occurrence in item.occurrences:
            yield _instance(item, occurrence, f"{occurrence.occurrence_id}@{host}")
        return
    uid = f"{item.event_id}@{host}"
    yield _master(item, rule, uid)
    for slot, occurrence in rule.overrides:
        entry = _instance(item, occurrence, uid)
        # the rule's own revision counts too: an override that looks older than its master is dropped by some clients
        entry["sequence"] = item.sequence
        entry.add("recurrence-id", slot)
        yield entry
    shown = {occurrence.occurrence_id for occurrence in item.occurrences}
    for occurrence in rule.single:
        if occurrence.occurrence_id in shown:
            yield _instance(item, occurrence, f"{occurrence.occurrence_id}@{host}")


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
    stamp = modified_at.astimezone(UTC).replace(microsecond=0)
    entry.add("uid", uid)
    entry.add("sequence", sequence)
    entry.add("dtstamp", stamp)
    entry.add("last-modified", stamp)


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
        entry.add("categories", list(item.topics))
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


def _berlin() -> Timezone:
    """VTIMEZONE Europe/Berlin by the rule in force since 1996, which nothing in the feed is older than; written out by
    hand so that its bytes do not depend on the machine's zone tables, and without the last year that a list has."""
    zone = Timezone()
    zone.add("tzid", "Europe/Berlin")
    zone.add("x-lic-location", "Europe/Berlin")
    summer, winter = TimezoneDaylight(), TimezoneStandard()
    _change(summer, "CEST", datetime(1996, 3, 31, 2), 1, 2, month=3)
    _change(winter, "CET", datetime(1996, 10, 27, 3), 2, 1, month=10)
    zone.add_component(summer)
    zone.add_component(winter)
    return zone


def _change(
    part: TimezoneDaylight | TimezoneStandard, name: str, first: date, before: int, after: int, *, month: int
) -> None:
    part.add("tzname", name)
    part.add("dtstart", first)
    part.add("tzoffsetfrom", timedelta(hours=before))
    part.add("tzoffsetto", timedelta(hours=after))
    part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
