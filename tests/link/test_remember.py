"""What happens to ids is journalled with reasons, and the published ids outlive edits, relaunches and absences."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pipeline.build.values import Built
from tests.builders import announcement
from tests.nights import built_nights

CHOIR = announcement("Chorprobe im Hof", date(2026, 5, 3), url="http://dsm.demo.test/c", text="Wer gern singt, kommt.")
MARKET = announcement(
    "Tauschmarkt", date(2026, 5, 9), url="http://dsm.demo.test/t", guid="?p=3", position=1,
    text="Was im Keller steht, findet ein neues Zuhause.",
)  # fmt: skip
LATER = announcement("", date(2026, 5, 16)).dates


def _published(built: Built) -> set[tuple[str, str]]:
    return {(str(row["event_id"]), str(row["occurrence_id"])) for row in built.tables["occurrences"]}


def _ops(nights: list[Built]) -> list[list[str]]:
    return [[entry.op for entry in night.journal if entry.id.startswith("ann")] for night in nights]


def test_title_and_date_edited_in_one_night_change_no_published_id() -> None:
    edited = replace(MARKET, title="Großer Tauschmarkt mit Musik", dates=LATER)
    nights = built_nights([[CHOIR, MARKET], [CHOIR, edited]])
    assert _published(nights[0]) == _published(nights[1])
    assert _ops(nights) == [["mint", "mint"], ["keep"]]
    assert nights[1].journal[0].reason.startswith("title and date edited; same id at the source, same address")


def test_a_relaunch_changes_no_published_id() -> None:
    moved = [
        replace(one, url=f"http://dsm.demo.test/neu/{at}", guid=f"n{at}") for at, one in enumerate((CHOIR, MARKET))
    ]
    nights = built_nights([[CHOIR, MARKET], moved])
    assert _published(nights[0]) == _published(nights[1])
    assert [entry.reason.split(";")[0] for entry in nights[1].journal] == ["address and id at the source edited"] * 2


def test_what_was_withdrawn_and_comes_back_keeps_its_ids() -> None:
    nights = built_nights([[CHOIR, MARKET], [CHOIR], [CHOIR], [CHOIR], [CHOIR, replace(MARKET, title="Tauschmarkt!")]])
    assert _published(nights[0]) == _published(nights[-1])
    assert _ops(nights)[-1] == ["reappear"]
