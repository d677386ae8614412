"""Parquet in and out: rows of native Python values to files of a fixed byte form, and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.errors import StoreError
from pipeline.schema import CALENDAR, TABLES, TIMEZONE, Table

if TYPE_CHECKING:
    import pandas as pd

Row = dict[str, object]
_ZONE = ZoneInfo(TIMEZONE)


def arrow_table(table: Table, rows: Sequence[Mapping[str, object]]) -> pa.Table:
    """Rows as an Arrow table in the table's schema and order; StoreError names the table and column that does not
    fit."""
    ordered = sorted(rows, key=lambda row: (*_place(table, row), *(str(row[name]) for name in table.key)))
    schema = table.arrow
    columns = []
    for column in table.columns:
        try:
            columns.append(pa.array([row.get(column.name) for row in ordered], type=column.type))
        except (pa.ArrowInvalid, pa.ArrowTypeError, OverflowError, UnicodeEncodeError) as error:
            raise StoreError(f"table {table.name}, column {column.name}: {error}", where=table.name) from error
        if not column.nullable and columns[-1].null_count:
            raise StoreError(
                f"table {table.name}, column {column.name}: {columns[-1].null_count} empty values, expected none",
                where=table.name,
            )
    return pa.Table.from_arrays(columns, schema=schema)


def _place(table: Table, row: Mapping[str, object]) -> list[tuple[bool, str]]:
    """Where the row stands in its file, before its key decides."""
    place = []
    for step in table.order:
        name, _, part = step.partition(":")
        value = row.get(name)
        place.append((value is None, "" if value is None else str(value)[: 7 if part == "month" else None]))
    return place


def write_table(path: Path, table: Table, rows: Sequence[Mapping[str, object]], metadata: Mapping[str, str]) -> None:
    """Write one Parquet file; the same rows and metadata give the same bytes."""
    content = arrow_table(table, rows)
    content = content.replace_schema_metadata({**content.schema.metadata, **dict(sorted(metadata.items()))})
    pq.write_table(
        content, path, compression="zstd", version="2.6", row_group_size=table.group_rows, write_page_index=True
    )


def read_table(path: Path, table: Table) -> list[Row]:
    """All rows of one file as native values, moments in Europe/Berlin; StoreError if the file is missing or damaged."""
    try:
        content = pq.read_table(path, columns=list(table.column_names))
    except (OSError, pa.ArrowInvalid, KeyError) as error:
        raise StoreError(f"{path.name}: not a readable table {table.name} ({error})", where=str(path)) from error
    rows: list[Row] = content.to_pylist()
    moments = [column.name for column in table.columns if pa.types.is_timestamp(column.type)]
    for row in rows:
        for name in moments:
            value = row[name]
            if isinstance(value, datetime):
                row[name] = value.astimezone(_ZONE)
    return rows


def write_tables(
    folder: Path,
    tables: Mapping[str, Sequence[Mapping[str, object]]],
    calendar: Sequence[Row],
    metadata: Mapping[str, str],
) -> None:
    """Write every table of the schema and calendar.parquet into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in TABLES.items():
        write_table(folder / f"{name}.parquet", table, tables.get(name, ()), metadata)
    write_table(folder / "calendar.parquet", CALENDAR, calendar, metadata)


def read_tables(folder: Path) -> dict[str, list[Row]]:
    """Every table of the schema from `folder`."""
    return {name: read_table(folder / f"{name}.parquet", table) for name, table in TABLES.items()}


def to_frame(table: Table, rows: Sequence[Mapping[str, object]]) -> pd.DataFrame:
    """Rows as a pandas frame whose columns keep their Arrow types: no NaN for what is missing, no object columns."""
    import pandas as pd  # takes a second to import, and only who asks for a frame needs it

    return arrow_table(table, rows).to_pandas(types_mapper=pd.ArrowDtype)
