"""The web that a run talks to: the demo sites on loopback for a demo night, nothing of ours for a live one."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime

from demo.server import DemoSites
from demo.timetable import nights
from pipeline.errors import UsageError
from pipeline.models import Sites


@contextmanager
def open_web(sites: Sites, day: date) -> Iterator[Mapping[str, tuple[str, int]]]:
    """Host names answered on this machine while the context is open; UsageError for a day that no demo night has."""
    if sites is Sites.LIVE:
        yield {}
        return
    number = next((night.number for night in nights() if night.logical_date == day), None)
    if number is None:
        known = ", ".join(night.logical_date.isoformat() for night in nights())
        raise UsageError(f"the demo sites have no night {day}; they have {known}", where="--at")
    with DemoSites(number) as demo:
        yield demo.connect_to


def next_demo_moment(done: Collection[date]) -> datetime:
    """The moment of the first demo night after the days already done; of the last one when all are done."""
    last = max(done, default=date.min)
    return next((night.clock for night in nights() if night.logical_date > last), nights()[-1].clock)


def sites_of(host: str) -> Sites:
    """Whether a host name is one of the demo's, which no machine of the internet has (RFC 6761, `.test`)."""
    return Sites.DEMO if host.endswith(".demo.test") else Sites.LIVE


def first_demo_moment() -> datetime:
    """The moment of the first demo night."""
    return nights()[0].clock
