"""Proposes the pairs of entries that are worth weighing: same day and something in common, or the same rare words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from math import log

from pipeline.link.claims import Claim
from pipeline.link.likeness import Surroundings
from pipeline.link.wording import is_content

FULL = 32  # so many entries on one day (in one town) are all weighed against each other
_FEW = 24  # a key shared by more entries proposes only neighbours
_NEIGHBOURS = 4
_RARE = 4  # title words of an undated entry that look for its event


def surroundings(claims: Sequence[Claim]) -> Surroundings:
    """How rare each title stem is among all entries, and the titles that stand on three days or more."""
    spread: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    days: dict[tuple[str, ...], set[tuple[int, int, int]]] = defaultdict(set)
    for claim in claims:
        for one in set(claim.title):
            spread[one].add(claim.title)
        days[claim.title].update(span.start for span in claim.spans)
    distinct = len(days)
    rarity = {one: _rarity(len(titles), distinct) for one, titles in spread.items()}
    return Surroundings(rarity=rarity, recurring=frozenset(title for title, when in days.items() if len(when) >= 3))


def _rarity(spread: int, distinct: int) -> float:
    """1 for a word of few titles, down to 0.35 for one that most titles have; little material tells nothing (1)."""
    share = (spread - 1) / (distinct + 30)
    return max(0.35, min(1.0, 1.0 + 0.22 * log(max(share, 0.01) / 0.01) / log(0.01)))


def event_pairs(claims: Sequence[Claim], texts: Sequence[int]) -> list[tuple[int, int]]:
    """Pairs (i < j) to be weighed, sorted. `claims` stand in an order given by content; `texts` is each one's text
    cluster."""
    pairs: set[tuple[int, int]] = set()
    for members in _by_day(claims).values():
        _propose_of_day(members, claims, texts, pairs)
    _propose_undated(claims, texts, pairs)
    return sorted(pairs)


def _by_day(claims: Sequence[Claim]) -> dict[tuple[int, int], list[int]]:
    found: dict[tuple[int, int], list[int]] = defaultdict(list)
    for index, claim in enumerate(claims):
        for day in sorted({(span.month, span.day) for span in claim.spans} | {span.end[1:] for span in claim.spans}):
            found[day].append(index)
    return found


def _propose_of_day(
    members: Sequence[int], claims: Sequence[Claim], texts: Sequence[int], pairs: set[tuple[int, int]]
) -> None:
    if len(members) <= FULL:
        _all(members, pairs)
        return
    towns: dict[str, list[int]] = defaultdict(list)
    for index in members:
        for town in claims[index].towns or ("",):
            towns[town].append(index)
    for town, here in towns.items():
        joined = here if not town else sorted(set(here) | set(towns.get("", ())))
        if len(joined) <= FULL:
            _all(joined, pairs)
        else:
            _propose_by_words(joined, claims, texts, pairs)


def _propose_by_words(
    members: Sequence[int], claims: Sequence[Claim], texts: Sequence[int], pairs: set[tuple[int, int]]
) -> None:
    keys: dict[tuple[str, object], list[int]] = defaultdict(list)
    for index in members:
        claim = claims[index]
        keys["text", texts[index]].append(index)
        if claim.venue:
            keys["venue", claim.venue].append(index)
        for one in {one[:6] for one in claim.title if is_content(one)}:
            keys["word", one].append(index)
    for holders in keys.values():
        _some(holders, pairs)


def _propose_undated(claims: Sequence[Claim], texts: Sequence[int], pairs: set[tuple[int, int]]) -> None:
    """Entries without date, notices and reviews look for their event by the rarest words of their title."""
    holders: dict[tuple[str, object], list[int]] = defaultdict(list)
    for index, claim in enumerate(claims):
        for one in {one[:7] for one in claim.title if is_content(one)}:
            holders["word", one].append(index)
        holders["text", texts[index]].append(index)
        if claim.url:
            holders["url", claim.url].append(index)
        for span in claim.spans:
            holders["day", (span.month, span.day)].append(index)
    for index, claim in enumerate(claims):
        if claim.spans and not claim.is_move and not claim.is_review:
            continue
        told = {one[:7] for one in claim.title if is_content(one) and len(holders["word", one[:7]]) > 1}
        words = sorted(told, key=lambda one: (len(holders["word", one]), one))
        keys: list[tuple[str, object]] = [("word", one) for one in words[:_RARE]]
        keys += [("text", texts[index]), ("url", claim.url)]
        keys += [("day", day[1:]) for day in sorted(claim.told)]
        for key in keys:
            others = holders.get(key, ())
            if len(others) <= _FEW:
                pairs.update((min(index, other), max(index, other)) for other in others if other != index)


def _some(holders: Sequence[int], pairs: set[tuple[int, int]]) -> None:
    if len(holders) <= _FEW:
        _all(holders, pairs)
        return
    for at, index in enumerate(holders):
        pairs.update((index, other) for other in holders[at + 1 : at + 1 + _NEIGHBOURS])


def _all(members: Sequence[int], pairs: set[tuple[int, int]]) -> None:
    pairs.update((one, other) for at, one in enumerate(members) for other in members[at + 1 :] if one != other)
