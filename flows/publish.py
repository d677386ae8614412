"""Flow `publish`: what is staged becomes the current release."""

from __future__ import annotations

from prefect import flow

from flows.stages import open_stage, publish_run
from pipeline.workspace import locked


@flow(name="publish")
def publish(sites: str | None = None, data: str | None = None) -> list[str]:
    """Publish every staged night; returns their run ids."""
    settings, workspace, _ = open_stage(data, sites, None)
    with locked(workspace):
        staged = workspace.releases.staged()
        for run_id in staged:
            publish_run.with_options(name=f"publish-{run_id}")(workspace, run_id, settings)
    return staged
