"""The command `litfass repair`: a mend after a relaunch, proposed and proved, never applied."""

from __future__ import annotations

import importlib
import json as json_format
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter

from pipeline.build.last_good import last_good_capture, last_good_run, source_nights
from pipeline.cli.address import Look, look_at
from pipeline.crawl import CrawlPlan, crawl, read_page
from pipeline.errors import UsageError
from pipeline.models import Capture, ListPage, PageRole, Run, Source
from pipeline.probe.advice import path_of
from pipeline.repair.edits import unified_diff
from pipeline.repair.proposal import FEWEST, Evidence, Proposal, proposals, still_ahead
from pipeline.settings import load_settings
from pipeline.sources import get_source
from pipeline.workspace import Tables, Workspace, read_workspace

MAX_PAGES, MAX_DETAILS = 10, 60  # asked for at --url, however many mends are tried


def repair(
    name: str,
    /,
    *,
    url: Annotated[
        str | None, Parameter(help="where the list stands now; default: what the last night fetched")
    ] = None,
    at: Annotated[str | None, Parameter(help="with --url: the clock, ISO 8601")] = None,
    data: Annotated[Path | None, Parameter(help="data folder with raw/, processed/ and decisions/")] = None,
    json: Annotated[bool, Parameter(name="--json", negative="", help="one JSON document instead of text")] = False,
) -> int:
    """Propose a mend for a source whose page was relaunched: another reader, or selectors, as a diff of its module.

    Proved before it is shown: it finds the announcements of the last good night on the new page, none with another
    date, and reads every archived night as before. The diff alone goes to standard output; nothing is applied.
    Exit status 1 if nothing passes the proof.

    Example: `litfass repair tolsax > mend.diff && git apply mend.diff`
    """
    source = get_source(name)
    workspace = read_workspace(load_settings(data=data).data)
    tables, _ = workspace.last_state()
    last_good = last_good_run(tables, name)
    if last_good is None:
        raise UsageError(f"{name} was never read well, so there is nothing to prove a mend with", where=name)
    state = str(source_nights(tables, name)[-1][1]["state"])
    if state == "good" and url is None:
        return _say_nothing_to_do(name, last_good, json)
    path = Path(str(importlib.import_module(f"pipeline.sources.{name}").__file__))
    text = path.read_text(encoding="utf-8")
    with _evidence(workspace, source, tables, last_good, url, at) as evidence:
        found = proposals(source, text, evidence)
        story = _story(name, source, tables, evidence, found)
    best = next((one for one in found if one.is_proven), None)
    diff = unified_diff(text, best.text, f"pipeline/sources/{name}.py") if best else ""
    if json:
        print(json_format.dumps(_document(name, last_good, found, diff), ensure_ascii=False, indent=2))
        return 0 if best else 1
    print(story, file=sys.stderr)
    print(diff, end="")
    return 0 if best else 1


def _say_nothing_to_do(name: str, last_good: str, as_json: bool) -> int:
    if as_json:
        print(json_format.dumps({"source": name, "last_good_run": last_good, "proposals": [], "diff": ""}))
    else:
        print(f"{name} was read well in the last night ({last_good}): nothing to repair", file=sys.stderr)
    return 0


@contextmanager
def _evidence(
    workspace: Workspace, source: Source, tables: Tables, last_good: str, url: str | None, at: str | None
) -> Iterator[Evidence]:
    """Every archived good night, and the new one: the last night's pages, or the site at `url` while this is open."""
    asked = [run for run in workspace.raw.runs() if source.source_id in workspace.raw.sources_of(run.run_id)]
    good = {run_id for run_id, counts in source_nights(tables, source.source_id) if counts["state"] == "good"}
    nights = {run.run_id: (run.logical_date, _load(workspace, source, run)) for run in asked if run.run_id in good}
    if url is None:
        pages = _load(workspace, source, asked[-1])
        yield Evidence(nights=nights, last_good=last_good, page_day=asked[-1].logical_date, pages=pages)
        return
    with look_at(url, at) as look:
        visit = Visit(look=look, path=path_of(url))
        yield Evidence(
            nights=nights,
            last_good=last_good,
            page_day=look.today,
            pages=[visit.fetch(url, PageRole.LIST)],
            address="" if _is_known(source, url) else path_of(url),
            visit=visit.captures,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """The new site, each address asked for once however many mends are tried."""

    look: Look
    path: str
    seen: dict[tuple[str, PageRole], Capture] = field(default_factory=dict)

    def fetch(self, url: str, role: PageRole) -> Capture:
        """The page as it was when first asked for."""
        if (url, role) not in self.seen:
            self.seen[url, role] = self.look.fetch(url, role)
        return self.seen[url, role]

    def captures(self, source: Source) -> list[Capture]:
        """What a first night's crawl of the list at the new address would fetch."""
        came: list[Capture] = []
        plan = CrawlPlan(
            source=replace(
                source,
                lists=(ListPage(name="", addresses=(self.path,), newest_first=False),),
                max_pages=MAX_PAGES,
                max_details=MAX_DETAILS,
            ),
            home=self.look.home,
            known_keys=(),
            upcoming=(),
            is_upcoming=lambda raw: True,
        )
        crawl(plan, partial(self._note, came), partial(read_page, source.parse, source.follow))
        return came

    def _note(self, came: list[Capture], url: str, role: PageRole) -> Capture:
        came.append(self.fetch(url, role))
        return came[-1]


def _load(workspace: Workspace, source: Source, run: Run) -> Sequence[Capture]:
    return workspace.raw.load(source.source_id, run.run_id)


def _is_known(source: Source, url: str) -> bool:
    return any(path_of(url) in page.addresses for page in source.lists)


def _story(name: str, source: Source, tables: Tables, evidence: Evidence, found: Sequence[Proposal]) -> str:
    """What was found, for standard error, so that the diff alone can be piped."""
    last = last_good_capture(tables, name)
    beside = f"last good capture: {last['capture_id']} of {evidence.last_good}, {last['url']}\n" if last else ""
    best = next((one for one in found if one.is_proven), None)
    if best:
        return (
            f"{beside}{name}: {_score(best)}; all {best.nights_total} archived nights read as before\n"
            f"nothing was changed: look at the diff, apply it, then record the new page (litfass record {name})"
        )
    known = still_ahead(source, evidence)
    if not any(page.has_body for page in evidence.pages):
        return f"{beside}{name}: no page came; say with --url where the list is now"
    if len(known) < FEWEST:
        return f"{beside}{name}: only {len(known)} known announcements are still ahead, too few to prove a mend"
    told = f"the nearest: {_score(found[0])}" if found else "its module is not of the usual form"
    told += "".join(f"\n  {one}" for one in found[0].score.contradicted[:5]) if found else ""
    return f"{beside}{name}: no mend passes the proof; {told}\nA new address of the list goes with --url"


def _score(one: Proposal) -> str:
    result = one.score
    how = "at the new address" if one.reader == "the present reader" else one.form.value
    told = f"{one.reader} {how} finds {result.reproduced} of {result.known} known announcements again"
    return f"{told}, {len(result.contradicted)} with another date, {result.extra} others"


def _document(name: str, last_good: str, found: Sequence[Proposal], diff: str) -> dict[str, Any]:
    return {
        "source": name,
        "last_good_run": last_good,
        "proposals": [
            {**{key: value for key, value in asdict(one).items() if key != "text"}, "is_proven": one.is_proven}
            for one in found
        ],
        "diff": diff,
    }
