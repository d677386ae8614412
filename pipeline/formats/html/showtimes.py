"""The performances of one show: days that are followed by nothing but their times, `Fr 14.06. 17:15 20:30`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.formats import signs
from pipeline.formats.html.fields import dates_of_entry
from pipeline.formats.html.spans import Span
from pipeline.formats.html.survey import Survey

_TO = re.compile(r"\s*(?:-|–|—|bis|to)\s*")
_NAMED = re.compile(r"\n[^\n]*[^\W\d_]{4,}[^\n]*(?:\s[^\n]*[^\W\d_]{2,}|\t)")  # another title before the next day


@dataclass(frozen=True, slots=True, kw_only=True)
class Performance:
    """The stretches of one day and of one time (with its end) of that day."""

    date: tuple[int, int]
    time: tuple[int, int]


def performances(survey: Survey, span: Span) -> list[Performance]:
    """The performances in page order; empty unless there are two days or more, all of them with times alone behind
    them, and one of them with several."""
    if span.head is not None:
        return []
    days = dates_of_entry(survey, span)
    if len(days) < 2:
        return []
    found: list[Performance] = []
    most = 0
    for place, day in enumerate(days):
        end = days[place + 1].start if place + 1 < len(days) else span.end
        times = times_alone(survey, day.end, end)
        if not times or (end < span.end and _NAMED.search(survey.text(times[-1][1], end))):
            return []
        most = max(most, len(times))
        found += [Performance(date=(day.start, day.end), time=time) for time in times]
    return found if most > 1 else []


def times_alone(survey: Survey, start: int, end: int) -> list[tuple[int, int]]:
    """The times, or spans of time, that follow without a word between them."""
    found: list[tuple[int, int]] = []
    for hit in survey.times_in(start, end):
        between = survey.text(found[-1][1] if found else start, hit.start)
        if not signs.is_only_date(between) or re.search(r"\d", between):
            break
        if found and _TO.fullmatch(between):
            found[-1] = (found[-1][0], hit.end)
        else:
            found.append((hit.start, hit.end))
    return found
