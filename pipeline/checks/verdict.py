"""What a response is, with the words that show it."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.checks.reasons import Effective

_QUOTE = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class PageVerdict:
    """What a response is, with the words or figures that show it."""

    status: Effective
    evidence: str = ""


def quote(text: str) -> str:
    """The beginning of a text in quotation marks, at most 160 characters, on one line."""
    flat = " ".join(text.split())
    return f"»{flat[:_QUOTE]}{'…' if len(flat) > _QUOTE else ''}«"
