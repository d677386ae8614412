"""The last good capture of a source: what its list looked like on the last night on which it could be read."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import cast

from pipeline.build.values import Row, Tables
from pipeline.models import Issue, Severity
from pipeline.release import version_order


def source_nights(tables: Tables, source_id: str) -> list[tuple[str, Row]]:
    """Every run's counts of one source, oldest first."""
    nights = []
    for run in sorted(tables.get("runs", ()), key=lambda row: version_order(str(row["run_id"]))):
        for text in cast(Sequence[str], run["sources"]):
            counts: Row = json.loads(text)
            if counts["source_id"] == source_id:
                nights.append((str(run["run_id"]), counts))
    return nights


def last_good_run(tables: Tables, source_id: str) -> str | None:
    """The last run on which the source was good."""
    good = [run_id for run_id, counts in source_nights(tables, source_id) if counts["state"] == "good"]
    return good[-1] if good else None


def last_good_capture(tables: Tables, source_id: str) -> Mapping[str, object] | None:
    """The capture of the last good night that showed most announcements; None if there was no such night."""
    run_id = last_good_run(tables, source_id)
    captures = {str(row["capture_id"]): row for row in tables.get("captures", ()) if row["source_id"] == source_id}
    shown = Counter(str(row["capture_id"]) for row in tables.get("sightings", ()) if row["run_id"] == run_id)
    mine = sorted((name for name in shown if name in captures), key=lambda name: (-shown[name], name))
    return captures[mine[0]] if mine else None


def layout_issue(tables: Tables, source_id: str, evidence: str) -> Issue:
    """What stands in the issues table when a list is not found where one was: the last good capture beside it."""
    last = last_good_capture(tables, source_id)
    return Issue(
        source_id=source_id,
        severity=Severity.WARNING,
        issue_class="layout_suspect",
        where=str(last["url"]) if last else source_id,
        expected=f"a list as in {last['capture_id']} of {last['run_id']}" if last else "a list of announcements",
        found=evidence,
    )
