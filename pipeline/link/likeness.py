"""How alike two titles are, by the words that tell something, and what each says that the other does not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby

from rapidfuzz.distance import Levenshtein

from pipeline.link.claims import Claim
from pipeline.link.english import german_of
from pipeline.link.occasions import names_occasion, occasion, other_occasion
from pipeline.link.said import is_said
from pipeline.link.text import stem
from pipeline.link.tongues import are_foreign
from pipeline.link.twins import are_kin, matched
from pipeline.link.vocabulary import AUDIENCES, SUBJECTS, names_place
from pipeline.link.wording import is_content, is_town, weight

_SUBJECT_STEMS = SUBJECTS | frozenset(map(stem, SUBJECTS))
_AUDIENCE_STEMS = AUDIENCES | frozenset(map(stem, AUDIENCES))
_PART_ALIKE = 0.85  # share of weight from which a part of one title is a part of the other
_PART_TELLS = 0.9
_PHRASE_TELLS = 0.8
_LONG_PHRASE = 3
_NAMES_PART = 1.5  # weight of what one title has of its own, so that it is a part of a campaign and not the whole
_HALF_SAID = 0.65  # a word that another one only half stands for is still a word of its own
_UNREADABLE = 0.42  # how alike titles in two languages are taken to be: their words say nothing, for or against
_SILENT = 0.30  # how alike a title that only names a kind of occasion (Autorenabend) is taken to be to any other
_CAMPAIGNS = frozenset(
    map(
        stem,
        ["wochen", "woche", "tage", "festival", "reihe", "veranstaltungsreihe", "iwgr", "nacht", "ikw", "kampagne"],
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What only the whole material tells: how rare each title stem is (0…1), and titles that recur on other days."""

    rarity: Mapping[str, float] = field(default_factory=dict)
    recurring: frozenset[tuple[str, ...]] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """`alike` 0…1 is how much of the titles' weight is common (a shared part outweighs subtitles that drifted apart),
    `telling` the weight in common (1 for each rare word), `apart` the weight that each side has of its own (the
    smaller one), `own` those words; `exchanged` what one names in the very place where the other names something else;
    `has_part` if a part of one title is a part of the other; `occasions_differ` if they name kinds of happening that do
    not go together; `is_campaign` if what they share is a campaign week or festival and each goes on to name something
    else; `is_foreign` if they are in two languages, so that the words of neither are evidence against the other."""

    alike: float
    telling: float
    apart: float = 0.0
    own: str = ""
    exchanged: str = ""
    has_part: bool = False
    occasions_differ: bool = False
    is_campaign: bool = False
    is_foreign: bool = False


def title_likeness(left: Claim, right: Claim, around: Surroundings) -> Likeness:
    """Compare the titles of two entries; symmetric."""
    ours, theirs = _spelt_out(left, right), _spelt_out(right, left)
    whole = _overlap(ours, theirs, frozenset(), around)
    frame = left.heading.frame & right.heading.frame
    if frame and whole.only_left and whole.only_right:
        whole = _overlap(ours, theirs, frame, around)
    if left.title_folded == right.title_folded and left.title:
        return Likeness(alike=1.0, telling=whole.telling)
    alike = 0.65 * whole.both + 0.35 * whole.shorter
    shared = _shared_part(left, right, around)
    mine = _of_its_own(whole.only_left, (*theirs, *right.surroundings), right)
    others = _of_its_own(whole.only_right, (*ours, *left.surroundings), left)
    if shared:
        alike = max(alike, 0.55 + 0.12 * min(shared, 2.5) + 0.15 * whole.both)
    if says_nothing(left) or says_nothing(right):
        return Likeness(
            alike=min(max(alike, _SILENT), 1.0),
            telling=whole.telling,
            occasions_differ=other_occasion(left.heading.occasions, right.heading.occasions),
        )
    if are_foreign(left.heading.tongue, right.heading.tongue):
        return Likeness(alike=min(max(alike, _UNREADABLE), 1.0), telling=whole.telling, is_foreign=True)
    return Likeness(
        alike=min(alike, 1.0),
        telling=whole.telling,
        apart=min(_sum(mine, around), _sum(others, around)),
        own=f"{' '.join(mine)} / {' '.join(others)}" if mine and others else "",
        exchanged=_exchanged(left, right, frozenset(mine), frozenset(others)),
        has_part=bool(shared),
        occasions_differ=other_occasion(left.heading.occasions, right.heading.occasions),
        is_campaign=_share_campaign(left, right)
        and (bool(mine and others) or max(_sum(mine, around), _sum(others, around)) >= _NAMES_PART),
    )


def says_nothing(one: Claim) -> bool:
    """Whether a title has no word beside the kind of occasion, or the text's first words stand in for a title."""
    return not one.has_title or not any(is_content(stem) and not names_occasion(stem) for stem in one.title)


def _spelt_out(one: Claim, other: Claim) -> tuple[str, ...]:
    """A title with its acronyms, and English words, replaced by the words of the other that they stand for: SITG,
    Sächsisches Integrations- und Teilhabegesetz; equal rights, gleiches Recht."""
    found: list[str] = []
    for word in one.title:
        meant = _meant(word, other.title) if word in one.heading.acronyms and word not in other.title else ()
        if not meant and word not in other.title and (german := german_of(word)) in other.title:
            meant = (german,)
        found += meant or (word,)
    return tuple(found)


def _meant(acronym: str, title: tuple[str, ...]) -> tuple[str, ...]:
    """Up to four words in a row whose first letters, with letters inside the last ones, make up the acronym."""
    named = [one for one in title if is_content(one) or weight(one, True) > 0.1]
    for begin in range(len(named)):
        for length in range(1, 5):
            group = named[begin : begin + length]
            if len(group) == length and all(one[0] in acronym for one in group) and _spells(acronym, group):
                return tuple(group)
    return ()


def _spells(acronym: str, group: list[str]) -> bool:
    at = 0
    for one in group:
        if at >= len(acronym) or one[0] != acronym[at]:
            return False
        at += 1
        following = {other[0] for other in group}
        for letter in one[1:]:
            if at < len(acronym) and letter == acronym[at] and (one is group[-1] or letter not in following):
                at += 1
    return at == len(acronym) and (len(group) > 1 or len(group[0]) > 8)


def _of_its_own(stems: Iterable[str], other: Sequence[str], teller: Claim) -> list[str]:
    """The words of one title that say something, beside the kind of occasion and what is or begins like a word of the
    other's title, house, town or hosts: Argumentieren, Argumentationstraining."""
    return sorted(
        one
        for one in stems
        if is_content(one)
        and not names_occasion(one)
        and one not in _CAMPAIGNS
        and not names_place(one)
        and not is_town(one)
        and not is_said(one, teller)
        and not any(one == word or are_kin(one, word) for word in other)
    )


def _sum(stems: Iterable[str], around: Surroundings) -> float:
    return sum(title_weight(one, around) for one in stems)


def _shared_part(left: Claim, right: Claim, around: Surroundings) -> float:
    """The weight of the weightiest part of one title that is a part (or the whole) of the other, 0 if none is."""
    best = 0.0
    for mine in (*left.heading.parts, left.title):
        for theirs in (*right.heading.parts, right.title):
            if (mine == left.title and theirs == right.title) or not _may_be_one(mine, theirs):
                continue
            overlap = _overlap(mine, theirs, frozenset(), around)
            if overlap.both >= _PART_ALIKE and overlap.telling >= _PART_TELLS:
                best = max(best, overlap.telling)
    phrases = ((part, right.title) for part in left.heading.parts), ((part, left.title) for part in right.heading.parts)
    return max((best, *(_phrase(part, title, around) for pairs in phrases for part, title in pairs)))


def _may_be_one(part: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """A look before the comparison: parts of very different length, or without a word that begins alike, are not."""
    if len(part) > 2 * len(other) + 2 or len(other) > 2 * len(part) + 2:
        return False
    return not {one[:4] for one in part if len(one) > 3}.isdisjoint(one[:4] for one in other)


def _phrase(part: tuple[str, ...], title: tuple[str, ...], around: Surroundings) -> float:
    """The weight of a part that stands word for word in the other title, 0 if it does not or says next to nothing."""
    value = sum(title_weight(one, around) for one in part)
    if len(part) > _LONG_PHRASE:
        value = max(value, 1.0)  # so many words in a row are no chance: "Das ist unser Haus"
    if len(part) < 2 or value < _PHRASE_TELLS or len(part) > len(title):
        return 0.0
    stands = any(title[at : at + len(part)] == part for at in range(len(title) - len(part) + 1))
    return value if stands else 0.0


def _exchanged(left: Claim, right: Claim, mine: frozenset[str], others: frozenset[str]) -> str:
    """The words that stand for each other in the same place of two parts: "Netzwerktreffen Frauen und Flucht" against
    "Netzwerktreffen Jugend und Flucht"; '' if there are none."""
    if not mine or not others:
        return ""
    for part in left.heading.parts:
        for other in right.heading.parts:
            for ours, theirs in _replaced(_telling(part), _telling(other)):
                first = [one for one in ours if one in mine and _may_differ(one, left)]
                second = [one for one in theirs if one in others and _may_differ(one, right)]
                if not second and set(first) & left.heading.acronyms:
                    second = _any(theirs, others)
                if not first and set(second) & right.heading.acronyms:
                    first = _any(ours, mine)
                if first and second:
                    return f"{' '.join(first)} / {' '.join(second)}"
    return ""


def _any(stems: Iterable[str], own: frozenset[str]) -> list[str]:
    return [one for one in stems if one in own]


def _telling(part: tuple[str, ...]) -> list[str]:
    return [one for one in part if weight(one, True) > 0.1]


def _replaced(part: list[str], other: list[str]) -> list[tuple[list[str], list[str]]]:
    steps = Levenshtein.opcodes(part, other)
    if not any(step.tag == "equal" for step in steps):
        return []
    runs = [list(run) for is_equal, run in groupby(steps, key=lambda step: step.tag == "equal") if not is_equal]
    return [
        (part[run[0].src_start : run[-1].src_end], other[run[0].dest_start : run[-1].dest_end])
        for run in runs
        if any(step.tag == "replace" for step in run)
    ]


def _may_differ(one: str, of: Claim) -> bool:
    return not of.title_nouns or any(one.endswith(noun) for noun in of.title_nouns)


def _share_campaign(left: Claim, right: Claim) -> bool:
    shared = set(left.title) & set(right.title)
    return any(one in _CAMPAIGNS or (one.endswith("tag") and not occasion(one) and len(one) > 5) for one in shared)


@dataclass(frozen=True, slots=True)
class _Overlap:
    """Share of weight in common, of both titles and of the shorter; `telling` sums the common words that tell
    something."""

    both: float
    shorter: float
    telling: float
    only_left: frozenset[str] = frozenset()
    only_right: frozenset[str] = frozenset()


def _overlap(left: tuple[str, ...], right: tuple[str, ...], frame: frozenset[str], around: Surroundings) -> _Overlap:
    mine, theirs = set(left), set(right)
    shared = mine & theirs
    common = sum(_framed(one, frame, around) for one in shared)
    telling = sum(_framed(one, frame, around) for one in shared if is_content(one))
    only_mine, only_theirs = mine - theirs, theirs - mine
    for one, twins, likeness in matched(only_mine, only_theirs):
        value = likeness * min(title_weight(one, around), sum(title_weight(twin, around) for twin in twins))
        common += value * (1.5 if len(twins) > 1 else 1)
        telling += value
        if likeness < _HALF_SAID:  # Rechtsrock is more than Recht
            (only_mine if one in mine else only_theirs).add(one)
    total = common + common + sum(title_weight(one, around) for one in (*only_mine, *only_theirs))
    rest = min(sum(title_weight(one, around) for one in only) for only in (only_mine, only_theirs))
    if not total or not common:
        return _Overlap(0.0, 0.0, 0.0, frozenset(only_mine), frozenset(only_theirs))
    return _Overlap(2 * common / total, common / (common + rest), telling, frozenset(only_mine), frozenset(only_theirs))


def _framed(one: str, frame: frozenset[str], around: Surroundings) -> float:
    """An occasion that both name ("zum Tag gegen Rassismus") says little of what happens on it."""
    return title_weight(one, around) * (0.5 if one in frame else 1.0)


def title_weight(one: str, around: Surroundings) -> float:
    """How much a title's word tells: a name most, a subject that everybody speaks of less, the kind of occasion
    little."""
    return _plain_weight(one) * around.rarity.get(one, 1.0)


@lru_cache(maxsize=100_000)
def _plain_weight(one: str) -> float:
    value = weight(one, True)
    if names_occasion(one) or one in _AUDIENCE_STEMS:
        return min(value, 0.35)
    return min(value, 0.55) if one in _SUBJECT_STEMS or occasion(one) else value
