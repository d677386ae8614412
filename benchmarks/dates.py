"""Accuracy and speed of the date grammar beside dateparser and ctparse, on the specification table, in one run.

    python -m benchmarks.dates
    python -m benchmarks.dates FILE.jsonl    scores our reading of labelled lines instead (benchmarks/date_gold.py)

The peers find one date in a text, so accuracy is counted over the rows that print exactly one event date and no rule.
The table is ours: it says what is meant, not how well unseen texts are read. ctparse comes with
`pip install litfass[bench]`; without it its line is left out.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import logging
import sys
import time
import warnings
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.date_gold import print_scores
from pipeline.cli.dates import read_line
from pipeline.normalise.dates import read_dates
from tests.normalise.dates_table import Row, rows

Found = tuple[str, str]
Reader = Callable[[str, date], Found]
LENGTHS = (5_000, 10_000, 20_000)
PROSE = (
    "Am Samstag, dem 8. Mai 2021, öffnet der Nachbarschaftsgarten von 10 bis 16 Uhr für alle, die mitgraben wollen. "
    "Wer kochen mag, meldet sich bis zum 30. April an. Jeden ersten Mittwoch im Monat trifft sich die Runde im Hof. "
)


def read_ours(text: str, reference: date) -> Found:
    """The first event date of our reading."""
    for reading in read_dates(text, reference).dates:
        if reading.kind == "event":
            return _iso(reading.start), _iso(reading.end)
    return "", ""


def read_dateparser(text: str, reference: date) -> Found:
    """dateparser's reading of the whole text, else of its first hit in it."""
    search = importlib.import_module("dateparser.search")
    settings = {"RELATIVE_BASE": datetime.combine(reference, datetime.min.time()), "PREFER_DATES_FROM": "future"}
    found = search.search_dates(text, languages=["de", "en"], settings=settings)
    if not found:
        return "", ""
    moment = found[0][1]
    return _iso(moment if (moment.hour or moment.minute) else moment.date()), ""


def read_ctparse(text: str, reference: date) -> Found:
    """ctparse's best reading."""
    ctparse = importlib.import_module("ctparse")
    parsed = ctparse.ctparse(text, ts=datetime.combine(reference, datetime.min.time()), timeout=2)
    value = getattr(parsed, "resolution", None)
    if value is None:
        return "", ""
    if hasattr(value, "t_from"):
        return _time(value.t_from), _time(value.t_to)
    return _time(value), ""


def _time(value: object) -> str:
    year, month, day = (getattr(value, name, None) for name in ("year", "month", "day"))
    if not (year and month and day):
        return ""
    hour = getattr(value, "hour", None)
    if hour is None:
        return _iso(date(year, month, day))
    return _iso(datetime(year, month, day, hour, getattr(value, "minute", None) or 0))


def _iso(moment: date | None) -> str:
    if moment is None:
        return ""
    return moment.isoformat(timespec="minutes") if isinstance(moment, datetime) else moment.isoformat()


def single_dates() -> list[tuple[Row, Found]]:
    """The rows with exactly one event date and no rule, with start and end as the table says."""
    chosen = []
    for row in rows():
        start, _, end = row.dates.partition("/")
        plain = all(sign not in row.dates for sign in (";", "FREQ", "context", "deadline", "none", "resched"))
        if plain and start and start != "-" and row.year is None:
            chosen.append((row, (start.split()[0], end.split()[0] if end else "")))
    return chosen


def score(reader: Reader, cases: list[tuple[Row, Found]]) -> tuple[float, float, float]:
    """(share of starts right, share of starts and ends right, texts per second)."""
    began = time.process_time()
    found = [_safely(reader, row) for row, _ in cases]
    seconds = time.process_time() - began
    starts = sum(one[0] == wanted[0] for one, (_, wanted) in zip(found, cases, strict=True))
    both = sum(one == wanted for one, (_, wanted) in zip(found, cases, strict=True))
    return starts / len(cases), both / len(cases), len(cases) / seconds


def _safely(reader: Reader, row: Row) -> Found:
    try:
        return reader(row.text, row.reference)
    except Exception:  # a peer that raises has read nothing
        return "", ""


def linearity() -> list[tuple[int, float]]:
    """(characters, seconds of CPU) for prose of growing length, the best of five."""
    measured = []
    for length in LENGTHS:
        text = (PROSE * (length // len(PROSE) + 1))[:length]
        best = min(_seconds(text) for _ in range(5))
        measured.append((length, best))
    return measured


def _seconds(text: str) -> float:
    began = time.process_time()
    read_dates(text, date(2021, 3, 1))
    return time.process_time() - began


def speed() -> float:
    """Texts per second of CPU through what `litfass dates` does with a line, over every row of the table."""
    lines = [json.dumps({"id": row.number, "text": row.text, "reference": row.reference.isoformat()}) for row in rows()]
    began = time.process_time()
    for _ in range(5):
        for line in lines:
            json.dumps(read_line(json.loads(line)), ensure_ascii=False)
    return 5 * len(lines) / (time.process_time() - began)


def main() -> None:
    """Print the table; with a file of labelled lines, what was read of them."""
    if sys.argv[1:]:
        print_scores(Path(sys.argv[1]))
        return
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    cases = single_dates()
    readers: dict[str, Reader] = {"litfass": read_ours, "dateparser": read_dateparser, "ctparse": read_ctparse}
    read_dates("13.07.2021", date(2021, 3, 1))
    ours = 0.0
    print(f"{len(cases)} texts with one event date\n{'':12}{'start':>8}{'both':>8}{'texts/s':>10}{'ratio':>9}")
    for name, reader in readers.items():
        if importlib.util.find_spec(name if name != "litfass" else "pipeline") is None:
            print(f"{name:12}  not installed (pip install litfass[bench])")
            continue
        starts, both, per_second = score(reader, cases)
        ours = ours or per_second
        print(f"{name:12}{starts:8.1%}{both:8.1%}{per_second:10.0f}{ours / per_second:8.1f}x")
    print(f"\nall rows of the table, line in, line out: {speed():.0f} texts/s")
    first = 0.0
    for length, seconds in linearity():
        first = first or seconds / length
        print(
            f"{length:6} characters {seconds * 1000:7.1f} ms  {seconds / length / first:5.2f} of the first line's pace"
        )


if __name__ == "__main__":
    main()
