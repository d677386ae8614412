"""Six more kinds of event lists, written after the weights of identity were fixed and measured as they came."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from benchmarks.lists import Item, Shape

_START = datetime(2026, 10, 1)
_PLAYS = (
    "Der zerbrochene Krug", "Nathan", "Die Möwe", "Woyzeck", "Kabale und Liebe", "Antigone", "Der Sturm", "Tartuffe",
    "Die Räuber", "Medea",
)  # fmt: skip
_PEOPLE = ("Ahrens", "Baumgart", "Conrad", "Drechsler", "Eichler", "Fritsche", "Göpfert", "Hempel", "Illgen", "Junge")
_SUBJECTS = (
    "Excel für den Alltag", "Spanisch A1", "Yoga am Morgen", "Aquarell", "Gitarre für Anfänger", "Erste Hilfe",
    "Buchführung", "Obstbaumschnitt", "Nähen", "Polnisch B1", "Fotografie", "Töpfern", "Rückenschule", "Imkern",
)  # fmt: skip
_SHORT = ("Chor", "Skat", "Tanz", "Kino", "Markt", "Lauf", "Quiz", "Jam", "Yoga", "Basar", "Brunch", "Disko", "Treff")
_TALKS = (
    "Rivers of the North", "A short history of bread", "Listening to bats", "Maps and borders", "Glass at work",
    "The quiet machine", "Letters from the mine", "Soil under cities", "How towns remember", "Weather and song",
)  # fmt: skip


def theatre(rng: random.Random) -> list[Item]:
    """A theatre's month: few plays, many evenings, one page a play, no text."""
    plays, items = rng.sample(_PLAYS, 5), []
    for number in range(30):
        play = rng.choice(plays)
        start = _START + timedelta(days=number, hours=rng.choice((18, 19, 20)), minutes=rng.choice((0, 30)))
        url = f"https://buehne.example/stueck/{plays.index(play)}"
        items.append(Item(thing=number, title=play, start=_iso(start), url=url, venue=rng.choice(("Haus 1", "Studio"))))
    return items


def branch_libraries(rng: random.Random) -> list[Item]:
    """A town's libraries: reading hours in several branches, the same blurb for each, an address for each date."""
    blurb = "Wir lesen vor und basteln danach. Eintritt frei, ohne Anmeldung."
    items = []
    for number in range(24):
        start = _START + timedelta(days=2 * number, hours=rng.choice((10, 15, 16)))
        title = "Vorlesestunde" if number % 3 else f"Autorenlesung mit {rng.choice(_PEOPLE)}"
        text = blurb if number % 3 else f"{rng.choice(_PEOPLE)} stellt {rng.choice(_PLAYS)} vor."
        items.append(
            Item(
                thing=number, title=title, text=text, start=_iso(start), venue=rng.choice(("Mitte", "Süd", "Grünau")),
                url=f"https://lesen.example/v/{4000 + 7 * number}",
            )
        )  # fmt: skip
    return items


def courses(rng: random.Random) -> list[Item]:
    """A list of courses without any text or address: number and name, first day and hour, room."""
    return [
        Item(
            thing=number, title=f"{rng.choice('ABCDE')}{rng.randrange(100, 999)} {rng.choice(_SUBJECTS)}",
            start=_iso(_START + timedelta(days=rng.randrange(60), hours=rng.choice((9, 17, 18)))),
            venue=f"Raum {rng.randrange(1, 12)}",
        )
        for number in range(30)
    ]  # fmt: skip


def bare_table(rng: random.Random) -> list[Item]:
    """A table of days, hours and titles; nothing else is printed."""
    return [
        Item(
            thing=number, title=f"{rng.choice(_SUBJECTS)} mit {rng.choice(_PEOPLE)}",
            start=_iso(_START + timedelta(days=number, hours=rng.choice((10, 14, 19)))),
        )
        for number in range(24)
    ]  # fmt: skip


def talks(rng: random.Random) -> list[Item]:
    """English talks with an abstract and an id each."""
    return [
        Item(
            thing=number, title=f"{rng.choice(_TALKS)}: {rng.choice(_PEOPLE)}", guid=f"talk-{900 + 13 * number}",
            text=f"{rng.choice(_PEOPLE)} asks what {rng.choice(_TALKS).lower()} has to do with "
            f"{rng.choice(_TALKS).lower()}. Tea from half past.",
            start=_iso(_START + timedelta(days=7 * number, hours=17)), venue="Lecture Hall",
            url=f"https://talks.example/{2026}/{number}",
        )
        for number in range(16)
    ]  # fmt: skip


def one_word(rng: random.Random) -> list[Item]:
    """Titles of one short word, several a week, one page for all."""
    return [
        Item(
            thing=number, title=rng.choice(_SHORT), venue=rng.choice(("Keller", "Hof", "Saal")),
            start=_iso(_START + timedelta(days=number // 2, hours=rng.choice((11, 16, 20)))),
            url="https://treff.example/programm",
        )
        for number in range(28)
    ]  # fmt: skip


FRESH: dict[str, Shape] = {
    "theatre": theatre, "branch libraries": branch_libraries, "courses": courses, "bare table": bare_table,
    "talks": talks, "one word": one_word,
}  # fmt: skip


def _iso(day: datetime) -> str:
    return day.isoformat(timespec="minutes")
