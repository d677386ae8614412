"""A night's candidate, judged: which emptied values and which removals are believed, which wait for a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.build.values import Night
from pipeline.changes.fill import Emptied, keep_filled
from pipeline.changes.missing import Missing, SourceFacts, judge_missing
from pipeline.changes.release import Released, released_tonight
from pipeline.changes.withheld import Withheld
from pipeline.checks import Absence
from pipeline.checks.expected import source_nights
from pipeline.link.decisions import Decisions
from pipeline.link.remember import Met
from pipeline.models import Issue

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """`missing` with what stays; `history` the counts of earlier runs per source; `accepted` the rows of accept.csv
    that have acted by now; `issues` rows that no longer apply."""

    missing: Missing
    history: Mapping[str, Sequence[Row]]
    accepted: tuple[str, ...]
    issues: tuple[Issue, ...]


def judge(night: Night, met: Met, decisions: Decisions) -> Judged:
    """Additions and edits flow; emptied fields and removals that the archive does not lead one to expect wait."""
    runs = night.before.get("runs", ())
    history = source_nights(runs)
    used = frozenset(night.memory.accepted)
    released = released_tonight(decisions.accepted(), runs, met.known, used)
    emptied = keep_filled(night.memory.announcements, met.known, released.fields)
    missing = judge_missing(emptied.known, _facts(night, history, released), night.run, night.withdrawn_after_nights)
    return Judged(
        missing=replace(missing, held=_together(missing.held, emptied)),
        history=history,
        accepted=tuple(sorted(used | released.used)),
        issues=released.issues,
    )


def _facts(night: Night, history: Mapping[str, Sequence[Row]], released: Released) -> dict[str, SourceFacts]:
    return {
        source_id: SourceFacts(
            source=night.sources[source_id],
            night=reading.night,
            views=reading.views,
            history=history.get(source_id, ()),
            released=released.removals.get(source_id, frozenset()),
        )
        for source_id, reading in night.readings.items()
        if source_id in night.sources
    }


def _together(held: Mapping[str, Withheld], emptied: Emptied) -> dict[str, Withheld]:
    """One Withheld a source, of removals and fields."""
    found = dict(held)
    for source_id, fields in emptied.fields.items():
        sentence = emptied.sentences[source_id]
        one = found.get(source_id) or Withheld(source_id=source_id, reason=Absence.LAYOUT_SUSPECT, sentence="")
        told = f"{one.sentence}; {sentence}" if one.sentence else sentence
        found[source_id] = replace(one, fields=fields, sentence=told)
    return found
