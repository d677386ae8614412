"""Which words of two titles stand for one another: misspelt, inflected, parts of a compound."""

from __future__ import annotations

from functools import lru_cache

from pipeline.link.compare import same_word

_MISSPELT = 0.95


def matched(mine: set[str], theirs: set[str]) -> list[tuple[str, frozenset[str], float]]:
    """Words of one side that stand for words of the other; the longest words choose first, whichever side they are on.
    What finds its like leaves both sets."""
    found = []
    for one in sorted(mine | theirs, key=lambda one: (-len(one), one)):
        ours, others = (mine, theirs) if one in mine else (theirs, mine)
        if one not in ours:
            continue
        twins, likeness = _twins(one, others)
        if twins:
            found.append((one, twins, likeness))
            ours.discard(one)
            others -= twins
    return found


def _twins(one: str, others: set[str]) -> tuple[frozenset[str], float]:
    """The words that stand for `one` on the other side, and how surely: misspelt, inflected, or the parts of a
    compound."""
    if len(one) < 4 or not one.isalpha():
        return frozenset(), 0.0
    found = sorted(((likeness, other) for other in others if (likeness := _stands_for(one, other))), reverse=True)
    if not found:
        return frozenset(), 0.0
    if found[0][0] >= _MISSPELT:
        return frozenset((found[0][1],)), found[0][0]
    heads = max((other for _, other in found if one.startswith(other)), key=len, default="")
    tails = max((other for _, other in found if one.endswith(other)), key=len, default="")
    if heads and tails and heads != tails and len(heads) + len(tails) >= len(one) - 2:
        return frozenset((heads, tails)), 0.9
    return frozenset((found[0][1],)), found[0][0]


@lru_cache(maxsize=400_000)
def _stands_for(one: str, other: str) -> float:
    """How surely a word stands for one that is not longer: 0.95 a slip or another ending; 0.7 and 0.6 its first or
    last part; 0.6 one that begins alike; 0.5 something inside it; 0 not at all."""
    if len(other) < 4 or not other.isalpha():
        return 0.0
    if same_word(one, other, heads=False):
        return _MISSPELT
    if one.startswith(other) or one.endswith(other):
        return 0.7 if len(one) - len(other) <= 3 else 0.6
    if _begin_alike(one, other) >= max(6, min(len(one), len(other)) // 2):
        return 0.6
    return 0.5 if len(other) >= 6 and other in one else 0.0


def _begin_alike(one: str, other: str) -> int:
    """How many letters two words have in common from the first on, whatever their umlauts: sächsisch, Sachsen."""
    one, other = _without_umlauts(one), _without_umlauts(other)
    for at, (mine, theirs) in enumerate(zip(one, other, strict=False)):
        if mine != theirs:
            return at
    return min(len(one), len(other))


@lru_cache(maxsize=100_000)
def _without_umlauts(one: str) -> str:
    return one.replace("ae", "a").replace("oe", "o").replace("ue", "u")


@lru_cache(maxsize=400_000)
def are_kin(one: str, other: str) -> bool:
    """Whether two words begin so much alike that one does not tell anything beside the other."""
    return one != other and _begin_alike(one, other) >= max(7, 0.6 * len(one))
