"""What an entry leaves to its list: the year its neighbours print, the time that a sentence says once for all."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from pipeline.formats import signs
from pipeline.formats.html.survey import Survey

_FOR_ALL = re.compile(
    r"\b(?:jeweils|immer|stets|grundsätzlich|jede[nmrs]?|alle (?:termine|treffen|veranstaltungen|sitzungen)"
    r"|(?:termine|treffen|sitzungen|proben|veranstaltungen) (?:finden|beginnen)|im monat|all meetings"
    r"|meetings? (?:are|is|begins?|starts?)|held|every|each|of the month)\b",
    re.I,
)
_SENTENCE_END = re.compile(r"(?<![ap]\.m)(?<!\d)[.!?](?=\s+[A-ZÄÖÜ])|\n")
_REACH = 1_500  # characters above the first entry and below the last
_TWELVE = re.compile(r"\s?[ap]\.?\s?m\b\.?", re.I)


def common_time(survey: Survey, start: int, end: int) -> tuple[int, int] | None:
    """The stretch of the one time of day (with its end) in a sentence near [start, end) that speaks for all entries
    (`jeweils um 19 Uhr`); None without such a sentence, or if two name different times."""
    found: dict[str, tuple[int, int]] = {}
    for low, high in ((max(0, start - _REACH), start), (end, min(len(survey.document.text), end + 300))):
        for first, last in _sentences(survey, low, high):
            times = survey.times_in(first, last)
            if not times or not _FOR_ALL.search(survey.text(first, last)) or len(times) > 2:
                continue
            is_range = len(times) == 2 and re.fullmatch(
                r"\s*(?:-|–|bis|to|until)\s*(?:ca\.\s)?", survey.text(times[0].end, times[1].start)
            )
            if (len(times) == 1 or is_range) and _fits_weekdays(survey, survey.text(first, last), start, end):
                words = survey.text(times[0].start, times[-1].end)
                found.setdefault(_TWELVE.sub("m", words), (times[0].start, times[-1].end))
    return next(iter(found.values())) if len(found) == 1 else None


def _fits_weekdays(survey: Survey, sentence: str, start: int, end: int) -> bool:
    """Whether one of the entries falls on the weekday that the sentence names; yes where either names none."""
    named = {word[:2] for word in re.findall(rf"\b({signs.WEEKDAYS})s?\b", sentence.lower())}
    printed = [survey.text(hit.start, hit.end) for hit in survey.dates_in(start, end)]
    weekdays = {text.lower()[:2] for text in printed if signs.has_weekday(text)}
    return not named or not weekdays or bool(named & weekdays)


def _sentences(survey: Survey, low: int, high: int) -> list[tuple[int, int]]:
    text = survey.text(low, high)
    cuts = [0, *(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]
    return [(low + a, low + b) for a, b in pairwise(cuts) if b > a]


def years_of(texts: Sequence[str]) -> list[int | None]:
    """For each entry's printed date the year it does not print itself but its neighbours prove: both name the same
    one, or only one of theirs keeps the list in order."""
    years = [signs.year_in(text) for text in texts]
    days = [signs.month_and_day(text) for text in texts]
    known = [at for at, year in enumerate(years) if year and days[at]]
    given: list[int | None] = []
    for at in range(len(texts)):
        place = bisect_left(known, at)
        before = known[place - 1] if place else None
        after = known[place] if place < len(known) else None
        if years[at] or days[at] is None or before is None or after is None:
            given.append(None)
            continue
        low, high = _day(years[before], days[before]), _day(years[after], days[after])
        fitting = {
            year
            for year in (years[before], years[after])
            if year and low and high and min(low, high) <= (_day(year, days[at]) or date.min) <= max(low, high)
        }
        given.append(fitting.pop() if len(fitting) == 1 else years[before] if years[before] == years[after] else None)
    return given


def day_of(text: str) -> date | None:
    """The day that a hit with its year names; None for others."""
    return _day(signs.year_in(text), signs.month_and_day(text))


def _day(year: int | None, month_and_day: tuple[int, int] | None) -> date | None:
    if year is None or month_and_day is None:
        return None
    try:
        return date(year, *month_and_day)
    except ValueError:
        return None
