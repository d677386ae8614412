"""What this machine is like where Litfass stands on it: disk, packages, zone data. Facts, no judgement."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata, util
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from packaging.requirements import Requirement

from pipeline.adapters.lock import lock_folder
from pipeline.errors import BusyError

REMOTE = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "9p", "ceph", "glusterfs", "fuse.sshfs", "fuse.rclone"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Disk:
    """The disk under a folder: `kind` as the kernel names its file system, '' if that is not known."""

    writable: bool
    kind: str
    free_bytes: int
    trouble: str


def python_version() -> str:
    """The running Python."""
    return ".".join(str(part) for part in sys.version_info[:3])


def disk_of(folder: Path) -> Disk:
    """The disk that holds the folder, or will when it is made; a file is written there and removed to see."""
    place = next(one for one in (folder, *folder.absolute().parents) if one.is_dir())
    try:
        with tempfile.TemporaryFile(dir=place):
            trouble = ""
    except OSError as error:
        trouble = error.strerror or str(error)
    return Disk(writable=not trouble, kind=_kind_of(place), free_bytes=shutil.disk_usage(place).free, trouble=trouble)


def _kind_of(place: Path) -> str:
    """The file system of the longest mount point above the place (Linux)."""
    try:
        lines = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    mounts = [line.split() for line in lines if len(line.split()) > 2]
    real = os.path.realpath(place)
    above = [(len(one[1]), one[2]) for one in mounts if real == one[1] or real.startswith(one[1].rstrip("/") + "/")]
    return max(above)[1] if above else ""


def lock_holder(data: Path) -> str:
    """Who holds the data folder, '' if nobody does (or there is none yet)."""
    if not (data / ".lock").exists():
        return ""
    try:
        with lock_folder(data):
            return ""
    except BusyError as error:
        return str(error)


def unmet_pins() -> Iterator[tuple[str, str]]:
    """Each runtime requirement that is not met: what is wanted, and what is installed ('nothing' if it is not)."""
    for text in metadata.requires("litfass") or ():
        wanted = Requirement(text)
        if wanted.marker is not None and not wanted.marker.evaluate({"extra": ""}):
            continue
        try:
            found = metadata.version(wanted.name)
        except metadata.PackageNotFoundError:
            yield f"{wanted.name}{wanted.specifier}", "nothing"
            continue
        if not wanted.specifier.contains(found, prereleases=True):
            yield f"{wanted.name}{wanted.specifier}", found


def python_wanted() -> str:
    """The Python versions that Litfass runs on, as its package says."""
    return str(metadata.metadata("litfass")["Requires-Python"] or "")


def has_package(name: str) -> bool:
    """Whether a package can be found, without importing it."""
    return util.find_spec(name) is not None


def has_zone(name: str) -> bool:
    """Whether the zone database knows the zone."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
