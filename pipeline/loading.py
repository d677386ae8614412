"""`pipeline.load`: a table of a data folder as a pandas frame, as it stands or as it stood."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.adapters.tables import to_frame
from pipeline.berlin import aware
from pipeline.changes.gap import STATE
from pipeline.changes.past import events_as_of
from pipeline.errors import UsageError
from pipeline.release import version_order
from pipeline.schema import CALENDAR, TABLES
from pipeline.settings import load_settings
from pipeline.workspace import Workspace, read_workspace

if TYPE_CHECKING:
    import pandas as pd

Moment = str | date | datetime
_KEPT = ("events", "event_versions")


def load(
    name: str,
    *,
    as_of: Moment | None = None,
    known_at: Moment | None = None,
    data: Path | str | None = None,
    version: str | None = None,
) -> pd.DataFrame:
    """The table `name` of the current release (or of `version`) with Arrow types, moments in Europe/Berlin.

    For `events`, `as_of` asks what the sources said at a moment and `known_at` what our output said of it at a moment
    (default: what it says now); a day stands for its end, a moment without zone is Europe/Berlin. `event_versions`
    with the same arguments gives the versions behind it, with the first occurrence. For every other table `known_at`
    gives the table as it was released then (empty before the first release). `data` is the data folder, by default that
    of the settings. UsageError for an unknown table, moment or version, for `as_of` where only `known_at` is kept, and
    for a release that was pruned.
    """
    table = {**TABLES, "calendar": CALENDAR}.get(name)
    if table is None:
        raise UsageError(f"there is no table '{name}'; expected one of {', '.join([*TABLES, 'calendar'])}", where=name)
    workspace = read_workspace(Path(data) if data is not None else load_settings().data)
    wanted = version or workspace.releases.current()
    if wanted is None or wanted not in workspace.releases.versions():
        known = ", ".join(workspace.releases.versions()[-5:]) or "none yet"
        raise UsageError(f"{workspace.data}: there is no release {version or ''}; there is {known}", where="version")
    if as_of is None and known_at is None:
        return to_frame(table, workspace.releases.table(wanted, name))
    if name not in _KEPT:
        return to_frame(table, _as_released(workspace, wanted, name, as_of, known_at))
    asked_known = moment(known_at, "known_at") if known_at is not None else None
    asked_valid = moment(as_of, "as_of") if as_of is not None else asked_known
    needed = ("event_versions", "runs", "absences", "announcements")
    tables = {one: workspace.releases.table(wanted, one) for one in needed}
    return to_frame(table, events_as_of(tables, asked_valid, asked_known, versions=name == "event_versions"))


def _as_released(
    workspace: Workspace, version: str, name: str, as_of: Moment | None, known_at: Moment | None
) -> Sequence[Mapping[str, object]]:
    """The table of the release that was the current one at `known_at`."""
    if known_at is None or (as_of is not None and moment(as_of, "as_of") != moment(known_at, "known_at")):
        raise UsageError(
            f"as_of is kept for {' and '.join(_KEPT)}; of {name} there is the table as it was released at known_at",
            where=name,
        )
    at = moment(known_at, "known_at")
    runs = [row for row in workspace.releases.table(version, "runs") if row["state"] != STATE]
    began = {str(row["run_id"]): start for row in runs if isinstance(start := row["started_at"], datetime)}
    then = max((one for one in began if began[one] <= at), key=lambda one: (began[one], version_order(one)), default="")
    if not then:
        return []
    if then not in workspace.releases.versions():
        raise UsageError(f"release {then}, which was current at {at:%Y-%m-%d %H:%M}, was pruned", where="known_at")
    return workspace.releases.table(then, name)


def moment(value: Moment, where: str) -> datetime:
    """A moment in Europe/Berlin; a day is its last instant. UsageError if the text is neither."""
    if isinstance(value, str):
        try:
            value = date.fromisoformat(value) if len(value) == 10 else datetime.fromisoformat(value)
        except ValueError as error:
            raise UsageError(
                f"{where} {value!r}: expected a day such as 2026-05-03 or a moment such as 2026-05-03T18:00",
                where=where,
            ) from error
    if isinstance(value, datetime):
        return aware(value)
    return aware(datetime.combine(value, time.max))
