"""The tables' documents against other people's tools: data package, Parquet metadata, how little one has to read."""

from __future__ import annotations

import csv
import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import frictionless
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.adapters.releases import file_facts
from pipeline.adapters.tables import write_table, write_tables
from pipeline.errors import StoreError
from pipeline.feed.view import calendar_rows
from pipeline.release import datapackage
from pipeline.schema import CALENDAR, SCHEMA_VERSION, TABLES, fingerprint
from tests.feed.conftest import NIGHT, row, town

ROOT = Path(__file__).resolve().parents[1]
_NULL = "\\N"


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release folder with tables and data package, no feed."""
    folder = tmp_path_factory.mktemp("release")
    tables = town()
    write_tables(folder / "tables", tables, calendar_rows(tables, NIGHT), {"release": "2026-03-02.1"})
    (folder / "datapackage.json").write_bytes(datapackage("2026-03-02.1", file_facts(folder)))
    return folder


def _csv_twin(release: Path, folder: Path) -> str:
    """The package with CSV files for the Parquet ones, since the tool reads Parquet through pandas, where an integer
    beside an empty cell turns into a fraction; null is written apart from the empty text. Returns its path."""
    package: dict[str, Any] = json.loads((release / "datapackage.json").read_bytes())
    for resource in package["resources"]:
        table = pq.read_table(release / resource["path"])
        resource["path"] = f"{resource['name']}.csv"
        resource |= {"format": "csv", "mediatype": "text/csv"}
        del resource["hash"], resource["bytes"]
        resource["schema"]["missingValues"] = [_NULL]
        with (folder / resource["path"]).open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(table.column_names)
            writer.writerows([_cell(value) for value in line.values()] for line in table.to_pylist())
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    return str(folder / "datapackage.json")


def _cell(value: object) -> str:
    if isinstance(value, list):
        return json.dumps([_cell(one) for one in value], ensure_ascii=False)
    if isinstance(value, datetime):
        return value.isoformat()
    return _NULL if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def test_frictionless_finds_nothing_wrong_with_types_keys_and_joins(release: Path, tmp_path: Path) -> None:
    package = _csv_twin(release, tmp_path)
    report = frictionless.validate(package)
    assert report.flatten(["name", "fieldName", "note"]) == []
    assert {task.name for task in report.tasks} == {*TABLES, "calendar"}


def test_frictionless_sees_a_broken_join(release: Path, tmp_path: Path) -> None:
    package = _csv_twin(release, tmp_path)
    text = (tmp_path / "occurrences.csv").read_text(encoding="utf-8")
    (tmp_path / "occurrences.csv").write_text(text.replace(",ev_nacht,", ",ev_niemand,"), encoding="utf-8")
    report = frictionless.validate(package)
    assert "foreign-key" in {kind for (kind,) in report.flatten(["type"])}


@pytest.mark.parametrize("name", [*TABLES, "calendar"])
def test_parquet_says_what_it_is(release: Path, name: str) -> None:
    schema = pq.read_schema(release / "tables" / f"{name}.parquet")
    told = {key.decode(): value.decode() for key, value in schema.metadata.items()}
    assert (told["table"], told["schema_version"], told["release"]) == (name, str(SCHEMA_VERSION), "2026-03-02.1")
    assert told["description"] and told["primary_key"]
    for field in schema:
        assert field.metadata[b"description"]
        counted = (
            pa.types.is_temporal(field.type) or pa.types.is_integer(field.type) or pa.types.is_floating(field.type)
        )
        assert (b"unit" in field.metadata) == counted or pa.types.is_list(field.type)
    found = duckdb.sql(f"select decode(key) from parquet_kv_metadata('{release}/tables/{name}.parquet')").fetchall()
    assert ("release",) in found


def test_one_month_of_one_town_reads_a_small_part(tmp_path: Path) -> None:
    days = [date(2025, 1, 1) + timedelta(days=number) for number in range(730)]
    towns = [f"Ort {number:02}" for number in range(20)]
    rows = [
        _dated(f"occ_{day}_{town}_{n}", day, town) for day in days for town in towns for n in range(2)
    ]  # 29,200 occurrences in two years
    path = tmp_path / "calendar.parquet"
    write_table(path, CALENDAR, rows[::-1], {})
    metadata = pq.ParquetFile(path).metadata
    names = metadata.schema.names
    touched = []
    for number in range(metadata.num_row_groups):
        group = metadata.row_group(number)
        day, city = (group.column(names.index(name)).statistics for name in ("start_date", "city"))
        if day.min <= date(2026, 5, 31) and day.max >= date(2026, 5, 1) and city.min <= "Ort 07" <= city.max:
            touched.append(group.total_byte_size)
    assert 1 <= len(touched) <= 2 and metadata.num_row_groups >= 29
    whole = sum(metadata.row_group(number).total_byte_size for number in range(metadata.num_row_groups))
    assert sum(touched) < 0.1 * whole
    wanted = [("start_date", ">=", date(2026, 5, 1)), ("start_date", "<=", date(2026, 5, 31)), ("city", "==", "Ort 07")]
    assert pq.read_table(path, filters=wanted).num_rows == 62


_TEMPLATE = calendar_rows(town(), NIGHT)[0]


def _dated(occurrence_id: str, day: date, city: str) -> dict[str, Any]:
    return _TEMPLATE | {"occurrence_id": occurrence_id, "start_date": day, "city": city, "start": None, "end": None}


def test_half_a_surrogate_pair_is_refused_with_its_place(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="table venues, column name"):
        write_table(tmp_path / "venues.parquet", TABLES["venues"], [row("venues", venue_id="v", name="\ud800")], {})
    assert not list(tmp_path.iterdir()), "never half a file"


def test_a_change_of_the_schema_needs_a_version_and_a_note() -> None:
    lines = (ROOT / "docs" / "migrations.md").read_text(encoding="utf-8").splitlines()
    notes = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")][1:]
    assert [int(version) for version, _, _ in notes] == list(range(1, SCHEMA_VERSION + 1))
    assert all(note for _, _, note in notes)
    version, told, _ = notes[-1]
    assert told == f"`{fingerprint()}`", (
        f"the tables differ from schema version {version}: raise SCHEMA_VERSION in pipeline/schema.py and add to "
        f"docs/migrations.md: | {SCHEMA_VERSION + 1} | `{fingerprint()}` | what a reader has to do |"
    )
