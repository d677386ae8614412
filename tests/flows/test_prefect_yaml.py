"""prefect.yaml without a server: Prefect itself lets unknown keys and parameters pass."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml
from cronsim import CronSim
from prefect.flows import load_flow_from_entrypoint

from pipeline.berlin import BERLIN
from tests.builders import NIGHT

ROOT = Path(__file__).resolve().parents[2]
KEYS = {"name", "entrypoint", "tags", "schedules", "concurrency_limit", "parameters", "work_pool"}
SCHEDULE_KEYS = {"cron", "timezone", "active", "slug"}


def faults(deployment: dict[str, Any]) -> list[str]:
    """What is wrong with one deployment, in sentences."""
    found = [f"unknown key {key}" for key in sorted(deployment.keys() - KEYS)]
    for schedule in deployment["schedules"]:
        found += [f"unknown schedule key {key}" for key in sorted(schedule.keys() - SCHEDULE_KEYS)]
        ZoneInfo(schedule["timezone"])
        try:
            moment = next(CronSim(schedule["cron"], NIGHT.astimezone(BERLIN)))
        except Exception as error:  # cronsim's own error has no public name
            found.append(f"cron {schedule['cron']}: {error}")
        else:
            found += ["an hour that a clock change lacks"] if moment.hour == 2 else []
    path, name = deployment["entrypoint"].split(":")
    flow = load_flow_from_entrypoint(f"{ROOT / path}:{name}")
    try:
        flow.validate_parameters(deployment["parameters"])
    except Exception as error:  # Prefect raises several kinds
        found.append(f"parameters: {type(error).__name__}")
    return found


def _deployments() -> list[dict[str, Any]]:
    deployments: list[dict[str, Any]] = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))[
        "deployments"
    ]
    return deployments


def test_every_deployment_is_sound() -> None:
    assert {one["name"]: faults(one) for one in _deployments()} == {
        "nightly": [], "collect": [], "build": [], "publish": []
    }  # fmt: skip


def test_the_nightly_runs_at_ten_past_three_in_berlin() -> None:
    (schedule,) = next(one for one in _deployments() if one["name"] == "nightly")["schedules"]
    assert (schedule["cron"], schedule["timezone"], schedule["active"]) == ("10 3 * * *", "Europe/Berlin", True)


def test_planted_faults_are_found() -> None:
    sound = next(one for one in _deployments() if one["name"] == "nightly")
    assert faults(sound | {"paramters": {}}) == ["unknown key paramters"]
    assert faults(sound | {"parameters": {"partners": []}})[0].startswith("parameters:")
    bad = sound["schedules"][0] | {"cron": "61 2 * * *"}
    assert faults(sound | {"schedules": [bad]})[0].startswith("cron 61 2")
    early = sound["schedules"][0] | {"cron": "30 2 * * *"}
    assert faults(sound | {"schedules": [early]}) == ["an hour that a clock change lacks"]
