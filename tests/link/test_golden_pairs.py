"""The labelled pairs, each grouped alone; and that the labelled sets hold every trap that they are there for."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from benchmarks.pairs import Answer, answer_pair
from tests.link.labelled import GOLDEN

# what the labelled sets must hold; the words of `trap` in golden/*.toml
TRAPS = """
one blurb, many broadcasts | one meeting in several wordings | shared opening paragraphs
a general text inside specific ones | gender spellings | composed and decomposed letters | abbreviations
boilerplate | numbered parts | touring show | annual edition | campaign week | two things on one memorial day
title of three organisers | subtitle drift | other town | part against whole | two episodes | a move | a review
a post for three towns | a common title | two venues for one thing | ends differ | doors and beginning
date without year | entry without date | same address, two contents | job or funding | same house and hosts
organiser spelt otherwise | rerun against first run | other date | another language
a person in the other's text | an umbrella's re-post | venue named in the text | teaser | quoted title
title replaced
"""


@cache
def answers() -> tuple[Answer, ...]:
    return tuple(answer_pair({"id": number, **row}) for number, row in enumerate(rows("pairs", "pair")))


def rows(name: str, kind: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads((GOLDEN / f"{name}.toml").read_text(encoding="utf-8"))[kind]
    return found


def test_labelled_pairs_are_told_apart() -> None:
    hit = sum(one.is_merged and one.is_right for one in answers())
    precision = hit / sum(one.is_merged for one in answers())
    recall = hit / sum(bool(one.row["same"]) for one in answers())
    wrong = [(one.row["a"]["title"], one.row["b"]["title"]) for one in answers() if one.is_merged and not one.is_right]
    assert precision >= 0.97, wrong
    assert recall >= 0.75


def test_few_labelled_pairs_wait_for_a_person() -> None:
    assert sum(one.waits for one in answers()) <= 0.05 * len(answers())


def test_the_labelled_sets_hold_every_trap() -> None:
    held = {row.get("trap") for name in ("page", "page_two", "cross") for row in rows(name, "entry")}
    held |= {row["trap"] for row in rows("pairs", "pair")}
    wanted = {trap.strip() for line in TRAPS.strip().split("\n") for trap in line.split("|")}
    assert not wanted - held
