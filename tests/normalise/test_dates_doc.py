"""Every example of docs/dates.md is read as the document says."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from pipeline.normalise.dates import read_dates
from tests.normalise.dates_table import write

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "dates.md"
LINE = re.compile(r"^\| `(?P<text>.+?)` \| `(?P<dates>[^`]+)`(?: \? `(?P<doubt>\w+)`)? \|", re.MULTILINE)
EXAMPLES = [match.groups() for match in LINE.finditer(DOCUMENT.read_text(encoding="utf-8")) if match]


def test_the_document_has_its_examples() -> None:
    assert len(EXAMPLES) >= 60


@pytest.mark.parametrize(("text", "dates", "doubt"), EXAMPLES)
def test_an_example_is_read_as_the_document_says(text: str, dates: str, doubt: str | None) -> None:
    report = read_dates(text.replace("\\n", "\n").replace("\\|", "|"), date(2021, 3, 1))
    assert write(report) == dates
    assert [found.code for found in report.doubts] == ([doubt] if doubt else [])
