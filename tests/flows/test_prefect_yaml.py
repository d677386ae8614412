"""prefect.yaml without a server: Prefect itself lets unknown keys, unknown parameters and bad crons pass."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml
from cronsim import CronSim, CronSimError
from prefect.flows import Flow, load_flow_from_entrypoint

ROOT = Path(__file__).resolve().parents[2]
KEYS = {
    "": {"name", "prefect-version", "pull", "definitions", "deployments"},
    "deployment": {
        "name", "description", "entrypoint", "tags", "schedules", "concurrency_limit", "parameters", "work_pool"
    },
    "schedule": {"cron", "timezone", "active", "slug"},
    "work_pool": {"name", "job_variables"},
    "concurrency_limit": {"limit", "collision_strategy"},
}  # fmt: skip
Yaml = dict[str, Any]


def faults(project: Mapping[str, Any]) -> list[str]:
    """What is wrong with a prefect.yaml, in sentences; empty if it may be deployed."""
    found = _unknown("", project)
    if "$LITFASS_HOME" not in str(project.get("pull")):
        found.append("pull: nothing sets the working directory from LITFASS_HOME")
    for deployment in project["deployments"]:
        found += [f"{deployment['name']}: {fault}" for fault in _deployment_faults(deployment)]
    return found


def _deployment_faults(deployment: Mapping[str, Any]) -> list[str]:
    found = _unknown("deployment", deployment)
    found += _unknown("work_pool", deployment.get("work_pool", {}))
    found += _unknown("concurrency_limit", deployment.get("concurrency_limit", {}))
    for schedule in deployment["schedules"]:
        found += [*_unknown("schedule", schedule), *_schedule_faults(schedule)]
    path, _, name = deployment["entrypoint"].partition(":")
    try:
        flow: Flow[Any, Any] = load_flow_from_entrypoint(f"{ROOT / path}:{name}")
    except Exception as error:  # a missing file, a missing name and a fault in the module all count
        return [*found, f"entrypoint {deployment['entrypoint']}: {type(error).__name__}"]
    try:
        flow.validate_parameters(deployment["parameters"])
    except Exception as error:  # Prefect raises several kinds
        found.append(f"parameters: {type(error).__name__}")
    return found


def _unknown(what: str, value: Mapping[str, Any]) -> list[str]:
    return [f"unknown key {key}" for key in sorted(value.keys() - KEYS[what])]


def _schedule_faults(schedule: Mapping[str, Any]) -> list[str]:
    try:
        zone = ZoneInfo(schedule["timezone"])
    except (KeyError, ValueError, OSError):
        return [f"time zone {schedule.get('timezone')} is not known"]
    try:
        days = CronSim(schedule["cron"], datetime(2026, 1, 1, tzinfo=zone))
    except CronSimError:
        return [f"cron {schedule['cron']} is not valid"]
    hours = {moment.hour for moment in islice(days, 400)}
    return ["an hour that is missing or doubled when the clock changes"] if 2 in hours else []


@pytest.fixture(scope="module")
def project() -> Yaml:
    read: Yaml = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))
    return read


def test_it_may_be_deployed(project: Yaml) -> None:
    assert faults(project) == []
    assert {one["name"] for one in project["deployments"]} == {"nightly", "collect", "build", "publish"}


def test_only_the_nightly_has_a_schedule_and_it_is_ten_past_three_in_berlin(project: Yaml) -> None:
    schedules = {one["name"]: one["schedules"] for one in project["deployments"]}
    (nightly,) = schedules.pop("nightly")
    assert (nightly["cron"], nightly["timezone"], nightly["active"]) == ("10 3 * * *", "Europe/Berlin", True)
    assert list(schedules.values()) == [[], [], []]


def test_a_second_nightly_is_cancelled(project: Yaml) -> None:
    nightly = project["deployments"][0]
    assert nightly["concurrency_limit"] == {"limit": 1, "collision_strategy": "CANCEL_NEW"}


def test_no_flow_needs_a_parameter(project: Yaml) -> None:
    for deployment in project["deployments"]:
        path, name = deployment["entrypoint"].split(":")
        flow: Flow[Any, Any] = load_flow_from_entrypoint(f"{ROOT / path}:{name}")
        assert flow.validate_parameters({}) is not None
        assert flow.parameters.required == []
        assert set(flow.parameters.properties) == set(deployment["parameters"]), "every parameter is named in the file"
        assert flow.retries == 0


# fault -> (how to plant it in the nightly, what the checker says)
PLANTED: dict[str, tuple[Callable[[Yaml], object], str]] = {
    "misspelt key": (lambda one: one.update(paramters={}), "unknown key paramters"),
    "schedule beside schedules": (lambda one: one.update(schedule={}), "unknown key schedule"),
    "misspelt pool key": (lambda one: one["work_pool"].update(queue="x"), "unknown key queue"),
    "misspelt limit": (lambda one: one["concurrency_limit"].update(strategy="X"), "unknown key strategy"),
    "misspelt schedule key": (lambda one: one["schedules"][0].update(tz="UTC"), "unknown key tz"),
    "parameter that the flow lacks": (lambda one: one["parameters"].update(partners=[]), "parameters: "),
    "parameter of another type": (lambda one: one["parameters"].update(at="gestern"), "parameters: "),
    "unknown sites": (lambda one: one["parameters"].update(sites="beta"), "parameters: "),
    "impossible cron": (lambda one: one["schedules"][0].update(cron="61 2 * * *"), "cron 61 2 * * * is not valid"),
    "hour of the clock change": (
        lambda one: one["schedules"][0].update(cron="30 1-3 * * *"),
        "an hour that is missing or doubled when the clock changes",
    ),
    "unknown zone": (lambda one: one["schedules"][0].update(timezone="Europe/Pirna"), "time zone Europe/Pirna"),
    "missing flow": (lambda one: one.update(entrypoint="flows/nightly.py:daily"), "entrypoint flows/nightly.py:daily"),
}


@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_found(project: Yaml, fault: str) -> None:
    plant, sentence = PLANTED[fault]
    broken = json.loads(json.dumps(project))  # no copy shares an anchor with another deployment
    plant(broken["deployments"][0])
    (found,) = faults(broken)
    assert found.startswith(f"nightly: {sentence}")


def test_a_working_directory_left_to_chance_is_found(project: Yaml) -> None:
    assert faults(project | {"pull": None}) == ["pull: nothing sets the working directory from LITFASS_HOME"]
    assert faults(project | {"pul": []}) == ["unknown key pul"]
