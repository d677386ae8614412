"""Which of tonight's announcements are which of the known ones; ids are minted at the first sighting, never again."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from math import exp

from pipeline.link.assignment import best_assignment
from pipeline.link.candidates import candidate_pairs
from pipeline.link.kinship import Kinship, weigh
from pipeline.link.traits import read_material
from pipeline.link.two_nights import TwoNights
from pipeline.link.unchanged import match_unchanged
from pipeline.models import Announcement

ACCEPT = 2.0  # nats; from here on two announcements are taken for one
REVIEW = 0.5  # between REVIEW and ACCEPT a person is asked
MARGIN = 0.7  # a second known one that nobody else claims and that fits nearly as well is a reason to ask, too


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Tonight's announcement at `index` is the known one `announcement_id`; `why` in words, `score` 0…1."""

    index: int
    announcement_id: str
    score: float
    evidence: tuple[str, ...]

    @property
    def why(self) -> str:
        return ", ".join(self.evidence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """`matches` one to one; `doubtful` are tonight's without a match that may be a known one, with the likeliest;
    `new` are the indexes of all others. Each index stands in one of the three."""

    matches: tuple[Match, ...]
    new: tuple[int, ...]
    doubtful: tuple[Match, ...]


def mint(kind: str, *parts: str) -> str:
    """An id from the place of the first sighting: `<kind>_` and 16 hex digits; the same parts give the same id on
    replay."""
    seed = "\x1f".join((kind, *parts)).encode()
    return f"{kind}_{hashlib.blake2b(seed, digest_size=8).hexdigest()}"


def assign(
    known: Mapping[str, Announcement], tonight: Sequence[Announcement], absent: Set[str] = frozenset()
) -> Assignment:
    """Match tonight's announcements of one source with its known ones, one to one and globally best (not greedily).

    `absent` names the known ones that were not on the list of the night before. What did not change is matched at
    once; only the rest is compared. An address whose title, text and date are all different is a new thing behind an
    old address; another year is another edition.
    """
    nights = TwoNights.of(known, tonight, absent)
    sure = match_unchanged(nights)
    nights = nights.after(sure)
    weighed = _weigh_rest(nights)
    found = {pair: one for pair, one in weighed.items() if not one.bars and one.score > REVIEW}
    chosen = best_assignment({pair: one.score - REVIEW for pair, one in found.items()})
    asked = set(_hesitations(chosen, found))
    accepted = [pair for pair in chosen if found[pair].score >= ACCEPT and pair not in asked]
    settled = {row for row, _ in accepted}, {column for _, column in accepted}
    doubts = {
        pair: one
        for pair, one in weighed.items()
        if pair[0] not in settled[0] and pair[1] not in settled[1] and (one.doubt or (pair in found))
    }
    doubtful = best_assignment({pair: max(0.01, one.score + 10) for pair, one in doubts.items()})
    matches = [_match(nights, pair, weighed[pair]) for pair in accepted]
    matches += [Match(index=row, announcement_id=key, score=1.0, evidence=evidence) for row, key, evidence in sure]
    asked_rows = {row for row, _ in doubtful}
    taken = {match.index for match in matches} | asked_rows
    return Assignment(
        matches=tuple(sorted(matches, key=lambda match: match.index)),
        new=tuple(index for index in range(len(tonight)) if index not in taken),
        doubtful=tuple(_match(nights, pair, weighed[pair]) for pair in doubtful),
    )


def _weigh_rest(nights: TwoNights) -> dict[tuple[int, int], Kinship]:
    """Every pair of what is left that shares something, weighed; columns are places in `nights.keys`."""
    if not nights.rows or not nights.columns:
        return {}
    pairs = candidate_pairs(nights)
    if not pairs:
        return {}
    material = read_material(nights.live_announcements(), nights.tonight)
    return {
        (row, column): weigh(
            nights.new_traits(row), nights.old_traits(column), material, nights.circumstances(row, column)
        )
        for row, column in pairs
    }


def _hesitations(chosen: Sequence[tuple[int, int]], found: Mapping[tuple[int, int], Kinship]) -> list[tuple[int, int]]:
    """The chosen pairs beside which another one, of a partner that nobody else took, would have done nearly as well."""
    rows, columns = {row for row, _ in chosen}, {column for _, column in chosen}
    best: dict[tuple[str, int], float] = {}
    for (row, column), one in found.items():
        if column not in columns:
            best["row", row] = max(best.get(("row", row), 0.0), one.score)
        if row not in rows:
            best["column", column] = max(best.get(("column", column), 0.0), one.score)
    return [
        (row, column)
        for row, column in chosen
        if max(best.get(("row", row), -9.0), best.get(("column", column), -9.0)) > found[row, column].score - MARGIN
    ]


def _match(nights: TwoNights, pair: tuple[int, int], one: Kinship) -> Match:
    score = 1 / (1 + exp(-max(-30.0, min(30.0, one.score))))
    evidence = (*one.words, one.bars) if one.bars else one.words
    return Match(index=pair[0], announcement_id=nights.keys[pair[1]], score=round(score, 4), evidence=evidence)
