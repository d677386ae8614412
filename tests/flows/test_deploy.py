"""A real server, scheduler and worker: the nightly is scheduled by itself, and a triggered night completes."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _until(check: Callable[[], Any], seconds: float, what: str) -> Any:
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        found = check()
        if found:
            return found
        time.sleep(0.5)
    raise AssertionError(f"{what}: not within {seconds:g} seconds")


def _healthy(api: str) -> bool:
    try:
        return httpx.get(f"{api}/health", timeout=2).status_code == 200
    except httpx.HTTPError:
        return False


@pytest.fixture
def prefect(tmp_path: Path) -> Iterator[dict[str, str]]:
    """Environment of a running server; everything that was started is ended."""
    port = _free_port()
    env = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")} | {
        "PREFECT_HOME": str(tmp_path / "home"),
        "PREFECT_API_URL": f"http://127.0.0.1:{port}/api",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "DO_NOT_TRACK": "1",
        "LITFASS_HOME": str(ROOT),
    }
    started = [
        _start(["prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port)], env, tmp_path / "server.log")
    ]
    try:
        _until(lambda: _healthy(env["PREFECT_API_URL"]), 90, "server up")
        subprocess.run(
            [BIN / "prefect", "work-pool", "create", "local", "--type", "process"], env=env, check=True, cwd=ROOT
        )
        subprocess.run([BIN / "prefect", "--no-prompt", "deploy", "--all"], env=env, check=True, cwd=ROOT)
        started.append(
            _start(["prefect", "worker", "start", "--pool", "local", "--type", "process"], env, tmp_path / "worker.log")
        )
        yield env
    finally:
        for process in reversed(started):
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _start(command: list[str], env: dict[str, str], log: Path) -> subprocess.Popen[bytes]:
    with log.open("wb") as stream:
        return subprocess.Popen(
            [BIN / command[0], *command[1:]], env=env, cwd=ROOT, stdout=stream, stderr=stream, start_new_session=True
        )


def _runs(api: str) -> list[dict[str, Any]]:
    answer = httpx.post(f"{api}/flow_runs/filter", json={"limit": 50}, timeout=10)
    runs: list[dict[str, Any]] = answer.json()
    return runs


@pytest.mark.prefect
def test_the_deployed_nightly_is_scheduled_and_completes(prefect: dict[str, str], tmp_path: Path) -> None:
    api, data = prefect["PREFECT_API_URL"], tmp_path / "data"
    scheduled = _until(
        lambda: [run for run in _runs(api) if run["state_type"] == "SCHEDULED" and run["auto_scheduled"]],
        90,
        "a scheduled run",
    )
    assert all(run["parameters"]["sites"] == "live" for run in scheduled)
    parameters = {"sites": "demo", "data": str(data)}
    subprocess.run(
        [BIN / "prefect", "deployment", "run", "nightly/nightly", "--params", json.dumps(parameters)],
        env=prefect, check=True, cwd=ROOT,
    )  # fmt: skip
    ended = _until(
        lambda: [run for run in _runs(api) if run["state_type"] in ("COMPLETED", "FAILED", "CRASHED")],
        120,
        "the night's end",
    )
    assert [run["state_name"] for run in ended] == ["Completed"], (tmp_path / "worker.log").read_text()[-3000:]
    assert (data / "processed" / "current" / "manifest.json").exists()
    artifacts = httpx.post(f"{api}/artifacts/filter", json={}, timeout=10).json()
    assert {"night", "changes"} <= {one["key"] for one in artifacts}
