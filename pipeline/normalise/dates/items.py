"""What the reader finds in a row of tokens before it knows what belongs together."""

from __future__ import annotations

from dataclasses import dataclass

DAY, MONTH_ONLY, WEEKDAY_ONLY, RELATIVE_DAY, TIME, RULE = ["day", "month", "weekday", "relative", "time", "rule"]

NOT_SAID = -1


@dataclass(slots=True)
class Item:
    """A day, month, clock time or repetition at the tokens [i, j).

    A day has `day` (above 100: one told by counting, see `years.counted_day`) and, where printed, `month` (else 0),
    `year` (else 0) and `weekday` (else NOT_SAID); a `year` below 100 was printed with two digits. A time counts minutes
    from midnight; `label` is doors, begin, end or ''.
    """

    kind: str
    i: int
    j: int
    day: int = 0
    month: int = 0
    year: int = 0
    year_width: int = 0
    weekday: int = NOT_SAID
    offset: int = 0
    start: int = NOT_SAID
    end: int = NOT_SAID
    label: str = ""
    weak: bool = False
    strong: bool = False
    dotted: bool = False
    inherits: bool = False
    rrule: str = ""
