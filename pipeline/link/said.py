"""Whether an entry says a word anywhere in title or text."""

from __future__ import annotations

from functools import lru_cache

from pipeline.link.claims import Claim
from pipeline.link.text import stem, words

_BEGINS = 6  # letters by which two forms of a word are known


def is_said(one: str, teller: Claim) -> bool:
    """Whether title or text has the word, in whatever form: Schweigen, schweigt."""
    if one in teller.title or one in _bag(teller.text_folded):
        return True
    return len(one) > _BEGINS and one[:_BEGINS] in _beginnings(teller.text_folded)


@lru_cache(maxsize=4_096)
def stems_of(folded: str) -> tuple[str, ...]:
    """The stems of a folded text in order."""
    return tuple(stem(word) for word in words(folded))


@lru_cache(maxsize=4_096)
def _beginnings(folded: str) -> frozenset[str]:
    return frozenset(one[:_BEGINS] for one in stems_of(folded) if len(one) >= _BEGINS)


@lru_cache(maxsize=4_096)
def _bag(folded: str) -> frozenset[str]:
    return frozenset(stems_of(folded))
