"""Two spellings of the same words are equal once folded; other words stay other words."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.link.text import fold, plain, stem, ungendered, words

SAME = [
    ("Migrant*innen", "Migrant:innen"),
    ("Migrant_innen", "Migrant/innen"),
    ("Migrant/-innen", "MigrantInnen"),
    ("Migrantinnen und Migranten", "Migrant*innen"),
    ("Migranten und Migrantinnen", "Migrant*innen"),
    ("Migrant(innen)", "Migrant(inn)en"),
    ("Migrant*innenorganisationen", "Migrantenorganisationen"),
    ("Migrant:innen-Organisationen", "Migrantenorganisationen"),
    ("Migrantinnen- und Migrantenvereine", "Migrant*innenvereine"),
    ("Bürgerinnen und Bürger", "Bürger*innen"),
    ("Kolleginnen und Kollegen", "Kolleg:innen"),
    ("Ärztinnen und Ärzte", "Ärzt*innen"),
    ("Mitarbeiter*in", "Mitarbeiter:in"),
    ("MitarbeiterIn", "Mitarbeiter/in"),
    ("jede*r", "jeder"),
    ("Verein e.V.", "Verein e. V."),
    ("„Hörsturz“", '"Hörsturz"'),
    ("»Hörsturz«", "“Hörsturz”"),
    ("heute – morgen", "heute - morgen"),
    ("z. B. am Markt", "zum Beispiel am Markt"),
    ("u. a. hier", "unter anderem hier"),
    ("Lindenstr. 5", "Lindenstraße 5"),
    ("am 3. Sept. 2023", "am 3. September 2023"),
    ("Mo, 3.4.", "Montag, 3.4."),
    ("Nachbar\u00adschaft", "Nachbarschaft"),
    ("Nach\u200bbar", "Nachbar"),
    ("Straße", "STRASSE"),
    ("Fuß & Rad", "Fuß und Rad"),
    (unicodedata.normalize("NFD", "Hörsturz übt"), "Hörsturz übt"),
]

DIFFERENT = [
    ("Migrantinnenorganisationen", "Migrantenorganisationen"),  # an association of women is another one
    ("Lehrerinnen und Schüler", "Lehrer und Schüler"),
    ("Leipzig/Innenstadt", "Leipzig"),
    ("Haus/in Leipzig", "Haus Leipzig"),
    ("innen und außen", "und außen"),
    ("Teil 1", "Teil 2"),
]


@pytest.mark.parametrize(("left", "right"), SAME)
def test_two_spellings_fold_to_the_same_words(left: str, right: str) -> None:
    assert words(fold(left)) == words(fold(right))


@pytest.mark.parametrize(("left", "right"), DIFFERENT)
def test_other_words_stay_other_words(left: str, right: str) -> None:
    assert words(fold(left)) != words(fold(right))


def test_line_breaks_are_kept_and_runs_of_spaces_are_not() -> None:
    assert fold("Eins\u00a0 zwei\ndrei") == "eins zwei\ndrei"


def test_a_script_without_spaces_is_compared_sign_by_sign() -> None:
    assert words(fold("移民节 2024")) == ["移", "民", "节", "2024"]


def test_one_endless_word_is_cut_into_pieces() -> None:
    assert max(map(len, words("x" * 1000))) <= 60


@pytest.mark.parametrize(
    ("word", "expected"),
    [("treffens", "treff"), ("treffen", "treff"), ("2024", "2024"), ("chor", "chor"), ("vereine", "verein")],
)
def test_inflections_meet_in_one_stem(word: str, expected: str) -> None:
    assert stem(word) == expected


def test_case_is_kept_until_the_very_last_step() -> None:
    assert ungendered(plain("Alle Akteur*innen")) == "Alle Akteure"


@given(st.text(max_size=200))
def test_any_text_can_be_folded_and_folding_again_changes_no_word(text: str) -> None:
    once = fold(text)
    assert words(once) == words(once.casefold())
