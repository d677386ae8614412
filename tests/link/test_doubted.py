"""What may be a known one waits for a person: no new event, the known one stays; the person's word settles it."""

from __future__ import annotations

from datetime import date

from pipeline.build.values import Built
from pipeline.link.waiting import waiting
from tests.builders import announcement
from tests.nights import built_nights

HEAD = "day,author,reason,left_id,right_id,value_seen\n"
CHOIR = announcement("Chorprobe im Hof", date(2026, 5, 3), url="http://dsm.demo.test/c", text="Wer gern singt, kommt.")
PLENUM = announcement("Plenum der Beiräte", date(2026, 5, 4), url="http://dsm.demo.test/p", text="", position=1)
WORKSHOP = announcement("Töpfern am Ofen", date(2026, 6, 9), url="http://dsm.demo.test/p", text="", position=1)
NIGHTS = [[CHOIR, PLENUM], *([[CHOIR, WORKSHOP]] * 5)]


def _by_title(built: Built, table: str, title: str) -> dict[str, object]:
    return next(dict(row) for row in built.tables[table] if row["title"] == title)


def _ids(built: Built) -> tuple[str, str]:
    """The ids of the known and of the waiting announcement."""
    known, waiting = (_by_title(built, "announcements", one.title) for one in (PLENUM, WORKSHOP))
    return str(known["announcement_id"]), str(waiting["announcement_id"])


def test_a_doubtful_one_waits_without_an_event_and_the_known_one_stays() -> None:
    nights = built_nights(NIGHTS)
    first, last = nights[0], nights[-1]
    assert {row["event_id"] for row in last.tables["events"]} == {row["event_id"] for row in first.tables["events"]}
    doubted = _by_title(last, "announcements", WORKSHOP.title)
    assert (doubted["state"], doubted["event_id"]) == ("review", None)
    assert _ids(last)[0] in str(doubted["reason"])
    assert _by_title(last, "announcements", PLENUM.title)["removed_from_feed"] is None
    absences = [row for row in last.tables["absences"] if row["to_run"] is None]
    assert [row["reason"] for row in absences] == ["missing_unconfirmed"]
    assert [row["class"] for row in last.tables["issues"]] == ["identity_doubtful"]
    question = next(one for one in waiting(last.tables) if one.ids == _ids(last))
    assert question.commands[0] == f"litfass decide same {' '.join(_ids(last))} --why …"


def test_same_gives_the_known_event_the_new_words() -> None:
    known, waiting = _ids(built_nights(NIGHTS)[-1])
    nights = built_nights(NIGHTS, f"{HEAD}2026-03-05,Mira,renamed,{known},{waiting},\n")
    event = _by_title(nights[-1], "events", WORKSHOP.title)
    assert event["event_id"] == _by_title(nights[0], "events", PLENUM.title)["event_id"]
    assert len(nights[-1].tables["events"]) == 2
    assert [entry.op for night in nights for entry in night.journal if entry.id == waiting] == ["mint", "merge"]
    assert [row for row in nights[-1].tables["absences"] if row["to_run"] is None] == []


def test_different_gives_it_an_event_of_its_own_and_the_known_one_may_leave() -> None:
    first = built_nights(NIGHTS)[-1]
    known, waiting = _ids(first)
    event_id = _by_title(first, "events", PLENUM.title)["event_id"]
    nights = built_nights(NIGHTS, f"{HEAD}2026-03-05,Mira,another one,{event_id},{waiting},\n", "different.csv")
    assert len(nights[-1].tables["events"]) == 3
    assert _by_title(nights[-1], "announcements", WORKSHOP.title)["state"] == "accepted"
    assert _by_title(nights[-1], "announcements", PLENUM.title)["removed_from_feed"] == "withdrawn"
    assert known != waiting


def test_the_same_nights_again_give_the_same_ids_and_rows() -> None:
    assert built_nights(NIGHTS) == built_nights(NIGHTS)
