"""docs/add-a-source.md is followed once, from beginning to end, in a project folder of its own."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

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


def follow(command: str, project: Path) -> subprocess.CompletedProcess[str]:
    """One command in the project folder, with the Litfass under test."""
    bin_folder = Path(sys.executable).parent
    environment = {
        **os.environ,
        "PATH": f"{bin_folder}{os.pathsep}{os.environ['PATH']}",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    environment |= {"PYTEST_ADDOPTS": "", "PYTEST_XDIST_WORKER": ""}
    return subprocess.run(
        command, shell=True, cwd=project, env=environment, capture_output=True, text=True, timeout=120
    )


def test_the_page_is_followed_from_beginning_to_end(tmp_path: Path) -> None:
    (tmp_path / "pipeline" / "sources").mkdir(parents=True)
    (tmp_path / "tests").mkdir()
    for name in ("__init__.py", "conftest.py", "test_sources.py"):
        shutil.copy(ROOT / "tests" / name, tmp_path / "tests" / name)
    told: list[tuple[str, str]] = []
    for command, fails in commands():
        done = follow(command, tmp_path)
        told.append((command, done.stdout + done.stderr))
        assert (done.returncode == 1) if fails else (done.returncode == 0), f"{command}\n{told[-1][1]}"
        assert "Traceback" not in done.stderr, command
    assert len(told) >= 8
    first_test = next(text for command, text in told if "pytest" in command)
    assert READ_ME in first_test
    module = (tmp_path / "pipeline" / "sources" / "kiez.py").read_text(encoding="utf-8")
    assert len(module.splitlines()) <= 25
    cases = {path.name for path in (tmp_path / "tests" / "sources" / "kiez").glob("*.expected.json")}
    assert cases == {"list.expected.json", "lookup.expected.json", "older.expected.json"}
    for check in (["check"], ["format", "--check"]):
        subprocess.run(
            [sys.executable, "-m", "ruff", *check, "--config", str(ROOT / "pyproject.toml"), "pipeline"],
            cwd=tmp_path,
            check=True,
        )
