"""Each check of the tables finds the fault that it is there for."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from pipeline.build.night import build_night
from pipeline.build.values import Night, SourceReading
from pipeline.checks import Effective, PageVerdict, PageView, SourceNight
from pipeline.link.decisions import Decisions
from pipeline.memory import Memory
from pipeline.models import Capture, PageRole, Trace
from pipeline.schema import TABLES
from pipeline.verify.tables import table_faults
from tests.builders import NIGHT, announcement, run, source

from dataclasses import replace  # isort: skip

Tables = dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="module")
def tables() -> Tables:
    """One night with two announcements of one source."""
    trace = Trace(field="title", capture_id="cap_1", node_path="h1", char_start=0, char_end=1, printed="L", rule="test")
    read = tuple(
        replace(one, traces=(trace,))
        for one in (
            announcement("Lesung im Hof", date(2026, 4, 9), city="Leipzig", venue="Haus Süd", position=0),
            announcement("Chorprobe", date(2026, 5, 1), text="Wer gern singt, kommt.", position=1),
        )
    )
    capture = Capture(
        capture_id="cap_1", source_id="dsm", run_id=run().run_id, url="http://dsm.demo.test/",
        final_url="http://dsm.demo.test/", role=PageRole.LIST, status=200, failure=None, captured_at=NIGHT, body=b"x",
        warc_file="dsm/2026/x.warc.gz",
    )  # fmt: skip
    view = PageView(capture=capture, verdict=PageVerdict(status=Effective.OK), n_entries=2)
    night = SourceNight(source_id="dsm", good=True, reason=None, evidence="")
    reading = SourceReading(views=(view,), announcements=read, seen_in=(("cap_1",), ("cap_1",)), night=night)
    built = build_night(
        Night(
            run=run(), readings={"dsm": reading}, sources={"dsm": source()}, before={}, memory=Memory(),
            decisions=Decisions(), withdrawn_after_nights=2, key=b"k",
        )
    )  # fmt: skip
    return {name: [dict(row) for row in built.tables.get(name, ())] for name in TABLES}


def test_a_sound_night_has_no_fault(tables: Tables) -> None:
    assert list(table_faults(tables)) == []


def _balance(t: Tables) -> None:
    counts = json.loads(t["runs"][0]["sources"][0])
    t["runs"][0]["sources"] = [json.dumps(counts | {"accepted": counts["accepted"] + 1})]


FAULTS: dict[str, Callable[[Tables], Any]] = {
    "stands 2 times, expected once": lambda t: t["events"].append(t["events"][0]),
    "table events, column title: 1 empty values": lambda t: t["events"][0].update(title=None),
    "table events, column venue_id: ven_x is not in venues": lambda t: t["events"][0].update(venue_id="ven_x"),
    "table events, column status: found vielleicht": lambda t: t["events"][0].update(status="vielleicht"),
    "accepted + rejected + review is 3": _balance,
    "no occurrence, expected at least one": lambda t: t["occurrences"].pop(),
    "is before start_date": lambda t: t["occurrences"][0].update(end_date=date(2020, 1, 1)),
    "is not on start_date": lambda t: t["occurrences"][0].update(start=NIGHT, time_known=True),
    "is before start 2026": lambda t: t["occurrences"][0].update(
        start=NIGHT, start_date=NIGHT.date(), time_known=True, end=NIGHT - timedelta(hours=1)
    ),
    "time_known is True, but start is None": lambda t: t["occurrences"][0].update(time_known=True),
    "no such event or occurrence": lambda t: t["provenance"][0].update(record_id="evt_x"),
    "the title has no provenance": lambda t: t["provenance"].pop(0),
    "its history has the versions [1]": lambda t: t["events"][0].update(version=7),
    "0 open versions, expected one": lambda t: t["event_versions"][0].update(valid_to=NIGHT),
    "2 open absences, expected one": lambda t: t["absences"].extend(
        {
            "event_id": t["events"][0]["event_id"],
            "from_run": f"r.{n}",
            "to_run": None,
            "reason": "withdrawn",
            "evidence": "",
        }
        for n in range(2)
    ),
    "table changes: run r.9 is not in runs": lambda t: t["changes"][0].update(run_id="r.9"),
    "started before": lambda t: t["runs"].append(
        t["runs"][0] | {"run_id": "2026-03-09.1", "started_at": NIGHT - timedelta(days=9)}
    ),
}


@pytest.mark.parametrize("sentence", FAULTS)
def test_a_planted_fault_is_found(sentence: str, tables: Tables) -> None:
    broken = copy.deepcopy(tables)
    FAULTS[sentence](broken)
    assert sentence in "\n".join(table_faults(broken))
