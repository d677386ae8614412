"""What editors do to an event list overnight: each edit separately, two at once, and what happens to whole lists."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import combinations

from benchmarks.lists import Item
from benchmarks.material import HEADS, PLACES, SPINS, TOWNS, made_name, mistyped, texts
from pipeline.normalise.titles import read_title

Edit = Callable[[Item, random.Random], Item]
Night = list[Item]
Mutation = Callable[[Night, random.Random], list[Night]]  # the nights after the first one

_NEW = 10_000  # things from here on were not there the night before


# ------------------------------------------------------------ edits of one entry


def title_extended(item: Item, rng: random.Random) -> Item:
    return replace(item, title=_named(item, f"{{}} – mit {made_name(rng)}"))


def title_flagged(item: Item, rng: random.Random) -> Item:
    return replace(item, title=f"{rng.choice(('ABGESAGT: ', 'Neuer Termin! ', 'Ausgebucht: ', 'NEU: '))}{item.title}")


def title_mistyped(item: Item, rng: random.Random) -> Item:
    return replace(item, title=mistyped(item.title, rng))


def title_replaced(item: Item, rng: random.Random) -> Item:
    return replace(item, title=_named(item, f"{rng.choice(HEADS)} {rng.choice(SPINS)} neu gedacht"))


def date_moved(item: Item, rng: random.Random) -> Item:
    days = rng.choice((1, 2, 3, 5, 9, 13, 20, 29))
    if not item.start:
        return _printed_day(item, days)
    return replace(item, start=_later(item.start, timedelta(days=days, hours=rng.choice((0, 0, -1, 1)))))


def time_moved(item: Item, rng: random.Random) -> Item:
    return replace(item, start=_later(item.start, timedelta(minutes=rng.choice((-60, -30, 30, 60, 90)))))


def place_changed(item: Item, rng: random.Random) -> Item:
    if item.venue:
        return replace(item, venue=f"{rng.choice(PLACES)} am {rng.choice(('Markt', 'Anger', 'Ring', 'Hafen'))}")
    parts = item.title.split(" | ")
    if len(parts) == 3:
        return replace(item, title=" | ".join((*parts[:2], rng.choice(TOWNS))))
    return replace(item, venue=rng.choice(PLACES))


def slug_changed(item: Item, rng: random.Random) -> Item:
    if not item.url:
        return item
    return replace(item, url=f"{item.url.rstrip('/')}-{rng.choice(('2', 'neu', 'kopie', '2026'))}")


def text_extended(item: Item, rng: random.Random) -> Item:
    return replace(item, text=f"{item.text} Neu: {made_name(rng)} bringt Gäste aus {rng.choice(TOWNS)} mit.".strip())


def text_rewritten(item: Item, rng: random.Random) -> Item:
    return replace(item, text=_another_text(rng)) if item.text else item


EDITS: dict[str, Edit] = {
    "title extended": title_extended,
    "title flagged": title_flagged,
    "title mistyped": title_mistyped,
    "title replaced": title_replaced,
    "date moved": date_moved,
    "time moved": time_moved,
    "place changed": place_changed,
    "slug changed": slug_changed,
    "text extended": text_extended,
    "text rewritten": text_rewritten,
}


def edited(*edits: Edit, share: float = 0.08) -> Mutation:
    """Some entries are edited, each by all of `edits`; a list sorted by date is sorted again."""

    def mutate(night: Night, rng: random.Random) -> list[Night]:
        chosen = set(rng.sample(range(len(night)), max(1, int(share * len(night)))))
        after = []
        for at, item in enumerate(night):
            changed = item
            for edit in edits if at in chosen else ():
                changed = edit(changed, rng)
            after.append(changed)
        return [_sorted_as(night, after)]

    return mutate


# ------------------------------------------------------------ what happens to lists


def nothing(night: Night, rng: random.Random) -> list[Night]:
    return [list(night)]


def shuffled(night: Night, rng: random.Random) -> list[Night]:
    if any(not item.start and not item.url for item in night):
        return [list(night)]  # twins without any mark cannot be told apart in another order
    return [rng.sample(night, len(night))]


def swapped(*fields: str) -> Mutation:
    """Two entries exchange these fields, as when an editor confused them."""

    def mutate(night: Night, rng: random.Random) -> list[Night]:
        pairs = [
            (one, other) for one, other in combinations(range(len(night)), 2) if _can_swap(night, one, other, fields)
        ]
        if not pairs:
            return [list(night)]
        one, other = rng.choice(pairs)
        after = list(night)
        values = [{name: getattr(night[at], name) for name in fields} for at in (one, other)]
        after[one], after[other] = replace(night[one], **values[1]), replace(night[other], **values[0])
        return [_sorted_as(night, after)]

    return mutate


def _can_swap(night: Night, one: int, other: int, fields: Sequence[str]) -> bool:
    """Whether anything tells who swapped: twins that exchange dates did nothing, and where title and date are exchanged
    and no address stays, nobody can say whether it was not text and place."""
    mine, theirs = night[one], night[other]
    is_named = mine.url != theirs.url or mine.guid != theirs.guid
    if (mine.title, mine.text) == (theirs.title, theirs.text):
        return False
    if fields == ("title",):
        return is_named or mine.text != theirs.text  # else nothing says that it was not the dates
    return mine.text != theirs.text and is_named if fields == ("title", "start") else True


def places_in_list_swapped(night: Night, rng: random.Random) -> list[Night]:
    marked = [at for at, item in enumerate(night) if item.start or item.url]
    if len(marked) < 2:
        return [list(night)]
    one, other = rng.sample(marked, 2)
    after = list(night)
    after[one], after[other] = after[other], after[one]
    return [after]


def one_of_a_series_moved(night: Night, rng: random.Random) -> list[Night]:
    series = [at for at, item in enumerate(night) if item.start and sum(o.title == item.title for o in night) > 2]
    if not series:
        return [list(night)]
    middle = rng.choice(series[1:-1])
    after = list(night)
    after[middle] = replace(night[middle], start=_later(night[middle].start, timedelta(days=rng.choice((1, 2, -1, 3)))))
    return [_sorted_as(night, after)]


def new_on_top(night: Night, rng: random.Random) -> list[Night]:
    """A further episode where new ones come: at the end of a list that ascends, else on top."""
    return [_with_next(night, rng)]


def oldest_dropped(night: Night, rng: random.Random) -> list[Night]:
    return [night[1:] if _ascends(night) else night[:-1]]


def rolled_on(night: Night, rng: random.Random) -> list[Night]:
    """The oldest left and a further one came, three nights in a row."""
    nights, current = [], night
    for _ in range(3):
        fresh = _with_next(current, rng)
        current = fresh[1:] if _ascends(night) else fresh[:-1]
        nights.append(current)
    # twins without any mark cannot tell "one came, one left" from "nothing happened"
    return nights if all(item.start or item.url for item in night) else [list(night)]


def relaunched(night: Night, rng: random.Random) -> list[Night]:
    return [[_moved_house(item, at) for at, item in enumerate(night)]]


def relaunched_with_edits(night: Night, rng: random.Random) -> list[Night]:
    edits = (title_extended, date_moved, place_changed, text_extended)
    moved = [_moved_house(item, at) for at, item in enumerate(night)]
    return [_sorted_as(night, [rng.choice(edits)(item, rng) if rng.random() < 0.1 else item for item in moved])]


def relaunched_with_plain_titles(night: Night, rng: random.Random) -> list[Night]:
    """`DATE | TITLE | PLACE` becomes `TITLE` beside a field for date and place; other titles get that form."""
    return [[_other_form(_moved_house(item, at)) for at, item in enumerate(night)]]


def reappeared(night: Night, rng: random.Random) -> list[Night]:
    """A few are away for three nights and come back, one of them with another title."""
    marked = [at for at, item in enumerate(night) if item.start or item.url or _is_single(night, item)]
    away = set(rng.sample(marked, min(3, len(marked))))
    without = [item for at, item in enumerate(night) if at not in away]
    back = list(night)
    if away:
        first = min(away)
        back[first] = title_flagged(night[first], rng)
    return [without, without, without, back]


def new_edition(night: Night, rng: random.Random) -> list[Night]:
    """Next year's edition stands where last year's stood, at the old address in every second list."""
    dated = [at for at, item in enumerate(night) if item.start and _is_single(night, item)]
    if not dated:
        return [list(night)]
    at = rng.choice(dated)
    old, days = night[at], rng.choice((357, 364, 371))
    after = list(night)
    after[at] = replace(
        old,
        thing=_NEW,
        start=_later(old.start, timedelta(days=days)),
        url=old.url if rng.random() < 0.5 else f"{old.url.rstrip('/')}-2027" if old.url else "",
        guid=f"{old.guid}-2027" if old.guid else "",
    )
    return [after]


def replaced_by_another(night: Night, rng: random.Random) -> list[Night]:
    """One is taken off and another one, of the same kind and house, is put on."""
    at = rng.randrange(len(night))
    after = list(night)
    after[at] = _another(night[at], rng, keeps_address=False)
    return [_sorted_as(night, after)]


def address_reused(night: Night, rng: random.Random) -> list[Night]:
    """Behind an old address stands another thing: content replaced each month, a recycled slug, a copied record."""
    named = [at for at, item in enumerate(night) if item.url and sum(o.url == item.url for o in night) == 1]
    if not named:
        return [list(night)]
    after = list(night)
    for at in rng.sample(named, min(3, len(named))):
        after[at] = _another(night[at], rng, keeps_address=True)
    return [_sorted_as(night, after)]


LISTS: dict[str, Mutation] = {
    "nothing": nothing,
    "order shuffled": shuffled,
    "two change places in the list": places_in_list_swapped,
    "two swap titles": swapped("title"),
    "two swap dates": swapped("start"),
    "two swap title and date": swapped("title", "start"),
    "two swap addresses": swapped("url"),
    "two swap places": swapped("venue", "city"),
    "one of a series moved": one_of_a_series_moved,
    "new episode": new_on_top,
    "oldest dropped off": oldest_dropped,
    "rolled on three nights": rolled_on,
    "relaunch": relaunched,
    "relaunch with edits": relaunched_with_edits,
    "relaunch with other titles": relaunched_with_plain_titles,
    "reappeared after weeks": reappeared,
    "next year's edition": new_edition,
    "replaced by a similar one": replaced_by_another,
    "address reused": address_reused,
}

MUTATIONS: dict[str, Mutation] = {
    **{name: edited(edit) for name, edit in EDITS.items()},
    **{
        f"{one} + {other}": edited(EDITS[one], EDITS[other])
        for one, other in combinations(EDITS, 2)
        if one.split()[0] != other.split()[0] and {one, other} != {"date moved", "time moved"}
    },
    **LISTS,
}


def _named(item: Item, form: str) -> str:
    """The title with another name between its date and place."""
    reading = read_title(item.title)
    begin, end = reading.name_span
    return f"{item.title[:begin]}{form.format(reading.name)}{item.title[end:]}"


def _later(start: str, by: timedelta) -> str:
    return (datetime.fromisoformat(start) + by).isoformat(timespec="minutes") if start else start


def _printed_day(item: Item, days: int) -> Item:
    printed = read_title(item.title).date_text
    day = _day_in(printed)
    if not day:
        return item
    form = "%d.%m.%Y" if str(day.year) in printed else "%d.%m."
    return replace(item, title=item.title.replace(printed, (day + timedelta(days=days)).strftime(form), 1))


def _day_in(printed: str) -> datetime | None:
    """The day of a title's date part; 2026 where no year is printed."""
    found = re.fullmatch(r"(\d\d?)\.(\d\d?)\.(\d{4})?", printed.strip())
    return datetime(int(found[3] or 2026), int(found[2]), int(found[1])) if found else None


def _another_text(rng: random.Random) -> str:
    return texts(4, seed=rng.randrange(1 << 30))[0].text


def _another(item: Item, rng: random.Random, *, keeps_address: bool) -> Item:
    """Another thing of the same house, at another date, in the same form."""
    other = replace(
        item, thing=_NEW + rng.randrange(10_000), title=_named(item, f"{rng.choice(HEADS)} {rng.choice(SPINS)}")
    )
    other = date_moved(other, rng)
    other = replace(other, text=_another_text(rng) if item.text else "")
    if keeps_address:
        return other
    return replace(
        other,
        url=f"{item.url.rstrip('/')}-{other.thing}" if item.url else "",
        guid=f"{item.guid}{other.thing}" if item.guid else "",
    )


def _is_single(night: Sequence[Item], item: Item) -> bool:
    return sum((other.title, other.text) == (item.title, item.text) for other in night) == 1


def _ascends(night: Sequence[Item]) -> bool:
    days = [item.start for item in night if item.start]
    return len(days) > 1 and days[0] < days[-1]


def _sorted_as(before: Night, after: Night) -> Night:
    starts = [item.start for item in before]
    if all(starts) and starts == sorted(starts):
        return sorted(after, key=lambda item: item.start)
    if all(starts) and starts == sorted(starts, reverse=True):
        return sorted(after, key=lambda item: item.start, reverse=True)
    return after


def _with_next(night: Night, rng: random.Random) -> Night:
    """The list with a further episode of the series that stands at its fresh end."""
    ascends = _ascends(night)
    like = night[-1] if ascends else night[0]
    latest = max((item.start for item in night if item.title == like.title), default="")
    number = _NEW + 1 + max((item.thing for item in night if item.thing >= _NEW), default=0)
    fresh = replace(
        like,
        thing=number,
        start=_later(latest, timedelta(days=7)),
        url=like.url
        if sum(o.url == like.url for o in night) > 1
        else f"{like.url.rstrip('/')}-{number}"
        if like.url
        else "",
        guid=f"{like.guid}{number}" if like.guid else "",
    )
    if not like.start and not like.url and not _is_single(night, like):
        return [fresh, *night]
    if _is_single(night, like):
        fresh = replace(fresh, title=_named(like, f"{rng.choice(HEADS)} {rng.choice(SPINS)}"), text=_another_text(rng))
    return [*night, fresh] if ascends else [fresh, *night]


def _moved_house(item: Item, at: int) -> Item:
    return replace(
        item,
        url=f"https://neu.example/termin/{at * 13 + 5}" if item.url else "",
        guid=f"node-{at * 17 + 3}" if item.guid else "",
    )


def _other_form(item: Item) -> Item:
    reading = read_title(item.title)
    printed = _day_in(reading.date_text)
    if printed:
        return replace(item, title=reading.name, start=printed.date().isoformat(), city=reading.place_text)
    if item.start and item.city:
        day = datetime.fromisoformat(item.start)
        return replace(item, title=f"{day:%d.%m.%Y} | {item.title} | {item.city}", city="", venue="")
    return item
