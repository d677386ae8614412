"""Which sources post how often, and which are unusually silent tonight."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.build.values import Night
from pipeline.checks.rhythm import Rhythm, posting_days, rhythm
from pipeline.memory import Remembered
from pipeline.models import Issue, Severity

Row = Mapping[str, object]


def rhythms(night: Night, known: Mapping[str, Remembered]) -> dict[str, Rhythm]:
    """The rhythm of each source that was read well tonight and is known long enough; the silence of a source that
    could not be read says nothing."""
    by_source: dict[str, list[Remembered]] = {}
    for one in known.values():
        by_source.setdefault(one.announcement.source_id, []).append(one)
    found = {}
    for source_id, reading in sorted(night.readings.items()):
        if reading.night.good and source_id in night.sources:
            days = posting_days(by_source.get(source_id, ()))
            limit = night.sources[source_id].expect.silence_days
            told = rhythm(days, night.run.logical_date, limit)
            if told is not None:
                found[source_id] = told
    return found


def rhythm_counts(one: Rhythm | None) -> dict[str, object] | None:
    """A rhythm as it stands in the counts of a run; days."""
    if one is None:
        return None
    return {
        "usual": one.usual, "silence": one.silence, "limit": one.limit, "likelihood": one.likelihood,
        "last_year": one.last_year, "sentence": one.sentence if one.is_silent else "",
    }  # fmt: skip


def silence_issues(found: Mapping[str, Rhythm], history: Mapping[str, Sequence[Row]]) -> list[Issue]:
    """One issue when a silence begins to be unusual; none on the nights that follow."""
    return [
        Issue(
            source_id=source_id,
            severity=Severity.INFO,
            issue_class="silence",
            where=source_id,
            expected=f"something new within {one.limit} days" + (" (set by hand)" if one.set_by_hand else ""),
            found=one.sentence,
        )
        for source_id, one in sorted(found.items())
        if one.is_silent and not _was_silent(history.get(source_id, ()))
    ]


def _was_silent(nights: Sequence[Row]) -> bool:
    told = next((night["rhythm"] for night in reversed(nights) if night.get("rhythm")), None)
    return bool(told["sentence"]) if isinstance(told, dict) else False
