"""Flow `build`: the oldest archived night without a release, into staging."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from prefect import State, flow
from prefect.states import Completed

from flows.stages import build_one, fault_state, final_state, open_stage
from pipeline import night
from pipeline.errors import PipelineError
from pipeline.models import Sites
from pipeline.workspace import locked


@flow(name="build", validate_parameters=True)
def build(sites: Sites | None = None, data: Path | None = None) -> State[Any]:
    """Build one night; the result is its run id, None if nothing waits."""
    try:
        settings, workspace = open_stage(data, sites)
        with locked(workspace):
            waiting = night.pending_runs(workspace)
            if not waiting:
                return Completed(message="nothing to build: every archived night has its release")
            alarms = build_one(workspace, waiting[0], settings)
    except PipelineError as error:
        return fault_state(error)
    return final_state(alarms, waiting[0].run_id)
