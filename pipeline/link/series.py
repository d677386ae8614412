"""Which events belong together as repetitions or numbered parts of one programme."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from pipeline.link.claims import Claim
from pipeline.link.fingerprints import Hashes, WordHashes, feature_hashes
from pipeline.link.near import candidate_pairs, root
from pipeline.link.rule_days import days_of_rules
from pipeline.link.text import stem, words
from pipeline.link.vocabulary import MONTHS, NUMBER_WORDS, WEEKDAYS
from pipeline.link.wording import Wording, is_content, weight

# a row of events named as such; a campaign week, a festival or a project is none
_ROW = re.compile(
    r"\b(?:[a-z]*reihe|ringvorlesung|[a-z]*zyklus)\b[^\"\n.]{0,25}\"([^\"\n]{4,100})\""
    r"|\"([^\"\n]{4,100})\"[-,\s]*(?:heisst )?(?:die |unsere |eine |der )?(?:[a-z]*reihe|ringvorlesung)\b"
)
# a stem at whose end one of these stands: the opening sentence speaks of something that comes again
_COMES_AGAIN = re.compile(
    r"(?:konferenz|reih|zyklus|ringvorlesung|sendung|treff|stammtisch|cafe|kurs|lehrgang|fortbildung|dialog|monatlich|regelmaessig|"
    r"woechentlich|taeglich|modul|gespraechsrund)(?: |\Z)"
)
_CAMPAIGN = re.compile(r"(?:woch|tag|festival|projekt|foerderung|gefoerdert|steuermittel)(?: |\Z)")
_ROW_WORD = re.compile(r"(?:reih|zyklus|monatlich|woechentlich)(?: |\Z)")
_EQUAL_LEAD = 0.85  # openings this alike, that name a programme, make a series whatever follows
_SIBLING_LEAD = 0.6
_SIBLING_TEXT = 0.55  # texts this alike in all, from the opening on, are one frame filled anew
_TELLING_TEXT = 5  # content words that make a text more than a placeholder
_SEGMENT = re.compile(r"\s*(?:[:|?!/\"]|(?<=[a-z])\.(?:\s|\Z)|\s-\s)\s*")
_NOT_A_NAME = frozenset(
    {*NUMBER_WORDS, *MONTHS, *WEEKDAYS, "uhr", "wdh", "nummer", "teil", "modul", "folge", "episode", "block"}
)

Groups = Mapping[tuple[str, ...], Sequence[int]]


def find_series(
    claims: Sequence[Claim],
    wordings: Sequence[Wording],
    which: Sequence[int],
    texts: Sequence[int],
    events: Sequence[int],
) -> list[int | None]:
    """For each entry the index of its series' first member, None if it belongs to none.

    `which` is each entry's wording, `texts` its text cluster, `events` its event (-1: none); a series has at least two
    events.
    Repetitions share their text or title; parts share a named row, a numbered title, or a frame that is filled anew.
    """
    parent = list(range(len(claims)))
    keys: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, claim in enumerate(claims):
        if events[index] >= 0:
            _unite(parent, index, events[index])
            for key in _keys(claim, wordings[which[index]], texts[index]):
                keys[key].append(index)
    for key, holders in keys.items():
        for group in _not_parallel(holders, claims) if key[0] == "title" else [holders]:
            for index in group:
                _unite(parent, group[0], index)
    for left, right in (*_siblings(claims, wordings, which, events), *days_of_rules(claims, events)):
        _unite(parent, left, right)
    members: dict[int, set[int]] = defaultdict(set)
    for index, event in enumerate(events):
        if event >= 0:
            members[root(parent, index)].add(event)
    return [
        root(parent, index) if event >= 0 and len(members[root(parent, index)]) > 1 else None
        for index, event in enumerate(events)
    ]


def _keys(claim: Claim, wording: Wording, text: int) -> list[tuple[str, ...]]:
    """What an entry would share with the others of its series."""
    keys: list[tuple[str, ...]] = [("row", row) for row in sorted(_rows(wording.folded))]
    if len({one for one in wording.stems if is_content(one)}) >= _TELLING_TEXT and claim.entry.text:
        keys.append(("text", str(text)))
    keys += [("title", claim.entry.source, name) for name in _names(claim) if name]
    return keys


def _names(claim: Claim) -> set[str]:
    """A title without its number, and the part of it that carries a number: what its repetitions and editions share."""
    if not claim.has_title:
        return set()
    names = {_name(claim.title_folded)}
    if claim.facts.ordinals:
        names |= {_name(part) for part in _SEGMENT.split(claim.title_folded) if re.search(r"\d", part)}
    return names


def _name(printed: str) -> str:
    kept = [one for one in words(printed) if not any(sign.isdigit() for sign in one)]
    kept = [one for one in kept if one not in _NOT_A_NAME and one.rstrip("nrsm") not in _NOT_A_NAME]
    return " ".join(map(stem, kept)) if any(is_content(stem(one)) for one in kept) else ""


def _rows(folded: str) -> set[str]:
    """Names of the rows of events that a text says it belongs to, as sorted stems."""
    named = ({stem(word) for word in words(one or other)} for one, other in _ROW.findall(folded))
    return {" ".join(sorted(stems)) for stems in named if any(is_content(one) for one in stems)}


def _not_parallel(holders: Sequence[int], claims: Sequence[Claim]) -> list[list[int]]:
    """One title on one day in several towns is held side by side, not repeated: a group for each town then."""
    days = {(span.month, span.day) for index in holders for span in claims[index].spans}
    if len(days) != 1 or any(not claims[index].spans for index in holders):
        return [list(holders)]
    towns: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index in holders:
        towns[tuple(sorted(claims[index].towns))].append(index)
    return list(towns.values())


# ---------------------------------------------------------------- frames


def _siblings(
    claims: Sequence[Claim], wordings: Sequence[Wording], which: Sequence[int], events: Sequence[int]
) -> list[tuple[int, int]]:
    """Pairs of entries of one source whose texts open alike and are one frame, or open with the name of one
    programme."""
    holders: dict[tuple[str, int], list[int]] = defaultdict(list)
    for index, claim in enumerate(claims):
        if events[index] >= 0 and claim.entry.text:
            holders[claim.entry.source, which[index]].append(index)
    by_source: dict[str, list[int]] = defaultdict(list)
    for source, one in sorted(holders):
        by_source[source].append(one)
    found = []
    hashes = WordHashes()
    for source, ones in by_source.items():
        leads = [wordings[one].opening for one in ones]
        prints: list[Hashes] = [
            feature_hashes([one for one in lead if weight(one, True) >= 0.3], hashes)
            if lead
            else np.empty(0, dtype=np.uint64)
            for lead in leads
        ]
        for left, right in candidate_pairs(prints).tolist():
            if _is_frame(wordings[ones[left]], wordings[ones[right]], leads[left], leads[right]):
                found.append((holders[source, ones[left]][0], holders[source, ones[right]][0]))
    return found


def _is_frame(left: Wording, right: Wording, lead: list[str], other: list[str]) -> bool:
    alike = _dice(lead, other, left.nouns | right.nouns)
    if alike < _SIBLING_LEAD:
        return False
    if alike >= _EQUAL_LEAD and _names_programme(lead) and _names_programme(other):
        return True
    return _dice(left.stems, right.stems, left.nouns | right.nouns) >= _SIBLING_TEXT


def _names_programme(lead: Sequence[str]) -> bool:
    opening = " ".join(lead)
    return bool(_COMES_AGAIN.search(opening)) and not (_CAMPAIGN.search(opening) and not _ROW_WORD.search(opening))


def _dice(left: Sequence[str], right: Sequence[str], nouns: frozenset[str]) -> float:
    mine, theirs = Counter(left), Counter(right)
    total = sum(count * weight(one, one in nouns) for bag in (mine, theirs) for one, count in bag.items())
    common = sum(count * weight(one, one in nouns) for one, count in (mine & theirs).items())
    return 2 * common / total if total else 0.0


def _unite(parent: list[int], one: int, other: int) -> None:
    left, right = root(parent, one), root(parent, other)
    if left != right:
        parent[max(left, right)] = min(left, right)
