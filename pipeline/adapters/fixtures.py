"""Recorded pages of sources in a project folder, and new source modules beside them.

pipeline/sources/<name>.py
tests/sources/<name>/<case>.html (.json, .xml, .ics)   the body as it was served
tests/sources/<name>/<case>.head.json                  url, role, captured_at, headers, synthetic
tests/sources/<name>/<case>.expected.json              what it is expected to say
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from pipeline.errors import StoreError, UsageError
from pipeline.models import Capture, PageRole

_SUFFIXES = (".html", ".json", ".xml", ".ics")
_NOT_KEPT = ("set-cookie", "content-length", "content-encoding", "transfer-encoding", "connection", "keep-alive")


def project_folder(start: Path) -> Path:
    """The folder that holds `pipeline/sources`: `start` or one above it. UsageError if there is none."""
    for folder in (start, *start.parents):
        if (folder / "pipeline" / "sources").is_dir():
            return folder
    raise UsageError(
        f"{start} is no project folder: it has no pipeline/sources; change to your copy of Litfass, "
        "or begin one with `mkdir -p pipeline/sources tests/sources`",
        where=str(start),
    )


def module_path(project: Path, name: str) -> Path:
    """Where a source's module lies."""
    return project / "pipeline" / "sources" / f"{name}.py"


def fixture_folder(project: Path, name: str) -> Path:
    """Where a source's recorded pages lie."""
    return project / "tests" / "sources" / name


def cases(folder: Path) -> list[str]:
    """The names of the recorded pages."""
    return sorted(path.name.removesuffix(".head.json") for path in folder.glob("*.head.json"))


def load_fixture(folder: Path, case: str) -> Capture:
    """A recorded page as a capture; StoreError if head or body is missing or damaged."""
    path = folder / f"{case}.head.json"
    try:
        head = json.loads(path.read_text(encoding="utf-8"))
        body = next(one for suffix in _SUFFIXES if (one := folder / f"{case}{suffix}").exists())
        return Capture(
            capture_id="fixture",
            source_id=folder.name,
            run_id=f"{datetime.fromisoformat(head['captured_at']):%Y-%m-%d}.1",
            url=head["url"],
            final_url=head.get("final_url", head["url"]),
            role=PageRole(head["role"]),
            status=200,
            failure=None,
            captured_at=datetime.fromisoformat(head["captured_at"]),
            headers=tuple(head["headers"].items()),
            body=body.read_bytes(),
        )
    except (OSError, ValueError, KeyError, StopIteration) as error:
        raise StoreError(f"{path}: not a recorded page with its body beside it ({error!r})", where=str(path)) from error


def fixture_files(case: str, capture: Capture, *, suffix: str, synthetic: bool) -> dict[str, bytes]:
    """The two files of a recorded page by name."""
    head = {
        "url": capture.url,
        **({"final_url": capture.final_url} if capture.final_url not in ("", capture.url) else {}),
        "role": capture.role.value,
        "captured_at": capture.captured_at.isoformat(),
        "headers": {name: value for name, value in capture.headers if name.lower() not in _NOT_KEPT},
        "synthetic": synthetic,
    }
    text = json.dumps(head, ensure_ascii=False, indent=2) + "\n"
    return {f"{case}{suffix}": capture.body, f"{case}.head.json": text.encode()}


def load_golden(folder: Path, case: str) -> dict[str, object] | None:
    """What a recorded page is expected to say; None if nobody has written it yet."""
    path = folder / f"{case}.expected.json"
    if not path.exists():
        return None
    try:
        golden: dict[str, object] = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise StoreError(f"{path}: not JSON ({error})", where=str(path)) from error
    return golden


def write_new(files: Mapping[Path, bytes]) -> None:
    """Write files where none were, all of them or none; UsageError if one exists already."""
    there = [path for path in files if path.exists()]
    if there:
        raise UsageError(f"{there[0]} exists already; nothing was written", where=str(there[0]))
    write_all(files)


def write_all(files: Mapping[Path, bytes]) -> None:
    """Write files, over those that are there; after trouble those that were new are gone again. StoreError if so."""
    made: list[Path] = []
    try:
        for path, content in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.exists():
                made.append(path)
            path.write_bytes(content)
    except OSError as error:
        for path in made:
            path.unlink(missing_ok=True)
        raise StoreError(
            f"{error.filename}: cannot be written ({error.strerror})", where=str(error.filename)
        ) from error
