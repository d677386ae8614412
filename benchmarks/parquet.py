"""How little of calendar.parquet one month of one town reads, beside the same rows in one unsorted file.

Run: python -m benchmarks.parquet [ROWS]

Counted by the file's own statistics (row groups and bytes that a reader has to touch), timed with DuckDB. The peer is
what pyarrow writes by itself: the rows as they came, in its default row groups.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.adapters.tables import write_table
from pipeline.feed.view import calendar_rows
from pipeline.schema import CALENDAR
from tests.feed.conftest import NIGHT, town

FIRST, LAST, TOWN = date(2026, 5, 1), date(2026, 5, 31), "Ort 07"
_REPEATS = 20


def main() -> None:
    """Print what each file makes a reader touch, and the ratio."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    template = calendar_rows(town(), NIGHT)[0]
    shuffled = random.Random(7)
    made = [
        template
        | {
            "occurrence_id": f"occ_{number:06}",
            "start_date": date(2025, 1, 1) + timedelta(days=shuffled.randrange(730)),
            "city": f"Ort {shuffled.randrange(40):02}",
            "title": f"Abend {number} der Nachbarschaft",
            "start": None,
            "end": None,
        }
        for number in range(count)
    ]
    with tempfile.TemporaryDirectory() as folder:
        ours, peer = Path(folder) / "calendar.parquet", Path(folder) / "peer.parquet"
        write_table(ours, CALENDAR, made, {})
        pq.write_table(pa.Table.from_pylist(made, schema=CALENDAR.arrow), peer)
        touched = {}
        for name, path in (("calendar.parquet", ours), ("as pyarrow writes it", peer)):
            groups, some, every, whole = _touched(path)
            touched[name] = some
            milliseconds = _timed(lambda path=path: _asked(path))  # type: ignore[misc]
            print(
                f"{name}: {groups} of {every} row groups, {some / 1000:.0f} of {whole / 1000:.0f} kB for "
                f"{_asked(path)} rows of {count}; {milliseconds:.1f} ms CPU in DuckDB"
            )
        print(f"ratio of bytes: {touched['calendar.parquet'] / touched['as pyarrow writes it']:.3f}")


def _touched(path: Path) -> tuple[int, int, int, int]:
    """Row groups and compressed bytes that the month and town may be in, and those of the whole file."""
    metadata = pq.ParquetFile(path).metadata
    names = metadata.schema.names
    found, some, whole = 0, 0, 0
    for number in range(metadata.num_row_groups):
        group = metadata.row_group(number)
        size = sum(group.column(column).total_compressed_size for column in range(group.num_columns))
        whole += size
        day, city = (group.column(names.index(name)).statistics for name in ("start_date", "city"))
        if day.min <= LAST and day.max >= FIRST and city.min <= TOWN <= city.max:
            found, some = found + 1, some + size
    return found, some, metadata.num_row_groups, whole


def _asked(path: Path) -> int:
    sql = "select count(title) from read_parquet(?) where start_date between ? and ? and city = ?"
    answer = duckdb.execute(sql, [str(path), FIRST, LAST, TOWN]).fetchone()
    return int(answer[0]) if answer else 0


def _timed(act: Callable[[], object]) -> float:
    act()
    began = time.process_time()
    for _ in range(_REPEATS):
        act()
    return (time.process_time() - began) * 1000 / _REPEATS


if __name__ == "__main__":
    main()
