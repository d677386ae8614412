"""status, doctor, explain, diff, prune over two demo nights; init in an empty folder."""

from __future__ import annotations

import importlib
import json
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from pipeline.adapters.releases import ReleaseStore
from pipeline.build.last_good import last_good_capture, layout_issue
from pipeline.changes.releases import compare_releases
from pipeline.cli import call
from pipeline.doctor import Level, archive_findings, contact_finding, examine
from pipeline.explain import explain
from pipeline.models import Sites
from pipeline.morning import morning
from pipeline.night import pending_runs
from pipeline.settings import Settings, load_settings
from pipeline.sources import all_sources, sources_built
from pipeline.workspace import read_workspace


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Two nights of the two sources that need few requests."""
    data = tmp_path_factory.mktemp("two")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LITFASS_SOURCES", '["dsm", "tolsax"]')
        for _ in range(2):
            assert call(["run", "--plain", "--data", str(data)]) == 0
        yield data


def tables_of(data: Path) -> dict[str, list[dict[str, Any]]]:
    return read_workspace(data).last_state()[0]


# ---------------------------------------------------------------- status


def test_status_is_the_morning_look(two: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["status", "--data", str(two), "--json"]) == 1, "an announcement waits for review"
    told = json.loads(capsys.readouterr().out)
    assert told["run_id"] == "2026-03-03.1" and told["state"] == "done"
    assert [one["state"] for one in told["sources"]] == ["good", "good"]
    assert len(told["review"]) == 1 and any("litfass review" in step for step in told["steps"])
    assert call(["status", "--data", str(two)]) == 1
    assert "waiting for review: 1" in capsys.readouterr().out


def test_a_lost_list_has_the_last_good_capture_beside_it(two: Path) -> None:
    tables = tables_of(two)
    last = max(tables["runs"], key=lambda row: row["run_id"])
    counts = [json.loads(text) for text in last["sources"]]
    lost = [one | ({"state": "layout_suspect"} if one["source_id"] == "tolsax" else {}) for one in counts]
    night = {**last, "run_id": "2026-03-04.1", "sources": [json.dumps(one) for one in lost]}
    found = morning({**tables, "runs": [*tables["runs"], night]})
    (tolsax,) = [one for one in found.sources if one.source_id == "tolsax"]
    assert tolsax.last_good_run == "2026-03-03.1"
    assert tolsax.last_good_capture and "/wp-json/wp/v2/posts?" in str(tolsax.last_good_capture["url"])
    assert any("litfass repair tolsax" in step for step in found.steps)
    issue = layout_issue(tables, "tolsax", "0 announcements")
    capture = last_good_capture(tables, "tolsax")
    assert capture and str(capture["capture_id"]) in issue.expected and issue.issue_class == "layout_suspect"


def test_a_late_night_and_an_unbuilt_one_are_said(two: Path) -> None:
    found = morning(tables_of(two), pending=["2026-03-04.1"], staged=[], today=date(2026, 3, 9))
    assert found.days_old == 6
    assert any("6 days old" in step for step in found.steps) and any("litfass rebuild" in step for step in found.steps)


# ---------------------------------------------------------------- doctor, init


def test_doctor_finds_a_demo_folder_ready(two: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["doctor", "--data", str(two), "--json"]) == 0
    found = {one["check"]: one for one in json.loads(capsys.readouterr().out)}
    assert set(found) >= {
        "python",
        "packages",
        "contact",
        "folder",
        "disk",
        "room",
        "lock",
        "archive",
        "zone",
        "schedule",
    }
    assert all(one["level"] == "ok" and one["sentence"] and not one["mend"] for one in found.values())


def test_a_live_machine_without_contact_and_folder_is_not_ready(tmp_path: Path) -> None:
    settings = Settings(sites=Sites.LIVE, data=tmp_path / "live")
    found = {one.check: one for one in examine(settings, datetime(2026, 3, 3, tzinfo=UTC))}
    assert found["contact"].level is Level.FAIL and "contact" in found["contact"].mend
    assert found["archive"].level is Level.WARN
    assert contact_finding(Settings(sites=Sites.LIVE, contact="ada@saeule.example")).level is Level.OK


def test_missed_nights_and_a_clock_that_goes_back_are_found(two: Path) -> None:
    settings = Settings(sites=Sites.LIVE, data=two)
    late = {one.check: one for one in archive_findings(settings, datetime(2026, 3, 6, 9, tzinfo=UTC))}
    assert late["nights"].sentence == "no run on 2026-03-04, 2026-03-05, 2026-03-06"
    early = {one.check: one for one in archive_findings(settings, datetime(2026, 3, 2, 9, tzinfo=UTC))}
    assert early["clock"].level is Level.FAIL
    kind = {one.check: one for one in examine(settings, datetime(2026, 3, 6, 9, tzinfo=UTC))}["kind"]
    assert kind.level is Level.FAIL and "holds demo data" in kind.sentence


def test_a_damaged_archive_is_found(two: Path, tmp_path: Path) -> None:
    copy = tmp_path / "damaged"
    shutil.copytree(two, copy, symlinks=True)
    path = next(copy.glob("raw/dsm/2026/2026-03-03.1.warc.gz"))
    path.write_bytes(path.read_bytes()[:-40])
    (found,) = [one for one in archive_findings(Settings(data=copy), datetime.now(UTC)) if one.check == "archive"]
    assert found.level is Level.FAIL and found.mend


def test_a_source_module_that_cannot_be_used_is_found(
    two: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "broken.py").write_text("SOURCE = Source(\n", encoding="utf-8")
    monkeypatch.setattr("pipeline.sources.__path__", [str(tmp_path)])
    assert call(["doctor", "--data", str(two)]) == 3
    assert "FAIL  sources   pipeline/sources/broken.py cannot be used: " in capsys.readouterr().out


def test_sources_that_nobody_asks_for_are_no_gap_of_the_night() -> None:
    def names(named: tuple[str, ...], archived: set[str]) -> list[str]:
        return [one.source_id for one in sources_built(Sites.DEMO, named, archived)]

    assert names((), set()) == [one.source_id for one in all_sources(Sites.DEMO)]
    assert names(("iaf",), set()) == ["iaf"]
    assert names(("iaf",), {"dsm"}) == ["dsm", "iaf"], "what is archived stays in every later night"


def test_init_writes_settings_that_load_and_keeps_a_file_that_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert call(["init", "--sites", "live", "--contact", "ada@saeule.example", "--data", "live"]) == 0
    settings = load_settings()
    assert (settings.sites, settings.contact, settings.data) == (Sites.LIVE, "ada@saeule.example", Path("live"))
    text = (tmp_path / "litfass.toml").read_text(encoding="utf-8")
    for name in Settings.model_fields:
        assert name in text
    uncommented = "\n".join(line.removeprefix("# ") if " = " in line else line for line in text.splitlines())
    (tmp_path / "litfass.toml").write_text(uncommented, encoding="utf-8")
    assert load_settings() == settings, "every default stands there as it is"
    capsys.readouterr()
    assert call(["init"]) == 2
    assert "exists already and is kept" in capsys.readouterr().err
    assert (tmp_path / "litfass.toml").read_text(encoding="utf-8") == uncommented


def test_where_nothing_is_to_do_the_json_document_says_so(two: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command, empty in (("build", {"staged": []}), ("rebuild", {"made": []})):
        assert call([command, "--json", "--data", str(two)]) == 0
        assert json.loads(capsys.readouterr().out) == empty


# ---------------------------------------------------------------- explain, diff, prune


def test_every_published_field_is_explained_from_the_archive(two: Path) -> None:
    tables = tables_of(two)
    raw = read_workspace(two).raw
    fields = {(row["record_id"], row["field"]) for row in tables["provenance"]}
    events = {row["event_id"] for row in tables["events"][:12]}
    origins = [
        one
        for record, field in sorted(fields)
        if record in events
        for one in explain(tables, record, field, raw.load_one)
    ]
    assert len(origins) > 60
    assert {one.proof for one in origins} <= {"confirmed", "derived"}


def test_a_shifted_range_is_no_proof(two: Path) -> None:
    tables = tables_of(two)
    row = next(row for row in tables["provenance"] if row["field"] == "title" and row["node_path"])
    shifted = [{**row, "char_start": row["char_start"] + 1, "char_end": row["char_end"] + 1}]
    (origin,) = explain({**tables, "provenance": shifted}, row["record_id"], "title", read_workspace(two).raw.load_one)
    assert origin.proof == "altered" and origin.again != origin.printed


def test_explain_prints_words_rule_place_and_archive(two: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tables = tables_of(two)
    moved = next(row for row in tables["occurrences"] if row["previous_start"])
    assert call(["explain", moved["event_id"], "start", "--data", str(two)]) == 0
    told = capsys.readouterr().out
    for word in ("printed", "rule", "where", "raw/", "the archived response says so"):
        assert word in told
    assert call(["explain", moved["event_id"], "colour", "--data", str(two)]) == 2
    assert "fields that have: " in capsys.readouterr().err
    assert call(["explain", "evt_0", "start", "--data", str(two)]) == 2


def test_diff_compares_keys_first_then_values(two: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["diff", "2026-03-02.1", "current", "--data", str(two)]) == 0
    told = capsys.readouterr().out
    assert "previous_start – -> " in told and "~ occ_" in told and "+ evt_" in told
    assert call(["diff", "2026-03-02.1", "2026-03-02.1", "--data", str(two)]) == 0
    assert "hold the same rows" in capsys.readouterr().out
    assert call(["diff", "2026-03-02.1", "2030-01-01.1", "--data", str(two)]) == 2
    assert "there are: 2026-03-02.1, 2026-03-03.1" in capsys.readouterr().err
    store = ReleaseStore(two / "processed")
    old, new = store.tables("2026-03-02.1"), store.tables("2026-03-03.1")
    there = {one.table: (one.added, one.removed) for one in compare_releases(old, new)}
    back = {one.table: (one.removed, one.added) for one in compare_releases(new, old)}
    assert there == back


def test_prune_keeps_the_current_release_and_what_later_commands_need(
    two: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "pruned"
    shutil.copytree(two, copy, symlinks=True)
    before = sorted(path for path in copy.rglob("*") if "releases" not in path.parts)
    assert call(["prune", "--keep", "1", "--dry-run", "--data", str(copy)]) == 0
    assert "would remove 2026-03-02.1" in capsys.readouterr().out
    assert ReleaseStore(copy / "processed").versions() == ["2026-03-02.1", "2026-03-03.1"]
    assert call(["prune", "--keep", "1", "--data", str(copy)]) == 0
    workspace = read_workspace(copy)
    assert workspace.releases.versions() == ["2026-03-03.1"] == [workspace.releases.current()]
    assert sorted(path for path in copy.rglob("*") if "releases" not in path.parts) == before
    assert pending_runs(workspace) == [], "a pruned night is no night that waits to be built"
    capsys.readouterr()
    assert call(["verify", "--data", str(copy)]) == 0
    assert call(["rebuild", "--data", str(copy)]) == 0
    assert "nothing to rebuild" in capsys.readouterr().out
    assert call(["prune", "--keep", "0", "--data", str(copy)]) == 2


def test_a_current_release_that_is_not_the_newest_is_never_pruned(two: Path, tmp_path: Path) -> None:
    copy = tmp_path / "older"
    shutil.copytree(two, copy, symlinks=True)
    store = ReleaseStore(copy / "processed")
    store.current_path.unlink()
    store.current_path.symlink_to(Path("releases") / "2026-03-02.1")
    assert store.prunable(1) == []


# ---------------------------------------------------------------- repair


def test_a_list_that_moved_in_a_relaunch_is_found_and_proved(
    two: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new_address = ["--url", "http://dsm.demo.test/veranstaltungen/", "--at", "2026-03-06T03:10"]
    assert call(["repair", "dsm", *new_address, "--data", str(two)]) == 0
    told = capsys.readouterr()
    assert "all 2 archived nights read as before" in told.err and "last good capture: cap_" in told.err
    assert '+    lists=(ListPage(name="Veranstaltungen", addresses=("/veranstaltungen/", ' in told.out
    module = tmp_path / "pipeline" / "sources" / "dsm.py"
    module.parent.mkdir(parents=True)
    shutil.copy(Path(str(importlib.import_module("pipeline.sources.dsm").__file__)), module)
    subprocess.run(["git", "apply", "--unsafe-paths", "-"], cwd=tmp_path, input=told.out, text=True, check=True)


def test_a_page_without_the_list_gives_no_mend(two: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["repair", "dsm", "--url", "http://dsm.demo.test/impressum/", "--json", "--data", str(two)]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["diff"] == "" and not any(one["is_proven"] for one in told["proposals"])


def test_a_source_that_is_well_needs_no_mend(two: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(["repair", "tolsax", "--data", str(two)]) == 0
    told = capsys.readouterr()
    assert "nothing to repair" in told.err and told.out == ""
