"""The command `litfass probe`: what could read this address, and what to do next."""

from __future__ import annotations

import json as json_format
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter
from rich.table import Table

from pipeline.adapters.clock import SystemClock
from pipeline.berlin import BERLIN
from pipeline.checks.page import judge_page
from pipeline.cli.address import clock_of, look_at
from pipeline.cli.parse import read_saved, saved_capture
from pipeline.cli.summary import console
from pipeline.errors import UsageError
from pipeline.models import Sites
from pipeline.probe.advice import path_of, stability, working
from pipeline.probe.attempts import Attempt
from pipeline.probe.site import Probe, probe_capture, probe_site

UrlOption = Annotated[str | None, Parameter(help="for a saved file: the address it was saved from")]
AtOption = Annotated[str | None, Parameter(help="the clock, ISO 8601; default: now, for demo addresses their night 1")]
JsonOption = Annotated[bool, Parameter(name="--json", negative="", help="one JSON document instead of text")]


def probe(address: str, /, *, url: UrlOption = None, at: AtOption = None, json: JsonOption = False) -> int:
    """What could read this address: every reader on the page, its feeds, calendar files and interfaces, with a preview.

    Asks politely (robots.txt, delays, about a dozen requests) and writes nothing. ADDRESS may be a saved file; then
    nothing is asked for. Without a list there is a sentence and exit status 1.

    Example: `litfass probe https://verein.example/termine/`
    Example: `litfass probe saved.html --url https://verein.example/termine/`
    """
    if not address.lower().startswith(("http://", "https://")):
        return _report(_of_file(address, url, at), (), json)
    if url is not None:
        raise UsageError("--url says where a saved file comes from; an address to be asked for needs none")
    with look_at(address, at) as look:
        page = look.page(address)
        found = probe_site(page, look.fetch, look.today)
        rules = look.session.robots(address)
        robots = [f"robots.txt: {page.robots_rule or 'not asked'}"]
        if rules.crawl_delay:
            robots.append(f"robots.txt asks for {rules.crawl_delay:g} seconds between two requests")
    return _report(found, robots, json)


def _of_file(address: str, url: str | None, at: str | None) -> Probe:
    if url is None:
        hint = "give --url with the address it was saved from" if Path(address).exists() else "no such file; for an"
        hint = hint if Path(address).exists() else f"{hint} address write http(s)://…"
        raise UsageError(f"{address}: {hint}", where=address)
    clock = clock_of(Sites.LIVE, at) if at else SystemClock()
    moment = clock.now()
    page = saved_capture(read_saved(Path(address)), url, moment.astimezone(UTC))
    return probe_capture(page, moment.astimezone(BERLIN).date())


def _report(found: Probe, robots: Sequence[str], as_json: bool) -> int:
    if as_json:
        print(json_format.dumps(_document(found, robots), ensure_ascii=False, indent=2))
        return 0 if found.advice else 1
    out = console()
    out.print(found.page.final_url or found.page.url, style="bold", markup=False, soft_wrap=True)
    for line in robots:
        out.print(line, markup=False, soft_wrap=True)
    for one in found.tried[1:]:
        out.print(f"asked {path_of(one.endpoint.url)}: {one.came}", markup=False, soft_wrap=True)
    ranked = working(found.attempts)
    if found.advice is None:
        print(_nothing(found), file=sys.stderr)
        return 1
    _print_table(ranked)
    for number, attempt in enumerate(ranked, 1):
        _print_sample(number, attempt)
    _print_faults(found.attempts)
    out.print(f"recommended: 1 ({ranked[0].reader}), because {found.advice.reason}", markup=False, soft_wrap=True)
    out.print(f"next: litfass new-source NAME {found.page.url}", markup=False, soft_wrap=True)
    return 0


def _print_table(ranked: Sequence[Attempt]) -> None:
    table = Table("", "reader", "where", "entries", "dated events", "upcoming", "with place", "sure")
    for number, one in enumerate(ranked, 1):
        counts = (one.entries, one.events, one.upcoming, one.placed)
        figures = (*(str(count) for count in counts), f"{one.sure:.2f}")
        table.add_row(str(number), one.reader, path_of(one.endpoint.url), *figures)
    console().print(table)


def _print_sample(number: int, attempt: Attempt) -> None:
    out = console()
    out.print(f"{number} {attempt.endpoint.what}: {attempt.why}", markup=False, soft_wrap=True)
    for line in attempt.sample:
        out.print(
            f"    {line.date or 'no date':16}  {line.title}  |  {line.place or '–'}", markup=False, soft_wrap=True
        )


def _print_faults(attempts: Sequence[Attempt]) -> None:
    for fault in dict.fromkeys(fault for one in attempts for fault in one.faults):
        console().print(f"! {fault}", markup=False, soft_wrap=True)


def _nothing(found: Probe) -> str:
    """One sentence: what was tried, and what each reader said."""
    readers = ", ".join(dict.fromkeys(one.reader for one in found.attempts)) or "no reader of this kind of page"
    why = " ".join(dict.fromkeys(one.why for one in found.attempts if one.why))
    verdict = judge_page(found.page, 0)
    what = f" The page is judged as {verdict.status}: {verdict.evidence}." if verdict.evidence else ""
    tried = f"{len(found.tried)} addresses tried ({readers})"
    return f"{found.page.url}: no list of dated events found; {tried}.{what} {why}"


def _document(found: Probe, robots: Sequence[str]) -> dict[str, Any]:
    advice = found.advice
    return {
        "url": found.page.url,
        "final_url": found.page.final_url,
        "robots": list(robots),
        "tried": [
            {"url": one.endpoint.url, "what": one.endpoint.what, "came": one.came, "robots": one.robots_rule}
            for one in found.tried
        ],
        "attempts": [_attempt(one) for one in working(found.attempts)],
        "recommended": {
            "reader": advice.chosen.reader,
            "url": advice.chosen.endpoint.url,
            "platform": advice.platform.value,
            "addresses": list(advice.addresses),
            "reason": advice.reason,
        }
        if advice
        else None,
        "next": f"litfass new-source NAME {found.page.url}" if advice else None,
    }


def _attempt(one: Attempt) -> dict[str, Any]:
    head = {name: value for name, value in asdict(one).items() if name not in ("endpoint", "faults")}
    grade, why = stability(one)
    return {"url": one.endpoint.url, "what": one.endpoint.what, **head, "stability": grade, "stability_why": why}
