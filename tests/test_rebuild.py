"""Better rules over an old archive: what we said stays, what we now read is appended with the cause `rule`."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import pipeline
import pipeline.build.reading as reading
from pipeline.adapters import code
from pipeline.cli import call
from pipeline.errors import UsageError
from pipeline.models import Announcement, Sites
from pipeline.verify.folder import folder_faults
from pipeline.workspace import open_workspace
from tests.plain_site import plain_site


@pytest.fixture(scope="module", autouse=True)
def two_sources_and_no_pages() -> Iterator[None]:
    """Of the sources those that need few requests."""
    with plain_site(), pytest.MonkeyPatch.context() as patch:
        patch.setenv("LITFASS_SOURCES", '["dsm", "tolsax"]')
        yield


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder after the first two demo nights."""
    data = tmp_path_factory.mktemp("two") / "data"
    for _ in range(2):
        assert call(["run", "--plain", "--data", str(data)]) == 0
    return data


def rows(data: Path, name: str) -> list[dict[str, Any]]:
    workspace = open_workspace(data, Sites.DEMO)
    return workspace.releases.table(str(workspace.releases.current()), name)


def louder(raw: Any, **facts: Any) -> Announcement:
    """A better rule: titles end with an exclamation mark."""
    read = _normalise(raw, **facts)
    return replace(read, title=f"{read.title}!")


_normalise = reading.normalise


def test_nothing_is_rebuilt_while_the_rules_are_the_same(two: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = rows(two, "event_versions")
    assert call(["rebuild", "--data", str(two)]) == 0
    assert "nothing to rebuild" in capsys.readouterr().out
    assert rows(two, "event_versions") == before


def test_a_better_rule_appends_rows_with_cause_rule_and_rewrites_nothing(
    two: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "data"
    shutil.copytree(two, data, symlinks=True)
    said = {row["change_id"]: row for row in rows(data, "changes")}
    titles = {row["event_id"]: row["title"] for row in rows(data, "events")}
    assert {row["cause"] for row in said.values()} <= {"source", "merge"}, "page changes have no cause rule"
    monkeypatch.setattr(reading, "normalise", louder)
    assert call(["rebuild", "--data", str(data)]) == 0
    after = {row["change_id"]: row for row in rows(data, "changes")}
    assert {one: after[one] for one in said} == said
    added = [row for one, row in after.items() if one not in said]
    assert {(row["cause"], row["field"]) for row in added} == {("rule", "title")}
    assert {row["record_id"] for row in added if row["table"] == "events"} == titles.keys()
    assert {row["table"] for row in added} == {"events", "series"}, "a series is named by its events"
    assert {row["event_id"]: row["title"] for row in rows(data, "events")} == {k: f"{v}!" for k, v in titles.items()}
    assert list(folder_faults(open_workspace(data, Sites.DEMO))) == []
    run = max(row["run_id"] for row in rows(data, "runs"))
    assert run == "2026-03-03.2"
    night = max(row["started_at"] for row in rows(two, "runs"))
    then = pipeline.load("events", as_of=night, known_at=night, data=data)
    now = pipeline.load("events", as_of=night, data=data)
    assert set(then["title"]) == set(titles.values())
    assert set(now["title"]) == {f"{title}!" for title in titles.values()}
    assert call(["rebuild", "--data", str(data)]) == 0
    assert len(rows(data, "changes")) == len(after), "a second rebuild under the same rules adds nothing"


def test_a_night_after_an_update_tells_the_rule_and_the_source_apart(
    two: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "data"
    shutil.copytree(two, data, symlinks=True)
    monkeypatch.setattr(reading, "normalise", louder)
    for module in ("pipeline.night", "pipeline.rereading"):
        monkeypatch.setattr(f"{module}.rules_digest", lambda: "another code")
    assert call(["run", "--plain", "--data", str(data)]) == 0
    tonight = [row for row in rows(data, "changes") if row["run_id"] == "2026-03-04.1"]
    titles = [row for row in tonight if row["field"] == "title"]
    ours = [row for row in titles if row["cause"] == "rule"]
    assert len(ours) > 20 and all(row["after"] == f"{row['before']}!" for row in ours)
    theirs = [row for row in titles if row["cause"] == "source"]
    assert all(row["before"].endswith("!") for row in theirs), "our rule came first"
    assert {row["cause"] for row in tonight if row["field"] != "title" and row["kind"] != "modified"} <= {
        "source",
        "merge",
    }
    assert list(folder_faults(open_workspace(data, Sites.DEMO))) == []


def test_fresh_forgets_and_says_so(two: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = tmp_path / "data"
    shutil.copytree(two, data, symlinks=True)
    assert call(["rebuild", "--fresh", "--data", str(data)]) == 0
    assert "forgetting every release and id" in capsys.readouterr().out
    assert rows(data, "changes") == rows(two, "changes")


def test_load_gives_arrow_types_and_answers_both_questions(two: Path) -> None:
    events = pipeline.load("events", data=two)
    assert (
        str(events.dtypes["start" if "start" in events else "first_seen_at"])
        == "timestamp[us, tz=Europe/Berlin][pyarrow]"
    )
    assert str(events.dtypes["version"]) == "int64[pyarrow]"
    workspace = open_workspace(two, Sites.DEMO)
    for version in workspace.releases.versions():
        at = workspace.releases.table(version, "runs")[-1]["started_at"]
        then = pipeline.load("events", data=two, version=version)
        found = pipeline.load("events", as_of=at, known_at=at, data=two)  # type: ignore[arg-type]
        assert found.equals(then)
        for name in ("occurrences", "calendar", "announcements", "changes"):
            released = pipeline.load(name, data=two, version=version)
            assert pipeline.load(name, known_at=at, data=two).equals(released)  # type: ignore[arg-type]
    assert len(pipeline.load("events", as_of="2026-03-01", data=two)) == 0
    assert len(pipeline.load("calendar", known_at="2026-03-01", data=two)) == 0
    versions = pipeline.load("event_versions", as_of="2026-03-03", data=two)
    assert versions["event_id"].is_unique and "start" in versions


@pytest.mark.parametrize(
    ("name", "asked", "sentence"),
    [
        ("evens", {}, "there is no table 'evens'"),
        ("events", {"as_of": "gestern"}, "expected a day such as 2026-05-03"),
        ("venues", {"as_of": "2026-03-03"}, "of venues there is the table as it was released at known_at"),
        ("venues", {"as_of": "2026-03-02", "known_at": "2026-03-03"}, "as_of is kept for events and event_versions"),
        ("events", {"version": "1999-01-01.1"}, "there is no release 1999-01-01.1"),
    ],
)
def test_a_wrong_question_is_one_sentence(two: Path, name: str, asked: dict[str, str], sentence: str) -> None:
    with pytest.raises(UsageError, match=sentence):
        pipeline.load(name, data=two, **asked)  # type: ignore[arg-type]


def test_the_digest_of_the_rules_is_equal_for_equal_code() -> None:
    first = code.rules_digest()
    code.rules_digest.cache_clear()
    assert code.rules_digest() == first and len(first) == 16


def test_verify_says_once_that_other_code_made_the_release(
    two: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("pipeline.verify.folder.code_digest", lambda: "another code")
    assert call(["verify", "--data", str(two)]) == 0
    assert capsys.readouterr().out.count("was made by another version of the code") == 1
    assert call(["verify", "--json", "--data", str(two)]) == 0
    assert "note" in json.loads(capsys.readouterr().out)


def test_show_answers_as_of(two: Path, capsys: pytest.CaptureFixture[str]) -> None:
    moved = next(
        row for row in rows(two, "changes") if row["meaning"] == "rescheduled" and row["table"] == "occurrences"
    )
    event_id = next(r["event_id"] for r in rows(two, "occurrences") if r["occurrence_id"] == moved["record_id"])
    capsys.readouterr()
    told = []
    for day in ("2026-03-02", "2026-03-03"):
        assert call(["show", event_id, "--as-of", day, "--json", "--data", str(two)]) == 0
        told.append(json.loads(capsys.readouterr().out)["versions"][0]["start_date"])
        assert call(["show", event_id, "--as-of", day, "--known-at", day, "--data", str(two)]) == 0
        assert event_id in capsys.readouterr().out
    assert told[0] != told[1] or moved["field"] == "start"
    assert call(["show", event_id, "--as-of", "2026-02-01", "--data", str(two)]) == 2
    assert "was not known" in capsys.readouterr().err
