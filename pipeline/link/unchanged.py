"""The announcements that did not change, or only their address did: matched at once, without comparing pairs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping

from pipeline.link.seats import align
from pipeline.link.traits import raw_key
from pipeline.link.two_nights import Sure, TwoNights


def match_unchanged(nights: TwoNights) -> list[Sure]:
    """Matches by equal print, then by equal content: first what is unique, then twins by their place in the list."""
    found: list[Sure] = []
    for unique in (True, False):
        found += _equal(nights.after(found), _printed, ("nothing changed",), unique=unique)
    rest = nights.after(found)
    rest = rest.among({*rest.live_columns, *_same_title(rest)})
    if rest.rows and rest.columns:
        more = _equal(rest, _content, ("same title, text, date and place",), unique=True)
        rest = rest.after(more)
        if rest.is_relaunch:
            more += _equal(rest, _content, ("same title, text, date and place", "same place in the list"), unique=False)
        more += _equal(rest.after(more), _announced, ("same title, text and day",), unique=True)
        found += more
    return found


def _same_title(nights: TwoNights) -> list[int]:
    """The absent known ones with a title of tonight's: all that ever was is passed by here, so nothing is folded."""
    titles = {" ".join(nights.tonight[row].title.casefold().split()) for row in nights.rows}
    return [
        column
        for column in nights.columns
        if nights.is_absent(column) and " ".join(nights.old(column).title.casefold().split()) in titles
    ]


Key = Callable[[TwoNights, int, bool], Hashable]


def _printed(nights: TwoNights, at: int, is_new: bool) -> Hashable:
    """All that is printed; a known one whose title nobody has tonight is passed by."""
    one = nights.tonight[at] if is_new else nights.old(at)
    return raw_key(one) if is_new or one.title in nights.titles_tonight else (is_new, at)


def _content(nights: TwoNights, at: int, is_new: bool) -> Hashable:
    """Title, text, dates and place; undated twins, which only their place tells apart, are left to be weighed unless
    the site was relaunched."""
    one = nights.tonight[at] if is_new else nights.old(at)
    if not nights.is_relaunch and not one.dates and nights.has_twins(one):
        return (is_new, at)
    return (nights.new_traits(at) if is_new else nights.old_traits(at)).content


def _announced(nights: TwoNights, at: int, is_new: bool) -> Hashable:
    """Title, text and days, where there are all three: the hour and the place may have changed."""
    traits = nights.new_traits(at) if is_new else nights.old_traits(at)
    if not (traits.title and traits.text_words and traits.days):
        return (is_new, at)
    return (traits.title, traits.text, traits.days)


def _equal(nights: TwoNights, key: Key, evidence: tuple[str, ...], *, unique: bool) -> list[Sure]:
    new = _grouped(nights, nights.rows, key, is_new=True)
    old = _grouped(nights, nights.columns, key, is_new=False, among=new)
    found: list[Sure] = []
    for value, columns in old.items():
        rows = new[value]
        if unique and len(rows) == len(columns) == 1:
            found.append((rows[0], nights.keys[columns[0]], evidence))
        elif not unique:
            found += [(row, nights.keys[column], evidence) for row, column in _in_order(nights, rows, columns)]
    return found


def _grouped(
    nights: TwoNights,
    places: tuple[int, ...],
    key: Key,
    *,
    is_new: bool,
    among: Mapping[Hashable, list[int]] | None = None,
) -> dict[Hashable, list[int]]:
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for at in places:
        value = key(nights, at, is_new)
        if among is None or value in among:
            groups[value].append(at)
    return groups


def _in_order(nights: TwoNights, rows: list[int], columns: list[int]) -> list[tuple[int, int]]:
    """Twins by their place. What comes on top of those of the night before is one that was absent for a while only
    where it stands at the old end of the list, or where no twin was there the night before."""
    live = [column for column in columns if not nights.is_absent(column)]
    gone = [column for column in columns if nights.is_absent(column)]
    seats = [nights.old_seat(column) for column in live], [nights.new_seat(row) for row in rows]
    pairs = [(rows[theirs], live[mine]) for mine, theirs in align(*seats, from_the_end=nights.aligned_at_end)]
    taken = [row for row, _ in pairs]
    if not live:
        back = rows
    elif not taken:
        back = []
    elif nights.newest_first:
        back = rows[rows.index(taken[-1]) + 1 :]
    else:
        back = rows[: rows.index(taken[0])]
    return pairs + list(zip(back, gone, strict=False))
