"""One run at a time; a killed run leaves no lock."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from pipeline.adapters.lock import lock_folder
from pipeline.errors import BusyError, StoreError

HOLD = "import sys; from pathlib import Path; from pipeline.adapters.lock import lock_folder\n"
HOLD += "with lock_folder(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"


def test_a_second_run_is_told_who_holds_the_folder_and_a_killed_one_holds_nothing(tmp_path):
    other = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert other.stdout.readline() == "held\n"
    with pytest.raises(BusyError) as caught, lock_folder(tmp_path):
        pass
    folder, owner = re.escape(str(tmp_path)), rf"process {other.pid}, since \d{{4}}-\d\d-\d\dT.*"
    expected = rf"another run holds the data folder {folder} \({owner}\); wait until it ends"
    assert re.fullmatch(expected, str(caught.value))
    other.kill()
    other.communicate()
    with lock_folder(tmp_path):
        pass


def test_the_lock_is_free_again_after_the_block(tmp_path):
    for _ in range(2):
        with lock_folder(tmp_path / "neu"), pytest.raises(BusyError), lock_folder(tmp_path / "neu"):
            pass


def test_a_folder_that_cannot_be_made_says_so(tmp_path):
    (tmp_path / "datei").write_text("")
    expected = r"datei/\.lock cannot be opened: (Not a directory|File exists)"
    with pytest.raises(StoreError, match=expected), lock_folder(tmp_path / "datei"):
        pass
