"""Every field of every shape stands where it says, and not one character beside."""

# ruff: noqa: E501 - markup is easier to read in the long lines that servers send
from __future__ import annotations

import pytest

from pipeline.formats import read_any, read_detail
from pipeline.formats.provenance import is_proven, text_at
from tests.formats.shapes import all_captures, capture_of
from tests.formats.test_html import DETAIL

CAPTURES = all_captures()


@pytest.mark.parametrize("name", CAPTURES)
def test_every_field_is_found_again_and_not_one_beside(name: str) -> None:
    capture = CAPTURES[name]
    raws = read_any(capture).announcements
    assert raws
    for raw in raws:
        assert raw.fields["title"].node_path
        for field, printed in raw.fields.items():
            assert is_proven(capture, printed), field
            if printed.node_path:
                path, start, end = printed.node_path, printed.char_start, printed.char_end
                assert text_at(capture, path, start + 1, end + 1) != printed.text, field
                assert end - start == len(printed.text)


def test_a_detail_page_is_proven() -> None:
    capture = capture_of(DETAIL)
    raw = read_detail(capture)
    assert raw is not None
    assert all(is_proven(capture, printed) for printed in raw.fields.values())


@pytest.mark.parametrize(
    "path", ["", "html>body>p", "html>body>ul:nth-of-type(99)", "line:999", "line:x", "/0/nix", "script[9]#/name", "x(", "html>a@"]
)  # fmt: skip
def test_a_path_to_nothing_is_nothing(path: str) -> None:
    assert text_at(CAPTURES["cards"], path, 0, 10) == ""


def test_a_changed_page_proves_nothing() -> None:
    raw = read_any(CAPTURES["cards"]).announcements[1]
    changed = capture_of(CAPTURES["cards"].body.decode().replace("Chorprobe", "Orchester"))
    assert not is_proven(changed, raw.fields["title"])
