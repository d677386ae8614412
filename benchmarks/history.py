"""What a night costs as history grows, and how long questions about history take, on simulated sources.

    python -m benchmarks.history --nights 365 --sources 20 --events 100

Each night goes through the real build stage (benchmarks/simulator.py gives what reading the archive would give). A
world of that size takes hours of CPU; with fewer --sources and --events the curve keeps its form. Printed are CPU
seconds of the build a night, as the mean of the nights up to each mark, the slope over the second half in per cent of
its mean, how many ids were lost or given wrongly, and seconds of questions to the tables as Parquet (needs the extra
`dev`: DuckDB).
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from benchmarks.simulator import SimulatedNight, World, nights, sources
from pipeline.adapters.tables import write_table
from pipeline.build.night import build_night
from pipeline.build.values import Built, Night
from pipeline.link.decisions import Decisions
from pipeline.memory import Memory
from pipeline.schema import TABLES

_MARKS = (10, 30, 60, 90, 120, 180, 270, 365)
_QUESTIONS = {
    "events as they stood on a day": """select event_id, title, start from event_versions
        where valid_from <= timestamp '2026-03-01' and (valid_to is null or valid_to > timestamp '2026-03-01')""",
    "what we said on a day about all days": """select event_id, count(*) from event_versions
        where known_from <= timestamp '2026-03-01' group by event_id""",
    "one event's story": """select * from changes
        where record_id in (select event_id from events order by event_id limit 1) order by known_from""",
    "changes by month, field and cause": """select date_trunc('month', known_from), field, cause, count(*) from changes
        group by all order by all""",
    "how long events were absent, by reason": "select reason, count(*) from absences group by reason order by reason",
}


def main() -> None:
    call = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    call.add_argument("--nights", type=int, default=180)
    call.add_argument("--sources", type=int, default=4)
    call.add_argument("--events", type=int, default=25, help="entries on each source's list")
    call.add_argument("--seed", type=int, default=7)
    wish = call.parse_args()
    world = World(seed=wish.seed, sources=wish.sources, events=wish.events)
    seconds, last = _run(world, wish.nights)
    half = seconds[len(seconds) // 2 :]
    slope = float(np.polyfit(np.arange(len(half)), half, 1)[0]) * 100 / float(np.mean(half))
    print(f"over the second half a night's cost changes by {slope:+.2f} % of its mean a night")
    _ask(last)


def _run(world: World, count: int) -> tuple[list[float], Built]:
    """CPU seconds of each night's build, and the last night."""
    truth = Truth()
    seconds: list[float] = []
    known = sources(world)
    built: Built | None = None
    mark = 0
    for number, night in enumerate(nights(world, count), start=1):
        started = time.process_time()
        built = build_night(
            Night(
                run=night.run,
                readings=night.readings,
                sources=known,
                before=built.tables if built else {},
                memory=built.memory if built else Memory(),
                decisions=Decisions(),
                withdrawn_after_nights=2,
                key=b"history",
            )
        )
        seconds.append(time.process_time() - started)
        truth.compare(night, built)
        if number in _MARKS or number == count:
            rows = ", ".join(f"{len(built.tables[name])} {name}" for name in ("events", "event_versions", "sightings"))
            mean = float(np.mean(seconds[mark:]))
            print(f"night {number:4}: {mean:6.2f} s a night since the last mark; {rows}; {truth}", flush=True)
            mark = number
    assert built is not None
    return seconds, built


class Truth:
    """Which announcement id each true thing has had; `lost` counts things that got another id, `wrong` ids that went
    to another thing."""

    def __init__(self) -> None:
        self.id_of: dict[tuple[str, int], str] = {}
        self.thing_of: dict[str, tuple[str, int]] = {}
        self.lost = self.wrong = self.seen = 0

    def compare(self, night: SimulatedNight, built: Built) -> None:
        """Hold a night's sightings against what the simulator knows."""
        sites = {view.capture.capture_id: name for name, reading in night.readings.items() for view in reading.views}
        for row in reversed(built.tables["sightings"]):
            if row["run_id"] != night.run.run_id:
                break
            name, key = sites[str(row["capture_id"])], str(row["announcement_id"])
            thing = name, night.things[name][int(str(row["position"]))]
            self.seen += 1
            self.lost += self.id_of.setdefault(thing, key) != key
            self.wrong += self.thing_of.setdefault(key, thing) != thing

    def __str__(self) -> str:
        return f"{self.seen} sightings, {self.lost} under another id, {self.wrong} ids of another thing"


def _ask(built: Built) -> None:
    import duckdb

    with tempfile.TemporaryDirectory() as folder:
        connection = duckdb.connect()
        for name, rows in _history(built).items():
            path = Path(folder) / f"{name}.parquet"
            write_table(path, TABLES[name], rows, {})
            connection.execute(f"create view {name} as select * from '{path}'")
        for question, words in _QUESTIONS.items():
            started = time.perf_counter()
            found = connection.execute(words).fetchall()
            print(f"{time.perf_counter() - started:6.3f} s  {question}: {len(found)} rows")


def _history(built: Built) -> Mapping[str, Sequence[Mapping[str, object]]]:
    return {name: built.tables[name] for name in ("events", "event_versions", "changes", "absences")}


if __name__ == "__main__":
    main()
