"""Prefect's environment for a run in this process: quiet, and without a call to the outside."""

from __future__ import annotations

import os
from pathlib import Path

_WANTED = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",  # a fresh home on a busy machine needs half a minute
    "PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW": "ignore",
}


def keep_quiet(data: Path) -> None:
    """Set in the environment what the user has not set; to be called before Prefect is imported, which reads it then.

    No analytics, a patient start, Prefect's home in the data folder. Faults are told once, by the command; so the
    console shows nothing of Prefect's own unless PREFECT_LOGGING_LEVEL asks for it.
    """
    if "PREFECT_LOGGING_LEVEL" not in os.environ:
        os.environ["PREFECT_LOGGING_LEVEL"] = "WARNING"
        os.environ.setdefault("PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL", "CRITICAL")
    for name, value in (_WANTED | {"PREFECT_HOME": str((data / ".prefect").resolve())}).items():
        os.environ.setdefault(name, value)
    Path(os.environ["PREFECT_HOME"]).mkdir(parents=True, exist_ok=True)
