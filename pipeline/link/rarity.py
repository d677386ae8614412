"""How much a word tells in itself: next to nothing if everybody uses it each day, most if hardly anybody does."""

from __future__ import annotations

from functools import cache, lru_cache
from math import log10

from wordfreq import get_frequency_dict

from pipeline.link.text import stem

_SPELT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_EVERYDAY = 5.2  # Zipf: a word of which a million hold 160 tells nothing; on this scale each step is ten times rarer
_STEPS = 2.2  # so many steps below, it tells all that a word can tell


@lru_cache(maxsize=200_000)
def rareness(one: str) -> float:
    """0…1 for a stem of folded text, by how often German uses its forms (wordfreq, the list of words seen at least once
    in a million); a word that is not listed, most often a name or a compound, tells most."""
    frequency = _frequencies().get(one)
    if frequency is None:
        return 1.0
    return max(0.0, min(1.0, (_EVERYDAY - (log10(frequency) + 9)) / _STEPS))


@cache
def _frequencies() -> dict[str, float]:
    found: dict[str, float] = {}
    for word, frequency in get_frequency_dict("de", "small").items():
        one = stem(word.translate(_SPELT))
        found[one] = found.get(one, 0.0) + frequency
    return found
