"""Every row of the specification table is read as it says."""

from __future__ import annotations

import pytest

from pipeline.normalise.dates import read_dates
from tests.normalise.dates_table import Row, rows, write

ROWS = list(rows())


def test_the_table_is_large_enough() -> None:
    assert len(ROWS) >= 300


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.number}-{row.text[:40]}")
def test_row(row: Row) -> None:
    report = read_dates(row.text, row.reference, row.year)
    assert write(report) == row.dates
    assert " ".join(doubt.code for doubt in report.doubts) == row.doubts
    for reading in report.dates:
        assert row.text[reading.span[0] : reading.span[1]] == reading.text
