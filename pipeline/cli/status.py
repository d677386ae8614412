"""The command `litfass status`: the morning look."""

from __future__ import annotations

import json as json_format
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from rich.table import Table

from pipeline.adapters.clock import SystemClock
from pipeline.berlin import BERLIN
from pipeline.changes.compare import as_text
from pipeline.cli.summary import console
from pipeline.errors import UsageError
from pipeline.models import Sites
from pipeline.morning import SAMPLE, Health, Morning, morning
from pipeline.night import pending_runs
from pipeline.settings import load_settings
from pipeline.workspace import read_workspace


def status(
    *,
    data: Annotated[Path | None, Parameter(help="data folder with raw/, processed/ and decisions/")] = None,
    json: Annotated[bool, Parameter(name="--json", negative="", help="one JSON document instead of text")] = False,
) -> int:
    """The morning look: last night, each source's health, alarms, what is withheld, what waits for review, what to do.

    Exit status 1 if anything asks for you. Example: `litfass status`
    """
    workspace = read_workspace(load_settings(data=data).data)
    tables, _ = workspace.last_state()
    if not tables:
        raise UsageError(
            f"{workspace.data}: there is no release yet; `litfass run` makes the first", where=str(workspace.data)
        )
    found = morning(
        tables,
        pending=[run.run_id for run in pending_runs(workspace)],
        staged=workspace.releases.staged(),
        today=SystemClock().now().astimezone(BERLIN).date() if workspace.sites is Sites.LIVE else None,
    )
    if json:
        print(json_format.dumps(asdict(found), ensure_ascii=False, indent=2, default=as_text))
    else:
        _print(found)
    return 0 if found.is_quiet else 1


def _print(found: Morning) -> None:
    out = console()
    age = "" if found.days_old is None else f", {found.days_old} days ago" if found.days_old else ", today"
    counts = ", ".join(f"{count} {kind}" for kind, count in found.changes.items()) or "nothing changed"
    out.print(f"Last night {found.run_id}{age}: {found.state}; {counts}", style="bold", markup=False, soft_wrap=True)
    table = Table("source", "state", "announcements", "missing", "last good night")
    for one in found.sources:
        table.add_row(one.source_id, one.state, str(one.announcements), str(one.missing), one.last_good_run or "–")
    out.print(table)
    for one in found.sources:
        if one.state != "good":
            out.print(_beside(one), markup=False, soft_wrap=True)
        if one.silence:
            out.print(f"{one.source_id} is silent: {one.silence}", markup=False, soft_wrap=True)
    for alarm in found.alarms:
        out.print(f"! {alarm}", markup=False, soft_wrap=True)
    out.print(f"withheld removals: {found.withheld}; waiting for review: {len(found.review)}", markup=False)
    for waiting in found.review[:SAMPLE]:
        line = f"  {waiting.announcement_id}  {waiting.source_id}: {waiting.title} ({waiting.reason})"
        out.print(line, markup=False, soft_wrap=True)
    for step in found.steps:
        out.print(f"→ {step}", markup=False, soft_wrap=True)
    if found.is_quiet:
        out.print("nothing asks for you", markup=False)


def _beside(one: Health) -> str:
    """A source that was not good, with the last good capture beside it."""
    last = one.last_good_capture
    good = (
        f"last good capture {last['capture_id']} of {last['run_id']}, {last['url']}, raw/{last['warc_file']}"
        if last
        else "never good yet"
    )
    return f"{one.source_id}: {one.evidence}; {good}"
