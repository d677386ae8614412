"""One source's archive file of one night: opened, appended to record by record, renamed when whole."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from pipeline.adapters import captures, cdxj, warc
from pipeline.adapters.exchange import Exchange, decode_header
from pipeline.errors import StoreError
from pipeline.models import Capture, Failure, PageRole, Run

_TRUNCATED = {Failure.TIMEOUT: "time", Failure.TOO_LARGE: "length", Failure.TRUNCATED: "disconnect"}


@dataclass(frozen=True, slots=True)
class Known:
    """The last usable capture of an address, and the record that holds its body."""

    capture: Capture
    original: cdxj.Entry


class RunWriter:
    """Appends a source's attempts of one run to `<run_id>.warc.gz.open`.

    Leaving the block renames the file to `<run_id>.warc.gz` and writes its index. After an exception the `.open` file
    stays as it is: it is no night, and RawStore.recover sets it aside.
    """

    def __init__(
        self, path: Path, source_id: str, run: Run, facts: Mapping[str, str], done: Callable[[], None] = lambda: None
    ) -> None:
        self.source_id = source_id
        self.run = run
        self.path = path
        self._done = done
        self._trouble: StoreError | None = None
        self._sequence = 0
        self._end = 0
        self._entries: list[cdxj.Entry] = []
        self._open_path = path.with_name(f"{path.name}.open")
        self._file = self._create()
        self._warcinfo_id = warc.record_id(source_id, run.run_id, "0")
        self._append(warc.record_bytes("warcinfo", self._warcinfo_fields(), lines=self._warcinfo_lines(facts)))

    def write_response(
        self,
        *,
        url: str,
        final_url: str,
        role: PageRole,
        exchange: Exchange,
        captured_at: datetime,
        known: Known | None = None,
        robots_rule: str | None = None,
        attempt: int = 1,
    ) -> Capture:
        """Archive an exchange that brought a response, whole or not.

        A 304, or a body equal byte for byte to that of `known`, becomes a revisit record that points at it.
        """
        digest = warc.payload_digest(exchange.raw)
        profile = _revisit_profile(exchange, digest, known)
        fields = self._fields(url, final_url, role, captured_at, robots_rule, attempt)
        fields |= _failure_fields(exchange.failure, exchange.detail)
        if profile and known:
            kind = "revisit"
            fields |= _revisit_fields(profile, known)
        else:
            kind = "response"
            fields |= {"WARC-Payload-Digest": digest} | _body_fields(exchange)
        original = known.capture if kind == "revisit" and known else None
        data = warc.record_bytes(kind, fields, exchange=exchange)
        return self._store(_as_record(kind, fields, exchange), data, original)

    def write_failure(
        self,
        *,
        url: str,
        role: PageRole,
        failure: Failure,
        detail: str,
        captured_at: datetime,
        final_url: str = "",
        robots_rule: str | None = None,
        attempt: int = 1,
    ) -> Capture:
        """Archive an attempt that brought no response; `detail` is the reason in one sentence."""
        fields = self._fields(url, final_url or url, role, captured_at, robots_rule, attempt)
        fields |= _failure_fields(failure, detail)
        data = warc.record_bytes("metadata", fields, lines={"failure": failure.value, "detail": detail})
        return self._store(_as_record("metadata", fields, Exchange()), data, None)

    def __enter__(self) -> RunWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None or self._trouble is not None:
            self._file.close()
            if self._trouble is not None and error is not self._trouble:
                raise self._trouble
            return
        try:
            self._finish()
        except OSError as trouble:
            raise _disk_error(trouble, self._open_path) from trouble

    def _create(self) -> BinaryIO:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            partial = self.path.with_name(f"{self.run.run_id}.partial.warc.gz")
            if self.path.exists() or partial.exists():
                raise StoreError(f"{self.path} exists already, and the archive is written once", where=str(self.path))
            return self._open_path.open("xb", buffering=0)
        except FileExistsError as error:
            raise StoreError(
                f"{self._open_path} is left of an interrupted run and must be set aside first", where=str(self.path)
            ) from error
        except OSError as error:
            raise _disk_error(error, self._open_path) from error

    def _warcinfo_fields(self) -> dict[str, str]:
        return {
            "WARC-Record-ID": self._warcinfo_id,
            "WARC-Date": warc.warc_date(self.run.started_at),
            "WARC-Filename": self.path.name,
        }

    def _warcinfo_lines(self, facts: Mapping[str, str]) -> dict[str, str]:
        run = self.run
        return {
            "software": f"litfass/{version('litfass')}",
            "format": "WARC File Format 1.1",
            "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
            "source": self.source_id,
            "run-id": run.run_id,
            "logical-date": run.logical_date.isoformat(),
            "started-at": run.started_at.isoformat(),
            "sites": run.sites.value,
            "backfill": str(run.backfill).lower(),
            **({"asked": " ".join(run.asked)} if run.asked else {}),
            **facts,
        }

    def _fields(
        self, url: str, final_url: str, role: PageRole, captured_at: datetime, robots_rule: str | None, attempt: int
    ) -> dict[str, str]:
        self._sequence += 1
        asked, target = warc.one_line(url), warc.uri(final_url)
        return {
            "WARC-Record-ID": warc.record_id(self.source_id, self.run.run_id, str(self._sequence)),
            "WARC-Date": warc.warc_date(captured_at),
            "WARC-Target-URI": target,
            "WARC-Warcinfo-ID": self._warcinfo_id,
            captures.CAPTURE_ID: captures.capture_id(self.source_id, self.run.run_id, self._sequence),
            captures.SOURCE: self.source_id,
            captures.RUN: self.run.run_id,
            captures.ROLE: role.value,
            captures.ATTEMPT: str(attempt),
            **({captures.REQUESTED_URL: asked} if asked != target else {}),
            **({captures.ROBOTS_RULE: warc.one_line(robots_rule)} if robots_rule else {}),
        }

    def _store(self, record: warc.Record, data: bytes, original: Capture | None) -> Capture:
        capture = captures.capture_of(record, original, place_in_archive(self.path))
        if capture is None:
            raise ValueError("a record without capture id was to be stored as a capture")
        entry = cdxj.entry_of(replace(record, offset=self._end, length=len(data)), self.path.name)
        self._append(data)
        if entry is not None:
            self._entries.append(entry)
        return capture

    def _append(self, data: bytes) -> None:
        if self._trouble is not None:
            raise self._trouble
        try:
            view = memoryview(data)
            while view:
                view = view[self._file.write(view) :]
        except OSError as error:
            self._trouble = _disk_error(error, self._open_path)  # a file with a torn record is never finished
            raise self._trouble from error
        self._end += len(data)

    def _finish(self) -> None:
        os.fsync(self._file.fileno())
        self._file.close()
        self._open_path.rename(self.path)
        sync_folder(self.path.parent)
        write_whole(index_path(self.path), cdxj.to_text(self._entries).encode("utf-8"))
        self._done()


def place_in_archive(path: Path) -> str:
    """An archive file's name as `Capture.warc_file` has it: `<source>/<YYYY>/<run_id>.warc.gz`."""
    return "/".join(path.parts[-3:])


def index_path(path: Path) -> Path:
    """The index file that belongs to an archive file."""
    return path.with_name(path.name.removesuffix(".warc.gz") + ".cdxj")


def sync_folder(folder: Path) -> None:
    """Make renames in a folder survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_whole(path: Path, data: bytes, mode: int = 0o644) -> None:
    """Write a small file so that readers see the old one or the whole new one."""
    draft = path.with_name(f".{path.name}.draft")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    draft.rename(path)
    sync_folder(path.parent)


def _revisit_profile(exchange: Exchange, digest: str, known: Known | None) -> str | None:
    if known is None or exchange.failure is not None:
        return None
    if exchange.status == 304:
        return warc.NOT_MODIFIED
    is_equal = exchange.status == 200 and bool(exchange.raw) and digest == known.original.digest
    return warc.IDENTICAL if is_equal else None


def _revisit_fields(profile: str, known: Known) -> dict[str, str]:
    original = known.original
    return {
        "WARC-Profile": profile,
        "WARC-Refers-To": original.record_id,
        "WARC-Refers-To-Target-URI": original.url,
        "WARC-Refers-To-Date": original.date,
        "WARC-Payload-Digest": original.digest,
        captures.REVISIT_OF: original.capture_id,
        captures.BODY_SHA256: known.capture.sha256 or "",
        captures.BODY_BYTES: str(len(known.capture.body)),
    }


def _body_fields(exchange: Exchange) -> dict[str, str]:
    if exchange.failure is not None:
        cut = _TRUNCATED.get(exchange.failure)
        return {"WARC-Truncated": cut} if cut else {}
    return {
        captures.BODY_SHA256: hashlib.sha256(exchange.body).hexdigest(),
        captures.BODY_BYTES: str(len(exchange.body)),
    }


def _failure_fields(failure: Failure | None, detail: str) -> dict[str, str]:
    return {captures.FAILURE: failure.value, captures.DETAIL: warc.one_line(detail)} if failure else {}


def _as_record(kind: str, fields: Mapping[str, str], exchange: Exchange) -> warc.Record:
    headers = tuple(
        (decode_header(name), decode_header(value))
        for name, value in exchange.headers
        if name.lower() not in warc.DROPPED
    )
    return warc.Record(
        kind=kind, fields=fields, status=exchange.status, headers=headers, payload=exchange.raw, offset=0, length=0
    )


def _disk_error(error: OSError, path: Path) -> StoreError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        sentence = f"the disk is full, {path} could not be written on; what was stored before is untouched"
    else:
        sentence = f"{path} cannot be written: {error.strerror or error}"
    return StoreError(sentence, where=str(path))
