"""`litfass run` without a server: the same release as --plain, quiet, and no word to the outside."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from flows.quiet import keep_quiet
from tests.flows.conftest import BIN, ROOT, free_port, quiet_environment

# Loaded by every Python process of the run: notes each address that is looked up or connected to.
WATCHER = """
import os, socket
def _watch(owner, name, host_of):
    inner = getattr(owner, name)
    def outer(*arguments, **more):
        host = host_of(*arguments)
        own = host in ("127.0.0.1", "::1", "localhost", b"127.0.0.1", b"localhost", "", None)
        with open(os.environ["WATCHED"], "a") as log:
            log.write(f"{'own' if own else 'outside'} {name} {host}\\n")
        return inner(*arguments, **more)
    setattr(owner, name, outer)
def _peer(one, *arguments):
    return arguments[-1][0] if isinstance(arguments[-1], tuple) else None
_watch(socket, "getaddrinfo", lambda host, *_: host)
for _name in ("connect", "connect_ex", "sendto"):
    _watch(socket.socket, _name, _peer)
"""


@pytest.mark.prefect
def test_flow_and_plain_give_equal_digests_quietly_and_without_the_outside(tmp_path: Path, plain_night: Path) -> None:
    (tmp_path / "watcher").mkdir()
    (tmp_path / "watcher" / "sitecustomize.py").write_text(WATCHER, encoding="utf-8")
    home, elsewhere = tmp_path / "home", tmp_path / "elsewhere"
    home.mkdir()
    elsewhere.mkdir()
    env = quiet_environment(HOME=str(home), PYTHONPATH=str(tmp_path / "watcher"), WATCHED=str(tmp_path / "watched.txt"))
    env.pop("DO_NOT_TRACK", None)
    data = tmp_path / "flow"
    done = subprocess.run(
        [BIN / "litfass", "run", "--data", str(data)], cwd=elsewhere, env=env, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr == "", "a run is quiet"
    assert "Night of 2026-03-02" in done.stdout and "INFO" not in done.stdout
    assert list(home.iterdir()) == list(elsewhere.iterdir()) == [], "Prefect lives in the data folder"
    assert (data / ".prefect" / "prefect.db").exists()
    watched = (tmp_path / "watched.txt").read_text(encoding="utf-8").splitlines()
    assert any(line.startswith("own connect 127.0.0.1") for line in watched), "the watcher was at work"
    assert [line for line in watched if line.startswith("outside")] == []
    name = Path("processed/releases/2026-03-02.1/manifest.json")
    assert (data / name).read_bytes() == (plain_night / name).read_bytes()


def test_the_watcher_notes_a_look_up(tmp_path: Path) -> None:
    """The guard above can fail: a planted look-up is seen."""
    (tmp_path / "sitecustomize.py").write_text(WATCHER, encoding="utf-8")
    planted = """
import socket
try:
    socket.getaddrinfo("nobody.invalid", 80)
except OSError:
    pass
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
    one.connect(("192.0.2.1", 9))
"""
    env = quiet_environment(PYTHONPATH=str(tmp_path), WATCHED=str(tmp_path / "watched.txt"))
    subprocess.run([sys.executable, "-c", planted], env=env, check=True)
    watched = (tmp_path / "watched.txt").read_text(encoding="utf-8").splitlines()
    assert watched == ["outside getaddrinfo nobody.invalid", "outside connect 192.0.2.1"]


@pytest.mark.prefect
def test_a_server_that_does_not_answer_is_one_sentence(tmp_path: Path) -> None:
    env = quiet_environment(PREFECT_API_URL=f"http://127.0.0.1:{free_port()}/api")
    done = subprocess.run(
        [BIN / "litfass", "run", "--data", "data"], cwd=tmp_path, env=env, capture_output=True, text=True
    )
    assert done.returncode == 3
    assert done.stderr.startswith("litfass: Prefect's server does not answer") and done.stderr.count("\n") == 1
    assert "--plain" in done.stderr


def test_the_command_line_loads_prefect_only_for_a_night() -> None:
    lines = "import sys, pipeline.cli.run, pipeline.cli.look, flows.in_process; print('prefect' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", lines], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_what_the_user_has_set_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [one for one in os.environ if one.startswith("PREFECT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setattr(
        os, "environ", dict(os.environ) | {"PREFECT_HOME": str(tmp_path / "mine"), "PREFECT_LOGGING_LEVEL": "INFO"}
    )
    keep_quiet(tmp_path)
    assert os.environ["PREFECT_HOME"] == str(tmp_path / "mine")
    assert os.environ["PREFECT_LOGGING_LEVEL"] == "INFO"
    assert "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL" not in os.environ, "who asks for Prefect's log gets it"
    assert os.environ["DO_NOT_TRACK"] == "1" and os.environ["PREFECT_SERVER_ANALYTICS_ENABLED"] == "false"
