"""A data folder with everything in it: archive, releases, decisions, lock."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pipeline.adapters.folder import claim_folder, fingerprint_key, folder_kind
from pipeline.adapters.lock import lock_folder
from pipeline.adapters.lost_release import lost_release
from pipeline.adapters.raw_store import RawStore
from pipeline.adapters.releases import ReleaseStore
from pipeline.errors import StoreError, UsageError
from pipeline.link.decisions import COLUMNS, Decisions, read_decisions
from pipeline.memory import Memory, load_memory
from pipeline.models import Sites

Tables = Mapping[str, Sequence[dict[str, object]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """A data folder that belongs to `sites`."""

    data: Path
    sites: Sites
    raw: RawStore
    releases: ReleaseStore

    @property
    def decisions_path(self) -> Path:
        return self.data / "decisions"

    def key(self) -> bytes:
        """The key of the folder's fingerprints."""
        return fingerprint_key(self.raw.folder, self.sites)

    def decisions(self) -> Decisions:
        """People's rulings as they stand in the files now."""
        files: dict[str, str] = {}
        for path in sorted(self.decisions_path.glob("*.csv")):
            files[path.name] = path.read_text(encoding="utf-8", errors="replace")
        return read_decisions(files)

    def last_state(self) -> tuple[Tables, Memory]:
        """Tables and memory of the current release; empty before the first. StoreError if there were releases and
        `current` leads to none."""
        version = self.releases.current()
        if version is None:
            if lost_release(self.releases):
                raise StoreError(
                    f"{self.releases.current_path}: is gone, but there are releases; `litfass rebuild` goes on from "
                    "the newest",
                    where=str(self.releases.current_path),
                )
            return {}, Memory()
        return self.releases.tables(version), load_memory(self.releases.memory(version))


def open_workspace(data: Path, sites: Sites) -> Workspace:
    """A folder to write to: made, or checked to be of that kind (UsageError if it is the other one or of a newer
    schema)."""
    raw = data / "raw"
    claim_folder(raw, sites)
    workspace = _workspace(data, sites)
    _check_schema(workspace)
    try:
        workspace.decisions_path.mkdir(exist_ok=True)
        for name, columns in COLUMNS.items():
            path = workspace.decisions_path / name
            if not path.exists():
                path.write_text(",".join(columns) + "\n", encoding="utf-8")
    except OSError as error:
        raise StoreError(f"{workspace.decisions_path}: {error.strerror}", where=str(data)) from error
    return workspace


def read_workspace(data: Path) -> Workspace:
    """A folder to read from; UsageError if there is none."""
    sites = folder_kind(data / "raw")
    if sites is None and not (data / "processed" / "current").exists():
        raise UsageError(f"{data}: nothing is archived here yet; `litfass run` makes the first night", where=str(data))
    workspace = _workspace(data, sites or Sites.LIVE)
    _check_schema(workspace)
    return workspace


@contextmanager
def locked(workspace: Workspace) -> Iterator[None]:
    """Hold the folder against a second run, and set aside first what an interrupted run left."""
    with lock_folder(workspace.data):
        workspace.raw.recover()
        yield


def _workspace(data: Path, sites: Sites) -> Workspace:
    return Workspace(data=data, sites=sites, raw=RawStore(data / "raw"), releases=ReleaseStore(data / "processed"))


def _check_schema(workspace: Workspace) -> None:
    version = None if lost_release(workspace.releases) else workspace.releases.current()
    if version is not None:
        workspace.releases.manifest(version)
