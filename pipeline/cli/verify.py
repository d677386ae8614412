"""The command that checks what stands on disk."""

from __future__ import annotations

import json as json_format
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from pipeline.adapters.lost_release import lost_release
from pipeline.settings import load_settings
from pipeline.verify.folder import folder_faults, made_by_other_code
from pipeline.workspace import Workspace, read_workspace


def verify(
    *,
    data: Annotated[Path | None, Parameter(help="data folder with raw/, processed/ and decisions/")] = None,
    json: Annotated[bool, Parameter(name="--json", negative="", help="one JSON document instead of text")] = False,
) -> int:
    """Check the current release: digests, keys, joins, balance, dates, versions, calendar, feed, ids, archive.

    Exit status 1 if anything is wrong, one sentence a fault. Example: `litfass verify`
    """
    workspace = read_workspace(load_settings(data=data).data)
    faults = list(folder_faults(workspace))
    note = "" if faults and lost_release(workspace.releases) else _note(workspace)
    if json:
        told = {"release": workspace.releases.pointed(), "faults": faults} | ({"note": note} if note else {})
        print(json_format.dumps(told, ensure_ascii=False))
        return 1 if faults else 0
    for fault in faults:
        print(fault)
    if note:
        print(note)
    if not faults:
        print(f"release {workspace.releases.current()}: nothing wrong found")
    return 1 if faults else 0


def _note(workspace: Workspace) -> str:
    """What could not be checked, '' if all could."""
    version = workspace.releases.current()
    if version is None or not made_by_other_code(workspace.releases.manifest(version)):
        return ""
    return (
        f"release {version} was made by another version of the code: its digests, tables and archive were checked, "
        "but its feed, site and calendar were not held against what today's code would make of the tables"
    )
