"""Near-duplicate texts and cross-posted events against peers on the same material: correctness first, then time.

    nice -n 10 python -m benchmarks.dedup --texts 100000 --events 50000

The material is generated with known answers (announcements.py, posts.py). It counts only while the peers reach about
what they are known for (datasketch F1 0.96, on hard pairs 0.92; rensa 0.97, 0.94; gaoya 0.96, 0.93): an easier set
would flatter everybody. Each peer gets its best threshold of those tried; we have none to set. Times are seconds of
CPU. Needs the extra `bench`.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime

from benchmarks.announcements import announcements
from benchmarks.material import Piece
from benchmarks.peers import Labels, datasketch, fuzzy_in_blocks, gaoya, rensa, splink
from benchmarks.posts import Post, posts
from pipeline.link.duplicates import Entry, group
from pipeline.models import Kind

_THRESHOLDS = (0.5, 0.55, 0.6, 0.7)


def main() -> None:
    """Print F1 and seconds of each tool, and how our time grows."""
    call = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    call.add_argument("--texts", type=int, default=10_000)
    call.add_argument("--events", type=int, default=3_000, help="posts of each of three sites")
    call.add_argument("--repeated", type=int, default=100_000, help="how often one text is given")
    call.add_argument("--slope", type=int, nargs="*", default=[1_250, 2_500, 5_000, 10_000], help="numbers of texts")
    call.add_argument("--no-peers", action="store_true")
    wish = call.parse_args()
    _compare_texts(wish.texts, with_peers=not wish.no_peers)
    _compare_events(wish.events, with_peers=not wish.no_peers)
    _slope(wish.slope)
    _repeat_one_text(wish.repeated)
    _one_long_text()
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB, peers included")


def _compare_texts(count: int, *, with_peers: bool) -> None:
    pieces = announcements(count)
    print(f"{count} texts, {len({piece.cluster for piece in pieces})} announcements")
    seconds, labels = _timed(lambda: _ours(pieces))
    _report("litfass", pieces, labels, seconds)
    if not with_peers:
        return
    for name, run in (("datasketch", datasketch), ("rensa", rensa), ("gaoya", gaoya)):
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


def _slope(counts: Sequence[int]) -> None:
    """How our time grows with the number of texts."""
    before = 0.0
    for count in counts:
        pieces = announcements(count)
        seconds, _ = _timed(lambda: _ours(pieces))  # noqa: B023  # called at once
        grown = f", {seconds / before:.2f} times as long as for half as many" if before else ""
        print(f"{count} texts: {seconds:.1f} s{grown}")
        before = seconds


def _one_long_text() -> None:
    sentence = "Im Saal der alten Weberei sprechen Nachbarn über Wege, Wasser und die Bahn nach {}. "
    text = "".join(sentence.format(number) for number in range(12_000))
    seconds = _seconds_for([Entry(id="1", text=text), Entry(id="2", text=text + "Ende.", source="other")])
    print(f"two texts of {len(text) / 1e6:.1f} MB: {seconds:.1f} s")


def _compare_events(count: int, *, with_peers: bool) -> None:
    made = posts(count)
    print(f"{len(made)} posts of three sites, {len({post.event for post in made})} events")
    entries = [_entry(number, post) for number, post in enumerate(made)]
    seconds, labels = _timed(lambda: [place.event for place in group(entries).placements])
    print(f"  litfass          {_figures(_f1(labels, [post.event for post in made]))}  {seconds:7.1f} s")
    seconds, labels = _timed(lambda: fuzzy_in_blocks(made))
    print(f"  rapidfuzz, day and town {_figures(_f1(labels, [post.event for post in made]))}  {seconds:7.1f} s")
    if with_peers:
        best = max(
            (_timed(lambda: splink(made, threshold)) for threshold in (0.1, 0.5, 0.9)),  # noqa: B023
            key=lambda one: _f1(one[1], [post.event for post in made])[2],
        )
        print(f"  Splink 5         {_figures(_f1(best[1], [post.event for post in made]))}  {best[0]:7.1f} s")


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
    started = time.process_time()
    result = work()
    return time.process_time() - started, result


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
