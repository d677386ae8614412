"""Tables that grow: what is appended unread gives the same file as all rows written at once."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.adapters.tables import arrow_table, stored_rows, write_table
from pipeline.appended import Appended
from pipeline.berlin import BERLIN
from pipeline.schema import TABLES

SIGHTINGS, ISSUES = TABLES["sightings"], TABLES["issues"]
NIGHT = datetime(2026, 3, 2, 3, 10, tzinfo=BERLIN)
_NAMES = st.text("abzÄß😀", min_size=1, max_size=3)


@settings(derandomize=True, deadline=None, max_examples=25)
@given(pairs=st.lists(st.tuples(_NAMES, _NAMES), unique=True, max_size=12), cut=st.integers(0, 12))
def test_rows_appended_to_a_file_give_the_bytes_of_all_rows_at_once(
    pairs: list[tuple[str, str]], cut: int, tmp_path_factory: object
) -> None:
    folder = tmp_path_factory.mktemp("t")  # type: ignore[attr-defined]
    rows: list[dict[str, object]] = [
        {"announcement_id": left, "capture_id": right, "position": at, "run_id": "2026-03-02.1"}
        for at, (left, right) in enumerate(pairs)
    ]
    write_table(folder / "whole", SIGHTINGS, rows, {})
    write_table(folder / "first", SIGHTINGS, rows[:cut], {})
    grown = Appended(stored_rows(folder / "first", SIGHTINGS), rows[cut:])
    write_table(folder / "grown", SIGHTINGS, grown, {})
    assert (folder / "grown").read_bytes() == (folder / "whole").read_bytes()
    assert len(grown) == len(rows) and sorted(map(str, grown)) == sorted(map(str, rows))


def test_a_table_that_nobody_read_is_written_as_it_was(tmp_path: Path) -> None:
    row = dict.fromkeys(TABLES["captures"].column_names, "x") | {"captured_at": NIGHT, "status": 200, "bytes": 1}
    rows = [row | dict.fromkeys(("etag", "last_modified", "failure", "revisit_of", "robots_rule"))]
    write_table(tmp_path / "one", TABLES["captures"], rows, {"release": "1"})
    read = stored_rows(tmp_path / "one", TABLES["captures"])
    write_table(tmp_path / "two", TABLES["captures"], read, {"release": "1"})
    assert (tmp_path / "two").read_bytes() == (tmp_path / "one").read_bytes()
    assert read[0]["captured_at"] == NIGHT and list(read) == read == list(reversed(list(reversed(read))))


def test_pieces_read_as_one_sequence() -> None:
    whole = Appended(Appended([{"a": 1}], []), [{"a": 2}, {"a": 3}])
    assert [row["a"] for row in whole] == [1, 2, 3] == [whole[at]["a"] for at in range(-3, 0)]
    assert whole[1:] == [{"a": 2}, {"a": 3}] and whole == [{"a": 1}, {"a": 2}, {"a": 3}]
    assert arrow_table(ISSUES, Appended()).num_rows == 0
