"""One byte form for JSON: sorted keys, no spaces, UTF-8; so that equal values have equal digests."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from pipeline.berlin import aware


def canonical(value: object) -> str:
    """The one JSON text of a value (RFC 8785 but for the form of fractions); ValueError for NaN and infinity."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def ndjson(values: Iterable[Mapping[str, Any]]) -> bytes:
    """One canonical line a value."""
    return "".join(canonical(value) + "\n" for value in values).encode()


def pretty(value: object) -> bytes:
    """JSON for people to read: indented, keys in the order given."""
    return (json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def digest(content: bytes | str) -> str:
    """SHA-256 in hexadecimal; a text may hold halves of surrogate pairs."""
    return hashlib.sha256(content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content).hexdigest()


def iso(moment: datetime | date) -> str:
    """A moment to the second with Berlin's offset; a day as it is."""
    return aware(moment).isoformat(timespec="seconds") if isinstance(moment, datetime) else moment.isoformat()
