"""A night as a short table that a person wants to read."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any, cast

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TaskID, TextColumn
from rich.table import Table

from pipeline.adapters.handover import HandedOver
from pipeline.workspace import Workspace

_COLUMNS = ("fetched", "announcements", "new", "changed", "held", "missing")


def console() -> Console:
    """A console that knows terminals, NO_COLOR and pipes; as wide as the terminal, 110 in a pipe."""
    return Console(width=None if sys.stdout.isatty() else 110, highlight=False)


def print_night(workspace: Workspace, run_id: str, *, as_json: bool) -> int:
    """Print what a run did and where things lie; returns the exit status: 1 if the night is degraded."""
    path = workspace.releases.folder / "runs" / f"{run_id}.json"
    night: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    release = workspace.releases.release_path(run_id)
    paths = {
        "tables": release / "tables",
        "feed": release / "feed",
        "site": release / "site" / "index.html",
        "current": workspace.releases.current_path,
    }
    if as_json:
        print(json.dumps(night | {name: str(one) for name, one in paths.items()}, ensure_ascii=False))
    else:
        _print_text(night, paths)
    return 1 if night["state"] != "done" else 0


def print_handover(done: HandedOver, place: str, *, as_json: bool) -> None:
    """Print what a hand-over brought to its target."""
    if as_json:
        print(json.dumps({"to": place} | asdict(done), ensure_ascii=False))
        return
    before = f", before {done.before}" if done.before and done.before != done.version else ""
    console().print(
        f"{place} shows {done.version}{before}: {done.added} files new, {done.changed} changed, {done.removed} removed",
        markup=False,
        soft_wrap=True,
    )


def _print_text(night: Mapping[str, Any], paths: Mapping[str, Path]) -> None:
    out = console()
    table = Table(
        title=f"Night of {night['logical_date']} (run {night['run_id']}): {night['state']}", title_justify="left"
    )
    table.add_column("source")
    table.add_column("state")
    for name in _COLUMNS:
        table.add_column(name, justify="right")
    for source in cast(Sequence[Mapping[str, Any]], night["sources"]):
        table.add_row(source["source_id"], str(source["state"]), *(str(source[name]) for name in _COLUMNS))
    out.print(table)
    out.print(
        f"{night['events']} events with {night['occurrences']} occurrences in {night['series']} series, from "
        f"{night['announcements']} announcements: {night['duplicates']} duplicates joined, "
        f"{night['repeated_texts']} texts repeated, {night['changes']} changes tonight."
    )
    for alarm in night["alarms"]:
        out.print(f"! {alarm}", markup=False, soft_wrap=True)
    for name, path in paths.items():
        out.print(f"{name:8} {path}", markup=False, soft_wrap=True)


@contextmanager
def progress(quiet: bool) -> Iterator[Callable[[str, str], None]]:
    """A bar for each source and stage at work, in a terminal; silence in a pipe or when `quiet`.

    How many pages a source has is known only when the last one is read, so the bars move without an end in sight.
    """
    if quiet or not sys.stderr.isatty():
        yield _silent
        return
    columns = (TextColumn("{task.description:8}"), BarColumn(20), TextColumn("{task.completed:4} {task.fields[what]}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, TaskID] = {}
        yield lambda stage, what: _show(bars, tasks, stage, what)


def _show(bars: Progress, tasks: dict[str, TaskID], stage: str, what: str) -> None:
    if stage not in tasks:
        tasks[stage] = bars.add_task(stage, total=None, what="")
    bars.update(tasks[stage], advance=1, what=escape(what[:44]))


def _silent(stage: str, what: str) -> None:
    """Nothing to show."""
