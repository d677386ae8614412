"""How often a source posts, learned from its archive, and how unlikely its present silence is. Silence is no breakage:
a list that is read well and brings nothing new is told as a sentence, and degrades no night."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from math import exp
from statistics import mean, median

from pipeline.berlin import BERLIN
from pipeline.memory import Remembered
from pipeline.models import Kind, State

_FEWEST_GAPS = 6  # from fewer no rhythm is concluded
_FALSE_ALARMS = 0.3  # a source may be called silent for nothing so often in a year
_PAUSE = 4  # so many times the usual gap is a pause, and says nothing about other seasons
_PAUSES_A_YEAR = 2.5  # a source that pauses more often than summer and the turn of the year pauses at any time
_LIKE_LAST_YEAR = 1.3  # a pause at the same season may be so much longer than a year ago
_SEASON_DAYS = 30
_SEASONS = ("winter", "winter", "spring", "spring", "spring", "summer", "summer", "summer", "autumn", "autumn",
            "autumn", "winter")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """Days: `usual` is the middle gap between two days with something new, `silence` the time since the last,
    `limit` the silence from which it is told. `likelihood` is the chance of a gap at least as long as the silence;
    `last_year` the longest gap at this season a year ago. `set_by_hand` if the limit is."""

    usual: int
    silence: int
    limit: int
    likelihood: float
    last_year: int | None
    season: str
    set_by_hand: bool = False

    @property
    def is_silent(self) -> bool:
        """Whether the silence is longer than this source's habits explain."""
        return self.silence >= self.limit

    @property
    def sentence(self) -> str:
        """»11 weeks without a new event; usual gap 9 days; last summer 6 weeks; likelihood 1 in 250«."""
        parts = [f"{_span(self.silence)} without a new event", f"usual gap {_span(self.usual)}"]
        if self.last_year:
            parts.append(f"last {self.season} {_span(self.last_year)}")
        return "; ".join([*parts, f"likelihood 1 in {round(1 / max(self.likelihood, 1e-4))}"])


def posting_days(known: Iterable[Remembered]) -> list[date]:
    """The days on which a source brought something new, each once, in order.

    An event counts on the day that the source states as its publication, else on the day of its first sighting; what
    the first run found without a stated day had been there for nobody knows how long.
    """
    events = [
        one for one in known if one.announcement.kind is Kind.EVENT and one.announcement.state is not State.REJECTED
    ]
    begun = min((one.first_seen_at for one in events), default=None)
    found = set()
    for one in events:
        published = one.announcement.published_at
        if published is not None and published.date() <= _day(one.first_seen_at):
            found.add(published.date())
        elif one.first_seen_at != begun:
            found.add(_day(one.first_seen_at))
    return sorted(found)


def rhythm(days: Sequence[date], today: date, limit: int | None = None) -> Rhythm | None:
    """The rhythm of a source that posted on `days` (in order), and its silence as of `today`; None if too little is
    known. `limit` in days is set by hand, else suggested from the gaps so far."""
    gaps = _ordinary_gaps(days)
    if len(gaps) < _FEWEST_GAPS and (limit is None or not gaps):
        return None
    silence = (today - days[-1]).days
    last_year = _last_year(days, today)
    return Rhythm(
        usual=int(median(gaps)),
        silence=silence,
        limit=limit if limit is not None else max(suggested_limit(gaps), int(_LIKE_LAST_YEAR * (last_year or 0)) + 1),
        likelihood=round(chance_of_gap(gaps, silence), 4),
        last_year=last_year,
        season=_season(days[-1], today),
        set_by_hand=limit is not None,
    )


def _ordinary_gaps(days: Sequence[date]) -> list[int]:
    """The gaps so far, without the pauses of another season than the one in which the present silence began."""
    spans = [(earlier, (later - earlier).days) for earlier, later in pairwise(days)]
    gaps = [gap for _, gap in spans]
    if not gaps:
        return gaps
    least = max(_PAUSE * median(gaps), 21)
    pauses = sum(gap >= least for gap in gaps)
    if pauses > _PAUSES_A_YEAR * max(1.0, sum(gaps) / 365):
        return gaps
    return [gap for begun, gap in spans if gap < least or _is_same_season(begun, days[-1])]


def _is_same_season(one: date, other: date) -> bool:
    apart = abs((one - other).days) % 365
    return min(apart, 365 - apart) <= _SEASON_DAYS


def chance_of_gap(gaps: Sequence[int], length: int) -> float:
    """How likely a gap of at least `length` days is: the share of such gaps so far, and beyond the longest one a tail
    that falls off with the mean."""
    as_long = sum(gap >= length for gap in gaps)
    if as_long:
        return as_long / (len(gaps) + 1)
    beyond = length - max(gaps)
    return exp(-beyond / max(1.0, mean(gaps))) / (len(gaps) + 1)


def suggested_limit(gaps: Sequence[int]) -> int:
    """The shortest silence that would be told for nothing at most once in five years, by the gaps so far."""
    per_year = 365 / max(1.0, mean(gaps))
    bearable = _FALSE_ALARMS / per_year
    limit = int(median(gaps)) + 1
    while chance_of_gap(gaps, limit) > bearable:
        limit += 1
    return limit


def _season(begun: date, today: date) -> str:
    """The season in the middle of a silence."""
    return _SEASONS[(begun + (today - begun) // 2).month - 1]


def _last_year(days: Sequence[date], today: date) -> int | None:
    """The longest gap that lay at this season a year ago: one that began within a month of the day on which the
    present silence began."""
    wanted = days[-1] - timedelta(days=365)
    found = [
        (later - earlier).days for earlier, later in pairwise(days) if abs((earlier - wanted).days) <= _SEASON_DAYS
    ]
    return max(found, default=None)


def _span(days: int) -> str:
    if days < 21:
        return f"{days} day{'' if days == 1 else 's'}"
    return f"{round(days / 7)} weeks"


def _day(moment: datetime) -> date:
    return moment.astimezone(BERLIN).date()
