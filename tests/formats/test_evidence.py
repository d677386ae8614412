"""A list announces if it looks ahead; what it reports, stamps or files is no event, whatever the markup."""

from __future__ import annotations

import pytest

from pipeline.formats.html import read_html
from pipeline.formats.html.evidence import tells_of_past
from tests.formats.shapes import capture_of

ROW = '<div class="zeile"><span>{day}</span><h3><a href="/s/{number}">{title}</a></h3><p>{text}</p></div>'


def titles(rows: list[tuple[str, str, str]], heading: str = "Aus dem Haus") -> list[str]:
    cells = "".join(ROW.format(day=d, title=t, text=x, number=n) for n, (d, t, x) in enumerate(rows))
    body = f"<html><body><main><h2>{heading}</h2>{cells}</main></body></html>"
    return [raw.text_of("title") for raw in read_html(capture_of(body)).announcements]


REPORTS = [
    ("12.02.2026", "Das Dach ist dicht", "Die Zimmerleute haben den letzten Balken gesetzt und abgenommen."),
    ("28.01.2026", "Neue Gesichter im Vorstand", "Auf der Versammlung wurden alle Ämter neu besetzt."),
    ("03.01.2026", "Gruß zum neuen Jahr", "Wir danken allen, die im letzten Jahr mitgeholfen haben."),
]


def test_a_dated_list_that_only_looks_back_announces_nothing() -> None:
    assert titles(REPORTS) == []


@pytest.mark.parametrize("day", ["14.03.2026", "Samstag, 14. März 2026"])
def test_one_day_to_come_makes_the_list_announce(day: str) -> None:
    assert "Hofputz" in titles([(day, "Hofputz", "Bringt Besen mit."), *REPORTS])


def test_past_days_stay_where_the_entries_are_occasions() -> None:
    rows = [("12.02.2026", "Lesekreis", "Raum 2"), ("05.02.2026", "Kochabend", ""), ("29.01.2026", "Chorprobe", "")]
    assert len(titles(rows)) == 3


def test_past_days_stay_where_the_heading_calls_them_dates() -> None:
    rows = [("12.02.2026", "Rotes Sofa", ""), ("05.02.2026", "Blaues Sofa", ""), ("29.01.2026", "Gelbes Sofa", "")]
    assert len(titles(rows, "Veranstaltungen")) == 3
    assert titles(rows) == []


def test_scores_and_papers_are_reports_even_with_a_clock() -> None:
    games = [(f"{day}.02.2026, 14:00 Uhr", f"Elf – Gegner {day % 4}:1", "") for day in (1, 8, 15)]
    papers = [(f"{day}.02.2026", f"Protokoll der Sitzung {day}", "") for day in (1, 8, 15)]
    assert titles(games, "Termine") == []
    assert titles(papers, "Sitzungen") == []


@pytest.mark.parametrize(
    ("text", "past"),
    [
        ("Am Sonntag trafen sich vierzig Nachbarn im Hof und redeten über Miete.", True),
        ("Am Sonntag treffen sich alle Nachbarn im Hof und reden über die Miete.", False),
        ("Die Lesung wurde verschoben, ein neuer Tag wird noch gesucht und bekannt gegeben.", False),
        ("", False),
    ],
)
def test_tense(text: str, past: bool) -> None:
    assert tells_of_past(text) is past
