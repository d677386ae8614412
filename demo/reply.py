"""What a demo site is asked and what it answers, before HTTP."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

HTML = "text/html; charset=UTF-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Path as sent (percent-encoded) and decoded query parameters; `with_platform` is off in the renamed theme."""

    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    with_platform: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    status: int
    content_type: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


def page(html: str, *, status: int = 200, headers: Mapping[str, str] | None = None) -> Reply:
    """An HTML page."""
    return Reply(status=status, content_type=HTML, body=html.encode(), headers=headers or {})


def data(value: object, *, status: int = 200, headers: Mapping[str, str] | None = None) -> Reply:
    """A JSON document."""
    body = json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode()
    return Reply(status=status, content_type="application/json; charset=UTF-8", body=body, headers=headers or {})


def moved(location: str) -> Reply:
    """A permanent redirect."""
    return Reply(status=301, content_type=HTML, body=b"", headers={"Location": location})
