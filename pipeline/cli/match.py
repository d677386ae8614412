"""The command `match`: which listing entry of a night is which one of an earlier night."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

from pipeline.cli.dedup import read_entry
from pipeline.cli.jsonl import input_stream, read_object, write_object
from pipeline.formats.addresses import canonical_url
from pipeline.link.sightings import Seen, Sighting, follow

_FIRST_NIGHT = 1


def match(file: Path | None = None) -> int:
    """Follow listing entries over several nights: through edits of title, date, place, text and address.

    In, one JSON object a line: `night` (1, 2, …), `id`, `text`, and where known `title`, `start`, `end`, `venue`,
    `city`, `organiser`, `source`, `url`, `guid`, `position` (place in the list; else the order of the lines),
    `reference` (day of publication). Out, one line for each line of the second night and later, in the same order:
    `night`, `id`, `same_as` (the id of its last earlier sighting, null if there is none or if a person would be asked),
    `evidence` (in words; begins with "review:" where a person would be asked). `id` is a label, never evidence. Each
    `source` is followed by itself. A line that cannot be read gives `{"id":…|null,"error":"…"}`, and exit status 1 at
    the end.

        Example: litfass match nights.jsonl > same.jsonl

    Parameters
    ----------
    file
        The file to read; standard input if none is given.
    """
    with input_stream(file) as stream:
        return match_lines(stream, sys.stdout)


def match_lines(stream_in: IO[str], stream_out: IO[str]) -> int:
    """Read all lines, follow what can be read, answer each in its place; 0, or 1 if a line could not be read."""
    rows = [_read_line(line) for line in stream_in if line.strip()]
    seen = iter(follow([row for row in rows if isinstance(row, Sighting)]))
    for row in rows:
        if not isinstance(row, Sighting):
            write_object(stream_out, row)
            continue
        answer = next(seen)
        if row.night > _FIRST_NIGHT:
            write_object(stream_out, _answer(answer))
    return 1 if any(not isinstance(row, Sighting) for row in rows) else 0


def _answer(seen: Seen) -> dict[str, Any]:
    return {
        "night": seen.sighting.night,
        "id": json.loads(seen.sighting.entry.id),
        "same_as": json.loads(seen.same_as) if seen.same_as is not None else None,
        "evidence": list(seen.evidence),
    }


def _read_line(line: str) -> Sighting | dict[str, Any]:
    """The sighting of a line, or the answer that says why there is none."""
    record: dict[str, Any] = {}
    try:
        record = read_object(line)
        return read_sighting(record)
    except ValueError as error:
        found = record.get("id")
        return {"id": found if isinstance(found, str | int) else None, "error": str(error)}


def read_sighting(record: Mapping[str, Any]) -> Sighting:
    """The sighting that a JSON object describes; ValueError in one sentence for a field that is missing or of another
    kind."""
    night, guid, position = record.get("night"), record.get("guid"), record.get("position")
    if not isinstance(night, int) or isinstance(night, bool) or night < _FIRST_NIGHT:
        raise ValueError(f"'night': expected a whole number from 1 on, found {json.dumps(night)[:40]}")
    if guid is not None and not isinstance(guid, str | int):
        raise ValueError(f"'guid': expected a string, found {json.dumps(guid)[:40]}")
    if position is not None and (not isinstance(position, int | float) or position != position):
        raise ValueError(f"'position': expected a number, found {json.dumps(position)[:40]}")
    entry = read_entry(record)
    return Sighting(
        night=night,
        entry=replace(entry, url=canonical_url(entry.url) or entry.url),
        guid="" if guid is None else str(guid),
        position=position,
    )
