"""The real seed page through `litfass dedup`; skipped where the real input is not at hand."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from pipeline.cli.dedup import dedup_lines

REAL = Path(__file__).resolve().parents[2] / "shared" / "real"
PAGE, SPANS = REAL / "iaf-archive-2021.txt", REAL / "iaf-archive-2021.spans.csv"


@pytest.mark.skipif(not PAGE.exists(), reason="the real input is not part of the project")
def test_the_show_is_one_text_and_eleven_events_and_no_conferences_merge() -> None:
    lines = PAGE.read_text(encoding="utf-8").split("\n")
    spans = [(int(row["first_line"]), int(row["last_line"])) for row in csv.DictReader(SPANS.open(encoding="utf-8"))]
    texts = ["\n".join(lines[first - 1 : last]) for first, last in spans]
    given = [{"id": n, "text": text, "reference": "2021-01-01"} for n, text in enumerate(texts)]
    answers = io.StringIO()
    assert dedup_lines(io.StringIO("".join(json.dumps(line) + "\n" for line in given)), answers) == 0
    rows = [json.loads(line) for line in answers.getvalue().splitlines()]
    repeated = max(texts, key=texts.count)
    show = [row for row, text in zip(rows, texts, strict=True) if text == repeated]
    assert len(show) == 11
    assert (len({row["text_cluster"] for row in show}), len({row["event"] for row in show})) == (1, 11)
    assert len({row["series"] for row in show}) == 1 and show[0]["series"] is not None
    conferences = [row for row, text in zip(rows, texts, strict=True) if "konferenz" in text.split("\n")[0]]
    assert len(conferences) >= 4
    assert len({row["event"] for row in conferences}) == len(conferences)
