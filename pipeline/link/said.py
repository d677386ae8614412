"""Whether an entry says a word anywhere in title or text."""

from __future__ import annotations

from functools import lru_cache

from pipeline.link.claims import Claim
from pipeline.link.text import stem, words

_BEGINS, _LONGEST = 6, 16  # letters by which two forms of a word are known: the first six, or three fifths of it


def is_said(one: str, teller: Claim) -> bool:
    """Whether title, text or address has the word, in whatever form: Schweigen, schweigt."""
    if one in teller.title or one in teller.address or one in _bag(teller.text_folded):
        return True
    begins = one[: min(_LONGEST, max(_BEGINS, 3 * len(one) // 5))]
    return len(one) > _BEGINS and begins in _beginnings(teller.text_folded)


@lru_cache(maxsize=4_096)
def stems_of(folded: str) -> tuple[str, ...]:
    """The stems of a folded text in order."""
    return tuple(stem(word) for word in words(folded))


@lru_cache(maxsize=4_096)
def _beginnings(folded: str) -> frozenset[str]:
    return frozenset(one[:upto] for one in stems_of(folded) for upto in range(_BEGINS, min(len(one), _LONGEST) + 1))


@lru_cache(maxsize=4_096)
def _bag(folded: str) -> frozenset[str]:
    return frozenset(stems_of(folded))
