"""Whatever the bytes, a reader answers: a reading, proven field by field, or nothing with a reason."""

# ruff: noqa: E501 - markup is easier to read in the long lines that servers send
from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.formats import read_any, read_detail
from pipeline.formats.paging import archive_years, detail_links, next_pages
from pipeline.formats.provenance import is_proven
from pipeline.models import Capture
from tests.formats.shapes import LISTS, all_captures, capture_of

CAPTURES = list(all_captures().values())
_PIECES = st.sampled_from(
    ["<li>", "</li>", "<table>", "<tr>", "<td>", "</table>", "<h2>", "</h2>", "<a href='//x'>", "</a>", "<br>", "<article>", "</article>",
     "<p>", "<b>", "<dl><dt>", "<dd>", "<script type='application/ld+json'>", "</script>", '{"@type":"Event","name":"', '"}', "3. Mai 2026", " 18 Uhr ",
     "12/31/2026", "<select>", "<svg>", "<math>", "<!--", "-->", "<template>", "&amp;", "&#0;", "\x00", "Ort: ", "ü", "\u202e", "mehr", "2026-13-40", "\ud7ff",
     "BEGIN:VCALENDAR\n", "BEGIN:VEVENT\n", "DTSTART:2026\n", "SUMMARY:x\n", "<rss>", "<item>", "<title>"]
)  # fmt: skip


def everything(capture: Capture) -> None:
    reading = read_any(capture)
    assert reading.why
    for raw in reading.announcements:
        for name, printed in raw.fields.items():
            assert is_proven(capture, printed), (name, printed)
    read_detail(capture)
    next_pages(capture)
    archive_years(capture)
    detail_links(capture, reading.announcements)


@given(st.binary(max_size=400))
def test_any_bytes(body: bytes) -> None:
    everything(capture_of(body))


@given(st.lists(_PIECES, max_size=60))
def test_any_tag_soup(pieces: list[str]) -> None:
    everything(capture_of("".join(pieces).encode("utf-8", "replace")))


@settings(max_examples=60, deadline=None)  # how long it takes says how busy the machine is
@given(st.sampled_from(CAPTURES), st.integers(0, 5_000), st.integers(0, 255))
def test_any_page_cut_off_or_damaged(capture: Capture, at: int, byte: int) -> None:
    at %= len(capture.body)
    everything(capture_of(capture.body[:at], capture.url.removeprefix("https://verein.example")))
    damaged = capture.body[:at] + bytes([byte]) + capture.body[at + 1 :]
    everything(capture_of(damaged, capture.url.removeprefix("https://verein.example")))


@pytest.mark.parametrize("name", LISTS)
def test_windows_characters_change_no_entry(name: str) -> None:
    plain = capture_of(LISTS[name])
    other = capture_of(LISTS[name].encode("cp1252", "xmlcharrefreplace"))
    found = [[raw.text_of("title") for raw in read_any(capture).announcements] for capture in (plain, other)]
    assert found[0] == found[1]
