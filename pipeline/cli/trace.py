"""Commands that look behind a release: explain, diff."""

from __future__ import annotations

import json as json_format
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from rich.table import Table

from pipeline.changes.compare import as_text
from pipeline.changes.releases import TableDiff, compare_releases
from pipeline.cli.summary import console
from pipeline.errors import UsageError
from pipeline.explain import Origin
from pipeline.explain import explain as find_origins
from pipeline.link.decisions import Row as Ruling
from pipeline.settings import load_settings
from pipeline.workspace import Tables, Workspace, read_workspace

DataOption = Annotated[Path | None, Parameter(help="data folder with raw/, processed/ and decisions/")]
JsonOption = Annotated[bool, Parameter(name="--json", negative="", help="one JSON document instead of text")]
SHOWN = 60
_TOLD = ("events", "occurrences")
_NOISE = ("last_seen_at", "last_verified_at", "last_changed_at", "version", "summary")


def explain(id: str, field: str, /, *, data: DataOption = None, json: JsonOption = False) -> int:
    """Where a published value came from: archived response, node, words as printed, rule; read again in the archive.

    Exit status 1 if the archive no longer says these words there. Example: `litfass explain evt_0123456789abcdef start`
    """
    workspace = read_workspace(load_settings(data=data).data)
    tables = _tables(workspace, None)
    origins = find_origins(tables, id, field, workspace.raw.load_one)
    ruling = workspace.decisions().fields().get((id, field))
    if json:
        document = {"origins": [asdict(one) for one in origins], "ruling": asdict(ruling) if ruling else None}
        print(json_format.dumps(document, ensure_ascii=False, indent=2, default=as_text))
    else:
        for one in origins:
            _print_origin(one, field)
        if ruling:
            print(_ruling(ruling))
    return 1 if any(one.proof in ("altered", "unreadable") for one in origins) else 0


def _print_origin(one: Origin, field: str) -> None:
    out = console()
    out.print(f"{one.record_id} {field}: {as_text(one.value)}", style="bold", markup=False, soft_wrap=True)
    out.print(f"  printed  {_short(one.printed)}", markup=False, soft_wrap=True)
    out.print(f"  rule     {one.rule}", markup=False, soft_wrap=True)
    place = f"{one.node_path} [{one.char_start}, {one.char_end})" if one.node_path else "derived from several places"
    out.print(f"  where    {place}", markup=False, soft_wrap=True)
    out.print(f"  page     {one.source_id} {one.url}", markup=False, soft_wrap=True)
    out.print(f"  archive  {one.capture_id} of {one.run_id}, raw/{one.warc_file}", markup=False, soft_wrap=True)
    told = {"confirmed": "the archived response says so", "derived": "nothing to read again"}.get(one.proof)
    out.print(f"  proof    {told or f'{one.proof}: {_short(one.again)}'}", markup=False, soft_wrap=True)


def _ruling(row: Ruling) -> str:
    value, seen = row.values["value"], row.values["value_seen"]
    return f"corrected by {row.author} on {row.day}: {value} (instead of {seen or '?'}; {row.reason}; {row.where})"


def _short(text: str) -> str:
    line = " ⏎ ".join(text.splitlines())
    return line if len(line) <= 160 else f"{line[:157]}…"


def diff(
    before: str,
    after: str,
    /,
    *,
    data: DataOption = None,
    json: JsonOption = False,
) -> int:
    """What differs between two releases: rows per table, then events and occurrences field by field.

    `current` stands for the current release. Example: `litfass diff 2026-03-02.1 current`
    """
    workspace = read_workspace(load_settings(data=data).data)
    old, new = _tables(workspace, before), _tables(workspace, after)
    found = compare_releases(old, new)
    if json:
        print(json_format.dumps([asdict(one) for one in found], ensure_ascii=False, indent=2, default=as_text))
        return 0
    table = Table("table", before, after, "added", "removed", "changed rows")
    for one in found:
        if not one.is_identical:
            counts = (one.rows_before, one.rows_after, len(one.added), len(one.removed), _rows_changed(one))
            table.add_row(one.table, *(str(count) for count in counts))
    if table.row_count:
        console().print(table)
    else:
        print(f"{before} and {after} hold the same rows")
    titles = {str(row["event_id"]): str(row["title"]) for side in (old, new) for row in side["events"]}
    events = {str(row["occurrence_id"]): str(row["event_id"]) for side in (old, new) for row in side["occurrences"]}
    _print_lines(found, {**titles, **{key: titles.get(event, "") for key, event in events.items()}})
    return 0


def _rows_changed(one: TableDiff) -> int:
    return len({change.key for change in one.changed})


def _print_lines(found: Sequence[TableDiff], titles: Mapping[str, str]) -> None:
    lines = []
    for one in found:
        if one.table in _TOLD:
            lines += [f"- {key}  {titles[key]}" for key in one.removed]
            lines += [f"+ {key}  {titles[key]}" for key in one.added]
            lines += [
                f"~ {change.key}  {titles[change.key]}: {change.field} {_short(as_text(change.before) or '–')} -> "
                f"{_short(as_text(change.after) or '–')}"
                for change in one.changed
                if change.field not in _NOISE
            ]
    for line in lines[:SHOWN]:
        console().print(line, markup=False, soft_wrap=True)
    if len(lines) > SHOWN:
        print(f"… and {len(lines) - SHOWN} lines more; --json has them all")


def _tables(workspace: Workspace, version: str | None) -> Tables:
    """The tables of a release, None and `current` for the current one; UsageError names the releases there are."""
    known = workspace.releases.versions()
    wanted = workspace.releases.current() if version in (None, "current") else version
    if wanted not in known or wanted is None:
        there = ", ".join(known) or "none; `litfass run` makes the first"
        raise UsageError(f"there is no release {version or ''}; there are: {there}", where=str(version))
    return workspace.releases.tables(wanted)
