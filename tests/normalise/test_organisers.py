"""Who stands behind an event, in which role, and under which key."""

from __future__ import annotations

import pytest

from pipeline.models import Role
from pipeline.normalise.body_names import nominative
from pipeline.normalise.organisers import find_organisers, organiser_key, read_organisers

BY, WITH, PAID = Role.ORGANISER, Role.PARTNER, Role.FUNDER
IAF = "Verband binationaler Familien und Partnerschaften, iaf e. V., Leipzig"
DSM = "Dachverband sächsischer Migrant*innenorganisationen e. V."

PHRASES = [
    ("Eine Veranstaltung des Netzwerks Tolerantes Sachsen", [(BY, "Netzwerk Tolerantes Sachsen")]),
    (
        "Ein Angebot des Verbandes binationaler Familien und Partnerschaften, iaf e.V., Geschäfts- und"
        " Beratungsstelle Leipzig",
        [(BY, IAF)],
    ),
    (
        "Eine Veranstaltung des Dachverbandes sächsischer Migrantenorganisationen (DSM) - im Rahmen der Reihe",
        [(BY, DSM)],
    ),
    (
        "Organisiert wird der Abend vom Dachverband sächsischer Migrant:innenorganisationen e. V. in"
        " Kooperation mit dem Verein Bunte Brücke e.V.",
        [(BY, DSM), (WITH, "Verein Bunte Brücke e. V.")],
    ),
    (
        "Eine Veranstaltung des Deutschen Spielzeug-Museums in Kooperation mit der Stadt Aue, der Zentrale für"
        " Bildung und „Reden wir“",
        [
            (BY, "Deutsches Spielzeug-Museum"),
            (WITH, "Stadt Aue"),
            (WITH, "Zentrale für Bildung"),
            (WITH, "„Reden wir“"),
        ],
    ),
    (
        "Dies ist eine Kooperation des Vereins Lichtung e. V. mit der Beratung für Erwachsene des Hofes.",
        [(BY, "Verein Lichtung e. V."), (WITH, "Beratung für Erwachsene des Hofes")],
    ),
    (
        "Autor_innen: Kulturbüro Aue e.V., Verein Lichtung e. V. und Initiative Offenes Dorf",
        [(BY, "Kulturbüro Aue e. V."), (BY, "Verein Lichtung e. V."), (BY, "Initiative Offenes Dorf")],
    ),
    ("Veranstalter: DSM", [(BY, DSM)]),
    ("Veranstalter_in: Bündnis für Familie und Beruf", [(BY, "Bündnis für Familie und Beruf")]),
    (
        "Gefördert durch das Bundesministerium für Familie, Senioren, Frauen und Jugend.",
        [(PAID, "Bundesministerium für Familie, Senioren, Frauen und Jugend")],
    ),
    ("Gefördert vom Freistaat Sachsen und der Stadt Leipzig.", [(PAID, "Freistaat Sachsen"), (PAID, "Stadt Leipzig")]),
    ("Gefördert aus Mitteln der Muster Kultur- und Musikstiftung", [(PAID, "Muster Kultur- und Musikstiftung")]),
    (
        "Eine Veranstaltung des Bunten Flüchtlingsrats e.V. und des Ausländerrates Aue e.V.",
        [(BY, "Bunter Flüchtlingsrat e. V."), (BY, "Ausländerrat Aue e. V.")],
    ),
    ("Der Verein Bunte Brücke e.V. lädt herzlich ein.", [(BY, "Verein Bunte Brücke e. V.")]),
    ("Veranstaltet von der AG Asyl und dem Infobus", [(BY, "AG Asyl"), (BY, "Infobus")]),
    (
        "Eine Veranstaltung der Volkshochschule Aue in Zusammenarbeit mit der Stadtbibliothek und dem Verein Kunst,"
        " Kultur und Begegnung e.V.",
        [(BY, "Volkshochschule Aue"), (WITH, "Stadtbibliothek"), (WITH, "Verein Kunst, Kultur und Begegnung e. V.")],
    ),
    (
        "Der Ausländerrat Aue e.V. und die Caritas laden ein zum Fest.",
        [(BY, "Ausländerrat Aue e. V."), (BY, "Caritas")],
    ),
    (
        "Gefördert durch das Sächsische Staatsministerium für Soziales und Zusammenhalt.",
        [(PAID, "Sächsisches Staatsministerium für Soziales und Zusammenhalt")],
    ),
    (
        "Veranstalter: Verein Lichtung e. V.; Partner: Volkshochschule Aue; gefördert durch die Stadt Aue",
        [(BY, "Verein Lichtung e. V."), (WITH, "Volkshochschule Aue"), (PAID, "Stadt Aue")],
    ),
    ("Organisation: Kulturhof Aue e.V.; Förderer: Stadt Aue", [(BY, "Kulturhof Aue e. V."), (PAID, "Stadt Aue")]),
    ("Unterstützt von: Stadt Aue", [(PAID, "Stadt Aue")]),
    ("Gemeinsam mit dem Verein Lichtung e. V. laden wir ein zum Fest.", [(WITH, "Verein Lichtung e. V.")]),
    (
        "Gemeinsam mit der Volkshochschule Aue und dem Stadtmuseum zeigt der Verein Lichtung e. V. eine Ausstellung.",
        [(BY, "Verein Lichtung e. V."), (WITH, "Volkshochschule Aue"), (WITH, "Stadtmuseum")],
    ),
    ("Gemeinsam mit Freunden kochen wir, zusammen mit euch singen wir.", []),
    ("Ein Abend in Zusammenarbeit mit euch allen.", []),
    ("Wir sprechen über die Unterstützung von Menschen und die Förderung der Gesundheit.", []),
    ("Wir laden alle ein.", []),
]


@pytest.mark.parametrize(("text", "expected"), PHRASES)
def test_roles_and_names(text: str, expected: list[tuple[Role, str]]) -> None:
    found = find_organisers(text)
    assert [(reading.claim.role, reading.claim.name) for reading in found] == expected
    assert all(text[slice(*reading.span)] == reading.claim.name_as_printed for reading in found)


def test_the_source_stands_in_only_where_nobody_is_named() -> None:
    (claim,) = read_organisers("Wir laden ein.", "DSM")
    assert (claim.name, claim.name_as_printed, claim.short_name, claim.is_partner) == (DSM, "", "DSM", True)
    assert [claim.name for claim in read_organisers("Veranstalter: Verein Lichtung", "DSM")] == ["Verein Lichtung"]
    roles = [claim.role for claim in read_organisers("Gefördert vom Freistaat Sachsen.", "DSM")]
    assert roles == [BY, PAID]


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("des Bunten Netzwerks", "Buntes Netzwerk"),
        ("der Neuen Gesellschaft", "Neue Gesellschaft"),
        ("dem Sächsischen Jugendring", "Sächsischer Jugendring"),
        ("des Hauses der Brücken", "Haus der Brücken"),
        ("vom Verband der Vereine", "Verband der Vereine"),
        ("des Kreises Junger Leute", "Kreis Junger Leute"),
        ("Verein Lichtung", "Verein Lichtung"),
    ],
)
def test_nominative(printed: str, name: str) -> None:
    assert nominative(printed) == name


@pytest.mark.parametrize(
    ("key", "spellings"),
    [
        (
            "dsm",
            (
                "DSM",
                "DSM e.V.",
                "Dachverband sächsischer Migrantenorganisationen",
                "des Dachverbandes sächsischer Migrant_innenorganisationen e.V.",
                "Dachverband Sächsischer Migrant*innen Organisationen",
                "Dachverband sächsischer MigrantInnenorganisationen",
            ),
        ),
        (
            "iaf-leipzig",
            (
                "iaf Leipzig",
                "Verband binationaler Familien und Partnerschaften",
                "des Verbandes binationaler Familien und Partnerschaften, iaf e. V.",
            ),
        ),
        ("tolsax", ("TolSax", "Netzwerk Tolerantes Sachsen", "des Netzwerkes Tolerantes Sachsen")),
        (
            organiser_key("Verein der Migrant*innenorganisationen Zwickau e.V."),
            ("Verein der Migrantenorganisationen Zwickau", "des Vereins der Migrant:innenorganisationen Zwickau"),
        ),
    ],
)
def test_spellings_share_a_key(key: str, spellings: tuple[str, ...]) -> None:
    assert {organiser_key(name) for name in spellings} == {key}


def test_others_keep_their_own_key() -> None:
    assert organiser_key("Dachverband der Migrant*innenorganisationen in Ostdeutschland") != "dsm"
    assert organiser_key("Verband binationaler Familien und Partnerschaften, Berlin") != "iaf-leipzig"
