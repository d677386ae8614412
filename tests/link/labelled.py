"""Reads the labelled sets in golden/ and counts pairs: what two entries share, by the answer and by the labels."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import combinations
from pathlib import Path

from pipeline.link.duplicates import Entry
from pipeline.models import Moment

GOLDEN = Path(__file__).parent / "golden"
NO_EVENT = "-"

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Labelled:
    entry: Entry
    text: str | None
    event: str | None
    series: str | None


def read_page(name: str = "page") -> list[Labelled]:
    """A single-source page: texts only, published around 2023-01-01."""
    return [
        Labelled(
            Entry(id=f"{name}-{number}", text=row["words"], reference=date(2023, 1, 1)),
            row.get("text"),
            row.get("event"),
            row.get("series"),
        )
        for number, row in enumerate(_rows(f"{name}.toml"))
    ]


def read_cross() -> list[Labelled]:
    """The posts of several sources."""
    return [
        Labelled(
            Entry(
                id=f"cross-{number}",
                text=row.get("text", ""),
                title=row["title"],
                start=_moment(row.get("start")),
                end=_moment(row.get("end")),
                reference=date.fromisoformat(row["reference"]) if "reference" in row else None,
                **{name: row.get(name, "") for name in ("city", "venue", "organiser", "source", "url")},
            ),
            row.get("text_cluster"),
            row.get("event"),
            row.get("series"),
        )
        for number, row in enumerate(_rows("cross.toml"))
    ]


def _rows(name: str) -> list[dict[str, str]]:
    rows = tomllib.loads((GOLDEN / name).read_text(encoding="utf-8"))["entry"]
    return [row for row in rows for _ in range(row.get("times", 1))]


def _moment(printed: str | None) -> Moment | None:
    if not printed:
        return None
    return datetime.fromisoformat(printed) if "T" in printed else date.fromisoformat(printed)


def pairs(labels: Sequence[Hashable | None]) -> set[Pair]:
    """Places that share a label; None and NO_EVENT are shared with nobody."""
    held: dict[Hashable, list[int]] = defaultdict(list)
    for place, label in enumerate(labels):
        if label is not None and label != NO_EVENT:
            held[label].append(place)
    return {pair for group in held.values() for pair in combinations(group, 2)}


def precision_recall_f1(found: set[Pair], true: set[Pair]) -> tuple[float, float, float]:
    right = len(found & true)
    precision = right / len(found) if found else 1.0
    recall = right / len(true) if true else 1.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0
