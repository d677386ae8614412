"""Ids survive edits; two evenings of one series stay two."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.link.identity import assign, mint
from pipeline.models import Announcement
from tests.builders import announcement

TALK = announcement(
    "Vortrag: Wohnen für alle", datetime(2026, 4, 9, 18), url="http://a.test/wohnen", guid="?p=7",
    text="Die Stadtteilgruppe lädt zu einem Vortrag über bezahlbare Wohnungen ein. Danach wird diskutiert.",
)  # fmt: skip
CHOIR = announcement(
    "Chorprobe im Hof", datetime(2026, 4, 10, 19), url="http://a.test/chor", guid="?p=8",
    text="Wer gern singt, kommt in den Hof. Noten sind nicht nötig, gute Laune reicht.",
)  # fmt: skip
KNOWN = {"ann_talk": TALK, "ann_choir": CHOIR}

EDITS = {
    "nothing": {},
    "title": {"title": "Podium: Wie wohnen wir morgen?"},
    "date": {"dates": announcement("", datetime(2026, 4, 16, 18)).dates},
    "address": {"url": "http://a.test/2026/wohnen-neu", "key": "x"},
    "id at the source": {"guid": "?p=9001"},
    "title and date": {"title": "Wohnen für alle (neuer Termin)", "dates": announcement("", date(2026, 4, 20)).dates},
    "relaunch: address and id": {"url": "http://a.test/neu/wohnen", "guid": "neu-7", "key": "y"},
    "text": {"text": "Der Vortrag über bezahlbare Wohnungen findet statt. Anmeldung ist nicht nötig."},
    "place in the list": {"position": 17},
}


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_keeps_the_id(edit: str) -> None:
    tonight = [CHOIR, replace(TALK, **EDITS[edit])]
    found = {match.index: match.announcement_id for match in assign(KNOWN, tonight).matches}
    assert found == {0: "ann_choir", 1: "ann_talk"}


def test_two_swapped_titles_do_not_cross() -> None:
    tonight = [replace(TALK, title=CHOIR.title), replace(CHOIR, title=TALK.title)]
    found = {match.index: match.announcement_id for match in assign(KNOWN, tonight).matches}
    assert found == {0: "ann_talk", 1: "ann_choir"}


def test_another_thing_behind_an_old_address_is_new() -> None:
    other = announcement(
        "Flohmarkt auf dem Anger", date(2026, 9, 5), url=TALK.url, text="Trödel, Kuchen und Musik den ganzen Tag."
    )
    assert assign({"ann_talk": TALK}, [other]).new == (0,)


def test_one_blurb_printed_eleven_times_is_eleven_things_and_a_twelfth_is_new() -> None:
    shows = [announcement("Radio Stadtgespräch", date(2026, month, 3), position=month) for month in range(1, 12)]
    known = {f"ann_{one.position:02}": one for one in shows}
    tonight = [*shows, announcement("Radio Stadtgespräch", date(2026, 12, 3), position=12)]
    assignment = assign(known, tonight)
    assert {match.index: match.announcement_id for match in assignment.matches} == {
        index: f"ann_{one.position:02}" for index, one in enumerate(shows)
    }
    assert assignment.new == (11,)


def test_parts_of_one_post_keep_to_themselves() -> None:
    parts = [announcement("Werkstatt", date(2026, 5, 4 + n), url="http://a.test/w", part=n + 1) for n in range(3)]
    known = {f"ann_{one.part}": one for one in parts}
    assert [match.announcement_id for match in assign(known, parts).matches] == ["ann_1", "ann_2", "ann_3"]


@given(st.permutations([TALK, CHOIR, *(announcement(f"Kurs {n}", date(2026, 6, n), position=n) for n in range(1, 6))]))
def test_the_order_of_the_list_does_not_matter(order: list[Announcement]) -> None:
    known = {one.title: one for one in order}
    assert {order[m.index].title: m.announcement_id for m in assign(known, order).matches} == {t: t for t in known}


def test_a_minted_id_depends_on_the_place_of_the_first_sighting_only() -> None:
    assert mint("ann", "dsm", "2026-03-02.1", "0") == mint("ann", "dsm", "2026-03-02.1", "0")
    assert mint("ann", "dsm", "2026-03-02.1", "0") != mint("ann", "dsm", "2026-03-02.1", "1")
    assert mint("ann", "a", "bc") != mint("ann", "ab", "c")
