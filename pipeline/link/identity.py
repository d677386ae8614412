"""Which of tonight's announcements are which of the known ones; ids are minted at the first sighting, never again."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz
from scipy.optimize import linear_sum_assignment

from pipeline.link.text import fold
from pipeline.models import Announcement

ACCEPT = 0.62  # below it two announcements are taken for two; between REVIEW and ACCEPT the new id is reported
REVIEW = 0.50
_COMMON = 40  # a feature shared by more known announcements than this does not propose candidates


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Tonight's announcement at `index` is the known one `announcement_id`; `why` in words, `score` 0…1."""

    index: int
    announcement_id: str
    score: float
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """`matches` one to one; `new` are the indexes without a known one; `doubtful` names (index, id, score) just below
    the bar."""

    matches: tuple[Match, ...]
    new: tuple[int, ...]
    doubtful: tuple[Match, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Features:
    guid: str
    url: str
    part: int
    title: str
    text: str
    days: frozenset[str]
    city: str
    position: int


def mint(kind: str, *parts: str) -> str:
    """An id from the place of the first sighting: `<kind>_` and 16 hex digits; the same parts give the same id on
    replay."""
    seed = "\x1f".join((kind, *parts)).encode()
    return f"{kind}_{hashlib.blake2b(seed, digest_size=8).hexdigest()}"


def assign(known: Mapping[str, Announcement], tonight: Sequence[Announcement]) -> Assignment:
    """Match tonight's announcements of one source with its known ones, one to one and globally best (not greedily).

    Evidence: the source's own id, address, title, text, date, town and place in the list. A one-sided edit keeps its
    id; an address whose title, text and date are all different is a new thing behind an old address.
    """
    ids = sorted(known)
    old = [_features(known[one]) for one in ids]
    new = [_features(one) for one in tonight]
    pairs = {(row, column): _score(new[row], old[column]) for row, column in sorted(_candidates(new, old))}
    chosen = _solve({pair: score for pair, score in pairs.items() if score >= REVIEW})
    matches = [Match(index=r, announcement_id=ids[c], score=pairs[r, c], why=_why(new[r], old[c])) for r, c in chosen]
    taken = {match.index for match in matches if match.score >= ACCEPT}
    return Assignment(
        matches=tuple(match for match in matches if match.score >= ACCEPT),
        new=tuple(index for index in range(len(tonight)) if index not in taken),
        doubtful=tuple(match for match in matches if match.score < ACCEPT),
    )


def _features(one: Announcement) -> _Features:
    days = frozenset(str(reading.start or reading.end)[:10] for reading in one.dates if reading.start or reading.end)
    return _Features(
        guid=one.guid,
        url=one.url,
        part=one.part,
        title=fold(one.title),
        text=fold(one.text)[:2000],
        days=days,
        city=(one.place.city or "").casefold() if one.place else "",
        position=one.position,
    )


def _candidates(new: Sequence[_Features], old: Sequence[_Features]) -> set[tuple[int, int]]:
    """Pairs that share a guid, an address, a title, a day or a rare word; a feature that fits very many proposes
    none."""
    index: dict[tuple[str, str], list[int]] = defaultdict(list)
    for column, features in enumerate(old):
        for key in _keys(features):
            index[key].append(column)
    pairs: set[tuple[int, int]] = set()
    for row, features in enumerate(new):
        for key in _keys(features):
            columns = index.get(key, ())
            if len(columns) <= _COMMON or key[0] in ("guid", "url"):
                pairs.update((row, column) for column in columns)
    return pairs


def _keys(features: _Features) -> Iterable[tuple[str, str]]:
    if features.guid:
        yield "guid", features.guid
    if features.url:
        yield "url", features.url
    yield "title", features.title
    for word in set(features.title.split()):
        if len(word) > 4:
            yield "word", word
    for day in features.days:
        yield "day", day
    yield "text", features.text[:300]


def _score(new: _Features, old: _Features) -> float:
    """0…1; the weights say how much an equal value proves and a different one disproves."""
    title = fuzz.token_sort_ratio(new.title, old.title) / 100
    text = fuzz.ratio(new.text[:600], old.text[:600]) / 100 if new.text and old.text else title
    same_days = bool(new.days and new.days == old.days)
    other_days = bool(new.days and old.days and not new.days & old.days)
    if new.part != old.part:
        return 0.0
    content = 0.45 * title + 0.25 * text + 0.30 * (1.0 if same_days else 0.0 if other_days else 0.5)
    if new.city and old.city and new.city != old.city:
        content -= 0.10
    if new.guid and new.guid == old.guid:
        content = 0.55 + 0.45 * content
    elif new.url and new.url == old.url:
        content = 0.30 + 0.70 * content if content >= 0.35 else content
    elif other_days:
        content -= 0.12  # without a shared address another date speaks of another evening of the same series
    near = max(0.0, 1 - abs(new.position - old.position) / 50)
    return min(1.0, content + 0.001 * near)


def _solve(scores: Mapping[tuple[int, int], float]) -> list[tuple[int, int]]:
    """The one-to-one choice with the highest total score, solved for each connected group of pairs on its own."""
    chosen: list[tuple[int, int]] = []
    for rows, columns in _components(scores):
        matrix = np.zeros((len(rows), len(columns)))
        for r, row in enumerate(rows):
            for c, column in enumerate(columns):
                matrix[r, c] = scores.get((row, column), 0.0)
        best_rows, best_columns = linear_sum_assignment(matrix, maximize=True)
        chosen += [(rows[r], columns[c]) for r, c in zip(best_rows, best_columns, strict=True) if matrix[r, c] > 0]
    return sorted(chosen)


def _components(scores: Mapping[tuple[int, int], float]) -> list[tuple[list[int], list[int]]]:
    parent: dict[tuple[str, int], tuple[str, int]] = {}
    for row, column in sorted(scores):
        left, right = _root(parent, ("row", row)), _root(parent, ("column", column))
        if left != right:
            parent[max(left, right)] = min(left, right)
    groups: dict[tuple[str, int], tuple[set[int], set[int]]] = defaultdict(lambda: (set(), set()))
    for row, column in scores:
        group = groups[_root(parent, ("row", row))]
        group[0].add(row)
        group[1].add(column)
    return [(sorted(rows), sorted(columns)) for _, (rows, columns) in sorted(groups.items())]


def _root(parent: dict[tuple[str, int], tuple[str, int]], node: tuple[str, int]) -> tuple[str, int]:
    while parent.get(node, node) != node:
        node = parent[node]
    return node


def _why(new: _Features, old: _Features) -> str:
    checks: tuple[tuple[str, Callable[[], bool]], ...] = (
        ("same id at the source", lambda: bool(new.guid) and new.guid == old.guid),
        ("same address", lambda: bool(new.url) and new.url == old.url),
        ("same title", lambda: new.title == old.title),
        ("same date", lambda: bool(new.days) and new.days == old.days),
        ("same text", lambda: bool(new.text) and new.text == old.text),
    )
    words = [label for label, holds in checks if holds()]
    return ", ".join(words) or "similar title and text"
