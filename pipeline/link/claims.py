"""Reads an entry for linking: when, where, what it is called, and what kind of word about it this is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache

from pipeline.link.entries import Entry
from pipeline.link.text import fold, stem, words
from pipeline.link.wording import Facts, read_facts
from pipeline.models import DateBasis, DateKind, DateReading, DateReport, Kind, Moment
from pipeline.normalise.gazetteer import town_of, town_pattern
from pipeline.normalise.kinds import read_kind
from pipeline.normalise.titles import read_title

_NO_REFERENCE = date(2024, 1, 1)  # a leap year, so that 29 February can be read; the inferred year is thrown away
_ONLINE = re.compile(r"\b(?:online|digital|virtuell|zoom|livestream|webex|bigbluebutton|internet)\b", re.IGNORECASE)
_REVIEW = re.compile(
    r"\b(?:rueckblick|nachbericht|nachlese|rueckschau|so war|das war|war ein voller erfolg|dokumentation|bericht (?:vom|ueber|zum|zur)|impressionen"
    r"|fotos vom|ein rueckblick|blicken wir zurueck)\b"
)
_MOVED = re.compile(
    r"\b(?:verschoben|verlegt|neuer termin|neues datum|terminaenderung|ersatztermin|nachholtermin|nachgeholt|wird verlegt|ausweichtermin|statt am)\b"
)
_RERUN = re.compile(r"\(wdh\.?\)|\bwdh\b|\bwiederholung\b|\bwiederholt\b|\brerun\b")
# a part of something larger: which part, by the words that name it
_PARTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("opening", re.compile(r"\b(?:eroeffnung|eroeffnungs\w+|vernissage|auftakt\w*|kick ?off)\b")),
    ("closing", re.compile(r"\b(?:finissage|abschluss\w*|preisverleihung)\b")),
    ("tour", re.compile(r"\b(?:\w*fuehrung|\w*rundgang)\b")),
    ("talk", re.compile(r"\b(?:filmgespraech|pressegespraech|vortreffen|begleitprogramm|rahmenprogramm|stammtisch)\b")),
)
_MAIN_TITLE = re.compile(r"\s*(?:[:|?!.]\s|\s[-–—]\s|\s?//\s?)")
_QUOTED = re.compile(r'"([^"]{3,160})"')
_FIRST_SENTENCE = re.compile(r"(?<=[a-z)\"]{3}[.!?])\s|\n")
_TITLE_LIMIT = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """One date of an entry; `year` 0 if nobody knows it; `clock` only if a time is stated."""

    year: int
    month: int
    day: int
    end: tuple[int, int, int]
    clock: time | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """An entry as compared with others. `spans` are its event dates, `named_days` (month, day) all days it speaks of."""

    entry: Entry
    kind: Kind
    spans: tuple[Span, ...]
    named_days: frozenset[tuple[int, int]]
    title: tuple[str, ...]
    main_title: tuple[str, ...]
    title_folded: str
    has_title: bool
    facts: Facts
    towns: frozenset[str]
    is_online: bool
    venue: frozenset[str]
    organisers: frozenset[str]
    is_review: bool
    is_move: bool
    is_rerun: bool
    part: str
    url: str


def read_claim(entry: Entry) -> Claim:
    """Take an entry apart; nothing is looked up outside it."""
    title = read_title(entry.title) if entry.title else None
    name = (title.name or entry.title) if title else ""
    folded = fold(name)
    text_folded = fold(entry.text[:6000])
    has_title = bool(words(folded))
    heading = folded if has_title else _heading(text_folded)
    dates = _dates(entry)
    kind = entry.kind or read_kind(entry.title, entry.text, url=entry.url, dates=dates, reference=entry.reference).kind
    place = title.place_text if title else ""
    head = fold(entry.title) + "\n" + text_folded[:600]
    spans = _spans(entry, dates)
    return Claim(
        entry=entry,
        kind=kind,
        spans=spans,
        named_days=frozenset((span.month, span.day) for span in spans) | read_facts(fold(entry.title) + "\n" + text_folded).days,
        title=tuple(map(stem, words(heading))),
        main_title=tuple(map(stem, words(_MAIN_TITLE.split(heading, maxsplit=1)[0]))),
        title_folded=heading,
        has_title=has_title,
        facts=read_facts(heading),
        towns=_towns(entry, place, name),
        is_online=bool(_ONLINE.search(f"{entry.city} {entry.venue} {place}")),
        venue=_telling(entry.venue),
        organisers=_telling(entry.organiser),
        is_review=bool(_REVIEW.search(head)),
        is_move=bool(_MOVED.search(head)),
        is_rerun=bool(_RERUN.search(head)),
        part=next((name for name, pattern in _PARTS if pattern.search(heading)), ""),
        url=_canonical(entry.url),
    )


def read_dates(text: str, reference: date) -> DateReport:
    try:
        from pipeline.normalise.dates import read_dates as read
    except ImportError:
        return DateReport()
    return read(text, reference)


def _heading(text_folded: str) -> str:
    """What stands for a missing title: the first quoted title, else the first sentence."""
    quoted = _QUOTED.search(text_folded[:400])
    if quoted:
        return quoted.group(1)
    return _FIRST_SENTENCE.split(text_folded.strip(), maxsplit=1)[0][:_TITLE_LIMIT]


def _dates(entry: Entry) -> tuple[DateReading, ...]:
    if entry.dates is not None:
        return entry.dates
    if entry.start is not None:
        return ()
    reference = entry.reference or _NO_REFERENCE
    printed = read_dates(entry.title, reference).dates if entry.title else ()
    if any(one.kind is DateKind.EVENT and one.start for one in printed):
        return printed
    return printed + read_dates(entry.text[:20_000], reference).dates


def _spans(entry: Entry, dates: Sequence[DateReading]) -> tuple[Span, ...]:
    if entry.start is not None:
        return (_span(entry.start, entry.end, has_year=True),)
    found = []
    for one in dates:
        if one.kind is DateKind.EVENT and one.start and one.precision != "month":
            found.append(_span(one.start, one.end, has_year=bool(entry.reference) or one.basis is not DateBasis.YEAR_INFERRED))
    return tuple(dict.fromkeys(found))


def _span(start: Moment, end: Moment | None, *, has_year: bool) -> Span:
    last = end or start
    year = start.year if has_year else 0
    return Span(
        year=year,
        month=start.month,
        day=start.day,
        end=(last.year if has_year else 0, last.month, last.day),
        clock=start.time() if isinstance(start, datetime) else None,
    )


def _towns(entry: Entry, place: str, name: str) -> frozenset[str]:
    """Towns that the entry gives as its place; a name's towns only if nothing else says where."""
    for words_of_place in (entry.city, place, entry.venue):
        found = _towns_in(words_of_place)
        if found:
            return found
    return _towns_in(name)


@lru_cache(maxsize=50_000)
def _towns_in(printed: str) -> frozenset[str]:
    if not printed:
        return frozenset()
    whole = town_of(printed)
    if whole:
        return frozenset((whole,))
    return frozenset(town_of(one) or one for one in town_pattern().findall(printed))


@lru_cache(maxsize=50_000)
def _telling(printed: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words(fold(printed)) if len(word) > 2 and word not in ("der", "die", "das", "und", "fuer", "haus"))


def _canonical(url: str) -> str:
    """An address without scheme, www, query and trailing slash, in lower case."""
    bare = re.sub(r"\A\w+://(?:www\.)?", "", url.strip().casefold())
    return re.sub(r"[?#].*\Z", "", bare).rstrip("/")
