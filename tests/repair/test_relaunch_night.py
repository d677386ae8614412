"""A relaunch from end to end: the list is lost, nothing is removed, the mend is proposed, applied, and reads."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from demo.server import DemoSites, Theme
from demo.timetable import nights
from pipeline import night as stages
from pipeline.adapters.clock import FixedClock
from pipeline.cli import call
from pipeline.models import PageRole, Sites
from pipeline.planning import plan_run
from pipeline.rebuilding import build_pending
from pipeline.settings import Settings
from pipeline.sources import get_source
from pipeline.workspace import Workspace, open_workspace

NAME = "kolumne"
MODULE = '''"""A site read by the class names of its theme."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.formats.selected import Selectors, read_selected
from pipeline.models import Capture, Expect, ListPage, RawAnnouncement, Sites, Source
from pipeline.planning import plan_run

LIST = Selectors(entry="article.hentry", title=".entry-title")


def parse(capture: Capture) -> Sequence[RawAnnouncement]:
    return read_selected(capture, LIST)


SOURCE = Source(
    source_id="kolumne",
    name="Kolumne",
    organiser="Kolumne",
    homes={Sites.DEMO: "http://tolsax.demo.test"},
    lists=(ListPage(name="Termine", addresses=("/category/termine-archiv/",)),),
    parse=parse,
    expect=Expect(announcements_min=3),
)
'''


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "pipeline" / "sources"
    folder.mkdir(parents=True)
    (folder / f"{NAME}.py").write_text(MODULE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("pipeline.sources.__path__", [str(folder)])
    yield tmp_path
    sys.modules.pop(f"pipeline.sources.{NAME}", None)


def run_night(workspace: Workspace, number: int, theme: Theme) -> None:
    """One night of the one source, over the content of the first demo night in that theme."""
    settings, clock = Settings(data=workspace.data), FixedClock(nights()[number - 1].clock)
    run = plan_run(workspace, clock)
    with DemoSites(1, theme=theme) as sites:
        stages.collect(workspace, run, [get_source(NAME)], settings, clock, sites.connect_to)
    build_pending(workspace, [get_source(NAME)], settings)


def test_a_relaunch_is_noticed_mended_by_hand_and_read_again(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    workspace = open_workspace(project / "data", Sites.DEMO)
    run_night(workspace, 1, "original")
    known = workspace.last_state()[0]["events"]
    assert len(known) >= 5
    run_night(workspace, 2, "renamed")
    tables = workspace.last_state()[0]
    assert len(tables["events"]) == len(known), "nothing is removed because a list is not found"
    assert "layout_suspect" in {row["class"] for row in tables["issues"]}
    assert call(["status", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    (health,) = told["sources"]
    assert health["state"] == "layout_suspect" and health["last_good_capture"]["run_id"] == "2026-03-02.1"
    assert any(f"litfass repair {NAME}" in step for step in told["steps"])

    assert call(["repair", NAME]) == 0
    mend = capsys.readouterr()
    assert "known announcements again, 0 with another date" in mend.err
    subprocess.run(["git", "apply", "--unsafe-paths", "-"], cwd=project, input=mend.out, text=True, check=True)
    sys.modules.pop(f"pipeline.sources.{NAME}")
    mended = get_source(NAME)
    for run in workspace.raw.runs():
        pages = [capture for capture in workspace.raw.load(NAME, run.run_id) if capture.has_body]
        assert sum(len(mended.parse(page)) for page in pages if page.role is PageRole.LIST) >= len(known)
