"""What the archive says: its nights, read with today's code."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from pipeline.adapters.workers import ParserWorker
from pipeline.build.reading import read_source
from pipeline.build.rollout import known_texts
from pipeline.build.values import SourceReading
from pipeline.checks import Absence, SourceNight, judge_source
from pipeline.memory import Memory
from pipeline.models import Announcement, Run, Source
from pipeline.workspace import Workspace

Progress = Callable[[str, str], None]


def no_progress(stage: str, what: str) -> None:
    """Says nothing: the progress of a run without a terminal."""


def read_archive(
    workspace: Workspace,
    run: Run,
    sources: Sequence[Source],
    usual: Mapping[str, Mapping[str, int]],
    memory: Memory,
    progress: Progress = no_progress,
) -> dict[str, SourceReading]:
    """Read what a run archived, source by source; a source without archive file was not asked. `usual` is what each
    source's lists yield otherwise, `memory` what was known before."""
    asked = set(workspace.raw.sources_of(run.run_id))
    readings: dict[str, SourceReading] = {}
    with ParserWorker() as worker:
        for source in sources:
            progress("build", f"reading {source.source_id}")
            if source.fault:
                night = SourceNight(
                    source_id=source.source_id, good=False, reason=Absence.NOT_OBSERVED, evidence=source.fault
                )
                readings[source.source_id] = SourceReading(announcements=(), seen_in=(), night=night)
                continue
            if source.source_id not in asked:
                night = judge_source(source, None)
                readings[source.source_id] = SourceReading(announcements=(), seen_in=(), night=night)
                continue
            captures = workspace.raw.load(source.source_id, run.run_id)
            readings[source.source_id] = read_source(
                source,
                captures,
                run.logical_date,
                worker.call,
                usual.get(source.source_id),
                known_texts(of_source(memory, source.source_id)),
                memory.blocks.get(source.source_id, ()),
            )
    return readings


def of_source(memory: Memory, source_id: str) -> list[Announcement]:
    """The known announcements of a source, in the order of their ids."""
    known = memory.announcements
    return [known[key].announcement for key in sorted(known) if known[key].announcement.source_id == source_id]
