"""Reads an entry for linking: when, where, what it is called, and what kind of word about it this is."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache

from pipeline.link.addresses import words_of_address, year_of_address
from pipeline.link.counting import audience, counted, episodes, is_numbered_part
from pipeline.link.entries import Entry
from pipeline.link.headings import Heading, bare_name, name_in_text, read_heading
from pipeline.link.text import fold, stem, words
from pipeline.link.tongues import tongue
from pipeline.link.vocabulary import names_place
from pipeline.link.when import Day, Rule, Span, read_when
from pipeline.link.wording import Facts, is_content, read_days, read_facts, read_nouns
from pipeline.models import DateReading, Kind
from pipeline.normalise.gazetteer import town_of, town_pattern
from pipeline.normalise.kinds import read_kind
from pipeline.normalise.titles import read_title

_ONLINE = re.compile(r"\b(?:online|digital|virtuell|zoom|livestream|webex|bigbluebutton|internet)\b", re.IGNORECASE)
_REVIEW = re.compile(
    r"\b(?:rueckblick|nachbericht|nachlese|rueckschau|so (?:\w+ )?war(?:en)?|das war"
    r"|war ein voller erfolg|dokumentation"
    r"|bericht (?:vom|ueber|zum|zur)|impressionen"
    r"|fotos vom|ein rueckblick|blicken wir zurueck)\b"
)
_MOVED = re.compile(
    r"\b(?:verschoben|verlegt|neuer termin|neues datum|terminaenderung|ersatztermin"
    r"|neue (?:uhrzeit|anfangszeit|zeit)|geaenderte (?:uhrzeit|zeit)|korrektur|berichtigung"
    r"|nachholtermin|nachgeholt|wird verlegt|ausweichtermin|statt am)\b"
)
_AGAIN = re.compile(
    r"\b(?:jede[nrs]? (?:monat|woche|tag|werktag|\w+tag|mittwoch|sonnabend)\w*"
    r"|(?:immer|jeweils) (?:\w+tags|mittwochs|am)|monatlich|woechentlich|taeglich"
    r"|(?:mon|diens|donners|frei|sams|sonn)tags (?:und|bis|um|von|ab)|mittwochs (?:und|um|von))\b"
)
_FAIR = re.compile(r"(?:messe|boerse|infotag|infoabend|workshop|speed ?dating|cafe)\b")
_CALL = re.compile(
    r"\b(?:beitraege|vortraege|referent\w*|helfer\w*|ehrenamtliche|aussteller\w*|mitwirkende|texte|fotos) gesucht\b"
    r"|\bcall for \w+|\bcfp\b|\bausschreibung\b"
)
_RERUN = re.compile(r"\(wdh\.?\)|\bwdh\b|\bwiederholung\b|\bwiederholt\b|\brerun\b")
# a part of something larger: which part, by the words that name it
_PARTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("opening", re.compile(r"\b(?:eroeffnet|eroeffnung|eroeffnungs\w+|vernissage|auftakt\w*|kick ?off)\b")),
    ("closing", re.compile(r"\b(?:finissage|abschluss\w*|preisverleihung)\b")),
    (
        "tour",
        re.compile(
            r"\b(?!(?:ein|auf|vor|durch|aus)fuehrung)(?:\w*(?<!ein)(?<!auf)(?<!vor)(?<!aus)fuehrung|\w*rundgang)\b"
        ),
    ),
    ("talk", re.compile(r"\b(?:filmgespraech|pressegespraech|vortreffen|begleitprogramm|rahmenprogramm|stammtisch)\b")),
)
_WHOLE = re.compile(r"ausstellung|festival|\w*(?:wochen|tage)\b|messe\b|biennale|kongress|\bschau\b")
# in a name a town is a place only where one is said: "in Torgau", not "mit Ute Steinberg"
_ACRONYM = re.compile(r"\b[A-ZÄÖÜ]{3,6}\b")
_NAMED_YEAR = re.compile(r"([a-z]{6,}) ((?:19|20)\d\d)\b(?!\d)")
_ANY_BODY = frozenset(
    map(
        stem,
        ["verein", "netzwerk", "stadt", "initiative", "buendnis", "sachsen", "landkreis", "verband", "amt", "ggmbh"],
    )
)
_IN_TOWN = re.compile(
    r"\b(?:in|nach|bei|aus)\s+((?:Bad\s|Groß\s|Alt\s)?[A-ZÄÖÜ][\wäöüß-]+(?:\s(?:an der|am|im)\s\w+)?)"
)
_NO_TOWN = re.compile(
    r"\b(?:online|digital|hybrid|virtuell|zoom|bundesweit|landesweit|sachsenweit|deutschland|verschieden\w*|diverse\w*"
    r"|(?:land)?kreis|region|raum|erzgebirge\w*|vogtland\w*|\w*lausitz|\w*sachsen|thueringen|brandenburg|bayern|hessen"
    r"|europa|ueberall|umgebung|orte?)\b"
)
_LONGEST_TOWN = 4  # words
_READ_UP_TO = 6000
_TOWNS_STAND = 600
_TONGUE_SHOWS = 400  # signs of a text
_DAYTIME = range(7, 23)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """An entry as compared with others. `spans` are its event dates, `told` all days that a notice or review names;
    `towns` are said to be its place, `towns_named` only stand in its title, `towns_said` anywhere, `city` is one
    that no gazetteer lists, folded; `surroundings` are the stems of its house, town, district and hosts, `address`
    those of its URL; `comes_again` says that it names no day but a repetition, `is_call` that it asks for
    contributions; `episodes`, `numbers`, `audience`, `places` are what its title counts, for whom it is and where
    (`counting.py`)."""

    entry: Entry
    kind: Kind
    spans: tuple[Span, ...]
    rules: frozenset[Rule]
    told: frozenset[Day]
    heading: Heading
    title: tuple[str, ...]
    title_folded: str
    text_folded: str
    title_nouns: frozenset[str]
    towns_named: frozenset[str]
    has_title: bool
    facts: Facts
    towns: frozenset[str]
    city: str
    is_online: bool
    venue: frozenset[str]
    organisers: frozenset[str]
    surroundings: frozenset[str]
    address: frozenset[str]
    is_review: bool
    is_move: bool
    is_rerun: bool
    comes_again: bool
    is_call: bool
    episodes: frozenset[int]
    numbers: frozenset[tuple[str, int]]
    is_numbered_part: bool
    audience: frozenset[str]
    places: frozenset[str]
    towns_said: frozenset[str]
    part: str
    is_whole: bool
    url: str


def read_claim(entry: Entry, text_folded: str) -> Claim:
    """Take an entry apart; `text_folded` is its folded text. Nothing is looked up outside it."""
    title = read_title(entry.title) if entry.title else None
    name = (title.name or entry.title) if title else ""
    title_folded, text_folded = fold(entry.title), text_folded[:_READ_UP_TO]
    folded = bare_name(fold(name))
    has_title = bool(words(folded))
    if not has_title:
        folded = name_in_text(text_folded)
    facts = read_facts(folded)
    head = title_folded + "\n" + text_folded[:600]
    is_review, is_move = bool(_REVIEW.search(head)), bool(_MOVED.search(head))
    years = facts.years | read_facts(title_folded).years | _years_of_name(folded, text_folded)
    if not years and (year := year_of_address(entry.url)):
        years = frozenset((year,))
    dates = read_when(entry, looks_back=is_review, speaks_of_days=is_review or is_move, years=years)
    place = title.place_text if title else ""
    towns = _towns(entry, place, name)
    heading = read_heading(folded, _here(towns), acronyms=() if name.isupper() else _ACRONYM.findall(name))
    if not heading.tongue and text_folded:
        heading = replace(
            heading, tongue=tongue(text_folded[:_TONGUE_SHOWS], tuple(words(text_folded[:_TONGUE_SHOWS])))
        )
    return Claim(
        entry=entry,
        kind=entry.kind or _kind_of(entry, dates.readings, is_review=is_review),
        spans=dates.spans,
        rules=dates.rules,
        told=_told(dates.told, title_folded + "\n" + text_folded) if is_review or is_move else frozenset(),
        heading=heading,
        title=heading.stems,
        title_folded=folded,
        text_folded=text_folded,
        title_nouns=frozenset() if name.isupper() else read_nouns(name),
        towns_named=towns_in(name),
        has_title=has_title,
        facts=replace(facts, years=years),
        towns=towns,
        city="" if towns else _unlisted(entry.city),
        is_online=bool(_ONLINE.search(f"{entry.city} {entry.venue} {place}")),
        venue=telling_stems(entry.venue),
        organisers=_bodies(entry.organiser),
        surroundings=telling_stems(f"{entry.venue} {entry.city} {entry.organiser} {place}".replace("-", " ")),
        address=words_of_address(entry.url),
        is_review=is_review,
        is_move=is_move,
        is_rerun=bool(_RERUN.search(head)),
        comes_again=not dates.spans and bool(_AGAIN.search(head)),
        is_call=bool(_CALL.search(title_folded)),
        episodes=episodes(title_folded, text_folded),
        numbers=counted(folded),
        is_numbered_part=is_numbered_part(title_folded),
        audience=audience(folded),
        places=frozenset(one for one in heading.stems if names_place(one) and one not in _here(towns)),
        towns_said=towns or _towns_said(name, entry),
        part=next((name for name, pattern in _PARTS if pattern.search(folded)), ""),
        is_whole=bool(_WHOLE.search(folded)) or any(span.is_long for span in dates.spans),
        url=_canonical(entry.url),
    )


def _years_of_name(name: str, text_folded: str) -> frozenset[int]:
    """Years that stand in the text right behind a word of the name: "Sommerakademie 2021"."""
    mine = {word for word in words(name) if len(word) > 5 and is_content(stem(word))}
    return frozenset(int(year) for word, year in _NAMED_YEAR.findall(text_folded[:600]) if word in mine)


def _towns_said(name: str, entry: Entry) -> frozenset[str]:
    """The towns of the gazetteer that name, text and host speak of, for an entry that gives no place of its own."""
    host = re.sub(r"\A\w+://(?:www\.)?|/.*", "", entry.url).replace("-", " ").replace(".", " ").title()
    return towns_in(name) | towns_in(entry.text[:_TOWNS_STAND]) | towns_in(host)


def _here(towns: frozenset[str]) -> frozenset[str]:
    """The stems of the names of towns."""
    return frozenset(stem(word) for town in towns for word in words(fold(town)))


def _told(read: frozenset[Day], folded: str) -> frozenset[Day]:
    """The days that were read, and those that only stand there as numbers, which have no year."""
    known = {day[1:] for day in read}
    return read | {(0, *day) for day in read_days(folded) if day not in known}


def _kind_of(entry: Entry, dates: tuple[DateReading, ...], *, is_review: bool) -> Kind:
    kind = _kind(entry.title, entry.text[:_READ_UP_TO], entry.url, dates, entry.reference)
    clock = entry.start.hour if isinstance(entry.start, datetime) else 0
    # a call for applications, a notice, a press release has no hour at which it begins
    if kind is Kind.JOB and _FAIR.search(fold(entry.title)):
        return Kind.EVENT
    is_hourless = kind in (Kind.FUNDING, Kind.NOTICE, Kind.NEWS) and not is_review
    return Kind.EVENT if is_hourless and clock in _DAYTIME else kind


@lru_cache(maxsize=4_096)
def _kind(title: str, text: str, url: str, dates: tuple[DateReading, ...], reference: date | None) -> Kind:
    return read_kind(title, text, url=url, dates=dates, reference=reference).kind


def _towns(entry: Entry, place: str, name: str) -> frozenset[str]:
    """Towns that the entry gives as its place; a name's towns only if nothing else says where."""
    for words_of_place in (entry.city, place, entry.venue):
        found = towns_in(words_of_place)
        if found:
            return found
    return frozenset(town for found in _IN_TOWN.findall(name) for town in towns_in(found))


@lru_cache(maxsize=50_000)
def _unlisted(city: str) -> str:
    """A printed town that the gazetteer does not know, folded; '' for a region, several places or none."""
    found = words(fold(city))
    return "" if not found or len(found) > _LONGEST_TOWN or _NO_TOWN.search(" ".join(found)) else " ".join(found)


@lru_cache(maxsize=50_000)
def towns_in(printed: str) -> frozenset[str]:
    """The towns of the gazetteer that stand there, under one name each."""
    if not printed:
        return frozenset()
    whole = town_of(printed)
    if whole:
        return frozenset((whole,))
    return frozenset(town_of(one) or one for one in town_pattern().findall(printed))


@lru_cache(maxsize=50_000)
def telling_stems(printed: str) -> frozenset[str]:
    """The stems that tell a house or a body from others."""
    return frozenset(
        stem(word)
        for word in words(fold(printed))
        if len(word) > 2 and word not in ("der", "die", "das", "und", "fuer", "haus")
    )


@lru_cache(maxsize=50_000)
def _bodies(printed: str) -> frozenset[str]:
    """What tells an organiser from others; its town and what it calls itself only if nothing else does."""
    said = telling_stems(printed)
    return said - _ANY_BODY - _here(towns_in(printed)) or said


def _canonical(url: str) -> str:
    """An address without scheme, www, language folder, query and trailing slash, in lower case."""
    bare = re.sub(r"\A\w+://(?:www\.)?", "", url.strip().casefold())
    return re.sub(r"\A([^/]+)/(?:de|en)(?=/)", r"\1", re.sub(r"[?#].*\Z", "", bare)).rstrip("/")
