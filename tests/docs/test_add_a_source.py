"""docs/add-a-source.md is followed once, from beginning to end, in a project folder of its own."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import pipeline.sources
from pipeline.cli import call
from pipeline.scaffold.golden import READ_ME

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "add-a-source.md"


def commands() -> list[tuple[str, bool]]:
    """Every command of the page's shell blocks in order, and whether the page says that it fails."""
    lines = [
        line
        for block in re.findall(r"```sh\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.S)
        for line in block.splitlines()
    ]
    return [(line.partition(" # ")[0].strip(), " # fails" in line) for line in lines]


def follow(command: str, project: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """Exit status and output of one command in the project folder: litfass in this process, the others in a shell."""
    if command.startswith("litfass "):
        status = call(shlex.split(command)[1:])
        told = capsys.readouterr()
        return status, told.out + told.err
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "PYTEST_ADDOPTS": "-p no:cacheprovider", "PYTEST_XDIST_WORKER": ""}
    done = subprocess.run(
        command, shell=True, cwd=project, env=environment, capture_output=True, text=True, timeout=120
    )
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A project folder with the tests of sources in it, which is where we are."""
    (tmp_path / "pipeline" / "sources").mkdir(parents=True)
    (tmp_path / "tests").mkdir()
    for name in ("__init__.py", "conftest.py", "test_sources.py"):
        shutil.copy(ROOT / "tests" / name, tmp_path / "tests" / name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(
        "pipeline.sources.__path__", [*pipeline.sources.__path__, str(tmp_path / "pipeline" / "sources")]
    )
    yield tmp_path
    sys.modules.pop("pipeline.sources.kiez", None)


def test_the_page_is_followed_from_beginning_to_end(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told: list[tuple[str, str]] = []
    for command, fails in commands():
        status, output = follow(command, project, capsys)
        told.append((command, output))
        assert status == (1 if fails else 0), f"{command}\n{output}"
    assert len(told) >= 8
    first_test = next(text for command, text in told if "pytest" in command)
    assert READ_ME in first_test
    module = (project / "pipeline" / "sources" / "kiez.py").read_text(encoding="utf-8")
    assert len(module.splitlines()) <= 25
    cases = {path.name for path in (project / "tests" / "sources" / "kiez").glob("*.expected.json")}
    assert cases == {"list.expected.json", "lookup.expected.json", "older.expected.json"}
    for check in (["check"], ["format", "--check"]):
        config = ["--config", str(ROOT / "pyproject.toml"), "pipeline"]
        subprocess.run([sys.executable, "-m", "ruff", *check, *config], cwd=project, check=True)
