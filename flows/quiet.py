"""Prefect's environment for a run on this machine: quiet, and without a call to the outside. Import before prefect."""

from __future__ import annotations

import os
from pathlib import Path


def keep_quiet(data: Path) -> None:
    """Set what nobody has set: no analytics, no events to the outside, a patient start, warnings only, home beside the data."""
    wanted = {
        "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
        "PREFECT_LOGGING_LEVEL": "WARNING",
        "PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW": "ignore",
        "PREFECT_HOME": str((data / ".prefect").resolve()),
    }
    for name, value in wanted.items():
        os.environ.setdefault(name, value)
    Path(os.environ["PREFECT_HOME"]).mkdir(parents=True, exist_ok=True)
