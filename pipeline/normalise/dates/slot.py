"""What hangs together in a text: one day or span of days, or one repetition, with the clock times that belong to it."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.normalise.dates.items import Item
from pipeline.normalise.dates.joins import FAR


@dataclass(slots=True)
class Slot:
    """`first` and, for a span, `last` are its days; `join` is how it hangs on the slot before it.

    Where the weekdays of its days are said again behind them: `weekday_j` where the first of them stops, `end_from`
    where the times of the span's end begin (-1: weekdays of a period, no ends), `named_at` where the times of this day
    begin. A repetition has its rule in `first`; `since`, `until`, `months`, `without` and `excepted` bound it.
    """

    first: Item
    last: Item | None = None
    join: str = FAR
    times: list[Item] = field(default_factory=list)
    end_times: list[Item] = field(default_factory=list)
    role: str = ""
    cue: str = ""
    is_open: bool = False
    is_until: bool = False
    time_first: bool = False
    is_run: bool = False
    weekday_j: int = 0
    end_from: int = 0
    named_at: int = 0
    i: int = 0
    j: int = 0
    since: Slot | None = None
    until: Slot | None = None
    months: list[int] = field(default_factory=list)
    without: str = ""
    excepted: list[Slot] = field(default_factory=list)
