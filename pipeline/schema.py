"""The published tables: columns, types, keys, meaning. The one source of Parquet types and of the data dictionary."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace

import pyarrow as pa

from pipeline.schema_columns import CALENDAR_SPECIFICATION, SPECIFICATION

SCHEMA_VERSION = 1
TIMEZONE = "Europe/Berlin"
MOMENT = pa.timestamp("us", tz=TIMEZONE)

_TYPES: dict[str, pa.DataType] = {
    "text": pa.string(),
    "texts": pa.list_(pa.string()),
    "moment": MOMENT,
    "day": pa.date32(),
    "days": pa.list_(pa.date32()),
    "bool": pa.bool_(),
    "int": pa.int64(),
    "real": pa.float64(),
}


_UNITS = {
    "latitude": "degree, WGS 84",
    "longitude": "degree, WGS 84",
    "bytes": "byte",
    "status": "HTTP status code",
    "position": "place in its list, from 0",
    "char_start": "code point, from 0",
    "char_end": "code point, from 0",
    "version": "number, from 1",
    "rule_version": "number, from 1",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    name: str
    type: pa.DataType
    nullable: bool
    meaning: str

    @property
    def unit(self) -> str:
        """What a number, day or moment is counted in; '' for words."""
        if pa.types.is_timestamp(self.type):
            return f"moment, {TIMEZONE}"
        if self.type in (pa.date32(), pa.list_(pa.date32())):
            return f"day, {TIMEZONE}"
        if pa.types.is_integer(self.type) or pa.types.is_floating(self.type):
            return _UNITS.get(self.name, "share, 0 to 1" if pa.types.is_floating(self.type) else "count")
        return ""

    @property
    def comment(self) -> dict[str, str]:
        """What stands beside the column in Parquet's metadata."""
        return {"description": self.meaning} | ({"unit": self.unit} if self.unit else {})


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One published table: `key` columns are unique together and never null; `joins` maps a column to the table it
    points into. Its file is in the order of `order` (a column, or `column:month`; nulls last), then of its key, in
    groups of `group_rows`, so that a reader who filters by those columns skips most of it."""

    name: str
    meaning: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    joins: tuple[tuple[str, str], ...] = ()
    order: tuple[str, ...] = ()
    group_rows: int = 100_000

    @property
    def arrow(self) -> pa.Schema:
        """The Arrow schema with column meanings as field metadata."""
        return pa.schema(
            [pa.field(c.name, c.type, c.nullable, metadata=c.comment) for c in self.columns],
            metadata={
                "table": self.name,
                "description": self.meaning,
                "primary_key": ",".join(self.key),
                "schema_version": str(SCHEMA_VERSION),
            },
        )

    @property
    def column_names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)


def _read_table(block: str) -> Table:
    """One table of the specification: head line `name: meaning`, `key:` line, optional `joins:` line, then column lines
    `name type[?] meaning`, where `?` allows null."""
    lines = [line.strip() for line in block.strip().splitlines()]
    name, meaning = (part.strip() for part in lines[0].split(":", 1))
    key = tuple(lines[1].removeprefix("key:").replace(",", " ").split())
    joins: tuple[tuple[str, str], ...] = ()
    rest = lines[2:]
    if rest[0].startswith("joins:"):
        pairs = (pair.split("->") for pair in rest[0].removeprefix("joins:").split(","))
        joins = tuple((left.strip(), right.strip()) for left, right in pairs)
        rest = rest[1:]
    columns = tuple(_read_column(line) for line in rest)
    return Table(name=name, meaning=meaning, key=key, columns=columns, joins=joins)


def _read_column(line: str) -> Column:
    name, kind, meaning = line.split(None, 2)
    return Column(name=name, type=_TYPES[kind.rstrip("?")], nullable=kind.endswith("?"), meaning=meaning)


TABLES: dict[str, Table] = {
    table.name: table for table in (_read_table(block) for block in SPECIFICATION.strip().split("\n\n"))
}

CALENDAR = replace(
    _read_table(CALENDAR_SPECIFICATION), order=("start_date:month", "city", "start_date"), group_rows=1_000
)
"""calendar.parquet: made from the tables, beside them; not one of TABLES."""

APPEND_ONLY = ("changes", "event_versions", "absences", "captures", "issues", "runs", "sightings")


def fingerprint() -> str:
    """Changes with every table, column, type, nullability, key or join, but not with a meaning put in better words."""
    form = [
        [table.name, table.key, table.joins, [[c.name, str(c.type), c.nullable] for c in table.columns]]
        for table in (*TABLES.values(), CALENDAR)
    ]
    return hashlib.sha256(json.dumps(form).encode()).hexdigest()[:16]
