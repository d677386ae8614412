"""One run at a time: a kernel lock on the data folder, gone by itself when its process dies."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from pipeline.errors import BusyError, StoreError


@contextmanager
def lock_folder(data: Path) -> Iterator[None]:
    """Hold `<data>/.lock` for the duration of the block; the folder is made if need be.

    BusyError names the process that holds it and since when. The file stays behind: what counts is the kernel's lock
    on it, so a leftover of a killed run never blocks the next one.
    """
    path = data / ".lock"
    try:
        data.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise StoreError(f"{path} cannot be opened: {error.strerror}", where=str(path)) from error
    try:
        _take(descriptor, data, path)
        yield
    finally:
        os.close(descriptor)


def _take(descriptor: int, data: Path, path: Path) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise BusyError(
            f"another run holds the data folder {data} ({_owner(path)}); wait until it ends", where=str(path)
        ) from error
    note = json.dumps({"pid": os.getpid(), "since": datetime.now(UTC).isoformat(timespec="seconds")})
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, note.encode(), 0)


def _owner(path: Path) -> str:
    try:
        note = json.loads(path.read_text(encoding="utf-8"))
        return f"process {note['pid']}, since {note['since']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "its process is just starting"
