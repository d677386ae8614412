"""What differs between two releases, table by table: keys first, then values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.schema import TABLES

Row = Mapping[str, object]
Tables = Mapping[str, Sequence[Row]]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """One column of one row that both releases have."""

    key: str
    field: str
    before: object
    after: object


@dataclass(frozen=True, slots=True, kw_only=True)
class TableDiff:
    """`added` and `removed` are keys (several columns joined with a space), in order."""

    table: str
    rows_before: int
    rows_after: int
    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[FieldChange, ...]

    @property
    def is_identical(self) -> bool:
        """Whether both releases have the same rows."""
        return not (self.added or self.removed or self.changed)


def compare_releases(before: Tables, after: Tables) -> tuple[TableDiff, ...]:
    """Every table of the schema, in its order, also those that do not differ."""
    return tuple(_compare(name, before.get(name, ()), after.get(name, ())) for name in TABLES)


def _compare(name: str, before: Sequence[Row], after: Sequence[Row]) -> TableDiff:
    old, new = _by_key(name, before), _by_key(name, after)
    return TableDiff(
        table=name,
        rows_before=len(before),
        rows_after=len(after),
        added=tuple(sorted(new.keys() - old.keys())),
        removed=tuple(sorted(old.keys() - new.keys())),
        changed=tuple(
            FieldChange(key=key, field=column, before=old[key].get(column), after=new[key].get(column))
            for key in sorted(old.keys() & new.keys())
            for column in TABLES[name].column_names
            if old[key].get(column) != new[key].get(column)
        ),
    )


def _by_key(name: str, rows: Sequence[Row]) -> dict[str, Row]:
    return {" ".join(str(row[column]) for column in TABLES[name].key): row for row in rows}
