"""Rows of date and place are announcements of their own; prose, programmes and single rows are not."""

from __future__ import annotations

import pytest

from pipeline.formats.parts import split_places
from pipeline.models import PageRole, Printed, RawAnnouncement


def post(text: str) -> RawAnnouncement:
    return RawAnnouncement(
        source_id="verein",
        capture_id="cap_1",
        position=0,
        key="k",
        role=PageRole.LIST,
        reader="wordpress",
        post_id="7",
        fields={
            "title": Printed(text="Ausstellung", node_path="/title"),
            "text": Printed(text=text, node_path="/content#html", char_start=0, char_end=len(text)),
        },
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Drei Orte:\n09.03.–20.03.2026\tZwickau, Bibliothek\n07.04.–18.04.2026\tGörlitz\n04.05.2026\tPlauen, Markt",
            [
                ("09.03.–20.03.2026", "Zwickau, Bibliothek"),
                ("07.04.–18.04.2026", "Görlitz"),
                ("04.05.2026", "Plauen, Markt"),
            ],
        ),
        (
            "15. Mai 2026: Dresden, Rathaus\n16. Mai 2026: Leipzig, Moritzbastei",
            [("15. Mai 2026", "Dresden, Rathaus"), ("16. Mai 2026", "Leipzig, Moritzbastei")],
        ),
        ("• 15.05. – Dresden\n• 16.05. – Leipzig", [("15.05.", "Dresden"), ("16.05.", "Leipzig")]),
    ],
)
def test_rows_become_parts(text: str, expected: list[tuple[str, str]]) -> None:
    parts = split_places(post(text))
    assert [(one.text_of("date"), one.text_of("place")) for one in parts] == expected
    assert [one.part for one in parts] == list(range(len(expected)))
    assert {(one.key, one.post_id, one.text_of("title"), one.text_of("text")) for one in parts} == {
        ("k", "7", "Ausstellung", text)
    }
    for one in parts:
        for name in ("date", "place"):
            printed = one.fields[name]
            assert text[printed.char_start : printed.char_end] == printed.text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "15. Mai 2026: Dresden, Rathaus",
        "15.05.2026 Dresden\n16.05.2026 Dresden",
        "Wir sind am 15. Mai in Dresden und am 16. Mai in Leipzig.",
        "15.05. 10 Uhr Begrüßung\n15.05. 11 Uhr Vortrag",
        "15.05.2026 Wir beginnen früh. Bitte Brot mitbringen.\n16.05.2026 Danach wird gefeiert. Kommt alle.",
        "15.05.2026\nDresden\n16.05.2026\nLeipzig",
    ],
)
def test_everything_else_stays_one(text: str) -> None:
    assert split_places(post(text)) == (post(text),)
