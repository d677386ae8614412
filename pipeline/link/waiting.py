"""What waits for a person: doubtful pairs, doubted dates, contradictions, rulings that fail; most harmful first."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from pipeline.link.decisions import FIELDS
from pipeline.link.doubted import doubted_id

Row = Mapping[str, object]
Tables = Mapping[str, Sequence[Row]]

_SOON, _LATER = 14, 60  # days
# what a wrong state does to a reader of the feed: believed wrongly, missing, shown twice
_RULING, _WITHHELD, _DATE, _PAIR, _CONTRADICTION = 1.0, 0.9, 0.8, 0.6, 0.5
_LAST_RUN_ISSUES = ("decision_", "rulings_")


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One question: `harm` 0…1 is what leaving it open does, `day` the next day it is about (None: none known),
    `commands` would decide it, the first as it seems likelier."""

    kind: str
    harm: float
    what: str
    evidence: tuple[str, ...]
    commands: tuple[str, ...]
    ids: tuple[str, ...]
    day: date | None = None


def waiting(tables: Tables) -> list[Waiting]:
    """All open questions of the current release, the most harmful first; the same tables give the same order."""
    run = max(tables["runs"], key=lambda row: str(row["logical_date"]), default=None)
    if run is None:
        return []
    today = _day(run["logical_date"]) or date.min
    days = _days(tables, today)
    found = [
        *_rulings(tables, run),
        *_withheld(tables, run),
        *_dates(tables, days, today),
        *_identities(tables, days, today),
        *_pairs(tables, days, today),
        *_contradictions(tables, run, days, today),
    ]
    return sorted(found, key=lambda one: (-one.harm, one.day or date.max, one.kind, one.ids))


def _day(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


def _days(tables: Tables, today: date) -> dict[str, date]:
    """Each event's next day, its last one if all are past."""
    held: dict[str, list[date]] = {}
    for row in tables["occurrences"]:
        day = _day(row["start_date"]) or _day(row["end_date"])
        if day:
            held.setdefault(str(row["event_id"]), []).append(day)
    return {one: min((day for day in days if day >= today), default=max(days)) for one, days in held.items()}


def _nearness(day: date | None, today: date) -> float:
    """1 for the coming days, little for what is over; what has no date may be any day."""
    if day is None:
        return 0.5
    ahead = (day - today).days
    return 0.15 if ahead < 0 else 1.0 if ahead <= _SOON else 0.8 if ahead <= _LATER else 0.6


def _rulings(tables: Tables, run: Row) -> Iterator[Waiting]:
    for row in tables["issues"]:
        if row["run_id"] == run["run_id"] and str(row["class"]).startswith(_LAST_RUN_ISSUES):
            yield Waiting(
                kind="ruling",
                harm=_RULING,
                what=f"a ruling does not act: {row['found']}",
                evidence=(f"{row['where']}: expected {row['expected']}",),
                commands=("litfass decide same|different ID ID --undo --why …",),
                ids=(str(row["issue_id"]),),
            )


def _withheld(tables: Tables, run: Row) -> Iterator[Waiting]:
    sources = {str(row["announcement_id"]): str(row["source_id"]) for row in tables["announcements"]}
    held: dict[tuple[str, str], list[str]] = {}
    for row in tables["absences"]:
        if row["to_run"] is None and row["reason"] == "list_shrunk":
            members = [one for one in tables["announcements"] if one["event_id"] == row["event_id"]]
            for source in sorted({sources[str(one["announcement_id"])] for one in members}):
                held.setdefault((source, str(row["evidence"])), []).append(str(row["event_id"]))
    for (source, evidence), events in sorted(held.items()):
        yield Waiting(
            kind="withheld",
            harm=_WITHHELD,
            what=f"{source}: {len(events)} events are gone from the list at once; they stay until you say so",
            evidence=(evidence,),
            commands=(f"litfass accept {run['run_id']} {source} --why …",),
            ids=tuple(sorted(events)),
        )


def _dates(tables: Tables, days: Mapping[str, date], today: date) -> Iterator[Waiting]:
    for row in tables["announcements"]:
        if row["state"] != "review" or row["removed_from_feed"] or doubted_id(str(row["reason"])):
            continue
        start = _first_start(row)
        day = date.fromisoformat(start[:10]) if start else days.get(str(row["event_id"]))
        event = str(row["event_id"] or row["announcement_id"])
        yield Waiting(
            kind="date",
            harm=round(_DATE * _nearness(day, today), 3),
            what=f"not in the feed: {row['title']}",
            evidence=(
                str(row["reason"] or ""),
                *_texts(row["doubts"]),
                f"{row['source_id']} {row['url'] or ''}".strip(),
            ),
            commands=(
                f"litfass decide field {event} start {start or 'DAY'} --why …",
                f"litfass decide hide {event} --why …",
            ),
            ids=(str(row["announcement_id"]), event),
            day=day,
        )


def _identities(tables: Tables, days: Mapping[str, date], today: date) -> Iterator[Waiting]:
    rows = {str(row["announcement_id"]): row for row in tables["announcements"]}
    for key, row in rows.items():
        known_id = doubted_id(str(row["reason"])) if row["state"] == "review" else ""
        if not known_id:
            continue
        known = rows.get(known_id, {})
        day = days.get(str(known.get("event_id")))
        yield Waiting(
            kind="pair",
            harm=round(_PAIR * _nearness(day, today), 3),
            what=f"an edit or another event? {known.get('title', known_id)} / {row['title']} ({row['source_id']})",
            evidence=(str(row["reason"]), str(row["url"] or "")),
            commands=tuple(f"litfass decide {word} {known_id} {key} --why …" for word in ("same", "different")),
            ids=(known_id, key),
            day=day,
        )


def _first_start(row: Row) -> str:
    for text in _texts(row["dates"]):
        start = json.loads(text)["start"]
        if start:
            return str(start)[:16]
    return ""


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(one) for one in value) if isinstance(value, list | tuple) else ()


def _pairs(tables: Tables, days: Mapping[str, date], today: date) -> Iterator[Waiting]:
    rows = {str(row["announcement_id"]): row for row in tables["announcements"]}
    for link in tables["links"]:
        if link["verdict"] != "review":
            continue
        pair = str(link["left_id"]), str(link["right_id"])
        sides = [rows[one] for one in pair if one in rows]
        known = [days[str(row["event_id"])] for row in sides if str(row["event_id"]) in days]
        day = min((one for one in known if one >= today), default=max(known, default=None))
        score = float(str(link["score"]))
        words = ("same", "different") if score >= 0.5 else ("different", "same")
        yield Waiting(
            kind="pair",
            harm=round(_PAIR * _nearness(day, today) * (1 if len(known) > 1 else 0.7), 3),
            what="one event or two? " + " / ".join(f"{row['title']} ({row['source_id']})" for row in sides),
            evidence=(
                f"score {score:.2f}",
                *_texts(link["evidence"]),
                f"would turn with {link['flips_if'] or 'nothing tried'}",
            ),
            commands=tuple(f"litfass decide {word} {pair[0]} {pair[1]} --why …" for word in words),
            ids=pair,
            day=day,
        )


def _to_decide(event: str, field: str) -> tuple[str, ...]:
    """The command that sets the field; none for a place, which no ruling sets."""
    field = "start" if field == "day" else field
    return (f"litfass decide field {event} {field} VALUE --why …",) if field in FIELDS else ()


def _contradictions(tables: Tables, run: Row, days: Mapping[str, date], today: date) -> Iterator[Waiting]:
    events = {
        str(row["url"]): str(row["event_id"]) for row in tables["announcements"] if row["url"] and row["event_id"]
    }
    for row in tables["issues"]:
        if row["run_id"] != run["run_id"] or row["class"] != "contradiction":
            continue
        event = events.get(str(row["where"]), "")
        field = str(row["found"]).split(" ", 1)[0]
        yield Waiting(
            kind="contradiction",
            harm=round(_CONTRADICTION * _nearness(days.get(event), today), 3),
            what=f"sources contradict each other: {row['found']} ({row['source_id']})",
            evidence=(f"published: {row['expected']}", str(row["where"])),
            commands=_to_decide(event or "ID", field),
            ids=(event or str(row["issue_id"]),),
            day=days.get(event),
        )
