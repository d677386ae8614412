"""Writes people's words into the decisions/ files: one row at the end, none that stands is touched."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Sequence
from pathlib import Path

from pipeline.errors import StoreError


def append_row(path: Path, columns: Sequence[str], cells: Sequence[str]) -> str:
    """Append one row in one write and make it durable; returns the line. A file without rows gets its head, a head
    that an older Litfass wrote is brought up to date. StoreError if the file cannot be written."""
    line = _line(cells)
    try:
        held = path.read_bytes() if path.exists() else b""
        head = _line(columns)
        if not held.strip():
            _replace(path, f"{head}\n".encode())
        elif held.removeprefix(b"\xef\xbb\xbf").startswith(_line(columns[:-1]).encode() + b"\n"):
            rest = held.split(b"\n", 1)[1]
            _replace(path, f"{head}\n".encode() + rest)
        _append(path, line)
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror}; nothing was written", where=str(path)) from error
    return line


def _line(cells: Sequence[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(cells)
    return out.getvalue()


def _append(path: Path, line: str) -> None:
    with path.open("ab+") as stream:
        stream.seek(0, os.SEEK_END)
        is_torn = stream.tell() > 0 and _last_byte(stream.fileno(), stream.tell()) != b"\n"
        stream.write((b"\n" if is_torn else b"") + line.encode() + b"\n")
        stream.flush()
        os.fsync(stream.fileno())


def _last_byte(descriptor: int, size: int) -> bytes:
    return os.pread(descriptor, 1, size - 1)


def _replace(path: Path, content: bytes) -> None:
    fresh = path.with_suffix(".new")
    fresh.write_bytes(content)
    fresh.replace(path)
