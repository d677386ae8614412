"""Wall time in Europe/Berlin and back."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")


def aware(moment: datetime) -> datetime:
    """A naive wall time as a moment in Europe/Berlin (of an hour that exists twice, the first); an aware one converted.

    A wall time in the hour that does not exist is moved past the gap, as clocks are.
    """
    if moment.tzinfo is not None:
        return moment.astimezone(BERLIN)
    local = moment.replace(tzinfo=BERLIN)
    return datetime.fromtimestamp(local.timestamp(), BERLIN)


def day_of(moment: date | datetime) -> date:
    """The day of a day or moment."""
    return moment.date() if isinstance(moment, datetime) else moment


def end_of_day(moment: date | datetime) -> datetime:
    """A moment as it is; a bare day as its last second (a deadline `bis 3. Mai` includes the day)."""
    if isinstance(moment, datetime):
        return aware(moment)
    return aware(datetime.combine(moment, time(23, 59, 59)))
