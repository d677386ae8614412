"""The stages of a night as Prefect tasks: as coarse as a source and a stage, without retries (those live in the
fetcher) and without cached results (what is done stands in the data folder)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextvars import ContextVar
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar, cast

from prefect import State, get_run_logger, task
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.futures import PrefectFuture
from prefect.states import Completed, Failed
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner
from prefect.utilities.annotations import quote

from demo.web import next_demo_moment, open_web
from flows.artifacts import changes_text, night_rows, night_text, report_text
from pipeline import night
from pipeline.adapters.clock import Clock, FixedClock, SystemClock
from pipeline.adapters.http import require_contact
from pipeline.berlin import aware
from pipeline.build.reading import judge_collection
from pipeline.errors import PipelineError, StoreError
from pipeline.models import Run, Sites, Source
from pipeline.readings import Progress, no_progress
from pipeline.settings import Settings, load_settings
from pipeline.site.report.page import night_report
from pipeline.sources import sources_asked, sources_built
from pipeline.workspace import Workspace, open_workspace

T = TypeVar("T")

MAX_WORKERS = 8
shown_progress: ContextVar[Progress] = ContextVar("shown_progress", default=no_progress)


def source_threads() -> TaskRunner[Any]:
    """Sources side by side, but never more than a handful: each has its own host and its own pauses."""
    return ThreadPoolTaskRunner(max_workers=MAX_WORKERS)


def open_stage(data: Path | None, sites: Sites | None) -> tuple[Settings, Workspace]:
    """Settings and data folder of a flow run; parameters left out come from the settings."""
    settings = load_settings(data=data, sites=sites)
    return settings, open_workspace(settings.data, settings.sites)


def clock_of(workspace: Workspace, at: datetime | None) -> Clock:
    """The clock at `at` (Europe/Berlin without a zone); left out: the machine's, on demo data the next demo night's."""
    if at is not None:
        return FixedClock(aware(at))
    if workspace.sites is Sites.DEMO:
        return FixedClock(next_demo_moment({run.logical_date for run in workspace.raw.runs()}))
    return SystemClock()


def chosen(sources: Sequence[str] | None, settings: Settings) -> tuple[Source, ...]:
    """The named sources, else those of the settings, else all of them."""
    return sources_asked(settings.sites, sources or (), settings.sources)


def fault_state(error: PipelineError) -> State[Any]:
    """What stopped a flow, as its final state: the sentence instead of a traceback."""
    return Failed(message=str(error), data=error)


def final_state(faults: Sequence[str], result: object) -> State[Any]:
    """Completed, or under the name Degraded when there is something to look at."""
    if not faults:
        return Completed(message="done", data=result)
    return Completed(name="Degraded", message="; ".join(faults)[:1000], data=result)


def collect_all(
    workspace: Workspace, run: Run, sources: Sequence[Source], settings: Settings, clock: Clock
) -> list[str]:
    """A task per source, side by side; returns the sentences of those that failed. A source never stops the night;
    StoreError does, since nothing can be archived then."""
    require_contact(settings)
    with (
        open_web(settings.sites, run.logical_date) as connect_to,
        night.open_collector(workspace, settings, clock, connect_to) as collector,
    ):
        futures: list[PrefectFuture[Any]] = [
            collect_source.submit(source.source_id, _whole(source), _whole(run), _whole(collector))
            for source in sources
        ]
        for future in futures:
            future.wait()
    faults = []
    for state in (future.state for future in futures):
        if state.is_completed():
            continue
        error = state.result(raise_on_failure=False)
        if isinstance(error, StoreError):
            raise error
        faults.append(state.message or str(error))
    return faults


@task(name="collect", task_run_name="collect-{source_id}", persist_result=False, cache_policy=NO_CACHE)
def collect_source(source_id: str, source: Source, run: Run, collector: night.Collector) -> State[Any]:
    """Fetch and archive one source; Failed if it could not be collected or gave no list page."""
    if source.fault:
        return Failed(message=f"{source_id}: {source.fault}")
    try:
        night.collect_source(collector, run, source, shown_progress.get())
    except StoreError as error:
        return Failed(message=str(error), data=error)
    except Exception as error:  # one bad source never spoils the night
        get_run_logger().warning("%s could not be collected", source_id, exc_info=True)
        return Failed(message=f"{source_id}: {type(error).__name__}: {error}")
    captures = collector.raw.load(source_id, run.run_id)
    verdict = judge_collection(source, captures)
    if not verdict.good:
        return Failed(message=f"{source_id}: {verdict.reason} ({verdict.evidence})")
    return Completed(message=f"{len(captures)} exchanges archived")


@task(name="build", task_run_name="build-{run_id}", persist_result=False, cache_policy=NO_CACHE)
def build_run(run_id: str, workspace: Workspace, run: Run, settings: Settings) -> list[str]:
    """Build one archived night into staging; the result is its alarms."""
    sources = sources_built(workspace.sites, settings.sources, workspace.raw.sources())
    return list(night.build(workspace, run, sources, settings, shown_progress.get()).alarms)


@task(name="publish", task_run_name="publish-{run_id}", persist_result=False, cache_policy=NO_CACHE)
def publish_run(run_id: str, workspace: Workspace, settings: Settings) -> str:
    """Make a staged night the current release; the result is its folder."""
    return str(night.publish(workspace, run_id, settings))


def build_one(workspace: Workspace, run: Run, settings: Settings) -> list[str]:
    """Build one night as a task; returns its alarms."""
    alarms: list[str] = build_run(run.run_id, _whole(workspace), _whole(run), _whole(settings))
    return alarms


def publish_one(workspace: Workspace, run_id: str, settings: Settings) -> None:
    """Publish one staged night as a task."""
    publish_run(run_id, _whole(workspace), _whole(settings))


def _whole(value: T) -> T:
    """The value as it is: Prefect would otherwise walk through all it holds in search of other tasks' results."""
    return cast(T, quote(value))


def show_night(workspace: Workspace, run_id: str) -> list[str]:
    """Leave a published night in Prefect, as the table `night` and the texts `changes` and `report`; returns its
    alarms."""
    path = workspace.releases.folder / "runs" / f"{run_id}.json"
    summary: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    release = workspace.releases.release_path(run_id).resolve()
    places = {"Tabellen": release / "tables", "Feed": release / "feed", "Seite": release / "site" / "index.html"}
    tables = workspace.releases.tables(run_id)
    report = night_report(tables, run_id)
    create_table_artifact(key="night", table=night_rows(summary), description=night_text(summary))
    create_markdown_artifact(key="changes", markdown=changes_text(tables, run_id, places))
    create_markdown_artifact(key="report", markdown=report_text(report, release / "site" / "report" / "index.html"))
    return list(summary["alarms"])
