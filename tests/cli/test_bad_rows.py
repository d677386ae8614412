"""Bad dates, an empty release and an older one, through the real commands: stated, skipped as one item, never half."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from pipeline import night
from pipeline.build.values import Built
from pipeline.cli import call
from pipeline.memory import Memory
from pipeline.models import Sites
from pipeline.workspace import open_workspace
from tests.builders import run
from tests.feed.conftest import rows as rows

BAD = {
    "ev_ohne": "Kein Tag ist genannt.",
    "ev_kehrt": "Das Ende liegt vor dem Anfang.",
    "ev_fern": "Der Tag liegt mehr als zehn Jahre voraus, oder es dauert länger als zehn Jahre.",
}


def staged(data: Path, day: date, tables: Any) -> None:
    """What `litfass build` would leave of such tables."""
    built = Built(tables=tables, memory=Memory(), journal=(), state="done", alarms=(), sources=())
    night.stage(open_workspace(data, Sites.DEMO), run(day), built)


def given(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    status = call(list(arguments))
    said = capsys.readouterr()
    return status, said.out + said.err


def with_bad_dates(rows: SimpleNamespace) -> Any:
    names = ("ev_gut", *BAD)
    return rows.tables(
        events=[rows.event(name, name) for name in names],
        announcements=[rows.announcement(name) for name in names],
        occurrences=[
            rows.occurrence("ev_gut", "2026-03-10 18:00"),
            rows.occurrence("ev_ohne", None),
            rows.occurrence("ev_kehrt", "2026-03-10 18:00", end=rows.at("2026-03-09 12:00"), end_date=date(2026, 3, 9)),
            rows.occurrence("ev_fern", "9999-12-31 10:00"),
        ],
    )


def test_bad_dates_are_left_out_one_by_one_and_said(
    rows: SimpleNamespace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, www = tmp_path / "data", tmp_path / "www"
    staged(data, date(2026, 3, 2), with_bad_dates(rows))
    status, said = given(capsys, "publish", "--data", str(data), "--to", str(www))
    assert status == 0 and "Traceback" not in said
    release = data / "processed" / "current"
    left_out = json.loads((release / "feed" / "status.json").read_bytes())["left_out"]
    assert {reason: count for reason, count in left_out.items() if count} == {
        "undated": 1, "ends_before_start": 1, "date_out_of_range": 1,
    }  # fmt: skip
    report = LexborHTMLParser((release / "site" / "report" / "index.html").read_bytes())
    told = report.css_first("#ohne").parent.text(separator=" ")
    for event_id, sentence in BAD.items():
        assert sentence in told and event_id in told
        assert event_id not in (release / "feed" / "events.ics").read_text(encoding="utf-8")
        assert "Kein Termin" not in (www / "e" / event_id / "index.html").read_text(encoding="utf-8")
    assert "ev_gut" in (www / "index.html").read_text(encoding="utf-8") and not (www / "report").exists()
    facts = json.loads((www / "manifest.json").read_bytes())["files"]
    assert all((www / one["path"].removeprefix("site/")).stat().st_size == one["bytes"] for one in facts)


def test_an_empty_release_is_whole_and_an_older_one_is_refused(
    rows: SimpleNamespace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    www = tmp_path / "www"
    for name, day in (("new", date(2026, 3, 3)), ("old", date(2026, 3, 2))):
        staged(tmp_path / name, day, rows.tables())
        assert given(capsys, "publish", "--data", str(tmp_path / name))[0] == 0
    assert given(capsys, "publish", "--data", str(tmp_path / "new"), "--to", str(www))[0] == 0
    assert "Zurzeit ist kein Termin angekündigt." in (www / "index.html").read_text(encoding="utf-8")
    before = {path: path.read_bytes() for path in www.rglob("*") if path.is_file()}
    status, said = given(capsys, "publish", "--data", str(tmp_path / "old"), "--to", str(www))
    assert status == 2 and len(said.strip().splitlines()) == 1 and "newer than 2026-03-02.1" in said
    assert {path: path.read_bytes() for path in www.rglob("*") if path.is_file()} == before
