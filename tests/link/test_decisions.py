"""People's rulings: each row obeyed from its day on, each unreadable row named with its place."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.link.decisions import COLUMNS, read_decisions

HEAD = ",".join(COLUMNS["same.csv"])

BAD_ROWS = {
    "too few cells": (
        "same.csv",
        "2026-03-01,Ada,gleich",
        "7 cells (day, author, reason, left_id, right_id, value_seen, verdict)",
    ),
    "no day": ("same.csv", "gestern,Ada,gleich,ann_1,ann_2,", "a day such as 2026-03-02 in the first cell"),
    "no author": ("hide.csv", "2026-03-01,,doppelt,evt_1,", "a value for author"),
    "unknown field": ("fields.csv", "2026-03-01,Ada,Tippfehler,evt_1,colour,rot,", "a field out of title, description"),
    "one id twice": ("different.csv", "2026-03-01,Ada,x,ann_1,ann_1,", "two different ids"),
    "torn quote": ("same.csv", '2026-03-01,"Ada,gleich,ann_1,ann_2,', "7 comma-separated cells"),
    "unknown verdict": ("hide.csv", "2026-03-01,Ada,x,evt_1,vielleicht", "verdict hide or show"),
}


@pytest.mark.parametrize("case", BAD_ROWS)
def test_an_unreadable_row_is_named_and_the_others_count(case: str) -> None:
    name, row, expected = BAD_ROWS[case]
    good = {"same.csv": "2026-03-01,Ada,x,ann_8,ann_9,", "different.csv": "2026-03-01,Ada,x,ann_8,ann_9,",
            "hide.csv": "2026-03-01,Ada,x,evt_9,hide",
            "fields.csv": "2026-03-01,Ada,x,evt_9,title,Neu,"}[name]  # fmt: skip
    found = read_decisions({name: f"{','.join(COLUMNS[name])}\n{row}\n# ein Kommentar\n{good}\n"})
    assert len(found.rows) == 1
    assert [issue.where for issue in found.issues] == [f"decisions/{name} line 2"]
    assert expected in found.issues[0].expected


def test_a_wrong_head_is_named() -> None:
    found = read_decisions({"same.csv": "day,who\n2026-03-01,Ada\n"})
    assert found.issues[0].expected == f"the head {HEAD}"


def test_an_unknown_file_is_named() -> None:
    assert read_decisions({"gleich.csv": ""}).issues[0].where == "decisions/gleich.csv"


def test_a_row_acts_from_its_day_on() -> None:
    found = read_decisions({"same.csv": "2026-03-03,Ada,x,ann_1,ann_2,\n"})
    assert not found.until(date(2026, 3, 2)).pairs()
    assert ("ann_1", "ann_2") in found.until(date(2026, 3, 3)).pairs()


def test_a_later_row_answers_an_earlier_one() -> None:
    files = {"same.csv": "2026-03-01,Ada,x,ann_2,ann_1,\n", "different.csv": "2026-03-02,Bo,doch nicht,ann_1,ann_2,\n"}
    ruled = read_decisions(files).pairs()
    assert ruled["ann_1", "ann_2"].file == "different.csv"
    hidden = read_decisions({"hide.csv": "2026-03-01,Ada,x,evt_1,hide\n2026-03-02,Ada,x,evt_1,show\n"}).hidden()
    assert hidden == {}
    fields = read_decisions(
        {"fields.csv": "2026-03-01,Ada,x,evt_1,title,Neu,\n2026-03-02,Ada,x,evt_1,title,,\n"}
    ).fields()
    assert fields == {}


def test_a_byte_order_mark_and_windows_line_ends_are_read() -> None:
    found = read_decisions({"hide.csv": "\ufeffday,author,reason,event_id,verdict\r\n2026-03-01,Ada,x,evt_1,hide\r\n"})
    assert set(found.hidden()) == {"evt_1"}
    assert found.issues == ()
