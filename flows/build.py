"""Flow `build`: the oldest archived night without a release, into staging."""

from __future__ import annotations

from prefect import flow

from flows.stages import build_run, open_stage
from pipeline import night
from pipeline.workspace import locked


@flow(name="build")
def build(sites: str | None = None, data: str | None = None) -> str | None:
    """Build one night; returns its run id, None if nothing waits."""
    settings, workspace, _ = open_stage(data, sites, None)
    with locked(workspace):
        waiting = night.pending_runs(workspace)
        if not waiting:
            return None
        build_run.with_options(name=f"build-{waiting[0].run_id}")(workspace, waiting[0], settings)
    return waiting[0].run_id
