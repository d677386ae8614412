"""What `probe`, `new-source` and `record` share: an address, the web that answers for it, the day it is read on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlsplit

from demo.web import first_demo_moment, open_web, sites_of
from pipeline.adapters.clock import Clock, FixedClock, SystemClock
from pipeline.adapters.look import home_of, open_look
from pipeline.adapters.session import Session
from pipeline.berlin import BERLIN, aware
from pipeline.checks import Effective, judge_page
from pipeline.errors import FetchError, UsageError
from pipeline.models import Capture, PageRole, Sites
from pipeline.night import http_settings
from pipeline.settings import load_settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """An open session for the pages of one site, and the day on which they are looked at."""

    session: Session
    sites: Sites
    home: str
    today: date

    def fetch(self, url: str, role: PageRole) -> Capture:
        """One address, as at night."""
        return self.session.fetch(url, role)

    def page(self, url: str, role: PageRole = PageRole.LIST) -> Capture:
        """A page that must come; FetchError in one sentence if it does not."""
        capture = self.fetch(url, role)
        if not capture.has_body or judge_page(capture, 1).status is Effective.NOT_HTML:
            raise FetchError(f"{url}: {_why(capture)}", url=url)
        return capture


@contextmanager
def look_at(url: str, at: str | None) -> Iterator[Look]:
    """The web for an address: the demo's sites on this machine for their names, else the internet.

    `at` is the clock (ISO 8601); default: now, for demo addresses their first night.
    """
    home = home_of(url)
    sites = sites_of(urlsplit(home).hostname or "")
    settings = load_settings(sites=sites)
    settings = settings.model_copy(update={"http": http_settings(settings)})
    clock = clock_of(sites, at)
    today = clock.now().astimezone(BERLIN).date()
    with open_web(sites, today) as connect_to, open_look(settings, home, clock, connect_to) as session:
        yield Look(session=session, sites=sites, home=home, today=today)


def clock_of(sites: Sites, at: str | None) -> Clock:
    """The clock of a look; UsageError if `at` is no moment."""
    if at is None:
        return FixedClock(first_demo_moment()) if sites is Sites.DEMO else SystemClock()
    try:
        return FixedClock(aware(datetime.fromisoformat(at)))
    except ValueError as error:
        raise UsageError(f"--at {at}: expected a moment such as 2026-03-02T03:10", where="--at") from error


def _why(capture: Capture) -> str:
    if capture.detail:
        return capture.detail
    if capture.status == 200 and capture.body.strip():
        return f"is of type {capture.header('content-type')}, expected a page, a feed, JSON or a calendar file"
    return "an empty page came" if capture.status == 200 else f"the site answers HTTP {capture.status}"
