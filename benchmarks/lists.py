"""Generated event lists of one source in many shapes, as one night finds them; each item knows which thing it is."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count

from benchmarks.material import FORMS, HEADS, PLACES, SPINS, STARTS, TOWNS, made_name, texts

_FIRST_DAY = datetime(2026, 3, 3, 19)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One listing entry; `thing` is the answer, nothing that a site prints."""

    thing: int
    title: str
    text: str = ""
    start: str = ""
    venue: str = ""
    city: str = ""
    organiser: str = ""
    url: str = ""
    guid: str = ""


Shape = Callable[[random.Random], list[Item]]


def archive(rng: random.Random, size: int = 50) -> list[Item]:
    """News archive of an association, newest first; WordPress: a slug and a number for each post."""
    numbers, pool = count(1), _texts(rng, 6 * size)
    items = []
    for _ in range(size):
        number, title = next(numbers), _title(rng)
        day = _FIRST_DAY + timedelta(days=rng.randrange(200), hours=rng.randrange(-9, 2))
        items.append(
            Item(
                thing=number, title=title, text=next(pool), start=_iso(day), city=rng.choice(TOWNS),
                venue=rng.choice(PLACES), url=f"https://verein.example/aktuelles/{_slug(title)}/",
                guid=f"https://verein.example/?p={400 + 7 * number}",
            )
        )  # fmt: skip
    return sorted(items, key=lambda one: one.start, reverse=True)


def pipes(rng: random.Random) -> list[Item]:
    """A network's list: `DATE | TITLE | PLACE`, no field for the date, an address for each."""
    return [
        Item(
            thing=one.thing, text=one.text, url=one.url,
            title=f"{datetime.fromisoformat(one.start):%d.%m.} | {one.title} | {one.city}",
        )
        for one in archive(rng, 40)
    ]  # fmt: skip


def bare(rng: random.Random) -> list[Item]:
    """A calendar page without links: title, moment, place, a line of text for some."""
    return [
        Item(
            thing=one.thing, title=one.title, start=one.start, venue=one.venue, city=one.city,
            text=one.text if one.thing % 3 else "",
        )
        for one in reversed(archive(rng, 40))
    ]  # fmt: skip


def agenda(rng: random.Random) -> list[Item]:
    """A committee's page: one title all year round, a few special ones, no text, one address for all."""
    items = []
    for number in range(18):
        day = _FIRST_DAY + timedelta(days=14 * number)
        title = "Sitzung des Beirates" if number % 5 else f"Sondersitzung {rng.choice(HEADS)}"
        items.append(
            Item(thing=number, title=title, start=_iso(day), venue="Rathaussaal", url="https://rat.example/termine")
        )
    return items


def courses(rng: random.Random) -> list[Item]:
    """Weekly courses: the same blurb each week, an address for each course only."""
    numbers, pool = count(1), _texts(rng)
    items = []
    for level, weekday in (("A1", 0), ("A2", 1), ("B1", 2), ("B2", 3), ("für Eltern", 0), ("am Abend", 4)):
        text, hour = next(pool), rng.randrange(9, 20)
        items += [
            Item(
                thing=next(numbers), title=f"Deutschkurs {level}", text=text, venue="Raum 3", city="Plauen",
                start=_iso(_FIRST_DAY.replace(hour=hour) + timedelta(days=7 * week + weekday)),
                url=f"https://kurse.example/{_slug('deutschkurs ' + level)}",
            )
            for week in range(8)
        ]  # fmt: skip
    return sorted(items, key=lambda one: one.start)


def radio(rng: random.Random) -> list[Item]:
    """A radio magazine: eleven times one blurb without date or address, between other posts."""
    pool = _texts(rng)
    blurb = next(pool)
    shows = [Item(thing=number, title="Wellenbrecher – das Magazin", text=blurb) for number in range(11)]
    others = [Item(thing=100 + number, title=_title(rng), text=next(pool)) for number in range(8)]
    items = list(shows)
    for one in others:
        items.insert(rng.randrange(len(items)), one)
    return items


def broadcasts(rng: random.Random) -> list[Item]:
    """The same magazine with a page for each broadcast."""
    return [
        Item(
            thing=one.thing, title=one.title, text=one.text, guid=f"?sendung={900 - one.thing}",
            url=f"https://radio.example/sendung/{_slug(one.title)}-{one.thing}/",
        )
        for one in radio(rng)
    ]  # fmt: skip


def theatre(rng: random.Random) -> list[Item]:
    """A playhouse: each play ten times, an address for each play, a guid for each evening."""
    numbers, pool = count(1), _texts(rng)
    items = []
    for play in range(5):
        title, text = _title(rng), next(pool)
        for _ in range(10):
            day = _FIRST_DAY + timedelta(days=rng.randrange(90), hours=rng.choice((-8, 0, 1)))
            number = next(numbers)
            items.append(
                Item(
                    thing=number, title=title, text=text, start=_iso(day), venue=rng.choice(("Großes Haus", "Studio")),
                    url=f"https://haus.example/stueck/{play}", guid=f"auff-{4000 + number * 3}",
                )
            )  # fmt: skip
    return sorted(items, key=lambda one: one.start)


def conferences(rng: random.Random) -> list[Item]:
    """Numbered rows: parts, editions, modules, with a common frame of words."""
    numbers, pool = count(1), _texts(rng)
    items = []
    for row in range(6):
        head, text = f"{rng.choice(HEADS)} {rng.choice(SPINS)}", next(pool)
        for part in range(1, 5):
            day = _FIRST_DAY + timedelta(days=30 * part + row)
            items.append(
                Item(
                    thing=next(numbers), title=f"Teil {part}: {head}" if row % 2 else f"{part + 3}. Fachtag {head}",
                    text=f"{text} Heute geht es um {rng.choice(HEADS)}.", start=_iso(day), city=rng.choice(TOWNS),
                    url=f"https://tagung.example/{row}/{part}",
                )
            )  # fmt: skip
    return items


def cafes(rng: random.Random) -> list[Item]:
    """Language cafés in many towns, weekly, with one frame of words and neither address nor id."""
    numbers, pool = count(1), _texts(rng)
    frame, items = next(pool), []
    for town in rng.sample(TOWNS, 6):
        for week in range(4):
            items.append(
                Item(
                    thing=next(numbers), title="Sprachcafé", text=f"{frame} Wir treffen uns in {town}.", city=town,
                    start=_iso(_FIRST_DAY + timedelta(days=7 * week + rng.randrange(2))), venue=f"Treff {town}",
                )
            )  # fmt: skip
    return items


SHAPES: dict[str, Shape] = {
    "archive": archive,
    "pipes": pipes,
    "bare": bare,
    "agenda": agenda,
    "courses": courses,
    "radio": radio,
    "broadcasts": broadcasts,
    "theatre": theatre,
    "conferences": conferences,
    "cafes": cafes,
}


def _texts(rng: random.Random, size: int = 600) -> Iterator[str]:
    """One text of each family, each of another announcement."""
    seen: set[int] = set()
    for piece in texts(size, seed=rng.randrange(1 << 30)):
        if piece.family not in seen:
            seen.add(piece.family)
            yield piece.text


def _title(rng: random.Random) -> str:
    head, spin, form = rng.choice(HEADS), rng.choice(SPINS), rng.choice(FORMS)
    return rng.choice(
        (
            f"{form}: {head} {spin}",
            f"{head} {spin}",
            f"{form} mit {made_name(rng)}: {head}",
            f"{head} in {rng.choice(STARTS)}tal – {form}",
        )
    )


def _slug(title: str) -> str:
    return "-".join("".join(sign if sign.isalnum() else " " for sign in title.lower()).split())


def _iso(day: datetime) -> str:
    return day.isoformat(timespec="minutes")
