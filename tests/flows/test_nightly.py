"""The Prefect flow and the plain run give the same release."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.cli import call

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.prefect
def test_flow_and_plain_give_equal_digests(tmp_path: Path) -> None:
    env = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    command = [Path(sys.executable).parent / "litfass", "run", "--data", str(tmp_path / "flow")]
    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Night of 2026-03-02" in done.stdout
    assert "prefect" not in done.stdout.lower(), "a run is quiet"
    assert call(["run", "--plain", "--data", str(tmp_path / "plain")]) == 0
    name = Path("processed/releases/2026-03-02.1/manifest.json")
    assert (tmp_path / "flow" / name).read_bytes() == (tmp_path / "plain" / name).read_bytes()
