"""Which run comes next: its id and its moment, in the order of time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from pipeline.adapters.clock import Clock
from pipeline.berlin import BERLIN, aware
from pipeline.errors import UsageError
from pipeline.models import Run, Source
from pipeline.release import version_order
from pipeline.workspace import Workspace


def plan_run(workspace: Workspace, clock: Clock, *, backfill: bool = False, sources: Sequence[Source] = ()) -> Run:
    """The next run of the clock's day, meant to ask `sources`; UsageError if that moment is before the last run's."""
    now = clock.now().astimezone(BERLIN)
    day = now.date()
    last = max((version_order(one) for one in workspace.releases.versions()), default=("", 0))
    if day.isoformat() < last[0]:
        raise UsageError(
            f"the night {day} is before the last release {last[0]}.{last[1]}; nights are added in order of time",
            where="--at",
        )
    began = _last_moment(workspace)
    if began is not None and now < began:
        raise UsageError(
            f"the clock says {now:%Y-%m-%d %H:%M:%S}, but the last run began at {began:%Y-%m-%d %H:%M:%S}; "
            "runs are added in order of time",
            where="--at",
        )
    if now == began:
        now += timedelta(seconds=1)  # a second run at the same moment: what it says is known later
    number = int(version_order(workspace.raw.next_run_id(day))[1])
    if last[0] == day.isoformat():
        number = max(number, last[1] + 1)
    return Run(
        run_id=f"{day}.{number}", logical_date=day, started_at=now, sites=workspace.sites, backfill=backfill,
        asked=tuple(one.source_id for one in sources),
    )  # fmt: skip


def _last_moment(workspace: Workspace) -> datetime | None:
    """When the last run began, of those that are archived or stand in the current release."""
    version = workspace.releases.current()
    rows = workspace.releases.table(version, "runs") if version else []
    told = [
        aware(moment) for row in rows if isinstance(moment := row["started_at"], datetime) and row["state"] != "missed"
    ]
    return max([*told, *(run.started_at for run in workspace.raw.runs())], default=None)
