"""What it means that known announcements were not seen tonight: each one's reason, what is withheld, what is gone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from pipeline.berlin import day_of
from pipeline.changes.withheld import Withheld
from pipeline.checks import Absence, PageView, SourceNight
from pipeline.checks.gate import removal_bound
from pipeline.checks.night import absence_of, says
from pipeline.checks.page import fold_words
from pipeline.checks.reasons import BELIEVED, NOT_THERE
from pipeline.checks.window import has_fallen_out, past_tail
from pipeline.link.remember import is_upcoming
from pipeline.memory import Remembered
from pipeline.models import Kind, PageRole, Run, Source, State, Status

Why = tuple[Absence, str]
_NAMED = 12  # folded characters: a shorter title may stand in any text


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFacts:
    """What a source's missing announcements are judged by: its night, its pages, its earlier nights (their counts)
    and the ids of withheld announcements that a person released."""

    source: Source
    night: SourceNight
    views: Sequence[PageView]
    history: Sequence[Mapping[str, object]]
    released: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """`known` with the missing counted, `why` each missing one's reason, `held` what is withheld per source,
    `upcoming` and `vanished` how many could have vanished and how many did, per source."""

    known: Mapping[str, Remembered]
    why: Mapping[str, Why]
    held: Mapping[str, Withheld] = field(default_factory=dict)
    upcoming: Mapping[str, int] = field(default_factory=dict)
    vanished: Mapping[str, int] = field(default_factory=dict)


def judge_missing(known: Mapping[str, Remembered], facts: Mapping[str, SourceFacts], run: Run, nights: int) -> Missing:
    """Give every announcement that was not seen tonight its reason, withhold removals that are not believable, and let
    go what is gone on `nights` good nights.

    `known` are all announcements after tonight's were matched. A source without facts was not asked.
    """
    by_source: dict[str, dict[str, Remembered]] = {}
    for key in sorted(known):
        by_source.setdefault(known[key].announcement.source_id, {})[key] = known[key]
    judged = {
        source_id: _judge(mine, facts.get(source_id), source_id, run, nights) for source_id, mine in by_source.items()
    }
    return Missing(
        known={key: one for each in judged.values() for key, one in each.known.items()},
        why={key: why for each in judged.values() for key, why in each.why.items()},
        held={key: one for each in judged.values() for key, one in each.held.items()},
        upcoming={source_id: sum(_at_stake(one, run.logical_date) for one in mine.values())
                  for source_id, mine in by_source.items()},
        vanished={key: one for each in judged.values() for key, one in each.vanished.items()},
    )  # fmt: skip


def _judge(mine: Mapping[str, Remembered], facts: SourceFacts | None, source_id: str, run: Run, nights: int) -> Missing:
    day = run.logical_date
    absent = {key: one for key, one in mine.items() if not one.seen_tonight}
    why: dict[str, Why] = {}
    after = dict(mine)
    counted: dict[str, Remembered] = {}
    tail = past_tail(mine.values())
    doubted = {one.maybe_id: key for key, one in mine.items() if one.maybe_id and one.seen_tonight}
    for key, one in absent.items():
        if facts is not None and key in facts.released and not one.removed:
            after[key] = replace(one, removed=Absence.WITHDRAWN.value, held_run=None)
            why[key] = (Absence.WITHDRAWN, f"released from {one.held_run} by a row in decisions/accept.csv")
            continue
        if key in doubted and not one.removed:
            waiting = f"{doubted[key]} may be it and waits for a row in decisions/same.csv or different.csv"
            why[key] = (Absence.MISSING_UNCONFIRMED, waiting)
            continue
        excuse = _excuse(one, facts, mine, day, tail)
        if excuse:
            why[key] = excuse
        else:
            counted[key] = one
    held = _held(counted, mine, facts, run)
    for key, one in counted.items():
        if held:
            why[key] = (held.reason, held.sentence)
            if key in held.removals:
                after[key] = replace(one, held_run=one.held_run or run.run_id)
        else:
            after[key], why[key] = _count(one, facts, nights)
    fresh = sum(one.missing_nights == 0 and _at_stake(one, day) for one in counted.values())
    return Missing(
        known=after,
        why=why,
        held={source_id: held} if held else {},
        vanished={source_id: 0 if held else fresh},
    )


def _at_stake(one: Remembered, day: date) -> bool:
    """Whether its disappearance would take something upcoming out of the feed."""
    a = one.announcement
    return a.kind is Kind.EVENT and a.state is not State.REJECTED and not one.removed and is_upcoming(a, day)


def _excuse(
    one: Remembered, facts: SourceFacts | None, mine: Mapping[str, Remembered], day: date, tail: int | None
) -> Why | None:
    """Why an announcement is not there, if that does not count towards its withdrawal."""
    a = one.announcement
    if one.removed:
        return Absence.WITHDRAWN, f"missing on {max(one.missing_nights, 1)} good nights of {a.source_id}"
    if a.status is Status.CANCELLED:
        return Absence.CANCELLED, f"»{a.status_text}«" if a.status_text else "the source marks it as cancelled"
    if not is_upcoming(a, day):
        learned = f"; {a.source_id} shows entries up to {tail} days after their date" if tail is not None else ""
        return Absence.WINDOW_PASSED, f"its last date, {_last_day(one)}, is before {day}{learned}"
    if facts is None:
        return Absence.NOT_OBSERVED, f"{a.source_id} was not asked"
    if not facts.night.good:
        return facts.night.reason or Absence.NOT_OBSERVED, facts.night.evidence
    own = _own_page(one, facts.views)
    if own is not None and not _says_gone(own):
        if own.verdict.status in BELIEVED:
            return Absence.LAYOUT_SUSPECT, f"its own page {own.capture.url} still stands, but no entry was read in it"
        return absence_of(own), says(own)
    if _still_named(one, facts.views, mine):
        return Absence.LAYOUT_SUSPECT, f"»{a.title}« still stands in the list, but was not read as an entry"
    if own is None and has_fallen_out(one, mine.values(), facts.night, facts.history):
        return (
            Absence.WINDOW_PASSED,
            f"{a.source_id} always shows {sum(facts.night.entries.values())} entries; it is past their end",
        )
    return None


def _last_day(one: Remembered) -> str:
    days = [day_of(moment) for r in one.announcement.dates if (moment := r.end or r.start)]
    return str(max(days)) if days else "unknown"


def _own_page(one: Remembered, views: Iterable[PageView]) -> PageView | None:
    url = one.announcement.url
    found = [view for view in views if view.capture.role is PageRole.DETAIL and url and view.capture.url == url]
    return found[-1] if found else None


def _says_gone(view: PageView) -> bool:
    return view.capture.status in (404, 410) or view.verdict.status in NOT_THERE


def _still_named(one: Remembered, views: Sequence[PageView], mine: Mapping[str, Remembered]) -> bool:
    """Whether a list still prints its title, and no entry of that title was read tonight."""
    title = fold_words(one.announcement.title)
    if len(title) < _NAMED or not any(title in view.shown for view in views):
        return False
    return not any(title in fold_words(other.announcement.title) for other in mine.values() if other.seen_tonight)


def _held(
    counted: Mapping[str, Remembered], mine: Mapping[str, Remembered], facts: SourceFacts | None, run: Run
) -> Withheld | None:
    """What of a good night is not believed: more upcoming entries missing at once than the source ever took down."""
    if facts is None or not facts.night.good:
        return None
    day = run.logical_date
    stake = {key for key, one in counted.items() if _at_stake(one, day)}
    fresh = {key for key in stake if counted[key].missing_nights == 0}
    n_upcoming = sum(_at_stake(one, day) for one in mine.values())
    bound = removal_bound(n_upcoming, facts.history, facts.source.expect)
    if not fresh or (len(fresh) <= bound and not facts.night.partial):
        return None
    name = facts.source.source_id
    seen = sum(one.seen_tonight for one in mine.values())
    known_before = any(one.seen_tonight and one.first_seen_at != run.started_at for one in mine.values())
    reason = Absence.LIST_SHRUNK if known_before or facts.night.says_empty else Absence.LAYOUT_SUSPECT
    expected = (
        f"at most {bound} at once are usual"
        if len(fresh) > bound
        else f"a further page is missing: {facts.night.partial}"
    )
    said = f"; the list says {facts.night.says_empty}" if facts.night.says_empty else ""
    return Withheld(
        source_id=name,
        reason=reason,
        removals=tuple(sorted(stake)),
        sentence=f"{len(fresh)} of {n_upcoming} upcoming announcements are missing at once, {seen} entries were read, "
        f"{expected}{said}",
    )


def _count(one: Remembered, facts: SourceFacts | None, nights: int) -> tuple[Remembered, Why]:
    """One more good night without it; after `nights` of them it is withdrawn."""
    missing = one.missing_nights + 1
    a = one.announcement
    own = _own_page(one, facts.views) if facts else None
    empty = facts.night.says_empty if facts else ""
    detail = f"; {says(own)}" if own else f"; the list says {empty}" if empty else ""
    evidence = f"not in the lists of {a.source_id} on {missing} good night{'s' if missing > 1 else ''}{detail}"
    if missing >= nights:
        gone = replace(one, missing_nights=missing, held_run=None, removed=Absence.WITHDRAWN.value)
        return gone, (Absence.WITHDRAWN, evidence)
    return replace(one, missing_nights=missing, held_run=None), (Absence.MISSING_UNCONFIRMED, evidence)
