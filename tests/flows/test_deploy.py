"""prefect.yaml on a real server with a process worker: scheduled by itself, and a triggered night completes."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.flows.conftest import BIN, PATIENCE, ROOT, Server, start, stop, until

pytestmark = pytest.mark.prefect
FINAL = ("COMPLETED", "FAILED", "CRASHED", "CANCELLED")


@pytest.fixture(scope="module")
def deployed(server: Server) -> Iterator[Server]:
    """The server with prefect.yaml deployed and a worker at work."""
    command = ["prefect", "worker", "start", "--pool", "local", "--type", "process"]
    worker = start(command, server.env, server.folder / "worker.log")
    try:
        until(lambda: server.knows("/work_pools/local"), PATIENCE, "the worker made its pool")
        done = subprocess.run(
            [BIN / "prefect", "--no-prompt", "deploy", "--all"],
            env=server.env,
            cwd=ROOT,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        yield server
    finally:
        stop(worker)


def _nightly(server: Server) -> Any:
    return server.get("/deployments/name/nightly/nightly")


def test_the_scheduler_plans_the_coming_nights_by_itself(deployed: Server) -> None:
    nightly = _nightly(deployed)
    wanted = {
        "deployments": {"id": {"any_": [nightly["id"]]}},
        "flow_runs": {"state": {"type": {"any_": ["SCHEDULED"]}}},
    }
    planned = until(lambda: deployed.post("/flow_runs/filter", wanted), PATIENCE, "a run that nobody asked for")
    assert all(run["auto_scheduled"] for run in planned)
    assert {run["parameters"]["sites"] for run in planned} == {"live"}
    assert nightly["pull_steps"] == [{"prefect.deployments.steps.set_working_directory": {"directory": str(ROOT)}}], (
        "LITFASS_HOME was filled in when deploying"
    )
    assert nightly["global_concurrency_limit"]["limit"] == 1


def test_only_the_nightly_runs_by_the_clock(deployed: Server) -> None:
    known = {one["name"]: one["schedules"] for one in deployed.post("/deployments/filter", {})}
    assert {name: len(schedules) for name, schedules in known.items()} == {
        "nightly": 1, "collect": 0, "build": 0, "publish": 0
    }  # fmt: skip


def test_a_triggered_night_completes_in_the_worker(deployed: Server, tmp_path: Path) -> None:
    data = tmp_path / "data"
    parameters = {"sites": "demo", "data": str(data)}
    run = deployed.post(f"/deployments/{_nightly(deployed)['id']}/create_flow_run", {"parameters": parameters})

    def ended() -> Any:
        now = deployed.get(f"/flow_runs/{run['id']}")
        return now if now["state_type"] in FINAL else None

    log = deployed.folder / "worker.log"
    try:
        night = until(ended, 200, "the night ends")
    except AssertionError as error:
        raise AssertionError(f"{error}\n{log.read_text(encoding='utf-8')[-3000:]}") from error
    assert (night["state_type"], night["state_name"]) == ("COMPLETED", "Completed"), night["state"]["message"]
    assert (data / "processed" / "current" / "manifest.json").exists()
    tasks = deployed.post("/task_runs/filter", {"flow_runs": {"id": {"any_": [run["id"]]}}})
    assert {one["name"] for one in tasks} == {
        "collect-dsm", "collect-iaf", "collect-tolsax", "build-2026-03-02.1", "publish-2026-03-02.1"
    }  # fmt: skip
    left = {one["key"]: one for one in deployed.post("/artifacts/filter", {}) if one["flow_run_id"] == run["id"]}
    assert set(left) == {"night", "changes", "report"}
    assert '"source": "tolsax"' in left["night"]["data"]
    assert left["changes"]["data"].startswith("# Änderungen der Nacht 2026-03-02.1")
    assert str(data / "processed" / "releases" / "2026-03-02.1") in left["changes"]["data"]
