"""Which entries print the same text, which speak of the same event, and which events form a series."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from rapidfuzz import fuzz

from pipeline.link.blocking import event_pairs, surroundings
from pipeline.link.boilerplate import FACTOR, learn_boilerplate
from pipeline.link.claims import Claim, read_claim
from pipeline.link.compare import compare
from pipeline.link.entries import Entry, Grouping, LinkDecision, Placement, Rulings, Verdict
from pipeline.link.evidence import SOME_GROUND, weigh
from pipeline.link.flips import flips_if
from pipeline.link.ground import common_ground
from pipeline.link.likeness import Surroundings, says_nothing
from pipeline.link.linking import Link, Linked, Ruled, link_events
from pipeline.link.mentions import speaks_of_title
from pipeline.link.near import cluster_texts
from pipeline.link.occasions import names_occasion
from pipeline.link.series import find_series
from pipeline.link.tongues import are_foreign
from pipeline.link.wording import Wording, is_content, read_wording
from pipeline.models import Kind

__all__ = ["Entry", "Grouping", "LinkDecision", "Placement", "Rulings", "Verdict", "group"]

STRANGERS = 46.0  # titles without a word in common, less alike than this letter by letter (0…100), are not weighed
LEAST_TEXT = 4.0  # weight below which a text is too short to be evidence
TEMPTING = 0.55  # a pair judged different is reported from this score on (veto apart); below it nobody would ask
_FOUNDS_EVENT = frozenset({Kind.EVENT})
_SPEAKS_OF_EVENT = frozenset({Kind.EVENT, Kind.NEWS, Kind.NOTICE})


def group(entries: Sequence[Entry], *, rulings: Rulings | None = None) -> Grouping:
    """Answer the three questions for all entries at once.

    Labels come from the content of a group's smallest member: neither the order of the entries nor their ids change
    who is with
    whom. Entries of a kind other than event belong to no event, except news and notices (a review, a move) of one.
    """
    keys = [content_key(entry) for entry in entries]
    order = sorted(range(len(entries)), key=keys.__getitem__)
    names = _names([keys[index] for index in order])
    wordings, which = _distinct_wordings([entries[index] for index in order])
    claims = [
        read_claim(entries[index], wordings[one].folded if entries[index].text else "")
        for index, one in zip(order, which, strict=True)
    ]
    blocks = learn_boilerplate(_by_source(claims, wordings, which))
    weights = {block: FACTOR for source in blocks.values() for block in source}
    clusters = cluster_texts(wordings, weights)
    texts = [clusters[one] for one in which]
    ruled = _ruled(rulings or Rulings(), [claim.entry.id for claim in claims])
    around = surroundings(claims)
    linked = link_events(claims, _weigh_all(claims, wordings, which, texts, around), ruled)
    events = _events(claims, linked.groups)
    series = find_series(claims, wordings, which, texts, events)
    placed: dict[int, Placement] = {}
    for at, index in enumerate(order):
        placed[index] = Placement(
            id=entries[index].id,
            text_cluster=_label("text", wordings[texts[at]].folded),
            event=_label("event", names[events[at]]) if events[at] >= 0 else None,
            series=_label("series", names[one]) if (one := series[at]) is not None else None,
        )
    return Grouping(
        placements=tuple(placed[index] for index in range(len(entries))),
        decisions=_decisions(claims, linked, ruled, around),
        boilerplate=blocks,
        conflicts=linked.conflicts,
    )


def content_key(entry: Entry) -> tuple[str, ...]:
    """Everything of an entry but its id, as strings: the order in which entries are treated."""
    return (
        entry.source, str(entry.start or ""), entry.title, entry.text, str(entry.end or ""), entry.city, entry.venue,
        entry.organiser, entry.url, str(entry.reference or ""), entry.post_id, str(entry.kind or ""), repr(entry.dates),
        str(entry.organiser_is_printed),
    )  # fmt: skip


def _distinct_wordings(entries: Sequence[Entry]) -> tuple[list[Wording], list[int]]:
    """The distinct folded texts in the order of their content, and for each entry which one is its own.

    An entry without text is known by its title."""
    read: dict[str, Wording] = {}
    for entry in entries:
        text = entry.text if entry.text.strip() else entry.title
        if text not in read:
            read[text] = read_wording(text)
    by_folded = {
        wording.folded: wording for wording in sorted(read.values(), key=lambda one: (one.folded, sorted(one.nouns)))
    }
    place = {folded: index for index, folded in enumerate(by_folded)}
    which = [place[read[entry.text if entry.text.strip() else entry.title].folded] for entry in entries]
    return list(by_folded.values()), which


def _by_source(
    claims: Sequence[Claim], wordings: Sequence[Wording], which: Sequence[int]
) -> Mapping[str, list[Wording]]:
    held: dict[str, set[int]] = defaultdict(set)
    for claim, one in zip(claims, which, strict=True):
        held[claim.entry.source].add(one)
    return {source: [wordings[one] for one in sorted(ones)] for source, ones in held.items()}


def _weigh_all(
    claims: Sequence[Claim],
    wordings: Sequence[Wording],
    which: Sequence[int],
    texts: Sequence[int],
    around: Surroundings,
) -> list[Link]:
    found = []
    for left, right in event_pairs(claims, texts):
        if not _may_link(claims[left], claims[right]):
            continue
        if texts[left] != texts[right] and _are_strangers(claims[left], claims[right]):
            continue
        alike = 0.0
        if claims[left].entry.text and claims[right].entry.text:
            alike = _text_alike(wordings[which[left]], wordings[which[right]])
        found.append(
            Link(left=left, right=right, text_alike=alike, weighing=weigh(claims[left], claims[right], alike, around))
        )
    return found


def _are_strangers(left: Claim, right: Claim) -> bool:
    """Whether two titles have no telling word in common, neither with each other's text, and little resemblance: no
    other evidence could make them one."""
    if (
        not _beginnings(left.title).isdisjoint(_beginnings(right.title))
        or left.heading.acronyms
        or right.heading.acronyms
    ):
        return False
    if says_nothing(left) or says_nothing(right):
        return False
    if are_foreign(left.heading.tongue, right.heading.tongue) or common_ground(left, right).weight >= SOME_GROUND:
        return False
    if speaks_of_title(left, right) or speaks_of_title(right, left):
        return False
    return not fuzz.token_set_ratio(left.title_folded, right.title_folded, score_cutoff=STRANGERS)


@lru_cache(maxsize=50_000)
def _beginnings(title: tuple[str, ...]) -> frozenset[str]:
    return frozenset(one[:5] for one in title if is_content(one) and not names_occasion(one))


def _decisions(claims: Sequence[Claim], linked: Linked, ruled: Ruled, around: Surroundings) -> tuple[LinkDecision, ...]:
    """The pairs that anyone would ask about, people's rulings among them, in the order of the entries' content."""
    by_person = {**dict.fromkeys(ruled.different, Verdict.DIFFERENT), **dict.fromkeys(ruled.same, Verdict.SAME)}
    found = {pair: _by_person(claims, pair, verdict) for pair, verdict in by_person.items()}
    members: dict[int, list[int]] = defaultdict(list)
    for index, first in enumerate(linked.groups):
        members[first].append(index)
    company = {index: members[first] for index, first in enumerate(linked.groups)}
    for link in linked.links:
        pair, weighing = (link.left, link.right), link.weighing
        if pair in found or (weighing.verdict is Verdict.DIFFERENT and weighing.tempting < TEMPTING):
            continue
        found[pair] = LinkDecision(
            left=claims[link.left].entry.id,
            right=claims[link.right].entry.id,
            verdict=weighing.verdict,
            score=weighing.score,
            evidence=weighing.evidence,
            flips_if=flips_if(link, claims, company, around),
        )
    return tuple(found[pair] for pair in sorted(found))


def _by_person(claims: Sequence[Claim], pair: tuple[int, int], verdict: Verdict) -> LinkDecision:
    return LinkDecision(
        left=claims[pair[0]].entry.id,
        right=claims[pair[1]].entry.id,
        verdict=verdict,
        score=1.0 if verdict is Verdict.SAME else 0.0,
        evidence=("a person said so",),
        flips_if="a later ruling",
        decided_by="person",
    )


def _may_link(left: Claim, right: Claim) -> bool:
    if not ({left.kind, right.kind} <= _SPEAKS_OF_EVENT and {left.kind, right.kind} & _FOUNDS_EVENT):
        return False
    # a notice that neither looks back nor moves anything speaks of an event only by its day
    return all(one.kind in _FOUNDS_EVENT or one.is_review or one.is_move or one.spans for one in (left, right))


def _text_alike(left: Wording, right: Wording) -> float:
    if min(left.total, right.total) < LEAST_TEXT:
        return 0.0
    result = compare(left, right)
    return max(result.alike, 0.8 * result.contained)


def _ruled(rulings: Rulings, ids: Sequence[str]) -> Ruled:
    places: dict[str, list[int]] = defaultdict(list)
    for index, one in enumerate(ids):
        places[one].append(index)
    return Ruled(
        same=tuple(sorted(_places(pair, places) for pair in rulings.same if _known(pair, places))),
        different=tuple(sorted(_places(pair, places) for pair in rulings.different if _known(pair, places))),
    )


def _known(pair: tuple[str, str], places: Mapping[str, list[int]]) -> bool:
    return pair[0] in places and pair[1] in places


def _places(pair: tuple[str, str], places: Mapping[str, list[int]]) -> tuple[int, int]:
    left, right = places[pair[0]][0], places[pair[1]][0]
    return min(left, right), max(left, right)


def _events(claims: Sequence[Claim], groups: Sequence[int]) -> list[int]:
    """Each entry's event, -1 where nothing in its group founds one."""
    founded = {one for claim, one in zip(claims, groups, strict=True) if claim.kind in _FOUNDS_EVENT}
    return [one if one in founded else -1 for one in groups]


def _names(keys: Sequence[tuple[str, ...]]) -> list[str]:
    """A name for each entry out of its content; equal ones, which stand in a row, are told apart by their number."""
    names, number = [], 0
    for index, key in enumerate(keys):
        number = number + 1 if index and keys[index - 1] == key else 0
        names.append("\x1f".join((*key, str(number))))
    return names


def _label(kind: str, seed: str) -> str:
    return f"{kind}_{hashlib.blake2b(seed.encode('utf-8', 'surrogatepass'), digest_size=8).hexdigest()}"
