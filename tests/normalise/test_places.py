"""Where something happens, and how one attends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.models import AttendanceMode
from pipeline.normalise.gazetteer import coordinates, state_of, town_by_code, town_of
from pipeline.normalise.modes import read_mode
from pipeline.normalise.places import find_in_prose, find_place, read_place, read_wheelchair, venue_key

OFFLINE, ONLINE, MIXED = AttendanceMode.OFFLINE, AttendanceMode.ONLINE, AttendanceMode.MIXED

# printed, venue, street, postal code, town, mode
PLACES = [
    ("Hybrid: Rathaus Pirna und Zoom", "Rathaus Pirna", None, None, "Pirna", MIXED),
    ("online und im Rathaus Pirna", "Rathaus Pirna", None, None, "Pirna", MIXED),
    (
        "Werk 2 – Kulturfabrik, Kochstr. 132, 04277 Leipzig",
        "Werk 2 – Kulturfabrik",
        "Kochstr. 132",
        "04277",
        "Leipzig",
        OFFLINE,
    ),
    ("Haus am Wehr - Mühlstraße 18 - 04177 Leipzig", "Haus am Wehr", "Mühlstraße 18", "04177", "Leipzig", OFFLINE),
    ("Kulturhaus (Brühl 4, 09111 Chemnitz)", "Kulturhaus", "Brühl 4", "09111", "Chemnitz", OFFLINE),
    ("Kulturhaus (Brückenstraße 4, 09111 Chemnitz)", "Kulturhaus", "Brückenstraße 4", "09111", "Chemnitz", OFFLINE),
    ("K4 – Treff (Alte Post/Neuer Platz 4, 04103 Leipzig)", "K4 – Treff", "Neuer Platz 4", "04103", "Leipzig", OFFLINE),
    (
        "K4 – Treff (Neuer Platz 4, 04103 Leipzig) - UND ONLINE MÖGLICH",
        "K4 – Treff",
        "Neuer Platz 4",
        "04103",
        "Leipzig",
        MIXED,
    ),
    (
        "Rathaus Plauen | Unterer Graben 1 | 08523 Plauen",
        "Rathaus Plauen",
        "Unterer Graben 1",
        "08523",
        "Plauen",
        OFFLINE,
    ),
    ("Volkshochschule, Am Markt 3, 02625 Bautzen", "Volkshochschule", "Am Markt 3", "02625", "Bautzen", OFFLINE),
    ("Straße des 18. Oktober 10, Leipzig", None, "Straße des 18. Oktober 10", None, "Leipzig", OFFLINE),
    ("Wilhelm-Leuschner-Platz 10 – 11, Leipzig", None, "Wilhelm-Leuschner-Platz 10 – 11", None, "Leipzig", OFFLINE),
    ("Altes Kino Chemnitz, Lange Straße 24", "Altes Kino Chemnitz", "Lange Straße 24", None, "Chemnitz", OFFLINE),
    ("Café Linde, Leipzig", "Café Linde", None, None, "Leipzig", OFFLINE),
    ("VHS Zittau, Raum 12", "VHS Zittau", None, None, "Zittau", OFFLINE),
    ("c/o Haus am Park, Ringstraße 5, 04109 Leipzig", "Haus am Park", "Ringstraße 5", "04109", "Leipzig", OFFLINE),
    ("verschiedene Orte in Dresden", None, None, None, "Dresden", OFFLINE),
    ("Hörsaal 9, Universitätsstraße 3", "Hörsaal 9", "Universitätsstraße 3", None, None, OFFLINE),
    ("WERK 2, Halle A", "WERK 2, Halle A", None, None, None, OFFLINE),
    ("Treffpunkt: Hauptbahnhof", "Hauptbahnhof", None, None, None, OFFLINE),
    ("05.11.: online - 06.11.: im Speicher Dresden", "Speicher Dresden", None, None, "Dresden", MIXED),
    ("Leipzig", None, None, None, "Leipzig", OFFLINE),
    ("Leipzig-Connewitz", None, None, None, "Leipzig", OFFLINE),
    ("Bad Düben", None, None, None, "Bad Düben", OFFLINE),
    ("Halle (Saale)", None, None, None, "Halle (Saale)", OFFLINE),
    ("Leipzig und Online", None, None, None, "Leipzig", MIXED),
    ("Berlin und Online", None, None, None, "Berlin", MIXED),
    ("Dresden/Leipzig", "Dresden/Leipzig", None, None, None, OFFLINE),
]
NO_PLACES = [
    ("Region Leipzig", None),
    ("Sachsen", None),
    ("bundesweit", None),
    ("Online", ONLINE),
    ("Digital", ONLINE),
    ("ONLINE (Link erhalten Sie nach Anmeldung)", ONLINE),
    ("Online über Zoom", ONLINE),
    ("Zoom und Telefon", ONLINE),
    ("05.11.: online - 06.11.: in Präsenz", MIXED),
    ("wird noch bekannt gegeben", None),
    ("Zugangsinformationen bei Anmeldung", None),
    ("11 – 17 Uhr", None),
    ("", None),
]


@pytest.mark.parametrize(("text", "name", "street", "code", "city", "mode"), PLACES)
def test_places(
    text: str, name: str | None, street: str | None, code: str | None, city: str | None, mode: AttendanceMode
) -> None:
    claim = read_place(text)
    assert claim is not None
    assert (claim.name, claim.street, claim.postal_code, claim.city) == (name, street, code, city)
    assert read_mode(text) is mode


@pytest.mark.parametrize(("text", "mode"), NO_PLACES)
def test_areas_modes_and_remarks_are_no_places(text: str, mode: AttendanceMode | None) -> None:
    assert read_place(text) is None
    assert read_mode(text) is mode


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Wollen Sie die Online-Aktivitäten Ihres Vereins verbessern?", None),
        ("Die Anmeldung ist online möglich.", None),
        ("Wir reden über digitale Gewalt.", None),
        ("Die Treffen finden noch online statt.", ONLINE),
        ("Ein digitaler Austausch für alle.", ONLINE),
        ("Die Tagung findet hybrid statt.", MIXED),
        ("24.11. - Region Leipzig – online (Zoom)", ONLINE),
        ("Wir treffen uns im Hof.", None),
    ],
)
def test_prose_says_the_mode_only_of_the_event_itself(text: str, mode: AttendanceMode | None) -> None:
    assert read_mode("", "", text) is mode


@pytest.mark.parametrize(
    ("text", "words", "city"),
    [
        ("Das Treffen findet im Werk 2 in Leipzig-Connewitz statt.", "Werk 2 in Leipzig", "Leipzig"),
        (
            "Kommt in das Haus „Goldner Stern“ (Marktplatz 5 in 08289 Schneeberg) zum Tee.",
            "Haus „Goldner Stern“ (Marktplatz 5 in 08289 Schneeberg",
            "Schneeberg",
        ),
        (
            "Um 18 Uhr im Pöge-Haus, Hedwigstraße 20, 04315 Leipzig. Bringt etwas mit.",
            "Pöge-Haus, Hedwigstraße 20, 04315 Leipzig",
            "Leipzig",
        ),
    ],
)
def test_prose_states_a_place(text: str, words: str, city: str) -> None:
    reading = find_in_prose(text)
    assert reading is not None
    assert text[slice(*reading.span)].startswith(words)
    assert reading.claim.city == city


@pytest.mark.parametrize(
    "text", ["In Leipzig leben viele.", "Im Jahr 2020 in Dresden.", "Wir reisen nach Chemnitz.", "Tel. 12345 Büro"]
)
def test_a_town_in_passing_is_no_place(text: str) -> None:
    assert find_in_prose(text) is None


def test_state_comes_from_postal_code_or_town() -> None:
    assert (state_of("04277"), state_of("06108"), state_of("Görlitz"), state_of("Jena")) == (
        "Sachsen",
        "Sachsen-Anhalt",
        "Sachsen",
        "Thüringen",
    )
    assert state_of("Nirgendwo") is None
    claim = read_place("Altes Rathaus, Markt 1, 99423 Weimar")
    assert claim is not None
    assert (claim.state, claim.country) == ("Thüringen", "DE")


def test_towns_and_coordinates() -> None:
    assert town_of("Halle") == "Halle (Saale)"
    assert town_of("Dresden-Neustadt") == "Dresden"
    assert town_of("Haltestelle") is None
    assert town_by_code("08289") == "Schneeberg"
    assert town_by_code("09648") is None  # three municipalities share it
    latitude, longitude = coordinates("04277") or (0, 0)
    assert 51.2 < latitude < 51.4
    assert 12.3 < longitude < 12.5
    assert coordinates("00000") is None
    assert coordinates(None) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Werk 2 – Kulturfabrik", "Leipzig"), ("WERK 2, Halle A", "Leipzig")),
        (("WERK 2 – Kulturfabrik Leipzig e.V. – HALLE A", "Leipzig"), ("Werk 2", "Leipzig-Connewitz")),
        (("Stadtbibliothek Pirna", "Pirna"), ("Stadtbibliothek", "Pirna")),
        (("Café „Linde“", "Aue"), ("Cafe Linde, Saal 2", "Aue")),
    ],
)
def test_spellings_of_one_venue_share_a_key(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert venue_key(*one) == venue_key(*other)


def test_other_venues_have_other_keys() -> None:
    keys = {
        venue_key("Rathaus", "Plauen"),
        venue_key("Rathaus", "Aue"),
        venue_key("Altes Rathaus", "Aue"),
        venue_key("Werk 3", "Aue"),
    }
    assert len(keys) == 4
    assert venue_key(None, "Aue") == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [("Der Ort ist barrierefrei.", True), ("leider nicht barrierefrei", False), ("Es gibt Tee.", None)],
)
def test_wheelchair(text: str, said: bool | None) -> None:
    assert read_wheelchair(text) is said


@given(st.text(alphabet="aLeipzg 04277–-,/()|straßeOnlie1", max_size=100))
def test_any_text_is_read_or_left(text: str) -> None:
    reading = find_place(text)
    assert reading is None or 0 <= reading.span[0] <= reading.span[1] <= len(text)
    venue_key(text, text)
    read_mode(text, text, text)
