"""People's words that release what was withheld: each acts once, on exactly what its run withheld."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.link.decisions import Row as Ruling
from pipeline.memory import Remembered
from pipeline.models import Issue, Severity

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Released:
    """`removals` per source: ids whose removal counts tonight; `fields` per source: names whose emptied values do;
    `used`: the rows that act tonight, as `<run> <source>`; `issues` name the rows that no longer apply."""

    removals: Mapping[str, frozenset[str]] = field(default_factory=dict)
    fields: Mapping[str, frozenset[str]] = field(default_factory=dict)
    used: frozenset[str] = frozenset()
    issues: tuple[Issue, ...] = ()


def released_tonight(
    rulings: Sequence[Ruling], runs: Sequence[Row], known: Mapping[str, Remembered], used: frozenset[str]
) -> Released:
    """Which rows of accept.csv act tonight.

    A row names a run, a source and the digest of what that run withheld there. It acts on the first run after that
    one; `used` are the rows that acted before. A row of an unknown run, of another digest or on something that is no
    longer withheld is stale: it is reported and changes nothing.
    """
    removals: dict[str, frozenset[str]] = {}
    fields: dict[str, frozenset[str]] = {}
    acting: set[str] = set()
    issues: list[Issue] = []
    for ruling in rulings:
        run_id, source_id = ruling.values["run_id"], ruling.values["source_id"]
        name = f"{run_id} {source_id}"
        if name in used:
            continue
        withheld = withheld_of(runs, run_id, source_id)
        held = frozenset(
            key for key, one in known.items()
            if one.announcement.source_id == source_id and one.held_run is not None and not one.seen_tonight
        )  # fmt: skip
        fault = _fault(ruling, withheld, held)
        if fault or withheld is None:
            issues.append(_stale(ruling, fault))
            continue
        acting.add(name)
        removals[source_id] = held & frozenset(withheld["removals"])
        fields[source_id] = frozenset(withheld["fields"])
    return Released(removals=removals, fields=fields, used=frozenset(acting), issues=tuple(issues))


def withheld_of(runs: Sequence[Row], run_id: str, source_id: str) -> Mapping[str, list[str]] | None:
    """What a run withheld of a source: `digest`, `removals` (ids) and `fields` (names); None if nothing."""
    for run in runs:
        texts = run["sources"]
        if run["run_id"] == run_id and isinstance(texts, list | tuple):
            for text in texts:
                counts = json.loads(str(text))
                if counts["source_id"] == source_id and counts.get("withheld"):
                    found: Mapping[str, list[str]] = counts["withheld"]
                    return found
    return None


def _fault(ruling: Ruling, withheld: Mapping[str, object] | None, held: frozenset[str]) -> str:
    if withheld is None:
        return f"run {ruling.values['run_id']} withheld nothing of {ruling.values['source_id']}"
    if withheld["digest"] != ruling.values["digest"]:
        return f"digest {ruling.values['digest']}, but that run withheld {withheld['digest']}"
    if not held and not withheld["fields"]:
        return "what that run withheld is no longer withheld"
    return ""


def _stale(ruling: Ruling, found: str) -> Issue:
    return Issue(
        source_id="",
        severity=Severity.WARNING,
        issue_class="decision_stale",
        where=ruling.where,
        expected="a run and source of which something is withheld, with its digest",
        found=found,
    )
