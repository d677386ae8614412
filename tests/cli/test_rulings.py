"""People's words on real demo nights: listed, written down, obeyed from their day on, taken back."""

from __future__ import annotations

import csv
import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipeline.cli import call
from pipeline.link.waiting import waiting
from pipeline.memory import Memory
from pipeline.workspace import Tables, Workspace, read_workspace

Row = dict[str, object]


@pytest.fixture(scope="module")
def one_night(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder after the first demo night."""
    data = tmp_path_factory.mktemp("rulings") / "data"
    assert call(["run", "--plain", "--data", str(data)]) == 0
    return data


@pytest.fixture
def data(one_night: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(one_night, tmp_path / "data", symlinks=True))


def rows(data: Path, name: str) -> list[Row]:
    found: list[Row] = pq.read_table(data / "processed" / "current" / "tables" / f"{name}.parquet").to_pylist()
    return found


def tables(data: Path) -> Tables:
    return read_workspace(data).last_state()[0]


def written(data: Path, file: str) -> list[dict[str, str]]:
    with (data / "decisions" / file).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def events_of(data: Path) -> dict[str, str]:
    return {str(row["announcement_id"]): str(row["event_id"]) for row in rows(data, "announcements")}


def joined_pair(data: Path) -> tuple[str, str]:
    """Two announcements of one event that has no third."""
    events = list(events_of(data).values())
    links = [row for row in rows(data, "links") if row["verdict"] == "same"]
    pairs = [(str(row["left_id"]), str(row["right_id"])) for row in links]
    return next(pair for pair in pairs if events.count(events_of(data)[pair[0]]) == 2)


def journal(data: Path) -> list[Row]:
    lines = (data / "processed" / "ids.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def changed(data: Path, kind: str) -> set[str]:
    return {str(row["record_id"]) for row in rows(data, "changes") if row["kind"] == kind}


def night(data: Path) -> None:
    assert call(["run", "--plain", "--data", str(data)]) in (0, 1)


@dataclass(frozen=True, slots=True)
class Ruled:
    """A data folder after a second night that obeyed rulings: `parted` were one event before, `joined` two; `torn` hang
    in a contradictory chain; `dated` has a corrected end, `asked` was the first doubted date."""

    data: Path
    before: dict[str, str]
    parted: tuple[str, str]
    joined: tuple[str, str]
    torn: tuple[str, str, str]
    dated: str
    asked: tuple[str, ...]


@pytest.fixture(scope="module")
def ruled(one_night: Path, tmp_path_factory: pytest.TempPathFactory) -> Ruled:
    data = Path(shutil.copytree(one_night, tmp_path_factory.mktemp("ruled") / "data", symlinks=True))
    said = ["--why", "am Telefon gefragt", "--author", "Ada", "--data", str(data)]
    parted = joined_pair(data)
    alone = [row for row in rows(data, "events") if row["n_sources"] == 1 and row["series_id"] is None]
    joined = str(alone[0]["event_id"]), str(alone[1]["event_id"])
    first = {str(row["event_id"]): str(row["announcement_id"]) for row in rows(data, "announcements")}
    torn = tuple(first[str(row["event_id"])] for row in alone[2:5])
    taken = {*joined, *(events_of(data)[one] for one in torn)}
    dated = next(
        str(row["event_id"])
        for row in rows(data, "occurrences")
        if row["end"] and not row["is_expanded"] and row["event_id"] not in taken
    )
    question = waiting(tables(data))[0]
    assert question.kind == "date"
    answer = question.commands[0].removeprefix("litfass ").replace("--why …", "").split()
    for words in (
        ["decide", "different", *parted],
        ["decide", "same", *joined],
        ["decide", "field", dated, "end", "2026-12-24T23:15"],
        ["decide", "same", torn[0], torn[1]],
        ["decide", "same", torn[1], torn[2]],
        answer,
    ):
        assert call([*words, *said]) == 0
    assert call(["decide", "different", torn[0], torn[2], *said]) == 1, "a contradiction is written and told at once"
    before = events_of(data)
    night(data)
    return Ruled(data, before, parted, joined, (torn[0], torn[1], torn[2]), dated, question.ids)


# ---------------------------------------------------------------- obeyed, taken back


def test_a_merge_is_undone_and_made_again_and_the_ids_come_back(ruled: Ruled, tmp_path: Path) -> None:
    (left, right), data = ruled.parted, Path(shutil.copytree(ruled.data, tmp_path / "data", symlinks=True))
    before, parted = ruled.before[left], events_of(data)
    assert before in (parted[left], parted[right]) and parted[left] != parted[right]
    fresh = next(one for one in (parted[left], parted[right]) if one != before)
    assert {"op": "split", "id": fresh} in [{"op": one["op"], "id": one["id"]} for one in journal(data)]
    assert fresh in changed(data, "split")
    verdict = next(row for row in rows(data, "links") if {row["left_id"], row["right_id"]} == {left, right})
    assert (verdict["verdict"], verdict["decided_by"]) == ("different", "Ada")

    undo = ["decide", "different", left, right, "--why", "doch ein Saal", "--author", "Bo", "--undo"]
    assert call([*undo, "--data", str(data)]) == 0
    assert [row["verdict"] for row in written(data, "different.csv")] == ["", "", "undo"]
    night(data)
    assert events_of(data)[left] == events_of(data)[right] == before
    assert fresh in changed(data, "merged")
    assert any(one["op"] == "merge" and one["id"] == fresh for one in journal(data))


def test_a_replay_obeys_rulings_from_their_day_on(ruled: Ruled, tmp_path: Path) -> None:
    for name in ("raw", "decisions"):
        shutil.copytree(ruled.data / name, tmp_path / "copy" / name)
    assert call(["rebuild", "--data", str(tmp_path / "copy")]) == 1, "the contradictory chain degrades the night"
    assert events_of(tmp_path / "copy") == events_of(ruled.data)
    assert journal(tmp_path / "copy") == journal(ruled.data)


def test_two_strangers_are_joined_because_a_person_says_so(ruled: Ruled) -> None:
    alive = set(events_of(ruled.data).values())
    assert len(set(ruled.joined) & alive) == 1
    assert (set(ruled.joined) - alive) <= changed(ruled.data, "merged")


def test_the_group_of_a_contradictory_chain_stays_unmerged_and_is_named(
    ruled: Ruled, capsys: pytest.CaptureFixture[str]
) -> None:
    assert len({events_of(ruled.data)[one] for one in ruled.torn}) == 3
    assert call(["review", "--kind", "ruling", "--data", str(ruled.data)]) == 0
    told = capsys.readouterr().out
    assert "contradictory rulings" in told and " ≠ " in told and all(one in told for one in ruled.torn)


def test_an_end_is_corrected_and_handed_back(ruled: Ruled) -> None:
    ends = [row["end"] for row in rows(ruled.data, "occurrences") if row["event_id"] == ruled.dated]
    assert [f"{end:%Y-%m-%dT%H:%M}" for end in ends] == ["2026-12-24T23:15"]
    undo = ["decide", "field", ruled.dated, "end", "--undo", "--why", "doch nicht", "--data", str(ruled.data)]
    assert call(undo) == 0
    assert written(ruled.data, "fields.csv")[-1]["value"] == ""


def test_a_question_is_closed_by_the_command_that_it_shows(ruled: Ruled) -> None:
    assert ruled.asked not in [one.ids for one in waiting(tables(ruled.data))]


def test_an_event_is_hidden_and_shown_again(data: Path) -> None:
    event = str(rows(data, "events")[0]["event_id"])
    said = ["--why", "doppelt", "--data", str(data)]
    assert call(["decide", "hide", event, *said]) == 0
    assert call(["decide", "hide", event, "--undo", *said]) == 0
    assert [row["verdict"] for row in written(data, "hide.csv")] == ["hide", "show"]


# ---------------------------------------------------------------- what is refused

BAD = {
    "an unknown id": (["same", "ann_nope", "ann_nada"], "no announcement or event of that id is known"),
    "one id": (["same", "ann_nope"], "two ids of announcements or events"),
    "nothing to undo": (["different", "LEFT", "RIGHT", "--undo"], "nothing to undo"),
    "an unknown field": (["field", "EVENT", "colour", "rot"], "people may set title"),
    "no date": (["field", "EVENT", "start", "gestern"], "expected a day 2026-03-02"),
    "an unknown status": (["field", "EVENT", "status", "weg"], "expected one of scheduled"),
    "no address": (["field", "EVENT", "url", "example.org"], "begins with https://"),
    "an unknown event": (["hide", "evt_nope"], "no event of that id"),
    "a day that is none": (["hide", "EVENT", "--day", "morgen"], "expected a day such as 2026-03-02"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_word_that_fits_nothing_is_refused_and_nothing_is_written(
    case: str, one_night: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words, sentence = BAD[case]
    left, right = joined_pair(one_night)
    given = {"LEFT": left, "RIGHT": right, "EVENT": events_of(one_night)[left]}
    before = {path: path.read_bytes() for path in (one_night / "decisions").iterdir()}
    call_words = [given.get(word, word) for word in words]
    assert call(["decide", *call_words, "--why", "x", "--data", str(one_night)]) == 2
    told = capsys.readouterr().err
    assert sentence in told and len(told.splitlines()) == 1
    assert {path: path.read_bytes() for path in (one_night / "decisions").iterdir()} == before


def test_an_empty_reason_is_refused(one_night: Path) -> None:
    left, right = joined_pair(one_night)
    assert call(["decide", "same", left, right, "--why", " ", "--data", str(one_night)]) == 2


def test_a_file_of_an_older_head_is_continued(data: Path) -> None:
    path = data / "decisions" / "different.csv"
    old = "2026-01-01,Ada,vorher,ann_1,ann_2,\n"
    path.write_text("day,author,reason,left_id,right_id,value_seen\n" + old, encoding="utf-8")
    left, right = joined_pair(data)
    assert call(["decide", "different", left, right, "--why", "neu\nzwei Zeilen", "--data", str(data)]) == 0
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines[0].endswith("value_seen,verdict") and lines[1] + "\n" == old
    assert written(data, "different.csv")[1]["reason"] == "neu zwei Zeilen"


# ---------------------------------------------------------------- what waits


def test_review_lists_the_most_harmful_first_with_the_command_that_decides(
    one_night: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(["review", "--json", "--data", str(one_night)]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found
    harms = [one["harm"] for one in found]
    assert harms == sorted(harms, reverse=True)
    for one in found:
        assert one["what"] and one["evidence"] and all(command.startswith("litfass ") for command in one["commands"])
    assert "date" in {one["kind"] for one in found}


def test_an_unknown_kind_is_refused(one_night: Path) -> None:
    assert call(["review", "--kind", "alles", "--data", str(one_night)]) == 2


HELD = {"source_id": "iaf", "withheld": {"digest": "d1", "removals": ["ann_1", "ann_2"], "fields": ["place"]}}


def test_what_a_run_withheld_is_released_once(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    runs = [{"run_id": "2026-03-02.1", "sources": [json.dumps(HELD)]}]
    monkeypatch.setattr(Workspace, "last_state", lambda self: ({"runs": runs}, Memory()))
    call_accept = ["accept", "2026-03-02.1", "iaf", "--why", "they cleaned up", "--author", "Ada", "--data", str(data)]
    assert call(call_accept) == 0
    assert "2 removals and 1 emptied fields withheld by run 2026-03-02.1 count" in capsys.readouterr().out
    assert written(data, "accept.csv") == [
        {
            "day": "2026-03-03", "author": "Ada", "reason": "they cleaned up", "run_id": "2026-03-02.1",
            "source_id": "iaf", "digest": "d1",
        }
    ]  # fmt: skip
    assert call(call_accept) == 2
    assert "is released for iaf already" in capsys.readouterr().err
    assert call(["accept", "2026-03-02.1", "dsm", "--why", "x", "--data", str(data)]) == 2
    assert "run 2026-03-02.1 withheld nothing of dsm" in capsys.readouterr().err
    assert len(written(data, "accept.csv")) == 1
