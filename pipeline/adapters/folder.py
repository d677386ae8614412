"""What a raw folder is: demo or live for ever, of which layout, and the key of its fingerprints."""

from __future__ import annotations

import json
import secrets
from pathlib import Path

from pipeline.adapters.run_writer import write_whole
from pipeline.adapters.warc import read_lines, read_records
from pipeline.errors import StoreError, UsageError
from pipeline.models import Sites

LAYOUT = 1
# The demo's texts are invented and public, and its releases must be equal on every machine.
_DEMO_KEY = b"litfass demo fingerprints, no se"
_KEY_BYTES = 32


def folder_kind(raw: Path) -> Sites | None:
    """Whether a raw folder is demo or live; None if nothing was archived in it yet.

    Read from `folder.json`; where that is missing, from the first archive file. UsageError if the folder was written by
    a newer Litfass.
    """
    path = raw / "folder.json"
    if not path.exists():
        return _kind_of_archive(raw)
    try:
        note = json.loads(path.read_text(encoding="utf-8"))
        layout, sites = int(note["layout"]), Sites(note["sites"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{path} cannot be read, expected sites and layout: {error}", where=str(path)) from error
    if layout > LAYOUT:
        raise UsageError(
            f"{raw} has layout {layout}, but this Litfass knows {LAYOUT} at most; use the version that wrote it",
            where=str(path),
        )
    return sites


def claim_folder(raw: Path, sites: Sites) -> None:
    """Make sure that a raw folder belongs to these sites, and mark it if it is new.

    UsageError if it belongs to the other ones: invented and real announcements must never meet.
    """
    kind = folder_kind(raw)
    if kind is not None and kind != sites:
        raise UsageError(
            f"{raw} holds {kind.value} data and cannot take a {sites.value} run; choose another folder with --data",
            where=str(raw),
        )
    if sites is Sites.LIVE:
        fingerprint_key(raw, sites)  # made before the first night, so that a missing one later means a lost one
    path = raw / "folder.json"
    if not path.exists():
        _make(path, (json.dumps({"sites": sites.value, "layout": LAYOUT}) + "\n").encode())


def fingerprint_key(raw: Path, sites: Sites) -> bytes:
    """The 32 bytes that key `text_id` and the fingerprints of erased texts.

    Demo: a fixed public key. Live: random, made once, in `fingerprint.key` readable by its owner only. It belongs to
    the archive's backup and to no version control: without it erased texts could come back.
    """
    if sites is Sites.DEMO:
        return _DEMO_KEY
    path = raw / "fingerprint.key"
    if not path.exists():
        if _kind_of_archive(raw) is not None:
            raise StoreError(
                f"{path} is missing, though nights were archived under it; restore it from the backup",
                where=str(path),
            )
        _make(path, secrets.token_bytes(_KEY_BYTES), mode=0o600)
    key = path.read_bytes()
    if len(key) != _KEY_BYTES:
        raise StoreError(
            f"{path} has {len(key)} bytes, expected {_KEY_BYTES}; restore it from the backup", where=str(path)
        )
    return key


def _make(path: Path, data: bytes, mode: int = 0o644) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, data, mode)
    except OSError as error:
        raise StoreError(f"{path} cannot be written: {error.strerror or error}", where=str(path)) from error


def _kind_of_archive(raw: Path) -> Sites | None:
    for path in sorted(raw.glob("*/*/*.warc.gz")):
        for record in read_records(path):
            sites = read_lines(record.payload).get("sites", "")
            return Sites(sites) if sites in set(Sites) else None
    return None
