"""Joins weighed pairs into events, obeying people's rulings and the vetoes between all members."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.link.claims import Claim
from pipeline.link.entries import LinkDecision, Verdict
from pipeline.link.evidence import Weighing
from pipeline.link.near import root

REPORTED = 0.4  # a pair judged different is reported from this likeness on; below it nobody would ask


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    left: int
    right: int
    weighing: Weighing


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruled:
    """People's rulings over places in the list of claims."""

    same: tuple[tuple[int, int], ...] = ()
    different: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """`groups` is each claim's event, named by its first member."""

    groups: tuple[int, ...]
    decisions: tuple[LinkDecision, ...]
    conflicts: tuple[str, ...]


def link_events(claims: Sequence[Claim], links: Sequence[Link], ruled: Ruled) -> Linked:
    """People's words first, then the surest pairs; a pair is not joined if any two members of its groups are ruled out."""
    vetoed = {(link.left, link.right) for link in links if link.weighing.veto}
    vetoed |= set(ruled.different)
    parent = list(range(len(claims)))
    members: dict[int, list[int]] = {}
    for left, right in ruled.same:
        _join(parent, members, left, right)
    conflicts = _conflicts(claims, parent, ruled)
    ranked = sorted(
        (link for link in links if link.weighing.verdict is Verdict.SAME),
        key=lambda link: (not (claims[link.left].spans and claims[link.right].spans), -link.weighing.score, link.left, link.right),
    )
    lost = _ambiguous(claims, ranked, parent)
    joined: set[tuple[int, int]] = set()
    for link in ranked:
        if (link.left, link.right) in lost:
            continue
        one, other = root(parent, link.left), root(parent, link.right)
        if one != other:
            ours, theirs = members.get(one, [one]), members.get(other, [other])
            if any((min(a, b), max(a, b)) in vetoed for a in ours for b in theirs):
                continue
            _join(parent, members, link.left, link.right)
        joined.add((link.left, link.right))
    groups = tuple(root(parent, index) for index in range(len(claims)))
    return Linked(groups=groups, decisions=_decisions(claims, links, groups, ruled), conflicts=conflicts)


def _join(parent: list[int], members: dict[int, list[int]], left: int, right: int) -> None:
    one, other = root(parent, left), root(parent, right)
    if one == other:
        return
    first, last = min(one, other), max(one, other)
    parent[last] = first
    members[first] = members.get(first, [first]) + members.pop(last, [last])


def _ambiguous(claims: Sequence[Claim], ranked: Sequence[Link], parent: list[int]) -> set[tuple[int, int]]:
    """Links of an undated entry that fits several events of one source: it names none of them in particular."""
    fits: dict[int, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for link in ranked:
        for one, other in ((link.left, link.right), (link.right, link.left)):
            if not claims[one].spans:
                fits[one][claims[other].entry.source].add(other)
    torn = {one for one, sources in fits.items() if any(len(others) > 1 for others in sources.values())}
    return {(link.left, link.right) for link in ranked if link.left in torn or link.right in torn}


def _conflicts(claims: Sequence[Claim], parent: list[int], ruled: Ruled) -> tuple[str, ...]:
    """Names each chain of 'same' rulings that a 'different' ruling contradicts, and takes that group apart again."""
    found = []
    for left, right in ruled.different:
        if root(parent, left) == root(parent, right):
            chain = [pair for pair in ruled.same if root(parent, pair[0]) == root(parent, left)]
            said = ", ".join(f"{claims[a].entry.id} = {claims[b].entry.id}" for a, b in chain)
            found.append(f"{said}, but {claims[left].entry.id} ≠ {claims[right].entry.id}")
    return tuple(found)


def _decisions(
    claims: Sequence[Claim], links: Sequence[Link], groups: Sequence[int], ruled: Ruled
) -> tuple[LinkDecision, ...]:
    found = []
    for link in links:
        together = groups[link.left] == groups[link.right]
        verdict = Verdict.SAME if together else link.weighing.verdict
        if verdict is Verdict.SAME and not together:
            verdict = Verdict.REVIEW
        if verdict is Verdict.DIFFERENT and link.weighing.score < REPORTED and not link.weighing.veto:
            continue
        found.append(
            LinkDecision(
                left=claims[link.left].entry.id,
                right=claims[link.right].entry.id,
                verdict=verdict,
                score=link.weighing.score,
                evidence=link.weighing.evidence,
            )
        )
    return tuple(found)
