"""`litfass run`: the flow `nightly` in this process, with a server of its own unless PREFECT_API_URL names one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flows.quiet import keep_quiet
from pipeline.errors import PipelineError
from pipeline.readings import Progress, no_progress
from pipeline.settings import Settings

_NO_SERVER = ("Failed to reach API", "Timed out while attempting to connect")


def run_nightly(
    settings: Settings, at: datetime | None, source_ids: Sequence[str], progress: Progress = no_progress
) -> str:
    """Run tonight and return its run id; `at` is the clock, None the machine's. What stops the night is raised as the
    PipelineError it is; a Prefect server that does not answer is one, too."""
    keep_quiet(settings.data)
    from flows.nightly import nightly  # after the environment is set
    from flows.stages import shown_progress

    shown_progress.set(progress)
    try:
        state = nightly(
            sites=settings.sites, data=settings.data, sources=list(source_ids), at=at, return_state=True
        )  # fmt: skip
    except RuntimeError as error:
        if not any(sign in str(error) for sign in _NO_SERVER):
            raise
        raise PipelineError(
            f"Prefect's server does not answer ({error}); start it, unset PREFECT_API_URL, or call with --plain"
        ) from error
    outcome: Any = state.result(raise_on_failure=False)
    if isinstance(outcome, BaseException):
        raise outcome
    return str(outcome)
