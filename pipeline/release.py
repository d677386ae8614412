"""What a release consists of, as a value: manifest and data package from tables, digests and runs."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from pipeline import __version__
from pipeline.schema import CALENDAR, SCHEMA_VERSION, TABLES, Column, Table

_FRICTIONLESS = {
    pa.types.is_timestamp: "datetime",
    pa.types.is_date: "date",
    pa.types.is_boolean: "boolean",
    pa.types.is_integer: "integer",
    pa.types.is_floating: "number",
    pa.types.is_list: "array",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFact:
    """One file of a release: path relative to the release folder, digest, bytes, rows (None if it is no table)."""

    path: str
    sha256: str
    bytes: int
    rows: int | None


def version_order(version: str) -> tuple[str, int]:
    """Sort key of versions and run ids `<day>.<n>`: by day, then by number."""
    day, _, number = version.rpartition(".")
    return day, int(number)


def manifest(
    version: str, run_ids: Sequence[str], public_url: str, sites: str, files: Sequence[FileFact], code_digest: str
) -> bytes:
    """manifest.json: everything a reader needs to trust a release; no build time stands in it. `code_digest` tells the
    code that made it from any other."""
    value = {
        "version": version,
        "schema_version": SCHEMA_VERSION,
        "code_version": __version__,
        "code_digest": code_digest,
        "sites": sites,
        "run_ids": list(run_ids),
        "public_url": public_url,
        "files": [
            {"path": fact.path, "sha256": fact.sha256, "bytes": fact.bytes}
            | ({} if fact.rows is None else {"rows": fact.rows})
            for fact in sorted(files, key=lambda fact: fact.path)
        ],
    }
    return _json(value)


def datapackage(version: str, files: Sequence[FileFact]) -> bytes:
    """datapackage.json (Data Package v2) of the tables, generated from the one schema."""
    facts = {fact.path: fact for fact in files}
    tables: Mapping[str, Table] = {**TABLES, "calendar": CALENDAR}
    resources = [
        _resource(name, table, facts[f"tables/{name}.parquet"])
        for name, table in tables.items()
        if f"tables/{name}.parquet" in facts
    ]
    return _json(
        {
            "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
            "name": "litfass",
            "title": "Litfass: announcements of Saxon associations",
            "version": version,
            "schema_version": SCHEMA_VERSION,
            "resources": resources,
        }
    )


def without(content: bytes, folder: str) -> bytes:
    """A manifest that does not name the files below `folder`."""
    value: dict[str, object] = json.loads(content)
    files = value["files"]
    assert isinstance(files, list)
    return _json(value | {"files": [one for one in files if not str(one["path"]).startswith(folder)]})


def _resource(name: str, table: Table, fact: FileFact) -> dict[str, object]:
    return {
        "name": name,
        "path": fact.path,
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "description": table.meaning,
        "bytes": fact.bytes,
        "hash": f"sha256:{fact.sha256}",
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {"fields": [column], "reference": {"resource": target, "fields": [TABLES[target].key[0]]}}
                for column, target in table.joins
            ],
        },
    }


def _field(column: Column) -> dict[str, object]:
    kind = next((name for check, name in _FRICTIONLESS.items() if check(column.type)), "string")
    return {
        "name": column.name,
        "type": kind,
        "description": column.meaning,
        "constraints": {"required": not column.nullable},
        **({"unit": column.unit} if column.unit else {}),
    }


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
