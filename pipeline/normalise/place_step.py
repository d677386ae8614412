"""The step that says where: structured fields, else the first place that field, label, title or prose name."""

from __future__ import annotations

from dataclasses import replace

from pipeline.models import AttendanceMode, Kind, PlaceClaim, Trace
from pipeline.normalise.date_claims import read_second_line
from pipeline.normalise.draft import Context, Draft, told, trace, traced
from pipeline.normalise.gazetteer import state_of, town_of
from pipeline.normalise.labels import LabelName, first_of
from pipeline.normalise.modes import read_mode
from pipeline.normalise.places import PlaceReading, find_in_prose, find_place
from pipeline.normalise.structured import read_mode_word
from pipeline.normalise.text import clean_line


def say_place(draft: Draft, context: Context) -> Draft:
    """Venue, address and town, and the mode of attendance."""
    found = _structured_place(draft)
    if found:
        place: PlaceClaim | None = found
        draft = traced(
            draft, *(trace(draft, name, name, draft.raw.text_of(name), "structured place") for name in _PLACE_FIELDS)
        )
    else:
        place, draft = _printed_place(draft)
    place_words = " / ".join(
        filter(None, (draft.raw.text_of("place"), _label_place(draft), draft.title.place_text, _second_place(draft)))
    )
    mode = read_mode(place_words, draft.title.name + " " + " ".join(draft.title.tags), draft.text)
    online_url = draft.raw.text_of("online_url").strip() or None
    if online_url:
        mode = mode or (AttendanceMode.MIXED if place else AttendanceMode.ONLINE)
        draft = traced(draft, trace(draft, "online_url", "online_url", online_url, "structured place"))
    stated = read_mode_word(draft.raw.text_of("attendance_mode"))
    if stated:
        draft = traced(
            draft,
            trace(draft, "attendance_mode", "attendance_mode", draft.raw.text_of("attendance_mode"), "structured mode"),
        )
        return told(draft, place=place, attendance_mode=stated, online_url=online_url)
    if mode is None and place and draft.announcement.kind is Kind.EVENT:
        mode = AttendanceMode.OFFLINE
    if mode:
        draft = traced(draft, _mode_trace(draft))
    return told(draft, place=place, attendance_mode=mode, online_url=online_url)


def _mode_trace(draft: Draft) -> Trace | None:
    """The mode stands where the place stands: in its field, in the title's part, or in the text."""
    for field, words in (
        ("place", draft.raw.text_of("place")),
        ("text", _label_place(draft)),
        ("title", draft.title.place_text),
    ):
        if words:
            return trace(draft, "attendance_mode", field, words, "mode words")
    return trace(draft, "attendance_mode", "text", "", "mode words") or trace(
        draft, "attendance_mode", "venue", "", "structured place"
    )


_PLACE_FIELDS = ("venue", "street", "postal_code", "city", "country")


def _structured_place(draft: Draft) -> PlaceClaim | None:
    values = {name: clean_line(draft.raw.text_of(name)) or None for name in _PLACE_FIELDS}
    if not values["venue"] and not values["street"] and not values["city"]:
        return None
    address = clean_line(draft.raw.text_of("place")) if not values["city"] else ""
    whole = find_place(", ".join(filter(None, (values["venue"], values["street"], address))))
    city = values["city"] or (whole.claim.city if whole else None)
    code = values["postal_code"] or (whole.claim.postal_code if whole else None)
    return PlaceClaim(
        name=(whole.claim.name if whole and whole.claim.street and not values["street"] else values["venue"]),
        street=values["street"] or (whole.claim.street if whole else None),
        postal_code=code,
        city=(town_of(city) or city) if city else None,
        state=(state_of(code) if code else None) or (state_of(city) if city else None),
        country=values["country"],
    )


def _printed_place(draft: Draft) -> tuple[PlaceClaim | None, Draft]:
    """The first place that field, label, second line, title or prose name, with the town from the title if it lacks
    one."""
    label = first_of(draft.labels, LabelName.PLACE)
    candidates = (
        ("place", clean_line(draft.raw.text_of("place")), 0, "place field"),
        ("text", label.value if label else "", label.span[0] if label else 0, "label place"),
        ("text", _second_place(draft), 0, "second line"),
        ("title", draft.title.place_text, draft.title.place_span[0], "title grammar"),
    )
    readings = [(field, words, near, rule, find_place(words)) for field, words, near, rule in candidates if words]
    prose = find_in_prose(draft.text) if draft.announcement.kind is Kind.EVENT else None
    found = [item for item in readings if item[4]]
    if prose:
        found.append(("text", draft.text, 0, "place in prose", prose))
    if not found:
        return None, draft
    # a bare town of a list or title yields to the venue that the text names there
    full = next((item for item in found if item[4] and (item[4].claim.name or item[4].claim.street)), found[0])
    reading = full[4]
    assert reading is not None  # filtered above
    town = next((item[4].claim.city for item in found if item[4] and item[4].claim.city), None)
    if full is not found[0] and _contradict(found[0][4], reading):
        full, reading = found[0], found[0][4] or reading
    claim = reading.claim
    if claim.city is None and town and "/" not in (claim.name or ""):
        claim = replace(claim, city=town, state=state_of(town), country="DE")
    near = full[2] + reading.span[0]
    words = full[1][reading.span[0] : reading.span[1]]
    parts = {"venue": claim.name, "street": claim.street, "postal_code": claim.postal_code, "city": claim.city}
    return claim, traced(
        draft,
        *(
            trace(draft, name, full[0], value if value in words else words, full[3], near=near)
            for name, value in parts.items()
            if value
        ),
    )


def _contradict(first: PlaceReading | None, other: PlaceReading) -> bool:
    return bool(first and first.claim.city and other.claim.city and first.claim.city != other.claim.city)


def _label_place(draft: Draft) -> str:
    label = first_of(draft.labels, LabelName.PLACE)
    return label.value if label else ""


def _second_place(draft: Draft) -> str:
    return read_second_line(draft.text)[1]
