"""One post that announces several places: its rows of date and place as announcements that share the post."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pipeline.formats import signs
from pipeline.models import Printed, RawAnnouncement

_ROW = re.compile(r"[^\n]+")
_BETWEEN = re.compile(r"^[\s|:,;–—-]+|[\s|,;–—-]+$")
_MAX_PLACE = 120
_SENTENCE = re.compile(r"[.!?]\s|[.!?]$")


@dataclass(frozen=True, slots=True)
class _Row:
    date: tuple[int, int]
    place: tuple[int, int]


def split_places(raw: RawAnnouncement) -> tuple[RawAnnouncement, ...]:
    """The post itself, or one announcement for each of its rows `date – place`, if two or more name different places.

    A row is a line that opens with a date and goes on with a few words, without a sentence. Parts are numbered from 0,
    so that a list's unsplit excerpt joins the first. They keep title, text, address, guid and post; `date` and `place`
    are the row's, each where it stands.
    """
    text = raw.fields.get("text")
    rows = _rows(text.text) if text else []
    if text is None or len({text.text[slice(*row.place)].casefold() for row in rows}) < 2:
        return (raw,)
    return tuple(
        replace(
            raw,
            part=number,
            fields={**raw.fields, "date": _cut(text, *row.date), "place": _cut(text, *row.place)},
        )
        for number, row in enumerate(rows)
    )


def _rows(text: str) -> list[_Row]:
    """The longest run of neighbouring rows."""
    best: list[_Row] = []
    run: list[_Row] = []
    for match in _ROW.finditer(text):
        row = _row(match.group(), match.start())
        run = [*run, row] if row else []
        best = max(best, run, key=len)
    return best


def _row(line: str, offset: int) -> _Row | None:
    hits = signs.date_hits(line)
    if not hits or line[: hits[0].start].strip(" \t•*-–|"):
        return None
    end = hits[0].end
    for hit in hits[1:]:
        if not re.fullmatch(r"\s?(?:-|–|—|bis)\s?", line[end : hit.start]):
            break
        end = hit.end
    rest = line[end:]
    place = _BETWEEN.sub("", rest)
    is_place = 3 <= len(place) <= _MAX_PLACE and re.match(r"[A-ZÄÖÜ„\"]", place) and not _SENTENCE.search(place)
    if not is_place or signs.time_hits(place) or signs.date_hits(place):
        return None
    start = end + rest.index(place)
    return _Row((offset + hits[0].start, offset + end), (offset + start, offset + start + len(place)))


def _cut(text: Printed, start: int, end: int) -> Printed:
    return Printed(
        text=text.text[start:end],
        node_path=text.node_path,
        char_start=text.char_start + start,
        char_end=text.char_start + end,
    )
