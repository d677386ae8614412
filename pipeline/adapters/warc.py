"""WARC 1.1 records: built with fixed ids and dates, so that the same exchanges give the same bytes, and read back."""

from __future__ import annotations

import base64
import hashlib
import uuid
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import quote

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from pipeline.adapters.exchange import Exchange, decode_header
from pipeline.errors import StoreError

NOT_MODIFIED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
IDENTICAL = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
_FIELDS = "application/warc-fields"
_IDS = uuid.UUID("6f1c8c52-7a54-5a0e-9a3e-2b1c5d4e9f10")  # namespace of our record ids
DROPPED = (b"transfer-encoding",)  # the chunks are undone in what we store


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One record as read back: its WARC headers, HTTP status and headers where it has them, and the block's rest."""

    kind: str
    fields: Mapping[str, str]
    status: int | None
    headers: tuple[tuple[str, str], ...]
    payload: bytes
    offset: int
    length: int


class _ExactHeaders(StatusAndHeaders):  # type: ignore[misc]  # warcio has no types
    """HTTP headers written byte for byte; warcio's own would percent-encode what is not ASCII."""

    def __init__(self, block: bytes) -> None:
        super().__init__("as in block", [], protocol="HTTP/1.1")  # an empty status would count as no headers at all
        self.block = block

    def compute_headers_buffer(self, header_filter: object = None) -> None:
        self.headers_buff = self.block


def record_id(*parts: str) -> str:
    """The same record id for the same source, run and place in it, at every replay."""
    return f"<urn:uuid:{uuid.uuid5(_IDS, '/'.join(parts))}>"


def warc_date(moment: datetime) -> str:
    """A moment as WARC-Date: UTC, with microseconds only if it has any."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def payload_digest(raw: bytes) -> str:
    """The digest that WARC readers expect of a payload: sha1 in base 32."""
    return f"sha1:{base64.b32encode(hashlib.sha1(raw, usedforsecurity=False).digest()).decode('ascii')}"


def one_line(text: str) -> str:
    """Text that is safe as a header's value."""
    return " ".join(text.split())


def uri(url: str) -> str:
    """An address that is safe in a header even if it is none."""
    return quote(url, safe="%/:?#[]@!$&'()*+,;=~") or "urn:litfass:empty-address"


def record_bytes(
    kind: str, fields: Mapping[str, str], *, exchange: Exchange | None = None, lines: Mapping[str, str] | None = None
) -> bytes:
    """One gzip member holding one record: an HTTP `exchange` (a revisit: its headers only) or name-value `lines`."""
    out = BytesIO()
    writer = WARCWriter(out, gzip=True, warc_version="WARC/1.1")
    if exchange is not None:
        payload = b"" if kind == "revisit" else exchange.raw
        block, content_type = _ExactHeaders(_http_block(exchange)), "application/http; msgtype=response"
    else:
        text = "".join(f"{name}: {one_line(value)}\r\n" for name, value in (lines or {}).items())
        payload, block, content_type = text.encode("utf-8"), None, _FIELDS
    record = writer.create_warc_record(
        fields.get("WARC-Target-URI", ""),
        kind,
        payload=BytesIO(payload),
        length=len(payload),
        warc_content_type=content_type,
        warc_headers_dict={"WARC-Type": kind, **fields},
        http_headers=block,
    )
    writer.write_record(record)
    return out.getvalue()


def _http_block(exchange: Exchange) -> bytes:
    head = f"{exchange.http_version} {exchange.status} {exchange.reason}".rstrip().encode("latin-1", "replace")
    kept = [name + b": " + value for name, value in exchange.headers if name.lower() not in DROPPED]
    return b"\r\n".join([head, *kept, b"", b""])


def read_records(path: Path, offset: int = 0) -> Iterator[Record]:
    """The records of an archive file from `offset` on; StoreError names file and place where it is damaged."""
    try:
        with path.open("rb") as stream:
            stream.seek(offset)
            yield from _records(stream)
    except (ArchiveLoadFailed, OSError, EOFError, ValueError, TypeError, LookupError, zlib.error) as error:
        raise StoreError(
            f"the archive file {path} cannot be read: {one_line(str(error)) or type(error).__name__}", where=str(path)
        ) from error


def _records(stream: BinaryIO) -> Iterator[Record]:
    iterator = ArchiveIterator(stream, no_record_parse=True)
    for raw in iterator:
        content = raw.raw_stream.read()
        # warcio knows a record's place only after its content was read
        offset, length = iterator.get_record_offset(), iterator.get_record_length()
        _check_block(dict(raw.rec_headers.headers), content, offset)
        yield _record(raw, content, offset, length)


def _check_block(fields: Mapping[str, str], content: bytes, offset: int) -> None:
    if len(content) != int(fields["Content-Length"]) or payload_digest(content) != fields["WARC-Block-Digest"]:
        raise ValueError(f"the record at byte {offset} is not what was written")


def whole_members(data: bytes) -> int:
    """How many bytes from the start of `data` are whole gzip members: what a killed writer leaves intact."""
    end = 0
    while end < len(data):
        inflater = zlib.decompressobj(zlib.MAX_WBITS | 16)
        try:
            inflater.decompress(data[end:])
        except zlib.error:
            return end
        if not inflater.eof:
            return end
        end = len(data) - len(inflater.unused_data)
    return end


def _record(raw: Any, content: bytes, offset: int, length: int) -> Record:
    fields = dict(raw.rec_headers.headers)
    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()
    payload = content
    if raw.rec_type in ("response", "revisit"):
        head, _, payload = content.partition(b"\r\n\r\n")
        status, headers = _parse_head(head)
    return Record(
        kind=raw.rec_type,
        fields=fields,
        status=status,
        headers=headers,
        payload=payload,
        offset=offset,
        length=length,
    )


def _parse_head(head: bytes) -> tuple[int, tuple[tuple[str, str], ...]]:
    first, *rest = head.split(b"\r\n")
    pairs = (line.partition(b":") for line in rest)
    return int(first.split()[1]), tuple((decode_header(name), decode_header(value.strip())) for name, _, value in pairs)


def read_lines(payload: bytes) -> dict[str, str]:
    """The name-value lines of a warcinfo or metadata record."""
    pairs = (line.partition(": ") for line in payload.decode("utf-8").split("\r\n") if line)
    return {name: value for name, _, value in pairs}
