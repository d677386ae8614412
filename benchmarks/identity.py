"""Ids through edits of event lists: kept, wrongly kept, sent to review, beside two usual recipes for an id.

    python -m benchmarks.identity --lists 3

Every edit and every two edits are made to lists of many shapes, and whole lists are rolled on, relaunched, swapped.
"kept" and "review" are shares of the entries that were touched and are the same thing as before; "wrong" is the share
of all entries of the night that got the id of another thing. The two recipes, hash(title + start) and hash(title), are
those of peers. The lists of `--held-out` are of other styles than those the weights were chosen with.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from benchmarks.fresh import FRESH
from benchmarks.held_out import HELD_OUT
from benchmarks.lists import SHAPES, Item, Shape
from benchmarks.mutations import MUTATIONS, Mutation, Night
from benchmarks.recorded import recorded
from pipeline.link.entries import Entry
from pipeline.link.sightings import Sighting, follow
from pipeline.models import Kind

Answers = list[str | None]  # for each line of the nights after the first: the label that it is said to continue


@dataclass(slots=True)
class Tally:
    """Counts of one recipe over many lists."""

    touched: int = 0
    kept: int = 0
    review: int = 0
    lines: int = 0
    wrong: int = 0

    def add(self, other: Tally) -> None:
        self.touched += other.touched
        self.kept += other.kept
        self.review += other.review
        self.lines += other.lines
        self.wrong += other.wrong

    def __str__(self) -> str:
        touched, lines = max(1, self.touched), max(1, self.lines)
        return f"{self.kept / touched:8.2%} {self.wrong / lines:7.3%} {self.review / touched:7.2%}"


def main() -> None:
    call = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    call.add_argument("--lists", type=int, default=2, help="lists of each shape and mutation")
    call.add_argument("--held-out", action="store_true")
    call.add_argument("--fresh", action="store_true", help="six kinds that nothing was ever adjusted to")
    call.add_argument("--pages", type=Path, help="a folder of recorded pages with expectations: their lists instead")
    call.add_argument("--by-shape", action="store_true", help="a table of shapes instead of mutations")
    call.add_argument("--only", default="", help="mutations whose name contains this")
    call.add_argument("--show", type=int, default=0, help="print so many failures")
    wish = call.parse_args()
    made = FRESH if wish.fresh else HELD_OUT if wish.held_out else SHAPES
    shapes = recorded(wish.pages) if wish.pages else made
    mutations = {name: one for name, one in MUTATIONS.items() if wish.only in name}
    started = time.process_time()
    print(f"{'':44}{'litfass':>26}   {'hash(title + start)':>26}   {'hash(title)':>26}")
    print(f"{'':44}" + "   ".join(["    kept   wrong  review"] * 3))
    rows = measure(shapes, mutations, wish.lists, by_shape=wish.by_shape, show=wish.show)
    total = [Tally() for _ in RECIPES]
    for name, tallies in rows.items():
        print(f"{name:44}" + "   ".join(map(str, tallies)))
        for sum_, tally in zip(total, tallies, strict=True):
            sum_.add(tally)
    print(f"{'all':44}" + "   ".join(map(str, total)))
    print(f"{total[0].touched} touched entries, {total[0].lines} lines, {time.process_time() - started:.0f} s of CPU")


def measure(
    shapes: Mapping[str, Shape], mutations: Mapping[str, Mutation], lists: int, *, by_shape: bool = False, show: int = 0
) -> dict[str, list[Tally]]:
    """The tallies of each recipe, by mutation or by shape."""
    rows: dict[str, list[Tally]] = {}
    for shape, make in shapes.items():
        for name, mutate in mutations.items():
            for number in range(lists):
                rng = random.Random(f"{shape} {name} {number}")
                first = make(rng)
                nights = [first, *mutate(first, rng)]
                row = rows.setdefault(shape if by_shape else name, [Tally() for _ in RECIPES])
                for at, recipe in enumerate(RECIPES):
                    labels, reviews = recipe(nights)
                    shown = show if at == 0 else 0
                    tally, failures = judge(nights, labels, reviews)
                    row[at].add(tally)
                    for failure in failures[:shown]:
                        print(f"  {shape} / {name}: {failure}")
    return rows


def judge(nights: Sequence[Night], labels: Answers, reviews: Sequence[bool]) -> tuple[Tally, list[str]]:
    """Compare what a recipe said with the things that the entries are."""
    tally, failures = Tally(), []
    last = {item.thing: (_label(0, at), item) for at, item in enumerate(nights[0])}
    answers = zip(labels, reviews, strict=True)
    before = set(last)
    for number, night in enumerate(nights[1:], start=1):
        for item in night:
            said, asked = next(answers)
            true, known = last.get(item.thing, (None, None))
            tally.lines += 1
            was_touched = known is not None and (known != item or item.thing not in before)
            if was_touched:
                tally.touched += 1
                tally.kept += said == true
                tally.review += asked
            tally.wrong += said is not None and said != true
            if said != true:
                failures.append(f"{'review' if asked else said} for {true}\n      {known}\n      {item}")
        before = {item.thing for item in night}
        last |= {item.thing: (_label(number, at), item) for at, item in enumerate(night)}
    return tally, failures


def _label(night: int, at: int) -> str:
    return f"{night}-{at}"


# ------------------------------------------------------------ recipes


def litfass(nights: Sequence[Night]) -> tuple[Answers, list[bool]]:
    """As `litfass match` would answer."""
    seen = follow(
        [
            Sighting(night=number, entry=_entry(item, _label(number, at)), guid=item.guid)
            for number, night in enumerate(nights)
            for at, item in enumerate(night)
        ]
    )[len(nights[0]) :]
    return [one.same_as for one in seen], [
        one.evidence[:1] != () and one.evidence[0].startswith("review") for one in seen
    ]


def _entry(item: Item, label: str) -> Entry:
    start = (
        (datetime.fromisoformat(item.start) if "T" in item.start else date.fromisoformat(item.start))
        if item.start
        else None
    )
    return Entry(
        id=label, title=item.title, text=item.text, start=start, venue=item.venue, city=item.city,
        organiser=item.organiser, url=item.url, kind=Kind.EVENT,
    )  # fmt: skip


def _by_key(key: Callable[[Item], str]) -> Callable[[Sequence[Night]], tuple[Answers, list[bool]]]:
    def recipe(nights: Sequence[Night]) -> tuple[Answers, list[bool]]:
        last: dict[str, str] = {}
        answers: Answers = []
        for number, night in enumerate(nights):
            answers += [last.get(key(item)) for item in night] if number else []
            last |= {key(item): _label(number, at) for at, item in enumerate(night)}
        return answers, [False] * len(answers)

    return recipe


RECIPES = (litfass, _by_key(lambda item: f"{item.title} {item.start}"), _by_key(lambda item: item.title))


if __name__ == "__main__":
    main()
