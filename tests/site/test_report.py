"""The maintainer's report: what a night did, what waits for a person with both sides, letters that can be sent."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from flows.artifacts import report_text
from pipeline.site.report.doubts import concerns_partner, disagreement, doubt_sentence
from pipeline.site.report.page import night_report
from tests.site.conftest import VERSION, site_of

DATE = {"start": "2026-03-27T18:00:00", "end": None, "text": "27.03., 18 Uhr"}


def tables_of(rows: SimpleNamespace) -> Any:
    """The town after its second night: an announcement in review, a doubtful pair, a withheld removal, a quarrel."""
    tables = rows.town()
    seen = {"first_seen_at": rows.at("2026-03-01 03:10"), "last_seen_at": rows.at("2026-03-02 03:10")}
    spinnerei = "https://tolsax.example/27-03-spinnerei"
    tables["announcements"] = [
        rows.announcement("ev_nacht", "dsm", title="Lange Nacht der Teekannen", text_id="tx_1",
                          dates=[json.dumps(DATE)], **seen),
        rows.announcement("ev_netz", "iaf", title="Teekannen, lange Nacht", **seen),
        rows.announcement(None, "tolsax", title="Gespräch in der Spinnerei", name="Gespräch", url=spinnerei,
                          state="review", dates=[json.dumps(DATE)],
                          doubts=["weekday_mismatch: Donnerstag, 27. März 2026"], **seen),
        rows.announcement(None, "tolsax", announcement_id="an_alt", title="Nicht mehr da", state="review",
                          url="https://tolsax.example/alt", doubts=["no_such_day: 31. Juni"]),
    ]  # fmt: skip
    tables["texts"] = [rows.row("texts", text_id="tx_1", text="Wir brühen bis zum Morgen.")]
    tables["links"] = [
        rows.row("links", left_id="an_dsm_ev_nacht", right_id="an_iaf_ev_netz", verdict="review", score=0.62,
                 evidence=["titles alike 0.78"], flips_if="left.start = 2026-03-28"),
    ]  # fmt: skip
    tables["absences"] = [
        rows.row("absences", event_id="ev_tagung", from_run="2026-03-02.1", reason="list_shrunk",
                 evidence="3 statt 12"),
    ]  # fmt: skip
    tables["issues"] = [
        rows.row("issues", issue_id="is_1", run_id=VERSION, source_id="tolsax", where=spinnerei,
                 expected="end 27.03.2026 20:00 as https://iaf.example/x says", found="end 27.03.2026 21:00",
                 **{"class": "contradiction"}),
    ]  # fmt: skip
    return tables


@pytest.fixture(scope="module")
def page(rows: SimpleNamespace) -> str:
    return site_of(tables_of(rows))["report/index.html"]


def words(page: str) -> str:
    return " ".join(LexborHTMLParser(page).css_first("main").text(separator=" ").split())


def test_the_night_and_its_sources_at_a_glance(page: str) -> None:
    text = words(page)
    assert text.startswith("Montag, 2. März 2026 Bericht der Nacht 2026-03-02.1 bitte hinsehen")
    assert "iaf nicht erreichbar 1. März 2026" in text and "in 1 der letzten 2 Nächte gut gelesen" in text


def test_what_waits_is_shown_with_both_sides(page: str) -> None:
    text = words(page)
    assert "Auf der Seite (tolsax) Gespräch in der Spinnerei Datum 27.03., 18 Uhr" in text
    assert "Was wir daraus lesen Gespräch Termin Freitag, 27. März 2026, 18 Uhr" in text
    assert "Ähnlichkeit 0,62 titles alike 0.78" in text and "Text Wir brühen bis zum Morgen." in text
    assert "2026-03-02,NAME,GRUND,an_dsm_ev_nacht,an_iaf_ev_netz," in text
    assert "1 Veranstaltung nicht gesehen, aber nicht entfernt: Die Liste war auffällig kurz" in text
    assert "Tagung Kleine Bühnen" in text


def test_a_letter_can_be_sent_as_it_stands(rows: SimpleNamespace) -> None:
    (letter,) = night_report(tables_of(rows), VERSION).letters
    assert (letter.source_id, letter.host, letter.points) == ("tolsax", "tolsax.example", 2)
    assert letter.text.splitlines()[4:] == [
        "– „Gespräch in der Spinnerei“",
        "  Es heißt „Donnerstag, 27. März 2026“; der 27. März 2026 ist aber ein Freitag.",
        "  https://tolsax.example/27-03-spinnerei",
        "– „Gespräch in der Spinnerei“",
        "  Als Ende steht auf Ihrer Seite 27.03.2026 21:00 Uhr, "
        "auf https://iaf.example/x dagegen 27.03.2026 20:00 Uhr.",
        "  https://tolsax.example/27-03-spinnerei",
        "",
        "Wenn Sie es ändern, übernehmen wir die Korrektur in der nächsten Nacht von selbst. Vielen Dank!",
    ]


@pytest.mark.parametrize(
    "doubt, sentence, theirs",
    [
        ("weekday_mismatch: Montag, 13.07.2021", "der 13. Juli 2021 ist aber ein Dienstag", True),
        ("weekday_mismatch: Mo, 3.7.", "Wochentag und Datum passen nicht zusammen", True),
        ("weekday_mismatch: Montag, 31.02.2021", "Wochentag und Datum passen nicht zusammen", True),
        ("no_such_day: 31. Juni", "Diesen Tag gibt es nicht: „31. Juni“.", True),
        ("title_and_text_disagree: the title says 3. Mai, the text 4. Mai", "Im Titel steht „3. Mai“", True),
        ("end_before_start: the end 10 lies before the start 11", "Das Ende (10) liegt vor dem Beginn (11).", True),
        ("unknown_recurrence: bei Vollmond", "Diese Wiederholung können wir nicht lesen", False),
        ("something_new: {x}", "Unklar ist: „{x}“.", True),
        ("", "Unklar ist: „“.", True),
    ],
)  # fmt: skip
def test_doubts_in_plain_german(doubt: str, sentence: str, theirs: bool) -> None:
    assert sentence in doubt_sentence(doubt)
    assert concerns_partner(doubt) is theirs


@pytest.mark.parametrize(
    "expected, found, sentence",
    [
        ("day 09.04.2026 as https://a.example/x says", "day 16.04.2026", "Als Tag steht auf Ihrer Seite 16.04.2026, "),
        ("venue Rathaus as https://a.example/x says", "venue Alte Mensa", "Ort steht auf Ihrer Seite „Alte Mensa“, "),
        ("status cancelled as https://a.example/x says", "status scheduled", "dagegen abgesagt."),
    ],
)
def test_a_quarrel_between_two_pages_in_plain_german(expected: str, found: str, sentence: str) -> None:
    assert sentence in disagreement(expected, found)


def test_a_title_without_a_word_is_told_to_its_authors(rows: SimpleNamespace) -> None:
    tables = rows.single(rows.event("ev_a", "u"), rows.occurrence("ev_a", "2026-03-10"))
    tables["announcements"] = [rows.announcement("ev_a", title="u"), rows.announcement("ev_b", title="EU")]
    (letter,) = night_report(tables, VERSION).letters
    assert letter.points == 1 and "Der Titel besteht nur aus „u“." in letter.text


def test_an_unknown_quarrel_is_left_out_of_the_letter() -> None:
    assert disagreement("anything else", "x") == ""


def test_the_artifact_says_the_same(rows: SimpleNamespace, tmp_path: Any) -> None:
    text = report_text(night_report(tables_of(rows), VERSION), tmp_path / "index.html")
    assert "Lange Nacht der Teekannen / Teekannen, lange Nacht" in text
    assert "    – „Gespräch in der Spinnerei“" in text and "1 nicht gesehen, nicht entfernt" in text
    empty = report_text(night_report(rows.tables(), VERSION), tmp_path / "index.html")
    assert "Nichts wartet auf eine Entscheidung." in empty


def test_the_pictures_count_what_the_tables_hold(page: str) -> None:
    titles = [node.text() or "" for node in LexborHTMLParser(page).css(".picture svg > title")]
    assert any(title.startswith("Termine je Monat und Quelle, dsm: ") and "März 2026 1" in title for title in titles)
    assert any(title.startswith("Kalender der Abwesenheit, Liste kurz: 2. März 2026 1") for title in titles)
    assert not LexborHTMLParser(page).css("[style], script")
