"""A source's known announcements beside tonight's: what is still unmatched, and what the lists say about a pair."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise

from pipeline.link.kinship import Circumstances
from pipeline.link.seats import Seat, keeping_order
from pipeline.link.traits import Day, Traits, read_traits
from pipeline.models import Announcement

Sure = tuple[int, str, tuple[str, ...]]  # tonight's index, known id, evidence


@dataclass(frozen=True, kw_only=True)
class TwoNights:
    """`rows` are tonight's indexes, `columns` places in `keys`, both without those already matched and in the order of
    the list. `anchors` maps tonight's matched indexes to places in `keys`."""

    keys: tuple[str, ...]
    known: Mapping[str, Announcement]
    tonight: Sequence[Announcement]
    absent: Set[str]
    rows: tuple[int, ...]
    columns: tuple[int, ...]
    anchors: Mapping[int, int] = field(default_factory=dict)

    @classmethod
    def of(cls, known: Mapping[str, Announcement], tonight: Sequence[Announcement], absent: Set[str]) -> TwoNights:
        keys = tuple(sorted(known, key=lambda key: (known[key].position, key)))
        return cls(
            keys=keys,
            known=known,
            tonight=tonight,
            absent=absent,
            rows=tuple(sorted(range(len(tonight)), key=lambda row: (tonight[row].position, row))),
            columns=tuple(range(len(keys))),
        )

    def after(self, sure: Iterable[Sure]) -> TwoNights:
        """The same nights without what is matched."""
        place = {key: at for at, key in enumerate(self.keys)}
        anchors = {**self.anchors, **{row: place[key] for row, key, _ in sure}}
        taken = set(anchors.values())
        return replace(
            self,
            rows=tuple(row for row in self.rows if row not in anchors),
            columns=tuple(column for column in self.columns if column not in taken),
            anchors=anchors,
        )

    def among(self, columns: Set[int]) -> TwoNights:
        """The same nights with only those of the known."""
        return replace(self, columns=tuple(column for column in self.columns if column in columns))

    @cached_property
    def titles_tonight(self) -> frozenset[str]:
        return frozenset(one.title for one in self.tonight)

    @cached_property
    def live_columns(self) -> tuple[int, ...]:
        """What is left of the night before."""
        return tuple(column for column in self.columns if not self.is_absent(column))

    def is_absent(self, column: int) -> bool:
        return self.keys[column] in self.absent

    def live_announcements(self) -> list[Announcement]:
        return [self.known[key] for key in self.keys if key not in self.absent]

    def old(self, column: int) -> Announcement:
        return self.known[self.keys[column]]

    def old_traits(self, column: int) -> Traits:
        found = self._traits.get(("old", column))
        if found is None:
            found = self._traits["old", column] = read_traits(self.old(column))
        return found

    def new_traits(self, row: int) -> Traits:
        found = self._traits.get(("new", row))
        if found is None:
            found = self._traits["new", row] = read_traits(self.tonight[row])
        return found

    @cached_property
    def _traits(self) -> dict[tuple[str, int], Traits]:
        return {}

    # ------------------------------------------------------------ what the lists say

    @cached_property
    def newest_first(self) -> bool:
        """Whether later dates stand higher in tonight's list; one without a clear order is taken for such a list."""
        days = [day for day in (first_day(self.tonight[row]) for row in self._tonight_order) if day]
        falling = sum(left > right for left, right in pairwise(days))
        rising = sum(left < right for left, right in pairwise(days))
        return rising <= 2 * falling

    @cached_property
    def _tonight_order(self) -> list[int]:
        return sorted(range(len(self.tonight)), key=lambda row: (self.tonight[row].position, row))

    @cached_property
    def _steady_anchors(self) -> list[tuple[int, int]]:
        """The matched pairs that kept their order: (place among the known, place in tonight's list)."""
        order = {row: at for at, row in enumerate(self._tonight_order)}
        return keeping_order(sorted((column, order[row]) for row, column in self.anchors.items()))

    @cached_property
    def _slots(self) -> tuple[dict[int, int], dict[int, int]]:
        """For each of tonight's and of the live known, how many of the anchors that keep their order stand before."""
        order = {row: at for at, row in enumerate(self._tonight_order)}
        before_old, before_new = [one for one, _ in self._steady_anchors], [at for _, at in self._steady_anchors]
        old = {
            column: bisect_left(before_old, column) for column, key in enumerate(self.keys) if key not in self.absent
        }
        return old, {row: bisect_left(before_new, at) for row, at in order.items()}

    def old_slot(self, column: int) -> int:
        return self._slots[0].get(column, -1)

    def new_slot(self, row: int) -> int:
        return self._slots[1][row]

    @cached_property
    def aligned_at_end(self) -> bool:
        """Whether what is left of both lists lines up at its end: one that came stands on top of a list with the newest
        first, one that scrolled off stood at its bottom; the other way round where the newest come last."""
        live = len(self.live_columns)
        return self.newest_first == (len(self.rows) > live)

    @cached_property
    def _seats(self) -> tuple[dict[int, Seat], dict[int, Seat]]:
        """For what is left of the live known and of tonight: its slot, and its place among what is left in there."""
        live = [(column, self.old_slot(column)) for column in self.live_columns]
        return _numbered(live, self.aligned_at_end), _numbered(
            [(row, self.new_slot(row)) for row in self.rows], self.aligned_at_end
        )

    def old_seat(self, column: int) -> Seat:
        return self._seats[0][column]

    def new_seat(self, row: int) -> Seat:
        return self._seats[1][row]

    @cached_property
    def _steady(self) -> tuple[float, float]:
        live = self.live_announcements()
        return (
            _kept_share([one.guid for one in live], [one.guid for one in self.tonight]),
            _kept_share([one.url for one in live], [one.url for one in self.tonight]),
        )

    @property
    def is_relaunch(self) -> bool:
        """Whether next to no address and id outlived the night."""
        return max(self._steady) < 0.2

    @cached_property
    def _families(self) -> tuple[dict[str, list[Day]], dict[str, list[Day]]]:
        """The first days of the live known and of tonight's, by title."""
        old: dict[str, list[Day]] = defaultdict(list)
        new: dict[str, list[Day]] = defaultdict(list)
        for family, night in ((old, self.live_announcements()), (new, self.tonight)):
            for one in night:
                day = first_day(one)
                if day:
                    family[one.title].append(day)
        return old, new

    @cached_property
    def _twins(self) -> Counter[tuple[str, str]]:
        """How many of a night share title and text, whichever night has more."""
        return Counter((one.title, one.text) for one in self.live_announcements()) | Counter(
            (one.title, one.text) for one in self.tonight
        )

    def has_twins(self, one: Announcement) -> bool:
        return self._twins[one.title, one.text] > 1

    def circumstances(self, row: int, column: int) -> Circumstances:
        guids, urls = self._steady
        new, old = self.tonight[row], self.old(column)
        live = len(self.live_columns)
        slots = (self.new_slot(row), self.old_slot(column))
        return Circumstances(
            guids_steady=guids,
            urls_steady=urls,
            rivals=max(len(self.rows), live),
            is_balanced=len(self.rows) == live,
            fills_gap=new.title == old.title
            and len(self._families[0].get(new.title, ())) == len(self._families[1].get(new.title, ())),
            same_slot=None if slots[1] < 0 or not self.anchors else slots[0] == slots[1],
            was_absent=self.is_absent(column),
            rolled=self._rolled(new, old),
            may_have_left=self._may_have_left(column),
            may_have_come=self._may_have_come(row, column),
            title_elsewhere=bool(self._families[0].get(new.title)),
            guid_elsewhere=self._belonged_to_another(row, column, "guid"),
            url_elsewhere=self._belonged_to_another(row, column, "url"),
        )

    @cached_property
    def _owners(self) -> dict[tuple[str, str], list[int]]:
        """Which of the live known have an id or an address."""
        owners: dict[tuple[str, str], list[int]] = defaultdict(list)
        for column, key in enumerate(self.keys):
            if key not in self.absent:
                owners["guid", self.known[key].guid].append(column)
                owners["url", self.known[key].url].append(column)
        return owners

    def _belonged_to_another(self, row: int, column: int, name: str) -> bool:
        value = self.tonight[row].guid if name == "guid" else self.tonight[row].url
        owners = self._owners.get((name, value), [])
        return bool(value) and len(owners) == 1 and owners[0] != column

    @cached_property
    def _oldest_day(self) -> Day | None:
        return min((day for one in self.tonight if (day := first_day(one))), default=None)

    def _may_have_left(self, column: int) -> bool:
        """Whether it is older than all of tonight's, or stood at the end at which this list drops things."""
        day = first_day(self.old(column))
        if day and self._oldest_day and day < self._oldest_day:
            return True
        return self.newest_first and bool(self.anchors) and self.old_slot(column) == self._anchor_count

    def _may_have_come(self, row: int, column: int) -> bool:
        """Whether it is later than all others that were known under its title."""
        day, title = first_day(self.tonight[row]), self.tonight[row].title
        others = self._families[0].get(title, ())
        if title == self.old(column).title:
            others = _without(others, first_day(self.old(column)))
        return bool(day and others and day > max(others))

    @cached_property
    def _anchor_count(self) -> int:
        return len(self._steady_anchors)

    def _rolled(self, new: Announcement, old: Announcement) -> bool:
        """Whether the known one led its series and the new one follows it: the series went on by one."""
        left, came = first_day(old), first_day(new)
        if new.title != old.title or not left or not came:
            return False
        old_others = _without(self._families[0].get(old.title, ()), left)
        new_others = _without(self._families[1].get(new.title, ()), came)
        return bool(old_others and new_others) and left < min(new_others) and came > max(old_others)


def first_day(one: Announcement) -> Day | None:
    """The first day of an announcement; its year as read, also where it was inferred."""
    days = [moment for reading in one.dates if (moment := reading.start or reading.end)]
    return min(((day.year, day.month, day.day) for day in days), default=None)


def _numbered(places: Sequence[tuple[int, int]], from_the_end: bool) -> dict[int, Seat]:
    taken: Counter[int] = Counter()
    seats: dict[int, Seat] = {}
    for place, slot in reversed(places) if from_the_end else places:
        seats[place] = (slot, taken[slot])
        taken[slot] += 1
    return seats


def _without(days: Sequence[Day], one: Day | None) -> list[Day]:
    rest = list(days)
    if one in rest:
        rest.remove(one)
    return rest


def _kept_share(old: Sequence[str], new: Sequence[str]) -> float:
    mine, theirs = {one for one in old if one}, {one for one in new if one}
    return len(mine & theirs) / min(len(mine), len(theirs)) if mine and theirs else 0.0
