"""The chain of delta files: each names the digest of the one before, each line is sealed to the line before it.

    delta/<version>.ndjson   first line: {"op":"begin","version":…,"previous":{"version":…,"sha256":…}|null,"rows":n,
                             "table_sha256":…,…}; then n rows; every line ends its object with "seal"
    delta/index.json         the files that this release carries, oldest first, and the whole table as a checkpoint

seal = SHA-256 of the seal before and the line's canonical JSON without "seal"; the first line is sealed to the
`previous.sha256` (64 zeros without one). `table_sha256` is the digest of calendar.ndjson after the rows.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pipeline.errors import StoreError, UsageError
from pipeline.feed.canonical import canonical, digest, ndjson, pretty
from pipeline.feed.records import FILE as TABLE
from pipeline.release import version_order

FOLDER = "delta/"
KEPT_FILES = 100
NOTHING = "0" * 64

Row = Mapping[str, Any]


def file_of(version: str) -> str:
    """Path of a version's delta below feed/."""
    return f"{FOLDER}{version}.ndjson"


def newest(files: Mapping[str, bytes]) -> str | None:
    """The version of the newest delta among the files of a feed; None if there is none."""
    return max(_versions(files), key=version_order, default=None)


def link_on(version: str, rows: Iterable[Row], table: bytes, before: Mapping[str, bytes]) -> dict[str, bytes]:
    """The delta files of a release: those of the release before, as they are, then this one's, the last 100; and the
    index. UsageError if the release before is not older."""
    kept = {path: content for path, content in before.items() if path.startswith(FOLDER) and path.endswith(".ndjson")}
    last = newest(kept)
    if last is not None and version_order(last) >= version_order(version):
        raise UsageError(f"release {version} is not newer than {last}, which is published already", where=version)
    previous = {"version": last, "sha256": digest(kept[file_of(last)])} if last else None
    kept[file_of(version)] = seal(version, list(rows), digest(table), previous)
    ordered = sorted(_versions(kept), key=version_order)[-KEPT_FILES:]
    files = {file_of(one): kept[file_of(one)] for one in ordered}
    return files | {FOLDER + "index.json": _index(version, files, table)}


def seal(version: str, rows: list[Row], table_sha256: str, previous: Mapping[str, str | None] | None) -> bytes:
    """One delta file; the same rows give the same bytes."""
    head = {
        "op": "begin",
        "version": version,
        "previous": previous,
        "rows": len(rows),
        "table": TABLE,
        "table_sha256": table_sha256,
    }
    last = str(previous["sha256"]) if previous else NOTHING
    sealed = []
    for row in (head, *rows):
        last = digest(last + canonical(row))
        sealed.append({**row, "seal": last})
    return ndjson(sealed)


def chain_faults(files: Mapping[str, bytes]) -> Iterator[str]:
    """What is wrong with the chain among the files of a feed, in sentences: a gap, or a line that was altered."""
    before: bytes | None = None
    for version in sorted(_versions(files), key=version_order):
        content = files[file_of(version)]
        try:
            head = head_of(content)
            rows = [json.loads(line) for line in content.splitlines()[1:]]
            for row in rows:
                row.pop("seal")
            again = seal(version, rows, head["table_sha256"], head["previous"])
        except (StoreError, ValueError, KeyError, AttributeError) as error:
            yield f"feed/{file_of(version)}: not readable ({error})"
            continue
        if again != content:
            yield f"feed/{file_of(version)}: a line was altered, lost or put elsewhere"
        if before is not None and (head["previous"] or {}).get("sha256") != digest(before):
            yield f"feed/{file_of(version)}: does not follow the file before it"
        before = content
    if before is not None and head_of(before)["table_sha256"] != digest(files.get(TABLE, b"")):
        yield f"feed/{TABLE}: not what the last delta file leads to"


def head_of(content: bytes) -> Row:
    """The first line of a delta file."""
    try:
        head = json.loads(content.partition(b"\n")[0])
    except ValueError as error:
        raise StoreError(f"a delta file of the release before is damaged ({error})") from error
    if not isinstance(head, dict) or head.get("op") != "begin":
        raise StoreError("a delta file of the release before is damaged: it does not begin with op begin")
    return head


def _index(version: str, files: Mapping[str, bytes], table: bytes) -> bytes:
    return pretty(
        {
            "schema": "../schemas/delta-index.schema.json",
            "version": version,
            "table": {"path": f"../{TABLE}", "sha256": digest(table), "records": table.count(b"\n")},
            "files": [_listed(path, content) for path, content in files.items()],
        }
    )


def _listed(path: str, content: bytes) -> Mapping[str, Any]:
    head = head_of(content)
    return {
        "version": head["version"],
        "path": path.removeprefix(FOLDER),
        "sha256": digest(content),
        "previous_sha256": head["previous"]["sha256"] if head["previous"] else "",
        "rows": head["rows"],
    }


def _versions(files: Mapping[str, bytes]) -> list[str]:
    return [
        path.removeprefix(FOLDER).removesuffix(".ndjson")
        for path in files
        if path.startswith(FOLDER) and path.endswith(".ndjson")
    ]
