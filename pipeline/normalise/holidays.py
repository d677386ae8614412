"""Saxony's free days: public holidays from the `holidays` package, school holidays as dated data.

School holidays: the dates that the Saxon State Ministry for Education (Sächsisches Staatsministerium für Kultus)
published, as collected by the Standing Conference of the Ministers of Education (KMK, "Ferienregelung"); 2021 with the
change of that winter (winter holidays one week, Easter two weeks). First and last day inclusive. The days that each
school chooses for itself are not among them. Years outside FIRST_YEAR…LAST_YEAR are not known here.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

import holidays as public

FIRST_YEAR, LAST_YEAR = 2019, 2029

_PRINTED = """
2019 winter:18.02.-02.03. ostern:19.04.-26.04. pfingsten:31.05.-31.05.
2019 sommer:08.07.-16.08. herbst:14.10.-25.10. weihnachten:21.12.-03.01.
2020 winter:10.02.-22.02. ostern:10.04.-18.04. pfingsten:22.05.-22.05.
2020 sommer:20.07.-28.08. herbst:19.10.-31.10. weihnachten:23.12.-02.01.
2021 winter:01.02.-06.02. ostern:27.03.-10.04. pfingsten:14.05.-14.05.
2021 sommer:26.07.-03.09. herbst:18.10.-30.10. weihnachten:23.12.-01.01.
2022 winter:12.02.-26.02. ostern:15.04.-23.04. pfingsten:27.05.-27.05.
2022 sommer:18.07.-26.08. herbst:17.10.-29.10. weihnachten:22.12.-02.01.
2023 winter:13.02.-24.02. ostern:07.04.-15.04. pfingsten:19.05.-19.05. sommer:10.07.-18.08.
2023 herbst:02.10.-14.10. herbst:30.10.-30.10. weihnachten:23.12.-02.01.
2024 winter:12.02.-23.02. ostern:28.03.-05.04. pfingsten:10.05.-10.05. pfingsten:18.05.-21.05.
2024 sommer:20.06.-02.08. herbst:07.10.-19.10. weihnachten:23.12.-03.01.
2025 winter:17.02.-01.03. ostern:18.04.-25.04. pfingsten:30.05.-30.05.
2025 sommer:28.06.-08.08. herbst:06.10.-18.10. weihnachten:22.12.-02.01.
2026 winter:09.02.-21.02. ostern:03.04.-10.04. pfingsten:15.05.-15.05.
2026 sommer:04.07.-14.08. herbst:12.10.-24.10. weihnachten:23.12.-02.01.
2027 winter:08.02.-19.02. ostern:26.03.-02.04. pfingsten:07.05.-07.05. pfingsten:15.05.-18.05.
2027 sommer:10.07.-20.08. herbst:11.10.-23.10. weihnachten:23.12.-01.01.
2028 winter:14.02.-26.02. ostern:14.04.-22.04. sommer:22.07.-01.09.
2028 herbst:23.10.-03.11. weihnachten:23.12.-03.01.
2029 winter:05.02.-16.02. ostern:29.03.-06.04. sommer:21.07.-31.08.
2029 herbst:22.10.-02.11. weihnachten:22.12.-04.01.
"""


@lru_cache(maxsize=64)
def public_holidays(year: int) -> frozenset[date]:
    """Saxony's public holidays of one year, Reformation Day and Buß- und Bettag among them."""
    return frozenset(public.country_holidays("DE", subdiv="SN", years=[year]))


@lru_cache(maxsize=8)
def school_holidays(name: str = "") -> frozenset[date]:
    """Every day of Saxony's school holidays in the years that are covered; `name` (winter, ostern, pfingsten, sommer,
    herbst, weihnachten) keeps only those."""
    days: set[date] = set()
    for line in _PRINTED.split("\n"):
        year, _, spans = line.partition(" ")
        for entry in spans.split():
            label, _, span = entry.partition(":")
            if name and label != name:
                continue
            first, last = (_day(int(year), printed) for printed in span.split("-"))
            if last < first:
                last = last.replace(year=last.year + 1)
            days.update(first + timedelta(days=step) for step in range((last - first).days + 1))
    return frozenset(days)


def covers(first: date, last: date) -> bool:
    """Whether the school holidays of every day from `first` to `last` are known."""
    return first.year >= FIRST_YEAR and last.year <= LAST_YEAR


def _day(year: int, printed: str) -> date:
    day, month, _ = printed.split(".")
    return date(year, int(month), int(day))
