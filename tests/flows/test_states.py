"""How a night ends, in Prefect and on the command line: Degraded and 1, Failed and 3 with one sentence."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.flows.conftest import BIN, Server

pytestmark = pytest.mark.prefect
IAF_IS_DOWN = "2026-03-05T03:10"
ONE_BY_ONE = """
import sys
from flows.build import build
from flows.collect import collect
from flows.publish import publish
for flow, more in ((build, {}), (collect, {"at": "2026-03-02T03:10"}), (build, {}), (publish, {})):
    state = flow(data=sys.argv[1], return_state=True, **more)
    print(flow.name, state.name, state.result(raise_on_failure=False), sep="|")
"""


def _litfass(server: Server, folder: Path, *tokens: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([BIN / "litfass", *tokens], env=server.env, cwd=folder, capture_output=True, text=True)


def _last_run(server: Server, data: Path) -> Any:
    runs = server.post("/flow_runs/filter", {"flows": {"name": {"any_": ["nightly"]}}})
    return next(run for run in runs if run["parameters"]["data"] == str(data))


def test_a_night_without_one_source_is_degraded_and_says_which(server: Server, tmp_path: Path) -> None:
    data = tmp_path / "data"
    done = _litfass(server, tmp_path, "run", "--data", str(data), "--at", IAF_IS_DOWN, "--json")
    assert done.returncode == 1, done.stderr
    assert json.loads(done.stdout)["state"] == "degraded"
    assert done.stderr == ""
    run = _last_run(server, data)
    assert (run["state_type"], run["state_name"]) == ("COMPLETED", "Degraded")
    assert "iaf" in run["state"]["message"]
    tasks = server.post("/task_runs/filter", {"flow_runs": {"id": {"any_": [run["id"]]}}})
    states = {one["name"]: one["state_type"] for one in tasks}
    assert states["collect-iaf"] == "FAILED" and states["collect-dsm"] == states["collect-tolsax"] == "COMPLETED"
    assert "iaf: source_unreachable" in next(one for one in tasks if one["name"] == "collect-iaf")["state"]["message"]


def test_an_archive_that_cannot_be_written_fails_the_night_in_one_sentence(server: Server, tmp_path: Path) -> None:
    data = tmp_path / "data"
    (data / "raw").mkdir(parents=True)
    (data / "raw" / "dsm").write_text("a file where a folder should be", encoding="utf-8")
    done = _litfass(server, tmp_path, "run", "--data", str(data))
    assert done.returncode == 3, done.stdout + done.stderr
    assert done.stderr.startswith("litfass: ") and done.stderr.count("\n") == 1, done.stderr
    run = _last_run(server, data)
    assert run["state_type"] == "FAILED"
    assert run["state"]["message"] == done.stderr.removeprefix("litfass: ").strip()
    assert not (data / "processed" / "current").exists()


def test_the_stages_one_by_one_give_the_same_release(server: Server, tmp_path: Path, plain_night: Path) -> None:
    data = tmp_path / "data"
    done = subprocess.run(
        [sys.executable, "-c", ONE_BY_ONE, str(data)], env=server.env, cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "build|Completed|None",
        "collect|Completed|2026-03-02.1",
        "build|Completed|2026-03-02.1",
        "publish|Completed|2026-03-02.1",
    ]
    name = Path("processed/releases/2026-03-02.1/manifest.json")
    assert (data / name).read_bytes() == (plain_night / name).read_bytes()
