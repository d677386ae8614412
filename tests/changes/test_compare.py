"""A difference is a plain row: field, before, after, meaning, cause, German sentence."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from pipeline.berlin import BERLIN
from pipeline.changes.compare import Stamp, compare
from tests.builders import NIGHT

STAMP = Stamp(run_id="2026-03-02.1", at=NIGHT, causes={})
EVENT = {
    "event_id": "evt_1",
    "title": "Lesung",
    "status": "scheduled",
    "venue_id": "ven_1",
    "description": "a",
    "languages": [],
}
OCCURRENCE = {
    "occurrence_id": "occ_1", "event_id": "evt_1", "start": datetime(2026, 4, 9, 18, tzinfo=BERLIN), "end": None,
    "start_date": date(2026, 4, 9), "status": "scheduled", "is_expanded": False,
}  # fmt: skip
SERIES = {
    "series_id": "ser_1", "title": "Offener Treff", "rrule": "FREQ=MONTHLY;BYDAY=1WE",
    "rrule_text": "jeden 1. Mittwoch im Monat", "exdates": [],
}  # fmt: skip
VENUES = [
    {"venue_id": "ven_1", "name": "Haus Süd", "street": "Weg 1", "city": "Leipzig"},
    {"venue_id": "ven_2", "name": "Haus Nord", "street": None, "city": "Leipzig"},
]

EDITS = [
    ("events", "status", "cancelled", "cancelled", "Status: findet statt → abgesagt"),
    ("events", "venue_id", "ven_2", "relocated", "verlegt von Haus Süd, Weg 1, Leipzig nach Haus Nord, Leipzig"),
    ("events", "title", "Lesung!", "other", "Titel »Lesung« → »Lesung!«"),
    ("events", "description", "b", "other", "Text geändert"),
    ("events", "languages", ["de", "ar"], "other", "Sprachen keine Angabe → Deutsch, Arabisch"),
    ("events", "topics", ["far right"], "other", "Themen ergänzt: Rechtsextremismus"),
    ("events", "series_id", "ser_1", "other", "Reihe ergänzt: „Offener Treff“"),
    (
        "occurrences",
        "start",
        datetime(2026, 4, 9, 19, tzinfo=BERLIN),
        "rescheduled",
        "Beginn Do 09.04.2026 18:00 → 19:00",
    ),
    ("occurrences", "start_date", date(2026, 4, 10), "rescheduled", "Tag Do 09.04.2026 → Fr 10.04.2026"),
    ("occurrences", "end", datetime(2026, 4, 9, 20, tzinfo=BERLIN), "other", "Ende ergänzt: Do 09.04.2026 20:00"),
]


def state(event: dict[str, object] | None, *occurrences: dict[str, object]) -> dict[str, list[dict[str, object]]]:
    return {"events": [event] if event else [], "occurrences": list(occurrences), "venues": VENUES, "series": [SERIES]}


@pytest.mark.parametrize(("table", "field", "after", "meaning", "sentence"), EDITS)
def test_an_edit_is_one_row(table: str, field: str, after: object, meaning: str, sentence: str) -> None:
    event = EVENT | ({field: after} if table == "events" else {})
    occurrence = OCCURRENCE | ({field: after} if table == "occurrences" else {})
    rows = compare(state(EVENT, OCCURRENCE), state(event, occurrence), STAMP)
    assert [(row["table"], row["field"], row["meaning"], row["sentence_de"]) for row in rows] == [
        (table, field, meaning, sentence)
    ]
    assert rows[0]["cause"] == "source"


def test_nothing_changed_is_no_row() -> None:
    assert compare(state(EVENT, OCCURRENCE), state(EVENT, OCCURRENCE), STAMP) == []


def test_new_and_gone_records() -> None:
    added = compare(state(None), state(EVENT, OCCURRENCE), STAMP)
    gone = compare(state(EVENT, OCCURRENCE), state(None), STAMP)
    assert [(row["kind"], row["sentence_de"]) for row in added] == [("added", "Neu: Lesung"), ("added", "Neuer Termin")]
    assert [row["kind"] for row in gone] == ["gone", "gone"]


def test_days_expanded_from_a_rule_come_and_go_without_a_row() -> None:
    expanded = OCCURRENCE | {"is_expanded": True}
    assert compare(state(EVENT), state(EVENT, expanded), STAMP) == []


@pytest.mark.parametrize(
    ("after", "sentence"),
    [
        ({"title": "Offener Abend"}, "Titel »Offener Treff« → »Offener Abend«"),
        (
            {"rrule": "FREQ=MONTHLY;BYDAY=2WE", "rrule_text": "jeden 2. Mittwoch im Monat"},
            "Wiederholung jeden 1. Mittwoch im Monat → jeden 2. Mittwoch im Monat",
        ),
        ({"exdates": [date(2026, 5, 6)]}, "Ausgenommene Tage keine Angabe → Mi 06.05.2026"),
    ],
)
def test_a_series_that_changed_is_told_in_words(after: dict[str, object], sentence: str) -> None:
    before = state(EVENT)
    rows = compare(before, before | {"series": [SERIES | after]}, STAMP)
    assert [(row["table"], row["record_id"], row["sentence_de"]) for row in rows] == [("series", "ser_1", sentence)]
    assert compare(before, before | {"series": []}, STAMP) == [], "it comes and goes with its events"


def test_a_cause_can_be_named_per_field() -> None:
    stamp = Stamp(run_id="r.1", at=NIGHT, causes={("evt_1", "title"): "override"})
    rows = compare(state(EVENT), state(EVENT | {"title": "Neu"}), stamp)
    assert rows[0]["cause"] == "override"


def test_volatile_columns_are_no_change() -> None:
    assert (
        compare(state(EVENT | {"last_seen_at": NIGHT}), state(EVENT | {"last_seen_at": None, "version": 9}), STAMP)
        == []
    )
