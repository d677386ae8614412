"""A polite look at a site outside of any night: the crawler's own way to the web, archived in a folder that goes."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.adapters.clock import Clock
from pipeline.adapters.exchange import host_of, normal_url, origin_of
from pipeline.adapters.http import Client, require_contact, user_agent
from pipeline.adapters.politeness import Sleep
from pipeline.adapters.raw_store import RawStore
from pipeline.adapters.session import Session
from pipeline.adapters.transport import ConnectTo
from pipeline.berlin import BERLIN
from pipeline.errors import UsageError
from pipeline.models import Capture, RawAnnouncement, Run, Source
from pipeline.settings import Settings

LOOK = "look"


def home_of(address: str) -> str:
    """Scheme, host and port of an address; UsageError if it is not one that can be asked for."""
    url = normal_url(address)
    if url is None:
        raise UsageError(
            f"{address!r} is not an address that can be asked for; expected http(s)://host/path", where=address
        )
    return origin_of(url)


@contextmanager
def open_look(
    settings: Settings,
    home: str,
    clock: Clock,
    connect_to: ConnectTo | None = None,
    *,
    hosts: Sequence[str] = (),
    sleep: Sleep = time.sleep,
) -> Iterator[Session]:
    """A session for the pages of `home` (and of further `hosts`): robots.txt, delays, limits and user agent as at
    night.

    Nothing reaches the data folder. UsageError if a live look has no contact in its user agent.
    """
    require_contact(settings)
    moment = clock.now().astimezone(BERLIN)
    run = Run(run_id=f"{moment:%Y-%m-%d}.1", logical_date=moment.date(), started_at=moment, sites=settings.sites)
    source = Source(
        source_id=LOOK,
        name=host_of(home),
        organiser="",
        homes={settings.sites: home},
        lists=(),
        parse=_nothing,
        hosts=tuple(hosts),
    )
    with (
        TemporaryDirectory(prefix="litfass-look-") as folder,
        Client(settings.http, user_agent(settings.contact), clock, connect_to, sleep) as client,
    ):
        raw = RawStore(Path(folder))
        with raw.open_run(LOOK, run) as writer:
            yield client.session(source, writer, raw)


def _nothing(capture: Capture) -> tuple[RawAnnouncement, ...]:
    return ()
