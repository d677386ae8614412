"""events.jsonld against the schema.org vocabulary, Google's demands, and hostile text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest
from pyld import jsonld as processor
from schema_org.registry import CLASS_METADATA, ENUM_DIRECT_MEMBERS, PARENTS, PROPERTY_BY_SCHEMA

from pipeline.feed.jsonld import event_jsonld, render
from pipeline.feed.view import feed_items

NIGHT = date(2026, 3, 2)
SCHEMA = "https://schema.org/"
TEXTUAL = {"Text", "Date", "DateTime", "URL"}


def document(rows: Any, tables: Any) -> dict[str, Any]:
    content = render(feed_items(tables, logical_date=NIGHT), public_url=rows.public_url)
    found = json.loads(content)
    assert isinstance(found, dict)
    return found


def only(rows: Any, event: Any, *occurrences: Any, **more: Any) -> dict[str, Any]:
    (node,) = document(rows, rows.single(event, *occurrences, **more))["@graph"]
    return dict(node)


# ------------------------------------------------------------------ the vocabulary, offline


def context() -> dict[str, Any]:
    """schema.org's context as its site serves it: every term in its namespace, addresses and enumerations as ids."""
    ids = {
        name: {"@id": SCHEMA + name, "@type": "@id"}
        for name, term in PROPERTY_BY_SCHEMA.items()
        if set(term.ranges) & ({"URL"} | set(ENUM_DIRECT_MEMBERS)) and "Text" not in term.ranges
    }
    return {"@context": {"@vocab": SCHEMA, **ids}}


def load_offline(url: str, _options: Any) -> dict[str, Any]:
    assert url.rstrip("/") == SCHEMA.rstrip("/"), f"only schema.org's context may be asked for, not {url}"
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": context()}


def faults(document: dict[str, Any]) -> list[str]:
    """What a vocabulary validator would complain about: unknown type or term, wrong domain, wrong kind of value."""
    expanded = processor.expand(document, {"documentLoader": load_offline})
    return [fault for node in expanded for fault in node_faults(node)]


def node_faults(node: dict[str, Any]) -> Iterator[str]:
    types = [iri.removeprefix(SCHEMA) for iri in node.get("@type", ())]
    if len(types) != 1 or types[0] not in CLASS_METADATA:
        yield f"unknown type {types}"
        return
    for iri, values in node.items():
        if iri.startswith("@"):
            continue
        name = iri.removeprefix(SCHEMA)
        term = PROPERTY_BY_SCHEMA.get(name)
        if term is None:
            yield f"unknown term {name}"
        elif term.superseded_by:
            yield f"{name} is superseded by {term.superseded_by}"
        elif not set(term.domains) & ancestors(types[0]):
            yield f"{name} does not belong to {types[0]}"
        else:
            for value in values:
                yield from value_faults(name, set(term.ranges), value)


def value_faults(name: str, ranges: set[str], value: dict[str, Any]) -> Iterator[str]:
    if "@type" in value:
        found = {iri.removeprefix(SCHEMA) for iri in value["@type"]}
        if not any(ranges & ancestors(one) for one in found):
            yield f"{name} takes {sorted(ranges)}, not {sorted(found)}"
        yield from node_faults(value)
    elif "@id" in value:
        members = {SCHEMA + member for one in ranges for member in ENUM_DIRECT_MEMBERS.get(one, ())}
        if value["@id"] not in members and not ("URL" in ranges and value["@id"].startswith(("http://", "https://"))):
            yield f"{name} is no address and no member of {sorted(ranges)}: {value['@id']}"
    elif isinstance(value["@value"], bool):
        if "Boolean" not in ranges:
            yield f"{name} is a truth value"
    elif not kinds(value["@value"]) & ranges:
        yield f"{name} takes {sorted(ranges)}, not {value['@value']!r}"


def kinds(value: str | int) -> set[str]:
    if isinstance(value, int):
        return {"Integer", "Number"}
    if re.fullmatch(r"\d\d:\d\d:\d\d", value):
        return {"Time", "Text"}
    if "T" in value:
        try:
            return {"DateTime", "Text"} if datetime.fromisoformat(value).tzinfo else {"Text"}
        except ValueError:
            return {"Text"}
    try:
        date.fromisoformat(value)
    except ValueError:
        return {"Text"}
    return {"Date", "Text"}


def ancestors(name: str) -> set[str]:
    return {name}.union(*(ancestors(parent) for parent in PARENTS.get(name, ())))


def test_the_town_is_valid_schema_org(rows: Any) -> None:
    found = document(rows, rows.town())
    assert faults(found) == []
    expanded = processor.expand(found, {"documentLoader": load_offline})
    assert len(expanded) == len(found["@graph"]) == 13


@pytest.mark.parametrize(
    ("fault", "complaint"),
    [
        ({"startdate": "2026-03-01"}, "unknown term startdate"),
        ({"priceCurrency": "EUR"}, "priceCurrency does not belong to Event"),
        ({"eventStatus": "https://schema.org/EventCanceled"}, "eventStatus is no address"),
        ({"@type": "Evnt"}, "unknown type"),
        ({"location": {"@type": "Person"}}, "location takes"),
        ({"startDate": "bald"}, "startDate takes"),
        ({"startDate": "2026-03-01T10:00:00"}, "startDate takes"),
        ({"url": "javascript:alert(1)"}, "url is no address"),
        ({"subEvents": "x"}, "subEvents is superseded"),
    ],
)
def test_the_validator_of_this_file_finds_each_kind_of_fault(rows: Any, fault: dict[str, Any], complaint: str) -> None:
    found = document(rows, rows.town())
    found["@graph"][3] |= fault
    assert [text for text in faults(found) if text.startswith(complaint)]


# ------------------------------------------------------------------ what it says


@pytest.mark.parametrize(
    ("day", "columns", "start", "end"),
    [
        ("2026-03-28 20:00", {"end": "2026-03-29 04:30"}, "2026-03-28T20:00:00+01:00", "2026-03-29T04:30:00+02:00"),
        ("2026-10-24 20:00", {"end": "2026-10-25 05:00"}, "2026-10-24T20:00:00+02:00", "2026-10-25T05:00:00+01:00"),
        ("2026-03-28", {}, "2026-03-28", None),
        ("2026-03-28", {"end_date": date(2026, 3, 29)}, "2026-03-28", "2026-03-29"),
        ("2026-03-28 09:30", {"end_date": date(2026, 3, 29)}, "2026-03-28T09:30:00+01:00", "2026-03-29"),
        ("2026-03-28 00:00", {}, "2026-03-28", None),
        ("2026-03-28 20:00", {"end": "2026-03-29 00:00"}, "2026-03-28T20:00:00+01:00", "2026-03-29T00:00:00+01:00"),
        ("2026-03-28 20:00", {"time_known": False}, "2026-03-28", None),
    ],
)
def test_start_and_end(rows: Any, day: str, columns: dict[str, Any], start: str, end: str | None) -> None:
    given = {key: rows.at(value) if key == "end" else value for key, value in columns.items()}
    node = only(rows, rows.event("ev_a"), rows.occurrence("ev_a", day, **given))
    assert (node["startDate"], node.get("endDate")) == (start, end)


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("scheduled", "EventScheduled"),
        ("tentative", "EventScheduled"),
        ("cancelled", "EventCancelled"),
        ("postponed", "EventPostponed"),
        ("rescheduled", "EventRescheduled"),
        ("moved_online", "EventMovedOnline"),
    ],
)
def test_status_and_previous_start(rows: Any, status: str, said: str) -> None:
    before = rows.at("2026-03-13 15:00")
    occurrence = rows.occurrence("ev_a", "2026-04-01 15:00", status=status, previous_start=before)
    node = only(rows, rows.event("ev_a"), occurrence)
    assert node["eventStatus"] == SCHEMA + said
    previous = "2026-03-13T15:00:00+01:00" if status in ("rescheduled", "postponed") else None
    assert node.get("previousStartDate") == previous


@pytest.mark.parametrize(
    ("mode", "kinds"),
    [
        ("offline", ["Place"]),
        ("online", ["VirtualLocation"]),
        ("mixed", ["Place", "VirtualLocation"]),
        (None, ["Place"]),
    ],
)
def test_location_follows_the_way_of_attending(rows: Any, mode: str | None, kinds: list[str]) -> None:
    event = rows.event("ev_a", attendance_mode=mode, venue_id="ve_a", url="https://a.example/")
    venue = rows.row("venues", venue_id="ve_a", name="Haus", city="Pirna")
    node = only(rows, event, rows.occurrence("ev_a", "2026-04-01"), venues=[venue])
    places = node["location"] if isinstance(node["location"], list) else [node["location"]]
    assert [place["@type"] for place in places] == kinds
    assert all(place.get("url", "https://a.example/") == "https://a.example/" for place in places)


def test_what_nobody_stated_is_absent(rows: Any) -> None:
    bare = rows.single(rows.event("ev_a"), rows.occurrence("ev_a", "2026-04-01"), announcements=[])
    (node,) = document(rows, bare)["@graph"]
    assert set(node) == {"@type", "@id", "identifier", "name", "startDate", "eventStatus"}


@pytest.mark.parametrize(
    ("columns", "offer"),
    [
        ({"price_text": "12,50 €"}, {"price": "12.50", "priceCurrency": "EUR", "description": "12,50 €"}),
        ({"price_text": "8 Euro"}, {"price": "8", "priceCurrency": "EUR", "description": "8 Euro"}),
        ({"price_text": "5 bis 8 €"}, {"description": "5 bis 8 €"}),
        ({"price_text": "Spende"}, {"description": "Spende"}),
        ({"price_text": "12"}, {"description": "12"}),
        ({"is_free": True}, {"price": "0", "priceCurrency": "EUR"}),
        ({"is_free": False}, None),
        ({"sold_out": True}, {"availability": "https://schema.org/SoldOut"}),
    ],
)
def test_offers_say_only_what_is_known(rows: Any, columns: dict[str, Any], offer: dict[str, str] | None) -> None:
    node = only(rows, rows.event("ev_a", **columns), rows.occurrence("ev_a", "2026-04-01"))
    assert node.get("offers") == (offer and {"@type": "Offer", **offer})


def test_several_dates_stand_under_one_event_and_a_series_above_its_members(rows: Any) -> None:
    nodes = {node["identifier"]: node for node in document(rows, rows.town())["@graph"]}
    base = rows.public_url + "/#"
    assert nodes["oc_tagung01"]["superEvent"]["@id"] == nodes["oc_tagung02"]["superEvent"]["@id"] == base + "ev_tagung"
    assert nodes["oc_treff03"]["superEvent"]["@id"] == nodes["oc_sommer01"]["superEvent"]["@id"] == base + "se_treff"
    assert "superEvent" not in nodes["oc_nacht01"]


def test_ids_are_unique_and_do_not_follow_title_date_or_place(rows: Any) -> None:
    before = [node["@id"] for node in document(rows, rows.town())["@graph"]]
    assert len(set(before)) == len(before)
    town = rows.town()
    for event in town["events"]:
        event["title"] += " (neu)"
        event["venue_id"] = None
    assert [node["@id"] for node in document(rows, town)["@graph"]] == before


def test_an_empty_release_is_a_valid_empty_document(rows: Any) -> None:
    assert document(rows, rows.tables()) == {"@context": "https://schema.org", "@graph": []}


def test_the_page_of_one_event_has_its_dates_only(rows: Any) -> None:
    items = {item.event_id: item for item in feed_items(rows.town(), logical_date=NIGHT)}
    single = json.loads(event_jsonld(items["ev_nacht"], public_url=rows.public_url))
    assert (single["@type"], single["name"]) == ("Event", "Lange Nacht der Teekannen")
    several = json.loads(event_jsonld(items["ev_tagung"], public_url=rows.public_url))
    assert [node["startDate"][:10] for node in several["@graph"]] == ["2026-06-12", "2026-09-12"]
    assert faults(single) == faults(several) == []


def test_a_rule_is_told_as_a_schedule_of_its_series(rows: Any) -> None:
    found = document(rows, rows.town())
    series = next(n["superEvent"] for n in found["@graph"] if "eventSchedule" in n.get("superEvent", {}))
    assert series["@type"] == "EventSeries" and series["@id"].endswith("#se_treff")
    assert series["eventSchedule"] == {
        "@type": "Schedule",
        "repeatFrequency": "P1M",
        "byDay": "1WE",
        "startDate": "2026-01-07",
        "startTime": "19:00:00",
        "exceptDate": "2026-06-03",
        "scheduleTimezone": "Europe/Berlin",
    }


@pytest.mark.parametrize(
    ("rrule", "told"),
    [
        (
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE",
            {"repeatFrequency": "P2W", "byDay": [f"{SCHEMA}Monday", f"{SCHEMA}Wednesday"]},
        ),
        ("FREQ=MONTHLY;BYMONTHDAY=15", {"repeatFrequency": "P1M", "byMonthDay": 15}),
        ("FREQ=DAILY;COUNT=5", {"repeatFrequency": "P1D", "repeatCount": 5}),
        ("FREQ=WEEKLY;BYDAY=FR;UNTIL=20260630", {"byDay": f"{SCHEMA}Friday", "endDate": "2026-06-30"}),
        ("Unsinn", None),
    ],
)
def test_each_kind_of_rule_is_valid_schema_org(rows: Any, rrule: str, told: dict[str, Any] | None) -> None:
    tables = rows.single(
        rows.event("ev_a", series_id="se_a"),
        rows.occurrence(
            "ev_a", "2026-04-03 18:00", is_expanded=True, date_basis="rule", end=rows.at("2026-04-03 20:00")
        ),
        series=[rows.row("series", series_id="se_a", title="Treff", rrule=rrule, kind="recurring")],
    )
    found = document(rows, tables)
    assert faults(found) == []
    schedule = found["@graph"][0]["superEvent"].get("eventSchedule")
    assert (schedule is None) == (told is None)
    assert (told or {}).items() <= (schedule or {}).items()
