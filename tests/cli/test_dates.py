"""`litfass dates`: one line out for one line in, malformed lines named, exit status 1 for them."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli import call
from pipeline.cli.dates import read_line


def run(lines: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[dict[str, Any]]]:
    file = tmp_path / "in.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    status = call(["dates", str(file)])
    return status, [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "🎈 Sa 8. Mai, 9.30 – 16 Uhr (Anmeldung bis 1.5.)"
    status, (answer,) = run([json.dumps({"id": "a", "text": text, "reference": "2021-03-01"})], tmp_path, capsys)
    assert status == 0
    event, deadline = answer["dates"]
    assert event == {
        "start": "2021-05-08T09:30", "end": "2021-05-08T16:00", "all_day": False, "precision": "minute",
        "kind": "event", "rrule": None, "exdates": [], "status": "scheduled",
        "text": "Sa 8. Mai, 9.30 – 16 Uhr", "span": [2, 26],
    }  # fmt: skip
    assert (deadline["start"], deadline["end"], deadline["kind"]) == (None, "2021-05-01", "deadline")
    assert (answer["id"], answer["status"], answer["doubts"]) == ("a", "scheduled", [])


def test_a_doubt_is_said_with_its_place() -> None:
    answer = read_line({"id": 1, "text": "am Mo, 13.07.2021", "reference": "2021-03-01"})
    assert answer["doubts"] == [{"code": "weekday_mismatch", "text": "Mo, 13.07.2021", "span": [3, 17]}]


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ("kein json", "not JSON"),
        ("[1]", "expected a JSON object"),
        ('{"id": 2, "reference": "2021-03-01"}', 'expected "text" to be a string'),
        ('{"id": 2, "text": 5, "reference": "2021-03-01"}', 'expected "text" to be a string'),
        ('{"id": 2, "text": "13.7."}', 'expected "reference" to be an ISO day or moment such as 2021-03-01'),
        ('{"id": 2, "text": "13.7.", "reference": "gestern"}', "found 'gestern'"),
        ('{"id": 2, "text": "13.7.", "reference": "2021-02-30"}', "found '2021-02-30'"),
        ('{"id": 2, "text": "13.7.", "reference": "2021-03-01", "year": "bald"}', 'expected "year"'),
    ],
)
def test_a_malformed_line_gets_a_sentence_and_the_rest_goes_on(
    line: str, error: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = json.dumps({"id": 3, "text": "13.7.", "reference": "2021-03-01"})
    status, (bad, answer) = run([line, good], tmp_path, capsys)
    assert status == 1
    assert error in str(bad["error"])
    assert bad["id"] == (2 if '"id": 2' in line else None)
    assert answer["id"] == 3
    assert answer["dates"]


@pytest.mark.parametrize(
    ("reference", "start"),
    [
        ("2021-03-01", "2021-03-01T20:00"),
        ("2021-03-01T23:30:00Z", "2021-03-02T20:00"),
        ("2021-03-01T23:30", "2021-03-01T20:00"),
    ],
)
def test_the_moment_of_publication_is_counted_in_saxony(reference: str, start: str) -> None:
    assert read_line({"id": 1, "text": "heute, 20 Uhr", "reference": reference})["dates"][0]["start"] == start


def test_the_year_of_an_address_is_evidence() -> None:
    assert (
        read_line({"id": 1, "text": "13.7.", "reference": "2021-03-01", "year": 2019})["dates"][0]["start"]
        == "2019-07-13"
    )


def test_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO('{"id":1,"text":"13.7.","reference":"2021-03-01"}\n\n'))
    assert call(["dates"]) == 0
    assert json.loads(capsys.readouterr().out)["dates"][0]["start"] == "2021-07-13"


def test_a_missing_file_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["dates", "nirgends.jsonl"]) == 2
    assert "nirgends.jsonl: cannot be read" in capsys.readouterr().err
