"""The two hours a year at which wall time in Saxony is not a moment, or is two."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")
NONEXISTENT_HOUR, AMBIGUOUS_HOUR = "nonexistent_hour", "ambiguous_hour"


def hour_doubt(moment: date | datetime | None) -> str:
    """A doubt code for a wall time that the change of clocks skips or repeats, '' for any other."""
    if (
        not isinstance(moment, datetime)
        or moment.month not in (3, 10)
        or moment.hour not in (2,)
        or moment.weekday() != 6
    ):
        return ""
    early, late = moment.replace(tzinfo=BERLIN, fold=0), moment.replace(tzinfo=BERLIN, fold=1)
    if early.utcoffset() == late.utcoffset():
        return ""
    back = early.astimezone(UTC).astimezone(BERLIN).replace(tzinfo=None)
    return AMBIGUOUS_HOUR if back == moment else NONEXISTENT_HOUR


def wall_minutes(year: int, month: int, day: int, utc_minutes: int) -> int:
    """Minutes from the printed day's midnight on Saxony's clocks, of so many minutes after that midnight in UTC."""
    try:
        midnight = datetime(year, month, day)
        wall = (midnight.replace(tzinfo=UTC) + timedelta(minutes=utc_minutes)).astimezone(BERLIN).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return utc_minutes
    return int((wall - midnight).total_seconds() // 60)
