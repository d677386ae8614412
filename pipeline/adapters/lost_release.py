"""The way on where somebody removed the current release, or the link to it: back to the newest one that is whole."""

from __future__ import annotations

import shutil
from pathlib import Path

from pipeline.adapters.releases import ReleaseStore, write_whole
from pipeline.errors import StoreError
from pipeline.release import version_order


def lost_release(store: ReleaseStore) -> str | None:
    """The version that `current` points at and that is not there, or "current" if the link itself is gone though there
    are releases; None if all is well."""
    version = store.pointed()
    if version is None:
        return "current" if store.versions() else None
    return None if version in store.versions() else version


def go_back(store: ReleaseStore) -> str | None:
    """Point `current` at the newest whole release that has its memory, so that the nights since then can be built
    again, and return it; None if no release is left at all. What belongs to later ones is moved into `aside/`.
    StoreError if there are releases, but none with its memory."""
    whole = store.versions()
    known = [one for one in whole if store.has_memory(one)]
    if whole and not known:
        raise StoreError(
            f"{store.folder}: no release is left that has its memory; `litfass rebuild --fresh` makes everything anew "
            "from the archive",
            where=str(store.folder),
        )
    base = known[-1] if known else None
    _set_aside(store, base)
    if base is None:
        store.current_path.unlink(missing_ok=True)
    else:
        store.switch(base)
    return base


def _set_aside(store: ReleaseStore, base: str | None) -> None:
    for folder in ("releases", "memory", "staging"):
        for path in sorted((store.folder / folder).glob("*")):
            if base is None or version_order(path.name.removesuffix(".jsonl")) > version_order(base):
                target = store.folder / "aside" / folder / path.name
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.rmtree(target, ignore_errors=True)
                path.rename(target)
    _cut_journal(store.journal_path, store.folder / "aside" / "ids.jsonl", store.manifest(base) if base else {})


def _cut_journal(path: Path, aside: Path, manifest: dict[str, object]) -> None:
    """Keep the lines of the runs that the release holds; all lines as they were lie aside."""
    if not path.exists():
        return
    told = manifest.get("run_ids")
    kept = [f'"run_id": "{run_id}"'.encode() for run_id in told] if isinstance(told, list) else []
    content = path.read_bytes()
    write_whole(aside, content)
    lines = content.splitlines(keepends=True)
    write_whole(path, b"".join(line for line in lines if any(one in line for one in kept)))
