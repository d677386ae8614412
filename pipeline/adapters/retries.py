"""What is worth a second try, and how long to wait for it: the one place that retries."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import stamina
from stamina import Attempt as Attempt

from pipeline.adapters.exchange import Exchange
from pipeline.models import Failure

_STATUSES = frozenset({429, 500, 502, 503, 504})
_FAILURES = frozenset({Failure.TIMEOUT, Failure.RESET, Failure.CONNECT, Failure.DNS, Failure.TRUNCATED})
_FIRST_WAIT, _LONGEST_WAIT = 1.0, 30.0


# Each attempt is archived with its reason; stamina's own line about it may go to stdout, where JSON Lines are expected.
stamina.instrumentation.set_on_retry_hooks(())


class Transient(Exception):
    """An attempt that failed in a way that may pass."""


def is_transient(exchange: Exchange) -> bool:
    """Whether the same request may well succeed in a moment."""
    if exchange.failure is not None:
        return exchange.failure in _FAILURES
    return exchange.status in _STATUSES


def attempts(limit: int) -> Iterator[stamina.Attempt]:
    """At most `limit` tries while Transient is raised inside them (stamina's test switches are obeyed).

    Stamina counts and says how long to back off, but does not wait: the host's gate does, so that every source on that
    host leaves it alone, and so that waits end at the source's deadline.
    """
    return iter(
        stamina.retry_context(
            on=_without_waiting, attempts=limit, timeout=None, wait_initial=_FIRST_WAIT, wait_max=_LONGEST_WAIT
        )
    )


def _without_waiting(error: Exception) -> float | bool:
    return 0.0 if isinstance(error, Transient) else False


def pause(attempt: stamina.Attempt, exchange: Exchange, longest_asked: float) -> float:
    """Seconds until the next try: exponential back-off with jitter, or Retry-After if that is more.

    Retry-After counts up to `longest_asked`; a night cannot wait for a host that wants hours.
    """
    backoff = attempt.next_wait
    if backoff == 0.0:  # stamina is switched off or in test mode
        return 0.0
    asked = min(_retry_after(exchange), longest_asked)
    return max(backoff + random.uniform(0.0, 1.0), asked)


def _retry_after(exchange: Exchange) -> float:
    """Retry-After in seconds (RFC 9110: seconds or a date, which counts from the response's own Date); 0 if none."""
    text = exchange.header("retry-after").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    until, now = _http_date(text), _http_date(exchange.header("date"))
    if until is None:
        return 0.0
    return max(0.0, (until - (now or datetime.now(UTC))).total_seconds())


def _http_date(text: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
