"""Candidates are found exactly and in any order; one text very many times, and very many texts, stay near-linear."""

from __future__ import annotations

import random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.link.fingerprints import WordHashes, feature_hashes, hash_word
from pipeline.link.near import CROWD, candidate_pairs, cluster_texts
from pipeline.link.wording import Wording, read_wording


def prints_of(*texts: str) -> list[np.ndarray]:
    hashes = WordHashes()
    return [feature_hashes(text.split(), hashes) for text in texts]


def wordings_of(*texts: str) -> list[Wording]:
    return sorted((read_wording(text) for text in texts), key=lambda one: one.folded)


def test_a_hash_is_the_same_on_every_machine() -> None:
    assert hash_word("Litfass") == 0xAF7DDAC6CFD593A5
    assert hash_word("Litfass") != hash_word("litfass")


def test_two_texts_that_share_rare_words_are_proposed_and_strangers_are_not() -> None:
    found = candidate_pairs(prints_of("rot gelb blau grün", "rot gelb blau weiß", "hund katze maus pferd"))
    assert found.tolist() == [[0, 1]]


def test_nothing_is_proposed_for_no_text_or_one() -> None:
    assert not len(candidate_pairs([]))
    assert not len(candidate_pairs(prints_of("rot gelb")))
    assert not len(candidate_pairs([np.empty(0, dtype=np.uint64)] * 3))


@given(st.lists(st.lists(st.sampled_from("abcdefgh"), min_size=6, max_size=10), min_size=2, max_size=12))
def test_every_pair_that_shares_enough_is_found_while_no_feature_is_a_crowd(texts: list[list[str]]) -> None:
    prints = prints_of(*(" ".join(text) for text in texts))
    assert len(texts) <= CROWD
    expected = {
        (i, j)
        for i in range(len(prints))
        for j in range(i + 1, len(prints))
        if len(np.intersect1d(prints[i], prints[j])) >= (1 if min(len(prints[i]), len(prints[j])) < 6 else 2)
    }
    assert expected == {tuple(pair) for pair in candidate_pairs(prints).tolist()}


def test_a_crowd_proposes_a_number_of_pairs_that_grows_like_the_crowd() -> None:
    small, large = (
        len(candidate_pairs(prints_of(*(f"immer derselbe satz zahl{number} ende" for number in range(count)))))
        for count in (200, 800)
    )
    assert large < 5 * small


def test_texts_that_contradict_each_other_do_not_meet_through_a_third() -> None:
    frame = "Wir sitzen am großen Tisch, teilen Neuigkeiten und essen Kuchen von der Bäckerei nebenan."
    wordings = wordings_of(f"{frame} Am 3. Mai geht es los.", f"{frame} Am 7. Juni geht es los.", frame)
    clusters = dict(zip((one.folded for one in wordings), cluster_texts(wordings, {}), strict=True))
    may, june = (label for text, label in clusters.items() if "geht es los" in text)
    assert may != june


@settings(max_examples=15)
@given(st.randoms(use_true_random=False))
def test_the_clusters_do_not_depend_on_how_the_texts_came_in(rng: random.Random) -> None:
    themes = ("Steuern", "Haftung", "Spenden", "Räume")
    texts = [
        f"Abend zu {theme}. Wir reden {how} über {theme} und essen Suppe im Hof."
        for theme in themes
        for how in ("lange", "gern", "")
    ]
    expected = _groups(wordings_of(*texts))
    rng.shuffle(texts)
    assert _groups(wordings_of(*texts)) == expected


def _groups(wordings: list[Wording]) -> set[frozenset[str]]:
    held: dict[int, set[str]] = {}
    for one, label in zip(wordings, cluster_texts(wordings, {}), strict=True):
        held.setdefault(label, set()).add(one.folded)
    return {frozenset(group) for group in held.values()}
