"""What the archive leads one to expect of a source: learned from the rows of earlier runs."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from statistics import median

from pipeline.release import version_order

NIGHTS = 30
"""So many of the last nights are looked at: a source that changes its ways is known again after a month."""

Row = Mapping[str, object]


def source_nights(runs: Sequence[Row], last: int = NIGHTS) -> dict[str, list[Mapping[str, object]]]:
    """The counts of each source in the last runs, oldest first, each with its `run_id` and `logical_date`."""
    found: dict[str, list[Mapping[str, object]]] = {}
    ordered = sorted((run for run in runs if run["sources"]), key=lambda run: version_order(str(run["run_id"])))
    for run in ordered[-last:]:
        texts = run["sources"]
        for text in texts if isinstance(texts, list | tuple) else ():
            counts = json.loads(str(text))
            facts = {"run_id": run["run_id"], "logical_date": run["logical_date"]}
            found.setdefault(str(counts["source_id"]), []).append({**counts, **facts})
    return found


def usual_lists(runs: Sequence[Row]) -> dict[str, dict[str, int]]:
    """Per source and list the middle number of entries on good nights; lists that never yielded any are left out."""
    found: dict[str, dict[str, int]] = {}
    for source_id, nights in source_nights(runs).items():
        counts: dict[str, list[int]] = {}
        for night in nights:
            lists = night.get("lists")
            if night["state"] == "good" and isinstance(lists, dict):
                for name, number in lists.items():
                    counts.setdefault(name, []).append(int(number))
        found[source_id] = {name: int(median(numbers)) for name, numbers in counts.items() if any(numbers)}
    return found
