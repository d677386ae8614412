"""What a maintainer sees of a night in Prefect."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.artifacts import SHOWN_EVENTS, changes_text, night_rows, night_text

RUN = "2026-03-03.1"
SOURCE = {
    "source_id": "dsm", "state": "good", "evidence": "", "fetched": 3, "announcements": 48, "accepted": 48, "new": 1,
    "changed": 2, "held": 0, "missing": 0,
}  # fmt: skip


def _event(number: int, title: str, url: str | None = "https://dsm.demo.test/a/") -> dict[str, object]:
    return {"event_id": f"evt_{number}", "title": title, "url": url}


def _change(record: str, sentence: str, **more: object) -> dict[str, object]:
    table = "events" if record.startswith("evt") else "occurrences"
    usual = {"table": table, "kind": "modified", "field": "title", "meaning": "other", "run_id": RUN}
    return usual | {"record_id": record, "sentence_de": sentence} | more


def _lines(events: list[dict[str, object]], changes: list[dict[str, object]]) -> list[str]:
    occurrences = [
        {"occurrence_id": str(event["event_id"]).replace("evt", "occ"), "event_id": event["event_id"]}
        for event in events
    ]
    text = changes_text({"events": events, "occurrences": occurrences, "changes": changes}, RUN, {"Feed": Path("/f")})
    head, _, rest = text.partition("\n\n")
    assert head == "# Änderungen der Nacht 2026-03-03.1"
    body, _, places = rest.rpartition("\n\n")
    assert places == "- Feed: `/f`"
    return body.splitlines()


def test_the_table_has_a_row_per_source() -> None:
    assert night_rows({"sources": [SOURCE]}) == [
        {"source": "dsm", "state": "good", "fetched": 3, "announcements": 48, "new": 1, "changed": 2, "held": 0,
         "missing": 0}
    ]  # fmt: skip


def test_the_night_names_its_alarms() -> None:
    summary = {"run_id": RUN, "state": "degraded", "events": 9, "occurrences": 12, "series": 1, "changes": 0}
    assert night_text(summary | {"alarms": ["iaf: source_unreachable"]}).splitlines() == [
        "Night 2026-03-03.1: **degraded**, 9 events, 12 occurrences, 1 series, 0 changes.",
        "- iaf: source\\_unreachable",
    ]


def test_nothing_changed() -> None:
    older = _change("evt_1", "Text geändert", run_id="2026-03-02.1")
    assert _lines([_event(1, "Hoffest")], [older]) == ["Nichts hat sich geändert."]


def test_what_matters_to_a_visitor_comes_first() -> None:
    events = [_event(1, "Hoffest"), _event(2, "Lesung"), _event(3, "Chor"), _event(4, "Markt")]
    changes = [
        _change("evt_1", "Text geändert"),
        _change("evt_2", "Neu: Lesung", kind="added", field=None, meaning=None),
        _change("occ_3", "Beginn 18:00 → 19:00", field="start", meaning="rescheduled"),
        _change("evt_4", "Status: findet statt → abgesagt", field="status", meaning="cancelled"),
    ]
    link = "(https://dsm.demo.test/a/)"
    assert _lines(events, changes) == [
        f"- [Markt]{link}: Status: findet statt → abgesagt",
        f"- [Chor]{link}: Beginn 18:00 → 19:00",
        f"- [Neu: Lesung]{link}",
        f"- [Hoffest]{link}: Text geändert",
    ]


def test_an_event_is_told_once() -> None:
    changes = [
        _change("evt_1", "Neu: Hoffest", kind="added", field=None, meaning=None),
        _change("occ_1", "Neuer Termin", kind="added", field=None, meaning=None),
        _change("occ_2", "Beginn Sa 14:00 → So 14:00", field="start", meaning="rescheduled"),
        _change("occ_2", "Tag Sa → So", field="start_date", meaning="rescheduled"),
    ]
    lines = _lines([_event(1, "Hoffest", None), _event(2, "Chor", None)], changes)
    assert lines == ["- Chor: Beginn Sa 14:00 → So 14:00", "- Neu: Hoffest"]


def test_an_event_that_left_is_still_told() -> None:
    gone = _change("evt_9", "Nicht mehr angekündigt: Hoffest", kind="gone", field=None, meaning=None)
    assert _lines([], [gone]) == ["- Nicht mehr angekündigt: Hoffest"]


@pytest.mark.parametrize(
    ("title", "url", "line"),
    [
        ("<script>x</script>", None, "- \\<script\\>x\\</script\\>: geändert"),
        ("a](javascript:x) [b", None, "- a\\](javascript:x) \\[b: geändert"),
        ("Hoffest", "javascript:x", "- Hoffest: geändert"),
        ("Hoffest", "https://a.test/x)(y z", "- [Hoffest](https://a.test/x%29%28y%20z): geändert"),
        ("zwei\n# Zeilen", None, "- zwei \\# Zeilen: geändert"),
    ],
)
def test_a_strangers_words_stay_words(title: str, url: str | None, line: str) -> None:
    assert _lines([_event(1, title, url)], [_change("evt_1", "geändert")]) == [line]


def test_a_long_night_is_cut_and_says_so() -> None:
    events = [_event(number, f"Fest {number}", None) for number in range(SHOWN_EVENTS + 3)]
    lines = _lines(events, [_change(str(event["event_id"]), "geändert") for event in events])
    assert len(lines) == SHOWN_EVENTS + 1
    assert lines[-1] == "- … und 3 weitere Veranstaltungen"
