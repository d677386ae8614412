"""Commands that move a night on: run, collect, build, publish, rebuild."""

from __future__ import annotations

import json as json_format
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from demo.web import next_demo_moment, open_web
from pipeline import night
from pipeline.adapters.clock import Clock, FixedClock, SystemClock
from pipeline.adapters.handover import hand_over
from pipeline.adapters.http import require_contact
from pipeline.adapters.targets import open_target
from pipeline.berlin import aware
from pipeline.cli.summary import console, print_handover, print_night, progress
from pipeline.errors import StoreError, UsageError
from pipeline.models import Sites, Source
from pipeline.planning import plan_run
from pipeline.rebuilding import build_pending, go_back
from pipeline.rebuilding import rebuild as rebuild_archive
from pipeline.settings import Settings, load_settings
from pipeline.sources import sources_asked, sources_built
from pipeline.workspace import Workspace, locked, open_workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What a command works on."""

    settings: Settings
    workspace: Workspace
    sources: tuple[Source, ...]
    clock: Clock


SitesOption = Annotated[Sites | None, Parameter(help="demo (the sites in demo/) or live (the partners' real sites)")]
SourceOption = Annotated[
    tuple[str, ...], Parameter(name="--source", help="only this source; may be repeated", negative="")
]
DataOption = Annotated[Path | None, Parameter(help="data folder with raw/, processed/ and decisions/")]
AtOption = Annotated[
    str | None,
    Parameter(help="the clock, ISO 8601, Europe/Berlin if it has no zone; default: now, demo: its next night"),
]
JsonOption = Annotated[bool, Parameter(name="--json", negative="", help="one JSON document instead of a table")]


def run(
    *,
    sites: SitesOption = None,
    source: SourceOption = (),
    data: DataOption = None,
    at: AtOption = None,
    plain: Annotated[bool, Parameter(negative="", help="without Prefect; the same result")] = False,
    json: JsonOption = False,
) -> int:
    """Tonight: collect, build and publish, as the Prefect flow `nightly`.

    Example: `litfass run --sites demo` reads the next demo night into data/.
    """
    job = open_job(sites, source, data, at)
    require_contact(job.settings)
    if not plain:
        from flows.in_process import run_nightly  # Prefect takes seconds to import; only this command needs it

        moment = None if isinstance(job.clock, SystemClock) else job.clock.now()
        with progress(json) as show:
            run_id = run_nightly(job.settings, moment, [one.source_id for one in job.sources], show)
        return print_night(job.workspace, run_id, as_json=json)
    with locked(job.workspace), progress(json) as show:
        tonight = plan_run(job.workspace, job.clock, sources=job.sources)
        with open_web(job.settings.sites, tonight.logical_date) as connect_to:
            night.collect(job.workspace, tonight, job.sources, job.settings, job.clock, connect_to, show)
        made = build_pending(job.workspace, _built(job), job.settings, show)
    if not made:
        raise StoreError(f"run {tonight.run_id} left nothing in the archive to build from")
    return print_night(job.workspace, made[-1], as_json=json)


def collect(
    *,
    sites: SitesOption = None,
    source: SourceOption = (),
    data: DataOption = None,
    at: AtOption = None,
    backfill: Annotated[bool, Parameter(negative="", help="read the archives to their end, once")] = False,
    json: JsonOption = False,
) -> int:
    """Fetch tonight's pages into the archive; nothing is published.

    Example: `litfass collect --backfill --source tolsax`
    """
    job = open_job(sites, source, data, at)
    require_contact(job.settings)
    with locked(job.workspace), progress(json) as show:
        tonight = plan_run(job.workspace, job.clock, backfill=backfill, sources=job.sources)
        with open_web(job.settings.sites, tonight.logical_date) as connect_to:
            faults = night.collect(job.workspace, tonight, job.sources, job.settings, job.clock, connect_to, show)
        asked = job.workspace.raw.sources_of(tonight.run_id)
        archived = {one: job.workspace.raw.load(one, tonight.run_id) for one in asked}
    for source_id, captures in archived.items():
        if not any(capture.has_body for capture in captures):
            faults[source_id] = "none of them brought a page: " + (captures[-1].detail if captures else "nothing asked")
    if json:
        counts = {source_id: len(captures) for source_id, captures in archived.items()}
        print(json_format.dumps({"run_id": tonight.run_id, "exchanges": counts, "faults": faults}, ensure_ascii=False))
        return 1 if faults else 0
    for source_id, captures in archived.items():
        console().print(f"{tonight.run_id} {source_id}: {len(captures)} exchanges archived", markup=False)
    for source_id, fault in faults.items():
        console().print(f"! {source_id}: {fault}", markup=False, soft_wrap=True)
    return 1 if faults else 0


def build(*, sites: SitesOption = None, data: DataOption = None, json: JsonOption = False) -> int:
    """Build the oldest archived night that no release holds, and leave it in staging for `publish`.

    Example: `litfass build && litfass publish`
    """
    job = open_job(sites, (), data, None)
    with locked(job.workspace), progress(json) as show:
        waiting = night.pending_runs(job.workspace)
        if not waiting:
            _say_nothing(json, "nothing to build: every archived night has its release", "staged")
            return 0
        built = night.build(job.workspace, waiting[0], _built(job), job.settings, show)
    if json:
        print(json_format.dumps({"staged": [waiting[0].run_id], "state": built.state}))
        return 1 if built.state != "done" else 0
    console().print(f"{waiting[0].run_id} is staged, {built.state}; `litfass publish` makes it current", markup=False)
    return 1 if built.state != "done" else 0


def publish(
    *,
    to: Annotated[str | None, Parameter(help="also hand the release over: a folder, or s3://bucket/prefix")] = None,
    force: Annotated[bool, Parameter(negative="", help="with --to: even onto a newer release or other pages")] = False,
    report: Annotated[
        bool | None,
        Parameter(help="with --to: hand the maintainer's report over, too; default: the setting publish_report"),
    ] = None,
    sites: SitesOption = None,
    data: DataOption = None,
    json: JsonOption = False,
) -> int:
    """Make what `build` left the current release, in one rename; with --to bring the current release to a web server.

    Example: `litfass publish --to /srv/www/kalender`. At the target the site lies at the top, feed/ and tables/ below;
    the maintainer's report is left out unless --report asks for it.
    """
    job = open_job(sites, (), data, None)
    target = open_target(to, outside=job.workspace.data) if to else None
    with locked(job.workspace):
        staged = job.workspace.releases.staged()
        if not staged and target is None:
            raise UsageError("nothing is staged; `litfass build` builds the next archived night", where="staging")
        for run_id in staged:
            night.publish(job.workspace, run_id, job.settings)
        handed = None
        if target:
            with_report = job.settings.publish_report if report is None else report
            current = job.workspace.releases.current_release()
            handed = hand_over(current, target, force=force, with_report=with_report)
    status = 0
    if staged and not (json and handed):
        status = print_night(job.workspace, staged[-1], as_json=json)
    if handed and target:
        print_handover(handed, target.name, as_json=json)
    return status


def rebuild(
    *,
    sites: SitesOption = None,
    data: DataOption = None,
    fresh: Annotated[bool, Parameter(negative="", help="forget all releases and ids first")] = False,
    json: JsonOption = False,
) -> int:
    """Everything again from the archive, offline: missing releases in order, and old pages under today's rules.

    What was once said stays; what a better rule reads differently is added with the cause `rule`. With --fresh
    everything derived is forgotten first. Where a release was removed by hand it goes on from the newest that is whole.
    Example: `litfass rebuild --data copy-of-the-archive`
    """
    job = open_job(sites, (), data, None)
    with locked(job.workspace), progress(json) as show:
        if fresh and not json:
            console().print("forgetting every release and id; the archive and the decisions stay")
        mended = None if fresh else go_back(job.workspace)
        if mended:
            print(mended, file=sys.stderr)
        made = rebuild_archive(job.workspace, _built(job), job.settings, _now(job), fresh=fresh, progress=show)
    if not made:
        told = "nothing to rebuild: every archived night has its release, and today's rules read the same in it"
        _say_nothing(json, told, "made")
        return 0
    if not json:
        console().print(f"made {', '.join(made)}", markup=False)
    return print_night(job.workspace, made[-1], as_json=json)


def _built(job: Job) -> tuple[Source, ...]:
    return sources_built(job.settings.sites, job.settings.sources, job.workspace.raw.sources())


def _say_nothing(as_json: bool, sentence: str, name: str) -> None:
    """Where there was nothing to do: the sentence, or the JSON document without anything in it."""
    console().print(json_format.dumps({name: []}) if as_json else sentence, markup=False)


def _now(job: Job) -> datetime:
    """When the output is known from; demo nights have moments of their own, so there it follows the last run."""
    return SystemClock().now() if job.workspace.sites is Sites.LIVE else datetime.min.replace(tzinfo=UTC)


def open_job(sites: Sites | None, source: Sequence[str], data: Path | None, at: str | None) -> Job:
    """Settings, data folder, sources and clock of a call; UsageError for what does not fit."""
    settings = load_settings(sites=sites, data=data)
    workspace = open_workspace(settings.data, settings.sites)
    sources = sources_asked(settings.sites, source, settings.sources)
    homeless = [one.source_id for one in sources if settings.sites not in one.homes and not one.fault]
    if homeless:
        raise UsageError(f"{', '.join(homeless)} has no {settings.sites.value} site; leave it out", where="--source")
    return Job(settings=settings, workspace=workspace, sources=sources, clock=_clock(workspace, at))


def _clock(workspace: Workspace, at: str | None) -> Clock:
    if at is not None:
        try:
            return FixedClock(aware(datetime.fromisoformat(at)))
        except ValueError as error:
            raise UsageError(f"--at {at}: expected a moment such as 2026-03-02T03:10", where="--at") from error
    if workspace.sites is Sites.DEMO:
        return FixedClock(next_demo_moment({run.logical_date for run in workspace.raw.runs()}))
    return SystemClock()
