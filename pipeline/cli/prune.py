"""The command `litfass prune`: old releases go, everything else stays."""

from __future__ import annotations

import json as json_format
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from pipeline.adapters.lock import lock_folder
from pipeline.errors import UsageError
from pipeline.settings import load_settings
from pipeline.workspace import read_workspace


def prune(
    *,
    keep: Annotated[int, Parameter(help="how many of the newest releases stay, the current one among them")],
    dry_run: Annotated[bool, Parameter(negative="", help="say what would go, remove nothing")] = False,
    data: Annotated[Path | None, Parameter(help="data folder with raw/, processed/ and decisions/")] = None,
    json: Annotated[bool, Parameter(name="--json", negative="", help="one JSON document instead of text")] = False,
) -> int:
    """Remove old releases; never the current one, the archive, the ids, the decisions or what runs noted.

    Whatever goes can be made again with `litfass rebuild --fresh`. Example: `litfass prune --keep 30 --dry-run`
    """
    if keep < 1:
        raise UsageError(f"--keep {keep}: at least the current release stays; expected 1 or more", where="--keep")
    workspace = read_workspace(load_settings(data=data).data)
    with lock_folder(workspace.data):
        going = workspace.releases.prunable(keep)
        if not dry_run:
            workspace.releases.remove(going)
        staying = [version for version in workspace.releases.versions() if version not in going]
    if json:
        told = {"removed": [] if dry_run else going, "would_remove": going if dry_run else [], "kept": staying}
        print(json_format.dumps(told))
        return 0
    verb = "would remove" if dry_run else "removed"
    print(f"{verb} {', '.join(going)}" if going else "nothing to remove")
    print(f"kept {', '.join(staying)}")
    return 0
