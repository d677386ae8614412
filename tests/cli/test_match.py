"""`litfass match`: JSON Lines of several nights in, the id of the last earlier sighting out."""

from __future__ import annotations

import io
import json
from typing import Any

from pipeline.cli.match import match_lines

READING = {"title": "Lesung mit Tee", "text": "Texte und Tee in der alten Post.", "start": "2026-05-01T19:00"}
CHOIR = {"title": "Chor im Hof", "text": "Singen, wo die Wäsche hängt.", "start": "2026-05-02T19:00", "city": "Borna"}


def _match(*lines: dict[str, Any] | str) -> tuple[list[dict[str, Any]], int]:
    printed = "".join((one if isinstance(one, str) else json.dumps(one)) + "\n" for one in lines)
    out = io.StringIO()
    status = match_lines(io.StringIO(printed), out)
    return [json.loads(line) for line in out.getvalue().splitlines()], status


def test_lines_of_the_second_night_name_their_last_sighting() -> None:
    found, status = _match(
        {"night": 1, "id": "a", **READING},
        {"night": 1, "id": "b", **CHOIR},
        {"night": 2, "id": 7, **CHOIR, "title": "Chor im Hinterhof"},
        {"night": 2, "id": "d", **READING, "start": "2026-05-08T19:00"},
        {"night": 3, "id": "e", **CHOIR},
    )
    assert status == 0
    assert [(line["night"], line["id"], line["same_as"]) for line in found] == [(2, 7, "b"), (2, "d", "a"), (3, "e", 7)]
    assert all(line["evidence"] for line in found)


def test_what_was_away_is_matched_with_its_last_sighting() -> None:
    found, _ = _match(
        {"night": 1, "id": "a", **READING},
        {"night": 1, "id": "b", **CHOIR},
        {"night": 2, "id": "c", **CHOIR},
        {"night": 5, "id": "d", **READING},
    )
    assert [line["same_as"] for line in found] == ["b", "a"]


def test_ids_are_labels_and_sources_are_followed_apart() -> None:
    found, _ = _match(
        {"night": 1, "id": "x", "source": "one", **READING},
        {"night": 1, "id": "x", "source": "two", **CHOIR},
        {"night": 2, "id": "x", "source": "two", **READING},
        {"night": 2, "id": "y", "source": "two", **CHOIR},
    )
    assert [line["same_as"] for line in found] == [None, "x"]


def test_a_doubtful_one_is_null_and_says_whom_it_may_continue() -> None:
    found, _ = _match(
        {"night": 1, "id": "a", "title": "Plenum", "text": "", "start": "2026-05-01", "url": "http://a.test/1"},
        {"night": 2, "id": "b", "title": "Werkstatt", "text": "", "start": "2026-06-01", "url": "http://a.test/1"},
    )
    assert found[0]["same_as"] is None
    assert found[0]["evidence"][0].startswith('review: may be "a" (')


def test_a_title_that_carries_date_and_place_continues_one_that_does_not() -> None:
    found, _ = _match(
        {"night": 1, "id": "a", "title": "01.05. | Lesung mit Tee | Borna", "text": "Texte und Tee.", "guid": "1"},
        {"night": 2, "id": "b", "title": "Lesung mit Tee", "text": "Texte und Tee.", "start": "2026-05-01T19:00",
         "city": "Borna", "guid": "node-9"},
    )  # fmt: skip
    assert found[0]["same_as"] == "a"


def test_a_bad_line_is_named_and_the_rest_goes_on() -> None:
    found, status = _match(
        {"night": 1, "id": "a", **READING},
        "no json",
        {"night": "two", "id": 3, "text": ""},
        {"night": 0, "id": 4, "text": ""},
        {"night": 2, "id": 5, "text": "", "position": "top"},
        {"night": 2, "id": 6, "text": "", "guid": []},
        {"night": 2, "id": "z", **READING},
    )
    assert status == 1
    assert [line["id"] for line in found] == [None, 3, 4, 5, 6, "z"]
    assert all("error" in line for line in found[:-1])
    assert found[-1]["same_as"] == "a"


def test_nights_may_come_in_any_order_and_answers_keep_the_order_of_the_lines() -> None:
    found, _ = _match({"night": 2, "id": "b", **READING}, {"night": 1, "id": "a", **READING})
    assert found == [{"night": 2, "id": "b", "same_as": "a", "evidence": ["nothing changed"]}]
