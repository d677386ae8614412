"""What two texts share is weighed against what only one of them says; contradictions are named."""

from __future__ import annotations

import pytest

from pipeline.link.compare import compare
from pipeline.link.wording import read_facts, read_wording

FRAME = "Wir sitzen am großen Tisch, teilen Neuigkeiten und essen Kuchen, den die Bäckerei nebenan stiftet."

SAME = [
    (
        "a typing error",
        f"{FRAME} Der Hof ist offen.",
        f"{FRAME.replace('Neuigkeiten', 'Neuigkieten')} Der Hof ist offen.",
    ),
    ("a sentence less", f"Offene Küche im Turm. {FRAME} Kinder sind willkommen.", f"Offene Küche im Turm. {FRAME}"),
    (
        "sentences turned round",
        f"Offene Küche im Turm. {FRAME} Bring Hunger mit.",
        f"Offene Küche im Turm. Bring Hunger mit. {FRAME}",
    ),
    (
        "a date on one side only",
        f"Offene Küche im Turm. {FRAME}",
        f"Offene Küche im Turm. {FRAME} Auftakt ist am 3. Mai.",
    ),
    (
        "the head of a compound",
        f"Wir fahren sicher im Verkehr. {FRAME}",
        f"Wir fahren sicher im Straßenverkehr. {FRAME}",
    ),
]

DIFFERENT = [
    ("other days", f"Am 3. Mai: {FRAME}", f"Am 7. Juni: {FRAME}"),
    ("other month", f"Im März geht es um Geld. {FRAME}", f"Im April geht es um Geld. {FRAME}"),
    ("other number", f"Kassenkurs, Modul 1. {FRAME}", f"Kassenkurs, Modul 2. {FRAME}"),
    ("other number", f"Die zweite Anhörung steht bevor. {FRAME}", f"Die dritte Anhörung steht bevor. {FRAME}"),
    ("a title of its own", FRAME, f'{FRAME} Heute: "Salz auf der Zunge".'),
    ("another word in the same place", f"Zu Gast im Rathaus Löbau. {FRAME}", f"Zu Gast im Rathaus Kamenz. {FRAME}"),
    ("opens with something else", f"Steuern am Küchentisch. {FRAME}", f"Haftung im Ehrenamt. {FRAME}"),
]


@pytest.mark.parametrize(("left", "right"), [row[1:] for row in SAME], ids=[row[0] for row in SAME])
def test_a_wording_variant_is_the_same(left: str, right: str) -> None:
    result = compare(read_wording(left), read_wording(right))
    assert result.is_same, result


@pytest.mark.parametrize(("why", "left", "right"), DIFFERENT)
def test_what_remains_beside_the_frame_decides_and_is_named(why: str, left: str, right: str) -> None:
    result = compare(read_wording(left), read_wording(right))
    assert not result.is_same
    assert result.against[0].startswith(why)


@pytest.mark.parametrize(("left", "right"), [row[-2:] for row in [*SAME, *DIFFERENT]])
def test_comparing_is_symmetric(left: str, right: str) -> None:
    assert compare(read_wording(left), read_wording(right)) == compare(read_wording(right), read_wording(left))


def test_facts_are_read_from_the_folded_text() -> None:
    facts = read_facts('die dritte fachrunde "ankommen und bleiben" am 27. und 28. maerz 2023, im juni teil 4')
    assert facts.days == {(3, 27), (3, 28)}
    assert facts.years == {2023}
    assert facts.months == {6}
    assert {("fachrund", 3), ("teil", 4)} <= facts.ordinals
    assert facts.titles == (frozenset({"ankomm", "bleib"}),)


def test_a_weekday_of_the_month_is_no_number_of_a_part() -> None:
    assert not read_facts("jeden ersten mittwoch im monat").ordinals
