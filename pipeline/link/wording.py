"""What a text consists of and says of itself: weighted words, blocks, dates, ordinals, quoted titles."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.link.text import fold, plain, stem, words
from pipeline.link.vocabulary import GENERIC, MONTHS, NUMBER_WORDS, PART_WORDS, STOPWORDS, WEEKDAYS
from pipeline.normalise.towns import CITIES, SAXON_TOWNS

_BLOCK_END = re.compile(r"(?<=[a-z)\"]{3}[.!?])\s+|(?<=[a-z]\"[.!?])\s+|\s*\n\s*")
_MONTH = "|".join(MONTHS)
_DAY_MONTH = re.compile(rf"\b(\d{{1,2}})\s?\.?\s?({_MONTH})\b")
_NUMERIC = re.compile(r"\b(\d{1,2})\s?\.\s?(\d{1,2})\s?\.(?:\s?((?:19|20)\d\d|\d\d)\b)?")
_ISO = re.compile(r"\b((?:19|20)\d\d)-(\d\d)-(\d\d)\b")
_RANGE_DAY = re.compile(rf"\b(\d{{1,2}})\.\s?(?:-|bis|und|\+|/)\s?(?:zum\s)?\d{{1,2}}\.\s?(\d{{1,2}}\.|{_MONTH})")
_LONE_MONTH = re.compile(rf"\b(?:im|monat|fuer den|ende|anfang|mitte)\s({_MONTH})\b")
_QUOTED = re.compile(r'"([^"\n]{3,160})"')
_ORDINAL = re.compile(rf"\b(?:({'|'.join(NUMBER_WORDS)})[nrsm]?|(\d{{1,3}})\.)\s([a-z]{{4,}})(?:\s([a-z]{{4,}}))?")
_PART = re.compile(
    rf"\b({'|'.join(PART_WORDS)})\s(?:nummer\s)?(\d{{1,3}}|[ivx]{{1,4}}|eins|zwei|drei|vier|fuenf|sechs)\b"
)
_THEME = re.compile(
    r"\b(?:zum thema|zu den themen|um das thema|um die themen|thema|motto|titel)\s?:?\s\"?([^\n.!?;\"]{4,100})"
)
_NO_ORDINAL = frozenset(
    (*WEEKDAYS, *MONTHS, "mal", "uhr", "jahr", "jahre", "hilfe", "stock", "etage", "linie", "anlaufstelle")
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}
_SPELT = {"eins": 1, "zwei": 2, "drei": 3, "vier": 4, "fuenf": 5, "sechs": 6}
_CAPITAL = re.compile(r"(?<![\w*:_])[A-ZÄÖÜ][^\W_]{2,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What tells one announcement from its siblings, as the words say it."""

    days: frozenset[tuple[int, int]] = frozenset()  # (month, day)
    years: frozenset[int] = frozenset()
    months: frozenset[int] = frozenset()  # named without a day
    ordinals: frozenset[tuple[str, int]] = frozenset()  # (of what, which)
    titles: tuple[frozenset[str], ...] = ()  # stems of each quoted title or named theme


@dataclass(slots=True, kw_only=True)
class Wording:
    """One distinct folded text. `bag` is the weight of each stem; `blocks` the stems of each sentence or line."""

    folded: str
    stems: list[str]
    blocks: list[tuple[str, list[str]]]
    nouns: frozenset[str]
    facts: Facts
    bag: dict[str, float] = field(default_factory=dict)
    total: float = 0.0
    block_names: frozenset[str] = frozenset()
    heading: list[str] = field(default_factory=list)  # what it opens with, however short
    opening: list[str] = field(default_factory=list)  # its first sentence

    def weigh(self, factor: dict[str, float] | None = None) -> None:
        """Fill `bag` and `total`; `factor` lowers the weight of the blocks it names (by their folded text)."""
        bag: dict[str, float] = {}
        for block, stems in self.blocks:
            scale = factor.get(block, 1.0) if factor else 1.0
            for one, count in Counter(stems).items():
                bag[one] = bag.get(one, 0.0) + scale * count * weight(one, one in self.nouns)
        self.bag = bag
        self.total = sum(bag.values())


def weight(one: str, is_noun: bool) -> float:
    """How much a stem tells: nothing for function words, little for what every announcement says, most for nouns."""
    if one in _STOP_STEMS:
        return 0.03
    if one in _GENERIC_STEMS:
        return 0.3
    if one.isdigit():
        return 0.6
    return 1.0 if is_noun else 0.5


def read_wording(text: str) -> Wording:
    """Fold and take apart one text; the weights are those without boilerplate."""
    folded = fold(text).strip()
    blocks = [(block, [stem(word) for word in words(block)]) for block in _BLOCK_END.split(folded)]
    blocks = [(" ".join(stems), stems) for _, stems in blocks if stems]
    stems = [one for _, block in blocks for one in block]
    wording = Wording(
        folded=folded,
        stems=stems,
        blocks=blocks,
        nouns=read_nouns(text),
        facts=read_facts(folded),
        block_names=frozenset(block for block, _ in blocks),
        heading=_first([block for _, block in blocks], least=2),
        opening=_first([block for _, block in blocks], least=4),
    )
    wording.weigh()
    return wording


def _first(blocks: list[list[str]], least: int) -> list[str]:
    """The first block of so many stems that is neither a line such as "Ort: …" nor a salutation; else the very
    first one."""
    said = (
        stems for stems in blocks[:5] if len(stems) >= least and stems[0] not in LABELS and stems[0] not in _SALUTATIONS
    )
    return next(said, blocks[0] if blocks else [])


def read_facts(folded: str) -> Facts:
    """Dates, ordinals and quoted titles of a folded text."""
    return Facts(
        days=read_days(folded),
        years=frozenset(int(year) for year in re.findall(r"\b((?:19|20)\d\d)\b", folded)),
        months=frozenset(MONTHS[name] for name in _LONE_MONTH.findall(folded)),
        ordinals=_ordinals(folded),
        titles=_titles(folded),
    )


def read_days(folded: str) -> frozenset[tuple[int, int]]:
    """The calendar days (month, day) that a folded text names."""
    found = {(MONTHS[month], int(day)) for day, month in _DAY_MONTH.findall(folded)}
    found |= {(int(month), int(day)) for day, month, _ in _NUMERIC.findall(folded)}
    found |= {(int(month), int(day)) for _, month, day in _ISO.findall(folded)}
    for day, month in _RANGE_DAY.findall(folded):
        found.add((MONTHS[month] if month in MONTHS else int(month.rstrip(".")), int(day)))
    return frozenset((month, day) for month, day in found if 1 <= month <= 12 and 1 <= day <= 31)


def _ordinals(folded: str) -> frozenset[tuple[str, int]]:
    found: set[tuple[str, int]] = set()
    for spelt, digits, first, second in _ORDINAL.findall(folded):
        if first in _NO_ORDINAL:
            continue
        which = NUMBER_WORDS[spelt] if spelt else int(digits)
        found.add((stem(first), which))
        if second and first.endswith(("e", "en", "er", "es", "em")):  # perhaps an adjective: "25. Interkulturelle Tage"
            found.add((stem(second), which))
    for noun, number in _PART.findall(folded):
        value = int(number) if number.isdigit() else _ROMAN.get(number) or _SPELT.get(number, 0)
        if value:
            found.add((stem(noun), value))
    return frozenset(found)


def _titles(folded: str) -> tuple[frozenset[str], ...]:
    found = [match.group(1) for line in folded.split("\n") for match in _QUOTED.finditer(line)]
    found += [match.group(1) for match in _THEME.finditer(folded)]
    titles = (frozenset(one for one in map(stem, words(title)) if one not in _STOP_STEMS) for title in found)
    return tuple(title for title in titles if title)


@lru_cache(maxsize=100_000)
def _folded_stem(word: str) -> str:
    found = words(fold(word))
    return stem(found[0]) if found else ""


def read_nouns(text: str) -> frozenset[str]:
    """Stems of the words printed with a capital: in German the nouns, and whatever opens a sentence."""
    return frozenset(_folded_stem(word) for word in _CAPITAL.findall(plain(text)))


_STOP_STEMS = frozenset(map(stem, STOPWORDS)) | STOPWORDS
_GENERIC_STEMS = frozenset(map(stem, GENERIC))


LABELS = frozenset(
    map(stem, ("datum", "ort", "zeit", "uhrzeit", "wann", "wo", "beginn", "termin", "eintritt", "veranstalter"))
)
_SALUTATIONS = frozenset(map(stem, ("liebe", "lieber", "hallo", "sehr", "guten", "werte")))
_TOWNS = frozenset(
    stem(words(fold(name))[0]) for block in (SAXON_TOWNS, CITIES) for name in re.findall(r"[A-ZÄÖÜ][^\W\d]{3,}", block)
)


def is_town(one: str) -> bool:
    """Whether a stem is the name of a town, or begins one."""
    return one in _TOWNS


def is_content(one: str) -> bool:
    """Whether a stem says something of its own: no function word, no word that every announcement uses, no number."""
    return len(one) >= 3 and one not in _STOP_STEMS and one not in _GENERIC_STEMS and not one.isdigit()
