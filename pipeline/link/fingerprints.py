"""Numbers that stand for pieces of a text: equal pieces give equal numbers on every machine, in every run."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence

import numpy as np
import numpy.typing as npt

from pipeline.link.wording import Wording, is_content

Hashes = npt.NDArray[np.uint64]

_MIX = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(29)


def hash_word(word: str) -> int:
    """64 bits of a word, from its UTF-8 bytes alone."""
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


class WordHashes(dict[str, int]):
    """Remembers each word's hash; a corpus has few distinct words."""

    def __missing__(self, word: str) -> int:
        self[word] = value = hash_word(word)
        return value


def features(wording: Wording, boilerplate: Collection[str], hashes: WordHashes) -> Hashes:
    """The text's distinct pairs of neighbouring telling words, and each such word, as sorted hashes.

    Blocks that are boilerplate are left out as long as enough else remains to recognise the text by.
    """
    kept = [stems for block, stems in wording.blocks if block not in boilerplate]
    if sum(map(len, kept)) < _ENOUGH:
        kept = [stems for _, stems in wording.blocks]
    told = [one for stems in kept for one in stems if is_content(one) or one.isdigit()]
    if len(told) < 2:
        told = told or [one for stems in kept for one in stems]
    return feature_hashes(told, hashes)


_ENOUGH = 8  # words that must remain beside the boilerplate


def feature_hashes(told: Sequence[str], hashes: WordHashes) -> Hashes:
    """Sorted distinct hashes of the words and of each two in a row."""
    if not told:
        return np.empty(0, dtype=np.uint64)
    single = np.fromiter((hashes[one] for one in told), dtype=np.uint64, count=len(told))
    with np.errstate(over="ignore"):
        double = (single[:-1] * _MIX) ^ (single[1:] >> _SHIFT) ^ single[1:]
    return np.unique(np.concatenate((single, double)))
