"""The data dictionary, written from the schema: docs/data-dictionary.md."""

from __future__ import annotations

from pipeline.schema import CALENDAR, SCHEMA_VERSION, TABLES, Table

_HEAD = f"""# Data dictionary

Written from `pipeline/schema.py` (schema version {SCHEMA_VERSION});
`python -m pipeline.schema_docs > docs/data-dictionary.md` makes it anew.
Moments are `timestamp[us, tz=Europe/Berlin]`, days `date32`; text is UTF-8, NFC. `?` = may be null.
"""


def data_dictionary() -> str:
    """The whole page as Markdown."""
    return "\n".join([_HEAD, *(_section(table) for table in (*TABLES.values(), CALENDAR))])


def _section(table: Table) -> str:
    joins = "".join(f"; `{column}` joins `{target}`" for column, target in table.joins)
    rows = [f"| {c.name} | {c.type}{'?' if c.nullable else ''} | {c.unit} | {c.meaning} |" for c in table.columns]
    lines = [f"## {table.name}", "", f"A row is {table.meaning}. Key: `{', '.join(table.key)}`{joins}.", ""]
    return "\n".join([*lines, "| column | type | unit | meaning |", "|---|---|---|---|", *rows, ""])


if __name__ == "__main__":
    print(data_dictionary(), end="")
