"""Everything again from the archive, offline: missing nights, and old pages under today's rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from pipeline import night
from pipeline.adapters.lost_release import go_back as back_to_whole
from pipeline.adapters.lost_release import lost_release
from pipeline.adapters.tables import arrow_table
from pipeline.build.values import Built, Tables
from pipeline.models import Run, Source
from pipeline.readings import Progress, no_progress
from pipeline.release import version_order
from pipeline.rereading import reread
from pipeline.schema import APPEND_ONLY, TABLES
from pipeline.settings import Settings
from pipeline.workspace import Workspace


def build_pending(
    workspace: Workspace,
    sources: Sequence[Source],
    settings: Settings,
    progress: Progress = no_progress,
    *,
    reread_all: bool = False,
) -> list[str]:
    """Build and publish every archived night that no release holds, in order; returns the versions made."""
    made: list[str] = []
    for run in night.pending_runs(workspace):
        night.build(workspace, run, sources, settings, progress, reread_all=reread_all and not made)
        night.publish(workspace, run.run_id, settings)
        made.append(run.run_id)
    return made


def go_back(workspace: Workspace) -> str | None:
    """Get out of a `current` that leads nowhere, since somebody removed the release or the link: go on from the newest
    release that is whole. A sentence that says so, None if nothing was wrong."""
    lost = lost_release(workspace.releases)
    if lost is None:
        return None
    base = back_to_whole(workspace.releases)
    gone = "the link `current` is gone" if lost == "current" else f"`current` pointed at release {lost}, which is gone"
    after = f"going on from release {base}" if base else "no release is left, so all archived nights are built again"
    aside = " (what is newer lies in processed/aside)" if (workspace.releases.folder / "aside").exists() else ""
    return f"{gone}: {after}{aside}"


def rebuild(
    workspace: Workspace,
    sources: Sequence[Source],
    settings: Settings,
    now: datetime,
    *,
    fresh: bool = False,
    progress: Progress = no_progress,
) -> list[str]:
    """Publish every archived night that has no release, in order, and what today's rules read differently in the pages
    that earlier releases rest on. Needs no net. Returns the versions made.

    What was once said stays: new readings are appended with the cause `rule` and known from `now`. With `fresh` all
    releases and ids are forgotten first.
    """
    if fresh:
        workspace.releases.forget()
    if night.pending_runs(workspace):
        return build_pending(workspace, sources, settings, progress, reread_all=not fresh)
    said = _say_again(workspace, sources, settings, now, progress)
    return [said] if said else []


def _say_again(
    workspace: Workspace, sources: Sequence[Source], settings: Settings, now: datetime, progress: Progress
) -> str | None:
    """A release of its own for what the rules changed, None if they changed nothing."""
    if workspace.releases.current() is None:
        return None
    before, _ = workspace.last_state()
    run = _run_after(workspace, before["runs"], now)
    renewed = reread(
        workspace, sources, night.prepare(workspace, run, sources, settings), every=True, progress=progress
    )
    if not _differs(before, renewed.tables):
        return None
    row = {
        "run_id": run.run_id, "logical_date": run.logical_date, "started_at": run.started_at,
        "finished_at": run.started_at, "state": "done", "sources": [], "alarms": [],
    }  # fmt: skip
    tables = {**renewed.tables, "runs": [*before["runs"], row]}
    built = Built(tables=tables, memory=renewed.memory, journal=renewed.journal, state="done", alarms=(), sources=())
    night.stage(workspace, run, built)
    night.publish(workspace, run.run_id, settings)
    return run.run_id


def _run_after(workspace: Workspace, runs: Sequence[Mapping[str, object]], now: datetime) -> Run:
    """A run of the last night's day, after everything of that day; it starts at `now`, but after the last run."""
    last = max(runs, key=lambda row: version_order(str(row["run_id"])))
    day, number = version_order(str(last["run_id"]))
    archived = (version_order(run.run_id) for run in workspace.raw.runs())
    number = max([number, *(one for of, one in archived if of == day)]) + 1
    started = last["started_at"]
    assert isinstance(started, datetime)
    at = max(now, started + timedelta(seconds=1)).astimezone(started.tzinfo)
    return Run(
        run_id=f"{day}.{number}", logical_date=datetime.fromisoformat(day).date(), started_at=at, sites=workspace.sites
    )


def _differs(before: Tables, after: Tables) -> bool:
    """Whether any table that describes the world is another one."""
    return any(
        not arrow_table(table, before[name]).equals(arrow_table(table, after[name]))
        for name, table in TABLES.items()
        if name not in APPEND_ONLY
    )
