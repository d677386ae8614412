"""The smallest change to an entry that would turn a decision: found by trying, so that it really turns it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import combinations

from pipeline.link.claims import Claim, read_claim
from pipeline.link.entries import Verdict
from pipeline.link.evidence import weigh
from pipeline.link.likeness import Surroundings
from pipeline.link.linking import Link, rules_out
from pipeline.models import Moment

_ANOTHER_DAY = 9  # days; neither the next day nor the same weekday
_TOWNS = ("Plauen", "Görlitz")

Change = tuple[str, str, object]  # whose (left, right), field, new value


def flips_if(pair: Link, claims: Sequence[Claim], groups: Mapping[int, Sequence[int]], around: Surroundings) -> str:
    """Assignments such as `right.start = 2026-03-09` or `right.city = "Plauen"`, joined by " and ", that give the
    pair the opposite verdict (what waits for a person: different); '' if none of the tried ones does. `groups` holds
    the members of each place's event."""
    left, right, verdict = claims[pair.left], claims[pair.right], pair.weighing.verdict
    # what waits may fit another event as well: more likeness need not join it, less parts it for certain
    is_parted = verdict is not Verdict.DIFFERENT
    wanted = Verdict.DIFFERENT if is_parted else Verdict.SAME
    tries = _parting(left, right) if is_parted else _uniting(left, right)
    for changes in tries:
        ours, theirs = _changed(left, changes, "left"), _changed(right, changes, "right")
        if weigh(ours, theirs, pair.text_alike, around).verdict is not wanted:
            continue
        if is_parted or not (
            _is_refused(theirs, groups[pair.left], pair, claims, around)
            or _is_refused(ours, groups[pair.right], pair, claims, around)
        ):
            return " and ".join(f"{whose}.{name} = {_printed(value)}" for whose, name, value in changes)
    return ""


def _is_refused(
    changed: Claim, company: Sequence[int], pair: Link, claims: Sequence[Claim], around: Surroundings
) -> bool:
    """Whether a member of the other event would not have the changed entry beside it."""
    others = (claims[one] for one in company if one not in (pair.left, pair.right))
    return any(rules_out(weigh(changed, other, 0.0, around), changed, other) for other in others)


def _parting(left: Claim, right: Claim) -> Iterator[tuple[Change, ...]]:
    start = _start(right) or _start(left)
    if left.spans and start:
        yield (("right", "start", start + timedelta(days=_ANOTHER_DAY)),)
    if left.towns:
        yield (("right", "city", next(town for town in _TOWNS if town not in left.towns)),)
    if start:
        yield ("left", "start", start), ("right", "start", start + timedelta(days=_ANOTHER_DAY))
    yield ("left", "city", _TOWNS[0]), ("right", "city", _TOWNS[1])


def _uniting(left: Claim, right: Claim) -> Iterator[tuple[Change, ...]]:
    changes: list[tuple[Change, ...]] = []
    start = _start(left) or _start(right)
    if start and not left.spans:
        changes.append((("left", "start", start),))
    elif start:
        changes.append((("right", "start", start),))
    else:
        day = left.entry.reference or date(2026, 1, 1)
        changes.append((("left", "start", day), ("right", "start", day)))
    if left.towns != right.towns:
        city = left.entry.city or next(iter(sorted(left.towns)), "")
        changes.append((("right", "city", city),) if city else (("left", "city", right.entry.city),))
    if left.entry.title != right.entry.title:
        changes.append((("right", "title", left.entry.title),))
    if left.entry.venue != right.entry.venue:
        changes.append((("right", "venue", left.entry.venue),))
    if left.entry.organiser != right.entry.organiser:
        changes.append((("right", "organiser", left.entry.organiser),))
    for count in range(1, len(changes) + 1):
        for chosen in combinations(changes, count):
            yield tuple(change for part in chosen for change in part)


def _start(claim: Claim) -> Moment | None:
    if claim.entry.start is not None:
        return claim.entry.start
    for span in claim.spans:
        day = date(span.year or 2024, span.month, span.day)
        return datetime.combine(day, span.clock) if span.clock else day
    return None


def _changed(claim: Claim, changes: tuple[Change, ...], whose: str) -> Claim:
    values = {name: value for who, name, value in changes if who == whose}
    if not values:
        return claim
    return read_claim(replace(claim.entry, **values), claim.text_folded)  # type: ignore[arg-type]  # names and types come from the tries


def _printed(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    return value.isoformat() if isinstance(value, date) else f'"{value}"'
