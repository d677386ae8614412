"""Finds the texts that may be the same among very many, in near-linear time, and groups those that are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from pipeline.link.compare import Comparison, compare, contradictions
from pipeline.link.fingerprints import Hashes, WordHashes, features
from pipeline.link.wording import Facts, Wording

RAREST = 24  # features of a text that propose candidates: its rarest ones that another text has, too
CROWD = 24  # a feature of more texts than this proposes only neighbours in the order of their content
_NEIGHBOURS = 6
_SHARED = 2  # rare features in common that make a pair worth comparing
_SMALL = 6  # texts with fewer features than this need only one in common

_FACTS = 400  # more combinations of facts than this are not tried between two groups

Pairs = npt.NDArray[np.int64]


def candidate_pairs(prints: Sequence[Hashes]) -> Pairs:
    """Pairs (i < j) of texts that share rare features, sorted; `prints` must stand in an order given by content.

    Every two texts that share two of their rarest features are found (all of them, not most), except where a feature
    is shared by a crowd. Work grows with the number of texts, not with its square.
    """
    if len(prints) < 2:
        return np.empty((0, 2), dtype=np.int64)
    sizes = np.fromiter((len(one) for one in prints), dtype=np.int64, count=len(prints))
    owner = np.repeat(np.arange(len(prints), dtype=np.int64), sizes)
    values = np.concatenate(prints) if sizes.sum() else np.empty(0, dtype=np.uint64)
    order = np.lexsort((owner, values))
    owner, values = owner[order], values[order]
    first = np.concatenate(([True], values[1:] != values[:-1])) if len(values) else np.empty(0, dtype=bool)
    group = np.cumsum(first) - 1
    spread = np.bincount(group)[group] if len(values) else np.empty(0, dtype=np.int64)
    shared = spread > 1
    owner, group, spread = owner[shared], group[shared], spread[shared]
    keep = _rarest(owner, spread, group)
    codes = list(_codes(owner[keep], group[keep], len(prints)))
    if not codes:
        return np.empty((0, 2), dtype=np.int64)
    found, counts = np.unique(np.concatenate(codes), return_counts=True)
    left, right = found // len(prints), found % len(prints)
    enough = counts >= np.where(np.minimum(sizes[left], sizes[right]) < _SMALL, 1, _SHARED)
    return np.stack((left[enough], right[enough]), axis=1)


def _rarest(owner: Pairs, spread: Pairs, group: Pairs) -> npt.NDArray[np.bool_]:
    """Marks each text's RAREST features."""
    order = np.lexsort((group, spread, owner))
    sorted_owner = owner[order]
    starts = (
        np.concatenate(([0], np.flatnonzero(sorted_owner[1:] != sorted_owner[:-1]) + 1))
        if len(owner)
        else np.empty(0, dtype=np.int64)
    )
    lengths = np.diff(np.concatenate((starts, [len(owner)])))
    rank = np.arange(len(owner)) - np.repeat(starts, lengths)
    keep = np.zeros(len(owner), dtype=bool)
    keep[order] = rank < RAREST
    return keep


def _codes(owner: Pairs, group: Pairs, count: int) -> Iterator[Pairs]:
    """Pair codes (i * count + j) of texts that stand under one feature: all of a few, neighbours of a crowd."""
    if not len(owner):
        return
    starts = np.concatenate(([True], group[1:] != group[:-1]))
    place = np.arange(len(owner)) - np.maximum.accumulate(np.where(starts, np.arange(len(owner)), 0))
    size = np.bincount(np.cumsum(starts) - 1)[np.cumsum(starts) - 1]
    for step in range(1, CROWD):
        fits = place + step < size
        fits &= (size <= CROWD) | (step <= _NEIGHBOURS)
        at = np.flatnonzero(fits)
        if not len(at):
            break
        left, right = owner[at], owner[at + step]
        yield np.minimum(left, right) * count + np.maximum(left, right)


def cluster_texts(wordings: Sequence[Wording], boilerplate: Mapping[str, float]) -> list[int]:
    """For each wording (distinct, in the order of content) the index of its cluster's first member.

    The surest pairs are joined first; two groups whose facts contradict each other are not joined through a third text.
    """
    hashes = WordHashes()
    for wording in wordings:
        wording.weigh(dict(boilerplate) if boilerplate else None)
    pairs = candidate_pairs([features(wording, boilerplate, hashes) for wording in wordings])
    same: list[tuple[float, int, int]] = []
    apart: dict[int, set[int]] = defaultdict(set)
    for left, right in pairs.tolist():
        result = compare(wordings[left], wordings[right])
        if result.is_same:
            same.append((-_sureness(result), left, right))
        elif result.apart:
            apart[left].add(right)
            apart[right].add(left)
    return _join(len(wordings), sorted(same), apart, wordings)


def _sureness(result: Comparison) -> float:
    return round(max(result.alike, 0.9 * result.contained), 6)


def _join(
    count: int,
    same: Sequence[tuple[float, int, int]],
    apart: Mapping[int, set[int]],
    wordings: Sequence[Wording],
) -> list[int]:
    """Join along the links, surest first, unless some two members contradict each other."""
    parent = list(range(count))
    members: dict[int, list[int]] = {}
    facts: dict[int, set[Facts]] = {}
    for _, left, right in same:
        one, other = root(parent, left), root(parent, right)
        if one == other:
            continue
        # the smaller group is looked through and poured into the larger: joining very many stays cheap
        few, many = sorted((one, other), key=lambda group: (len(members.get(group, ())), group))
        told = [facts.get(group) or {wordings[group].facts} for group in (few, many)]
        if any(root(parent, enemy) == many for index in members.get(few, (few,)) for enemy in apart.get(index, ())):
            continue
        if _clash(*told):
            continue
        joined = members.pop(many, [many])
        joined.extend(members.pop(few, [few]))
        parent[max(one, other)] = first = min(one, other)
        members[first] = joined
        told[1].update(told[0])
        facts[first] = told[1]
    return [root(parent, index) for index in range(count)]


def _clash(mine: Collection[Facts], theirs: Collection[Facts]) -> bool:
    """Whether facts of the two groups contradict each other."""
    if len(mine) * len(theirs) > _FACTS:
        return False
    return any(contradictions(left, right) for left in mine for right in theirs)


def root(parent: list[int], index: int) -> int:
    while parent[index] != index:
        parent[index] = parent[parent[index]]
        index = parent[index]
    return index
