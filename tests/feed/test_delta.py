"""The chain of deltas, replayed by the reference consumer in docs/."""

from __future__ import annotations

import importlib.util
import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from pipeline.errors import UsageError
from pipeline.feed.canonical import digest
from pipeline.feed.chain import chain_faults
from pipeline.feed.schemas import schema_files
from tests.feed.world import Happening, World, nights

SCRIPT = Path(__file__).resolve().parents[2] / "docs" / "delta_consumer.py"


def _load() -> Any:
    spec = importlib.util.spec_from_file_location("delta_consumer", SCRIPT)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


consumer = _load()


def write(folder: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def ops(files: dict[str, bytes], version: str) -> list[tuple[str, str]]:
    return [(row["op"], row["id"]) for row in lines(files[f"delta/{version}.ndjson"])[1:]]


def lines(content: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in content.splitlines()]


def course(rows: Any) -> World:
    """Five nights in which each kind of row comes up once."""
    world = World(rows)
    world.night({f"ev_{n}": Happening(title=f"Fest {n}", days=(60 + n,)) for n in range(4)})
    world.night({"ev_0": Happening(title="Fest 0", days=(70,))})
    world.night({"ev_1": Happening(fate="merged"), "ev_2": Happening(fate="withdrawn")})
    world.night({"ev_4": Happening(title="Neu", days=(80, 81))})
    world.night({}, later=3)
    return world


def test_the_consumer_is_short_enough_to_read() -> None:
    assert len(SCRIPT.read_text(encoding="utf-8").splitlines()) <= 60


def test_each_night_says_what_became_of_each_record(rows: Any) -> None:
    world = course(rows)
    last = world.nights[-1]
    versions = [one["version"] for one in json.loads(last["delta/index.json"])["files"]]
    assert [ops(last, version) for version in versions] == [
        [("reset", None), ("add", "oc_0_1"), ("add", "oc_1_1"), ("add", "oc_2_1"), ("add", "oc_3_1")],
        [("modify", "oc_0_1")],
        [("merge", "oc_1_1"), ("remove", "oc_2_1")],
        [("add", "oc_4_1"), ("add", "oc_4_2")],
        [],
    ]
    (moved,) = lines(last[f"delta/{versions[1]}.ndjson"])[1:]
    assert moved["before"]["start_date"] == "2026-05-01" and moved["after"]["start_date"] == "2026-05-11"
    assert "start" in moved["changed"] and any("Beginn" in one for one in moved["sentences"])
    merged, removed = lines(last[f"delta/{versions[2]}.ndjson"])[1:]
    assert (merged["from"], merged["into"], removed["reason"]) == ("ev_1", "ev_0", "withdrawn")


def test_each_file_names_the_digest_of_the_one_before(rows: Any) -> None:
    last = course(rows).nights[-1]
    files = json.loads(last["delta/index.json"])["files"]
    for before, after in pairwise(files):
        content = last["delta/" + after["path"]]
        assert lines(content)[0]["previous"] == {
            "version": before["version"],
            "sha256": digest(last["delta/" + before["path"]]),
        }
    assert list(chain_faults(last)) == []


def test_every_line_and_document_obeys_its_schema(rows: Any) -> None:
    world = course(rows)
    world.night({}, erased=["ev_3"])
    schemas = {name: json.loads(content) for name, content in schema_files().items()}
    for schema in schemas.values():
        Draft202012Validator.check_schema(schema)
    for files in world.nights:
        for feed in json.loads(files["index.json"])["feeds"]:
            if "schema" in feed:
                check = Draft202012Validator(schemas[feed["schema"]], format_checker=FormatChecker())
                content = files[feed["path"]]
                for document in lines(content) if feed["path"].endswith("ndjson") else [json.loads(content)]:
                    assert [error.message for error in check.iter_errors(document)] == [], feed["path"]


@settings(max_examples=15, deadline=None)
@given(nights(), st.sets(st.integers(0, 6)))
def test_replaying_gives_the_table_whenever_one_looks(
    rows: Any, tmp_path_factory: pytest.TempPathFactory, told: Any, looks: set[int]
) -> None:
    world, folder = World(rows), tmp_path_factory.mktemp("replay")
    (folder / "own").mkdir()
    for number, (edits, later) in enumerate(told):
        files = world.night(edits, later)
        if number in looks or number == len(told) - 1:
            consumer.catch_up(write(folder / "feed", files), folder / "own")
            assert (folder / "own" / "calendar.ndjson").read_bytes() == files["calendar.ndjson"]
    table = b""
    at = ""
    for one in json.loads(files["delta/index.json"])["files"]:
        table, at = consumer.apply(files["delta/" + one["path"]], at, table), one["sha256"]
    assert table == files["calendar.ndjson"], "all deltas from the first one"


def _spoiled(files: dict[str, bytes], how: str) -> dict[str, bytes]:
    """The feed with one thing wrong, its index told to match, as somebody would who wants it to pass."""
    index = json.loads(files["delta/index.json"])
    path = "delta/" + index["files"][2]["path"]
    rows = files[path].splitlines(keepends=True)
    if how == "a line altered":
        rows[1] = rows[1].replace(b"Fest", b"Pest", 1)
    elif how == "a line removed":
        del rows[1]
    elif how == "the last line removed":
        del rows[-1]
    elif how == "lines in another order":
        rows[1], rows[2] = rows[2], rows[1]
    files = {**files, path: b"".join(rows)}
    if how == "a file removed":
        del files[path], index["files"][2]
    elif how == "files in another order":
        index["files"][2:4] = index["files"][3:1:-1]
    else:
        index["files"][2]["sha256"] = digest(files[path])
    return {**files, "delta/index.json": json.dumps(index).encode()}


@pytest.mark.parametrize(
    "how",
    ["a line altered", "a line removed", "the last line removed", "lines in another order", "a file removed",
     "files in another order"],
)  # fmt: skip
def test_what_was_tampered_with_is_refused_and_the_own_copy_stays(rows: Any, tmp_path: Path, how: str) -> None:
    world = course(rows)
    (tmp_path / "own").mkdir()
    consumer.catch_up(write(tmp_path / "before", world.nights[1]), tmp_path / "own")
    spoiled = _spoiled(world.nights[-1], how)
    with pytest.raises(ValueError, match=r"altered|missing|out of order|otherwise"):
        consumer.catch_up(write(tmp_path / "after", spoiled), tmp_path / "own")
    assert (tmp_path / "own" / "calendar.ndjson").read_bytes() == world.nights[1]["calendar.ndjson"]
    assert list(chain_faults(spoiled)) or how == "files in another order", "verify sees it, too"


def test_a_feed_older_than_the_own_copy_is_refused_in_a_sentence(rows: Any, tmp_path: Path) -> None:
    world = course(rows)
    (tmp_path / "own").mkdir()
    consumer.catch_up(write(tmp_path / "new", world.nights[-1]), tmp_path / "own")
    with pytest.raises(ValueError, match=r"the feed is at 2026-03-02\.1, which is older than the own copy"):
        consumer.catch_up(write(tmp_path / "old", world.nights[0]), tmp_path / "own")


def test_a_consumer_that_was_away_for_more_nights_than_are_kept_takes_the_whole_table(
    rows: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.feed.chain.KEPT_FILES", 2)
    world = course(rows)
    (tmp_path / "own").mkdir()
    consumer.catch_up(write(tmp_path / "before", world.nights[0]), tmp_path / "own")
    last = world.nights[-1]
    assert sum(name.startswith("delta/2") for name in last) == 2
    consumer.catch_up(write(tmp_path / "after", last), tmp_path / "own")
    assert (tmp_path / "own" / "calendar.ndjson").read_bytes() == last["calendar.ndjson"]
    assert list(chain_faults(last)) == []


def test_an_erasure_begins_the_chain_anew_and_carries_nothing(rows: Any, tmp_path: Path) -> None:
    world = course(rows)
    (tmp_path / "own").mkdir()
    consumer.catch_up(write(tmp_path / "before", world.nights[-1]), tmp_path / "own")
    files = world.night({}, erased=["ev_3"])
    assert ops(files, world.version)[:3] == [("reset", None), ("erase", "ev_3"), ("add", "oc_0_1")]
    assert not any(b"Fest 3" in content for content in files.values())
    consumer.catch_up(write(tmp_path / "after", files), tmp_path / "own")
    assert (tmp_path / "own" / "calendar.ndjson").read_bytes() == files["calendar.ndjson"]


def test_a_release_that_is_not_newer_than_the_one_before_is_refused(rows: Any) -> None:
    world = World(rows)
    world.night({"ev_0": Happening()})
    with pytest.raises(UsageError, match=r"release 2026-03-02\.1 is not newer than 2026-03-02\.1"):
        world.night({}, later=0)
