"""What a maintainer wants to know in the morning, from the last release: how the night was, what waits for a word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from pipeline.build.last_good import last_good_capture, last_good_run, source_nights
from pipeline.build.values import Tables
from pipeline.checks import Absence
from pipeline.release import version_order

SAMPLE = 5
Row = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """A source in the last night: `last_good_capture` stands beside it where the night was not good, `silence` in
    words where it brought nothing new for unusually long."""

    source_id: str
    state: str
    evidence: str
    announcements: int
    missing: int
    silence: str
    last_good_run: str | None
    last_good_capture: Row | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An announcement that a person should look at."""

    announcement_id: str
    source_id: str
    title: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Morning:
    """`withheld` are events whose removal waits, per source; `days_old` is None on demo data; `steps` are sentences
    with the command to give, most urgent first."""

    run_id: str
    state: str
    days_old: int | None
    sources: tuple[Health, ...]
    alarms: tuple[str, ...]
    changes: Mapping[str, int]
    withheld: int
    review: tuple[Waiting, ...]
    steps: tuple[str, ...]

    @property
    def is_quiet(self) -> bool:
        """Whether nothing asks for anybody."""
        return self.state == "done" and not self.alarms and not self.steps


def morning(
    tables: Tables, *, pending: Sequence[str] = (), staged: Sequence[str] = (), today: date | None = None
) -> Morning:
    """The last night of a release's tables; `pending` are archived nights without release, `staged` builds that wait
    for publish, `today` is given on live data."""
    run = max(tables["runs"], key=lambda row: version_order(str(row["run_id"])))
    run_id = str(run["run_id"])
    sources = tuple(_health(tables, source_id) for source_id in _source_ids(tables))
    review = tuple(_waiting(row) for row in tables["announcements"] if row["state"] == "review")
    days_old = (today - cast(date, run["logical_date"])).days if today else None
    withheld = sum(row["to_run"] is None and row["reason"] == Absence.LIST_SHRUNK.value for row in tables["absences"])
    return Morning(
        run_id=run_id,
        state=str(run["state"]),
        days_old=days_old,
        sources=sources,
        alarms=tuple(cast(Sequence[str], run["alarms"])),
        changes=dict(sorted(Counter(str(row["kind"]) for row in tables["changes"] if row["run_id"] == run_id).items())),
        withheld=withheld,
        review=review,
        steps=(*_late(days_old), *_unfinished(pending, staged), *_mends(sources), *_words(withheld, review)),
    )


def _source_ids(tables: Tables) -> list[str]:
    return sorted({str(row["source_id"]) for row in tables["captures"]})


def _health(tables: Tables, source_id: str) -> Health:
    _, counts = source_nights(tables, source_id)[-1]
    state = str(counts["state"])
    return Health(
        source_id=source_id,
        state=state,
        evidence=str(counts["evidence"]),
        announcements=cast(int, counts["announcements"]),
        missing=cast(int, counts["missing"]),
        silence=_silence(counts),
        last_good_run=last_good_run(tables, source_id),
        last_good_capture=None if state == "good" else last_good_capture(tables, source_id),
    )


def _silence(counts: Row) -> str:
    told = counts.get("rhythm")
    return str(told["sentence"]) if isinstance(told, Mapping) else ""


def _waiting(row: Row) -> Waiting:
    return Waiting(
        announcement_id=str(row["announcement_id"]),
        source_id=str(row["source_id"]),
        title=str(row["title"]),
        reason=str(row["reason"] or ""),
    )


def _late(days_old: int | None) -> list[str]:
    if days_old is None or days_old <= 1:
        return []
    return [f"the last night is {days_old} days old: `litfass doctor` says what keeps it, `litfass run` makes one now"]


def _unfinished(pending: Sequence[str], staged: Sequence[str]) -> list[str]:
    steps = [f"{', '.join(staged)} is built and waits: `litfass publish`"] if staged else []
    waiting = [one for one in pending if one not in staged]
    return [*steps, *([f"archived, but not built: {', '.join(waiting)}: `litfass rebuild`"] if waiting else [])]


def _mends(sources: Sequence[Health]) -> list[str]:
    steps = []
    for one in sources:
        if one.state == Absence.LAYOUT_SUSPECT.value:
            steps.append(f"{one.source_id}: the list is not found where it was: `litfass repair {one.source_id}`")
        elif one.state in (Absence.BLOCKED.value, Absence.SOURCE_UNREACHABLE.value):
            steps.append(f"{one.source_id}: look at the site in a browser ({one.evidence}); its events stay meanwhile")
    return steps


def _words(withheld: int, review: Sequence[Waiting]) -> list[str]:
    steps = []
    if withheld:
        steps.append(f"{withheld} events are gone at once and stay until a row in decisions/accept.csv says so")
    if review:
        steps.append(f"{len(review)} announcements contradict themselves: `litfass review`")
    return steps
