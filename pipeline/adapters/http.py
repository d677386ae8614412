"""The crawler's way to the web: one client a run, one session a source, every attempt archived."""

from __future__ import annotations

import time
from importlib.metadata import version
from types import TracebackType

from pipeline.adapters.clock import Clock
from pipeline.adapters.politeness import Hosts, Sleep
from pipeline.adapters.robots import PRODUCT_TOKEN
from pipeline.adapters.run_writer import RunWriter
from pipeline.adapters.session import ArchiveIndex, Crawler, Session
from pipeline.adapters.transport import ConnectTo
from pipeline.errors import UsageError
from pipeline.models import Sites, Source
from pipeline.settings import PLACEHOLDER_CONTACT, HttpSettings, Settings


def user_agent(contact: str) -> str:
    """`Litfass/<version> (+<contact>)`; UsageError if the contact cannot stand in a header."""
    if not contact.isascii() or not contact.isprintable():
        raise UsageError(
            f"setting 'contact' must be one line of plain ASCII, found {contact!r}", where="contact", found=contact
        )
    return f"{PRODUCT_TOKEN}/{version('litfass')} (+{contact})"


def require_contact(settings: Settings) -> None:
    """UsageError if a live run has nobody whom the sites could write to."""
    contact = settings.contact.strip()
    if settings.sites is Sites.LIVE and contact in ("", PLACEHOLDER_CONTACT):
        raise UsageError(
            'a live run needs a contact in its user agent: set contact = "you@your.domain" in litfass.toml '
            "or LITFASS_CONTACT to a mail address or page that you read",
            where="contact",
            found=contact,
        )


class Client:
    """What all sources of one run share: settings, user agent, clock, a gate per host and each host's robots.txt.

    `connect_to` sends a host name to an address and port of its own (the demo sites) and exempts it from the address
    guard. `sleep` is given so that tests need not wait. Threads may share a client, one session each.
    """

    def __init__(
        self,
        settings: HttpSettings,
        user_agent: str,
        clock: Clock,
        connect_to: ConnectTo | None = None,
        sleep: Sleep = time.sleep,
    ) -> None:
        hosts = Hosts(connect_to or {}, settings.delay_seconds, sleep)
        self._crawler = Crawler(settings=settings, user_agent=user_agent, clock=clock, hosts=hosts)

    def session(self, source: Source, writer: RunWriter, index: ArchiveIndex) -> Session:
        """A source's fetches of this run; its deadline starts now."""
        return Session(self._crawler, source, writer, index)

    def close(self) -> None:
        """Close all connections."""
        self._crawler.hosts.close()

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
