"""A release handed over to a folder and to a bucket: whole, in order, killable, and never onto a newer one."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from moto.server import ThreadedMotoServer
from pyarrow import fs

from pipeline.adapters.handover import MANIFEST, hand_over
from pipeline.adapters.targets import BucketTarget, FolderTarget, Target, open_target
from pipeline.errors import StoreError, UsageError

OURS = b'<meta name="generator" content="Litfass">'
FIRST = {
    "site/index.html": OURS + b"one",
    "site/sitemap.xml": b"<one/>",
    "site/e/evt_a/index.html": b"a1",
    "site/e/evt_b/index.html": b"b1",
    "site/e/nicht-mehr/index.html": b"gone",
    "site/static/x-1.css": b"css1",
    "site/suche/2026-03.js": b"js",
    "feed/events.ics": b"ics1",
    "tables/events.parquet": b"t1",
    "datapackage.json": b"{}",
}
SECOND = FIRST | {
    "site/index.html": OURS + b"two",
    "site/e/evt_a/index.html": b"a2",
    "site/e/evt_c/index.html": b"c2",
    "site/static/x-2.css": b"css2",
    "feed/events.ics": b"ics2",
}
for gone in ("site/e/evt_b/index.html", "site/static/x-1.css", "site/suche/2026-03.js"):
    del SECOND[gone]


def release(folder: Path, version: str, files: Mapping[str, bytes], sites: str = "demo") -> Path:
    """A release folder of these files."""
    path = folder / version
    for name, content in files.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_bytes(content)
    facts = [
        {"path": name, "sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
        for name, content in files.items()
    ]
    (path / MANIFEST).write_text(json.dumps({"version": version, "sites": sites, "files": facts}))
    return path


@pytest.fixture(scope="module")
def bucket() -> Iterator[str]:
    """The address of an empty bucket on this machine."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    _, port = server.get_host_and_port()
    before = dict(os.environ)
    os.environ |= {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_EC2_METADATA_DISABLED": "true"}
    options = f"scheme=http&region=us-east-1&endpoint_override=127.0.0.1:{port}"
    maker, path = fs.FileSystem.from_uri(f"s3://kalender?{options}&allow_bucket_creation=true")
    maker.create_dir(path)
    yield f"s3://kalender/%s?{options}"
    server.stop()
    os.environ.clear()
    os.environ.update(before)


@pytest.fixture(params=["folder", "bucket"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Target:
    if request.param == "folder":
        return open_target(str(tmp_path / "www"), outside=tmp_path / "data")
    address = request.getfixturevalue("bucket") % hashlib.sha256(str(tmp_path).encode()).hexdigest()[:12]
    return open_target(address, outside=tmp_path / "data")


def lies_there(target: Target) -> dict[str, bytes]:
    return {path: target.read(path) or b"" for path in target.sizes() if path != MANIFEST}


def published(files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {path.removeprefix("site/"): content for path, content in files.items()}


def test_the_target_holds_the_release_and_an_address_that_ended_says_so(target: Target, tmp_path: Path) -> None:
    done = hand_over(release(tmp_path, "2026-03-02.1", FIRST), target)
    assert (done.before, done.version, done.added) == ("", "2026-03-02.1", len(FIRST))
    assert lies_there(target) == published(FIRST)
    done = hand_over(release(tmp_path, "2026-03-03.1", SECOND), target)
    assert (done.before, done.added, done.changed, done.removed) == ("2026-03-02.1", 2, 3, 3)
    assert lies_there(target) == published(SECOND) | {"e/evt_b/index.html": b"gone"}
    again = hand_over(tmp_path / "2026-03-03.1", target)
    assert (again.added, again.changed, again.removed) == (0, 0, 0)


def test_the_report_is_not_handed_to_the_public_unless_asked_for(target: Target, tmp_path: Path) -> None:
    files = FIRST | {"site/report/index.html": b"for the maintainer"}
    folder = release(tmp_path, "2026-03-02.1", files)
    hand_over(folder, target)
    assert lies_there(target) == published(FIRST)
    named = json.loads(target.read(MANIFEST) or b"")
    assert {one["path"] for one in named["files"]} == FIRST.keys() and named["version"] == "2026-03-02.1"
    assert hand_over(folder, target, with_report=True).added == 1
    assert target.read(MANIFEST) == (folder / MANIFEST).read_bytes()
    assert hand_over(folder, target).removed == 1 and lies_there(target) == published(FIRST)


def test_other_peoples_files_are_left_alone(target: Target, tmp_path: Path) -> None:
    target.stage("impressum.html", b"mine")
    target.show("impressum.html", b"mine")
    hand_over(release(tmp_path, "2026-03-02.1", FIRST), target)
    hand_over(release(tmp_path, "2026-03-03.1", SECOND), target)
    assert lies_there(target)["impressum.html"] == b"mine"


def test_a_damaged_file_is_mended(target: Target, tmp_path: Path) -> None:
    first = release(tmp_path, "2026-03-02.1", FIRST)
    hand_over(first, target)
    target.stage("index.html", OURS)
    target.show("index.html", OURS)
    target.remove("feed/events.ics")
    hand_over(first, target)
    assert lies_there(target) == published(FIRST)


class Killed(Exception):
    """The process dies here."""


def killed_at(target: Target, number: int) -> Target:
    """The target, at which the n-th act kills the hand-over."""
    left = [number]

    def counted(act: object) -> object:
        def one(*given: object) -> object:
            left[0] -= 1
            if left[0] < 0:
                raise Killed
            return act(*given)  # type: ignore[operator]

        return one

    for name in ("stage", "show", "remove"):
        setattr(target, name, counted(getattr(target, name)))
    return target


def fresh(target: Target) -> Target:
    if isinstance(target, BucketTarget):
        return BucketTarget(target.filesystem, target.base, target.name)
    assert isinstance(target, FolderTarget)
    return FolderTarget(target.folder)


def test_killed_at_any_moment_the_old_site_stays_whole_and_the_next_call_finishes(tmp_path: Path) -> None:
    first, second = release(tmp_path, "2026-03-02.1", FIRST), release(tmp_path, "2026-03-03.1", SECOND)
    entrances = set()
    for number in range(40):
        target = FolderTarget(tmp_path / f"www{number}")
        hand_over(first, target)
        try:
            hand_over(second, killed_at(fresh(target), number))
        except Killed:
            there = lies_there(target)
            entrances.add(there["index.html"])
            assert published(FIRST).keys() - there.keys() <= {"static/x-1.css", "suche/2026-03.js"}
            if there["index.html"] == FIRST["site/index.html"]:
                assert published(FIRST).keys() <= there.keys(), "whatever the old entrance leads to is still there"
                assert json.loads(target.read(MANIFEST) or b"")["version"] == "2026-03-02.1"
            assert set(there.values()) <= set(FIRST.values()) | set(SECOND.values()), "no half file"
            hand_over(second, fresh(target))
        assert lies_there(target) == published(SECOND) | {"e/evt_b/index.html": b"gone"}
    assert len(entrances) == 2


def test_a_first_hand_over_can_be_killed_too(tmp_path: Path) -> None:
    first = release(tmp_path, "2026-03-02.1", FIRST)
    for number in range(2 * len(FIRST) + 2):
        target = FolderTarget(tmp_path / f"www{number}")
        with pytest.raises(Killed):
            hand_over(first, killed_at(fresh(target), number))
        hand_over(first, target)
        assert lies_there(target) == published(FIRST)


def test_the_manifest_comes_last_to_a_bucket(bucket: str, tmp_path: Path) -> None:
    target = open_target(bucket % "order", outside=tmp_path / "data")
    shown: list[str] = []
    show = target.show
    target.show = lambda path, content: (shown.append(path), show(path, content))[1]  # type: ignore[func-returns-value, method-assign]
    hand_over(release(tmp_path, "2026-03-02.1", FIRST), target)
    assert set(shown[-3:-1]) == {"index.html", "sitemap.xml"} and shown[-1] == MANIFEST


def test_objects_carry_their_media_type(bucket: str, tmp_path: Path) -> None:
    target = open_target(bucket % "types", outside=tmp_path / "data")
    assert isinstance(target, BucketTarget)
    hand_over(release(tmp_path, "2026-03-02.1", FIRST), target)
    with target.filesystem.open_input_stream(f"{target.base}/index.html") as stream:
        assert stream.metadata()["Content-Type"] == b"text/html; charset=utf-8"
    with target.filesystem.open_input_stream(f"{target.base}/feed/events.ics") as stream:
        assert stream.metadata()["Content-Type"] == b"text/calendar; charset=utf-8"


def test_what_is_refused(target: Target, tmp_path: Path) -> None:
    first, second = release(tmp_path, "2026-03-02.1", FIRST), release(tmp_path, "2026-03-02.10", SECOND)
    hand_over(second, target)
    with pytest.raises(UsageError, match=r"holds release 2026-03-02\.10, newer than 2026-03-02\.1; --force"):
        hand_over(first, target)
    assert lies_there(target) == published(SECOND)
    hand_over(first, target, force=True)
    live = release(tmp_path / "live", "2026-03-09.1", FIRST, sites="live")
    with pytest.raises(UsageError, match="holds demo data and cannot take a live release"):
        hand_over(live, target, force=True)


def test_other_peoples_pages_are_not_overwritten(target: Target, tmp_path: Path) -> None:
    first = release(tmp_path, "2026-03-02.1", FIRST)
    target.stage("index.html", b"hello")
    target.show("index.html", b"hello")
    with pytest.raises(UsageError, match=r"holds an index\.html that Litfass did not put there"):
        hand_over(first, target)
    target.stage(MANIFEST, b'{"name": "an app"}')
    target.show(MANIFEST, b'{"name": "an app"}')
    with pytest.raises(UsageError, match="not the manifest of a Litfass release"):
        hand_over(first, target)
    hand_over(first, target, force=True)
    assert lies_there(target) == published(FIRST)


def test_bad_places_are_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for place, words in (
        ("ftp://host/x", "expected a folder or s3://bucket/prefix"),
        (str(tmp_path / "file"), "is a file; expected a folder"),
        (str(tmp_path / "data" / "processed"), "lies in the data folder"),
    ):
        with pytest.raises(UsageError, match=words):
            open_target(place, outside=tmp_path / "data")
    with pytest.raises(StoreError):
        open_target(str(tmp_path / "file" / "below"), outside=tmp_path / "data")
