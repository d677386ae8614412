"""Label blocks: which words are labels, and where each value ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise.labels import read_labels

BLOCKS = [
    ("Datum: 15. Juni 2019", [("date", "15. Juni 2019")]),
    ("Datum:\nOrt: OnlineWas heißt Fürsorge?", [("date", ""), ("place", "Online")]),
    ("Datum: Ort: Online", [("date", ""), ("place", "Online")]),
    ("Datum:\nLiebe Aktive, wir laden ein.", [("date", "")]),
    (
        "Datum: 15. Juni 2019 / Ort: Altes Haus, Pirna / Zeit: 10:00 – 14:00",
        [("date", "15. Juni 2019"), ("place", "Altes Haus, Pirna"), ("time", "10:00 – 14:00")],
    ),
    (
        "Wann? vom 2. bis 4. November 2020 / Wo? Alte Schule, Wurzen",
        [("date", "vom 2. bis 4. November 2020"), ("place", "Alte Schule, Wurzen")],
    ),
    (
        "Wann?\n12.03.2021, 18 Uhr\nWo?\nRathaus, Markt 1, 04103 Leipzig",
        [("date", "12.03.2021, 18 Uhr"), ("place", "Rathaus, Markt 1, 04103 Leipzig")],
    ),
    ("Termin: 1. April 2022, 18-20 Uhr im Saal", [("date", "1. April 2022, 18-20 Uhr im Saal")]),
    ("Uhrzeit: 18 Uhr\nTreffpunkt: Brunnen", [("time", "18 Uhr"), ("place", "Brunnen")]),
    ("Veranstaltungsort: Kino", [("place", "Kino")]),
    ("Autor_innen: Verein Bunte Brücke", [("author", "Verein Bunte Brücke")]),
    (
        "Veranstalter_in: A\nVeranstalter:innen: B\nVeranstalter*in: C",
        [("organiser", "A"), ("organiser", "B"), ("organiser", "C")],
    ),
    ("Referent: Eva Muster", [("speaker", "Eva Muster")]),
    ("an allen GedenkstättenOrt: Pirna Anmeldung: bis 3. Mai", [("place", "Pirna"), ("registration", "bis 3. Mai")]),
    ("Anmeldeschluss: 30. April 2021", [("deadline", "30. April 2021")]),
    ("Bewerbungsfrist: k.A.", [("deadline", "k.A.")]),
    ("Eintritt: frei\nKosten: 5 €", [("price", "frei"), ("price", "5 €")]),
    ("Sprache: Deutsch, Arabisch\nZielgruppe: Eltern", [("language", "Deutsch, Arabisch"), ("audience", "Eltern")]),
    ("ORT: ONLINE\nZEIT: 18 Uhr", [("place", "ONLINE"), ("time", "18 Uhr")]),
    ("• Ort: Aue", [("place", "Aue")]),
    ("Ort: Kulturhof, Mühlstr. 2, 04277 LeipzigWir laden ein", [("place", "Kulturhof, Mühlstr. 2, 04277 Leipzig")]),
]
NO_LABELS = [
    "Wer entscheidet wo? Und wann? Eine Diskussion",
    "Zur Mahlzeit: Suppe",
    "Vorort: nein danke",
    "Anmeldungen bis 8. Mai",
    "Das ist der Ort der Erinnerung.",
    "https://verein.test/ort",
    "",
]


@pytest.mark.parametrize(("text", "expected"), BLOCKS)
def test_labels_and_values(text: str, expected: list[tuple[str, str]]) -> None:
    found = read_labels(text)
    assert [(label.name.value, label.value) for label in found] == expected
    assert all(text[slice(*label.span)] == label.value for label in found)
    assert all(text[slice(*label.label_span)].strip() == label.printed for label in found)


@pytest.mark.parametrize("text", NO_LABELS)
def test_sentences_are_no_labels(text: str) -> None:
    assert read_labels(text) == ()


@given(st.text(alphabet="OrtDaumZeit:? \n/0123.OnlieW", max_size=120))
def test_spans_cut_values_in_order(text: str) -> None:
    end = 0
    for label in read_labels(text):
        assert label.label_span[0] >= end
        assert text[slice(*label.span)] == label.value
        end = label.span[1]
