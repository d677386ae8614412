"""The index beside an archive file (CDXJ): where each response stands; derived, and made anew when missing."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urlsplit

from pipeline.adapters import captures
from pipeline.adapters.warc import Record

_MAGIC = "!OpenWayback-CDXJ 1.0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One response or revisit record: enough to find it, to ask conditionally, and to refer to it."""

    url: str
    date: str
    status: str
    mime: str
    digest: str
    offset: str
    length: str
    filename: str
    capture_id: str
    record_id: str
    usable: bool
    revisit_of: str | None = None

    @property
    def original_id(self) -> str:
        """The capture whose body this is."""
        return self.revisit_of or self.capture_id


def entry_of(record: Record, filename: str) -> Entry | None:
    """The index entry of a record, None for one without response."""
    if record.kind not in ("response", "revisit"):
        return None
    fields = record.fields
    return Entry(
        url=fields["WARC-Target-URI"],
        date=fields["WARC-Date"],
        status=str(record.status),
        mime=_mime(record),
        digest=fields.get("WARC-Payload-Digest", "-"),
        offset=str(record.offset),
        length=str(record.length),
        filename=filename,
        capture_id=fields[captures.CAPTURE_ID],
        record_id=fields["WARC-Record-ID"],
        usable=_is_usable(record),
        revisit_of=fields.get(captures.REVISIT_OF),
    )


def _mime(record: Record) -> str:
    if record.kind == "revisit":
        return "warc/revisit"
    value = next((value for name, value in record.headers if name.lower() == "content-type"), "-")
    return value.partition(";")[0].strip() or "-"


def _is_usable(record: Record) -> bool:
    if captures.FAILURE in record.fields:
        return False
    return record.kind == "revisit" or (record.status == 200 and record.fields.get(captures.BODY_BYTES) != "0")


def to_text(entries: Iterable[Entry]) -> str:
    """The index file: sorted by address key and moment, as CDXJ readers expect."""
    lines = [
        f"{_key(entry.url)} {_stamp(entry.date)} {json.dumps(asdict(entry), ensure_ascii=False)}" for entry in entries
    ]
    return "\n".join([_MAGIC, *sorted(lines), ""])


def from_file(path: Path) -> list[Entry] | None:
    """The entries of an index file in the order of its archive; None if there is none that can be read."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        if lines[0] != _MAGIC:
            return None
        found = [Entry(**json.loads(line.split(" ", 2)[2])) for line in lines[1:]]
    except (OSError, ValueError, TypeError, LookupError):
        return None
    return sorted(found, key=lambda entry: int(entry.offset))


def _key(url: str) -> str:
    """The address with its host turned round (SURT), so that a site's lines stand together."""
    parts = urlsplit(url)
    host = ",".join(reversed((parts.hostname or "").split(".")))
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}){parts.path or '/'}{query}".lower().replace(" ", "%20")


def _stamp(date: str) -> str:
    return "".join(sign for sign in date[:19] if sign.isdigit())
