"""Other people's tools on the benchmark material, each as its guide sets it up: a label for each item."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from itertools import combinations

from benchmarks.material import Piece
from benchmarks.posts import Post

Labels = Sequence[Hashable]
_PERMUTATIONS = 128
_WORD = re.compile(r"\w+")


def datasketch(pieces: Sequence[Piece], threshold: float) -> Labels:
    """MinHash and LSH over words, each candidate verified by its sketch."""
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
    return components(len(pieces), found)


def rensa(pieces: Sequence[Piece], threshold: float) -> Labels:
    """The same in Rust."""
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
    return components(len(pieces), found)


def gaoya(pieces: Sequence[Piece], threshold: float) -> Labels:
    """The same in Rust by another hand."""
    from gaoya.minhash import MinHashStringIndex

    index = MinHashStringIndex(32, threshold, 42, 3, lowercase=True, analyzer="word", ngram_range=(1, 1))
    for number, piece in enumerate(pieces):
        index.insert_document(number, piece.text)
    found = (
        (number, other) for number, piece in enumerate(pieces) for other in index.query(piece.text) if other < number
    )
    return components(len(pieces), found)


def components(count: int, found: Iterable[tuple[int, int]]) -> list[int]:
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


def fuzzy_in_blocks(made: Sequence[Post]) -> Labels:
    """Titles compared by rapidfuzz within one day and town."""
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
    return components(len(made), found)


def splink(made: Sequence[Post], threshold: float) -> Labels:
    """Splink as its guide sets it up: u by sampling, m by expectation maximisation, blocks of one day."""
    import pandas as pd
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    frame = pd.DataFrame(
        {
            "unique_id": range(len(made)),
            "title": [post.title.lower() for post in made],
            "day": [post.start[:10] for post in made],
            "clock": [post.start[11:] or None for post in made],
            "city": [post.city or None for post in made],
            "venue": [post.venue.lower() or None for post in made],
            "organiser": [post.organiser or None for post in made],
        }
    )
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.JaroWinklerAtThresholds("title", [0.95, 0.85, 0.7]),
            cl.JaroWinklerAtThresholds("venue", [0.95, 0.8]),
            cl.ExactMatch("city"),
            cl.ExactMatch("clock"),
            cl.ExactMatch("organiser"),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("day", "city"),
            block_on("day", "venue"),
            block_on("day", "title"),
        ],
    )
    api = DuckDBAPI()
    linker = Linker(api.register(frame), settings)
    linker.training.estimate_probability_two_random_records_match([block_on("day", "title")], recall=0.6)
    linker.training.estimate_u_using_random_sampling(max_pairs=1_000_000, seed=1)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("day", "city"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("day", "title"))
    found = linker.inference.predict(threshold_match_probability=threshold).as_pandas_dataframe()
    return components(len(made), zip(found["unique_id_l"].tolist(), found["unique_id_r"].tolist(), strict=True))
