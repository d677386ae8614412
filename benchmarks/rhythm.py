"""How soon the end of a source is noticed and how often it is feared for nothing, beside a fixed limit of 30 days.

    python -m benchmarks.rhythm --lives 200

Each life is a made-up source: gaps between posts with a mean of 2 to 45 days (log-normal), a pause in July and August,
four years, and an end at a moment in the second half. A false alarm is a silence that was told and ended by itself,
after the first year; the delay is how long after the last post the end is told. Printed per mean gap and in all, for
the learned limit (pipeline/checks/rhythm.py) and for 30 days. The seed fixes everything.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from pipeline.checks.rhythm import rhythm

MEANS = (2, 4, 7, 10, 15, 20, 30, 45)
FIXED = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """What one source gave: false alarms in `years`, and days until its end was told, learned and fixed."""

    mean: int
    years: float
    learned_false: int
    fixed_false: int
    learned_delay: int


def main() -> None:
    call = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    call.add_argument("--lives", type=int, default=200)
    call.add_argument("--seed", type=int, default=1)
    wish = call.parse_args()
    found = lives(wish.lives, wish.seed)
    print("mean gap  false alarms a source-year: learned, fixed   days until told: learned, fixed")
    for mean in MEANS:
        _print(f"{mean:2} days", [one for one in found if one.mean == mean])
    _print("all", found)


def lives(count: int, seed: int) -> list[Life]:
    """Made-up sources, the means in turn."""
    rng = random.Random(seed)
    return [_life(MEANS[number % len(MEANS)], rng) for number in range(count)]


def _life(mean: int, rng: random.Random) -> Life:
    days = _posts(mean, rng)
    days = days[: rng.randint(int(len(days) * 0.6), len(days) - 1)]
    years, learned, fixed = (days[-1] - days[0]).days / 365 - 1, 0, 0
    for number in range(1, len(days) - 1):
        if (days[number] - days[0]).days >= 365:
            gap = (days[number + 1] - days[number]).days
            told = rhythm(days[: number + 1], days[number])
            learned += told is not None and gap >= told.limit
            fixed += gap >= FIXED
    last = rhythm(days, days[-1])
    delay = last.limit if last else 999
    return Life(mean=mean, years=years, learned_false=learned, fixed_false=fixed, learned_delay=delay)


def _posts(mean: int, rng: random.Random) -> list[date]:
    days, day = [], date(2022, 1, 3)
    while day < date(2026, 1, 1):
        days.append(day)
        day += timedelta(days=max(1, round(rng.lognormvariate(0, 0.8) * mean / 1.38)))
        if (7, 1) <= (day.month, day.day) <= (8, 20):
            day = date(day.year, 8, 21 + rng.randint(0, 9))
    return days


def _print(name: str, found: Sequence[Life]) -> None:
    if found:
        years = sum(one.years for one in found)
        learned = sum(one.learned_false for one in found) / years
        fixed = sum(one.fixed_false for one in found) / years
        print(f"{name:9} {learned:5.2f} {fixed:5.2f}   {median(one.learned_delay for one in found):5.0f} {FIXED:5}")


if __name__ == "__main__":
    main()
