"""One host, one connection, one pause between two requests, however many sources live there."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from pipeline.adapters.robots import Rules
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


class Hosts:
    """What the sources of one run share about hosts: the gate of each, and the robots.txt of each origin."""

    def __init__(self, connect_to: ConnectTo, delay: float, sleep: Sleep) -> None:
        self.rules: dict[str, Rules] = {}
        self._connect_to = dict(connect_to)
        self._delay = delay
        self._sleep = sleep
        self._lock = threading.Lock()
        self._gates: dict[str, HostGate] = {}
        self._rules_locks: dict[str, threading.Lock] = {}

    def gate(self, host: str) -> HostGate:
        """The one gate of a host."""
        with self._lock:
            if host not in self._gates:
                self._gates[host] = HostGate(self._connect_to, self._delay, self._sleep)
            return self._gates[host]

    def rules_lock(self, origin: str) -> threading.Lock:
        """Held while an origin's robots.txt is fetched, so that a second source waits for it."""
        with self._lock:
            return self._rules_locks.setdefault(origin, threading.Lock())

    def close(self) -> None:
        """Close all connections."""
        for gate in self._gates.values():
            gate.close()
