"""Nights that are not like the others, through the command: a gap, a clock set back, one source only, a ruling on
nothing, a module that cannot be imported, two runs at once."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import pipeline.sources
from pipeline.cli import call
from pipeline.models import Sites
from pipeline.verify.folder import folder_faults
from pipeline.workspace import open_workspace

RUN = ("run", "--plain", "--source", "dsm")


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder after the first demo night of one source; the others were left out."""
    data = tmp_path_factory.mktemp("one") / "data"
    assert call([*RUN, "--data", str(data)]) == 0, "leaving sources out is no trouble"
    return data


@pytest.fixture
def data(one: Path, tmp_path: Path) -> Path:
    shutil.copytree(one, tmp_path / "data", symlinks=True)
    return tmp_path / "data"


def rows(data: Path, name: str) -> list[dict[str, Any]]:
    workspace = open_workspace(data, Sites.DEMO)
    return workspace.releases.table(str(workspace.releases.current()), name)


def counts(data: Path) -> dict[str, dict[str, Any]]:
    return {one["source_id"]: one for one in map(json.loads, rows(data, "runs")[-1]["sources"])}


def test_sources_left_out_are_rows_and_no_alarm(one: Path) -> None:
    assert counts(one)["iaf"]["state"] == "not_observed" and counts(one)["iaf"]["alarms"] == {}
    assert rows(one, "runs")[-1]["alarms"] == [] and rows(one, "runs")[-1]["state"] == "done"


def test_a_gap_is_told_and_a_clock_set_back_is_refused(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (data / "decisions" / "hide.csv").write_text("2026-03-01,Ada,war nie da,evt_0000000000000000,hide\n")
    (data / "decisions" / "fields.csv").write_text("2026-03-01,Ada,so,evt_0000000000000001,title,Titel,\n")
    (data / "decisions" / "same.csv").write_text("2026-03-01,Ada,so,ann_1,ann_2,\n")
    assert call([*RUN, "--data", str(data), "--at", "2026-03-05T03:10"]) == 1
    told = [(row["run_id"], row["state"]) for row in rows(data, "runs")]
    assert told == [
        ("2026-03-02.1", "done"), ("2026-03-03.0", "missed"), ("2026-03-04.0", "missed"), ("2026-03-05.1", "degraded"),
    ]  # fmt: skip
    alarms = rows(data, "runs")[-1]["alarms"]
    for place, found in (("fields", "evt_0000000000000001"), ("hide", "evt_0000000000000000"), ("same", "ann_1")):
        assert any(f"decisions/{place}.csv line 1: found {found}, expected the id" in one for one in alarms), alarms
    gap = [row for row in rows(data, "absences") if row["from_run"] == "2026-03-03.0"]
    assert gap and {row["reason"] for row in gap} == {"not_observed"}
    before = rows(data, "changes")
    capsys.readouterr()
    for at in ("2026-03-05T03:09", "2026-03-04T03:10"):
        assert call([*RUN, "--data", str(data), "--at", at]) == 2
        assert len(capsys.readouterr().err.splitlines()) == 1
    assert rows(data, "changes") == before and not list(data.glob("raw/**/2026-03-04*"))
    assert call([*RUN, "--data", str(data), "--at", "2026-03-05T03:10"]) == 1, "a second run of the same night"
    moments = [row["started_at"] for row in rows(data, "runs")]
    assert moments == sorted(set(moments)) and rows(data, "runs")[-1]["run_id"] == "2026-03-05.2"
    assert list(folder_faults(open_workspace(data, Sites.DEMO))) == []


@pytest.fixture
def broken_tolsax(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The module of one source cannot be imported."""
    folder = tmp_path / "pipeline" / "sources"
    folder.mkdir(parents=True)
    (folder / "kaputt.py").write_text('"""A source."""\n\nimport nothing_of_that_name\n', encoding="utf-8")
    monkeypatch.setattr(pipeline.sources, "__path__", [*pipeline.sources.__path__, str(folder)])
    yield
    sys.modules.pop("pipeline.sources.kaputt", None)


@pytest.mark.usefixtures("broken_tolsax")
def test_a_module_that_cannot_be_imported_stops_no_other(
    data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LITFASS_SOURCES", '["dsm", "kaputt"]')
    assert call(["run", "--plain", "--data", str(data)]) == 1
    found = counts(data)
    assert found["dsm"]["state"] == "good" and found["kaputt"]["state"] == "not_observed"
    told = (
        "kaputt: not_observed (pipeline/sources/kaputt.py line 3 cannot be used: ModuleNotFoundError: No module named"
    )
    assert any(one.startswith(told) for one in rows(data, "runs")[-1]["alarms"])
    capsys.readouterr()
    assert call(["run", "--plain", "--source", "kaputt", "--data", str(data)]) == 2, "asked for by name"
    assert "pipeline/sources/kaputt.py line 3" in capsys.readouterr().err
    assert call(["sources", "--data", str(data)]) == 0


def test_two_runs_at_once_do_not_mix(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The other process does not wait and does not work: it says who does."""
    lock = data / ".lock"
    lock.unlink(missing_ok=True)
    command = [str(Path(sys.executable).parent / "litfass"), *RUN, "--data", str(data)]
    first = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    limit = time.monotonic() + 120
    while not (lock.exists() and lock.read_bytes()) and first.poll() is None and time.monotonic() < limit:
        time.sleep(0.01)
    assert call([*RUN, "--data", str(data)]) == 3
    told = capsys.readouterr().err
    assert f"another run holds the data folder {data} (process {first.pid}, since" in told and told.count("\n") == 1
    assert first.communicate(timeout=300)[1] == "" and first.returncode == 0
    assert [row["run_id"] for row in rows(data, "runs")] == ["2026-03-02.1", "2026-03-03.1"]
    assert list(folder_faults(open_workspace(data, Sites.DEMO))) == []
