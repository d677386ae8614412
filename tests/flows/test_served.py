"""`litfass schedule` puts the nightly on a server and carries its runs out; what it cannot do is one sentence."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from pipeline.cli import call
from tests.flows.conftest import BIN, PATIENCE, Server, start, stop, until

FINAL = ("COMPLETED", "FAILED", "CRASHED", "CANCELLED")
BAD = {
    "no time": (["--time", "nachts"], "expected a wall time such as 03:10"),
    "the missing hour": (["--time", "02:30"], "missed or doubled when the clock changes"),
    "no contact": (["--sites", "live"], "a live run needs a contact"),
    "no server": ([], "a schedule needs a Prefect server"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_schedule_is_one_sentence(
    case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    tokens, sentence = BAD[case]
    assert call(["schedule", *tokens, "--data", str(tmp_path / "data")]) == 2
    told = capsys.readouterr().err
    assert sentence in told and told.count("\n") == 1


def asked(call: Callable[[], Any]) -> Any:
    """The answer, None where the server is too busy to give one."""
    try:
        return call()
    except httpx.HTTPError:
        return None


@pytest.mark.prefect
def test_the_nightly_is_served_and_a_night_completes(server: Server, tmp_path: Path) -> None:
    data = tmp_path / "data"
    command = ["litfass", "schedule", "--sites", "demo", "--data", str(data)]
    process = start(command, server.env, tmp_path / "schedule.log")
    name = "/deployments/name/nightly/nightly"
    try:
        nightly = until(lambda: asked(lambda: server.get(name)), PATIENCE, "the nightly is served")
        (planned,) = nightly["schedules"]
        assert (planned["schedule"]["cron"], planned["schedule"]["timezone"]) == ("10 3 * * *", "Europe/Berlin")
        assert nightly["parameters"] == {"sites": "demo", "data": str(data), "sources": None}
        start_one = f"/deployments/{nightly['id']}/create_flow_run"
        run = until(lambda: asked(lambda: server.post(start_one, {})), PATIENCE, "a run is made by hand")
        state = f"/flow_runs/{run['id']}"
        until(lambda: (asked(lambda: server.get(state)) or {}).get("state_type") in FINAL, 200, "the night ends")
        night = until(lambda: asked(lambda: server.get(state)), PATIENCE, "the server tells its state")
        assert night["state_type"] == "COMPLETED", (tmp_path / "schedule.log").read_text(encoding="utf-8")[-3000:]
        assert (data / "processed" / "current" / "manifest.json").exists()
        doctor = subprocess.run(
            [BIN / "litfass", "doctor", "--json", "--data", str(data)], env=server.env, capture_output=True, text=True
        )
        (finding,) = [one for one in json.loads(doctor.stdout) if one["check"] == "schedule"]
        assert finding["level"] == "ok" and "is scheduled on" in finding["sentence"]
    finally:
        stop(process)
    left = until(lambda: asked(lambda: server.get(name)), PATIENCE, "the deployment is still there")
    assert left["schedules"][0]["active"], "it stays when the process ends"
