"""The tasks without a server: a source never stops a night, a full disk does."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from prefect import State
from prefect.logging import disable_run_logger

from demo.timetable import nights
from demo.web import open_web
from flows import stages
from pipeline import night
from pipeline.adapters.clock import FixedClock, SystemClock
from pipeline.berlin import BERLIN
from pipeline.errors import StoreError
from pipeline.models import Sites, Source
from pipeline.planning import plan_run
from pipeline.settings import load_settings
from pipeline.sources import get_source
from pipeline.workspace import Workspace, locked, open_workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return open_workspace(tmp_path / "data", Sites.DEMO)


def _collect(workspace: Workspace, source: Source, number: int = 1) -> State[Any]:
    clock = FixedClock(nights()[number - 1].clock)
    with locked(workspace), open_web(Sites.DEMO, clock.at.date()) as connect_to, disable_run_logger():
        run = plan_run(workspace, clock)
        with night.open_collector(workspace, load_settings(data=workspace.data), clock, connect_to) as collector:
            return stages.collect_source.fn(source.source_id, source, run, collector)


def test_a_source_that_answers_is_completed(workspace: Workspace) -> None:
    state = _collect(workspace, get_source("dsm"))
    assert state.is_completed() and state.message == "3 exchanges archived"


def test_a_source_that_is_down_is_a_failed_task(workspace: Workspace) -> None:
    state = _collect(workspace, get_source("iaf"), number=4)
    assert state.is_failed() and str(state.message).startswith("iaf: source_unreachable")


def test_a_source_that_cannot_be_collected_is_a_failed_task(workspace: Workspace) -> None:
    homeless = replace(get_source("dsm"), homes={})
    state = _collect(workspace, homeless)
    assert state.is_failed() and str(state.message).startswith("dsm: KeyError")


def test_an_archive_that_cannot_be_written_is_told_apart(workspace: Workspace) -> None:
    (workspace.raw.folder / "dsm").write_text("a file where a folder should be", encoding="utf-8")
    state = _collect(workspace, get_source("dsm"))
    assert state.is_failed() and isinstance(state.result(raise_on_failure=False), StoreError)


@pytest.mark.parametrize(
    ("named", "set_up", "chosen"),
    [
        (None, (), ["dsm", "iaf", "tolsax"]),
        ([], ("iaf",), ["iaf"]),
        (["tolsax"], ("iaf",), ["tolsax"]),
    ],
)
def test_sources_are_named_or_set_or_all(named: list[str] | None, set_up: tuple[str, ...], chosen: list[str]) -> None:
    assert [one.source_id for one in stages.chosen(named, load_settings(sources=set_up))] == chosen


def test_the_clock_is_given_or_the_next_demo_night(workspace: Workspace, tmp_path: Path) -> None:
    assert stages.clock_of(workspace, None) == FixedClock(nights()[0].clock)
    wall = datetime(2026, 3, 3, 3, 10)
    assert stages.clock_of(workspace, wall).now() == datetime(2026, 3, 3, 3, 10, tzinfo=BERLIN)
    assert stages.clock_of(workspace, wall.replace(tzinfo=UTC)).now() == datetime(2026, 3, 3, 3, 10, tzinfo=UTC)
    assert stages.clock_of(open_workspace(tmp_path / "live", Sites.LIVE), None) == SystemClock()


def test_a_night_to_look_at_has_a_name_of_its_own() -> None:
    assert stages.final_state([], "2026-03-02.1").name == "Completed"
    degraded = stages.final_state(["iaf: blocked", "dsm: list_shrunk"], "2026-03-02.1")
    assert (degraded.name, degraded.is_completed()) == ("Degraded", True)
    assert degraded.message == "iaf: blocked; dsm: list_shrunk"


def test_a_sentence_stands_for_what_stopped_a_flow() -> None:
    error = StoreError("data/raw: no space left on device")
    state = stages.fault_state(error)
    assert state.is_failed() and state.message == "data/raw: no space left on device"
    assert state.result(raise_on_failure=False) is error
