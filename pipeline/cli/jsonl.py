"""JSON Lines in and out: one line out for one line in, a malformed line named and passed over."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from pipeline.errors import PipelineError, UsageError


def read_object(line: str) -> dict[str, Any]:
    """The JSON object of a line; ValueError in one sentence if it is none."""
    try:
        value = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        raise ValueError(f"not JSON: {error}") from error
    if not isinstance(value, dict):
        raise ValueError(f"expected a JSON object, found {type(value).__name__}")
    return value


def write_object(stream: IO[str], value: Mapping[str, Any]) -> None:
    stream.write(json.dumps(value, ensure_ascii=False) + "\n")


def run_lines(stream_in: IO[str], stream_out: IO[str], handle: Callable[[dict[str, Any]], Mapping[str, Any]]) -> int:
    """Answer each line in order; 0 if all were read, 1 if a line gave `{"id":…|null,"error":"…"}`. Blank lines are
    passed over."""
    failed = False
    for line in stream_in:
        if not line.strip():
            continue
        record: dict[str, Any] = {}
        try:
            record = read_object(line)
            answer = handle(record)
        except (ValueError, TypeError, KeyError, PipelineError) as error:
            failed = True
            answer = {"id": record.get("id"), "error": str(error)}
        write_object(stream_out, answer)
    return 1 if failed else 0


@contextmanager
def input_stream(file: Path | None) -> Iterator[IO[str]]:
    """The named file, or standard input for None and `-`; UsageError if it cannot be opened."""
    if file is None or str(file) == "-":
        yield sys.stdin
        return
    try:
        stream = file.open(encoding="utf-8", errors="replace")
    except OSError as error:
        raise UsageError(f"{file}: cannot be read ({error.strerror}); expected a file of JSON Lines") from error
    with stream:
        yield stream
