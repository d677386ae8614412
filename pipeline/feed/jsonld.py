"""events.jsonld: the feed as schema.org events, in German, one node per occurrence."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from pipeline.berlin import BERLIN
from pipeline.feed.items import FeedItem, FeedOccurrence, FeedOrganiser, FeedVenue, Moment
from pipeline.feed.jsonld_series import super_event
from pipeline.feed.wording import topic_names
from pipeline.german import AUDIENCES

Node = dict[str, Any]

_STATUS = {
    "cancelled": "EventCancelled",
    "postponed": "EventPostponed",
    "rescheduled": "EventRescheduled",
    "moved_online": "EventMovedOnline",
}
_MODES = {"offline": "Offline", "online": "Online", "mixed": "Mixed"}
_ROLES = {"organiser": "organizer", "partner": "contributor", "funder": "funder"}
_EUROS = re.compile(r"(?:EUR|€)?\s*(\d{1,4})(?:[.,](\d{2}|-))?\s*(?:€|EUR|Euro)?,?-?", re.IGNORECASE)
_ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def render(items: Sequence[FeedItem], *, public_url: str) -> bytes:
    """A JSON-LD document with one `Event` per occurrence in `@graph`; safe to embed in a script element as it stands.

    `@id` is `<public_url>/#<occurrence_id>` and stays for ever; a property that nobody stated is absent.
    """
    base = public_url.rstrip("/")
    graph = [event_node(item, occurrence, base) for item in items for occurrence in item.occurrences]
    return embeddable({"@context": "https://schema.org", "@graph": graph})


def event_jsonld(item: FeedItem, *, public_url: str) -> bytes:
    """The JSON-LD of one event, for its own page: one node if it has one date, else a `@graph` of all its dates."""
    base = public_url.rstrip("/")
    nodes = [event_node(item, occurrence, base) for occurrence in item.occurrences]
    body = nodes[0] if len(nodes) == 1 else {"@graph": nodes}
    return embeddable({"@context": "https://schema.org", **body})


def embeddable(document: Mapping[str, Any]) -> bytes:
    """JSON in which no character can end a script element or a line of script."""
    text = json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False)
    return (text.translate(_ESCAPES) + "\n").encode()


def event_node(item: FeedItem, occurrence: FeedOccurrence, base: str) -> Node:
    """One occurrence as schema.org Event without context; `base` is the public address without trailing slash."""
    moved = occurrence.previous_start if occurrence.status in ("rescheduled", "postponed") else None
    mode = "online" if occurrence.status == "moved_online" else item.attendance_mode
    node: Node = {
        "@type": "Event",
        "@id": f"{base}/#{occurrence.occurrence_id}",
        "identifier": occurrence.occurrence_id,
        "name": item.title,
        "startDate": _start(occurrence.begins),
        "endDate": _end(occurrence),
        "eventStatus": "https://schema.org/" + _STATUS.get(occurrence.status, "EventScheduled"),
        "previousStartDate": _start(moved) if moved else None,
        "eventAttendanceMode": f"https://schema.org/{_MODES[mode]}EventAttendanceMode" if mode in _MODES else None,
        "location": _location(item, occurrence, mode, base),
        "description": item.description,
        "url": item.url,
        "sameAs": [url for url in dict.fromkeys(link.url for link in item.sources) if url and url != item.url],
        "inLanguage": list(item.languages),
        "isAccessibleForFree": item.is_free,
        "offers": _offer(item),
        "keywords": topic_names(item),
        "audience": [
            {"@type": "Audience", "audienceType": AUDIENCES.get(audience, audience)} for audience in item.audience
        ],
        "superEvent": super_event(item, base),
    }
    for body in item.organisers:
        node.setdefault(_ROLES[body.role], []).append(_organisation(body, base))
    return _stated(node)


def _stated(node: Node) -> Node:
    """The node without what nobody stated; a list of one as its one value."""
    kept = {key: value for key, value in node.items() if value is not None and value != [] and value != ""}
    return {key: value[0] if isinstance(value, list) and len(value) == 1 else value for key, value in kept.items()}


def _start(moment: Moment) -> str:
    """ISO 8601 with offset; the day alone where no time is known, and for midnight, which is read as 'unknown'."""
    if isinstance(moment, datetime):
        midnight = (moment.hour, moment.minute) == (0, 0)
        return moment.date().isoformat() if midnight else moment.isoformat(timespec="seconds")
    return moment.isoformat()


def _end(occurrence: FeedOccurrence) -> str | None:
    """The end as written: of the start's kind, or the last day alone."""
    if occurrence.end is not None and isinstance(occurrence.begins, datetime):
        return occurrence.end.isoformat(timespec="seconds")
    return occurrence.end_date.isoformat() if occurrence.end_date else None


def _location(item: FeedItem, occurrence: FeedOccurrence, mode: str | None, base: str) -> list[Node]:
    places: list[Node] = []
    if occurrence.venue and mode != "online" and (place := _place(occurrence.venue, base)):
        places.append(place)
    if mode in ("online", "mixed"):
        # where no address of the meeting is published, the page that says how to get in
        url = item.online_url or _page(item.registration_url) or item.url
        places.append(_stated({"@type": "VirtualLocation", "name": "Online", "url": url}))
    return places


def _place(venue: FeedVenue, base: str) -> Node | None:
    address = {
        "streetAddress": venue.street,
        "postalCode": venue.postal_code,
        "addressLocality": venue.city,
        "addressRegion": venue.state,
        "addressCountry": venue.country,
    }
    if not any((venue.name, *address.values())):
        return None
    wheelchair = {
        "@type": "LocationFeatureSpecification",
        "name": "Rollstuhlgerecht",
        "value": venue.wheelchair,
    }
    return _stated(
        {
            "@type": "Place",
            "@id": f"{base}/#{venue.venue_id}",
            "name": venue.name or venue.city,
            "address": {"@type": "PostalAddress", **_stated(address)} if any(address.values()) else None,
            "amenityFeature": None if venue.wheelchair is None else wheelchair,
        }
    )


def _organisation(body: FeedOrganiser, base: str) -> Node:
    return _stated({"@type": "Organization", "@id": f"{base}/#{body.organiser_id}", "name": body.name, "url": body.url})


def _offer(item: FeedItem) -> Node | None:
    """Price, way to register and whether places are left; None if nobody said a word about any of them."""
    price = "0" if item.is_free else _euros(item.price_text)
    deadline = item.registration_deadline
    offer = _stated(
        {
            "url": _page(item.registration_url),
            "price": price,
            "priceCurrency": "EUR" if price else None,
            "description": item.price_text,
            "availability": "https://schema.org/SoldOut" if item.sold_out else None,
            "availabilityEnds": deadline.astimezone(BERLIN).isoformat(timespec="seconds") if deadline else None,
        }
    )
    return {"@type": "Offer", **offer} if offer else None


def _page(url: str | None) -> str | None:
    """The address if it is that of a page; one for mail is none that a search engine can open."""
    return None if url is None or url.startswith("mailto:") else url


def _euros(price_text: str | None) -> str | None:
    """The amount, if the printed price is one plain amount of euros and nothing else."""
    found = _EUROS.fullmatch((price_text or "").strip())
    if not found or not re.search("€|eur", price_text or "", re.IGNORECASE):
        return None
    cents = found.group(2)
    return f"{found.group(1)}.{cents}" if cents and cents != "-" else found.group(1)
