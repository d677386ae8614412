"""The clock of a run: real, or fixed so that a demo night and a test always have the same moments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Gives the moments that are stored; delays and deadlines use time.monotonic and never a Clock."""

    def now(self) -> datetime:
        """The present moment, with a zone."""
        ...


@dataclass(frozen=True, slots=True)
class SystemClock:
    """The machine's clock, in UTC."""

    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class FixedClock:
    """Always the moment `at`; ValueError if it has no zone, because a stored moment without zone cannot be compared."""

    at: datetime

    def __post_init__(self) -> None:
        if self.at.utcoffset() is None:
            raise ValueError(f"a clock needs a moment with a zone, found {self.at.isoformat()}")

    def now(self) -> datetime:
        return self.at
