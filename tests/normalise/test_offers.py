"""Price, languages, audience, registration."""

from __future__ import annotations

import pytest

from pipeline.normalise.languages import read_languages
from pipeline.normalise.offers import AUDIENCE_WORDS, read_audience, read_price, read_registration
from pipeline.normalise.topics import TOPICS, read_topics


@pytest.mark.parametrize(
    ("text", "price", "free"),
    [
        ("Der Eintritt ist frei.", "Der Eintritt ist frei", True),
        ("Eintritt: 5 € / erm. 3 €", "5 € / erm. 3 €", False),
        ("Teilnahmegebühr 25 Euro, ermäßigt 10 Euro.", "Teilnahmegebühr 25 Euro, ermäßigt 10 Euro", False),
        ("Kosten: keine", "keine", True),
        ("Preis 4,- | 3,- Euro", "Preis 4,- | 3,- Euro", False),
        ("Um Spenden wird gebeten.", "Um Spenden wird gebeten", None),
        ("Für Mitglieder kostenlos.", "kostenlos", None),
    ],
)
def test_price(text: str, price: str, free: bool | None) -> None:
    reading = read_price(text)
    assert reading is not None
    assert (reading.price_text, reading.is_free) == (price, free)
    assert text[slice(*reading.span)].strip() == price


@pytest.mark.parametrize(
    "text",
    [
        "Projekte werden mit bis zu 5.000 Euro gefördert.",
        "Kinder haben keinen freien Eintritt",
        "Das Preisgeld beträgt 500 Euro.",
    ],
)
def test_grants_are_no_price(text: str) -> None:
    assert read_price(text) is None


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        ("Der Kurs findet auf Deutsch und Arabisch statt.", ("de", "ar")),
        ("Reihe auf Deutsch, Spanisch und Arabisch", ("de", "es", "ar")),
        ("Es wird ins Englische übersetzt. Verdolmetschung in Farsi.", ("en", "fa")),
        ("Sprache: Deutsch (Übersetzung Ukrainisch möglich)", ("de", "uk")),
        ("Mit Verdolmetschung in Gebärdensprache (DGS)", ("gsg",)),
        ("zweisprachig deutsch-tschechisch", ("de", "cs")),
        ("in englischer Sprache mit deutscher Übersetzung", ("en", "de")),
        ("Ein Gang durch den Englischen Garten", ()),
        ("Wir sprechen über Deutsch als Zweitsprache", ()),
    ],
)
def test_languages(text: str, languages: tuple[str, ...]) -> None:
    assert read_languages("", text) == languages


@pytest.mark.parametrize(
    ("text", "audience"),
    [
        ("Das Angebot richtet sich an geflüchtete Frauen und ihre Kinder.", {"women", "children", "refugees"}),
        ("Zielgruppe: Fachkräfte und Ehrenamtliche", {"professionals", "volunteers"}),
        ("Alle Interessierten sind willkommen.", {"everyone"}),
        ("Der Workshop richtet sich an Personen zwischen 14 und 27 Jahren.", {"young people"}),
        ("Wir malen Masken. Für Jugendliche ab 14 Jahren", {"young people"}),
        ("Wir reden über Kinder.", set()),
    ],
)
def test_audience(text: str, audience: set[str]) -> None:
    found = read_audience("", text)
    assert set(found) == audience
    assert set(found) <= set(AUDIENCE_WORDS)


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("Anmeldung: www.verein.test/anmelden bis 3. Mai", "https://www.verein.test/anmelden"),
        ("Bitte anmelden unter https://verein.test/x?y=1.", "https://verein.test/x?y=1"),
        ("Anmeldung bis 3.5. an kurs@verein.test", "mailto:kurs@verein.test"),
        ("Anmelden bei kurs(at)verein.test", "mailto:kurs@verein.test"),
        ("Bitte melden Sie sich über das Formular an: https://verein.test/f", "https://verein.test/f"),
    ],
)
def test_registration(text: str, url: str) -> None:
    reading = read_registration(text)
    assert reading is not None
    assert reading.url == url


@pytest.mark.parametrize("text", ["Mehr unter www.verein.test", "Fragen an info@verein.test", "Anmeldung nicht nötig."])
def test_other_addresses_are_no_registration(text: str) -> None:
    assert read_registration(text) is None


def test_topics() -> None:
    assert read_topics("Workshop gegen Rassismus", "") == ("anti-racism",)
    assert read_topics("Offener Abend", "Wir spielen.") == ()
    assert read_topics("Abend", "Der Verein half. Asyl und Asylrecht, Flucht heute.") == ("asylum",)
    assert set(read_topics("Film, Frauen, Jugend, Asyl, Demokratie, Islam", "")) <= set(TOPICS)
    assert len(read_topics("Film, Frauen, Jugend, Asyl, Demokratie, Islam", "")) == 4
