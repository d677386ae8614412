"""`litfass new-source` and `litfass record` in project folders of their own, over the demo sites."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.cli import call
from pipeline.scaffold.golden import UNREAD, differences

LIST = "http://iaf.demo.test/veranstaltungen-archiv.html"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "pipeline" / "sources").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("pipeline.sources.__path__", [str(tmp_path / "pipeline" / "sources")])
    return tmp_path


def test_a_contao_site_becomes_a_source_with_list_and_detail(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["new-source", "verband", LIST]) == 0
    told = capsys.readouterr().out
    module = project / "pipeline" / "sources" / "verband.py"
    assert "pipeline/sources/verband.py" in told and str(project) in told
    assert "formats.contao import follow_site, parse_site" in module.read_text(encoding="utf-8")
    folder = project / "tests" / "sources" / "verband"
    assert {path.name for path in folder.glob("*.html")} == {"list.html", "detail.html"}
    golden = json.loads((folder / "list.expected.json").read_text(encoding="utf-8"))
    assert UNREAD in golden and len(golden["announcements"]) == 20
    assert json.loads((folder / "list.head.json").read_text(encoding="utf-8"))["url"] == LIST


BAD = {
    "no name": (["1x", LIST], "cannot be the name of a source"),
    "a keyword": (["class", LIST], "cannot be the name of a source"),
    "a way out": (["../evil", LIST], "cannot be the name of a source"),
    "nothing to read": (["leer", "http://iaf.demo.test/robots.txt"], "no reader finds a dated event"),
}


@pytest.mark.parametrize("case", BAD)
def test_what_cannot_become_a_source_is_refused_and_nothing_is_written(
    case: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tokens, sentence = BAD[case]
    assert call(["new-source", *tokens]) == 2
    told = capsys.readouterr().err
    assert sentence in told and told.count("\n") == 1
    assert [path for path in project.rglob("*") if path.is_file()] == []


def test_an_existing_name_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["new-source", "tolsax", LIST]) == 2
    assert "there is a source 'tolsax' already" in capsys.readouterr().err


def test_without_a_project_folder_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert call(["new-source", "kiez", LIST]) == 2
    assert "is no project folder" in capsys.readouterr().err


def test_record_shows_what_reads_otherwise_and_leaves_the_golden(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(["new-source", "buehne", "http://dsm.demo.test/category/veranstaltungen/"]) == 0
    folder = project / "tests" / "sources" / "buehne"
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    capsys.readouterr()
    tokens = ["record", "buehne", "--case", "list", "--at", "2026-03-04T03:10"]
    assert call([*tokens, "--dry-run", "--json"]) == 1
    (report,) = json.loads(capsys.readouterr().out)
    assert {one["kind"] for one in report["differences"]} >= {"changed"}
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert call(tokens) == 1
    assert "announcements read otherwise" in capsys.readouterr().out
    assert (folder / "list.expected.json").read_bytes() == before["list.expected.json"]
    assert (folder / "list.json").read_bytes() != before["list.json"]
    assert call([*tokens, "--golden"]) == 1
    assert UNREAD in json.loads((folder / "list.expected.json").read_text(encoding="utf-8"))
    capsys.readouterr()
    assert call(tokens) == 0
    assert "reads as expected" in capsys.readouterr().out


def test_recorded_pages_are_held_against_their_expectations_without_the_net(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(["new-source", "verband", LIST]) == 0
    path = project / "tests" / "sources" / "verband" / "list.expected.json"
    tokens = ["record", "verband", "--case", "list", "--offline"]
    assert call(tokens) == 1
    assert "nobody has read its expectations" in capsys.readouterr().out
    golden = json.loads(path.read_text(encoding="utf-8"))
    del golden[UNREAD]
    path.write_text(json.dumps(golden), encoding="utf-8")
    assert call(tokens) == 0
    golden["announcements"][0]["title"] = "Ein anderer Titel"
    path.write_text(json.dumps(golden), encoding="utf-8")
    capsys.readouterr()
    assert call([*tokens, "--json"]) == 1
    (report,) = json.loads(capsys.readouterr().out)
    (changed,) = report["differences"]
    assert changed["fields"]["title"][0] == "Ein anderer Titel"


def test_a_page_that_does_not_come_keeps_its_recording(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["new-source", "verband", LIST]) == 0
    path = project / "tests" / "sources" / "verband" / "list.html"
    before = path.read_bytes()
    assert call(["record", "verband", "--case", "list", "--at", "2026-03-05T03:10"]) == 1, "iaf is down that night"
    assert "status 503" in capsys.readouterr().out
    assert path.read_bytes() == before


def test_a_difference_names_the_field_before_and_after() -> None:
    old = {"announcements": [{"key": "a", "title": "X", "status": "scheduled"}, {"key": "b", "title": "Y"}]}
    new = {"announcements": [{"key": "a", "title": "X", "status": "cancelled"}, {"key": "c", "title": "Z"}]}
    found = {one.kind: (one.title, dict(one.fields)) for one in differences(old, new)}
    assert found == {
        "removed": ("no date  Y", {}),
        "added": ("no date  Z", {}),
        "changed": ("no date  X", {"status": ("scheduled", "cancelled")}),
    }
