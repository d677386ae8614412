"""The questions of docs/cookbook.md with their pandas and DuckDB blocks, ready to run in a data folder's parent."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

PAGE = Path(__file__).resolve().parents[1] / "docs" / "cookbook.md"
_BLOCK = re.compile(r"^```(\w+)( setup)?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def questions() -> dict[str, dict[str, str]]:
    """Heading -> language -> code."""
    _, *parts = PAGE.read_text(encoding="utf-8").split("\n## ")
    return {part.splitlines()[0]: {kind: code for kind, _, code in _BLOCK.findall(part)} for part in parts}


def answers(blocks: dict[str, str]) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    """What pandas and DuckDB answer, as rows of comparable values."""
    names: dict[str, Any] = {}
    (setup,) = [code for _, is_setup, code in _BLOCK.findall(PAGE.read_text(encoding="utf-8")) if is_setup]
    exec(setup + blocks["python"], names)  # our own document
    with duckdb.connect() as connection:
        found = connection.execute(blocks["sql"]).fetchall()
    return _rows(names["answer"].itertuples(index=False, name=None)), _rows(found)


def _rows(rows: Any) -> list[tuple[Any, ...]]:
    return [tuple(None if _is_missing(value) else str(value) for value in row) for row in rows]


def _is_missing(value: object) -> bool:
    return value is None or (not isinstance(value, list) and bool(pd.isna(value)))  # type: ignore[call-overload]
