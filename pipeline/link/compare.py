"""Whether two texts are the same announcement: what both share is weighed against what only one of them says."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from pipeline.link.wording import Facts, Wording, is_content, weight

ALIKE = 0.62  # share of weight in common from which two texts without contradiction are one announcement
CONTAINED = 0.85  # share of the shorter text that stands in the longer one, from which it is a shorter wording of it
_LEAST_IN_COMMON = 4.0  # weight: less than four nouns in common is no text in common
_TYPO = 84.0  # two stems at least this similar (0…100) are one word misspelt or inflected
_LONG = 1500  # stems; longer texts are compared as bags, their order adds nothing
_FRAME = 5  # equal stems around an exchange that make it one
_TIGHT = 3  # stems in a row that may be exchanged for others while the surroundings stand

Step = tuple[str, int, int, int, int]  # what happens to [from, to) of the left and [from, to) of the right


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """`alike` 0…1 counts both texts, `contained` only the shorter; `against` names each contradiction in words."""

    is_same: bool
    alike: float
    contained: float
    against: tuple[str, ...]


def compare(left: Wording, right: Wording) -> Comparison:
    """Compare two wordings whose bags are weighed; symmetric."""
    if left.folded == right.folded:
        return Comparison(is_same=True, alike=1.0, contained=1.0, against=())
    if left.folded > right.folded:
        left, right = right, left
    only_left, only_right, common = _differences(left, right)
    alike = 2 * common / (left.total + right.total) if left.total + right.total else 0.0
    contained = common / min(left.total, right.total) if min(left.total, right.total) else 0.0
    against = contradictions(left.facts, right.facts)
    if not against and (alike >= ALIKE * 0.8 or contained >= CONTAINED):
        against = _own_titles(left, right, only_left, only_right) or _exchanged(left, right, only_left, only_right)
    enough = alike >= ALIKE or (contained >= CONTAINED and common >= _LEAST_IN_COMMON)
    return Comparison(is_same=enough and not against, alike=alike, contained=contained, against=tuple(against))


def contradictions(left: Facts, right: Facts) -> list[str]:
    """Facts that cannot both be true of one announcement, in words; a fact that only one side has contradicts nothing."""
    found: list[str] = []
    if left.days and right.days and not left.days & right.days:
        found.append(f"other days: {_days(left)} / {_days(right)}")
    if left.months and right.months and not left.months & right.months:
        found.append("other month")
    whats = {what for what, _ in left.ordinals} & {what for what, _ in right.ordinals}
    for what in sorted(whats):
        mine = {which for name, which in left.ordinals if name == what}
        theirs = {which for name, which in right.ordinals if name == what}
        if not mine & theirs:
            found.append(f"other number: {what} {min(mine)} / {min(theirs)}")
    return found


def _days(facts: Facts) -> str:
    return ", ".join(f"{day}.{month}." for month, day in sorted(facts.days))


def _differences(left: Wording, right: Wording) -> tuple[dict[str, float], dict[str, float], float]:
    """What only one side says (stem -> weight), and the weight that both share; misspelt words count as shared."""
    mine, theirs = left.bag, right.bag
    common = sum(min(value, theirs[one]) for one, value in mine.items() if one in theirs)
    only_left = {one: value for one, value in mine.items() if one not in theirs}
    only_right = {one: value for one, value in theirs.items() if one not in mine}
    if only_left and only_right and len(only_left) * len(only_right) <= 900:
        for one in sorted(only_left):
            twin = _twin(one, only_right)
            if twin:
                common += min(only_left.pop(one), only_right.pop(twin))
    return only_left, only_right, common


def _twin(one: str, others: dict[str, float]) -> str | None:
    """The misspelt or inflected form of a stem among others, None for numbers and short words."""
    if len(one) < 5 or not one.isalpha():
        return None
    best = max(others, key=lambda other: (fuzz.ratio(one, other), other))
    return best if best.isalpha() and fuzz.ratio(one, best) >= _TYPO else None


def _own_titles(
    left: Wording, right: Wording, only_left: dict[str, float], only_right: dict[str, float]
) -> list[str]:
    """A quoted title or named theme that the other text does not speak of."""
    found = []
    for facts, only in ((left.facts, only_left), (right.facts, only_right)):
        for title in facts.titles:
            own = [one for one in title if one in only and is_content(one)]
            if own and 2 * len(own) >= len([one for one in title if is_content(one)]):
                found.append(f"a title of its own: {' '.join(sorted(own))}")
    return found


def _exchanged(left: Wording, right: Wording, only_left: dict[str, float], only_right: dict[str, float]) -> list[str]:
    """Nouns or numbers that stand in the same place of both texts and are not the same: another theme, place, name."""
    if max(len(left.stems), len(right.stems)) > _LONG or not only_left or not only_right:
        return []
    steps: list[Step] = Levenshtein.opcodes(left.stems, right.stems).as_list()
    found = []
    for index, (tag, start, end, other_start, other_end) in enumerate(steps):
        if tag != "replace" or end - start > _TIGHT or other_end - other_start > _TIGHT or not _framed(steps, index):
            continue
        mine = [one for one in left.stems[start:end] if _tells(one, left, only_left)]
        theirs = [one for one in right.stems[other_start:other_end] if _tells(one, right, only_right)]
        if mine and theirs:
            found.append(f"another word in the same place: {' '.join(mine)} / {' '.join(theirs)}")
    return found


def _framed(steps: list[Step], index: int) -> bool:
    """Whether the words around an exchange are the same on both sides for a while."""
    before = _equal_run(steps, index - 1)
    after = _equal_run(steps, index + 1)
    return before + after >= _FRAME and (index == 0 or before > 0) and (index == len(steps) - 1 or after > 0)


def _equal_run(steps: list[Step], index: int) -> int:
    if not 0 <= index < len(steps) or steps[index][0] != "equal":
        return 0
    return steps[index][2] - steps[index][1]


def _tells(one: str, of: Wording, only: dict[str, float]) -> bool:
    return one in only and (one.isdigit() or (is_content(one) and one in of.nouns and weight(one, True) >= 1.0))
