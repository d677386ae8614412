"""Titles that carry the facts: `DATE | TITLE | PLACE` and its kin."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise.titles import read_title

# title, date part, name, place part
GRAMMAR = [
    (
        "11.06. | Gemeinsam. 17. Landestreffen der Vereine | Chemnitz",
        "11.06.",
        "Gemeinsam. 17. Landestreffen der Vereine",
        "Chemnitz",
    ),
    ("03.-10.11. | Lichterwoche | Leipzig", "03.-10.11.", "Lichterwoche", "Leipzig"),
    ("16.+17.09. | Tagung | Dresden", "16.+17.09.", "Tagung", "Dresden"),
    (
        "25.+26.06. + 02.07. | Ausbildung im Team | Leipzig und Online",
        "25.+26.06. + 02.07.",
        "Ausbildung im Team",
        "Leipzig und Online",
    ),
    ("02.09. / 24.11. | Kurs | Online", "02.09. / 24.11.", "Kurs", "Online"),
    ("30.11.22 – 28.02.23 | Bilder | Berlin und Online", "30.11.22 – 28.02.23", "Bilder", "Berlin und Online"),
    ("07./08.10. | Konferenz | Dresden/Leipzig", "07./08.10.", "Konferenz", "Dresden/Leipzig"),
    ("Bis 12.09. | Bilder vom Fluss | Digital", "Bis 12.09.", "Bilder vom Fluss", "Digital"),
    ('24-26.11. | Camp "Mut"| Dresden', "24-26.11.", 'Camp "Mut"', "Dresden"),
    ("12.03.|Offenes Plenum|Plauen", "12.03.", "Offenes Plenum", "Plauen"),
    ("06.05. | Digitaler Auftakt zum Gesetz (SITG)", "06.05.", "Digitaler Auftakt zum Gesetz (SITG)", ""),
    (
        "5 Termine: 16.04. | 30.04. | 14.05. | Schreibkreis | Görlitz",
        "5 Termine: 16.04. | 30.04. | 14.05.",
        "Schreibkreis",
        "Görlitz",
    ),
    ("07.04.2025 // Fachtag Kultur // Dresden", "07.04.2025", "Fachtag Kultur", "Dresden"),
    ("Fri, Mar 6, 2020 I Language Night I Leipzig", "Fri, Mar 6, 2020", "Language Night", "Leipzig"),
    ("21. März 2024 – Fest am Teich", "21. März 2024", "Fest am Teich", ""),
    ("2019 | Rückblick zur Tagung in Döbeln", "2019", "Rückblick zur Tagung in Döbeln", ""),
    ("06.-13.09.20 | Woche der Nachbarn | Sachsen", "06.-13.09.20", "Woche der Nachbarn", "Sachsen"),
    ("01.09. | 25. Interkulturelle Tage | Freital", "01.09.", "25. Interkulturelle Tage", "Freital"),
    ("21.03. | Fest | Altes Theater, Leipzig", "21.03.", "Fest", "Altes Theater, Leipzig"),
    ("22.02.2022 | Workshop | Online (Zoom)", "22.02.2022", "Workshop", "Online (Zoom)"),
    ("02.10. | Lesung | Neue Mühle Wurzen", "02.10.", "Lesung", "Neue Mühle Wurzen"),
    ("Woche der Nachbarn | Leipzig", "", "Woche der Nachbarn", "Leipzig"),
    ("Interkulturelles Frühstück", "", "Interkulturelles Frühstück", ""),
    ("Leipzig-Connewitz: Führung am 3. Mai", "", "Leipzig-Connewitz: Führung am 3. Mai", ""),
    ("Rückblick auf das Treffen am 07.03.23", "", "Rückblick auf das Treffen am 07.03.23", ""),
]
NOT_SEPARATORS = [
    "Kultur | Politik | Alltag – eine Reihe",
    "Teil I und Teil II",
    "Ludwig I reist nach Sachsen",
    "Mehr unter https://verein.test//seite",
]


@pytest.mark.parametrize(("title", "date_text", "name", "place"), GRAMMAR)
def test_grammar(title: str, date_text: str, name: str, place: str) -> None:
    reading = read_title(title)
    assert (reading.date_text, reading.name, reading.place_text) == (date_text, name, place)
    for text, (begin, end) in (
        (reading.name, reading.name_span),
        (reading.date_text, reading.date_span),
        (reading.place_text, reading.place_span),
    ):
        assert title[begin:end] == text


@pytest.mark.parametrize("title", NOT_SEPARATORS)
def test_separators_inside_a_name_do_not_split(title: str) -> None:
    assert read_title(title).name == title


@pytest.mark.parametrize(
    ("title", "word"),
    [
        ("k.A. | Projektleitung | Leipzig", "k.A."),
        ("nächstmöglich | Beratung (m/w/d) | Zittau", "nächstmöglich"),
        ("fortlaufend | Beratung | Online", "fortlaufend"),
        ("fortlaufend bis 31.07. | Kurse | Sachsen", "fortlaufend bis 31.07."),
        ("ab sofort | Mitarbeit | Pirna", "ab sofort"),
    ],
)
def test_words_that_stand_for_a_missing_date(title: str, word: str) -> None:
    reading = read_title(title)
    assert (reading.date_text, reading.undated) == (word, True)


@pytest.mark.parametrize(
    ("title", "tags"),
    [
        ("[mehrsprachig] 07./08.10. | Konferenz | Dresden", ("mehrsprachig",)),
        ("ABGESAGT | 12.03. | Lesung | Pirna", ("ABGESAGT",)),
        ("ABGESAGT: 12.03. | Lesung | Pirna", ("ABGESAGT",)),
        ("12.03. | AUSGEBUCHT: Lesung | Pirna", ("AUSGEBUCHT",)),
        ("Save the date: 20.10. | Lesung | Aue", ("Save the date",)),
    ],
)
def test_prefixes_are_tags_and_no_part_of_the_name(title: str, tags: tuple[str, ...]) -> None:
    reading = read_title(title)
    assert reading.tags == tags
    assert reading.name in ("Konferenz", "Lesung")
    assert reading.place_text


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("10.09.2017 | Ideen für das Dorf | Muster Kultur- und Musikstiftung", "Muster Kultur- und Musikstiftung"),
        ("30.06. | Kleine Projekte | Beispielfonds Sachsen e.V.", "Beispielfonds Sachsen e.V."),
    ],
)
def test_a_giver_is_no_place(title: str, body: str) -> None:
    reading = read_title(title)
    assert (reading.body_text, reading.place_text) == (body, "")


@pytest.mark.parametrize(
    "title", ["TolSax Update | August 2025", "Neu im TolSax | Bunte Töchter gUG", "Rundbrief 3 | Juni 2020"]
)
def test_channels_keep_their_name_whole(title: str) -> None:
    reading = read_title(title)
    assert reading.name == title
    assert reading.channel
    assert not reading.date_text


def test_numbers_of_a_series_stay_in_the_name() -> None:
    reading = read_title("14.09. | #2: Reden wir | Online")
    assert (reading.number, reading.name) == ("2", "#2: Reden wir")


def test_a_sentence_at_the_end_is_no_village() -> None:
    assert read_title("18.06. | Wer hat Angst? | Räume verstehen lernen heute").place_text == ""
    assert read_title("18.06. | Wer hat Angst? | Mühlental").place_text == "Mühlental"


@pytest.mark.parametrize("title", ["", " ", "|", "| |", "||||", "12.03. |", "| Leipzig"])
def test_bare_separators_do_no_harm(title: str) -> None:
    reading = read_title(title)
    assert title[slice(*reading.name_span)] == reading.name


@given(st.text(alphabet="0123456789.|/+-–: IlOnlineLeipzigk[]#", max_size=80))
def test_spans_always_cut_the_printed_words(title: str) -> None:
    reading = read_title(title)
    assert title[slice(*reading.name_span)] == reading.name
    assert title[slice(*reading.date_span)] == reading.date_text
    assert title[slice(*reading.place_span)] == reading.place_text
