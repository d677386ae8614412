"""What makes a night degraded: one alarm per source and kind of trouble, which opens, goes on and ends."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from pipeline.changes.withheld import Withheld
from pipeline.checks import SourceNight
from pipeline.models import Severity

Row = Mapping[str, object]
Episodes = Mapping[str, Mapping[str, dict[str, object]]]


def episodes(
    nights: Mapping[str, SourceNight],
    held: Mapping[str, Withheld],
    history: Mapping[str, Sequence[Row]],
    run_id: str,
    unasked: Collection[str] = (),
) -> dict[str, dict[str, dict[str, object]]]:
    """Per source and kind of trouble the open episode: `since` (run), `nights` it has lasted with tonight, `evidence`.

    `history` are the counts of earlier runs; an episode goes on as long as each run finds the same trouble. Sources in
    `unasked` were left out on purpose: that is no trouble, and what was open there stays as it was.
    """
    found: dict[str, dict[str, dict[str, object]]] = {}
    for source_id in sorted({*nights, *held}):
        if source_id in unasked:
            found[source_id] = {kind: dict(one) for kind, one in _open_before(history.get(source_id, ())).items()}
            continue
        tonight = _trouble(nights.get(source_id), held.get(source_id))
        before = _open_before(history.get(source_id, ()))
        found[source_id] = {
            kind: {
                "since": _of(before, kind, "since", run_id),
                "nights": _count(before, kind) + 1,
                "evidence": evidence,
            }
            for kind, evidence in tonight.items()
        }
    return found


def ended(now: Episodes, history: Mapping[str, Sequence[Row]]) -> dict[str, dict[str, dict[str, object]]]:
    """Per source the episodes that were open at its last run and are over: `since`, `until` (run), `nights`."""
    found: dict[str, dict[str, dict[str, object]]] = {}
    for source_id, open_now in now.items():
        nights = history.get(source_id, ())
        over = {kind: one for kind, one in _open_before(nights).items() if kind not in open_now}
        if over:
            found[source_id] = {
                kind: {"since": one["since"], "until": nights[-1]["run_id"], "nights": one["nights"]}
                for kind, one in over.items()
            }
    return found


def sentences(
    now: Episodes, held: Mapping[str, Withheld], issues: Iterable[Row], run_id: str, unasked: Collection[str] = ()
) -> tuple[str, ...]:
    """The open alarms in words, and what people have to mend: pages that could not be read, rulings that do not
    apply."""
    told = []
    for source_id in sorted(now.keys() - set(unasked)):
        for kind, one in now[source_id].items():
            lasting = f" for {one['nights']} runs, since {one['since']}" if one["nights"] != 1 else ""
            told.append(f"{source_id}: {kind}{lasting} ({one['evidence']})")
        if source_id in held:
            told.append(f"{source_id}: the last good values stay; `litfass accept {run_id} {source_id}` lets them go")
    told += [
        f"{issue['where']}: found {issue['found']}, expected {issue['expected']}"
        for issue in issues
        if issue["severity"] == Severity.ERROR.value or str(issue["class"]).startswith(("decision_", "rulings_"))
    ]
    return tuple(told)


def _trouble(night: SourceNight | None, withheld: Withheld | None) -> dict[str, str]:
    found = {}
    if night is not None and not night.good and night.reason is not None:
        found[night.reason.value] = night.evidence
    if withheld is not None:
        found["fields_emptied" if withheld.fields and not withheld.removals else withheld.reason.value] = (
            withheld.sentence
        )
    return found


def _open_before(nights: Sequence[Row]) -> Mapping[str, Mapping[str, object]]:
    alarms = nights[-1].get("alarms") if nights else None
    return alarms if isinstance(alarms, dict) else {}


def _of(before: Mapping[str, Mapping[str, object]], kind: str, name: str, default: object) -> object:
    return before[kind][name] if kind in before else default


def _count(before: Mapping[str, Mapping[str, object]], kind: str) -> int:
    value = before[kind]["nights"] if kind in before else 0
    return value if isinstance(value, int) else 0
