"""What a Prefect server knows of our deployments, for `litfass doctor`."""

from __future__ import annotations

from dataclasses import dataclass

from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import DeploymentFilter, DeploymentFilterName

NIGHTLY = "nightly"


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """The nightly on the server: whether it is there, has an active schedule, and somebody takes its runs."""

    found: bool
    scheduled: bool
    is_ready: bool


def nightly_on_server() -> Served:
    """The deployment `nightly` on the server of PREFECT_API_URL; ConnectionError in one sentence if it is silent."""
    try:
        with get_client(sync_client=True) as client:
            wanted = DeploymentFilter(name=DeploymentFilterName(any_=[NIGHTLY]))
            found = client.read_deployments(deployment_filter=wanted)
    except Exception as error:  # httpx's, Prefect's and the system's: none of them leaves anything to do but say so
        raise ConnectionError(f"the server does not answer ({error})") from error
    if not found:
        return Served(found=False, scheduled=False, is_ready=False)
    schedules = [schedule for one in found if not one.paused for schedule in one.schedules if schedule.active]
    is_ready = any(str(getattr(one.status, "value", one.status)) == "READY" for one in found)
    return Served(found=True, scheduled=bool(schedules), is_ready=is_ready)
