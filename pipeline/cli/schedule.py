"""The command `litfass schedule`: the nightly by the clock, through Prefect."""

from __future__ import annotations

import os
from datetime import time
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from pipeline.adapters.http import require_contact
from pipeline.cli.run import SourceOption, open_job
from pipeline.errors import UsageError
from pipeline.models import Sites

MISSING_HOUR = 2  # does not exist, or exists twice, on the nights on which the clock changes


def schedule(
    *,
    time: Annotated[str, Parameter(help="wall time in Berlin, HH:MM")] = "03:10",
    sites: Annotated[Sites | None, Parameter(help="demo or live; default: as in litfass.toml")] = None,
    source: SourceOption = (),
    data: Annotated[Path | None, Parameter(help="data folder with raw/, processed/ and decisions/")] = None,
) -> int:
    """Serve the nightly: put it on the Prefect server of PREFECT_API_URL and carry out its runs, until interrupted.

    One process instead of a work pool and a worker; prefect.yaml is the other way (docs/schedule.md). The schedule
    stays on the server when this ends.

    Example: `PREFECT_API_URL=http://127.0.0.1:4200/api litfass schedule --time 03:10`
    """
    at = wall_time(time)
    job = open_job(sites, source, data, None)
    require_contact(job.settings)
    names = [one.source_id for one in job.sources] if source else list(job.settings.sources)
    address = _server_address()
    print(
        f"nightly at {at:%H:%M} Europe/Berlin on {address}, {job.settings.sites.value} sites, data {job.settings.data}"
    )
    print("runs are carried out here until you interrupt; `litfass status` is the morning look", flush=True)
    from flows.served import serve_nightly  # Prefect takes seconds to import

    serve_nightly(job.settings, names, at, address)
    return 0


def _server_address() -> str:
    address = os.environ.get("PREFECT_API_URL", "")
    if not address:
        raise UsageError(
            "a schedule needs a Prefect server: start one with `prefect server start` and set "
            "PREFECT_API_URL=http://127.0.0.1:4200/api (docs/schedule.md); `litfass run` from cron needs none",
            where="PREFECT_API_URL",
        )
    return address


def wall_time(text: str) -> time:
    """A wall time for every night; UsageError if it is none, or lies in the hour that clocks skip."""
    try:
        found = time.fromisoformat(text)
    except ValueError as error:
        raise UsageError(f"--time {text}: expected a wall time such as 03:10", where="--time") from error
    if found.hour == MISSING_HOUR:
        raise UsageError(
            f"--time {text}: between 02:00 and 03:00 a night is missed or doubled when the clock changes",
            where="--time",
        )
    return found.replace(second=0, microsecond=0, tzinfo=None)
