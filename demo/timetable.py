"""The nights that the demo sites know, with the moment that a run of that night takes for now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")
FIRST_DAY = date(2026, 3, 2)
START_OF_RUN = time(3, 10)

STORIES = (
    "die erste Nacht",
    "auf jeder Seite etwas Neues, ein Termin verlegt",
    "eine Absage, zwei Schreibfehler berichtigt",
    "iaf ist nicht erreichbar",
    "dsm hat eine neue Website",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Night:
    """One demo night: `logical_date` is its calendar day, `clock` the zoned moment at which its run starts."""

    number: int
    logical_date: date
    clock: datetime
    story: str


def nights() -> tuple[Night, ...]:
    """All demo nights in order, numbered from 1."""
    return tuple(
        Night(
            number=index + 1,
            logical_date=FIRST_DAY + timedelta(days=index),
            clock=datetime.combine(FIRST_DAY + timedelta(days=index), START_OF_RUN, BERLIN),
            story=story,
        )
        for index, story in enumerate(STORIES)
    )


def night(number: int) -> Night:
    """The night of that number; ValueError names the nights there are."""
    known = nights()
    if not 1 <= number <= len(known):
        raise ValueError(f"demo night {number} does not exist; there are nights 1 to {len(known)}")
    return known[number - 1]
