"""`litfass schedule`: one process that has the nightly on a Prefect server and carries out its runs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time
from typing import get_type_hints

from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
from prefect.schedules import Cron
from prefect.types.entrypoint import EntrypointType

from flows.nightly import nightly
from pipeline.errors import PipelineError
from pipeline.schema import TIMEZONE
from pipeline.settings import Settings

NAME = "nightly"


def serve_nightly(settings: Settings, source_ids: Sequence[str], at: time, address: str) -> None:
    """Put the nightly on the server of PREFECT_API_URL at that wall time in Berlin, and carry out its runs until
    interrupted.

    The schedule stays active when this process ends; the server then waits for the next one. PipelineError if the
    server does not answer.
    """
    # the runner sends the function to its subprocess without the names that only its annotations use
    nightly.fn.__annotations__.update(get_type_hints(nightly.fn))
    try:
        nightly.serve(
            name=NAME,
            description="Collect, build and publish tonight, by `litfass schedule`.",
            schedules=[Cron(f"{at.minute} {at.hour} * * *", timezone=TIMEZONE, slug="every-night")],
            parameters={
                "sites": settings.sites.value,
                "data": str(settings.data.resolve()),
                "sources": list(source_ids) or None,
            },
            tags=["litfass", NAME],
            global_limit=ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW),
            pause_on_shutdown=False,
            print_starting_message=False,
            entrypoint_type=EntrypointType.MODULE_PATH,
        )
    except (RuntimeError, OSError) as error:
        raise PipelineError(f"the Prefect server at {address} does not answer ({error})", where=address) from error
