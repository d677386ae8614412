"""`litfass parse`: one line for each occurrence, a sentence where there is no list."""

# ruff: noqa: E501 - markup is easier to read in the long lines that servers send
from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli import call
from tests.formats import shapes

FIELDS = {
    "entry", "title", "text", "url", "start", "end", "all_day", "dates", "venue", "street", "postal_code", "city", "attendance_mode",
    "organisers", "partners", "status", "kind", "registration_deadline", "languages", "reader", "where", "doubts",
}  # fmt: skip


def parse(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], body: str, *options: str
) -> tuple[int, list[dict[str, Any]], str]:
    file = tmp_path / "seite.html"
    file.write_text(body, encoding="utf-8")
    status = call(["parse", "--url", "https://verein.example/termine/", *options, str(file)])
    out = capsys.readouterr()
    return status, [json.loads(line) for line in out.out.splitlines()], out.err


def test_one_line_for_each_occurrence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, lines, _ = parse(tmp_path, capsys, shapes.CARDS, "--at", "2026-03-01")
    assert status == 0
    assert [(line["entry"], line["title"], line["start"]) for line in lines] == [
        (0, "Brotbacken im Hof", "2026-03-06T18:00"),
        (1, "Chorprobe für alle", "2026-03-07T15:00"),
        (2, "Kartenabend", "2026-03-08T19:30"),
    ]
    assert all(set(line) == FIELDS for line in lines)
    assert lines[0]["where"].startswith("html>body>main>article")


def test_moments_are_wall_time_of_the_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    body = '<script type="application/ld+json">{"@type":"Event","name":"Fair","startDate":"2026-03-05T18:30:00-06:00"}</script>'
    _, lines, _ = parse(tmp_path, capsys, body, "--at", "2026-03-01")
    assert [line["start"] for line in lines] == ["2026-03-05T18:30"]


def test_no_list_is_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, lines, err = parse(tmp_path, capsys, shapes.EMPTY_LIST)
    assert (status, lines) == (1, [])
    assert "seite.html: no list found." in err


@pytest.mark.parametrize(
    ("tokens", "sentence"),
    [
        (["parse", "--url", "https://verein.example/", "/gibt/es/nicht.html"], "cannot be read"),
        (["parse", "--url", "verein", __file__], "verein: not an address"),
        (["parse", "--url", "https://verein.example/", "--at", "morgen", __file__], "--at morgen: expected an ISO day"),
    ],
)
def test_bad_calls(tokens: list[str], sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(tokens) == 2
    err = capsys.readouterr().err
    assert sentence in err
    assert "Traceback" not in err
