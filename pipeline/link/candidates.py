"""Which of tonight's changed announcements are worth comparing with which known one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable

from pipeline.link.traits import Traits
from pipeline.link.two_nights import TwoNights
from pipeline.models import Announcement

_CROWD = 40  # a trait of more known ones than this proposes none of them
_FEW = 12  # so few on both sides are all compared
_WEAK, _ENOUGH = ("word", "day"), 2  # two of the weak ones must be shared, or one that few have
_RARE = 3

Key = tuple[str, Hashable]


def candidate_pairs(nights: TwoNights) -> list[tuple[int, int]]:
    """Pairs (row, column) that share an id, an address, a title, a day, a text or a telling word; sorted."""
    columns = list(nights.live_columns)
    live = len(columns)
    columns += _reappearing(nights)
    pairs: set[tuple[int, int]] = set()
    if len(nights.rows) <= _FEW and live <= _FEW:
        pairs |= {(row, column) for row in nights.rows for column in columns[:live]}
        columns = columns[live:]
    index: dict[Key, list[int]] = defaultdict(list)
    for column in columns:
        for key in _keys(nights.old_traits(column)):
            index[key].append(column)
    for row in nights.rows:
        shared: Counter[int] = Counter()
        for key in _keys(nights.new_traits(row)):
            found = index.get(key, ())
            if len(found) <= _CROWD:
                proof = _ENOUGH if key[0] not in _WEAK or len(found) <= _RARE else 1
                for column in found:
                    shared[column] += proof
        pairs.update((row, column) for column, proof in shared.items() if proof >= _ENOUGH)
    return sorted(pairs)


def _reappearing(nights: TwoNights) -> list[int]:
    """The absent known ones that share a name, an address, a text, a title or a word of it that not all have with
    something of tonight that is not matched yet; all that ever was is passed by here, so nothing is folded."""
    gone = [column for column in nights.columns if nights.is_absent(column)]
    if not gone:
        return []
    wanted = {key for row in nights.rows for key in _plain_keys(nights.tonight[row])}
    held: dict[Key, list[int]] = defaultdict(list)
    for column in gone:
        for key in _plain_keys(nights.old(column)):
            if key in wanted:
                held[key].append(column)
    return sorted({column for columns in held.values() if len(columns) <= _CROWD for column in columns})


def _plain_keys(one: Announcement) -> Iterable[Key]:
    if one.guid:
        yield "guid", one.guid
    if one.url:
        yield "url", one.url
    if one.text:
        yield "text", one.text
    for word in {word for word in one.title.casefold().split() if len(word) > 4}:
        yield "word", word


def _keys(one: Traits) -> Iterable[Key]:
    if one.guid:
        yield "guid", one.guid
    if one.url:
        yield "url", one.url
    yield "title", one.title
    yield "text", one.text[:300]
    for word in one.words:
        yield "word", word
    for day in one.days:
        yield "day", day[1:]
