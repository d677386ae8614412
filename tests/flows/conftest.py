"""One real Prefect server for all tests that need one; whatever is started here is ended here."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import httpx
import pytest

from pipeline.cli import call

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
T = TypeVar("T")
PATIENCE = 120  # seconds; while runs are written, the server's SQLite may keep a caller waiting for most of a minute


@dataclass(frozen=True, kw_only=True)
class Server:
    """A server on loopback: `env` lets a command talk to it, `folder` takes logs."""

    env: Mapping[str, str]
    folder: Path

    def post(self, path: str, body: dict[str, Any]) -> Any:
        answer = httpx.post(f"{self.env['PREFECT_API_URL']}{path}", json=body, timeout=PATIENCE)
        answer.raise_for_status()
        return answer.json()

    def get(self, path: str) -> Any:
        answer = httpx.get(f"{self.env['PREFECT_API_URL']}{path}", timeout=PATIENCE)
        answer.raise_for_status()
        return answer.json()

    def knows(self, path: str) -> bool:
        return httpx.get(f"{self.env['PREFECT_API_URL']}{path}", timeout=PATIENCE).status_code == 200


def quiet_environment(**more: str) -> dict[str, str]:
    """This process's environment without settings of Prefect or Litfass, plus `more`."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "LITFASS_"))}
    return kept | more


def until(check: Callable[[], T], seconds: float, what: str) -> T:
    """The first true answer of `check`, asked again and again for at most so many seconds."""
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        found = check()
        if found:
            return found
        time.sleep(0.25)
    raise AssertionError(f"{what}: not within {seconds:g} seconds")


def start(command: list[str], env: Mapping[str, str], log: Path) -> subprocess.Popen[bytes]:
    """A program of the virtual environment in a process group of its own."""
    with log.open("wb") as stream:
        return subprocess.Popen(
            [BIN / command[0], *command[1:]], env=env, cwd=ROOT, stdout=stream, stderr=stream, start_new_session=True
        )


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a program with all its children: asked first, killed if it does not listen."""
    if process.poll() is None:
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=10)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def is_open(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture(scope="session")
def plain_night(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of the first demo night, run without Prefect."""
    data = tmp_path_factory.mktemp("plain") / "data"
    assert call(["run", "--plain", "--data", str(data)]) == 0
    return data


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A running server with a fresh home; afterwards its port is free again."""
    folder = tmp_path_factory.mktemp("prefect")
    port = free_port()
    env = quiet_environment(
        PREFECT_HOME=str(folder / "home"),
        PREFECT_API_URL=f"http://127.0.0.1:{port}/api",
        PREFECT_SERVER_ANALYTICS_ENABLED="false",
        PREFECT_SERVER_SERVICES_SCHEDULER_LOOP_SECONDS="2",
        PREFECT_WORKER_QUERY_SECONDS="1",
        DO_NOT_TRACK="1",
        LITFASS_HOME=str(ROOT),
    )
    command = ["prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port), "--no-ui"]
    process = start(command, env, folder / "server.log")
    try:
        until(lambda: _healthy(f"{env['PREFECT_API_URL']}/health"), 90, "the server answers")
        yield Server(env=env, folder=folder)
    finally:
        stop(process)
    until(lambda: not is_open(port), 10, f"port {port} is free again")


def _healthy(url: str) -> bool:
    try:
        return httpx.get(url, timeout=2).status_code == 200
    except httpx.HTTPError:
        return False
