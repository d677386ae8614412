"""Orders a night: collect, build, publish; catches per source, so that one bad source never spoils the night."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from pipeline.adapters.clock import Clock
from pipeline.adapters.code import code_digest, rules_digest
from pipeline.adapters.http import Client, require_contact, user_agent
from pipeline.adapters.raw_store import RawStore
from pipeline.adapters.releases import file_facts, write_files, write_journal, write_site
from pipeline.adapters.tables import read_tables, write_tables
from pipeline.adapters.transport import ConnectTo
from pipeline.adapters.workers import ParserWorker
from pipeline.build.night import build_night
from pipeline.build.values import Built, Night
from pipeline.checks.expected import usual_lists
from pipeline.crawl import CrawlPlan, PageReading, crawl, read_page
from pipeline.errors import ParseError, StoreError, UsageError
from pipeline.feed import render_feed
from pipeline.feed.view import calendar_rows
from pipeline.held_pages import held_pages
from pipeline.link.clusters import JournalEntry
from pipeline.link.remember import is_upcoming
from pipeline.memory import Memory, dump_memory, known_facts
from pipeline.models import Capture, PageRole, Run, Sites, Source
from pipeline.normalise import normalise, source_facts
from pipeline.readings import Progress, no_progress, read_archive
from pipeline.release import datapackage, manifest, version_order
from pipeline.rereading import are_rules_new, reread
from pipeline.schema import SCHEMA_VERSION
from pipeline.settings import HttpSettings, Settings, with_expectations
from pipeline.site.render import render_site
from pipeline.workspace import Workspace

_log = logging.getLogger(__name__)
_PAGES = "pages.json"  # what the report shows of the archive; publish reads no archive


@dataclass(frozen=True, slots=True, kw_only=True)
class Collector:
    """What all sources of a run share while they are collected; threads may use it side by side."""

    raw: RawStore
    client: Client
    worker: ParserWorker
    memory: Memory


@contextmanager
def open_collector(
    workspace: Workspace, settings: Settings, clock: Clock, connect_to: ConnectTo | None = None
) -> Iterator[Collector]:
    """The fetcher and the parser process of a run, closed at the end of the block."""
    require_contact(settings)
    memory = workspace.last_state()[1]
    with (
        Client(http_settings(settings), user_agent(settings.contact), clock, connect_to) as client,
        ParserWorker() as worker,
    ):
        yield Collector(raw=workspace.raw, client=client, worker=worker, memory=memory)


def collect(
    workspace: Workspace,
    run: Run,
    sources: Sequence[Source],
    settings: Settings,
    clock: Clock,
    connect_to: ConnectTo | None = None,
    progress: Progress = no_progress,
) -> dict[str, str]:
    """Fetch and archive all sources of a run, each in its own thread. Returns the fault of each source that could not
    be collected at all; StoreError ends the night, since nothing can be archived then."""
    with (
        open_collector(workspace, settings, clock, connect_to) as collector,
        ThreadPoolExecutor(max_workers=max(1, len(sources))) as pool,
    ):
        futures = {
            source.source_id: pool.submit(collect_source, collector, run, source, progress) for source in sources
        }
        return _faults({source_id: future.exception() for source_id, future in futures.items()})


def _faults(outcomes: Mapping[str, BaseException | None]) -> dict[str, str]:
    faults = {}
    for source_id, error in outcomes.items():
        if isinstance(error, StoreError):
            raise error
        if error is not None:
            _log.error("source %s could not be collected: %s: %s", source_id, type(error).__name__, error)
            faults[source_id] = f"{type(error).__name__}: {error}"
    return faults


def http_settings(settings: Settings) -> HttpSettings:
    """The demo sites are ours and on this machine: no pause between requests, short waits before a second try."""
    if settings.sites is Sites.LIVE:
        return settings.http
    return settings.http.model_copy(update={"delay_seconds": 0.0, "attempts": min(2, settings.http.attempts)})


def collect_source(collector: Collector, run: Run, source: Source, progress: Progress = no_progress) -> None:
    """Crawl one source of a run into its archive file; UsageError if its module cannot be used."""
    if source.fault:
        raise UsageError(source.fault, where=source.source_id)
    mine = [one for one in collector.memory.announcements.values() if one.announcement.source_id == source.source_id]
    facts = source_facts(source)
    plan = CrawlPlan(
        source=source,
        home=source.homes[run.sites],
        known_keys={one.announcement.key for one in mine},
        upcoming=tuple(
            one.announcement.url
            for one in mine
            if one.announcement.url and one.removed is None and is_upcoming(one.announcement, run.logical_date)
        ),
        is_upcoming=lambda raw: is_upcoming(normalise(raw, reference=run.logical_date, source=facts), run.logical_date),
        backfill=run.backfill,
    )
    with collector.raw.open_run(source.source_id, run) as writer:
        session = collector.client.session(source, writer, collector.raw)

        def fetch(url: str, role: PageRole) -> Capture:
            progress(source.source_id, url)
            return session.fetch(url, role)

        crawl(plan, fetch, lambda capture: _read(collector.worker, source, capture))


def _read(worker: ParserWorker, source: Source, capture: Capture) -> PageReading:
    try:
        return worker.call(read_page, source.parse, source.follow, capture)
    except ParseError as error:
        return PageReading(fault=str(error))


def pending_runs(workspace: Workspace) -> list[Run]:
    """Archived nights that no release holds yet, oldest first."""
    released = workspace.releases.covered()
    return [run for run in workspace.raw.runs() if run.run_id not in released]


def build(
    workspace: Workspace,
    run: Run,
    sources: Sequence[Source],
    settings: Settings,
    progress: Progress = no_progress,
    *,
    reread_all: bool = False,
) -> Built:
    """Build an archived night on top of the current release and leave it in staging; nothing published is touched.

    If other rules read the last night, its pages are read again first (all that is known with `reread_all`), so that
    what our rules changed is never told as a change of the source.
    """
    night = prepare(workspace, run, sources, settings)
    journal: tuple[JournalEntry, ...] = ()
    if night.before and (reread_all or are_rules_new(night.memory)):
        renewed = reread(workspace, sources, night, every=reread_all, progress=progress)
        night, journal = replace(night, before=renewed.tables, memory=renewed.memory), renewed.journal
    usual = usual_lists(night.before.get("runs", ()))
    night = replace(
        night, readings=read_archive(workspace, run, tuple(night.sources.values()), usual, night.memory, progress)
    )
    progress("build", f"linking {run.run_id}")
    built = build_night(night)
    built = replace(built, journal=(*journal, *built.journal))
    stage(workspace, run, built)
    return built


def prepare(workspace: Workspace, run: Run, sources: Sequence[Source], settings: Settings) -> Night:
    """A night on top of the current release, before anything is read."""
    before, memory = workspace.last_state()
    return Night(
        run=run,
        readings={},
        sources={source.source_id: known_facts(source, memory) for source in with_expectations(sources, settings)},
        before=before,
        memory=memory,
        decisions=workspace.decisions(),
        withdrawn_after_nights=settings.withdrawn_after_nights,
        key=workspace.key(),
        rules=rules_digest(),
    )


def stage(workspace: Workspace, run: Run, built: Built) -> Path:
    """Write what publish needs into staging; run.json last, so that a staging folder with it is complete."""
    try:
        path = workspace.releases.begin_staging(run.run_id)
        calendar = calendar_rows(built.tables, logical_date=run.logical_date)
        metadata = {"release": run.run_id, "schema_version": str(SCHEMA_VERSION)}
        write_tables(path / "release" / "tables", built.tables, calendar, metadata)
        (path / "memory.jsonl").write_bytes(dump_memory(built.memory))
        write_journal(path / "journal.jsonl", built.journal)
        pages = held_pages(workspace, built.tables, run.run_id)
        (path / _PAGES).write_text(json.dumps(pages, ensure_ascii=False) + "\n", encoding="utf-8")
        (path / "run.json").write_text(
            json.dumps(summary(run, built), ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
        )
    except OSError as error:
        raise StoreError(
            f"{workspace.releases.folder}: {error.strerror or error}; the last release stays as it is"
        ) from error
    return path


def summary(run: Run, built: Built) -> dict[str, object]:
    """What a night did, as numbers: the content of runs/<run_id>.json and of the table that `run` prints."""
    announcements = built.tables["announcements"]
    in_event = [row for row in announcements if row["event_id"]]
    return {
        "run_id": run.run_id,
        "logical_date": run.logical_date.isoformat(),
        "state": built.state,
        "sources": [dict(one) for one in built.sources],
        "events": len(built.tables["events"]),
        "occurrences": len(built.tables["occurrences"]),
        "series": len(built.tables["series"]),
        "announcements": len(announcements),
        "duplicates": len(in_event) - len({row["event_id"] for row in in_event}),
        "repeated_texts": len(announcements) - len(built.tables["texts"]),
        "changes": sum(row["run_id"] == run.run_id for row in built.tables["changes"]),
        "alarms": list(built.alarms),
    }


def publish(workspace: Workspace, run_id: str, settings: Settings) -> Path:
    """Make a staged run the current release: feed and manifest from its tables, then one rename. Returns its folder."""
    staging = workspace.releases.staging_path(run_id)
    if not (staging / "run.json").exists():
        raise StoreError(
            f"{staging}: no complete build of {run_id} is staged; run `litfass build` first", where=str(staging)
        )
    release = staging / "release"
    try:
        if release.exists():
            pages = json.loads((staging / _PAGES).read_bytes()) if (staging / _PAGES).exists() else {}
            finish_release(release, run_id, settings, workspace.releases.carried_feed(run_id), pages)
        workspace.releases.publish(run_id)
    except OSError as error:
        raise StoreError(
            f"{workspace.releases.folder}: {error.strerror or error}; the last release stays as it is"
        ) from error
    return workspace.releases.release_path(run_id)


def finish_release(
    release: Path, run_id: str, settings: Settings, before: Mapping[str, bytes], pages: Mapping[str, Sequence[str]]
) -> None:
    """Write feed, site, data package and manifest beside the tables of a release folder; `before` is what the feed
    before handed on (ReleaseStore.carried_feed), `pages` are the archived pages of the report (held_pages)."""
    tables = read_tables(release / "tables")
    day = date.fromisoformat(version_order(run_id)[0])
    feed = render_feed(tables, version=run_id, logical_date=day, public_url=settings.public_url, before=before)
    write_files(release / "feed", feed)
    site = render_site(
        tables, version=run_id, logical_date=day, public_url=settings.public_url, feed_files=feed, pages=pages
    )
    write_site(release, site)
    write_files(release, {"datapackage.json": datapackage(run_id, file_facts(release))})
    runs = [str(row["run_id"]) for row in tables["runs"]]
    content = manifest(run_id, runs, settings.public_url, settings.sites.value, file_facts(release), code_digest())
    write_files(release, {"manifest.json": content})
