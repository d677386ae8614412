"""Flow `collect`: tonight's pages into the archive."""

from __future__ import annotations

from prefect import flow
from prefect.task_runners import ThreadPoolTaskRunner

from flows.stages import chosen, collect_all, open_stage
from pipeline import night
from pipeline.workspace import locked


@flow(name="collect", task_runner=ThreadPoolTaskRunner(max_workers=8))
def collect(
    sites: str | None = None,
    data: str | None = None,
    sources: list[str] | None = None,
    at: str | None = None,
    backfill: bool = False,
) -> str:
    """Fetch and archive; returns the run id."""
    settings, workspace, clock = open_stage(data, sites, at)
    with locked(workspace):
        run = night.plan_run(workspace, clock, backfill=backfill)
        collect_all(workspace, run, chosen(sources), settings, clock)
    return run.run_id
