"""Commands for people's words: review lists what waits for one, decide writes one down."""

from __future__ import annotations

import json as json_format
from dataclasses import asdict
from datetime import date
from getpass import getuser
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from demo.web import next_demo_moment
from pipeline.adapters.clock import SystemClock
from pipeline.adapters.decision_files import append_row
from pipeline.berlin import BERLIN, day_of
from pipeline.changes.compare import as_text
from pipeline.cli.summary import console
from pipeline.errors import UsageError
from pipeline.link.decisions import COLUMNS
from pipeline.link.releasing import release
from pipeline.link.ruling import Known, Word, cells, rule
from pipeline.link.waiting import Waiting, waiting
from pipeline.models import Sites
from pipeline.settings import load_settings
from pipeline.workspace import Workspace, open_workspace, read_workspace

DataOption = Annotated[Path | None, Parameter(help="data folder with raw/, processed/ and decisions/")]
JsonOption = Annotated[bool, Parameter(name="--json", negative="", help="one JSON document instead of text")]


def review(
    *,
    kind: Annotated[str | None, Parameter(help="only these: pair, date, contradiction, withheld or ruling")] = None,
    data: DataOption = None,
    json: JsonOption = False,
) -> int:
    """What waits for a person, the most harmful first, each with its evidence and the command that would decide it.

    Doubtful pairs, dates that contradict themselves, sources that contradict each other, withheld removals, rulings
    that do not act.

    Example: `litfass review --kind pair`
    """
    workspace = read_workspace(load_settings(data=data).data)
    tables, _ = workspace.last_state()
    if not tables:
        raise UsageError(f"{workspace.data}: there is no release yet; `litfass run` makes the first", where="--data")
    kinds = ("pair", "date", "contradiction", "withheld", "ruling")
    if kind is not None and kind not in kinds:
        raise UsageError(f"--kind {kind}: expected one of {', '.join(kinds)}", where="--kind")
    found = [one for one in waiting(tables) if kind in (None, one.kind)]
    if json:
        print(json_format.dumps([asdict(one) for one in found], ensure_ascii=False, indent=2, default=as_text))
        return 0
    for number, one in enumerate(found, start=1):
        _print_question(number, one)
    print(f"{len(found)} questions are open" if found else "nothing waits for you")
    return 0


def _print_question(number: int, one: Waiting) -> None:
    out = console()
    when = f"{one.day:%d.%m.%Y}" if one.day else "no date"
    out.print(
        f"{number}. [{one.kind}, harm {one.harm:.2f}, {when}] {one.what}", style="bold", markup=False, soft_wrap=True
    )
    for line in one.evidence:
        out.print(f"     {line}", markup=False, soft_wrap=True)
    for command in one.commands:
        out.print(f"   → {command}", markup=False, soft_wrap=True)


def decide(
    word: Word,
    /,
    *words: str,
    why: Annotated[str, Parameter(help="the reason, for those who read it next year")],
    author: Annotated[str | None, Parameter(help="who says so; default: the name you are logged in with")] = None,
    day: Annotated[str | None, Parameter(help="acts from the first night on or after this day; default: today")] = None,
    undo: Annotated[bool, Parameter(negative="", help="take back what was said, by a later row")] = False,
    data: DataOption = None,
    json: JsonOption = False,
) -> int:
    """Say the last word: one row at the end of a file in decisions/, with day, author, reason and the value you saw.

    `same A B` and `different A B` rule on two announcements or events, `field ID FIELD VALUE` corrects an event's
    title, description, status, start, end and the like, `hide ID` takes an event out of the feed. It acts from the
    next build on; `rebuild` obeys it from its day. A ruling that contradicts earlier ones is written, named at once
    (exit status 1), and its group stays unmerged.

    Example: `litfass decide same ann_0123456789abcdef ann_fedcba9876543210 --why "one hall, one hour"`, taken back
    with `--undo`.
    """
    settings = load_settings(data=data)
    read_workspace(settings.data)
    workspace = open_workspace(settings.data, settings.sites)
    tables, memory = workspace.last_state()
    if not tables:
        raise UsageError(f"{workspace.data}: there is no release yet; `litfass run` makes the first", where="--data")
    known = Known(tables=tables, memory=memory, decisions=workspace.decisions())
    said = rule(word, words, known, why=why, author=author or getuser(), day=_day(day, workspace), is_undone=undo)
    line = append_row(workspace.decisions_path / said.file, COLUMNS[said.file], cells(said))
    if json:
        print(json_format.dumps(asdict(said) | {"line": line}, ensure_ascii=False))
    else:
        print(f"{said.sentence}\nwritten to decisions/{said.file}: {line}")
        if said.warning:
            print(said.warning)
    return 1 if said.warning else 0


def accept(
    run: str,
    source: str,
    /,
    *,
    why: Annotated[str, Parameter(help="the reason, for those who read it next year")],
    author: Annotated[str | None, Parameter(help="who says so; default: the name you are logged in with")] = None,
    day: Annotated[str | None, Parameter(help="acts from the first night on or after this day; default: today")] = None,
    data: DataOption = None,
    json: JsonOption = False,
) -> int:
    """Release what a run withheld of a source, once: removals and emptied fields count from the next night on.

    Writes one row into decisions/accept.csv, bound to the digest of what that run withheld; `litfass review --kind
    withheld` lists what waits.

    Example: `litfass accept 2026-03-05.1 iaf --why "the partner cleaned up its archive"`
    """
    settings = load_settings(data=data)
    read_workspace(settings.data)
    workspace = open_workspace(settings.data, settings.sites)
    said = release(
        run, source, workspace.last_state()[0], workspace.decisions(),
        why=why, author=author or getuser(), day=_day(day, workspace),
    )  # fmt: skip
    line = append_row(workspace.decisions_path / said.file, COLUMNS[said.file], cells(said))
    if json:
        print(json_format.dumps(asdict(said) | {"line": line}, ensure_ascii=False))
    else:
        print(f"{said.sentence}\nwritten to decisions/{said.file}: {line}")
    return 0


def _day(given: str | None, workspace: Workspace) -> date:
    """The day from which a ruling acts: as given, else today; in a demo folder its next night."""
    if given is not None:
        try:
            return date.fromisoformat(given)
        except ValueError as error:
            raise UsageError(f"--day {given}: expected a day such as 2026-03-02", where="--day") from error
    if workspace.sites is Sites.DEMO:
        return day_of(next_demo_moment({run.logical_date for run in workspace.raw.runs()}))
    return SystemClock().now().astimezone(BERLIN).date()
