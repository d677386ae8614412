"""The stages of a night as Prefect tasks: as coarse as a source and a stage, without retries (those live in the fetcher)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from prefect import task
from prefect.artifacts import create_markdown_artifact, create_table_artifact

from demo.web import next_demo_moment, open_web
from pipeline import night
from pipeline.adapters.clock import Clock, FixedClock, SystemClock
from pipeline.adapters.http import require_contact
from pipeline.berlin import aware
from pipeline.models import Run, Sites, Source
from pipeline.settings import Settings, load_settings
from pipeline.sources import all_sources, get_source
from pipeline.workspace import Workspace, open_workspace

SHOWN_CHANGES = 50
_COLUMNS = ("source_id", "state", "fetched", "announcements", "new", "changed", "held", "missing")


def open_stage(data: str | None, sites: str | None, at: str | None) -> tuple[Settings, Workspace, Clock]:
    """Settings, folder and clock of a flow run; parameters left out come from the settings."""
    settings = load_settings(data=Path(data) if data else None, sites=sites)
    require_contact(settings)
    workspace = open_workspace(settings.data, settings.sites)
    if at:
        return settings, workspace, FixedClock(aware(datetime.fromisoformat(at)))
    if settings.sites is Sites.DEMO:
        done = {run.logical_date for run in workspace.raw.runs()}
        return settings, workspace, FixedClock(next_demo_moment(done))
    return settings, workspace, SystemClock()


def chosen(sources: Sequence[str] | None) -> tuple[Source, ...]:
    """The named sources, all of them if none is named."""
    return tuple(get_source(name) for name in sources) if sources else all_sources()


def collect_all(workspace: Workspace, run: Run, sources: Sequence[Source], settings: Settings, clock: Clock) -> None:
    """A task per source, side by side; a source that fails is a failed task and never a failed night."""
    with open_web(settings.sites, run.logical_date) as connect_to:
        futures = [
            collect_source.with_options(name=f"collect-{source.source_id}").submit(
                workspace, run, source, settings, clock, dict(connect_to)
            )
            for source in sources
        ]
        for future in futures:
            future.wait()


@task(name="collect-source", persist_result=False)
def collect_source(
    workspace: Workspace, run: Run, source: Source, settings: Settings, clock: Clock, connect_to: Mapping[str, Any]
) -> None:
    """Fetch and archive one source."""
    faults = night.collect(workspace, run, [source], settings, clock, connect_to)
    if faults:
        raise RuntimeError("; ".join(faults.values()))


@task(name="build", persist_result=False)
def build_run(workspace: Workspace, run: Run, settings: Settings) -> None:
    """Build one archived night into staging."""
    night.build(workspace, run, all_sources(), settings)


@task(name="publish", persist_result=False)
def publish_run(workspace: Workspace, run_id: str, settings: Settings) -> None:
    """Make a staged night the current release."""
    night.publish(workspace, run_id, settings)


def build_and_publish(workspace: Workspace, settings: Settings) -> list[str]:
    """Every archived night without a release, in order."""
    made = []
    for run in night.pending_runs(workspace):
        build_run.with_options(name=f"build-{run.run_id}")(workspace, run, settings)
        publish_run.with_options(name=f"publish-{run.run_id}")(workspace, run.run_id, settings)
        made.append(run.run_id)
    return made


def show_night(workspace: Workspace, run_id: str) -> dict[str, Any]:
    """Leave the night as a table and its changes as text in Prefect; returns the night's summary."""
    path = workspace.releases.folder / "runs" / f"{run_id}.json"
    summary: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    rows = [{name: source[name] for name in _COLUMNS} for source in summary["sources"]]
    create_table_artifact(key="night", table=rows, description=f"Night {run_id}: {summary['state']}")
    changes = [row for row in workspace.releases.tables(run_id)["changes"] if row["run_id"] == run_id]
    lines = [f"- {row['sentence_de']} ({row['cause']}, {row['record_id']})" for row in changes[:SHOWN_CHANGES]]
    more = f"\n\n… und {len(changes) - SHOWN_CHANGES} weitere" if len(changes) > SHOWN_CHANGES else ""
    head = f"# Änderungen {run_id}\n\nRelease: `{workspace.releases.release_path(run_id)}`\n\n"
    create_markdown_artifact(key="changes", markdown=head + ("\n".join(lines) or "Nichts geändert.") + more)
    return summary
