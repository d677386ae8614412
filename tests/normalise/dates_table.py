"""Reads dates_table.tsv, the specification of the date grammar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from pipeline.models import DateReading, DateReport, Moment

TABLE = Path(__file__).with_name("dates_table.tsv")


@dataclass(frozen=True, slots=True)
class Row:
    """One expression: what is written, when it was published, what it means."""

    number: int
    group: str
    text: str
    reference: date
    year: int | None
    dates: str
    doubts: str


def rows() -> Iterator[Row]:
    """The rows in order, with the day of publication and year that hold at each."""
    reference, year, group = date(2021, 3, 1), None, ""
    for number, line in enumerate(TABLE.read_text(encoding="utf-8").splitlines(), start=1):
        if line.startswith("##"):
            group = line[2:].strip()
        elif line.startswith("@year"):
            year = int(line[5:]) if line[5:].strip() else None
        elif line.startswith("@ "):
            reference = date.fromisoformat(line[2:].strip())
        elif line and not line.startswith("#"):
            text, dates, *doubts = line.split("\t")
            yield Row(number, group, _unescape(text), reference, year, dates, " ".join(doubts))


def write(report: DateReport) -> str:
    """The dates of a report in the table's notation."""
    return " ; ".join(_write(reading) for reading in report.dates) or "-"


def _write(reading: DateReading) -> str:
    if reading.start is None and reading.end is None:
        return "none"
    when = (_moment(reading.start) if reading.start else "") + (f"/{_moment(reading.end)}" if reading.end else "")
    words = [when]
    if reading.kind != "event":
        words.append(reading.kind.value)
    if reading.status != "scheduled":
        words.append(reading.status.value)
    if reading.rrule:
        words.append(reading.rrule)
    return " ".join(words)


def _moment(moment: Moment) -> str:
    return moment.isoformat(timespec="minutes") if isinstance(moment, datetime) else moment.isoformat()


def _unescape(text: str) -> str:
    return text.replace("\\n", "\n").replace("\\u00a0", "\u00a0")
