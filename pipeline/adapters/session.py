"""A source's fetches of one night: redirects hop by hop, robots.txt, conditions, retries; each attempt is archived."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urljoin

from pipeline.adapters import retries
from pipeline.adapters.clock import Clock
from pipeline.adapters.exchange import Exchange, ask, host_of, normal_url, origin_of
from pipeline.adapters.politeness import Hosts, OutOfTime
from pipeline.adapters.robots import Rules, read_rules
from pipeline.adapters.run_writer import Known, RunWriter
from pipeline.models import Capture, Failure, PageRole, Source
from pipeline.settings import HttpSettings

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ROBOTS_REDIRECTS = 5  # RFC 9309, 2.3.1.2


class ArchiveIndex(Protocol):
    """What a session asks the archive: RawStore, or a stand-in."""

    def validators(self, source_id: str, url: str) -> Known | None:
        """The last usable capture of an address."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Crawler:
    """Who asks, how, and what is known of the hosts: one for all sessions of a run."""

    settings: HttpSettings
    user_agent: str
    clock: Clock
    hosts: Hosts


@dataclass(frozen=True, slots=True)
class _Page:
    """One address to be fetched: as the source asked for it, and as it goes over the wire on this hop."""

    asked: str
    url: str
    role: PageRole
    robots_rule: str | None = None


class Session:
    """Fetches for one source until its deadline; made by Client.session, used by one thread."""

    def __init__(self, crawler: Crawler, source: Source, writer: RunWriter, index: ArchiveIndex) -> None:
        self._crawler = crawler
        self._settings = crawler.settings
        self._source = source
        self._writer = writer
        self._index = index
        self._deadline = time.monotonic() + crawler.settings.source_seconds
        self._hosts = _own_hosts(source, source.homes[writer.run.sites])

    def fetch(self, url: str, role: PageRole) -> Capture:
        """The last capture of the way to `url`, usable or not, after all of them were archived.

        Never raises for what a site or the net does; StoreError if the archive cannot be written.
        """
        target = normal_url(url)
        if target is None:
            detail = f"{url!r} is not a http or https address that can be asked for"
            return self._refuse(_Page(url, url, role), Failure.PROTOCOL, detail)
        return self._follow(url, target, role, self._settings.max_redirects)

    def robots(self, url: str) -> Rules:
        """What robots.txt says on the host of `url`: asked for and archived if nobody has yet."""
        target = normal_url(url)
        return self._rules(origin_of(target)) if target else Rules("no address", allowed=False)

    # ------------------------------------------------------------ hops

    def _follow(self, asked: str, target: str, role: PageRole, max_redirects: int) -> Capture:
        for _ in range(max_redirects + 1):
            capture = self._hop(asked, target, role)
            location = _location(capture)
            if location is None:
                return capture
            following = _joined(target, location)
            if following is None:
                detail = f"{target} redirects to {location!r}, which is no http or https address"
                return self._refuse(_Page(asked, location, role), Failure.REDIRECT_REFUSED, detail)
            target = following
        detail = f"{asked} redirects more than {max_redirects} times"
        return self._refuse(_Page(asked, target, role), Failure.TOO_MANY_REDIRECTS, detail)

    def _hop(self, asked: str, target: str, role: PageRole) -> Capture:
        if role is PageRole.ROBOTS:  # a robots.txt may be moved anywhere, and is under no robots.txt itself
            return self._attempts(_Page(asked, target, role))
        page = _Page(asked, target, role)
        if host_of(target) not in self._hosts:
            detail = f"{target} is not on a host of the source {self._source.source_id}, and was not asked for"
            return self._refuse(page, Failure.REDIRECT_REFUSED, detail)
        rules = self._rules(origin_of(target))
        rule = rules.verdict(target)
        page = _Page(asked, target, role, rule)
        if rules.allows(target):
            return self._attempts(page)
        if rules.parser is None:
            return self._refuse(page, Failure.ROBOTS_UNREACHABLE, f"{target} was not asked for: {rule}")
        return self._refuse(page, Failure.ROBOTS, f"{target} was not asked for: its robots.txt says '{rule}'")

    def _rules(self, origin: str) -> Rules:
        """An origin's robots.txt, fetched once a run by whichever source comes first, and archived with that source."""
        with self._crawler.hosts.rules_lock(origin):
            rules = self._crawler.hosts.rules.get(origin)
            if rules is None:
                address = f"{origin}/robots.txt"
                answer = self._follow(address, address, PageRole.ROBOTS, _ROBOTS_REDIRECTS)
                rules = read_rules(answer)
                self._crawler.hosts.gate(host_of(origin)).slow_down(rules.crawl_delay)
                if answer.failure != Failure.SOURCE_DEADLINE:  # that says nothing about the host
                    self._crawler.hosts.rules[origin] = rules
            return rules

    # ------------------------------------------------------------ attempts

    def _attempts(self, page: _Page) -> Capture:
        known = self._index.validators(self._source.source_id, page.url)
        capture: Capture | None = None
        try:
            for attempt in retries.attempts(self._settings.attempts):
                with attempt:
                    exchange = self._exchange(page, known, attempt)
                    capture = self._archive(page, exchange, known, attempt.num)
                    if retries.is_transient(exchange):
                        raise retries.Transient
                    return capture
        except (retries.Transient, OutOfTime) as error:
            if capture is not None and isinstance(error, retries.Transient):
                return capture
        limit = f"{self._settings.source_seconds:g} seconds of the source {self._source.source_id}"
        detail = f"{page.url} was not asked for: the {limit} are over"
        return self._refuse(page, Failure.SOURCE_DEADLINE, detail)

    def _exchange(self, page: _Page, known: Known | None, attempt: retries.Attempt) -> Exchange:
        settings = self._settings
        gate = self._crawler.hosts.gate(host_of(page.url))
        with gate.turn(self._deadline) as transport:
            exchange = ask(
                transport,
                page.url,
                user_agent=self._crawler.user_agent,
                conditions=_conditions(known),
                seconds=max(0.0, min(settings.request_seconds, self._deadline - time.monotonic())),
                max_bytes=settings.max_body_bytes,
            )
            if retries.is_transient(exchange):
                gate.rest(retries.pause(attempt, exchange, settings.max_retry_after_seconds))
            return exchange

    def _archive(self, page: _Page, exchange: Exchange, known: Known | None, number: int) -> Capture:
        captured_at = self._crawler.clock.now()
        if exchange.status == 304 and known is None:
            detail = f"{page.url}: 'not modified' (304), though nothing was said about an earlier version"
            exchange = Exchange(failure=Failure.PROTOCOL, detail=detail)
        if exchange.status is None:
            return self._writer.write_failure(
                url=page.asked,
                final_url=page.url,
                role=page.role,
                failure=exchange.failure or Failure.PROTOCOL,
                detail=exchange.detail,
                captured_at=captured_at,
                robots_rule=page.robots_rule,
                attempt=number,
            )
        return self._writer.write_response(
            url=page.asked,
            final_url=page.url,
            role=page.role,
            exchange=exchange,
            captured_at=captured_at,
            known=known,
            robots_rule=page.robots_rule,
            attempt=number,
        )

    def _refuse(self, page: _Page, failure: Failure, detail: str) -> Capture:
        exchange = Exchange(failure=failure, detail=detail)
        return self._archive(page, exchange, None, 1)


def _own_hosts(source: Source, home: str) -> frozenset[str]:
    """The hosts that a source's pages may stand on: its home, each with and without www., and `Source.hosts`."""
    names = {host_of(home), *(name.lower() for name in source.hosts)}
    return frozenset(names | {name.removeprefix("www.") for name in names} | {f"www.{name}" for name in names})


def _location(capture: Capture) -> str | None:
    if capture.failure is not None or capture.status not in _REDIRECTS:
        return None
    return capture.header("location") or None


def _joined(base: str, location: str) -> str | None:
    try:
        return normal_url(urljoin(base, location))
    except ValueError:
        return None


def _conditions(known: Known | None) -> dict[str, str]:
    if known is None:
        return {}
    capture = known.capture
    found = {"If-None-Match": capture.etag, "If-Modified-Since": capture.last_modified}
    return {name: value for name, value in found.items() if value}
