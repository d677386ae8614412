"""Near-duplicate texts and cross-posted events against peers on the same material: correctness first, then time.

    python -m benchmarks.dedup --texts 100000 --events 50000

The material is generated with known answers (material.py, posts.py). It counts only while the peers
reach about what they are
known for (datasketch F1 0.96, on hard pairs 0.92; rensa 0.97, 0.94): an easier set would flatter everybody. Each peer
gets its best threshold of those tried; we have none to set. Needs the extra `bench`.
"""

from __future__ import annotations

import argparse
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date, datetime
from itertools import combinations

from benchmarks.material import Piece, texts
from benchmarks.posts import Post, posts
from pipeline.link.duplicates import Entry, group
from pipeline.models import Kind

Labels = Sequence[Hashable]
_THRESHOLDS = (0.5, 0.6, 0.7, 0.8)
_PERMUTATIONS = 128
_WORD = re.compile(r"\w+")


def main() -> None:
    """Print F1 and seconds of each tool, and how our time grows."""
    call = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    call.add_argument("--texts", type=int, default=10_000)
    call.add_argument("--events", type=int, default=3_000, help="posts of each of three sites")
    call.add_argument("--repeated", type=int, default=100_000, help="how often one text is given")
    call.add_argument("--no-peers", action="store_true")
    wish = call.parse_args()
    _compare_texts(wish.texts, with_peers=not wish.no_peers)
    _compare_events(wish.events)
    _repeat_one_text(wish.repeated)


def _compare_texts(count: int, *, with_peers: bool) -> None:
    pieces = texts(count)
    print(f"{count} texts, {len({piece.cluster for piece in pieces})} announcements")
    seconds, labels = _timed(lambda: _ours(pieces))
    _report("litfass", pieces, labels, seconds)
    half_seconds, _ = _timed(lambda: _ours(pieces[: count // 2]))
    print(f"  twice the texts take {seconds / half_seconds:.2f} times as long")
    if not with_peers:
        return
    for name, run in (("datasketch", _datasketch), ("rensa", _rensa)):
        best = max((_peer(run, pieces, threshold) for threshold in _THRESHOLDS), key=lambda one: one[0])
        _report(f"{name} at {best[1]}", pieces, best[3], best[2])
        print(f"  litfass takes {seconds / best[2]:.1f} times as long")


def _peer(
    run: Callable[[Sequence[Piece], float], Labels], pieces: Sequence[Piece], threshold: float
) -> tuple[float, float, float, Labels]:
    seconds, labels = _timed(lambda: run(pieces, threshold))
    return _f1(labels, [piece.cluster for piece in pieces])[2], threshold, seconds, labels


def _ours(pieces: Sequence[Piece]) -> Labels:
    entries = [
        Entry(id=str(number), text=piece.text, source=piece.source, kind=Kind.EVENT, dates=())
        for number, piece in enumerate(pieces)
    ]
    return [place.text_cluster for place in group(entries).placements]


def _datasketch(pieces: Sequence[Piece], threshold: float) -> Labels:
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=threshold, num_perm=_PERMUTATIONS)
    sketches = []
    for number, piece in enumerate(pieces):
        sketch = MinHash(num_perm=_PERMUTATIONS)
        sketch.update_batch([word.encode() for word in _WORD.findall(piece.text.lower())])
        sketches.append(sketch)
        index.insert(number, sketch)
    found = (
        (number, other)
        for number, sketch in enumerate(sketches)
        for other in index.query(sketch)
        if other < number and sketch.jaccard(sketches[other]) >= threshold
    )
    return _components(len(pieces), found)


def _rensa(pieces: Sequence[Piece], threshold: float) -> Labels:
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=threshold, num_perm=_PERMUTATIONS, num_bands=32)
    sketches = []
    for number, piece in enumerate(pieces):
        sketch = RMinHash(num_perm=_PERMUTATIONS, seed=42)
        sketch.update(_WORD.findall(piece.text.lower()))
        sketches.append(sketch)
        index.insert(number, sketch)
    found = (
        (number, other)
        for number, sketch in enumerate(sketches)
        for other in index.query(sketch)
        if other < number and sketch.jaccard(sketches[other]) >= threshold
    )
    return _components(len(pieces), found)


def _components(count: int, found: Iterable[tuple[int, int]]) -> list[int]:
    parent = list(range(count))
    for left, right in found:
        one, other = _root(parent, left), _root(parent, right)
        parent[max(one, other)] = min(one, other)
    return [_root(parent, number) for number in range(count)]


def _root(parent: list[int], one: int) -> int:
    while parent[one] != one:
        parent[one] = parent[parent[one]]
        one = parent[one]
    return one


def _compare_events(count: int) -> None:
    made = posts(count)
    print(f"{len(made)} posts of three sites, {len({post.event for post in made})} events")
    entries = [_entry(number, post) for number, post in enumerate(made)]
    seconds, labels = _timed(lambda: [place.event for place in group(entries).placements])
    print(f"  litfass          {_figures(_f1(labels, [post.event for post in made]))}  {seconds:7.1f} s")
    seconds, labels = _timed(lambda: _fuzzy_in_blocks(made))
    print(f"  rapidfuzz, day and town {_figures(_f1(labels, [post.event for post in made]))}  {seconds:7.1f} s")


def _entry(number: int, post: Post) -> Entry:
    start = datetime.fromisoformat(post.start) if "T" in post.start else date.fromisoformat(post.start)
    return Entry(
        id=str(number),
        text="",
        title=post.title,
        start=start,
        city=post.city,
        venue=post.venue,
        organiser=post.organiser,
        source=post.source,
        kind=Kind.EVENT,
    )


def _fuzzy_in_blocks(made: Sequence[Post]) -> Labels:
    from rapidfuzz import fuzz

    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, post in enumerate(made):
        blocks[post.start[:10], post.city].append(number)
    found = (
        pair
        for members in blocks.values()
        for pair in combinations(members, 2)
        if made[pair[0]].source != made[pair[1]].source
        and fuzz.token_set_ratio(made[pair[0]].title.lower(), made[pair[1]].title.lower()) >= 85
    )
    return _components(len(made), found)


def _repeat_one_text(count: int) -> None:
    blurb = "Wellenbrecher heißt das Magazin aus dem Studio: Gespräche, Lieder und eine offene Frage am Ende."
    times = []
    for size in (count // 2, count):
        entries = [Entry(id=str(number), text=blurb, kind=Kind.EVENT, dates=()) for number in range(size)]
        times.append(_seconds_for(entries))
    print(f"one text {count} times: {times[1]:.1f} s, {times[1] / times[0]:.2f} times as long as for half as many")


def _seconds_for(entries: Sequence[Entry]) -> float:
    return _timed(lambda: [place.event for place in group(entries).placements])[0]


def _timed(work: Callable[[], Labels]) -> tuple[float, Labels]:
    started = time.perf_counter()
    result = work()
    return time.perf_counter() - started, result


def _report(name: str, pieces: Sequence[Piece], labels: Labels, seconds: float) -> None:
    true = [piece.cluster for piece in pieces]
    hard_ones = [number for number, piece in enumerate(pieces) if piece.is_hard]
    everything = _f1(labels, true)
    hard = _f1([labels[number] for number in hard_ones], [true[number] for number in hard_ones])
    print(f"  {name:18} all {_figures(everything)}  hard {_figures(hard)}  {seconds:7.1f} s")


def _figures(figures: tuple[float, float, float]) -> str:
    return "P {:.4f} R {:.4f} F1 {:.4f}".format(*figures)


def _f1(labels: Labels, true: Labels) -> tuple[float, float, float]:
    """Pairwise precision, recall, F1; pairs are counted, not listed: a cluster of all has very many."""
    found, wanted, both = _pairs(labels), _pairs(true), _pairs(list(zip(labels, true, strict=True)))
    precision, recall = both / max(1, found), both / max(1, wanted)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def _pairs(labels: Labels) -> int:
    return sum(size * (size - 1) // 2 for size in Counter(labels).values())


if __name__ == "__main__":
    main()
