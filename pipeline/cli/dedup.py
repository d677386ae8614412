"""The command `dedup`: which listing entries are the same text, the same event, one series."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any
from zoneinfo import ZoneInfo

from pipeline.cli.jsonl import input_stream, read_object, write_object
from pipeline.link.duplicates import Entry, group
from pipeline.models import Moment

_BERLIN = ZoneInfo("Europe/Berlin")


def dedup(file: Path | None = None) -> int:
    """Group listing entries: the same text, the same event, the same series.

    In, one JSON object a line: `id` and `text`, and where known `title`, `start`, `end`, `venue`, `city`, `organiser`,
    `source`, `url`, `reference` (day of publication). Out, one line for each in the same order: `id`, `text_cluster`,
    `event` (null for what is no event), `series` (null if none). `id` is a label, never evidence; without
    `source` all lines come from one source. A line that cannot be read gives
    `{"id":…|null,"error":"…"}`, and exit status 1 at the end.

        Example: litfass dedup entries.jsonl > groups.jsonl

    Parameters
    ----------
    file
        The file to read; standard input if none is given.
    """
    with input_stream(file) as stream:
        return dedup_lines(stream, sys.stdout)


def dedup_lines(stream_in: IO[str], stream_out: IO[str]) -> int:
    """Read all lines, group what can be read, answer each line in its place; 0, or 1 if a line could not be read."""
    rows = [_read_line(line) for line in stream_in if line.strip()]
    grouping = group([row for row in rows if isinstance(row, Entry)])
    placements = iter(grouping.placements)
    for row in rows:
        if not isinstance(row, Entry):
            write_object(stream_out, row)
            continue
        place = next(placements)
        line = {
            "id": json.loads(place.id),
            "text_cluster": place.text_cluster,
            "event": place.event,
            "series": place.series,
        }
        write_object(stream_out, line)
    return 1 if any(not isinstance(row, Entry) for row in rows) else 0


def _read_line(line: str) -> Entry | dict[str, Any]:
    """The entry of a line, or the answer that says why there is none."""
    record: dict[str, Any] = {}
    try:
        record = read_object(line)
        return read_entry(record)
    except ValueError as error:
        found = record.get("id")
        return {"id": found if isinstance(found, str | int) else None, "error": str(error)}


def read_entry(record: Mapping[str, Any]) -> Entry:
    """The entry that a JSON object describes, its id as JSON (a number stays a number); ValueError in one sentence
    for a
    field that is missing or of another kind."""
    entry_id, text = record.get("id"), record.get("text")
    if not isinstance(entry_id, str | int) or isinstance(entry_id, bool):
        raise ValueError(f"'id': expected a string or a number, found {_kind(entry_id)}")
    if not isinstance(text, str):
        raise ValueError(f"'text': expected a string, found {_kind(text)}")
    reference = _moment(record, "reference")
    return Entry(
        id=json.dumps(entry_id),
        text=_sound(text),
        start=_moment(record, "start"),
        end=_moment(record, "end"),
        reference=reference.date() if isinstance(reference, datetime) else reference,
        title=_text(record, "title"),
        venue=_text(record, "venue"),
        city=_text(record, "city"),
        organiser=_text(record, "organiser"),
        source=_text(record, "source"),
        url=_text(record, "url"),
    )


def _text(record: Mapping[str, Any], name: str) -> str:
    value = record.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ValueError(f"'{name}': expected a string, found {_kind(value)}")
    return _sound(value)


def _sound(text: str) -> str:
    """The text without half signs (lone surrogates), which no UTF-8 stream can carry."""
    return text.encode("utf-8", "replace").decode() if not text.isascii() else text


def _moment(record: Mapping[str, Any], name: str) -> Moment | None:
    """A day, or wall time in Europe/Berlin; a moment with another offset is moved there."""
    value = record.get(name)
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise ValueError(f"'{name}': expected a day or moment such as 2026-03-02T18:00, found {_kind(value)}")
    try:
        if len(value) == 10:
            return date.fromisoformat(value)
        moment = datetime.fromisoformat(value)
    except ValueError as error:
        raise ValueError(f"'{name}': expected a day or moment such as 2026-03-02T18:00, found {value!r}") from error
    try:
        return moment.astimezone(_BERLIN).replace(tzinfo=None) if moment.tzinfo else moment
    except OverflowError as error:
        raise ValueError(f"'{name}': {value!r} lies outside the calendar") from error


def _kind(value: object) -> str:
    names = {
        type(None): "nothing",
        bool: "true or false",
        int: "a number",
        float: "a number",
        list: "a list",
        dict: "an object",
    }
    return names.get(type(value), "a string")
