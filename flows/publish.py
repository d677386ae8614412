"""Flow `publish`: what is staged becomes the current release."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from prefect import State, flow
from prefect.states import Completed

from flows.stages import fault_state, final_state, open_stage, publish_one, show_night
from pipeline.errors import PipelineError
from pipeline.models import Sites
from pipeline.workspace import locked


@flow(name="publish", validate_parameters=True)
def publish(sites: Sites | None = None, data: Path | None = None) -> State[Any]:
    """Publish every staged night, oldest first; the result is the last one's run id."""
    try:
        settings, workspace = open_stage(data, sites)
        with locked(workspace):
            staged = workspace.releases.staged()
            if not staged:
                return Completed(message="nothing is staged")
            for run_id in staged:
                publish_one(workspace, run_id, settings)
    except PipelineError as error:
        return fault_state(error)
    return final_state(show_night(workspace, staged[-1]), staged[-1])
