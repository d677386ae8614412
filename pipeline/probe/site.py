"""Probing an address: the page, what it names, what its platform offers; every reader on each of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pipeline.formats.wordpress import posts_of_category
from pipeline.models import Capture, PageRole
from pipeline.probe.advice import Advice, advise
from pipeline.probe.attempts import Attempt, attempts_on
from pipeline.probe.endpoints import (
    Endpoint,
    host_of,
    interface_endpoints,
    is_data,
    menu_endpoints,
    named_endpoints,
    wordpress_index,
)

FEW = 2  # dated events: fewer on the page itself, and the menu's calendar pages are looked at, too
Fetch = Callable[[str, PageRole], Capture]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """One address that was asked for: what came, in a word or two."""

    endpoint: Endpoint
    came: str
    robots_rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """All that was found out about an address; `advice` is None if nothing reads a dated event there."""

    page: Capture
    tried: tuple[Tried, ...]
    attempts: tuple[Attempt, ...]
    advice: Advice | None


def probe_capture(page: Capture, today: date) -> Probe:
    """Every reader on one capture, nothing else asked for."""
    endpoint = Endpoint(url=page.final_url or page.url, what="the page itself")
    attempts = attempts_on(endpoint, page, today)
    return Probe(page=page, tried=(_tried(endpoint, page),), attempts=attempts, advice=advise(page, attempts))


def probe_site(page: Capture, fetch: Fetch, today: date) -> Probe:
    """Every reader on the page, on the feeds and calendars it names, on its platform's interfaces; on the pages its
    menu calls Termine, Veranstaltungen… only where the page itself shows no list. About a dozen requests at most."""
    found = probe_capture(page, today)
    if is_data(page):
        return found
    index = fetch(wordpress_index(page), PageRole.LOOKUP)
    endpoints = [*interface_endpoints(index, found.page.url), *named_endpoints(page)] if index.has_body else []
    found = _with(found, endpoints or named_endpoints(page), fetch, today)
    if max((one.events for one in found.attempts), default=0) < FEW:
        found = _with(found, menu_endpoints(page), fetch, today)
    return replace(found, advice=advise(page, found.attempts))


def _with(found: Probe, endpoints: Sequence[Endpoint], fetch: Fetch, today: date) -> Probe:
    tried, attempts = list(found.tried), list(found.attempts)
    for endpoint in endpoints:
        if host_of(endpoint.url) != host_of(found.page.final_url or found.page.url):
            came = "on another host, so not asked for; probe it by itself"
            tried.append(Tried(endpoint=endpoint, came=came, robots_rule=""))
            continue
        capture = fetch(endpoint.url, endpoint.role)
        if endpoint.role is PageRole.LOOKUP and capture.has_body:
            onward = posts_of_category(capture)
            if not onward:
                tried.append(replace(_tried(endpoint, capture), came="no such category"))
                continue
            capture = fetch(onward[0].url, onward[0].role)
        tried.append(_tried(endpoint, capture))
        if capture.has_body:
            attempts += attempts_on(endpoint, capture, today)
    return replace(found, tried=tuple(tried), attempts=tuple(attempts))


def _tried(endpoint: Endpoint, capture: Capture) -> Tried:
    return Tried(endpoint=endpoint, came=what_came(capture), robots_rule=capture.robots_rule or "")


def what_came(capture: Capture) -> str:
    """An answer in a few words: its size, or why there is none."""
    if capture.failure is not None:
        return capture.detail or str(capture.failure)
    if not capture.has_body:
        return f"HTTP {capture.status}" if capture.status != 200 else "an empty page"
    kind = capture.header("content-type").split(";")[0]
    return f"{len(capture.body)} bytes of {kind or 'unnamed type'}"
