"""Faults between the files of a data folder: digests, feed, calendar, ids, archive."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from pipeline.adapters.code import code_digest
from pipeline.adapters.releases import file_facts
from pipeline.adapters.tables import read_table, read_tables
from pipeline.errors import PipelineError, StoreError
from pipeline.feed import is_carried, render_feed
from pipeline.feed.chain import chain_faults, file_of, newest
from pipeline.feed.view import calendar_rows
from pipeline.held_pages import held_pages
from pipeline.release import datapackage, version_order
from pipeline.schema import CALENDAR
from pipeline.site.render import render_site
from pipeline.verify.tables import table_faults
from pipeline.workspace import Workspace

Tables = Mapping[str, Sequence[Mapping[str, object]]]
_MINTED = {
    "events": "event_id",
    "announcements": "announcement_id",
    "series": "series_id",
}


def made_by_other_code(manifest: Mapping[str, Any]) -> bool:
    """Whether other code made a release than runs now: what today's code would render proves nothing of it then."""
    return bool(manifest.get("code_digest") != code_digest())


def folder_faults(workspace: Workspace) -> Iterator[str]:
    """Every fault of the current release and of what it rests on, each in one sentence with its place. Feed, site and
    calendar are held against what the tables give if this code made them."""
    try:
        version = workspace.releases.current()
    except StoreError as error:
        yield str(error)
        return
    if version is None:
        yield f"{workspace.data}: there is no release"
        return
    manifest = workspace.releases.manifest(version)
    yield from _manifest_faults(workspace, version, manifest)
    try:
        tables = read_tables(workspace.releases.release_path(version) / "tables")
    except PipelineError as error:
        yield str(error)
        return
    yield from table_faults(tables)
    if made_by_other_code(manifest):
        yield from chain_faults(workspace.releases.files(version, "feed"))
    else:
        for check in (_calendar_faults, _feed_faults):
            yield from check(workspace, version, manifest, tables)
    yield from _journal_faults(workspace, tables)
    yield from _archive_faults(workspace, tables)


def _manifest_faults(workspace: Workspace, version: str, manifest: Mapping[str, Any]) -> Iterator[str]:
    stated = {one["path"]: one for one in manifest["files"]}
    found = {fact.path: fact for fact in file_facts(workspace.releases.release_path(version))}
    for path in sorted(stated.keys() - found.keys()):
        yield f"release {version}: {path} is missing"
    for path in sorted(found.keys() - stated.keys()):
        yield f"release {version}: {path} is not in the manifest"
    for path in sorted(stated.keys() & found.keys()):
        if stated[path]["sha256"] != found[path].sha256:
            yield f"release {version}: {path} was altered, its digest is not the manifest's"
    if manifest["version"] != version:
        yield f"release {version}: its manifest says version {manifest['version']}"
    package = workspace.releases.release_path(version) / "datapackage.json"
    facts = [fact for fact in file_facts(workspace.releases.release_path(version)) if fact.path in stated]
    if package.exists() and package.read_bytes() != datapackage(version, facts):
        yield f"release {version}: datapackage.json does not describe these tables"


def _calendar_faults(workspace: Workspace, version: str, manifest: Mapping[str, Any], tables: Tables) -> Iterator[str]:
    day = date.fromisoformat(version_order(version)[0])
    path = workspace.releases.release_path(version) / "tables" / "calendar.parquet"
    try:
        rows = read_table(path, CALENDAR)
    except StoreError as error:
        yield str(error)
        return
    expected = {str(row["occurrence_id"]): row for row in calendar_rows(tables, logical_date=day)}
    found = {str(row["occurrence_id"]): row for row in rows}
    for one in sorted(expected.keys() ^ found.keys()):
        yield f"calendar.parquet: occurrence {one} stands in only one of calendar and occurrences"
    for one in sorted(expected.keys() & found.keys()):
        if any(found[one][name] != expected[one][name] for name in CALENDAR.column_names):
            yield f"calendar.parquet: occurrence {one} says something else than the tables"


def _feed_faults(workspace: Workspace, version: str, manifest: Mapping[str, Any], tables: Tables) -> Iterator[str]:
    day = date.fromisoformat(version_order(version)[0])
    own = workspace.releases.files(version, "feed")
    before, unknown = workspace.releases.carried_feed(version), frozenset[str]()
    if not before:
        # the release before is pruned, or there was none: numbers carried on from themselves come out the same
        before = {name: content for name, content in own.items() if is_carried(name) and name != file_of(version)}
        unknown = frozenset((file_of(version), "delta/index.json")) if newest(before) else unknown
    where = {"version": version, "logical_date": day, "public_url": manifest["public_url"]}
    try:
        feed = render_feed(tables, before=before, **where)
    except PipelineError as error:
        yield f"feed of release {version}: {error}"
        return
    yield from _other_than(own, feed, unknown, f"feed/{{}}: not what the tables of release {version} give")
    yield from chain_faults(own)
    site = render_site(tables, feed_files=feed, pages=held_pages(workspace, tables, version), **where)
    site_files = workspace.releases.files(version, "site")
    yield from _other_than(site_files, site, frozenset(), f"site/{{}}: not what the tables of release {version} give")


def _other_than(
    found: Mapping[str, bytes], expected: Mapping[str, bytes], unknown: frozenset[str], sentence: str
) -> Iterator[str]:
    for name in sorted(expected.keys() - unknown):
        if found.get(name) != expected[name]:
            yield sentence.format(name)


def _journal_faults(workspace: Workspace, tables: Tables) -> Iterator[str]:
    minted: Counter[str] = Counter()
    try:
        lines = workspace.releases.journal_path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        yield f"{workspace.releases.journal_path.name}: {error.strerror}"
        return
    for number, line in enumerate(lines, start=1):
        try:
            entry = json.loads(line)
            if entry["op"] in ("mint", "split"):
                minted[entry["id"]] += entry["op"] == "mint"
        except (ValueError, KeyError, TypeError):
            yield f"ids.jsonl line {number}: expected a JSON object with op and id"
    for one, count in minted.items():
        if count > 1:
            yield f"ids.jsonl: {one} was minted {count} times, expected once"
    for table, key in _MINTED.items():
        for row in tables[table]:
            if row[key] not in minted:
                yield f"table {table}: {row[key]} was never minted in ids.jsonl"


def _archive_faults(workspace: Workspace, tables: Tables) -> Iterator[str]:
    """Every capture of the tables stands in the archive, whole, and the archive has no more than the tables say."""
    told: dict[tuple[str, str], set[str]] = {}
    for row in tables["captures"]:
        told.setdefault((str(row["source_id"]), str(row["run_id"])), set()).add(str(row["capture_id"]))
    for (source_id, run_id), ids in sorted(told.items()):
        try:
            found = {capture.capture_id for capture in workspace.raw.load(source_id, run_id)}
        except PipelineError as error:
            yield f"archive {source_id} {run_id}: {error}"
            continue
        if found != ids:
            yield f"archive {source_id} {run_id}: {len(found ^ ids)} captures stand in only one of archive and table"
