"""The maintainer's report: what a night did, what waits for a person with both sides, letters that can be sent."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from flows.artifacts import report_text
from pipeline.site.render import render_site
from pipeline.site.report.captured import captures_needed
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


def captures(rows: SimpleNamespace) -> list[Any]:
    def one(number: int, source_id: str, night: int, url: str, **more: Any) -> Any:
        moment = rows.at(f"2026-03-0{night} 03:10")
        given = {"status": 200, "effective_status": "ok", "sha256": f"{number}", "captured_at": moment} | more
        return rows.row("captures", capture_id=f"cap_{number}", source_id=source_id, run_id=f"2026-03-0{night}.1",
                        url=url, final_url=url, **given)  # fmt: skip

    return [
        one(1, "dsm", 1, "https://dsm.example/liste"),
        one(2, "tolsax", 1, "https://tolsax.example/liste"),
        one(3, "tolsax", 2, "https://tolsax.example/liste"),
        one(4, "iaf", 1, "https://iaf.example/liste"),
        one(5, "iaf", 2, "https://iaf.example/liste", status=None, sha256=None, effective_status="no_response",
            failure="timeout"),
    ]  # fmt: skip


def test_what_is_held_stands_beside_both_versions_of_its_page(rows: SimpleNamespace) -> None:
    tables = tables_of(rows)
    tables["captures"] = captures(rows)
    tables["sightings"] = [rows.row("sightings", capture_id="cap_4", announcement_id="an_iaf_ev_netz",
                                    run_id="2026-03-01.1")]  # fmt: skip
    tables["absences"].append(
        rows.row("absences", event_id="ev_netz", from_run="2026-03-02.1", reason="source_unreachable")
    )
    for row in tables["announcements"]:
        row["capture_id"] = "cap_3"
    assert captures_needed(tables, VERSION) == {"cap_2": "tolsax", "cap_3": "tolsax", "cap_4": "iaf"}
    pages = {
        "cap_2": ["Termine", *(f"Zeile {n}" for n in range(20)), "Entfällt bald"],
        "cap_3": ["Termine", *(f"Zeile {n}" for n in range(20)), "27.03. | Gespräch in der Spinnerei", "</ol><b>"],
        "cap_4": ["Was vorige Nacht da stand"],
    }
    text = render_site(tables, version=VERSION, logical_date=rows.night, public_url="https://k.example", pages=pages)
    report = LexborHTMLParser(text["report/index.html"])
    iaf, tolsax = (" ".join(one.text(separator=" ").split()) for one in report.css(".compared"))
    assert "Frühere Fassung 1. März 2026, 3:10 Uhr https://iaf.example/liste" in iaf
    assert "Neueste Fassung 2. März 2026, 3:10 Uhr keine Antwort, Zeit überschritten" in iaf
    assert "Was vorige Nacht da stand" in iaf and "nicht mehr da" not in iaf, "silence is not a page without entries"
    assert "( 1 Zeile weg, 2 neu)".replace("( ", "(") in tolsax
    assert "19 Zeilen, in beiden gleich" in tolsax and "nicht mehr da: Entfällt bald" in tolsax
    held = report.css_first(".compared .held")
    assert (held.text() or "").strip() == "neu: 27.03. | Gespräch in der Spinnerei"
    assert "neu: </ol><b>" in tolsax and not report.css(".compared b"), "strangers' words stay words"


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
