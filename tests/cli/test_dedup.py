"""`litfass dedup`: a line out for a line in, in order; what cannot be read is named in one sentence."""

from __future__ import annotations

import io
import json

import pytest

from pipeline.cli.dedup import dedup_lines


def run(*lines: str) -> tuple[int, list[dict[str, object]]]:
    out = io.StringIO()
    status = dedup_lines(io.StringIO("\n".join(lines)), out)
    return status, [json.loads(line) for line in out.getvalue().splitlines()]


def test_lines_keep_their_order_and_ids_as_given() -> None:
    status, answers = run('{"id":7,"text":"Chorprobe im Hof"}', "", '{"id":"b","text":"Schach im Teehaus"}')
    assert status == 0
    assert [answer["id"] for answer in answers] == [7, "b"]
    assert set(answers[0]) == {"id", "text_cluster", "event", "series"}


def test_fields_of_the_same_event_on_two_sites() -> None:
    line = {
        "id": "a",
        "text": "",
        "title": "Plenum der Beiräte",
        "start": "2024-09-24T17:00",
        "city": "Freiberg",
        "source": "one",
    }
    other = {**line, "id": "b", "source": "two", "start": "2024-09-24T15:00:00+00:00"}
    _, answers = run(json.dumps(line), json.dumps(other))
    assert answers[0]["event"] == answers[1]["event"]


@pytest.mark.parametrize(
    ("line", "entry_id", "sentence"),
    [
        ("nope", None, "not JSON: Expecting value: line 1 column 1 (char 0)"),
        ("[1]", None, "expected a JSON object, found list"),
        ('{"text":"x"}', None, "'id': expected a string or a number, found nothing"),
        ('{"id":"a"}', "a", "'text': expected a string, found nothing"),
        ('{"id":"a","text":5}', "a", "'text': expected a string, found a number"),
        ('{"id":"a","text":"","title":[]}', "a", "'title': expected a string, found a list"),
        (
            '{"id":"a","text":"","start":"2024-13-01"}',
            "a",
            "'start': expected a day or moment such as 2026-03-02T18:00, found '2024-13-01'",
        ),
        (
            '{"id":"a","text":"","start":"0001-01-01T00:00+14:00"}',
            "a",
            "'start': '0001-01-01T00:00+14:00' lies outside the calendar",
        ),
    ],
)
def test_a_malformed_line_is_named_in_its_place_and_the_rest_goes_on(
    line: str, entry_id: str | None, sentence: str
) -> None:
    status, answers = run('{"id":"first","text":"Chorprobe"}', line, '{"id":"last","text":"Schach"}')
    assert status == 1
    assert answers[1] == {"id": entry_id, "error": sentence}
    assert [answers[0]["id"], answers[2]["id"]] == ["first", "last"]


def test_half_a_sign_does_not_break_the_output() -> None:
    status, answers = run('{"id":"a","text":"halbes Zeichen \\ud83d hier"}')
    assert status == 0
    assert answers[0]["text_cluster"]


def test_no_lines_no_answer() -> None:
    assert run() == (0, [])
