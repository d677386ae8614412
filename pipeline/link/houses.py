"""Whether two names of a venue may stand for one house, by the stems that tell it from others."""

from __future__ import annotations

from rapidfuzz import fuzz

_ALIKE = 75  # 0…100


def may_be_one_house(left: frozenset[str], right: frozenset[str]) -> bool:
    """Symmetric; two names of which one is made of the other's words, or that are nearly spelt alike."""
    if _made_of(left, right) or _made_of(right, left):
        return True
    return fuzz.token_set_ratio(" ".join(sorted(left)), " ".join(sorted(right))) >= _ALIKE


def _made_of(parts: frozenset[str], venue: frozenset[str]) -> bool:
    """Whether each word stands in the other name, if only inside a compound: Kino in der Remise, Remise-Kino."""
    return any(len(one) > 3 for one in parts) and all(any(one in word for word in venue) for one in parts)
