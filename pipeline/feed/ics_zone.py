"""VTIMEZONE Europe/Berlin, written out."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard


@cache
def berlin_zone() -> bytes:
    """The finished lines of VTIMEZONE Europe/Berlin: every calendar has the same."""
    return bytes(_zone().to_ical())


def _zone() -> Timezone:
    """VTIMEZONE Europe/Berlin by the rule in force since 1996, which nothing in the feed is older than; written out by
    hand so that its bytes do not depend on the machine's zone tables, and without the last year that a list has."""
    zone = Timezone()
    zone.add("tzid", "Europe/Berlin")
    zone.add("x-lic-location", "Europe/Berlin")
    summer, winter = TimezoneDaylight(), TimezoneStandard()
    _change(summer, "CEST", datetime(1996, 3, 31, 2), 1, 2, month=3)
    _change(winter, "CET", datetime(1996, 10, 27, 3), 2, 1, month=10)
    zone.add_component(summer)
    zone.add_component(winter)
    return zone


def _change(
    part: TimezoneDaylight | TimezoneStandard, name: str, first: date, before: int, after: int, *, month: int
) -> None:
    part.add("tzname", name)
    part.add("dtstart", first)
    part.add("tzoffsetfrom", timedelta(hours=before))
    part.add("tzoffsetto", timedelta(hours=after))
    part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
