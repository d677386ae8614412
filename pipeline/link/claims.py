"""Reads an entry for linking: when, where, what it is called, and what kind of word about it this is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache

from pipeline.link.entries import Entry
from pipeline.link.text import fold, stem, words
from pipeline.link.vocabulary import MONTHS, WEEKDAYS
from pipeline.link.wording import Facts, read_days, read_facts, read_nouns
from pipeline.models import DateBasis, DateKind, DateReading, Kind, Moment, Precision
from pipeline.normalise.dates import read_dates
from pipeline.normalise.gazetteer import town_of, town_pattern
from pipeline.normalise.kinds import read_kind
from pipeline.normalise.titles import read_title

_NO_REFERENCE = date(2024, 1, 1)  # a leap year, so that 29 February can be read; the inferred year is thrown away
_ONLINE = re.compile(r"\b(?:online|digital|virtuell|zoom|livestream|webex|bigbluebutton|internet)\b", re.IGNORECASE)
_REVIEW = re.compile(
    r"\b(?:rueckblick|nachbericht|nachlese|rueckschau|so war|das war|war ein voller erfolg|dokumentation"
    r"|bericht (?:vom|ueber|zum|zur)|impressionen"
    r"|fotos vom|ein rueckblick|blicken wir zurueck)\b"
)
_MOVED = re.compile(
    r"\b(?:verschoben|verlegt|neuer termin|neues datum|terminaenderung|ersatztermin"
    r"|nachholtermin|nachgeholt|wird verlegt|ausweichtermin|statt am)\b"
)
_RERUN = re.compile(r"\(wdh\.?\)|\bwdh\b|\bwiederholung\b|\bwiederholt\b|\brerun\b")
# a part of something larger: which part, by the words that name it
_PARTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("opening", re.compile(r"\b(?:eroeffnung|eroeffnungs\w+|vernissage|auftakt\w*|kick ?off)\b")),
    ("closing", re.compile(r"\b(?:finissage|abschluss\w*|preisverleihung)\b")),
    ("tour", re.compile(r"\b(?:\w*fuehrung|\w*rundgang)\b")),
    ("talk", re.compile(r"\b(?:filmgespraech|pressegespraech|vortreffen|begleitprogramm|rahmenprogramm|stammtisch)\b")),
)
_WHOLE = re.compile(r"ausstellung|festival|\w*(?:wochen|tage)\b|messe\b|biennale|kongress|\bschau\b")
# in a name a town is a place only where one is said: "in Torgau", not "mit Ute Steinberg"
_IN_TOWN = re.compile(
    r"\b(?:in|nach|bei|aus)\s+((?:Bad\s|Groß\s|Alt\s)?[A-ZÄÖÜ][\wäöüß-]+(?:\s(?:an der|am|im)\s\w+)?)"
)
_MAIN_TITLE = re.compile(r"\s*(?:[:|?!.]\s|\s[-–—]\s|\s?//\s?)")
_QUOTED = re.compile(r'"([^"]{3,160})"')
_FIRST_SENTENCE = re.compile(r"(?<=[a-z)\"]{3}[.!?])\s|\n")
_TITLE_LIMIT = 160
_READ_UP_TO = 6000
_DAY = re.compile(
    rf"\b(?:am|vom|bis|zum)?\s?(?:{'|'.join(WEEKDAYS)})?,?\s?\b\d{{1,2}}\s?\.\s?(?:(?:-|\+|/|und|bis)\s?\d{{1,2}}\s?\.\s?)?"
    rf"(?:\d{{1,2}}\s?\.(?:\s?(?:19|20)?\d\d\b)?|(?:{'|'.join(MONTHS)})\b(?:\s(?:19|20)\d\d\b)?)"
)
_ABOUT = re.compile(
    r"\b(?:ein |unser |kurzer )?(?:rueckblick|nachbericht|nachlese|rueckschau|bericht|dokumentation|impressionen)\b"
    r"(?: (?:auf|zu|zum|zur|von|vom|ueber|aus)\b)?"
    r"(?: (?:das|die|den|der|dem|unser|unsere|unseren)\b)?"
    r"|\b(?:achtung|verschoben|verlegt|abgesagt|neuer termin|save the date"
    r"|einladung(?: (?:zum|zur|zu))?|wdh|ankuendigung)\b"
)


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
    """An entry as compared with others. `spans` are its event dates, `named_days` (month, day) all days it speaks of;
    `towns` are said to be its place, `towns_named` only stand in its title."""

    entry: Entry
    kind: Kind
    spans: tuple[Span, ...]
    named_days: frozenset[tuple[int, int]]
    title: tuple[str, ...]
    main_title: tuple[str, ...]
    title_folded: str
    text_folded: str
    title_nouns: frozenset[str]
    towns_named: frozenset[str]
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
    is_whole: bool
    url: str


def read_claim(entry: Entry, text_folded: str) -> Claim:
    """Take an entry apart; `text_folded` is its folded text. Nothing is looked up outside it."""
    title = read_title(entry.title) if entry.title else None
    name = (title.name or entry.title) if title else ""
    folded = _named(fold(name))
    title_folded = fold(entry.title)
    text_folded = text_folded[:_READ_UP_TO]
    has_title = bool(words(folded))
    heading = folded if has_title else _heading(text_folded)
    dates = _dates(entry)
    kind = entry.kind or _kind(entry.title, entry.text[:_READ_UP_TO], entry.url, dates, entry.reference)
    place = title.place_text if title else ""
    head = title_folded + "\n" + text_folded[:600]
    spans = _spans(entry, dates)
    towns = _towns(entry, place, name)
    here = frozenset(stem(word) for town in towns for word in words(fold(town)))
    return Claim(
        entry=entry,
        kind=kind,
        spans=spans,
        named_days=frozenset((span.month, span.day) for span in spans) | read_days(title_folded + "\n" + text_folded),
        title=_stems(heading, here),
        main_title=_stems(_MAIN_TITLE.split(heading, maxsplit=1)[0], here),
        title_folded=heading,
        text_folded=text_folded,
        title_nouns=frozenset() if name.isupper() else read_nouns(name),
        towns_named=_towns_in(name),
        has_title=has_title,
        facts=read_facts(heading),
        towns=towns,
        is_online=bool(_ONLINE.search(f"{entry.city} {entry.venue} {place}")),
        venue=_telling(entry.venue),
        organisers=_telling(entry.organiser),
        is_review=bool(_REVIEW.search(head)),
        is_move=bool(_MOVED.search(head)),
        is_rerun=bool(_RERUN.search(head)),
        part=next((name for name, pattern in _PARTS if pattern.search(heading)), ""),
        is_whole=bool(_WHOLE.search(heading)) or any(span.end[1:] != (span.month, span.day) for span in spans),
        url=_canonical(entry.url),
    )


def _stems(heading: str, without: frozenset[str]) -> tuple[str, ...]:
    """The stems of a heading, the town left out where something else remains."""
    stems = tuple(map(stem, words(heading)))
    return tuple(one for one in stems if one not in without) or stems


def _named(heading: str) -> str:
    """A heading without the days it names and without the words that make it a review or a notice."""
    bare = _DAY.sub(" ", _ABOUT.sub(" ", heading))
    return " ".join(bare.split()) if words(bare) else heading


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
    printed = _read(entry.title, reference) if entry.title else ()
    if any(one.kind is DateKind.EVENT and one.start for one in printed):
        return printed
    return printed + _read(entry.text[:_READ_UP_TO], reference)


# one blurb is printed many times: read once, it says the same again
@lru_cache(maxsize=4_096)
def _read(text: str, reference: date) -> tuple[DateReading, ...]:
    return read_dates(text, reference).dates


@lru_cache(maxsize=4_096)
def _kind(title: str, text: str, url: str, dates: tuple[DateReading, ...], reference: date | None) -> Kind:
    return read_kind(title, text, url=url, dates=dates, reference=reference).kind


def _spans(entry: Entry, dates: Sequence[DateReading]) -> tuple[Span, ...]:
    if entry.start is not None:
        return (_span(entry.start, entry.end, has_year=True),)
    found = []
    for one in dates:
        # a rule ("jeden ersten Mittwoch") names no day: such an entry stands for one of many
        if one.kind is DateKind.EVENT and one.start and one.precision is not Precision.MONTH and not one.rrule:
            found.append(
                _span(one.start, one.end, has_year=bool(entry.reference) or one.basis is not DateBasis.YEAR_INFERRED)
            )
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
    return frozenset(town for found in _IN_TOWN.findall(name) for town in _towns_in(found))


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
    return frozenset(
        stem(word)
        for word in words(fold(printed))
        if len(word) > 2 and word not in ("der", "die", "das", "und", "fuer", "haus")
    )


def _canonical(url: str) -> str:
    """An address without scheme, www, query and trailing slash, in lower case."""
    bare = re.sub(r"\A\w+://(?:www\.)?", "", url.strip().casefold())
    return re.sub(r"[?#].*\Z", "", bare).rstrip("/")
