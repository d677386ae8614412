"""One host, one connection, one pause between two requests, however many sources live there."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from pipeline.adapters.transport import ConnectTo, GuardedTransport

Sleep = Callable[[float], None]


class OutOfTime(Exception):
    """The host's next turn lies beyond the source's deadline."""


class HostGate:
    """The turnstile of one host: here one waits for others' requests, the pause between two, and any back-off."""

    def __init__(self, connect_to: ConnectTo, delay: float, sleep: Sleep) -> None:
        self.transport = GuardedTransport(connect_to)
        self._delay = delay
        self._sleep = sleep
        self._lock = threading.Lock()
        self._ready_at = 0.0

    def slow_down(self, delay: float) -> None:
        """Pause at least `delay` seconds between two requests from now on (Crawl-delay)."""
        self._delay = max(self._delay, delay)
        self.rest(self._delay)

    def rest(self, seconds: float) -> None:
        """Nobody asks this host for `seconds` from now: back-off and Retry-After count for every source on it."""
        self._ready_at = max(self._ready_at, time.monotonic() + seconds)

    @contextmanager
    def turn(self, deadline: float) -> Iterator[GuardedTransport]:
        """The host's transport for one request; OutOfTime if `deadline` (time.monotonic) comes before the turn does."""
        if not self._lock.acquire(timeout=max(0.0, deadline - time.monotonic())):
            raise OutOfTime
        try:
            self._wait(deadline)
            try:
                yield self.transport
            finally:
                self.rest(self._delay)
        finally:
            self._lock.release()

    def _wait(self, deadline: float) -> None:
        now = time.monotonic()
        if max(now, self._ready_at) >= deadline:
            raise OutOfTime
        if self._ready_at > now:
            self._sleep(self._ready_at - now)

    def close(self) -> None:
        """Close the connection."""
        self.transport.close()
