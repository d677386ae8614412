"""Whether two texts are the same announcement: what both share is weighed against what only one of them says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA, Levenshtein

from pipeline.link.rarity import rareness
from pipeline.link.text import stem
from pipeline.link.vocabulary import CIRCUMSTANCES
from pipeline.link.wording import Facts, Wording, is_content, is_town

ALIKE = 0.62  # share of weight in common from which two texts without contradiction are one announcement
CONTAINED = 0.85  # share of the shorter text that stands in the longer one, from which it is a shorter wording of it
_WORTH_A_LOOK = 0.40  # below this share (and not contained) nothing that follows could make them one
_LEAST_IN_COMMON = 4.0  # weight: less than four nouns in common is no text in common
_TYPO = 84.0  # two stems at least this similar (0…100) are one word misspelt or inflected
_SLIP_A = 6  # letters of a word for each slip that it may hold
_SPECIFIC = 0.5  # weight from which a word is not boilerplate
_OWN_NOUNS = 2
_OWN_SHARE = 0.2
_EVERYDAY = 0.25  # rareness
_CIRCUMSTANCE_STEMS = frozenset(map(stem, CIRCUMSTANCES))
_TIGHT = 5  # stems in a row that may be exchanged for others while the rest of the sentence stands
_HEADING = 12  # stems of an opening that is a heading rather than a sentence of prose
_MANY = 30  # words of one side only, from which nobody looks for misspellings among them


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """`alike` 0…1 counts both texts, `contained` only the shorter; `against` names each contradiction in words, `apart`
    says that they must not meet in one group through a third text either."""

    is_same: bool
    alike: float
    contained: float
    against: tuple[str, ...] = ()
    apart: bool = False


def compare(left: Wording, right: Wording) -> Comparison:
    """Compare two wordings whose bags are weighed; symmetric."""
    if left.folded == right.folded:
        return Comparison(is_same=True, alike=1.0, contained=1.0)
    if left.folded > right.folded:
        left, right = right, left
    only_left, only_right, common = _differences(left, right)
    alike, contained = _shares(only_left, only_right, common)
    if alike < _WORTH_A_LOOK and contained < CONTAINED:
        return Comparison(is_same=False, alike=alike, contained=contained)
    common += _misspelt(only_left, only_right, left.bag, right.bag)
    alike, contained = _shares(only_left, only_right, common)
    against = contradictions(left.facts, right.facts)
    against = (
        against
        or _own_titles(left, right, only_left, only_right)
        or _opens_otherwise(left, right, only_left, only_right)
        or _exchanged(left, right, only_left, only_right)
    )
    apart = bool(against)
    against = against or _each_its_own(left, right, only_left, only_right)
    enough = alike >= ALIKE or (contained >= CONTAINED and common >= _LEAST_IN_COMMON)
    return Comparison(
        is_same=enough and not against, alike=alike, contained=contained, against=tuple(against), apart=apart
    )


def contradictions(left: Facts, right: Facts) -> list[str]:
    """Facts that cannot both be true of one announcement, in words; a fact that only one side has contradicts
    nothing."""
    found: list[str] = []
    if left.days and right.days and not left.days & right.days:
        found.append(f"other days: {_days(left)} / {_days(right)}")
    if left.months and right.months and not left.months & right.months:
        found.append("other month")
    if left.ordinals and right.ordinals:
        for what in sorted({what for what, _ in left.ordinals} & {what for what, _ in right.ordinals}):
            mine = {which for name, which in left.ordinals if name == what}
            theirs = {which for name, which in right.ordinals if name == what}
            if not mine & theirs:
                found.append(f"other number: {what} {min(mine)} / {min(theirs)}")
    return found


def _days(facts: Facts) -> str:
    return ", ".join(f"{day}.{month}." for month, day in sorted(facts.days))


def _differences(left: Wording, right: Wording) -> tuple[dict[str, float], dict[str, float], float]:
    """What only one side says (stem -> weight), and the weight that both share. A word that one side has in boilerplate
    counts as boilerplate on both."""
    mine, theirs = left.bag, right.bag
    shared = mine.keys() & theirs.keys()
    common = sum([min(mine[one], theirs[one]) for one in shared])
    only_left = {one: value for one, value in mine.items() if one not in shared}
    only_right = {one: value for one, value in theirs.items() if one not in shared}
    return only_left, only_right, common


def _shares(only_left: dict[str, float], only_right: dict[str, float], common: float) -> tuple[float, float]:
    mine, theirs = sum(only_left.values()), sum(only_right.values())
    alike = 2 * common / (2 * common + mine + theirs) if common else 0.0
    return alike, common / (common + min(mine, theirs)) if common else 0.0


def _misspelt(
    only_left: dict[str, float], only_right: dict[str, float], mine: dict[str, float], theirs: dict[str, float]
) -> float:
    """The weight of words that are on both sides after all, misspelt or inflected; they leave the dicts of own
    words."""
    common = 0.0
    if only_left and only_right and max(len(only_left), len(only_right)) <= _MANY:
        for one in sorted(only_left):
            twin = _twin(one, only_right)
            if twin:
                common += min(only_left.pop(one), only_right.pop(twin))
    for only, bag in ((only_left, theirs), (only_right, mine)):
        if len(only) <= _MANY:
            for one in sorted(only):
                twin = _twin(one, bag, heads=False)
                if twin:
                    common += min(only.pop(one), bag[twin]) / 2  # the other side has said it already
    return common


def _twin(one: str, others: Iterable[str], *, heads: bool = True) -> str | None:
    """The misspelt or inflected form of a stem among others, with `heads` the head of a compound; None for
    numbers, short
    words and towns."""
    if len(one) < 4 or not one.isalpha():
        return None
    best, twin = 0.0, None
    for other in others:
        if len(other) < 4 or not other.isalpha() or (abs(len(one) - len(other)) > 2 and one[-4:] != other[-4:]):
            continue
        likeness = same_word(one, other, heads=heads)
        if likeness and (likeness, other) > (best, twin or ""):
            best, twin = likeness, other
    return twin


def same_word(one: str, other: str, *, heads: bool) -> float:
    """0…100: a slip of one letter or two neighbours changed, a small change in a long word, or the head of a
    compound."""
    if is_town(one) and is_town(other):
        return 0.0
    slip = OSA.distance(one, other, score_cutoff=1) <= 1
    if slip and (min(len(one), len(other)) >= 5 or len(one) != len(other) or sorted(one) == sorted(other)):
        return 95.0
    if heads and (one.endswith(other) or other.endswith(one)):  # the head stands last: Straßenverkehr is a Verkehr
        return _TYPO
    if min(len(one), len(other)) < 6 or OSA.distance(one, other, score_cutoff=3) > max(len(one), len(other)) // _SLIP_A:
        return 0.0
    return fuzz.ratio(one, other, score_cutoff=_TYPO)


def _own_titles(left: Wording, right: Wording, only_left: dict[str, float], only_right: dict[str, float]) -> list[str]:
    """A quoted title or named theme that the other text does not speak of."""
    found = []
    for facts, only in ((left.facts, only_left), (right.facts, only_right)):
        for title in facts.titles:
            own = [one for one in title if one in only and is_content(one)]
            if own and 2 * len(own) >= len([one for one in title if is_content(one)]):
                found.append(f"a title of its own: {' '.join(sorted(own))}")
    return found


def _opens_otherwise(
    left: Wording, right: Wording, only_left: dict[str, float], only_right: dict[str, float]
) -> list[str]:
    """Both open with nouns that the other text does not know at all: two headings over one frame."""
    mine = [one for one in dict.fromkeys(left.heading) if one in left.nouns and is_content(one)]
    theirs = [one for one in dict.fromkeys(right.heading) if one in right.nouns and is_content(one)]
    if not mine or not theirs or max(len(left.heading), len(right.heading)) > _HEADING:
        return []
    if all(one in only_left for one in mine) and all(one in only_right for one in theirs):
        return [f"opens with something else: {' '.join(mine)} / {' '.join(theirs)}"]
    return []


def _each_its_own(
    left: Wording, right: Wording, only_left: dict[str, float], only_right: dict[str, float]
) -> list[str]:
    """Both texts have nouns of their own, a good part of all that they have: they speak of different things in one
    frame."""
    mine, theirs = _nouns_among(only_left, left), _nouns_among(only_right, right)
    if min(len(mine), len(theirs)) < _OWN_NOUNS:
        return []
    shares = (len(mine) / len(_nouns_among(left.bag, left)), len(theirs) / len(_nouns_among(right.bag, right)))
    if min(shares) < _OWN_SHARE:
        return []
    return [f"each speaks of something else: {', '.join(mine[:4])} / {', '.join(theirs[:4])}"]


def _nouns_among(bag: dict[str, float], of: Wording) -> list[str]:
    return sorted(
        one
        for one, value in bag.items()
        if value >= _SPECIFIC and one in of.nouns and is_content(one) and is_theme(one)
    )


@lru_cache(maxsize=100_000)
def is_theme(one: str) -> bool:
    """Whether a noun can be what something is about: neither an everyday word nor a circumstance of holding it."""
    return one not in _CIRCUMSTANCE_STEMS and rareness(one) >= _EVERYDAY


def _exchanged(left: Wording, right: Wording, only_left: dict[str, float], only_right: dict[str, float]) -> list[str]:
    """Nouns or numbers that stand in the same place of two sentences and are not the same: another theme, place,
    number.

    It counts in the opening, when it recurs, and when it is a town; one noun exchanged somewhere in the body may be a
    synonym."""
    if not only_left or not only_right:
        return []
    found: dict[str, int] = {}
    weighty = False
    for first, second, is_opening in _sentence_pairs(left, right):
        for mine, theirs in _exchanges(first, second):
            ours = [one for one in mine if _tells(one, left, only_left)]
            others = [one for one in theirs if _tells(one, right, only_right)]
            if ours and others and not _one_head(ours, others):
                said = f"another word in the same place: {' '.join(ours)} / {' '.join(others)}"
                found[said] = found.get(said, 0) + 1
                weighty |= is_opening or found[said] > 1 or (is_town(ours[-1]) and is_town(others[-1]))
                weighty |= left.stems.count(ours[0]) > 1 and right.stems.count(others[0]) > 1
    return list(found) if weighty else []


def _one_head(ours: list[str], others: list[str]) -> bool:
    """Whether a compound stands against its own head: Kirchengemeinden, Gemeinden."""
    return len(ours) == len(others) == 1 and (ours[0].endswith(others[0]) or others[0].endswith(ours[0]))


def _sentence_pairs(left: Wording, right: Wording) -> list[tuple[list[str], list[str], bool]]:
    """Sentences that only one side has, each with the one on the other side that it resembles; whether one of them
    opens."""
    rest = [(block, stems) for block, stems in right.blocks if block not in left.block_names]
    found = []
    for block, stems in left.blocks:
        if block in right.block_names:
            continue
        mine = set(stems)
        best = max(
            rest, key=lambda item: (len(mine & set(item[1])) / max(len(mine), len(item[1])), item[0]), default=None
        )
        if best and 2 * len(mine & set(best[1])) >= min(len(mine), len(set(best[1]))):
            found.append((stems, best[1], _opens(stems, left) or _opens(best[1], right)))
    return found


def _opens(stems: list[str], of: Wording) -> bool:
    return stems is of.heading or stems is of.opening


def _exchanges(first: list[str], second: list[str]) -> list[tuple[list[str], list[str]]]:
    steps = [
        (step.tag, step.src_start, step.src_end, step.dest_start, step.dest_end)
        for step in Levenshtein.opcodes(first, second)
    ]
    equal = sum(end - start for tag, start, end, _, _ in steps if tag == "equal")
    if 5 * equal < 2 * min(len(first), len(second)) or equal < 2:
        return []
    return [
        (first[start:end], second[other_start:other_end])
        for tag, start, end, other_start, other_end in steps
        if tag == "replace" and end - start <= _TIGHT and other_end - other_start <= _TIGHT
    ]


def _tells(one: str, of: Wording, only: dict[str, float]) -> bool:
    return one in only and (one.isdigit() or (one in of.nouns and is_content(one)))
