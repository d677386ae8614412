"""Parquet in and out: rows of native Python values to files of a fixed byte form, and back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast, overload
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipeline.appended import Appended
from pipeline.errors import StoreError
from pipeline.schema import CALENDAR, TABLES, TIMEZONE, Table

if TYPE_CHECKING:
    import pandas as pd

Row = dict[str, object]
_ZONE = ZoneInfo(TIMEZONE)


class StoredRows(Sequence[Row]):
    """The rows of a table as read from its file: native values, moments in Europe/Berlin, made when somebody asks."""

    __slots__ = ("_rows", "arrow")

    def __init__(self, arrow: pa.Table) -> None:
        self.arrow = arrow
        self._rows: list[Row] | None = None

    @property
    def rows(self) -> list[Row]:
        if self._rows is None:
            self._rows = _native(self.arrow)
        return self._rows

    def __len__(self) -> int:
        return int(self.arrow.num_rows)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> list[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | list[Row]:
        return self.rows[at]

    def __eq__(self, other: object) -> bool:
        return self.rows == list(other) if isinstance(other, Sequence) else NotImplemented

    __hash__ = None  # type: ignore[assignment]  # compared by content


def arrow_table(table: Table, rows: Sequence[Mapping[str, object]]) -> pa.Table:
    """Rows as an Arrow table in the table's schema and order; StoreError names the table and column that does not
    fit. Rows that were read from a file are not made into native values on the way."""
    stored = rows.pieces[0] if isinstance(rows, Appended) and rows.pieces else rows
    if not isinstance(stored, StoredRows) or table.order or stored.arrow.schema.names != list(table.column_names):
        return _arrow_of(table, rows)
    kept = pa.Table.from_arrays(stored.arrow.columns, schema=table.arrow)
    if stored is rows:
        return kept.combine_chunks()
    added = _arrow_of(table, [row for piece in cast(Appended, rows).pieces[1:] for row in piece])
    whole = pa.concat_tables([kept, added])
    keys = {f"key{number}": whole[name].cast(pa.string()) for number, name in enumerate(table.key)}
    order = pc.sort_indices(pa.table(keys), sort_keys=[(name, "ascending") for name in keys])
    return whole.take(order).combine_chunks()


def _arrow_of(table: Table, rows: Sequence[Mapping[str, object]]) -> pa.Table:
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
    return stored_rows(path, table).rows


def stored_rows(path: Path, table: Table) -> StoredRows:
    """All rows of one file, made into native values when they are asked for; StoreError if the file is missing or
    damaged."""
    try:
        content = pq.read_table(path, columns=list(table.column_names))
    except (OSError, pa.ArrowInvalid, KeyError) as error:
        raise StoreError(f"{path.name}: not a readable table {table.name} ({error})", where=str(path)) from error
    return StoredRows(content)


def _native(content: pa.Table) -> list[Row]:
    rows: list[Row] = content.to_pylist()
    moments = [field.name for field in content.schema if pa.types.is_timestamp(field.type)]
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


def read_tables(folder: Path) -> dict[str, StoredRows]:
    """Every table of the schema from `folder`."""
    return {name: stored_rows(folder / f"{name}.parquet", table) for name, table in TABLES.items()}


def to_frame(table: Table, rows: Sequence[Mapping[str, object]]) -> pd.DataFrame:
    """Rows as a pandas frame whose columns keep their Arrow types: no NaN for what is missing, no object columns."""
    import pandas as pd  # takes a second to import, and only who asks for a frame needs it

    return arrow_table(table, rows).to_pandas(types_mapper=pd.ArrowDtype)
