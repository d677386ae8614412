"""Captures and their WARC records: which named fields say what, in both directions."""

from __future__ import annotations

import hashlib
from datetime import datetime

from pipeline.adapters.body import BodyRefused, decode_body
from pipeline.adapters.warc import Record
from pipeline.errors import StoreError
from pipeline.models import Capture, PageRole

CAPTURE_ID = "Litfass-Capture-Id"
SOURCE = "Litfass-Source"
RUN = "Litfass-Run"
ROLE = "Litfass-Role"
ATTEMPT = "Litfass-Attempt"
REQUESTED_URL = "Litfass-Requested-Url"  # only where a redirect led elsewhere
ROBOTS_RULE = "Litfass-Robots-Rule"
FAILURE = "Litfass-Failure"
DETAIL = "Litfass-Detail"
BODY_SHA256 = "Litfass-Body-Sha256"
BODY_BYTES = "Litfass-Body-Bytes"
REVISIT_OF = "Litfass-Revisit-Of"

_OF_THE_TRANSFER = ("content-length", "content-encoding", "transfer-encoding", "connection", "date")


def capture_id(source_id: str, run_id: str, sequence: int) -> str:
    """The id of a source's n-th attempt of a run."""
    return f"cap_{hashlib.sha256(f'{run_id}/{source_id}/{sequence}'.encode()).hexdigest()[:16]}"


def capture_of(record: Record, original: Capture | None, warc_file: str) -> Capture | None:
    """The Capture that a record tells of, None for a record that is none (warcinfo).

    A revisit needs the `original` whose body it stands for: its body, and what the new headers do not say again.
    """
    fields = record.fields
    if CAPTURE_ID not in fields:
        return None
    body, headers = _content(record, original)
    named = {name.lower(): value for name, value in reversed(headers)}
    target = fields["WARC-Target-URI"]
    return Capture(
        capture_id=fields[CAPTURE_ID],
        source_id=fields[SOURCE],
        run_id=fields[RUN],
        url=fields.get(REQUESTED_URL, target),
        final_url=target,
        role=PageRole(fields[ROLE]),
        status=record.status,
        failure=fields.get(FAILURE),
        captured_at=datetime.fromisoformat(fields["WARC-Date"]),
        headers=headers,
        body=body,
        etag=named.get("etag"),
        last_modified=named.get("last-modified"),
        sha256=fields.get(BODY_SHA256),
        revisit_of=fields.get(REVISIT_OF),
        warc_file=warc_file,
        robots_rule=fields.get(ROBOTS_RULE),
        attempt=int(fields[ATTEMPT]),
        detail=fields.get(DETAIL, ""),
    )


def _content(record: Record, original: Capture | None) -> tuple[bytes, tuple[tuple[str, str], ...]]:
    if record.kind == "metadata" or FAILURE in record.fields:
        return b"", record.headers
    if original is not None:
        said = {name.lower() for name, _ in record.headers}
        kept = [pair for pair in original.headers if pair[0].lower() not in (*said, *_OF_THE_TRANSFER)]
        return original.body, (*record.headers, *kept)
    return _body(record), record.headers


def _body(record: Record) -> bytes:
    encoding = next((value for name, value in record.headers if name.lower() == "content-encoding"), "")
    size = int(record.fields[BODY_BYTES])
    try:
        body = decode_body(record.payload, encoding, size)
    except BodyRefused as error:
        raise StoreError(f"the archived response to {record.fields['WARC-Target-URI']} {error}") from error
    if hashlib.sha256(body).hexdigest() != record.fields[BODY_SHA256]:
        raise StoreError(f"the archived response to {record.fields['WARC-Target-URI']} is not what was written")
    return body
