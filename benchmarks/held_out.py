"""Event lists of other styles than those the weights of identity were chosen with, in words of their own."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from itertools import count

from benchmarks.lists import Item, Shape

_START = datetime(2026, 9, 1)
_THINGS = (
    "Puppen",
    "Uhren",
    "Moose",
    "Karten",
    "Fresken",
    "Stollen",
    "Bienen",
    "Orgeln",
    "Mühlen",
    "Brücken",
    "Gläser",
    "Webstühle",
    "Kometen",
    "Schriften",
    "Wölfe",
    "Gärten",
    "Lieder",
    "Märchen",
    "Räder",
    "Briefe",
    "Farben",
    "Steine",
    "Stimmen",
    "Knoten",
)
_VERBS = (
    "entdecken",
    "bauen",
    "verstehen",
    "zeichnen",
    "hören",
    "sammeln",
    "deuten",
    "reparieren",
    "vergleichen",
    "erzählen",
)
_CLAUSES = (
    "Treffpunkt ist der Brunnen hinter dem Haupteingang.",
    "Bitte feste Schuhe und eine Lampe einpacken.",
    "Kinder unter sechs Jahren kommen kostenlos hinein.",
    "Wer eigene {thing} besitzt, darf sie gern vorführen.",
    "Dr. {name} hat dreißig Jahre lang {thing} erforscht.",
    "Zwischen zwei Runden wird Zwiebelkuchen gereicht.",
    "Die Gruppe ist auf {number} Plätze begrenzt.",
    "Im Anschluss öffnet das Depot für eine halbe Stunde.",
    "Eine Übersetzung in Gebärdensprache lässt sich bestellen.",
    "{name} begleitet den Abend am Harmonium.",
    "Fotografieren ist ohne Blitz gestattet.",
    "Nur bei trockenem Wetter; sonst wird ein Film über {thing} gezeigt.",
)
_NAMES = (
    "Abendroth",
    "Bunzel",
    "Czech",
    "Dietze",
    "Ehrlich",
    "Fiedler",
    "Gruner",
    "Hentschel",
    "Jahn",
    "Kretzschmar",
    "Lorenz",
)
_HOUSES = ("Saal Nord", "Turmzimmer", "Remise", "Gewölbe", "Lesesaal", "Orangerie", "Scheune", "Kapelle")
_TOWNS = ("Oschatz", "Wurzen", "Kamenz", "Reichenbach", "Crimmitschau", "Stollberg", "Niesky")


def museum(rng: random.Random) -> list[Item]:
    """A museum: daily tours of four kinds, special evenings, an address for each date (RSS: the guid is the link)."""
    numbers, items = count(1), []
    tours = [(f"Führung: {thing} {rng.choice(_VERBS)}", _prose(rng, 3)) for thing in rng.sample(_THINGS, 4)]
    for day in range(20):
        title, text = tours[day % 4] if day % 7 else (f"Nacht der {rng.choice(_THINGS)}", _prose(rng, 4))
        number = next(numbers)
        url = f"https://museum.example/kalender/eintrag/{3000 + number}"
        start = _START + timedelta(days=day, hours=rng.choice((11, 14, 20)))
        items.append(
            Item(thing=number, title=title, text=text, start=_iso(start), url=url, guid=url, venue=rng.choice(_HOUSES))
        )
    return items


def parish(rng: random.Random) -> list[Item]:
    """A bulletin without any address: days only, short lines, the same few meetings each week."""
    numbers, items = count(1), []
    meetings = ("Seniorenkreis", "Kinderchor", "Bibelgespräch", "Kirchencafé")
    for week in range(6):
        for weekday, meeting in enumerate(meetings):
            start = _START + timedelta(days=7 * week + weekday)
            text = "" if weekday % 2 else f"Thema: {rng.choice(_THINGS)} {rng.choice(_VERBS)}"
            items.append(
                Item(
                    thing=next(numbers), title=meeting, text=text, start=start.date().isoformat(), venue="Gemeindehaus"
                )
            )
        start = _START + timedelta(days=7 * week + 5)
        items.append(
            Item(
                thing=next(numbers),
                title=f"{rng.choice(_THINGS)}fest mit {rng.choice(_NAMES)}",
                text=_prose(rng, 2),
                start=start.date().isoformat(),
                venue=rng.choice(_HOUSES),
            )
        )
    return items


def library(rng: random.Random) -> list[Item]:
    """Readings of a library, dates only in the title, newest first, a page for each."""
    items = []
    for number in range(24, 0, -1):
        day = _START + timedelta(days=4 * number)
        title = f"{day:%d.%m.%Y}: {rng.choice(_NAMES)} liest „{rng.choice(_THINGS)} {rng.choice(_VERBS)}“"
        items.append(
            Item(thing=number, title=title, text=_prose(rng, 3), url=f"https://buecherei.example/?post={number * 11}")
        )
    return items


def club(rng: random.Random) -> list[Item]:
    """A sports club's export: ids of the calendar, no addresses, fixtures with the same few opponents."""
    numbers, items = count(1), []
    for week in range(12):
        for team in ("1. Männer", "2. Männer", "Frauen"):
            start = _START + timedelta(days=7 * week + (5 if team == "Frauen" else 6), hours=rng.choice((13, 15, 17)))
            number = next(numbers)
            items.append(
                Item(
                    thing=number,
                    title=f"{team}: Heimspiel gegen {rng.choice(_TOWNS)}",
                    start=_iso(start),
                    city="Stollberg",
                    venue="Sportplatz",
                    guid=f"{number * 7919:x}@verein",
                )
            )
    return items


def tour(rng: random.Random) -> list[Item]:
    """One exhibition on tour: one text, one title, a town and weeks for each, an address for each."""
    text, title = _prose(rng, 5), f"Wanderausstellung {rng.choice(_THINGS)} und {rng.choice(_THINGS)}"
    items = [
        Item(
            thing=number,
            title=title,
            text=text,
            start=(_START + timedelta(days=21 * number)).date().isoformat(),
            city=town,
            url=f"https://wandern.example/{town.lower()}",
            organiser="Landesverein",
        )
        for number, town in enumerate(_TOWNS)
    ]
    extra = [
        Item(
            thing=50 + number,
            title=f"Gespräch zu {thing}: {rng.choice(_NAMES)} in {town}",
            text=_prose(rng, 2),
            city=town,
            start=_iso(_START + timedelta(days=13 * number, hours=19)),
            url=f"https://wandern.example/gespraech/{number}",
        )
        for number, (thing, town) in enumerate(zip(rng.sample(_THINGS, 9), rng.choices(_TOWNS, k=9), strict=True))
    ]
    return [*items, *extra]


def podcast(rng: random.Random) -> list[Item]:
    """An undated archive of episodes: some blurbs are the same, each has an id, the list has the newest first."""
    blurb = _prose(rng, 2)
    return [
        Item(
            thing=number,
            title="Funkloch" if number % 3 else f"Funkloch – {rng.choice(_THINGS)}",
            text=blurb if number % 2 else f"{blurb} Heute: {rng.choice(_THINGS)} {rng.choice(_VERBS)}.",
            guid=f"ep-{1000 + number}",
        )
        for number in range(20, 0, -1)
    ]


def english(rng: random.Random) -> list[Item]:
    """A public body's meetings: English, a few boards, long agendas in between, one page for all."""
    numbers, items = count(1), []
    boards = ("Planning Commission", "Board of Trustees", "Finance Committee")
    for month in range(9):
        for board in boards:
            start = _START + timedelta(days=30 * month + 7 * boards.index(board), hours=9)
            items.append(
                Item(
                    thing=next(numbers),
                    title=f"{board} Meeting",
                    start=_iso(start),
                    venue="Room 240, City Hall",
                    url="https://city.example/meetings",
                    text=f"Agenda: {rng.choice(_THINGS)}, budget item {rng.randrange(100, 999)}." if month % 2 else "",
                )
            )
    return items


HELD_OUT: dict[str, Shape] = {
    "museum": museum,
    "parish": parish,
    "library": library,
    "club": club,
    "tour": tour,
    "podcast": podcast,
    "english": english,
}


def _prose(rng: random.Random, sentences: int) -> str:
    return " ".join(
        clause.format(thing=rng.choice(_THINGS), name=rng.choice(_NAMES), number=rng.randrange(8, 60))
        for clause in rng.sample(_CLAUSES, sentences)
    )


def _iso(day: datetime) -> str:
    return day.isoformat(timespec="minutes")
