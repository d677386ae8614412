"""Generated events as three sites post them, with known answers: noisy titles and venues, organisers often missing."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from benchmarks.material import ENDS, FORMS, HEADS, PLACES, SPINS, STARTS, TOWNS, made_name, mistyped


@dataclass(frozen=True, slots=True)
class Post:
    """A generated event as one site posts it; `event` is the answer."""

    source: str
    event: int
    title: str
    start: str
    city: str
    venue: str
    organiser: str


def posts(count: int, seed: int = 11) -> list[Post]:
    """`count` posts on each of three sites; most events stand on two or three of them, with noise in title and
    venue."""
    rng = random.Random(seed)
    sites: dict[str, list[Post]] = {"alpha": [], "beta": [], "gamma": []}
    event = 0
    title, repeats = "", 0
    while any(len(held) < count for held in sites.values()):
        event += 1
        if repeats:
            repeats -= 1
        else:
            title, repeats = _title(rng), rng.choice((0, 0, 0, 1, 3))
        day = datetime(2024, 1, 1) + timedelta(days=rng.randrange(365), hours=rng.randrange(9, 21))
        town, venue = (
            rng.choice(TOWNS),
            f"{rng.choice(PLACES)} {rng.choice(STARTS)}{rng.choice(('platz', 'straße', 'hof', 'park'))}",
        )
        host = f"{rng.choice(('Verein', 'Netzwerk', 'Initiative', 'Bündnis'))} {rng.choice(STARTS)}{rng.choice(ENDS)}"
        for site in rng.sample(sorted(sites), rng.choice((1, 2, 2, 3))):
            if len(sites[site]) < count:
                sites[site].append(_posted(site, event, title, day, town, venue, host, rng))
    found = [post for held in sites.values() for post in held]
    rng.shuffle(found)
    return found


def _title(rng: random.Random) -> str:
    head, spin, form = rng.choice(HEADS), rng.choice(SPINS), rng.choice(FORMS)
    return rng.choice(
        (
            f"{form}: {head} {spin}",
            f"{head} {spin}",
            f"{head} {spin} – {form} mit {made_name(rng)}",
            f"{form} mit {made_name(rng)}: {head} {spin}",
        )
    )


def _posted(
    site: str, event: int, title: str, day: datetime, town: str, venue: str, host: str, rng: random.Random
) -> Post:
    noises: tuple[Callable[[str, random.Random], str], ...] = (_same, _same, mistyped, _short, _turned, _loud, _dated)
    shown = title
    for _ in range(rng.choice((0, 1, 1, 2))):
        shown = rng.choice(noises)(shown, rng)
    start = day.isoformat(timespec="minutes") if rng.random() < 0.7 else day.date().isoformat()
    return Post(
        site,
        event,
        shown,
        start,
        town if rng.random() < 0.85 else "",
        rng.choice((venue, venue, venue.split()[0], mistyped(venue, rng), "", f"{venue} 12, {town}")),
        host if rng.random() < 0.5 else "",
    )


def _same(title: str, _: random.Random) -> str:
    return title


def _short(title: str, _: random.Random) -> str:
    return title.split(" – ")[0]


def _turned(title: str, _: random.Random) -> str:
    parts = title.split(": ")
    return f"{parts[1]} ({parts[0]})" if len(parts) == 2 else title


def _loud(title: str, _: random.Random) -> str:
    return title.upper()


def _dated(title: str, rng: random.Random) -> str:
    return f"{rng.choice(('Einladung zum', 'Save the date:', 'Neu:'))} {title}"
