"""Commands that make and keep sources: new-source, record."""

from __future__ import annotations

import json as json_format
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from cyclopts import Parameter

from pipeline.adapters.fixtures import (
    cases,
    fixture_files,
    fixture_folder,
    load_fixture,
    load_golden,
    module_path,
    project_folder,
    write_all,
    write_new,
)
from pipeline.adapters.look import home_of
from pipeline.cli.address import look_at
from pipeline.cli.summary import console
from pipeline.errors import PipelineError, UsageError
from pipeline.models import Capture, PageRole, Source
from pipeline.probe.site import Probe, probe_site
from pipeline.scaffold.golden import UNREAD, Difference, differences, expectation, golden_text
from pipeline.scaffold.module import NewSource, check_name, load_module, module_text, site_name
from pipeline.scaffold.pages import pages_of, suffix_of
from pipeline.sources import get_source, source_names

AtOption = Annotated[str | None, Parameter(help="the clock, ISO 8601; default: now, for demo addresses their night 1")]
JsonOption = Annotated[bool, Parameter(name="--json", negative="", help="one JSON document instead of text")]


def new_source(name: str, url: str, /, *, at: AtOption = None, json: JsonOption = False) -> int:
    """Write a source from an address: its module, recorded pages, and what they are expected to say.

    Probes the address first. The expectations are marked unread, and the tests fail until somebody has held them
    against the page and deleted that line. Run it in the project folder; see docs/add-a-source.md.

    Example: `litfass new-source buergerhaus https://buergerhaus.example/termine/`
    """
    project = project_folder(Path.cwd())
    check_name(name, source_names())
    with look_at(url, at) as look:
        page = look.page(url)
        found = probe_site(page, look.fetch, look.today)
        if found.advice is None:
            raise UsageError(_nothing(found, name), url=url)
        home = home_of(page.final_url or page.url)
        new = NewSource(source_id=name, name=site_name(page), sites=look.sites, home=home, advice=found.advice)
        text = module_text(new)
        source = load_module(text, name)
        pages = pages_of(source, look.sites, look.fetch)
    if "list" not in pages:
        raise UsageError(f"{url}: the new source would read no list there; nothing was written", url=url)
    files = {module_path(project, name): text.encode()} | _page_files(project, source, pages)
    write_new(files)
    _say_written(project, name, files, found, json)
    return 0


def _page_files(project: Path, source: Source, pages: dict[str, Capture]) -> dict[Path, bytes]:
    """Recorded pages with their heads and unread goldens."""
    folder = fixture_folder(project, source.source_id)
    files: dict[str, bytes] = {}
    for case, capture in pages.items():
        files |= _recorded(case, capture)
        golden = golden_text(expectation(source, capture), unread=True)
        files[f"{case}.expected.json"] = golden.encode()
    return {folder / name: content for name, content in files.items()}


def _recorded(case: str, capture: Capture) -> dict[str, bytes]:
    synthetic = (urlsplit(capture.url).hostname or "").endswith(".demo.test")
    return fixture_files(case, capture, suffix=suffix_of(capture), synthetic=synthetic)


def _nothing(found: Probe, name: str) -> str:
    tried = ", ".join(one.endpoint.url for one in found.tried)
    readers = ", ".join(dict.fromkeys(one.reader for one in found.attempts)) or "none of this kind of page"
    return (
        f"no reader finds a dated event for '{name}'; tried {tried} (readers: {readers}); nothing was written. "
        f"`litfass probe {found.page.url}` shows more"
    )


def _say_written(project: Path, name: str, files: Sequence[Path] | dict[Path, bytes], found: Probe, json: bool) -> None:
    assert found.advice is not None
    paths = [path.relative_to(project).as_posix() for path in files]
    if json:
        print(json_format.dumps({"source": name, "project": str(project), "files": paths}, ensure_ascii=False))
        return
    out = console()
    out.print(f"new source '{name}', because {found.advice.reason}", markup=False, soft_wrap=True)
    out.print(f"written in {project}:", markup=False, soft_wrap=True)
    for path in paths:
        out.print(f"  {path}", markup=False, soft_wrap=True)
    out.print(
        'next: read each .expected.json against its page and delete its line "unread"; until then the tests',
        markup=False,
    )
    out.print(f"      and `litfass record {name} --offline` fail", markup=False)


def record(
    name: str,
    url: str | None = None,
    /,
    *,
    case: Annotated[str | None, Parameter(help="only this recorded page; with URL the name of the new one")] = None,
    role: Annotated[PageRole, Parameter(help="with URL: what kind of page it is")] = PageRole.LIST,
    golden: Annotated[bool, Parameter(negative="", help="write the new expectations, marked unread")] = False,
    dry_run: Annotated[bool, Parameter(negative="", help="show the difference, write nothing")] = False,
    offline: Annotated[
        bool, Parameter(negative="", help="ask for nothing: recorded pages against expectations")
    ] = False,
    at: AtOption = None,
    json: JsonOption = False,
) -> int:
    """Ask for a source's recorded pages again and show what reads otherwise; with a URL record a further page.

    Expectations are never overwritten unless you say --golden, and then they are marked unread. Exit status 1 if a page
    reads otherwise, did not come, or has expectations that nobody has read.

    Example: `litfass record tolsax --dry-run`
    Example: `litfass record tolsax https://www.tolerantes-sachsen.de/abgesagt/ --case cancelled --role detail`
    """
    source = get_source(name)
    project = project_folder(Path.cwd())
    folder = fixture_folder(project, name)
    if url is not None:
        return _record_further(source, project, url, case, role, at)
    wanted = [case] if case else cases(folder)
    if not wanted or any(one not in cases(folder) for one in wanted):
        known = ", ".join(cases(folder)) or "none"
        raise UsageError(f"{name} has no recorded page {case or ''} in {folder}; there are: {known}", where=name)
    if offline:
        reports = [_held(source, folder, one) for one in wanted]
    else:
        reports = [_again(source, folder, one, at, golden=golden, dry_run=dry_run) for one in wanted]
    if json:
        print(json_format.dumps(reports, ensure_ascii=False, indent=2))
    else:
        for report in reports:
            _print_report(report)
    return 1 if any(report["differences"] or report["fault"] for report in reports) else 0


def _record_further(source: Source, project: Path, url: str, case: str | None, role: PageRole, at: str | None) -> int:
    if case is None:
        raise UsageError("a further page needs a name: --case cancelled", where="--case")
    with look_at(url, at) as look:
        files = _page_files(project, source, {case: look.page(url, role)})
    write_new(files)
    for path in files:
        console().print(str(path.relative_to(project)), markup=False, soft_wrap=True)
    console().print(f'next: read {case}.expected.json against the page and delete its line "unread"', markup=False)
    return 0


def _held(source: Source, folder: Path, case: str) -> dict[str, Any]:
    """A recorded page held against its expectations, as the tests do."""
    page = load_fixture(folder, case)
    golden = load_golden(folder, case)
    found = differences(golden or {}, expectation(source, page))
    fault = "it has no expectations" if golden is None else ""
    if golden and UNREAD in golden:
        fault = 'nobody has read its expectations: hold them against the page, then delete the line "unread"'
    return {
        "case": case,
        "url": page.url,
        "fault": fault,
        "differences": [_as_json(one) for one in found],
        "written": [],
    }


def _again(source: Source, folder: Path, case: str, at: str | None, *, golden: bool, dry_run: bool) -> dict[str, Any]:
    """Ask for one recorded page again; what reads otherwise than the golden says, and what was written."""
    old = load_fixture(folder, case)
    report: dict[str, Any] = {"case": case, "url": old.url, "fault": "", "differences": [], "written": []}
    try:
        with look_at(old.url, at) as look:
            fresh = look.page(old.url, old.role)
    except PipelineError as error:
        return report | {"fault": str(error)}
    before = load_golden(folder, case) or expectation(source, old)
    after = expectation(source, fresh)
    found = differences(before, after)
    report["differences"] = [_as_json(one) for one in found]
    if dry_run:
        return report
    files = _recorded(case, fresh)
    if golden:
        files[f"{case}.expected.json"] = golden_text(after, unread=True).encode()
    write_all({folder / name: content for name, content in files.items()})
    return report | {"written": list(files)}


def _as_json(one: Difference) -> dict[str, Any]:
    return {"kind": one.kind, "title": one.title, "fields": {name: list(pair) for name, pair in one.fields.items()}}


def _print_report(report: dict[str, Any]) -> None:
    out = console()
    found = report["differences"]
    told = report["fault"] or (f"{len(found)} announcements read otherwise" if found else "reads as expected")
    out.print(f"{report['case']} <{report['url']}>: {told}", markup=False, soft_wrap=True)
    for one in found:
        sign = {"added": "+", "removed": "-", "changed": "~"}[one["kind"]]
        out.print(f"  {sign} {one['title']}", markup=False, soft_wrap=True)
        for name, (before, after) in one["fields"].items():
            out.print(f"      {name}: {_short(before)} -> {_short(after)}", markup=False, soft_wrap=True)
    if report["written"]:
        out.print(f"  written: {', '.join(report['written'])}", markup=False, soft_wrap=True)


def _short(value: Any) -> str:
    text = json_format.dumps(value, ensure_ascii=False)
    return text if len(text) <= 120 else f"{text[:117]}…"
