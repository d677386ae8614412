"""Nights that did not happen: rows too, so that unknown differs from unchanged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta

from pipeline.berlin import aware
from pipeline.checks import Absence

Row = Mapping[str, object]
STATE = "missed"


def missed_days(runs: Sequence[Row], day: date) -> list[date]:
    """The days between the last run and the night of `day` on which nothing ran; none before the first run."""
    days = [row["logical_date"] for row in runs]
    last = max((one for one in days if isinstance(one, date)), default=day)
    return list(_between(last, day))


def _between(last: date, day: date) -> Iterator[date]:
    missed = last + timedelta(days=1)
    while missed < day:
        yield missed
        missed += timedelta(days=1)


def missed_run_id(day: date) -> str:
    """`<day>.0`: real runs are numbered from 1."""
    return f"{day}.0"


def missed_rows(days: Sequence[date]) -> list[dict[str, object]]:
    """Rows of the runs table for nights that did not happen: at midnight, without sources."""
    return [
        {
            "run_id": missed_run_id(day),
            "logical_date": day,
            "started_at": _midnight(day),
            "finished_at": _midnight(day),
            "state": STATE,
            "sources": [],
            "alarms": [],
        }
        for day in days
    ]


def _midnight(day: date) -> datetime:
    return aware(datetime.combine(day, time()))


_LASTING = frozenset({
    Absence.WINDOW_PASSED, Absence.WITHDRAWN, Absence.CANCELLED, Absence.HIDDEN, Absence.ERASED, Absence.MERGED_INTO,
})  # fmt: skip


def missed_absences(
    absences: Sequence[Row], event_ids: Sequence[str], missed: Sequence[str], last_run_id: str | None
) -> list[dict[str, object]]:
    """One closed span `not_observed` for each event, unless a lasting reason explains it; what an earlier night found
    wrong with a source is not known to have gone on, so those spans end with the last run."""
    rows = [dict(row) for row in absences]
    if not missed:
        return rows
    explained = set()
    for row in rows:
        if row["to_run"] is None and row["reason"] in _LASTING:
            explained.add(row["event_id"])
        elif row["to_run"] is None:
            row["to_run"] = last_run_id
    first, last = missed[0], missed[-1]
    evidence = f"no run on {len(missed)} night{'s' if len(missed) > 1 else ''}, {first[:10]} to {last[:10]}"
    spans: list[dict[str, object]] = [
        {"event_id": one, "from_run": first, "to_run": last, "reason": Absence.NOT_OBSERVED.value, "evidence": evidence}
        for one in event_ids
        if one not in explained
    ]
    return [*rows, *spans]
