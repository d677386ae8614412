"""The command `litfass doctor`: is this machine ready for the night."""

from __future__ import annotations

import json as json_format
import os
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from pipeline.adapters.clock import SystemClock
from pipeline.adapters.machine import has_package
from pipeline.doctor import Finding, Level, examine
from pipeline.settings import Settings, load_settings
from pipeline.sources import all_sources

_EXIT = {Level.OK: 0, Level.WARN: 1, Level.FAIL: 3}
_SIGN = {Level.OK: "ok  ", Level.WARN: "look", Level.FAIL: "FAIL"}


def doctor(
    *,
    data: Annotated[Path | None, Parameter(help="data folder with raw/, processed/ and decisions/")] = None,
    json: Annotated[bool, Parameter(name="--json", negative="", help="one JSON document instead of text")] = False,
) -> int:
    """Is this machine ready: Python, packages, contact, data folder, disk, lock, archive, missed nights, schedule,
    clock.

    Each finding is a sentence with its mend. Exit status 0 ready; 1 something to look at; 3 a night would fail.
    With PREFECT_API_URL set, the server is asked for the nightly. Example: `litfass doctor`
    """
    settings = load_settings(data=data)
    found = [*examine(settings, SystemClock().now()), _sources_finding(settings), *_server_findings()]
    if json:
        print(json_format.dumps([asdict(one) for one in found], ensure_ascii=False, indent=2))
    else:
        for one in found:
            print(f"{_SIGN[one.level]}  {one.check:9} {one.sentence}" + (f" → {one.mend}" if one.mend else ""))
    return max(_EXIT[one.level] for one in found)


def _sources_finding(settings: Settings) -> Finding:
    """Whether every source module can be used, and how many have a home on these sites."""
    found = all_sources(settings.sites)
    faults = [one.fault for one in found if one.fault]
    if faults:
        mend = "mend that module; until then the others are read without it"
        return Finding(check="sources", level=Level.FAIL, sentence="; ".join(faults), mend=mend)
    if found:
        names = ", ".join(one.source_id for one in found)
        return Finding(check="sources", level=Level.OK, sentence=f"{len(found)} sources can be read: {names}")
    sentence = f"no source has a home on the {settings.sites.value} sites"
    return Finding(check="sources", level=Level.FAIL, sentence=sentence, mend="`litfass new-source` adds one")


def _server_findings() -> Iterator[Finding]:
    address = os.environ.get("PREFECT_API_URL")
    if not address:
        yield Finding(
            check="schedule",
            level=Level.OK,
            sentence="PREFECT_API_URL is not set, so no server was asked; `litfass schedule` or cron starts the nights",
        )
        return
    if not has_package("prefect"):
        return
    from flows.deployed import nightly_on_server  # Prefect takes seconds to import; only this check needs it

    try:
        served = nightly_on_server()
    except ConnectionError as error:
        mend = "start it (docs/schedule.md), or unset PREFECT_API_URL"
        yield Finding(check="schedule", level=Level.FAIL, sentence=f"{address}: {error}", mend=mend)
        return
    if not served.found:
        mend = "`prefect deploy --all` or `litfass schedule`"
        yield Finding(check="schedule", level=Level.FAIL, sentence=f"{address} knows no nightly", mend=mend)
    elif not served.scheduled:
        mend = "deploy again, or switch its schedule on"
        yield Finding(check="schedule", level=Level.FAIL, sentence=f"the nightly on {address} is paused", mend=mend)
    elif not served.is_ready:
        mend = "start the worker (docs/schedule.md), or `litfass schedule`"
        yield Finding(check="schedule", level=Level.WARN, sentence=f"nobody takes the runs of {address}", mend=mend)
    else:
        yield Finding(check="schedule", level=Level.OK, sentence=f"the nightly is scheduled on {address}, and taken")
