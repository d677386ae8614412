"""Flow `nightly`: collect, build and publish in one run, as the schedule starts it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flows.quiet import keep_quiet
from pipeline.settings import Settings, load_settings

keep_quiet(load_settings().data)

from prefect import flow  # noqa: E402  Prefect reads its environment when it is imported
from prefect.states import Completed, State  # noqa: E402
from prefect.task_runners import ThreadPoolTaskRunner  # noqa: E402

from flows.stages import build_and_publish, chosen, collect_all, open_stage, show_night  # noqa: E402
from pipeline import night  # noqa: E402
from pipeline.errors import StoreError  # noqa: E402
from pipeline.workspace import locked  # noqa: E402


@flow(name="nightly", task_runner=ThreadPoolTaskRunner(max_workers=8))
def nightly(
    sites: str | None = None,
    data: str | None = None,
    sources: list[str] | None = None,
    at: str | None = None,
    backfill: bool = False,
) -> State[Any]:
    """Tonight. The final state is called Completed, or Degraded when a source failed or something is held."""
    settings, workspace, clock = open_stage(data, sites, at)
    with locked(workspace):
        run = night.plan_run(workspace, clock, backfill=backfill)
        collect_all(workspace, run, chosen(sources), settings, clock)
        made = build_and_publish(workspace, settings)
    if not made:
        raise StoreError(f"run {run.run_id} left nothing in the archive to build from")
    summary = show_night(workspace, made[-1])
    name = "Completed" if summary["state"] == "done" else "Degraded"
    return Completed(name=name, message="; ".join(summary["alarms"])[:500] or "done", data=made[-1])


def run_nightly(settings: Settings, at: datetime, source_ids: Sequence[str]) -> str:
    """Run the flow in this process with the given settings and clock; returns the run id."""
    os.environ.setdefault("PREFECT_LOGGING_LEVEL", "WARNING")
    run_id: str = nightly(
        sites=settings.sites.value, data=str(settings.data), sources=list(source_ids), at=at.isoformat()
    )
    return run_id
