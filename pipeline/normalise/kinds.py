"""Decides what an announcement is: event, job, funding, news or notice, from what its words mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from pipeline.models import DateBasis, DateKind, DateReading, Kind
from pipeline.normalise.date_shape import is_date
from pipeline.normalise.kind_title_words import TITLE_CUES
from pipeline.normalise.kind_words import CATEGORY_CUES, EVENT_NOUN, SAVE_THE_DATE, TEXT_CUES, URL_CUES, Cue
from pipeline.normalise.titles import TitleReading, read_title

_READ_UP_TO = 4_000  # an advert says what it is in its first lines; what follows is the sender's self-portrait
_TITLE_UP_TO = 300
_TEXT_LIMIT = 6.0
# these stand beside an occasion ("Workshop: Förderung beantragen", "Lesung mit Praktikantin"); a call or press release
# does not
_YIELDS = frozenset(
    {
        "money to be had",
        "pays for projects",
        "a competition",
        "a placement",
        "a role named",
        "a publication",
        "applications are open",
    }
)
_LOOKS_BACK = frozenset({"looks back", "tells of something over"})
_ABOUT_MONEY = re.compile(
    r"förder(?:mittel|gelder|antrags?|ungs)?-?(?:akquis|beratung|training|abc|dschungel|1x1|kürz|werkstatt)\w*"
    r"|(?:anträge|antrag|förderanträge) (?:richtig |gut |erfolgreich )?(?:schreiben|formulieren)|wie .{0,60}\?"
    r"|einführung in",
    re.IGNORECASE,
)
_HOUSE = re.compile(r"\b(?:haus|stätte|zentrum|ort|café|hof) (?:der|des|für)\s\Z", re.IGNORECASE)
_GOES_ON = re.compile(r"fortlaufend|laufend|regelmäßig|dauer|ganzjährig|jederzeit|nach ", re.IGNORECASE)
_ORDER = (Kind.EVENT, Kind.JOB, Kind.FUNDING, Kind.NEWS, Kind.NOTICE)


@dataclass(frozen=True, slots=True, kw_only=True)
class KindReading:
    """What an announcement is, and the words that spoke for it."""

    kind: Kind
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Evidence:
    kind: Kind
    weight: float
    reason: str
    begin: int = 0


def read_kind(
    title: str,
    text: str,
    *,
    url: str = "",
    categories: Sequence[str] = (),
    dates: Sequence[DateReading] = (),
    reference: date | None = None,
) -> KindReading:
    """The kind with the strongest evidence; an announcement that says nothing about itself is an event.

    `dates` are the dates read in it; with `reference` (the day of reading or publication) a coming
    date speaks against a review.
    """
    reading = read_title(title)
    evidence = [
        *_title_evidence(reading, title),
        *_limited(_matches(TEXT_CUES, text[:_READ_UP_TO])),
        *_strongest(_matches(CATEGORY_CUES, " | ".join(categories))),
        *_strongest(_matches(URL_CUES, url)),
        *_date_evidence(dates, reading),
    ]
    if _tells_of_past(text) and not _is_coming(
        [item for item in dates if item.basis is not DateBasis.YEAR_INFERRED], reference
    ):
        evidence = [_weaker(item, 3) if item.reason.startswith("an occasion") else item for item in evidence]
        evidence.append(_Evidence(kind=Kind.NEWS, weight=8, reason="tells of something over"))
    elif _is_coming(dates, reference):
        evidence = [_weaker(item, 5) if item.reason in _LOOKS_BACK else item for item in evidence]
    scores = {kind: sum(item.weight for item in evidence if item.kind is kind) for kind in _ORDER}
    scores[Kind.EVENT] += 0.5
    best = max(_ORDER, key=lambda kind: scores[kind])
    reasons = dict.fromkeys(item.reason for item in evidence if item.kind is best and item.weight > 0)
    return KindReading(kind=best, reason=", ".join(reasons) or "nothing says otherwise")


def _title_evidence(reading: TitleReading, title: str) -> list[_Evidence]:
    name = (reading.name or title)[:_TITLE_UP_TO]
    found = _distinct(_matches(TITLE_CUES, name))
    occasion = _occasion(name)
    if occasion and re.match(r"\s?(?::|[–-]\s)", name[occasion.end() :]) and occasion.start() <= 3:
        # "Workshop: Stellenausschreibungen formulieren" is about adverts
        found = [_weaker(item, 6) if item.begin > occasion.end() else item for item in found]
    if occasion:
        heads = [item for item in found if item.weight >= 6 and item.begin < occasion.start()]
        at_head = occasion.start() <= 12
        if re.search(r"(?::|\s[–-])\s\Z", name[: occasion.start()]):
            # behind a colon or a dash stands what it is: "Stipendien für Geflüchtete: Infoabend"
            heads = [item for item in heads if item.reason not in _YIELDS]
            at_head = True
        if not heads:
            found = [_weaker(item, 3.5 if at_head else 2) if item.reason in _YIELDS else item for item in found]
        # what a title is about stands first: "Rückblick auf die Demo" is no demonstration
        weight = 2.0 if heads else 6.0 if at_head else 4.5
        found.append(_Evidence(kind=Kind.EVENT, weight=weight, reason=f"an occasion named: {occasion.group()}"))
    if SAVE_THE_DATE.search(title):
        found.append(_Evidence(kind=Kind.EVENT, weight=4, reason="asks to keep the day free"))
    if _ABOUT_MONEY.search(name):
        found = [_weaker(item, 6) if item.kind is Kind.FUNDING else item for item in found]
        found.append(_Evidence(kind=Kind.EVENT, weight=2, reason="teaches about money"))
    if reading.place_text and not reading.undated:
        found.append(_Evidence(kind=Kind.EVENT, weight=1, reason="a place in the title"))
    if reading.body_text and any(item.kind is Kind.FUNDING for item in found):
        found.append(_Evidence(kind=Kind.FUNDING, weight=3, reason="a giver in the title"))
    if reading.channel and not any(item.kind in (Kind.NEWS, Kind.NOTICE) for item in found):
        found.append(_Evidence(kind=Kind.NEWS, weight=5, reason="a newsletter"))
    return found


def _occasion(name: str) -> re.Match[str] | None:
    """The first noun in a title that names an occasion, and not a house ("Haus der Begegnung")."""
    found = (match for match in EVENT_NOUN.finditer(name) if not _HOUSE.search(name[: match.start()]))
    return next(found, None)


def _date_evidence(dates: Sequence[DateReading], reading: TitleReading) -> list[_Evidence]:
    found = []
    if reading.undated:
        # "k.A. | …" waits for takers and is seldom an occasion; "fortlaufend | …" is an offer that goes on
        if _GOES_ON.match(reading.date_text):
            found.append(_Evidence(kind=Kind.EVENT, weight=3, reason="goes on"))
        elif not EVENT_NOUN.search(reading.name):
            kind = Kind.FUNDING if reading.body_text else Kind.JOB
            found.append(_Evidence(kind=kind, weight=2, reason="no day given"))
    elif reading.date_text and not re.fullmatch(r"\d{4}", reading.date_text) and is_date(reading.date_text):
        found.append(_Evidence(kind=Kind.EVENT, weight=2, reason="a day in the title"))
    if any(item.kind is DateKind.EVENT and (item.start or item.rrule) for item in dates):
        found.append(_Evidence(kind=Kind.EVENT, weight=1, reason="a day in the text"))
    if any(_lasts_for_hours(item) for item in dates):  # a deadline has no end on its own day
        found.append(_Evidence(kind=Kind.EVENT, weight=5, reason="hours from and to"))
    return found


def _lasts_for_hours(item: DateReading) -> bool:
    start, end = item.start, item.end
    if item.kind is not DateKind.EVENT or not isinstance(start, datetime) or not isinstance(end, datetime):
        return False
    return start < end and start.date() == end.date()


def _tells_of_past(text: str) -> bool:
    """Whether a text opens with what has happened, and neither invites nor announces: a review under the old title."""
    found = _matches(TEXT_CUES, text[:_READ_UP_TO])
    past = any(item.reason == "tells of something over" and item.begin < 300 for item in found)
    return past and not any(item.kind is Kind.EVENT and item.weight >= 2 for item in found)


def _is_coming(dates: Sequence[DateReading], reference: date | None) -> bool:
    if reference is None:
        return False
    days = [item.end or item.start for item in dates if item.kind is DateKind.EVENT]
    return any((day.date() if isinstance(day, datetime) else day) >= reference for day in days if day)


def _matches(cues: Iterable[Cue], text: str) -> list[_Evidence]:
    if not text:
        return []
    found = ((cue, cue.pattern.search(text)) for cue in cues)
    return [
        _Evidence(kind=cue.kind, weight=cue.weight, reason=cue.reason, begin=match.start())
        for cue, match in found
        if match
    ]


def _distinct(evidence: list[_Evidence]) -> list[_Evidence]:
    """Of several patterns that give one reason, or of a role sought and the same role named, the strongest."""
    kept: dict[tuple[Kind, str], _Evidence] = {}
    for item in evidence:
        key = (item.kind, item.reason.replace("role named", "role sought"))
        if key not in kept or kept[key].weight < item.weight:
            kept[key] = item
    return list(kept.values())


def _limited(evidence: list[_Evidence]) -> list[_Evidence]:
    """Text evidence, per kind at most `_TEXT_LIMIT`; a single passing word for anything but an event counts half."""
    kept: list[_Evidence] = []
    for kind in _ORDER:
        of_kind = [item for item in evidence if item.kind is kind]
        total = sum(item.weight for item in of_kind)
        factor = min(1.0, _TEXT_LIMIT / total) if total else 1.0
        if len(of_kind) == 1 and kind is not Kind.EVENT:
            factor = 0.5
        kept.extend(replace(item, weight=item.weight * factor) for item in of_kind)
    return kept


def _strongest(evidence: list[_Evidence]) -> list[_Evidence]:
    return sorted(evidence, key=lambda item: -item.weight)[:2]


def _weaker(item: _Evidence, by: float) -> _Evidence:
    return replace(item, weight=max(0.0, item.weight - by))
