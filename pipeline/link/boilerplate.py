"""Learns the blocks that a source repeats from announcement to announcement: they are weighed down in comparing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from pipeline.link.compare import contradictions
from pipeline.link.wording import Wording, is_content, read_days, weight

FACTOR = 0.12  # what a boilerplate block still weighs
_SPREAD = 3  # distinct texts that must hold a block before it can be boilerplate
_SAMPLE = 8
_LEAST_WORDS = 4
_OWN_WEIGHT = 3.0  # what must remain on both sides for two texts to differ beside their common blocks
_UNLIKE = 0.4


def learn_boilerplate(by_source: Mapping[str, Sequence[Wording]]) -> dict[str, tuple[str, ...]]:
    """Per source the blocks (folded) that stand in at least three distinct texts which otherwise speak of
    different things.

    A block shared only by wordings of one announcement is its text, not boilerplate.
    """
    return {source: _blocks_of(wordings) for source, wordings in sorted(by_source.items())}


def _blocks_of(wordings: Sequence[Wording]) -> tuple[str, ...]:
    holders: dict[str, list[int]] = defaultdict(list)
    for index, wording in enumerate(wordings):
        for block in dict.fromkeys(block for block, stems in wording.blocks if len(stems) >= _LEAST_WORDS):
            holders[block].append(index)
    common = {
        block: [wordings[index] for index in _sample(indexes)]
        for block, indexes in holders.items()
        if len(indexes) >= _SPREAD and not read_days(block)
    }
    first = {block for block, sample in common.items() if _rests_differ(sample, frozenset())}
    # a second look without what is common: wordings of one announcement then have nothing left in which they differ
    return tuple(sorted(block for block in first if _rests_differ(common[block], frozenset(first - {block}))))


def _sample(indexes: Sequence[int]) -> list[int]:
    """Evenly spread over the holders, which stand in the order of content."""
    if len(indexes) <= _SAMPLE:
        return list(indexes)
    return [indexes[at * (len(indexes) - 1) // (_SAMPLE - 1)] for at in range(_SAMPLE)]


def _rests_differ(holders: Sequence[Wording], known: frozenset[str]) -> bool:
    """Whether at least half of the pairs speak of different things once common and known blocks are taken away."""
    verdicts = [_differ(left, right, known) for at, left in enumerate(holders) for right in holders[at + 1 :]]
    return 2 * sum(verdicts) >= len(verdicts)


def _differ(left: Wording, right: Wording, known: frozenset[str]) -> bool:
    common = (left.block_names & right.block_names) | known
    if contradictions(left.facts, right.facts):
        return True
    mine, theirs = _rest(left, common), _rest(right, common)
    total_mine, total_theirs = sum(mine.values()), sum(theirs.values())
    if min(total_mine, total_theirs) < _OWN_WEIGHT:
        return False
    shared = sum(min(value, theirs[one]) for one, value in mine.items() if one in theirs)
    return 2 * shared / (total_mine + total_theirs) < _UNLIKE


def _rest(wording: Wording, common: frozenset[str]) -> dict[str, float]:
    bag: dict[str, float] = {}
    for block, stems in wording.blocks:
        if block not in common:
            for one in stems:
                if is_content(one):
                    bag[one] = bag.get(one, 0.0) + weight(one, one in wording.nouns)
    return bag
