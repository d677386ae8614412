"""Demo pages through parse -> tables, pages per second, beside bare selectolax selections of the same pages.

Run: python -m benchmarks.pages [ROUNDS]
"""

from __future__ import annotations

import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from demo.timetable import nights
from demo.web import open_web
from pipeline import night
from pipeline.adapters.clock import FixedClock
from pipeline.adapters.tables import write_tables
from pipeline.build.night import build_night
from pipeline.build.reading import read_source
from pipeline.build.values import Night
from pipeline.feed.view import calendar_rows
from pipeline.link.decisions import Decisions
from pipeline.memory import Memory
from pipeline.models import Capture, Sites
from pipeline.planning import plan_run
from pipeline.settings import Settings
from pipeline.sources import all_sources
from pipeline.workspace import open_workspace

FIELDS = ("h1", "h2", "article", "time", "a[href]", "p", "li", ".entry-title", ".event", "main")


def main() -> None:
    """Print both rates and their ratio."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    sources = all_sources()
    with tempfile.TemporaryDirectory() as folder:
        workspace = open_workspace(Path(folder), Sites.DEMO)
        settings = Settings(data=Path(folder), sites=Sites.DEMO)
        clock = FixedClock(nights()[0].clock)
        run = plan_run(workspace, clock)
        with open_web(Sites.DEMO, run.logical_date) as connect_to:
            night.collect(workspace, run, sources, settings, clock, connect_to)
        captures = {source.source_id: workspace.raw.load(source.source_id, run.run_id) for source in sources}
        pages = [one for found in captures.values() for one in found if one.has_body and b"<" in one.body]
        began = time.perf_counter()
        for number in range(rounds):
            readings = {
                source.source_id: read_source(source, captures[source.source_id], run.logical_date, _here)
                for source in sources
            }
            built = build_night(
                Night(
                    run=replace(run, run_id=f"{run.logical_date}.{number + 1}"),
                    readings=readings,
                    sources={source.source_id: source for source in sources},
                    before={},
                    memory=Memory(),
                    decisions=Decisions(),
                    withdrawn_after_nights=2,
                    key=workspace.key(),
                )
            )
            calendar = calendar_rows(built.tables, logical_date=run.logical_date)
            write_tables(Path(folder) / "out" / str(number), built.tables, calendar, {})
        ours = rounds * len(pages) / (time.perf_counter() - began)
        began = time.perf_counter()
        for _ in range(rounds):
            for page in pages:
                _select(page)
        bare = rounds * len(pages) / (time.perf_counter() - began)
    print(
        f"{len(pages)} pages x {rounds}: litfass parse -> tables {ours:.0f} pages/s, bare selectolax {bare:.0f} pages/s"
    )
    print(f"ratio {bare / ours:.1f}")


def _here(function: object, *args: object) -> object:
    return function(*args)  # type: ignore[operator]  # the parser process, without the process


def _select(page: Capture) -> int:
    tree = LexborHTMLParser(page.body.decode("utf-8", "replace"))
    return sum(len(node.text(deep=True)) for field in FIELDS for node in tree.css(field)[:1])


if __name__ == "__main__":
    main()
