"""Where an entry's teaser in a list and its own page disagree."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from pipeline.models import Issue, PageRole, RawAnnouncement, Severity
from pipeline.normalise.dates import read_dates


def contradictions(raws: Sequence[RawAnnouncement], reference: date) -> tuple[Issue, ...]:
    """An issue for each entry whose list and whose own page print different days, with both; the page's own is
    believed. Days without a year are read against `reference`."""
    teasers: dict[str, RawAnnouncement] = {}
    for raw in raws:
        if raw.role is not PageRole.DETAIL and raw.url and _words(raw):
            teasers.setdefault(raw.url, raw)
    found: list[Issue] = []
    for raw in raws:
        teaser = teasers.get(raw.url)
        if raw.role is not PageRole.DETAIL or teaser is None:
            continue
        listed, own = _days(teaser, reference), _days(raw, reference)
        if listed and own and not listed & own:
            found.append(
                Issue(
                    source_id=raw.source_id,
                    severity=Severity.WARNING,
                    issue_class="teaser_disagrees",
                    where=raw.url,
                    expected=f"the list's day: {_words(teaser)[:80]}",
                    found=f"the page's own day: {_words(raw)[:80]}",
                )
            )
    return tuple(found)


def _words(raw: RawAnnouncement) -> str:
    return raw.text_of("start") or raw.text_of("date")


def _days(raw: RawAnnouncement, reference: date) -> set[tuple[int, int]]:
    """Month and day of every date that the entry's date field names; the year is often left out on one side."""
    moments = [
        moment for item in read_dates(_words(raw), reference).dates for moment in (item.start, item.end) if moment
    ]
    days = [moment.date() if isinstance(moment, datetime) else moment for moment in moments]
    return {(day.month, day.day) for day in days}
