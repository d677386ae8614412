"""The processed folder: staging, releases, the journal of ids, `current`. A release is whole or absent.

processed/staging/<run_id>/   release/ (tables/, later feed/, manifest.json)  memory.jsonl  journal.jsonl  run.json
processed/memory/<version>.jsonl   private, one per kept release, read by the next build
processed/releases/<version>/      immutable
processed/current -> releases/<version>
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pyarrow.parquet as pq

from pipeline.adapters.tables import Row, StoredRows, read_table, read_tables
from pipeline.errors import StoreError, UsageError
from pipeline.feed import is_carried
from pipeline.link.clusters import JournalEntry
from pipeline.release import FileFact, version_order
from pipeline.schema import CALENDAR, SCHEMA_VERSION, TABLES

KEPT_MEMORIES = 3


class ReleaseStore:
    """Everything under data/processed; the only code that knows its paths."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def journal_path(self) -> Path:
        return self.folder / "ids.jsonl"

    @property
    def current_path(self) -> Path:
        return self.folder / "current"

    def versions(self) -> list[str]:
        """Whole releases, oldest first."""
        found = [path.parent.name for path in (self.folder / "releases").glob("*/manifest.json")]
        return sorted(found, key=version_order)

    def covered(self) -> set[str]:
        """The runs that a release holds: those with a release of their own, and those that the current one was built
        upon, whose own releases may have been pruned."""
        version = self.current()
        told = self.manifest(version).get("run_ids") if version else None
        return {*self.versions(), *(told if isinstance(told, list) else ())}

    def prunable(self, keep: int) -> list[str]:
        """All releases but the newest `keep` and the current one, oldest first."""
        current = self.current()
        return [version for version in self.versions()[:-keep] if version != current]

    def remove(self, versions: Sequence[str]) -> None:
        """Remove releases; each is renamed away first, so that no reader meets half of one."""
        going = self.folder / ".going"
        shutil.rmtree(going, ignore_errors=True)
        try:
            going.mkdir()
            for version in versions:
                self.release_path(version).rename(going / version)
            shutil.rmtree(going)
        except OSError as error:
            raise StoreError(f"{error.filename}: cannot be removed ({error.strerror})", where=str(going)) from error

    def current(self) -> str | None:
        """The version that `current` points at, None if there is none yet; StoreError if it points at nothing."""
        version = self.pointed()
        if version is not None and not (self.release_path(version) / "manifest.json").exists():
            raise StoreError(
                f"{self.current_path}: points at release {version}, which is not there; "
                "`litfass rebuild` goes on from the newest one that is, and builds the nights since then again",
                where=str(self.current_path),
            )
        return version

    def pointed(self) -> str | None:
        """The version that `current` names, whether it is there or not; None without the link."""
        return Path(self.current_path.readlink()).name if self.current_path.is_symlink() else None

    def current_release(self) -> Path:
        """The folder of the current release; UsageError before the first one."""
        version = self.current()
        if version is None:
            raise UsageError(f"{self.folder}: there is no release yet; `litfass run` makes the first", where="current")
        return self.release_path(version)

    def release_path(self, version: str) -> Path:
        return self.folder / "releases" / version

    def staging_path(self, run_id: str) -> Path:
        return self.folder / "staging" / run_id

    def manifest(self, version: str) -> dict[str, object]:
        """The manifest of a release; UsageError if a newer Litfass wrote it."""
        path = self.release_path(version) / "manifest.json"
        try:
            value: dict[str, object] = json.loads(path.read_bytes())
        except (OSError, ValueError) as error:
            raise StoreError(f"{path}: not a readable manifest ({error})", where=str(path)) from error
        found = value.get("schema_version")
        if not isinstance(found, int) or found > SCHEMA_VERSION:
            raise UsageError(
                f"{path}: schema version {found} is newer than {SCHEMA_VERSION}, which this Litfass knows; update it",
                where=str(path),
            )
        return value

    def tables(self, version: str) -> dict[str, StoredRows]:
        self.manifest(version)
        return read_tables(self.release_path(version) / "tables")

    def carried_feed(self, version: str) -> dict[str, bytes]:
        """The files of the newest feed older than `version` that the next one reads again; {} if there is none."""
        older = [one for one in self.versions() if version_order(one) < version_order(version)]
        return (
            {name: content for name, content in self.files(older[-1], "feed").items() if is_carried(name)}
            if older
            else {}
        )

    def files(self, version: str, part: str) -> dict[str, bytes]:
        """All files of a part of a release (feed, site) by their path below it."""
        folder = self.release_path(version) / part
        paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}

    def table(self, version: str, name: str) -> list[Row]:
        """One table of a release."""
        table = CALENDAR if name == "calendar" else TABLES[name]
        return read_table(self.release_path(version) / "tables" / f"{name}.parquet", table)

    def memory(self, version: str) -> bytes:
        """The private memory that belongs to a release; StoreError if it is gone."""
        path = self.folder / "memory" / f"{version}.jsonl"
        try:
            return path.read_bytes()
        except OSError as error:
            raise StoreError(
                f"{path}: the memory of release {version} is missing; `litfass rebuild --fresh` makes it anew",
                where=str(path),
            ) from error

    def has_memory(self, version: str) -> bool:
        return (self.folder / "memory" / f"{version}.jsonl").exists()

    def begin_staging(self, run_id: str) -> Path:
        """An empty folder for what build leaves; an earlier attempt of the same run is cleared away."""
        path = self.staging_path(run_id)
        if path.exists():
            shutil.rmtree(path)
        (path / "release").mkdir(parents=True)
        return path

    def staged(self) -> list[str]:
        """Runs whose build is complete and waits for publish, oldest first."""
        found = [path.parent.name for path in (self.folder / "staging").glob("*/run.json")]
        return sorted(found, key=version_order)

    def publish(self, run_id: str) -> str:
        """Make a staged run the current release; safe to repeat after a kill at any point. Returns the version."""
        staging = self.staging_path(run_id)
        self._append_journal(staging / "journal.jsonl", run_id)
        _replace(staging / "memory.jsonl", self.folder / "memory" / f"{run_id}.jsonl")
        target = self.release_path(run_id)
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.exists():
            _sync_tree(staging / "release")
            (staging / "release").rename(target)
            _sync(target.parent)
        self.switch(run_id)
        _replace(staging / "run.json", self.folder / "runs" / f"{run_id}.json")
        shutil.rmtree(staging)
        self._drop_old_memories()
        return run_id

    def forget(self) -> None:
        """Remove everything derived (`rebuild --fresh`); the archive and the decisions are elsewhere."""
        for name in ("current", "ids.jsonl"):
            (self.folder / name).unlink(missing_ok=True)
        for name in ("staging", "memory", "releases", "runs"):
            shutil.rmtree(self.folder / name, ignore_errors=True)

    def write_run(self, run_id: str, value: Mapping[str, object]) -> None:
        """Note what a run did that left no release."""
        path = self.folder / "runs" / f"{run_id}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")

    def _append_journal(self, piece: Path, run_id: str) -> None:
        """Append a run's lines once: a torn last line is cut off, lines of this run that already stand there are not
        repeated."""
        if not piece.exists():
            return
        lines = piece.read_bytes().splitlines(keepends=True)
        held = self.journal_path.read_bytes() if self.journal_path.exists() else b""
        whole = held[: held.rfind(b"\n") + 1]
        marker = f'"run_id": "{run_id}"'.encode()
        kept = [line for line in whole.splitlines(keepends=True) if marker not in line]
        write_whole(self.journal_path, b"".join([*kept, *lines]))

    def switch(self, version: str) -> None:
        """Make a whole release the current one, in one rename."""
        fresh = self.folder / ".current.new"
        fresh.unlink(missing_ok=True)
        fresh.symlink_to(Path("releases") / version)
        fresh.rename(self.current_path)
        _sync(self.folder)

    def _drop_old_memories(self) -> None:
        kept = sorted((self.folder / "memory").glob("*.jsonl"), key=lambda path: version_order(path.stem))
        for path in kept[:-KEPT_MEMORIES]:
            path.unlink()


def write_journal(path: Path, entries: Iterable[JournalEntry]) -> None:
    lines = [
        {"run_id": e.run_id, "op": e.op, "id": e.id}
        | ({"other_id": e.other_id} if e.other_id else {})
        | {"reason": e.reason}
        for e in entries
    ]
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")


def file_facts(folder: Path) -> Sequence[FileFact]:
    """Digest, bytes and rows of every file below a release folder, the manifest itself left out."""
    facts = []
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder).as_posix()
        if path.is_file() and relative != "manifest.json":
            rows = pq.read_metadata(path).num_rows if path.suffix == ".parquet" else None
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            facts.append(FileFact(path=relative, sha256=digest, bytes=path.stat().st_size, rows=rows))
    return facts


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    for relative, content in files.items():
        path = folder / relative
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def write_site(release: Path, files: Mapping[str, bytes]) -> None:
    """The calendar page of a release folder. Its link to the feed makes `site/` a whole that any web server can show:
    published, the feed lies in the site's folder."""
    write_files(release / "site", files)
    link = release / "site" / "feed"
    if not link.is_symlink():
        link.symlink_to(Path("..") / "feed")


def write_whole(path: Path, content: bytes) -> None:
    """Write a file beside the old one and put it in its place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(path.name + ".new")
    with fresh.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    fresh.rename(path)


def _replace(path: Path, target: Path) -> None:
    if path.exists():
        write_whole(target, path.read_bytes())


def _sync_tree(folder: Path) -> None:
    for path in folder.rglob("*"):
        _sync(path)
    _sync(folder)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
