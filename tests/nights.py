"""Nights of one made-up source through the real build stage: lists of announcements in, built nights out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from pipeline.build.night import build_night
from pipeline.build.values import Built, Night, SourceReading
from pipeline.checks import Effective, PageVerdict, PageView, SourceNight
from pipeline.link.decisions import Decisions, read_decisions
from pipeline.memory import Memory
from pipeline.models import Announcement, Capture, PageRole, Run
from tests.builders import run, source

FIRST = date(2026, 3, 2)


def built_nights(lists: Iterable[Sequence[Announcement]], decisions: str = "", name: str = "same.csv") -> list[Built]:
    """One built night after another, each from what the list showed; `decisions` are the rows of the file `name`."""
    read = read_decisions({name: decisions}) if decisions else Decisions()
    assert not read.issues
    nights: list[Built] = []
    for number, shown in enumerate(lists):
        tonight = run(FIRST + timedelta(days=number))
        before = nights[-1] if nights else None
        nights.append(
            build_night(
                Night(
                    run=tonight, readings={"dsm": _reading(tonight, shown)}, sources={"dsm": source()},
                    before=before.tables if before else {}, memory=before.memory if before else Memory(),
                    decisions=read, withdrawn_after_nights=2, key=b"k",
                )
            )
        )  # fmt: skip
    return nights


def _reading(tonight: Run, shown: Sequence[Announcement]) -> SourceReading:
    capture = Capture(
        capture_id=f"cap_{tonight.run_id}", source_id="dsm", run_id=tonight.run_id, url="http://dsm.demo.test/",
        final_url="http://dsm.demo.test/", role=PageRole.LIST, status=200, failure=None,
        captured_at=tonight.started_at, body=b"x", warc_file="dsm/2026/x.warc.gz",
    )  # fmt: skip
    return SourceReading(
        views=(PageView(capture=capture, verdict=PageVerdict(status=Effective.OK), n_entries=len(shown)),),
        announcements=tuple(replace(one, capture_id=capture.capture_id) for one in shown),
        seen_in=tuple((capture.capture_id,) for _ in shown),
        night=SourceNight(source_id="dsm", good=True),
    )
