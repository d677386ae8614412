"""JSON pointers (RFC 6901) into parsed values: made while walking, followed again to prove a field."""

from __future__ import annotations

from datetime import datetime
from time import struct_time
from typing import Any


def join(pointer: str, *steps: str | int) -> str:
    """The pointer of something below."""
    return pointer + "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)


def follow(value: Any, pointer: str) -> Any:
    """The value at a pointer; None if there is none."""
    for step in pointer.split("/")[1:]:
        name = step.replace("~1", "/").replace("~0", "~")
        if isinstance(value, dict):
            value = dict.get(value, name)  # feedparser's own get() invents members
        elif isinstance(value, list) and name.isdigit() and int(name) < len(value):
            value = value[int(name)]
        else:
            return None
    return value


def as_text(value: Any) -> str:
    """A scalar as text: strings as they are, numbers in JSON spelling, UTC time tuples as ISO 8601; '' for the rest."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, struct_time):
        return datetime(*value[:6]).isoformat() + "Z"
    return ""
