"""schema.org Event values, wherever they stood (JSON-LD, microdata), as RawAnnouncements."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from pipeline.formats.entries import announcement, whole
from pipeline.formats.fragments import rich
from pipeline.formats.moments import is_iso, lasts_whole_days, to_iso
from pipeline.formats.pointers import as_text, join
from pipeline.formats.schedules import first_moment, rule_of
from pipeline.models import Capture, Printed, RawAnnouncement

# Subtypes of schema.org/Event; a name that ends in "Event" counts as one, too.
_EVENT_TYPES = frozenset(("EventSeries", "Festival", "Hackathon", "CourseInstance"))
_NOT_EVENTS = frozenset(("PublicationEvent",))
_NESTED = (
    "@graph",
    "itemListElement",
    "item",
    "subEvent",
    "subEvents",
    "superEvent",
    "event",
    "events",
    "mainEntity",
    "hasPart",
)
_MAX_DEPTH = 12
Index = dict[str, tuple[dict[str, Any], str]]  # objects that others refer to by @id, with their pointers


@dataclass(frozen=True, slots=True)
class Found:
    """One event object and the pointer to it; `parent` is the event it is part of."""

    value: dict[str, Any]
    pointer: str
    index: Index
    parent: Found | None = None


def find_events(value: Any, pointer: str = "") -> Iterator[Found]:
    """Every Event below `value`, each once, parts after the whole; a series that lists its parts is left to them."""
    index: Index = {}
    _collect_ids(value, pointer, index, 0)
    yield from _search(value, pointer, None, index, set(), 0)


def _collect_ids(value: Any, pointer: str, index: Index, depth: int) -> None:
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, list):
        for number, item in enumerate(value):
            _collect_ids(item, join(pointer, number), index, depth + 1)
    elif isinstance(value, dict):
        name = value.get("@id")
        if isinstance(name, str) and len(value) > 1:
            index.setdefault(name, (value, pointer))
        for key, item in value.items():
            if isinstance(item, dict | list):
                _collect_ids(item, join(pointer, key), index, depth + 1)


def _search(
    value: Any, pointer: str, parent: Found | None, index: Index, seen: set[int], depth: int
) -> Iterator[Found]:
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, list):
        for number, item in enumerate(value):
            yield from _search(item, join(pointer, number), parent, index, seen, depth + 1)
        return
    if not isinstance(value, dict) or id(value) in seen:
        return
    seen.add(id(value))
    found = Found(value, pointer, index, parent) if is_event(value) else None
    parts = value.get("subEvent") or value.get("subEvents")
    if found and not ("EventSeries" in types_of(value) and parts):
        yield found
    reverse = value.get("@reverse")
    if isinstance(reverse, dict):
        for name in sorted(reverse):
            yield from _search(reverse[name], join(pointer, "@reverse", name), parent, index, seen, depth + 1)
    for name in _NESTED:
        if name in value:
            above = found if found and name in ("subEvent", "subEvents") else parent
            yield from _search(value[name], join(pointer, name), above, index, seen, depth + 1)


def types_of(value: dict[str, Any]) -> tuple[str, ...]:
    """The types without their vocabulary's address: `http://schema.org/MusicEvent` is `MusicEvent`."""
    stated = value.get("@type")
    names = stated if isinstance(stated, list) else [stated]
    return tuple(name.rstrip("/").rsplit("/", 1)[-1].rsplit(":", 1)[-1] for name in names if isinstance(name, str))


def is_event(value: dict[str, Any]) -> bool:
    """Whether the object is an event with at least a name or a start."""
    names = types_of(value)
    is_type = any((name.endswith("Event") or name in _EVENT_TYPES) and name not in _NOT_EVENTS for name in names)
    return is_type and bool(_first_text(value.get("name")) or _first_text(value.get("startDate")))


def read_event(
    capture: Capture,
    found: Found,
    *,
    position: int,
    reader: str,
    locate: Callable[[str], str],
    base: str,
    sure: float = 1.0,
) -> RawAnnouncement:
    """One event object as announcement; `locate` makes a node path of a JSON pointer."""
    fields = {name: _printed(found, steps, locate) for name, steps in _PATHS.items()}
    for name in ("start", "end", "published", "updated", "previous_start"):
        fields[name] = _iso(fields[name])
    for name in ("start", "end"):
        printed = fields[name]
        if printed is not None and not is_iso(printed.text):  # words, which the date grammar reads
            fields[name], fields["date"] = None, fields.get("date") or printed
    fields |= _whole_days(fields["start"], fields["end"])
    place = _place(found, locate)
    if found.parent is not None and not any(place.values()):
        place = _place(found.parent, locate)
    fields |= place
    fields |= _scheduled(found)
    for name, steps in (("organiser", ("organizer",)), ("language", ("inLanguage",))):
        fields |= _further(found, name, steps, locate)
    fields["text"] = fields["text"] or _printed(found, (("articleBody",), ("about",)), locate)
    if fields["title"] is None and found.parent is not None:
        fields["title"] = _printed(found.parent, _PATHS["title"], locate)
    fields["exdates"] = _exceptions(found)
    url = fields["url"].text if fields["url"] else ""
    identifier = _first_text(found.value.get("identifier")) or as_text(found.value.get("@id")).strip()
    return announcement(
        capture,
        position=position,
        reader=reader,
        fields=fields,
        link=url,
        guid=identifier if not url and not identifier.startswith("#") else "",
        categories=types_of(found.value)[:1],
        sure=sure,
        base=base,
    )


_PATHS: dict[str, tuple[tuple[str, ...], ...]] = {
    "title": (("name",), ("headline",)),
    "text": (("description",),),
    "start": (("startDate",),),
    "end": (("endDate",),),
    "status": (("eventStatus",),),
    "attendance_mode": (("eventAttendanceMode",),),
    "organiser": (("organizer", "name"), ("organizer",)),
    "price": (("offers", "price"), ("offers", "lowPrice")),
    "registration_url": (("offers", "url"),),
    "url": (("url",), ("mainEntityOfPage", "@id"), ("mainEntityOfPage",), ("@id",)),
    "language": (("inLanguage",),),
    "published": (("datePublished",),),
    "updated": (("dateModified",),),
    "previous_start": (("previousStartDate",),),
}
_ADDRESS = {
    "street": "streetAddress",
    "postal_code": "postalCode",
    "city": "addressLocality",
    "country": "addressCountry",
}


def _place(found: Found, locate: Callable[[str], str]) -> dict[str, Printed | None]:
    """Venue and address of the physical location, address of the virtual one."""
    stated = found.value.get("location")
    places = stated if isinstance(stated, list) else [stated]
    fields: dict[str, Printed | None] = {}
    for number, place in enumerate(places):
        pointer = (
            join(found.pointer, "location", number) if isinstance(stated, list) else join(found.pointer, "location")
        )
        place, pointer = _settle(place, pointer, found.index)
        here = Found(place, pointer, found.index) if isinstance(place, dict) else None
        if here is None:
            if isinstance(place, str) and place.strip():
                fields.setdefault("place", whole(place, locate(pointer)))
            continue
        if "VirtualLocation" in types_of(here.value):
            fields.setdefault("online_url", _printed(here, (("url",),), locate))
            continue
        if fields.get("venue") is not None:
            continue
        fields["venue"] = _printed(here, (("name",),), locate)
        for name, key in _ADDRESS.items():
            fields[name] = _printed(here, (("address", key), ("address", key, "name")), locate)
        address = here.value.get("address")
        if isinstance(address, str) and address.strip():
            fields["place"] = whole(address, locate(join(pointer, "address")))
    return fields


def _printed(found: Found, paths: tuple[tuple[str, ...], ...], locate: Callable[[str], str]) -> Printed | None:
    """The first non-empty string along one of the paths; of a list its first member."""
    for path in paths:
        value, pointer = _settle(found.value, found.pointer, found.index)
        for step in path:
            if not isinstance(value, dict) or step not in value:
                value = None
                break
            value, pointer = _settle(value[step], join(pointer, step), found.index)
        if isinstance(value, dict) and "@value" in value:
            value, pointer = value["@value"], join(pointer, "@value")
        text = as_text(value)
        if text.strip():
            return rich(text, locate(pointer))
    return None


def _further(
    found: Found, name: str, steps: tuple[str, ...], locate: Callable[[str], str]
) -> dict[str, Printed | None]:
    """The second and third member of a list as `name_2` and `name_3`."""
    stated = found.value.get(steps[0])
    members = stated[:3] if isinstance(stated, list) else []
    fields: dict[str, Printed | None] = {}
    for number in range(1, len(members)):
        value, pointer = _settle(members[number], join(found.pointer, steps[0], number), found.index)
        if isinstance(value, dict):
            value, pointer = _settle(value.get("name"), join(pointer, "name"), found.index)
        text = as_text(value)
        fields[f"{name}_{number + 1}"] = rich(text, locate(pointer)) if text.strip() else None
    return fields


def _scheduled(found: Found) -> dict[str, Printed | None]:
    """First date and rule of the event's schedule, where the event itself has no start; put together, so no paths."""
    schedule, _ = _settle(found.value.get("eventSchedule"), "", found.index)
    if not isinstance(schedule, dict) or _first_text(found.value.get("startDate")):
        return {}
    words = {"start": first_moment(schedule, "start"), "end": first_moment(schedule, "end")}
    words["rrule"] = _first_text(schedule.get("rrule")) or rule_of(schedule)
    return {name: Printed(text=text) if text else None for name, text in words.items()}


def _iso(printed: Printed | None) -> Printed | None:
    """A date field in ISO 8601, as normalise expects structured dates."""
    if printed is None or is_iso(printed.text) or to_iso(printed.text) == printed.text:
        return printed
    if re.search(r"\d:\d\d", printed.text) and "T" not in to_iso(printed.text):
        return printed  # a day and a time in words
    return whole(to_iso(printed.text), printed.node_path + "!iso")


def _whole_days(start: Printed | None, end: Printed | None) -> dict[str, Printed | None]:
    """The days alone of an event that lasts from midnight to a minute before midnight."""
    if start is None or end is None or not lasts_whole_days(start.text, end.text):
        return {}
    days = {"start": start, "end": end}
    return {
        name: replace(printed, text=printed.text[:10], char_end=printed.char_start + 10)
        for name, printed in days.items()
    }


def _exceptions(found: Found) -> Printed | None:
    """The days a schedule leaves out, joined by commas."""
    schedule, _ = _settle(found.value.get("eventSchedule"), "", found.index)
    stated = schedule.get("exceptDate") if isinstance(schedule, dict) else None
    days = [as_text(value) for value in (stated if isinstance(stated, list) else [stated]) if as_text(value)]
    return Printed(text=",".join(days)) if days else None


def _settle(value: Any, pointer: str, index: Index) -> tuple[Any, str]:
    """Of a list the first member, of a reference by @id what it refers to."""
    if isinstance(value, list) and value:
        value, pointer = value[0], join(pointer, 0)
    if isinstance(value, dict) and set(value) <= {"@id", "@type"} and value.get("@id") in index:
        return index[value["@id"]]
    return value, pointer


def _first_text(value: Any) -> str:
    value, _ = _settle(value, "", {})
    if isinstance(value, dict):
        value = value.get("@value") or value.get("value") or value.get("name")
    return as_text(value).strip()
