"""Joins weighed pairs into events, obeying people's rulings and what rules two members out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.link.claims import Claim
from pipeline.link.entries import Verdict
from pipeline.link.evidence import Weighing
from pipeline.link.near import root
from pipeline.link.pairs import contradictory_chains, said

_LOOKED_AT = 40  # so many members of a group are compared when another joins it
_CLEARLY = 0.12  # by so much the best event must fit an undated entry better than the next one

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A weighed pair of places (left < right) in the list of claims; `text_alike` is how much of their texts they
    share."""

    left: int
    right: int
    text_alike: float
    weighing: Weighing


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruled:
    """People's rulings over places in the list of claims, smaller place first."""

    same: tuple[Pair, ...] = ()
    different: tuple[Pair, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """`groups` is each claim's event, named by its first member; `links` with the verdicts that were carried out."""

    groups: tuple[int, ...]
    links: tuple[Link, ...]
    conflicts: tuple[str, ...]


class _Joining:
    """Groups that grow; a join is refused if any two members are ruled out as one event."""

    def __init__(self, claims: Sequence[Claim], apart: Iterable[Pair], weighed: frozenset[Pair]) -> None:
        self.parent = list(range(len(claims)))
        self.claims = claims
        self.weighed = weighed
        self.members: dict[int, list[int]] = {}
        self.apart: dict[int, set[int]] = defaultdict(set)
        for left, right in apart:
            self.apart[left].add(right)
            self.apart[right].add(left)

    def group(self, one: int) -> int:
        return root(self.parent, one)

    def join(self, left: int, right: int) -> bool:
        one, other = self.group(left), self.group(right)
        if one == other:
            return True
        few, many = sorted((one, other), key=lambda group: (len(self.members.get(group, ())), group))
        ours, theirs = self.members.get(few, [few]), self.members.get(many, [many])
        if any(self.group(enemy) == many for member in ours for enemy in self.apart.get(member, ())):
            return False
        if len(theirs) > 1 and any(self._are_strangers(a, b) for a in ours[:_LOOKED_AT] for b in theirs[:_LOOKED_AT]):
            return False
        self.unite(left, right)
        return True

    def unite(self, left: int, right: int) -> None:
        """Join whatever speaks against it: a person said so."""
        one, other = self.group(left), self.group(right)
        if one == other:
            return
        few, many = sorted((one, other), key=lambda group: (len(self.members.get(group, ())), group))
        joined = self.members.pop(many, [many])
        joined.extend(self.members.pop(few, [few]))
        self.parent[max(one, other)] = min(one, other)
        self.members[min(one, other)] = joined

    def _are_strangers(self, one: int, other: int) -> bool:
        """Whether two that nobody weighed (their titles have nothing in common) come from one source or two towns."""
        if (min(one, other), max(one, other)) in self.weighed:
            return False
        left, right = self.claims[one], self.claims[other]
        elsewhere = bool(left.towns and right.towns) and not left.towns & right.towns
        return elsewhere or (left.entry.source == right.entry.source and left.title != right.title)


def link_events(claims: Sequence[Claim], links: Sequence[Link], ruled: Ruled) -> Linked:
    """People's words first, then dated pairs from the surest on, then undated entries that fit one event only.

    A contradictory chain of rulings ("A = B, B = C, but A ≠ C") is named, and all of its members stay apart.
    """
    chains = _contradictions(claims, ruled)
    torn = {pair for _, members in chains for pair in _pairs(members)}
    forced = [pair for pair in ruled.same if pair not in torn]
    out = {(one.left, one.right) for one in links if rules_out(one.weighing, claims[one.left], claims[one.right])}
    apart = set(ruled.different) | torn | out
    weighed = frozenset((one.left, one.right) for one in links) | set(forced)
    joining = _Joining(claims, apart - set(forced), weighed)
    for left, right in forced:
        joining.unite(left, right)
    ranked = sorted((one for one in links if one.weighing.verdict is Verdict.SAME), key=_surest_first)
    for one in ranked:
        if _is_dated(claims, one):
            joining.join(one.left, one.right)
    _join_undated([one for one in ranked if not _is_dated(claims, one)], claims, joining)
    groups = tuple(joining.group(index) for index in range(len(claims)))
    parted = {frozenset((groups[left], groups[right])) for left, right in ruled.different}
    done = tuple(_carried_out(one, groups, parted) for one in links)
    return Linked(groups=groups, links=done, conflicts=tuple(sentence for sentence, _ in chains))


def _surest_first(link: Link) -> tuple[float, int, int]:
    return -link.weighing.score, link.left, link.right


def _is_dated(claims: Sequence[Claim], link: Link) -> bool:
    return all(claims[one].spans or claims[one].rules for one in (link.left, link.right))


def rules_out(weighing: Weighing, left: Claim, right: Claim) -> bool:
    """A veto; and two entries of one source that are judged different stay so, whatever a third source says."""
    return bool(weighing.veto) or (left.entry.source == right.entry.source and weighing.verdict is Verdict.DIFFERENT)


def _join_undated(links: Sequence[Link], claims: Sequence[Claim], joining: _Joining) -> None:
    """Each undated entry joins the event that fits it clearly best; where several fit alike it names none in
    particular."""
    fits: dict[int, dict[int, float]] = defaultdict(dict)
    for link in links:
        for one, other in ((link.left, link.right), (link.right, link.left)):
            if not claims[one].spans and not claims[one].rules:
                group = joining.group(other)
                fits[one][group] = max(fits[one].get(group, 0.0), link.weighing.score)
    choice: dict[int, int] = {}
    for one, groups in fits.items():
        best, *rest = sorted(groups.items(), key=lambda item: (-item[1], item[0]))
        if not rest or best[1] - rest[0][1] >= _CLEARLY:
            choice[one] = best[0]
    for one in sorted(choice):
        mutual = choice.get(choice[one], one) == one or claims[choice[one]].spans or claims[choice[one]].rules
        if mutual:
            joining.join(one, choice[one])


def _carried_out(link: Link, groups: Sequence[int], parted: Collection[frozenset[int]]) -> Link:
    """A pair that is alike enough but was not joined waits for a person, unless a person has parted their events; a
    joined one is the same whatever its score."""
    together = groups[link.left] == groups[link.right]
    verdict = link.weighing.verdict
    if together and verdict is not Verdict.SAME:
        why = "for: both are the same as a third"
        return replace(
            link, weighing=replace(link.weighing, verdict=Verdict.SAME, evidence=(*link.weighing.evidence, why))
        )
    if (
        not together
        and verdict is not Verdict.DIFFERENT
        and frozenset((groups[link.left], groups[link.right])) in parted
    ):
        why = "against: a person parted their events"
        return replace(
            link, weighing=replace(link.weighing, verdict=Verdict.DIFFERENT, evidence=(*link.weighing.evidence, why))
        )
    if not together and verdict is Verdict.SAME:
        why = "against: another event fits as well, or a member of its event is ruled out"
        return replace(
            link, weighing=replace(link.weighing, verdict=Verdict.REVIEW, evidence=(*link.weighing.evidence, why))
        )
    return link


def _contradictions(claims: Sequence[Claim], ruled: Ruled) -> list[tuple[str, tuple[int, ...]]]:
    """Each contradictory chain in a sentence, with the whole group that it ties together."""
    return [
        (
            f"contradictory rulings: {said(claims[one].entry.id for one in chain.steps)}; the group stays unmerged",
            chain.members,
        )
        for chain in contradictory_chains(ruled.same, ruled.different)
    ]


def _pairs(members: Sequence[int]) -> list[Pair]:
    return [(one, other) for at, one in enumerate(members) for other in members[at + 1 :]]
