"""Where a release can be handed over to: a folder that a web server shows, or a bucket."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from pyarrow import fs

from pipeline.errors import PipelineError, StoreError, UsageError

_STAGED = ".litfass-neu"
_TYPES = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
    "xml": "application/xml",
    "txt": "text/plain; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "atom": "application/atom+xml",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "ndjson": "application/x-ndjson",
    "parquet": "application/vnd.apache.parquet",
}


class Target(Protocol):
    """A place for files with relative paths. A file there is whole or absent at any moment."""

    name: str
    workers: int  # how many files may be shown side by side

    def read(self, path: str) -> bytes | None: ...

    def sizes(self) -> Mapping[str, int]:
        """Every file that lies there, with its bytes."""
        ...

    def stage(self, path: str, content: bytes) -> None:
        """Bring a file there without showing it, if the target can."""
        ...

    def show(self, path: str, content: bytes) -> None:
        """Make a staged file the one that readers get."""
        ...

    def remove(self, path: str) -> None: ...

    def clean(self) -> None:
        """Remove what was staged and never shown, and folders left empty."""
        ...


def open_target(place: str, *, outside: Path) -> Target:
    """`s3://bucket/prefix?region=…&endpoint_override=…` (the options of pyarrow's S3FileSystem), else a folder.

    UsageError for any other scheme, a file, or a place in the data folder `outside`; StoreError if it cannot be
    reached."""
    scheme, separator, _ = place.partition("://")
    if not separator:
        folder = Path(place).resolve()
        if folder.is_relative_to(outside.resolve()):
            raise UsageError(f"--to {place} lies in the data folder {outside}; choose a place outside", where="--to")
        if folder.exists() and not folder.is_dir():
            raise UsageError(f"--to {place} is a file; expected a folder or s3://bucket/prefix", where="--to")
        return FolderTarget(folder)
    if scheme != "s3":
        raise UsageError(f"--to {place}: expected a folder or s3://bucket/prefix", where="--to")
    name = re.sub(r"//[^/@]*@", "//", place.partition("?")[0])  # a key before the bucket is nobody's to read
    with as_sentence(name):
        filesystem, path = fs.FileSystem.from_uri(place)
    if not path.strip("/"):
        raise UsageError(f"--to {place} names no bucket; expected s3://bucket/prefix", where="--to")
    return BucketTarget(filesystem, path, name)


class FolderTarget:
    """A local folder, made if it is not there. Files are written aside and shown by rename."""

    workers = 1

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.name = str(folder)
        with as_sentence(self.name):
            folder.mkdir(parents=True, exist_ok=True)

    def read(self, path: str) -> bytes | None:
        try:
            return (self.folder / path).read_bytes()
        except FileNotFoundError:
            return None

    def sizes(self) -> Mapping[str, int]:
        return {
            path.relative_to(self.folder).as_posix(): path.stat().st_size
            for path in self.folder.rglob("*")
            if path.is_file() and path.relative_to(self.folder).parts[0] != _STAGED
        }

    def stage(self, path: str, content: bytes) -> None:
        aside = self.folder / _STAGED / path
        aside.parent.mkdir(parents=True, exist_ok=True)
        with aside.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())

    def show(self, path: str, content: bytes) -> None:
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        (self.folder / _STAGED / path).replace(target)

    def remove(self, path: str) -> None:
        (self.folder / path).unlink(missing_ok=True)
        for parent in (self.folder / path).parents:
            if parent == self.folder or any(parent.iterdir()):
                return
            parent.rmdir()

    def clean(self) -> None:
        shutil.rmtree(self.folder / _STAGED, ignore_errors=True)


class BucketTarget:
    """A prefix of an S3 bucket. An object is replaced whole by its upload, so nothing is staged."""

    workers = 8

    def __init__(self, filesystem: Any, path: str, name: str) -> None:
        self.filesystem = filesystem
        self.base = path.strip("/")
        self.name = name

    def read(self, path: str) -> bytes | None:
        try:
            with self.filesystem.open_input_stream(f"{self.base}/{path}") as stream:
                return bytes(stream.read())
        except FileNotFoundError:
            return None

    def sizes(self) -> Mapping[str, int]:
        selector = fs.FileSelector(self.base, recursive=True, allow_not_found=True)
        return {
            info.path.removeprefix(f"{self.base}/"): info.size
            for info in self.filesystem.get_file_info(selector)
            if info.type == fs.FileType.File
        }

    def stage(self, path: str, content: bytes) -> None:
        """Nothing to do."""

    def show(self, path: str, content: bytes) -> None:
        with self.filesystem.open_output_stream(f"{self.base}/{path}", metadata=_headers(path)) as stream:
            stream.write(content)

    def remove(self, path: str) -> None:
        self.filesystem.delete_file(f"{self.base}/{path}")

    def clean(self) -> None:
        """Nothing was staged."""


def _headers(path: str) -> dict[str, str]:
    """The static files' names change with their content; everything else may be new tomorrow."""
    kind = "application/feed+json" if path == "feed/feed.json" else _TYPES.get(path.rpartition(".")[2])
    age = "public, max-age=31536000, immutable" if path.startswith("static/") else "public, max-age=900"
    return {"Content-Type": kind or "application/octet-stream", "Cache-Control": age}


@contextmanager
def as_sentence(name: str) -> Iterator[None]:
    """Trouble with disk or net as one StoreError."""
    try:
        yield
    except PipelineError:
        raise
    except (OSError, ValueError) as error:
        raise StoreError(f"{name}: {error}", where=name) from error
