"""The raw archive: `<raw>/<source>/<YYYY>/<run_id>.warc.gz` with its index `.cdxj`, write-once, and read back.

A file being written is called `<run_id>.warc.gz.open` and is no night; what an interrupted run left is set aside as
`<run_id>.partial.warc.gz`, which is none either: whole records, kept as evidence, never read by build. So the archive
says the same before and after the mending, and a replay sees what the night saw.
"""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from pipeline.adapters import captures, cdxj, warc
from pipeline.adapters.run_writer import Known, RunWriter, index_path, place_in_archive, write_whole
from pipeline.errors import StoreError
from pipeline.models import Capture, Run, Sites

_RUN_ID = re.compile(r"(\d{4}-\d{2}-\d{2})\.(\d+)")
_WARC, _PARTIAL, _OPEN = ".warc.gz", ".partial.warc.gz", ".warc.gz.open"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Index:
    """A source's responses over all nights, by capture_id, and the last usable one of each address."""

    by_id: Mapping[str, cdxj.Entry]
    latest: Mapping[str, cdxj.Entry]


class RawStore:
    """The archive under one raw folder. May be shared by threads, one per source."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        self._indexes: dict[str, _Index] = {}

    # ------------------------------------------------------------ writing

    def open_run(self, source_id: str, run: Run, facts: Mapping[str, str] | None = None) -> RunWriter:
        """The writer of one source's night; `facts` (settings, code version) go into its warcinfo.

        StoreError if that night is already archived.
        """
        path = self._path(source_id, run.run_id)
        return RunWriter(path, source_id, run, facts or {}, done=lambda: self._forget(source_id))

    def next_run_id(self, logical_date: date) -> str:
        """The id of the next run of that day; also interrupted runs count."""
        day = logical_date.isoformat()
        taken = {_order(name)[1] for name in self._names() if name.startswith(f"{day}.")}
        return f"{day}.{max(taken, default=0) + 1}"

    def recover(self) -> list[Path]:
        """Set aside what interrupted runs left, and say which files that made. Call it only while holding the lock.

        Whole records are kept, the torn end is cut off. A file without one whole record held nothing and goes.
        """
        made = []
        for path in sorted(self.folder.glob(f"*/*/*{_OPEN}")):
            data = path.read_bytes()
            kept = data[: warc.whole_members(data)]
            target = path.with_name(path.name.removesuffix(_OPEN) + _PARTIAL)
            if kept:
                write_whole(target, kept)
                made.append(target)
            path.unlink()
        return made

    def reindex(self) -> int:
        """Make every index file anew from the archive files; returns how many."""
        paths = [path for path in self.folder.glob(f"*/*/*{_WARC}") if _is_night(path)]
        for path in paths:
            _write_index(path)
        with self._lock:
            self._indexes.clear()
        return len(paths)

    # ------------------------------------------------------------ reading

    def runs(self) -> list[Run]:
        """All nights of all sources, in the order (logical date, number)."""
        first: dict[str, Path] = {}
        for path in sorted(self.folder.glob(f"*/*/*{_WARC}")):
            if _is_night(path):
                first.setdefault(path.name.removesuffix(_WARC), path)
        return [_run_of(_warcinfo(first[run_id])) for run_id in sorted(first, key=_order)]

    def sources_of(self, run_id: str) -> list[str]:
        """The sources that have an archive file of that night, by name."""
        return sorted(path.parent.parent.name for path in self.folder.glob(f"*/{run_id[:4]}/{run_id}{_WARC}"))

    def sources(self) -> set[str]:
        """Every source that has an archived night."""
        return {path.parent.parent.name for path in self.folder.glob(f"*/*/*{_WARC}") if _is_night(path)}

    def facts(self, source_id: str, run_id: str) -> dict[str, str]:
        """The name-value lines of the warcinfo record."""
        return _warcinfo(self._night(source_id, run_id))

    def load(self, source_id: str, run_id: str) -> list[Capture]:
        """A source's captures of a night in the order of fetching, bodies decoded, revisits resolved.

        StoreError names the file that is missing or damaged.
        """
        path = self._night(source_id, run_id)
        return [capture for record in warc.read_records(path) for capture in self._captures(source_id, record, path)]

    def load_one(self, source_id: str, capture_id: str) -> Capture:
        """One capture that had a response."""
        entry = self._entry(source_id, capture_id)
        path = self._night(source_id, entry.filename.removesuffix(_WARC))
        for record in warc.read_records(path, int(entry.offset)):
            if record.fields.get(captures.CAPTURE_ID) != capture_id:
                break
            return next(self._captures(source_id, record, path))
        raise StoreError(f"the index of {path} does not fit it; make it anew with reindex", where=str(path))

    def validators(self, source_id: str, url: str) -> Known | None:
        """The last usable capture of an address: what a conditional request may refer to.

        None if there is none, or if it cannot be read any more (then the page is asked for as if it were new).
        """
        last = self._index(source_id).latest.get(warc.uri(url))
        if last is None:
            return None
        try:
            return Known(self.load_one(source_id, last.capture_id), self._entry(source_id, last.original_id))
        except StoreError as error:
            _log.warning("%s is asked for unconditionally: %s", url, error)
            return None

    def check(self) -> list[str]:
        """One sentence for each night that cannot be read back whole; every digest, revisit and index is looked at."""
        found = []
        for path in sorted(path for path in self.folder.glob(f"*/*/*{_WARC}") if _is_night(path)):
            try:
                self.load(path.parent.parent.name, path.name.removesuffix(_WARC))
                stands, named = len(_read_index(path)), len(_entries(path))
            except StoreError as error:
                found.append(str(error))
                continue
            if stands != named:
                found.append(f"{path} holds {stands} responses, its index names {named}; one of the two was changed")
        return found

    # ------------------------------------------------------------ inside

    def _captures(self, source_id: str, record: warc.Record, path: Path) -> Iterator[Capture]:
        original_id = record.fields.get(captures.REVISIT_OF)
        original = self.load_one(source_id, original_id) if original_id else None
        capture = captures.capture_of(record, original, place_in_archive(path))
        if capture is not None:
            yield capture

    def _path(self, source_id: str, run_id: str) -> Path:
        return self.folder / source_id / run_id[:4] / f"{run_id}{_WARC}"

    def _night(self, source_id: str, run_id: str) -> Path:
        path = self._path(source_id, run_id)
        if not path.exists():
            raise StoreError(f"the archive has no night {run_id} of {source_id}: {path} is missing", where=str(path))
        return path

    def _names(self) -> Iterator[str]:
        for path in self.folder.glob("*/*/*"):
            if _RUN_ID.match(path.name):
                yield path.name

    def _entry(self, source_id: str, capture_id: str) -> cdxj.Entry:
        entry = self._index(source_id).by_id.get(capture_id)
        if entry is None:
            raise StoreError(f"the archive of {source_id} has no response {capture_id} to refer to", found=capture_id)
        return entry

    def _index(self, source_id: str) -> _Index:
        with self._lock:
            if source_id not in self._indexes:
                entries = [entry for path in self._nights(source_id) for entry in _entries(path)]
                self._indexes[source_id] = _Index(
                    by_id={entry.capture_id: entry for entry in entries},
                    latest={entry.url: entry for entry in entries if entry.usable},
                )
            return self._indexes[source_id]

    def _nights(self, source_id: str) -> list[Path]:
        paths = [path for path in (self.folder / source_id).glob(f"*/*{_WARC}") if _is_night(path)]
        return sorted(paths, key=lambda path: _order(path.name))

    def _forget(self, source_id: str) -> None:
        with self._lock:
            self._indexes.pop(source_id, None)


def _is_night(path: Path) -> bool:
    return _RUN_ID.fullmatch(path.name.removesuffix(_WARC)) is not None


def _order(name: str) -> tuple[str, int]:
    found = _RUN_ID.match(name)
    return (found[1], int(found[2])) if found else (name, 0)


def _entries(path: Path) -> list[cdxj.Entry]:
    found = cdxj.from_file(index_path(path))
    return found if found is not None else _write_index(path)


def _read_index(path: Path) -> list[cdxj.Entry]:
    found = [cdxj.entry_of(record, path.name) for record in warc.read_records(path)]
    return [entry for entry in found if entry is not None]


def _write_index(path: Path) -> list[cdxj.Entry]:
    entries = _read_index(path)
    try:
        write_whole(index_path(path), cdxj.to_text(entries).encode("utf-8"))
    except OSError as error:  # a read-only archive is still an archive
        _log.warning("the index of %s cannot be written: %s", path, error.strerror)
    return entries


def _warcinfo(path: Path) -> dict[str, str]:
    for record in warc.read_records(path):
        return warc.read_lines(record.payload)
    raise StoreError(f"the archive file {path} is empty", where=str(path))


def _run_of(facts: Mapping[str, str]) -> Run:
    return Run(
        run_id=facts["run-id"],
        logical_date=date.fromisoformat(facts["logical-date"]),
        started_at=datetime.fromisoformat(facts["started-at"]),
        sites=Sites(facts["sites"]),
        backfill=facts["backfill"] == "true",
        asked=tuple(facts.get("asked", "").split()),
    )
