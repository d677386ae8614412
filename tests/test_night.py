"""Five demo nights through the real parts: replay, tables, verify, outages, a second run, bad calls."""

from __future__ import annotations

import errno
import json
import shutil
import socket
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow.parquet as pq
import pytest

from demo.content import Truth, load_truth
from demo.timetable import nights
from demo.web import open_web
from pipeline import night as stages
from pipeline.adapters.clock import FixedClock
from pipeline.adapters.lock import lock_folder
from pipeline.cli import call
from pipeline.models import Capture, RawAnnouncement, Sites
from pipeline.planning import plan_run
from pipeline.schema import SCHEMA_VERSION, TABLES
from pipeline.settings import Settings
from pipeline.sources import all_sources
from pipeline.verify.folder import folder_faults
from pipeline.workspace import open_workspace
from tests import cookbook


@pytest.fixture(scope="module")
def five(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder after the five demo nights, run through the command line."""
    data = tmp_path_factory.mktemp("five") / "data"
    statuses = [call(["run", "--plain", "--data", str(data)]) for _ in nights()]
    assert statuses == [0, 0, 0, 1, 0], "only the fourth night, with iaf down, is degraded"
    return data


def _digests(data: Path) -> dict[str, bytes]:
    folder = data / "processed" / "releases"
    files = {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
    return files | {"ids.jsonl": (data / "processed" / "ids.jsonl").read_bytes()}


def _table(data: Path, name: str) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = pq.read_table(
        data / "processed" / "current" / "tables" / f"{name}.parquet"
    ).to_pylist()
    return rows


def test_rebuild_from_the_archive_gives_the_same_bytes_without_the_net(
    five: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(five / "raw", copy / "raw")
    shutil.copytree(five / "decisions", copy / "decisions")
    monkeypatch.setattr(socket.socket, "connect", _no_net)
    assert call(["rebuild", "--data", str(copy)]) == 0
    assert _digests(copy) == _digests(five)


def _no_net(*_: object) -> None:
    raise AssertionError("rebuild must not use the net")


def test_verify_finds_nothing_wrong(five: Path) -> None:
    assert list(folder_faults(open_workspace(five, Sites.DEMO))) == []


def test_verify_finds_planted_faults(five: Path, tmp_path: Path) -> None:
    copy = tmp_path / "broken"
    shutil.copytree(five, copy, symlinks=True)
    workspace = open_workspace(copy, Sites.DEMO)
    release = workspace.releases.release_path(str(workspace.releases.current()))
    with (release / "feed" / "events.ics").open("ab") as stream:
        stream.write(b" ")
    (release / "stray.txt").write_text("x")
    journal = workspace.releases.journal_path
    lines = journal.read_text(encoding="utf-8").splitlines()
    journal.write_text("\n".join([*lines[1:], lines[1], "{"]) + "\n", encoding="utf-8")
    warc = next(copy.glob("raw/dsm/*/*.warc.gz"))
    warc.write_bytes(warc.read_bytes()[: warc.stat().st_size // 2])
    found = "\n".join(folder_faults(open_workspace(copy, Sites.DEMO)))
    for fault in (
        "feed/events.ics was altered",
        "feed/events.ics: not what the tables",
        "stray.txt is not in the manifest",
        "was minted 2 times",
        "was never minted",
        "expected a JSON object with op and id",
        "archive dsm",
    ):
        assert fault in found


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_table_opens_in_pandas_and_duckdb_with_unique_keys(five: Path, name: str) -> None:
    path = five / "processed" / "current" / "tables" / f"{name}.parquet"
    frame = pd.read_parquet(path)
    assert list(frame.columns) == list(TABLES[name].column_names)
    assert not frame.duplicated(list(TABLES[name].key)).any()
    assert duckdb.sql(f"select count(*) from '{path}'").fetchall() == [(len(frame),)]


def test_the_calendar_needs_no_join(five: Path) -> None:
    path = five / "processed" / "current" / "tables" / "calendar.parquet"
    frame = pd.read_parquet(path)
    assert {"title", "start", "city", "url", "status"} <= set(frame.columns)
    assert frame["occurrence_id"].is_unique


def test_one_radio_blurb_stands_for_its_broadcasts(five: Path) -> None:
    """Eleven equal entries: one text, one series, eleven events."""
    by_text: dict[object, set[object]] = {}
    series: dict[object, set[object]] = {}
    in_series = {row["event_id"]: row["series_id"] for row in _table(five, "events")}
    for row in _table(five, "announcements"):
        if row["event_id"]:
            by_text.setdefault(row["text_id"], set()).add(row["event_id"])
            series.setdefault(row["text_id"], set()).add(in_series[row["event_id"]])
    text, events = max(by_text.items(), key=lambda item: len(item[1]))
    assert len(events) >= 11
    assert len(series[text]) == 1 and None not in series[text]


@pytest.mark.parametrize("truth", load_truth(), ids=lambda truth: truth.what)
def test_what_a_careful_reader_knows_is_found(truth: Truth, five: Path) -> None:
    """A post that was split (`#part`) stands for the events of all its parts: one of them is meant."""
    found = [events for name in truth.announcements if (events := _events_of(name, five))]
    assert len(found) >= len(truth.announcements) - 1, "one may stand in an older year of an archive, unread at night"
    if truth.is_same:
        assert len(set.intersection(*found)) == 1
    else:
        assert len(set.union(*found)) == max(len(found), *map(len, found))


def _events_of(name: str, data: Path) -> set[object]:
    site, slug = name.split("#")[0].split("/")
    ends = (f"/{slug}/", f"/{slug}.html")
    return {
        row["event_id"]
        for row in _table(data, "announcements")
        if row["source_id"] == site and str(row["url"]).endswith(ends)
    }


def test_a_dated_entry_stands_for_the_day_of_its_series(five: Path) -> None:
    on_the_day = [row for row in _table(five, "calendar") if str(row["start_date"]) == "2026-03-04" and row["in_feed"]]
    meetings = [str(row["title"]) for row in on_the_day if "Treff" in str(row["title"])]
    assert meetings == ["Offener Treff am 4. März: Zeugnisse und Schulwechsel"]


def test_an_outage_removes_nothing(five: Path) -> None:
    absences = [row for row in _table(five, "absences") if row["reason"] == "source_unreachable"]
    assert absences and all(row["from_run"] == row["to_run"] == "2026-03-05.1" for row in absences)
    assert not any(row["removed_from_feed"] for row in _table(five, "announcements") if row["source_id"] == "iaf")


def test_a_cancellation_is_quoted_and_a_move_keeps_the_id(five: Path) -> None:
    changes = _table(five, "changes")
    meanings = {(row["run_id"], row["meaning"]) for row in changes}
    assert ("2026-03-04.1", "cancelled") in meanings
    assert any(run == "2026-03-03.1" and meaning == "rescheduled" for run, meaning in meanings)
    assert all(row["status_text"] for row in _table(five, "announcements") if row["status"] == "cancelled")


def test_a_website_that_looks_now_and_then_ends_with_the_published_table(five: Path, tmp_path: Path) -> None:
    releases = sorted((five / "processed" / "releases").iterdir())
    (tmp_path / "own").mkdir()
    for release in (releases[0], releases[3], releases[-1]):
        told = subprocess.run(
            [sys.executable, "docs/delta_consumer.py", release / "feed", tmp_path / "own"],
            capture_output=True,
            text=True,
        )
        assert (told.returncode, told.stdout.strip()) == (0, release.name), told.stderr
        table = (tmp_path / "own" / "calendar.ndjson").read_bytes()
        assert table == (release / "feed" / "calendar.ndjson").read_bytes()
    shown = {row["occurrence_id"] for row in map(json.loads, table.splitlines())}
    calendar = pq.read_table(five / "processed/current/tables/calendar.parquet").to_pylist()
    assert shown == {row["occurrence_id"] for row in calendar if row["in_feed"]}


def test_verify_needs_no_release_before(five: Path, tmp_path: Path) -> None:
    copy = tmp_path / "pruned"
    shutil.copytree(five, copy, symlinks=True)
    for release in sorted((copy / "processed" / "releases").iterdir())[:-1]:
        shutil.rmtree(release)
    assert list(folder_faults(open_workspace(copy, Sites.DEMO))) == []


@pytest.mark.parametrize("question", cookbook.questions())
def test_pandas_and_duckdb_answer_the_cookbook_alike(
    five: Path, question: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(five.parent)
    blocks = cookbook.questions()[question]
    assert set(blocks) == {"python", "sql", "r"}
    by_pandas, by_duckdb = cookbook.answers(blocks)
    assert by_pandas == by_duckdb
    assert by_pandas, "the demo nights hold an example"


def test_the_relaunch_keeps_the_ids(five: Path) -> None:
    seen = [row for row in _table(five, "announcements") if row["source_id"] == "dsm"]
    again = [row for row in seen if str(row["last_seen_at"])[:10] == "2026-03-06"]
    kept = [row for row in again if str(row["first_seen_at"])[:10] < "2026-03-06"]
    assert len(kept) >= 0.95 * len(again)


def test_the_archive_is_accepted_by_warcio(five: Path) -> None:
    for path in sorted(five.glob("raw/*/*/*.warc.gz")):
        done = subprocess.run([Path(sys.executable).parent / "warcio", "check", path], capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr


def test_a_second_run_of_the_same_night_changes_nothing(five: Path, tmp_path: Path) -> None:
    copy = tmp_path / "again"
    shutil.copytree(five, copy, symlinks=True)
    assert call(["run", "--plain", "--data", str(copy)]) == 0
    run = json.loads((copy / "processed" / "runs" / "2026-03-06.2.json").read_text(encoding="utf-8"))
    assert run["changes"] == 0
    assert [source["new"] for source in run["sources"]] == [0, 0, 0]


def test_a_killed_publish_leaves_the_last_release_and_is_finished_by_the_next(five: Path, tmp_path: Path) -> None:
    copy = tmp_path / "killed"
    shutil.copytree(five, copy, symlinks=True)
    workspace = open_workspace(copy, Sites.DEMO)
    settings = Settings(data=copy)
    last = workspace.releases.current()
    clock = FixedClock(nights()[-1].clock)
    tonight = plan_run(workspace, clock)
    stages.collect(workspace, tonight, all_sources()[:0], settings, clock)
    with workspace.raw.open_run("dsm", tonight):
        pass
    stages.build(workspace, tonight, all_sources(), settings)
    assert workspace.releases.current() == last, "a build publishes nothing"
    assert call(["publish", "--data", str(copy)]) == 1
    assert workspace.releases.current() == tonight.run_id
    assert list(folder_faults(workspace)) == []


BAD_CALLS = {
    "unknown command": (["fly"], 2, "litfass --help lists the commands"),
    "unknown source": (
        ["run", "--plain", "--source", "nobody"],
        2,
        "there is no source 'nobody'; known sources: dsm, iaf, tolsax",
    ),
    "no moment": (["run", "--plain", "--at", "morgen"], 2, "--at morgen: expected a moment such as 2026-03-02T03:10"),
    "no demo night": (["run", "--plain", "--at", "2030-01-01T03:10"], 2, "the demo sites have no night 2030-01-01"),
    "live without contact": (["run", "--plain", "--sites", "live"], 2, "a live run needs a contact in its user agent"),
    "nothing yet": (["show", "evt_0"], 2, "nothing is archived here yet"),
    "nothing staged": (["publish"], 2, "nothing is staged"),
}


@pytest.mark.parametrize("case", BAD_CALLS)
def test_a_bad_call_is_one_sentence(case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tokens, status, sentence = BAD_CALLS[case]
    assert call([*tokens, "--data", str(tmp_path / "data")] if tokens != ["fly"] else tokens) == status
    told = capsys.readouterr().err
    assert sentence in told and told.count("\n") == 1 and "Traceback" not in told


def test_a_folder_of_the_other_kind_is_refused(five: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["build", "--sites", "live", "--data", str(five)]) == 2
    assert "holds demo data and cannot take a live run" in capsys.readouterr().err


def test_a_newer_schema_is_refused(five: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = tmp_path / "newer"
    shutil.copytree(five, copy, symlinks=True)
    path = copy / "processed" / "current" / "manifest.json"
    path.write_text(
        path.read_text(encoding="utf-8").replace(f'"schema_version": {SCHEMA_VERSION}', '"schema_version": 99'),
        encoding="utf-8",
    )
    assert call(["changes", "--data", str(copy)]) == 2
    assert f"schema version 99 is newer than {SCHEMA_VERSION}" in capsys.readouterr().err


def test_a_night_before_the_last_release_is_refused(five: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["run", "--plain", "--data", str(five), "--at", "2026-03-02T03:10"]) == 2
    assert "is before the last release 2026-03-06" in capsys.readouterr().err


def test_a_second_run_at_the_same_time_is_refused(five: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with lock_folder(five):
        assert call(["run", "--plain", "--data", str(five)]) == 3
    assert "another run holds the data folder" in capsys.readouterr().err


def test_an_unreadable_decision_is_named_and_the_run_goes_on(five: Path, tmp_path: Path) -> None:
    copy = tmp_path / "decided"
    shutil.copytree(five, copy, symlinks=True)
    event = next(row for row in _table(five, "events"))
    (copy / "decisions" / "hide.csv").write_text(
        f"quatsch\n2026-03-01,Ada,Dublette,{event['event_id']},hide\n", encoding="utf-8"
    )
    assert call(["run", "--plain", "--data", str(copy)]) == 1
    where = {row["where"] for row in _table(copy, "issues")}
    assert "decisions/hide.csv line 1" in where
    hidden = {row["event_id"] for row in _table(copy, "announcements") if row["removed_from_feed"] == "hidden"}
    assert hidden == {event["event_id"]}
    assert str(event["event_id"]) not in (copy / "processed/current/feed/events.jsonld").read_text(encoding="utf-8")


def test_the_commands_that_look(five: Path, capsys: pytest.CaptureFixture[str]) -> None:
    event_id = str(_table(five, "events")[0]["event_id"])
    for tokens in (["sources"], ["show", event_id], ["changes", "--run", "all"], ["verify"]):
        assert call([*tokens, "--data", str(five)]) == 0
        assert capsys.readouterr().out.strip()
        assert call([*tokens, "--json", "--data", str(five)]) == 0
        json.loads(capsys.readouterr().out)


def test_a_source_that_raises_is_one_error_and_the_others_publish(
    five: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "raising"
    shutil.copytree(five, copy, symlinks=True)
    workspace = open_workspace(copy, Sites.DEMO)
    settings = Settings(data=copy)
    clock = FixedClock(nights()[-1].clock)
    tonight = plan_run(workspace, clock)
    sources = [replace(one, parse=_raises) if one.source_id == "tolsax" else one for one in all_sources()]
    with open_web(Sites.DEMO, tonight.logical_date) as connect_to:
        assert stages.collect(workspace, tonight, sources, settings, clock, connect_to) == {}
    built = stages.build(workspace, tonight, sources, settings)
    states = {str(one["source_id"]): str(one["state"]) for one in built.sources}
    assert states == {"dsm": "good", "iaf": "good", "tolsax": "layout_suspect"}
    assert any("failed: ValueError: the page is not what it was" in alarm for alarm in built.alarms)
    assert not any(row["removed_from_feed"] for row in built.tables["announcements"] if row["source_id"] == "tolsax")


def _raises(capture: Capture) -> Sequence[RawAnnouncement]:
    raise ValueError("the page is not what it was")


def test_a_full_disk_while_building_leaves_the_last_release(
    five: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "full"
    shutil.copytree(five, copy, symlinks=True)
    monkeypatch.setattr(stages, "write_tables", _disk_full)
    assert call(["run", "--plain", "--data", str(copy)]) == 3
    told = capsys.readouterr().err
    assert "No space left on device; the last release stays as it is" in told and told.count("\n") == 1
    monkeypatch.undo()
    assert open_workspace(copy, Sites.DEMO).releases.current() == "2026-03-06.1"
    assert call(["rebuild", "--data", str(copy)]) == 0, "the archived night is built once there is room"


def _disk_full(*_: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")
