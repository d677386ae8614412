"""A source's window, learned from what it showed: how long entries stay after their date, how many it shows at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from statistics import median

from pipeline.berlin import BERLIN, day_of
from pipeline.checks.night import SourceNight
from pipeline.memory import Remembered

_ENOUGH = 5  # nights, or entries, from which a habit is concluded
_FEWEST = 3  # a list of two is no full list


def past_tail(known: Iterable[Remembered]) -> int | None:
    """The middle number of days for which past entries were still shown after their last date; None if too few
    scrolled off to say."""
    tails = [
        max(0, (one.last_seen_at.astimezone(BERLIN).date() - last).days)
        for one in known
        if not one.seen_tonight and not one.removed and (last := _last_day(one)) is not None
        and one.last_seen_at.astimezone(BERLIN).date() >= last
    ]  # fmt: skip
    return int(median(tails)) if len(tails) >= _ENOUGH else None


def has_fallen_out(
    one: Remembered, mine: Iterable[Remembered], night: SourceNight, history: Sequence[Mapping[str, object]]
) -> bool:
    """Whether an upcoming entry was pushed out of a list that always shows the same number.

    Such a list is sorted by date and shows the nearest, or by publication and shows the newest: what is missing must
    lie behind all that is shown, and something new must have taken its place.
    """
    shown = sum(night.entries.values())
    counts = [_total(past) for past in history if past["state"] == "good"][-_ENOUGH:]
    if shown < _FEWEST or len(counts) < _ENOUGH or any(count != shown for count in counts):
        return False
    seen = [other for other in mine if other.seen_tonight]
    starts = [start for other in seen if (start := _first_day(other)) is not None]
    mine_start = _first_day(one)
    newer = [other for other in seen if other.first_seen_at > one.first_seen_at]
    if not newer:
        return False
    is_farther = mine_start is not None and len(starts) == len(seen) and mine_start >= max(starts)
    is_older = all(other.first_seen_at >= one.first_seen_at for other in seen) and _is_newest_first(seen)
    return is_farther or is_older


def _is_newest_first(seen: Sequence[Remembered]) -> bool:
    ordered = sorted(seen, key=lambda one: one.announcement.position)
    ages = [one.first_seen_at for one in ordered]
    return ages == sorted(ages, reverse=True) and ages[0] != ages[-1]


def _total(counts: Mapping[str, object]) -> int:
    lists = counts.get("lists")
    return sum(int(number) for number in lists.values()) if isinstance(lists, dict) else -1


def _last_day(one: Remembered) -> date | None:
    days = [day_of(moment) for reading in one.announcement.dates if (moment := reading.end or reading.start)]
    return max(days, default=None)


def _first_day(one: Remembered) -> date | None:
    days = [day_of(reading.start) for reading in one.announcement.dates if reading.start]
    return min(days, default=None)
