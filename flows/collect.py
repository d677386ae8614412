"""Flow `collect`: tonight's pages into the archive."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from prefect import State, flow

from flows.stages import chosen, clock_of, collect_all, fault_state, final_state, open_stage, source_threads
from pipeline.errors import PipelineError
from pipeline.models import Sites
from pipeline.planning import plan_run
from pipeline.workspace import locked


@flow(name="collect", task_runner=source_threads(), validate_parameters=True)
def collect(
    sites: Sites | None = None,
    data: Path | None = None,
    sources: list[str] | None = None,
    at: datetime | None = None,
    backfill: bool = False,
) -> State[Any]:
    """Fetch and archive; the result is the run id. What is left out comes from the settings; `at` is the clock,
    `backfill` reads the archives to their end, once."""
    try:
        settings, workspace = open_stage(data, sites)
        with locked(workspace):
            clock = clock_of(workspace, at)
            asked = chosen(sources, settings)
            run = plan_run(workspace, clock, backfill=backfill, sources=asked)
            faults = collect_all(workspace, run, asked, settings, clock)
    except PipelineError as error:
        return fault_state(error)
    return final_state(faults, run.run_id)
