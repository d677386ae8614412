"""How alike two titles are, by the words that tell something."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.link.claims import Claim
from pipeline.link.compare import same_word
from pipeline.link.wording import is_content, weight

_MAIN_TITLE_TELLS = 1.5  # a main title of so many rare words may go with any subtitle


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What only the whole material tells: how rare each title stem is (0…1), and titles that recur on other days."""

    rarity: Mapping[str, float] = field(default_factory=dict)
    recurring: frozenset[tuple[str, ...]] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """`alike` 0…1 is how much of the titles' weight is common (a shared main title outweighs subtitles that
    drifted apart),
    `telling` how much the common words tell (1 for each rare word), `own` what each names that the other does not."""

    alike: float
    telling: float
    own: str = ""


def title_likeness(left: Claim, right: Claim, around: Surroundings) -> Likeness:
    """Compare the titles of two entries; symmetric."""
    whole = _overlap(left.title, right.title, around)
    if left.title_folded == right.title_folded and left.title:
        return Likeness(alike=1.0, telling=whole.telling)
    alike = 0.65 * whole.both + 0.35 * whole.shorter
    main = _overlap(left.main_title, right.main_title, around)
    if main.both >= 0.9 and main.telling >= 0.9:
        alike = max(alike, 0.6 + 0.1 * min(main.telling, 2.5) + 0.1 * whole.both)
        if main.telling >= _MAIN_TITLE_TELLS:
            return Likeness(alike=min(alike, 1.0), telling=whole.telling)
    mine = sorted(one for one in whole.only_left if one in left.title_nouns and is_content(one))
    theirs = sorted(one for one in whole.only_right if one in right.title_nouns and is_content(one))
    own = f"{' '.join(mine)} / {' '.join(theirs)}" if mine and theirs else ""
    return Likeness(alike=min(alike, 1.0), telling=whole.telling, own=own)


@dataclass(frozen=True, slots=True)
class _Overlap:
    """Share of weight in common, of both titles and of the shorter; `telling` sums the common words that tell
    something."""

    both: float
    shorter: float
    telling: float
    only_left: frozenset[str] = frozenset()
    only_right: frozenset[str] = frozenset()


def _overlap(left: tuple[str, ...], right: tuple[str, ...], around: Surroundings) -> _Overlap:
    mine, theirs = set(left), set(right)
    shared = mine & theirs
    common = sum(_value(one, around) for one in shared)
    telling = sum(_value(one, around) for one in shared if is_content(one))
    only_mine, only_theirs = mine - theirs, theirs - mine
    for one, twins, likeness in _matched(only_mine, only_theirs):
        value = likeness * min(_value(one, around), sum(_value(twin, around) for twin in twins))
        common += value * (1.5 if len(twins) > 1 else 1)
        telling += value
    total_mine = sum(_value(one, around) for one in mine)
    total_theirs = sum(_value(one, around) for one in theirs)
    if not total_mine or not total_theirs:
        return _Overlap(0.0, 0.0, 0.0)
    return _Overlap(
        min(1.0, 2 * common / (total_mine + total_theirs)),
        min(1.0, common / min(total_mine, total_theirs)),
        telling,
        frozenset(only_mine),
        frozenset(only_theirs),
    )


def _matched(mine: set[str], theirs: set[str]) -> list[tuple[str, frozenset[str], float]]:
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
    close = [(same_word(one, other, heads=False), other) for other in others if len(other) >= 4 and other.isalpha()]
    best = max(close, default=(0.0, ""))
    if best[0]:
        return frozenset((best[1],)), 0.95
    heads = sorted(other for other in others if len(other) >= 4 and one.startswith(other))
    tails = sorted(other for other in others if len(other) >= 4 and one.endswith(other))
    if heads and tails and len(heads[-1]) + len(tails[-1]) >= len(one) - 2 and heads[-1] != tails[-1]:
        return frozenset((heads[-1], tails[-1])), 0.9
    part = (heads or tails)[-1:]
    return (frozenset(part), 0.5) if part else (frozenset(), 0.0)


def _value(one: str, around: Surroundings) -> float:
    return weight(one, True) * around.rarity.get(one, 1.0)
