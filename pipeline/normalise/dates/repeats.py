"""Reads repetitions; see the full grammar below."""

from __future__ import annotations

from pipeline.normalise.dates.items import Item
from pipeline.normalise.dates.lexer import Token

TRIGGERS: frozenset[str] = frozenset()


def read_repeat(tokens: list[Token], i: int) -> Item | None:
    return None
