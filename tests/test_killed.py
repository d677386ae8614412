"""A run that is killed, in each stage and at each write of a publish, and a release that somebody removed: readers see
the old release or the new one, and there is a way on."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipeline.adapters.tables import read_tables
from pipeline.cli import call
from pipeline.models import Sites
from pipeline.verify.folder import folder_faults
from pipeline.workspace import open_workspace
from tests.plain_site import plain_site

FIRST, SECOND = "2026-03-02.1", "2026-03-03.1"
WRITES = ("open", "os.rename", "os.symlink", "os.remove", "os.rmdir", "os.mkdir", "shutil.rmtree")


@pytest.fixture(scope="module", autouse=True)
def no_pages() -> Iterator[None]:
    with plain_site():
        yield


@pytest.fixture(scope="module")
def staged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose first night is published and whose second one is built and waits for publish."""
    data = tmp_path_factory.mktemp("staged") / "data"
    assert call(["run", "--plain", "--source", "dsm", "--data", str(data)]) in (0, 1)
    assert call(["collect", "--source", "dsm", "--data", str(data)]) == 0
    assert call(["build", "--data", str(data)]) in (0, 1)
    return data


def test_a_publish_killed_at_any_write_leaves_a_whole_release_and_is_finished_by_the_next(
    staged: Path, tmp_path: Path
) -> None:
    whole = _publish(staged, tmp_path / "whole", kill_at=None)
    expected = _released(tmp_path / "whole")
    places = [number for number, path in enumerate(whole) if "/staging/" not in path]
    inside = [number for number, path in enumerate(whole) if "/staging/" in path]
    seen = set()
    for number in sorted({*places, *inside[:: max(1, len(inside) // 4)]}):
        data = tmp_path / f"killed-{number}"
        _publish(staged, data, kill_at=number)
        seen.add(_current(data))
        assert call(["publish", "--data", str(data)]) in (0, 1, 2), "2: nothing was left to publish"
        assert _released(data) == expected, f"killed before {whole[number]}"
        shutil.rmtree(data)
    assert seen == {FIRST, SECOND}, "some were killed before the switch and some after it"


def _publish(staged: Path, data: Path, kill_at: int | None) -> list[str]:
    """Publish a copy of the folder in a child that kills itself before write number `kill_at`; the writes it made."""
    shutil.copytree(staged, data, symlinks=True)
    log = data.parent / f"{data.name}.log"
    child = os.fork()
    if child == 0:
        with log.open("wb", buffering=0) as stream:
            sys.addaudithook(_killer(data, kill_at, stream.fileno()))
            call(["publish", "--data", str(data)])
            os._exit(0)
    status = os.waitpid(child, 0)[1]
    assert status == (0 if kill_at is None else signal.SIGKILL)
    return log.read_text(encoding="utf-8").splitlines()


def _killer(data: Path, kill_at: int | None, log: int) -> Callable[[str, tuple[object, ...]], None]:
    done = 0

    def watch(event: str, args: tuple[object, ...]) -> None:
        nonlocal done
        writes = event in WRITES and str(args[0]).startswith(str(data))
        if event == "open" and writes:
            writes = isinstance(args[2], int) and bool(args[2] & (os.O_WRONLY | os.O_RDWR))
        if writes:
            if done == kill_at:
                os.kill(os.getpid(), signal.SIGKILL)
            os.write(log, f"{args[0]}\n".encode())
            done += 1

    return watch


def _current(data: Path) -> str:
    """The version that readers see; every table of it can be read."""
    current = data / "processed" / "current"
    read_tables(current / "tables")
    version: str = json.loads((current / "manifest.json").read_bytes())["version"]
    return version


def _released(data: Path) -> dict[str, bytes]:
    folder = data / "processed"
    assert _current(data) == SECOND
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "current" not in path.parts
    }


@pytest.mark.parametrize(("stage", "trace"), [("collect", "raw/**/*.open"), ("build", "processed/staging/*")])
def test_a_night_killed_while_it_works_costs_nothing_that_was_stored(
    stage: str, trace: str, staged: Path, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    shutil.copytree(staged, data, symlinks=True)
    shutil.rmtree(data / "processed" / "staging")
    archived = {path: path.read_bytes() for path in data.glob("raw/**/*.warc.gz")}
    command = [Path(sys.executable).parent / "litfass", "run", "--plain", "--source", "dsm", "--data", data]
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    limit = time.monotonic() + 120
    while not list(data.glob(trace)) and run.poll() is None and time.monotonic() < limit:
        time.sleep(0.002)
    run.kill()
    assert run.wait() == -signal.SIGKILL, f"it ended before it came to {stage}"
    assert _current(data) == FIRST
    assert {path: path.read_bytes() for path in archived} == archived
    assert call(["run", "--plain", "--source", "dsm", "--data", str(data)]) in (0, 1)
    assert _current(data) > SECOND, "the killed night and the next one are published"
    assert list(folder_faults(open_workspace(data, Sites.DEMO))) == []


@pytest.mark.parametrize(
    ("gone", "sentence"),
    [
        ((SECOND,), f"`current` pointed at release {SECOND}, which is gone: going on from release {FIRST}"),
        ((FIRST, SECOND), "no release is left, so all archived nights are built again"),
        ((), f"the link `current` is gone: going on from release {SECOND}"),
    ],
)
def test_a_release_removed_by_hand_is_one_sentence_and_rebuild_brings_it_back(
    gone: tuple[str, ...], sentence: str, staged: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "data"
    shutil.copytree(staged, data, symlinks=True)
    assert call(["publish", "--data", str(data)]) in (0, 1)
    whole = _released(data)
    for version in gone:
        shutil.rmtree(data / "processed" / "releases" / version)
    if not gone:
        (data / "processed" / "current").unlink()
    archived = {path: path.read_bytes() for path in data.glob("raw/**/*.warc.gz")}
    capsys.readouterr()
    assert call(["run", "--plain", "--source", "dsm", "--data", str(data)]) == 3
    told = capsys.readouterr().err
    assert len(told.splitlines()) == 1 and "`litfass rebuild`" in told
    assert archived == {path: path.read_bytes() for path in data.glob("raw/**/*.warc.gz")}, "nothing was fetched"
    assert call(["rebuild", "--data", str(data)]) in (0, 1)
    assert sentence in capsys.readouterr().err
    again = {name: content for name, content in _released(data).items() if not name.startswith("aside/")}
    assert again == whole, "also the moments from which our output said something"
    assert list(folder_faults(open_workspace(data, Sites.DEMO))) == []
