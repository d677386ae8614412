"""Commands that look: sources, show, changes."""

from __future__ import annotations

import json as json_format
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from rich.table import Table

from pipeline.build.last_good import last_good_run, source_nights
from pipeline.changes.compare import as_text
from pipeline.changes.past import events_as_of
from pipeline.cli.summary import console
from pipeline.errors import UsageError
from pipeline.loading import moment
from pipeline.release import version_order
from pipeline.settings import load_settings
from pipeline.sources import all_sources
from pipeline.workspace import Tables, read_workspace

DataOption = Annotated[Path | None, Parameter(help="data folder with raw/, processed/ and decisions/")]
JsonOption = Annotated[bool, Parameter(name="--json", negative="", help="one JSON document instead of text")]
Row = Mapping[str, object]


def sources(*, data: DataOption = None, json: JsonOption = False) -> int:
    """The sources with their health: how the last night went, and the last good one.

    Example: `litfass sources --json`
    """
    tables = _tables_or_none(data)
    found = [_health(source.source_id, source.name, tables) for source in all_sources()]
    if json:
        print(json_format.dumps(found, ensure_ascii=False, indent=2))
        return 0
    table = Table("source", "name", "last night", "state", "last good night", "announcements")
    for one in found:
        table.add_row(*(str(one[name] or "–") for name in _HEALTH))
    console().print(table)
    return 0


_HEALTH = ("source_id", "name", "last_run", "state", "last_good_run", "announcements")


def _health(source_id: str, name: str, tables: Tables) -> dict[str, object]:
    nights = source_nights(tables, source_id)
    last = nights[-1] if nights else (None, {"state": None, "announcements": None})
    return {
        "source_id": source_id,
        "name": name,
        "last_run": last[0],
        "state": last[1]["state"],
        "last_good_run": last_good_run(tables, source_id),
        "announcements": last[1]["announcements"],
    }


def show(
    id: str,
    /,
    *,
    as_of: Annotated[str | None, Parameter(help="what the source said on this day or at this moment")] = None,
    known_at: Annotated[str | None, Parameter(help="as far as our output said so on this day; default: now")] = None,
    data: DataOption = None,
    json: JsonOption = False,
) -> int:
    """An event's story: what it is, who announced it, what changed, when it was not there.

    With --as-of the event as it was announced then, with --known-at as we told it then.

    Example: `litfass show evt_0123456789abcdef --as-of 2026-05-03`. The id of an occurrence leads to its event.
    """
    tables = _tables(data)
    event_id = _event_of(id, tables)
    if as_of is not None or known_at is not None:
        return _show_past(tables, event_id, as_of, known_at, as_json=json)
    event = next((row for row in tables["events"] if row["event_id"] == event_id), None)
    if event is None:
        raise UsageError(f"{id}: no event, occurrence or announcement of that id in the current release", where=id)
    records = {event_id} | {row["occurrence_id"] for row in tables["occurrences"] if row["event_id"] == event_id}
    story: dict[str, Sequence[Row]] = {
        "event": [event],
        "occurrences": _of(tables, "occurrences", event_id),
        "organisers": _organisers(tables, event_id),
        "announcements": _of(tables, "announcements", event_id),
        "changes": [row for row in tables["changes"] if row["record_id"] in records],
        "absences": _of(tables, "absences", event_id),
        "versions": _of(tables, "event_versions", event_id),
    }
    if json:
        print(json_format.dumps(story, ensure_ascii=False, indent=2, default=as_text))
        return 0
    _print_story(story, {str(row["venue_id"]): row for row in tables["venues"]})
    return 0


def _show_past(tables: Tables, event_id: str, as_of: str | None, known_at: str | None, *, as_json: bool) -> int:
    known = moment(known_at, "--known-at") if known_at is not None else None
    valid = moment(as_of, "--as-of") if as_of is not None else known
    found = [row for row in events_as_of(tables, valid, known, versions=True) if row["event_id"] == event_id]
    if not found:
        raise UsageError(f"{event_id}: was not known {_clocks(as_of, known_at)}", where=event_id)
    if as_json:
        print(json_format.dumps({"versions": found}, ensure_ascii=False, indent=2, default=as_text))
        return 0
    row, out = found[0], console()
    out.print(f"{row['title']}  [{event_id}]", style="bold", markup=False, soft_wrap=True)
    out.print(f"{_clocks(as_of, known_at)}: version {row['version']}, {row['status']}", markup=False, soft_wrap=True)
    venues = {str(venue["venue_id"]): venue for venue in tables["venues"]}
    out.print(
        f"  {_when(row['start'], row['start_date'])}  {_place(venues.get(str(row['venue_id']), {}))}", markup=False
    )
    for label, first, last in (
        ("said by the source", "valid_from", "valid_to"),
        ("said by us", "known_from", "known_to"),
    ):
        until = _when(row[last], None) if row[last] else "now"
        out.print(f"  {label} from {_when(row[first], None)} until {until}", markup=False, soft_wrap=True)
    return 0


def _clocks(as_of: str | None, known_at: str | None) -> str:
    return " ".join(
        part for part in (f"as of {as_of}" if as_of else "", f"as known at {known_at}" if known_at else "") if part
    )


def _place(venue: Row) -> str:
    return ", ".join(str(venue[part]) for part in ("name", "street", "city") if venue.get(part))


def _of(tables: Tables, name: str, event_id: str) -> list[dict[str, object]]:
    return [row for row in tables[name] if row["event_id"] == event_id]


def _organisers(tables: Tables, event_id: str) -> list[dict[str, object]]:
    names = {row["organiser_id"]: row["name"] for row in tables["organisers"]}
    return [{**row, "name": names[row["organiser_id"]]} for row in _of(tables, "event_organisers", event_id)]


def _event_of(record_id: str, tables: Tables) -> str:
    for name, key in (("occurrences", "occurrence_id"), ("announcements", "announcement_id")):
        for row in tables[name]:
            if row[key] == record_id and row["event_id"]:
                return str(row["event_id"])
    return record_id


def _print_story(story: Mapping[str, Sequence[Row]], venues: Mapping[str, Row]) -> None:
    out = console()
    event = story["event"][0]
    out.print(f"{event['title']}  [{event['event_id']}]", style="bold", markup=False, soft_wrap=True)
    out.print(
        f"{event['status']}, version {event['version']}, {event['n_sources']} sources, confidence {event['confidence']}"
    )
    for row in story["occurrences"][:20]:
        place = _place(venues.get(str(row["venue_id"]), {}))
        moved = f" (before: {_when(row['previous_start'], None)})" if row["previous_start"] else ""
        out.print(f"  {_when(row['start'], row['start_date'])}{moved}  {place}", markup=False, soft_wrap=True)
    for row in story["organisers"]:
        out.print(f"  {row['role']}: {row['name']}", markup=False, soft_wrap=True)
    for row in story["announcements"]:
        seen = f"seen {_when(row['first_seen_at'], None)} to {_when(row['last_seen_at'], None)}"
        out.print(f"  {row['source_id']}: {row['title']} <{row['url']}> {seen}", markup=False, soft_wrap=True)
    for row in sorted(story["changes"], key=lambda row: version_order(str(row["run_id"]))):
        out.print(f"  {row['run_id']} {row['cause']}: {row['sentence_de']}", markup=False, soft_wrap=True)
    for row in story["absences"]:
        until = row["to_run"] or "still"
        out.print(
            f"  not seen {row['from_run']} to {until}: {row['reason']} ({row['evidence']})",
            markup=False,
            soft_wrap=True,
        )


def _when(moment: object, day: object) -> str:
    if isinstance(moment, datetime):
        return f"{moment:%d.%m.%Y %H:%M}"
    return f"{day:%d.%m.%Y}" if isinstance(day, date) else "no date"


def changes(
    *,
    run: Annotated[str | None, Parameter(help="of this run; default: the last one; `all` for every run")] = None,
    data: DataOption = None,
    json: JsonOption = False,
) -> int:
    """What changed, in German sentences with their cause.

    Example: `litfass changes --run 2026-03-03.1`
    """
    tables = _tables(data)
    known = [str(row["run_id"]) for row in sorted(tables["runs"], key=lambda row: version_order(str(row["run_id"])))]
    wanted = known if run == "all" else [run or known[-1]]
    if wanted[0] not in known:
        raise UsageError(
            f"run {wanted[0]} is not in the current release; expected one of {', '.join(known)}", where="--run"
        )
    rows = [row for row in tables["changes"] if row["run_id"] in wanted]
    if json:
        print(json_format.dumps(rows, ensure_ascii=False, indent=2, default=as_text))
        return 0
    titles = _titles(tables)
    for row in sorted(
        rows, key=lambda row: (wanted.index(str(row["run_id"])), str(row["kind"]), str(row["change_id"]))
    ):
        record = str(row["record_id"])
        head = f"{row['run_id']}  {row['kind']:8} {row['cause']:8} {record}"
        line = f"{head}  {titles.get(record, '')}: {row['sentence_de']}"
        print(line)
    if not rows:
        print(f"nothing changed in {', '.join(wanted)}")
    return 0


def _titles(tables: Tables) -> dict[str, str]:
    titles = {str(row["series_id"]): str(row["title"]) for row in tables["series"]}
    titles |= {str(row["event_id"]): str(row["title"]) for row in tables["events"]}
    return titles | {str(row["occurrence_id"]): titles.get(str(row["event_id"]), "") for row in tables["occurrences"]}


def _tables(data: Path | None) -> Tables:
    workspace = read_workspace(load_settings(data=data).data)
    tables, _ = workspace.last_state()
    if not tables:
        raise UsageError(
            f"{workspace.data}: there is no release yet; `litfass run` makes the first", where=str(workspace.data)
        )
    return tables


def _tables_or_none(data: Path | None) -> Tables:
    try:
        return _tables(data)
    except UsageError:
        return {}
