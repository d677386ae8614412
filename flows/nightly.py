"""Flow `nightly`: collect, build and publish in one run, as the schedule starts it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from prefect import State, flow

from flows.stages import (
    build_one,
    chosen,
    clock_of,
    collect_all,
    fault_state,
    final_state,
    open_stage,
    publish_one,
    show_night,
    source_threads,
)
from pipeline import night
from pipeline.errors import PipelineError, StoreError
from pipeline.models import Sites
from pipeline.planning import plan_run
from pipeline.workspace import locked


@flow(name="nightly", task_runner=source_threads(), validate_parameters=True)
def nightly(
    sites: Sites | None = None,
    data: Path | None = None,
    sources: list[str] | None = None,
    at: datetime | None = None,
    backfill: bool = False,
) -> State[Any]:
    """Tonight; the result is the run id. What is left out comes from the settings; `at` is the clock, `backfill` reads
    the archives to their end, once.

    Completed; under the name Degraded when a source failed or something is held; Failed with one sentence when nothing
    could be published: the last release stays.
    """
    try:
        settings, workspace = open_stage(data, sites)
        with locked(workspace):
            clock = clock_of(workspace, at)
            asked = chosen(sources, settings)
            run = plan_run(workspace, clock, backfill=backfill, sources=asked)
            collect_all(workspace, run, asked, settings, clock)
            waiting = night.pending_runs(workspace)
            if not waiting:
                raise StoreError(f"run {run.run_id} left nothing in the archive to build from")
            for one in waiting:
                build_one(workspace, one, settings)
                publish_one(workspace, one.run_id, settings)
    except PipelineError as error:
        return fault_state(error)
    return final_state(show_night(workspace, waiting[-1].run_id), waiting[-1].run_id)
