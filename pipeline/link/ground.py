"""What two whole entries have in common beside their titles: rare words of title and text, wherever they stand."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from pipeline.link.claims import Claim
from pipeline.link.occasions import names_occasion
from pipeline.link.rarity import rareness
from pipeline.link.text import stem, words
from pipeline.link.vocabulary import MONTHS, WEEKDAYS
from pipeline.link.wording import is_content

_BEGINS = 6  # letters by which two forms of a word are known
_TELLS = 0.25  # rareness below which a word is no common ground
_LONG = 50  # telling words; what two long texts share by chance grows with their length
_HALF = 0.6  # what a part of a compound tells of the whole
_LEAST_PART = 4
_NAME = 6  # letters from which a slip in a rare word is forgiven
_CALENDAR = frozenset(map(stem, (*MONTHS, *WEEKDAYS)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """`weight` sums the rareness of the words that both entries use, at least one of them outside its title."""

    weight: float
    said: tuple[str, ...] = ()


def common_ground(left: Claim, right: Claim) -> Ground:
    """Symmetric; the names of towns, houses and hosts are no common ground, they are weighed as such."""
    without = left.surroundings | right.surroundings
    mine, theirs = _telling(left), _telling(right)
    both_titles = frozenset(left.title) & frozenset(right.title)
    shared = (mine.keys() & theirs.keys()) | (left.address & theirs.keys()) | (mine.keys() & right.address)
    found = {one: rareness(one) for one in shared if one not in without and one not in both_titles}
    rest = {one for one in mine if one not in found and one not in theirs and one not in without}
    others = {one for one in theirs if one not in found and one not in mine and one not in without}
    found |= _misspelt(rest, others)
    longer = min(len(mine), len(theirs)) / _LONG
    weight = sum(found[one] for one in sorted(found)) / max(1.0, longer)
    said = tuple(sorted(found, key=lambda one: (-found[one], one))[:4])
    return Ground(weight=round(weight, 4), said=said)


def coverage(named: Claim, teller: Claim) -> float:
    """The share 0…1 of what one title tells that stands anywhere in the other entry; 0 for a title that tells next to
    nothing."""
    own = {one: _title_value(one, named) for one in named.title if is_content(one) and not names_occasion(one)}
    own = {one: value for one, value in own.items() if value > _TELLS}
    total = sum(own.values())
    if total < _TELLS * 2:
        return 0.0
    told = _telling(teller).keys() | set(teller.title) | teller.surroundings | teller.address
    return sum(value * _stands(one, told) for one, value in own.items()) / total


def _title_value(one: str, of: Claim) -> float:
    is_noun = not of.title_nouns or any(one.endswith(noun) for noun in of.title_nouns)
    return rareness(one) * (1.0 if is_noun else 0.5)


def _stands(one: str, told: frozenset[str] | set[str]) -> float:
    """How surely a word is said: itself, another form of it, or what is one half of it."""
    if one in told:
        return 1.0
    if len(one) <= _LEAST_PART:
        return 0.0
    best = 0.0
    for other in told:
        if len(other) < _LEAST_PART or names_occasion(other):
            continue
        if len(one) > _BEGINS and _begins(one) == other[: len(_begins(one))]:
            return 0.9
        if one.endswith(other) or one.startswith(other) or other.endswith(one) or other.startswith(one):
            best = _HALF
    return best


def _begins(one: str) -> str:
    return one[: max(_BEGINS, 3 * len(one) // 5)]


def _misspelt(mine: set[str], theirs: set[str]) -> dict[str, float]:
    """Rare words of both that are one name in two spellings, or one word in two forms."""
    found: dict[str, float] = {}
    beginnings = {_begins(one): one for one in sorted(theirs) if len(one) >= _BEGINS}
    for one in sorted(mine):
        twin = beginnings.get(_begins(one)) if len(one) >= _BEGINS else None
        if twin:
            found[one] = 0.8 * min(rareness(one), rareness(twin))
        elif len(one) >= _NAME and rareness(one) == 1.0:
            near = (other for other in theirs if other[0] == one[0] and abs(len(other) - len(one)) <= 1)
            if any(OSA.distance(one, other, score_cutoff=2) <= (1 if len(one) < _NAME + 2 else 2) for other in near):
                found[one] = 0.8
    return found


@lru_cache(maxsize=20_000)
def _of_text(folded: str) -> dict[str, float]:
    return {
        one: value
        for one in dict.fromkeys(map(stem, words(folded)))
        if is_content(one) and one not in _CALENDAR and not names_occasion(one) and (value := rareness(one)) > _TELLS
    }


def _telling(claim: Claim) -> dict[str, float]:
    """The telling words of title and text with their rareness."""
    return _of_text(f"{claim.title_folded}\n{claim.text_folded}" if claim.has_title else claim.text_folded)
