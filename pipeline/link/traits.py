"""What an announcement is known again by: its names at the source, its words, days and place, folded for comparing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from math import fsum, log

from pipeline.link.text import fold, stem, words
from pipeline.link.wording import is_content, read_facts
from pipeline.models import Announcement, DateBasis, DateReading

_PREFIX = re.compile(r"\A\w+://(?:www\.)?", re.IGNORECASE)
_TEXT_LIMIT = 4000  # signs of a text that are compared
_SAMPLE = 1000  # announcements of a night whose words are counted
_BACKGROUND = 5  # unseen announcements by which a short list's counts are softened

RawKey = tuple[object, ...]
Day = tuple[int, int, int]  # year (0 if nobody knows it), month, day


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """One announcement as compared with others. `words` and `text_words` are stems that say something, `numbers` those
    of the title that no date of its own explains; `days` first days, `clocks` the printed moments of its dates."""

    announcement: Announcement
    guid: str
    url: str
    title: str
    text: str
    words: frozenset[str]
    numbers: frozenset[str]
    ordinals: frozenset[tuple[str, int]]
    text_words: frozenset[str]
    days: tuple[Day, ...]
    clocks: tuple[str, ...]
    city: str
    venue: frozenset[str]
    organisers: frozenset[str]

    @property
    def content(self) -> RawKey:
        """Everything but the names at the source: equal for an announcement that only its address left."""
        return (self.title, self.text, self.clocks, self.city, self.venue)


@dataclass(frozen=True, kw_only=True)
class Material:
    """How common a trait is among the announcements of the two nights, whichever has more of it."""

    size: int
    counts: Mapping[tuple[str, object], int]
    stems: Mapping[str, int]

    def count(self, name: str, value: object) -> int:
        return max(1, self.counts.get((name, value), 1))

    def rarity(self, one: str) -> float:
        """How much a word tells, in nats: next to nothing if all announcements use it."""
        found = self._rarities.get(one)
        if found is None:
            found = self._rarities[one] = log((self.size + _BACKGROUND) / max(1, self.stems.get(one, 1)))
        return found

    def weight(self, side: frozenset[str]) -> float:
        """How much the words tell together."""
        found = self._weights.get(side)
        if found is None:
            found = self._weights[side] = fsum(map(self.rarity, side))
        return found

    @cached_property
    def _rarities(self) -> dict[str, float]:
        return {}

    @cached_property
    def _weights(self) -> dict[frozenset[str], float]:
        return {}


def raw_key(a: Announcement) -> RawKey:
    """All that is printed, unfolded: two nights' announcements with equal keys did not change."""
    place = (a.place.name, a.place.city) if a.place else (None, None)
    return (a.guid, a.url, a.title, a.text, tuple((r.start, r.end, r.rrule) for r in a.dates), place, a.part)


def read_traits(a: Announcement) -> Traits:
    """Fold one announcement; nothing is looked up outside it."""
    title, text = fold(a.title).strip(), fold(a.text[:_TEXT_LIMIT]).strip()
    explained = frozenset(number for reading in a.dates for number in _numbers_of(reading))
    stems = frozenset(one for one in map(stem, words(title)) if one not in explained)
    return Traits(
        announcement=a,
        guid="" if a.guid == a.url else a.guid,
        url=_PREFIX.sub("", a.url).rstrip("/"),
        title=title,
        text=text,
        words=frozenset(one for one in stems if is_content(one) or _has_digit(one)) or stems,
        numbers=frozenset(filter(_has_digit, stems)),
        ordinals=frozenset(one for one in read_facts(title).ordinals if str(one[1]) not in explained),
        text_words=frozenset(one for one in map(stem, words(text)) if is_content(one)),
        days=tuple(dict.fromkeys(_day(reading, a) for reading in a.dates if reading.start or reading.end)),
        clocks=tuple(sorted(f"{reading.start}/{reading.end}/{reading.rrule}" for reading in a.dates)),
        city=fold(a.place.city or "") if a.place else "",
        venue=frozenset(map(stem, words(fold(a.place.name or "")))) if a.place else frozenset(),
        organisers=frozenset(fold(one.name) for one in a.organisers),
    )


def read_material(old: Sequence[Announcement], new: Sequence[Announcement]) -> Material:
    """Count the traits of two nights; of very long lists a part of the words is enough."""
    counts = _counts(old) | _counts(new)  # the greater count of each
    stems, size = _stems(old, new)
    return Material(counts=counts, stems=stems, size=size)


def _counts(night: Iterable[Announcement]) -> Counter[tuple[str, object]]:
    found: Counter[tuple[str, object]] = Counter()
    for a in night:
        found["guid", a.guid] += 1
        found["url", a.url] += 1
        found["title", " ".join(a.title.casefold().split())] += 1
        found["text", a.text] += 1
        found["city", a.place.city if a.place else None] += 1
        found["venue", a.place.name if a.place else None] += 1
        for day in {_day(reading, a)[1:] for reading in a.dates if reading.start or reading.end}:
            found["day", day] += 1
    return found


def _stems(old: Sequence[Announcement], new: Sequence[Announcement]) -> tuple[Counter[str], int]:
    """How many announcements use each stem, and of how many; which are looked at depends on their content only."""
    night = max(old, new, key=len)
    printed = sorted((a.title, a.text[:_TEXT_LIMIT]) for a in night)
    step = 1 + len(printed) // _SAMPLE
    found: Counter[str] = Counter()
    for title, text in printed[::step]:
        found.update({*map(stem, words(fold(title))), *map(stem, words(fold(text)))})
    return found, len(printed[::step])


def _day(reading: DateReading, of: Announcement) -> Day:
    """A year that nobody printed counts only where the day of publication, not the night, told it."""
    moment = reading.start or reading.end
    assert moment is not None
    is_known = reading.basis is not DateBasis.YEAR_INFERRED or of.published_at is not None
    return (moment.year if is_known else 0, moment.month, moment.day)


def _numbers_of(reading: DateReading) -> Iterable[str]:
    for moment in (reading.start, reading.end):
        if moment is None:
            continue
        yield from (str(moment.day), f"{moment.day:02}", str(moment.month), f"{moment.month:02}", str(moment.year))
        yield f"{moment.year % 100:02}"
        if isinstance(moment, datetime):
            yield from (str(moment.hour), f"{moment.hour:02}", f"{moment.minute:02}")


def _has_digit(word: str) -> bool:
    return any(sign.isdigit() for sign in word)


def gap_in_days(left: Day, right: Day) -> int:
    """Days between two days; a day without a year is taken as the one nearest to the other."""
    if left[0] and right[0]:
        return abs(date(*left).toordinal() - date(*right).toordinal())
    mine, theirs = (date(2024, *day[1:]).timetuple().tm_yday for day in (left, right))
    apart = abs(mine - theirs)
    return min(apart, 366 - apart)
