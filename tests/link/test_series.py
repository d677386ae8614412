"""Repetitions and numbered parts of one programme are a series; a shared host, house, notice or campaign is none."""

from __future__ import annotations

from datetime import datetime

import pytest

from pipeline.link.duplicates import Entry, group


def series_of(*entries: Entry) -> list[str | None]:
    return [one.series for one in group(entries).placements]


def texts(*printed: str) -> list[Entry]:
    return [Entry(id=str(number), text=text) for number, text in enumerate(printed)]


def titles(*rows: tuple[str, str, str]) -> list[Entry]:
    return [
        Entry(id=str(number), text="", title=title, start=datetime.fromisoformat(start), city=city)
        for number, (title, start, city) in enumerate(rows)
    ]


TOGETHER = {
    "a title on two days": titles(
        ("Chorprobe der Vielen", "2024-05-03T18:00", "Leipzig"), ("Chorprobe der Vielen", "2024-05-10T18:00", "Leipzig")
    ),
    "a film shown twice a day": titles(
        ("Regen auf Blech", "2024-05-03T17:00", "Leipzig"), ("Regen auf Blech", "2024-05-03T20:30", "Leipzig")
    ),
    "editions by number": titles(
        ("17. Landestreffen der Initiativen", "2022-06-11T11:00", ""),
        ("18. Landestreffen der Initiativen", "2023-06-10T11:00", ""),
    ),
    "an edition under a motto": titles(
        ("Gemeinsam lauter. 17. Landestreffen der Initiativen", "2022-06-11T11:00", ""),
        ("18. Landestreffen der Initiativen", "2023-06-10T11:00", ""),
    ),
    "parts by number": titles(
        ("Seminar Pädagogik, Teil 1", "2023-10-06T09:00", ""), ("Seminar Pädagogik, Teil 2", "2023-10-13T09:00", "")
    ),
    "a tour through towns": titles(
        ("Ausstellung Wege", "2023-03-01T10:00", "Torgau"), ("Ausstellung Wege", "2023-04-03T10:00", "Riesa")
    ),
    "a row named as such": texts(
        'Vortrag in der Veranstaltungsreihe "Gegenwind und Rückgrat": Antworten am Stammtisch.',
        "Ein Filmabend über drei Bürgermeisterinnen. Er schließt unsere Reihe „Gegenwind und Rückgrat“ ab.",
    ),
    "a frame with another date": texts(
        "Das Netzwerktreffen der Sprachmittler*innen ist am 6. März 2023. Wir besprechen Honorare und essen Kuchen.",
        "Das Netzwerktreffen der Sprachmittler:innen ist am 3. Juli 2023. Wir besprechen Honorare und essen Kuchen.",
    ),
    "a monthly evening with another theme": texts(
        "In der Werkstatt finden monatlich Abende zu einem Thema statt. Im März geht es um Haftung.",
        "In der Werkstatt finden monatlich Abende zu einem Thema statt. Im Mai geht es um Streit. Eine Frau gibt Rat.",
    ),
}

APART = {
    "one title on one day in two towns": titles(
        ("Fest zum Weltflüchtlingstag", "2023-06-20T15:00", "Zwickau"),
        ("Fest zum Weltflüchtlingstag", "2023-06-20T15:00", "Bautzen"),
    ),
    "a campaign week": texts(
        "Im Rahmen der Interkulturellen Wochen zeigt das Kino am Obermarkt den Film Regen auf Blech.",
        "Im Rahmen der Interkulturellen Wochen öffnet die Synagoge ihre Türen für Schulklassen.",
    ),
    "a host and a house": texts(
        "Der Verein Brückenschlag lädt in das Haus am Turm: Lesung aus Briefen von Vertragsarbeiterinnen.",
        "Der Verein Brückenschlag lädt in das Haus am Turm: Tischtennis für alle, Schläger sind vorhanden.",
    ),
    "a placeholder under two titles": [
        Entry(id="0", title="Nachtmusik", text="Mehr folgt."),
        Entry(id="1", title="Morgenstund", text="Mehr folgt."),
    ],
    "one event on two sites": [
        Entry(id="0", title="Plenum der Beiräte", text="", start=datetime(2024, 9, 24, 17), source="one"),
        Entry(id="1", title="Plenum der Beiräte", text="", start=datetime(2024, 9, 24, 17), source="two"),
    ],
}


@pytest.mark.parametrize("entries", TOGETHER.values(), ids=TOGETHER.keys())
def test_repetitions_and_parts_are_a_series(entries: list[Entry]) -> None:
    first, second = series_of(*entries)
    assert first is not None
    assert first == second


@pytest.mark.parametrize("entries", APART.values(), ids=APART.keys())
def test_what_is_only_near_is_none(entries: list[Entry]) -> None:
    assert series_of(*entries) == [None, None]


def test_a_series_reaches_over_a_cross_post() -> None:
    weeks = titles(
        ("Chorprobe der Vielen", "2024-05-03T18:00", "Leipzig"), ("Chorprobe der Vielen", "2024-05-10T18:00", "Leipzig")
    )
    elsewhere = Entry(
        id="x", title="Chorprobe der Vielen", text="", start=datetime(2024, 5, 3, 18), city="Leipzig", source="other"
    )
    assert len(set(series_of(*weeks, elsewhere))) == 1
