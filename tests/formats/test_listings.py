"""Pages as content systems print them: which events `litfass parse` reads from each, and from pages without any none.

`<name>.expected.json` was written from the page before any reader saw it: address, day of reading, and per event title,
start, and where they matter end, address, venue, town, status and kind. A file `none-…` is a page without events.
"""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from pipeline.cli.parse import entry_lines, saved_capture
from pipeline.formats import read_any
from pipeline.formats.provenance import is_proven, text_at

FOLDER = Path(__file__).parent / "listings"
CASES = sorted(path.name.removesuffix(".expected.json") for path in FOLDER.glob("*.expected.json"))


def _read(name: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    wanted = json.loads((FOLDER / f"{name}.expected.json").read_text(encoding="utf-8"))
    body = next(path for path in sorted(FOLDER.glob(f"{name}.*")) if not path.name.endswith(".json")).read_bytes()
    day = date.fromisoformat(wanted["at"])
    capture = saved_capture(
        body, wanted["url"], datetime(day.year, day.month, day.day, tzinfo=ZoneInfo("Europe/Berlin"))
    )
    raws = read_any(capture).announcements
    for raw in raws:
        for field, printed in raw.fields.items():
            assert is_proven(capture, printed), field
            start, end = printed.char_start + 1, printed.char_end + 1
            assert not printed.node_path or text_at(capture, printed.node_path, start, end) != printed.text, field
    return wanted, [line for number, raw in enumerate(raws) for line in entry_lines(number, raw, day)]


@pytest.mark.parametrize("name", CASES)
def test_listing(name: str) -> None:
    wanted, lines = _read(name)
    assert [(line["start"], line["title"]) for line in _ordered(lines)] == [
        (event["start"], event["title"]) for event in _ordered(wanted["events"])
    ]
    for line, event in zip(_ordered(lines), _ordered(wanted["events"]), strict=True):
        assert {key: line[key] for key in event} == event


def _ordered(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(events, key=lambda event: (event["start"] or "", event["title"]))
