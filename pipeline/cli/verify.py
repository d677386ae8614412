"""The command that checks what stands on disk."""

from __future__ import annotations

import json as json_format
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from pipeline.settings import load_settings
from pipeline.verify.folder import folder_faults
from pipeline.workspace import read_workspace


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
    if json:
        print(json_format.dumps({"release": workspace.releases.current(), "faults": faults}, ensure_ascii=False))
        return 1 if faults else 0
    for fault in faults:
        print(fault)
    if not faults:
        print(f"release {workspace.releases.current()}: nothing wrong found")
    return 1 if faults else 0
