"""The crawler's way to the web: one client a run, one session a source, every attempt archived."""

from __future__ import annotations

import threading
import time
from importlib.metadata import version
from types import TracebackType

from pipeline.adapters.clock import Clock
from pipeline.adapters.politeness import HostGate, Sleep
from pipeline.adapters.robots import PRODUCT_TOKEN, Rules
from pipeline.adapters.run_writer import RunWriter
from pipeline.adapters.session import ArchiveIndex, Session
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
            "a live run needs a contact in its user agent: set contact = \"you@your.domain\" in litfass.toml "
            "or LITFASS_CONTACT to a mail address or page that you read",
            where="contact",
            found=contact,
        )


class Client:
    """What all sources of one run share: a gate per host and each host's robots.txt.

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
        self.settings = settings
        self.user_agent = user_agent
        self.clock = clock
        self.robots: dict[str, Rules] = {}
        self._connect_to = dict(connect_to or {})
        self._sleep = sleep
        self._lock = threading.Lock()
        self._gates: dict[str, HostGate] = {}
        self._robots_locks: dict[str, threading.Lock] = {}

    def session(self, source: Source, writer: RunWriter, index: ArchiveIndex) -> Session:
        """A source's fetches of this run; its deadline starts now."""
        return Session(self, source, writer, index)

    def gate(self, host: str) -> HostGate:
        """The one gate of a host."""
        with self._lock:
            if host not in self._gates:
                self._gates[host] = HostGate(self._connect_to, self.settings.delay_seconds, self._sleep)
            return self._gates[host]

    def robots_lock(self, origin: str) -> threading.Lock:
        """Held while an origin's robots.txt is fetched, so that a second source waits for it."""
        with self._lock:
            return self._robots_locks.setdefault(origin, threading.Lock())

    def close(self) -> None:
        """Close all connections."""
        for gate in self._gates.values():
            gate.close()

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
