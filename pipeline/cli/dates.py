"""The command `litfass dates`: what German texts say about when, as JSON Lines."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pipeline.cli.jsonl import input_stream, run_lines
from pipeline.models import DateReading, Moment
from pipeline.normalise.dates import read_dates

_BERLIN = ZoneInfo("Europe/Berlin")


def dates(file: Path | None = None) -> int:
    """Read the dates of German texts.

    In: JSON Lines with `id`, `text`, `reference` (the ISO day or moment of publication) and, where a heading or address
    names one, `year`. Out: one line each with `dates`, `status` and `doubts`; times are wall time in Europe/Berlin,
    spans count code points of `text`. A malformed line gives a line with `error`, the rest goes on, and the exit
    status is 1.

        Example: echo '{"id":1,"text":"Sa 8. Mai, 9.30 – 16 Uhr","reference":"2021-03-01"}' | litfass dates

    Parameters
    ----------
    file
        The file to read; standard input if none is given.
    """
    with input_stream(file) as stream:
        return run_lines(stream, sys.stdout, read_line)


def read_line(record: Mapping[str, Any]) -> dict[str, Any]:
    """The answer to one line; ValueError in one sentence if the line lacks something or says it wrongly."""
    text, printed = record.get("text"), record.get("reference")
    if not isinstance(text, str):
        raise ValueError('expected "text" to be a string')
    report = read_dates(text, _reference(printed), _year(record.get("year")))
    return {
        "id": record.get("id"),
        "dates": [_write(reading) for reading in report.dates],
        "status": report.status.value,
        "doubts": [{"code": doubt.code, "text": doubt.text, "span": list(doubt.span)} for doubt in report.doubts],
    }


def _reference(printed: object) -> date | datetime:
    if not isinstance(printed, str):
        raise ValueError('expected "reference" to be an ISO day or moment such as 2021-03-01')
    try:
        if len(printed) <= 10:
            return date.fromisoformat(printed)
        moment = datetime.fromisoformat(printed)
    except ValueError:
        raise ValueError(f'expected "reference" to be an ISO day or moment, found {printed[:40]!r}') from None
    try:
        return moment.astimezone(_BERLIN).replace(tzinfo=None) if moment.tzinfo else moment
    except OverflowError:
        raise ValueError(f'"reference" {printed[:40]!r} is outside the calendar') from None


def _year(printed: object) -> int | None:
    if printed is None or printed == "":
        return None
    if isinstance(printed, bool) or not isinstance(printed, int | str) or not str(printed).isdecimal():
        raise ValueError('expected "year" to be a year such as 2021')
    year = int(str(printed)[:6])
    if not 1000 <= year <= 9000:
        raise ValueError(f'expected "year" to be a year such as 2021, found {year}')
    return year


def _write(reading: DateReading) -> dict[str, Any]:
    return {
        "start": _moment(reading.start),
        "end": _moment(reading.end),
        "all_day": reading.all_day,
        "precision": reading.precision.value,
        "kind": reading.kind.value,
        "rrule": reading.rrule,
        "exdates": [day.isoformat() for day in reading.exdates],
        "status": reading.status.value,
        "text": reading.text,
        "span": list(reading.span),
    }


def _moment(moment: Moment | None) -> str | None:
    if moment is None:
        return None
    return moment.isoformat(timespec="minutes") if isinstance(moment, datetime) else moment.isoformat()
