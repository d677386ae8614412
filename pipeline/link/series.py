"""Which events belong together as repetitions or numbered parts of one programme."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from rapidfuzz import fuzz

from pipeline.link.claims import Claim
from pipeline.link.text import stem, words
from pipeline.link.vocabulary import MONTHS, NUMBER_WORDS, PART_WORDS, WEEKDAYS
from pipeline.link.wording import Wording, is_content

# a row of events named as such; a campaign week, a festival or a project is none
_ROW = re.compile(
    r"\b(?:[a-z]*reihe|ringvorlesung|[a-z]*zyklus|seriens?)\b[^\"\n.]{0,25}\"([^\"\n]{4,100})\""
    r"|\"([^\"\n]{4,100})\"\s?[-,]?\s?(?:heisst )?(?:die|unsere|eine|der)?\s?(?:[a-z]*reihe|ringvorlesung)\b"
)
_PROGRAMME = re.compile(
    r"\b\w*(?:konferenz\w*|reihe|zyklus|ringvorlesung|sendung\w*|treff|treffs|treffen|stammtisch\w*|cafe|kurs\w*|lehrgang\w*|workshopreihe|seminarreihe|werkstatt|"
    r"fortbildung\w*|dialog\w*|monatlich\w*|regelmaessig\w*|jeden|jede|woechentlich\w*|module?n?|runde)\b"
)
_CAMPAIGN = re.compile(r"\b\w*(?:wochen?|tage|festival|aktionswoche|foerder\w*|gefoerdert|steuermittel\w*|projekte?s?)\b")
_LABEL = re.compile(r"\A(?:datum|ort|zeit|uhrzeit|wann|wo|beginn|termin|online|ort online\w*)\b")
_LEAD_ALIKE = 88.0
_LEAD_WORDS = 7
_LEAD_SHARE = 0.3
_TELLING_TEXT = 5  # content words that make a text more than a placeholder
_NUMBERS = frozenset({*NUMBER_WORDS, *MONTHS, *WEEKDAYS, "uhr", "wdh", "nummer", *PART_WORDS} - {"sendung", "treffen", "abend", "kurs"})


def find_series(
    claims: Sequence[Claim], wordings: Sequence[Wording], texts: Sequence[int], events: Sequence[int]
) -> list[int | None]:
    """For each entry the index of its series' first member, None if it belongs to none.

    `events` is each entry's event (-1: none); a series has at least two events. Repetitions share their text or their
    title, parts share the named programme: a leading block, a row's name, a title that only the number tells apart.
    """
    parent: dict[int, int] = {}
    for key, holders in sorted(_keys(claims, wordings, texts, events).items()):
        if len({events[index] for index in holders}) > 1:
            for index in holders:
                _unite(parent, events[holders[0]], events[index])
        del key
    size: dict[int, set[int]] = defaultdict(set)
    first: dict[int, int] = {}
    for index, event in enumerate(events):
        if event >= 0:
            size[_root(parent, event)].add(event)
            first.setdefault(_root(parent, event), index)
    return [
        first[_root(parent, event)] if event >= 0 and len(size[_root(parent, event)]) > 1 else None for event in events
    ]


def _keys(
    claims: Sequence[Claim], wordings: Sequence[Wording], texts: Sequence[int], events: Sequence[int]
) -> dict[tuple[str, str], list[int]]:
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    leads: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for index, (claim, wording) in enumerate(zip(claims, wordings, strict=True)):
        if events[index] < 0:
            continue
        if len({one for one in wording.stems if is_content(one)}) >= _TELLING_TEXT:
            found["text", f"{texts[index]:09}"].append(index)
        name = repeated_title(claim)
        if name:
            found["title", f"{claim.entry.source}\n{name}"].append(index)
        for row in _rows(wording.folded):
            found["row", row].append(index)
        lead = _lead(wording)
        if lead:
            leads[claim.entry.source].append((lead, index))
    for source, held in sorted(leads.items()):
        for number, group in enumerate(_alike_leads(held)):
            found["lead", f"{source}\n{number:09}"] = group
    return found


def repeated_title(claim: Claim) -> str:
    """What remains of a title without its number, part, day and month; '' if that is too little to know a programme by."""
    if not claim.has_title:
        return ""
    kept = [one for one in words(claim.title_folded) if not any(sign.isdigit() for sign in one)]
    kept = [one for one in kept if one not in _NUMBERS and one.rstrip("nrsm") not in _NUMBERS]
    telling = [one for one in map(stem, kept) if is_content(one)]
    return " ".join(map(stem, kept)) if telling else ""


def _rows(folded: str) -> set[str]:
    """Names of the rows of events that a text says it belongs to, as sorted stems."""
    names = (one or other for one, other in _ROW.findall(folded))
    return {" ".join(sorted({stem(word) for word in words(name)})) for name in names if any(is_content(stem(word)) for word in words(name))}


def _lead(wording: Wording) -> str:
    """The opening block if it names a programme and no campaign, and is a fair part of the text or says that it recurs."""
    for block, stems in wording.blocks[:4]:
        if len(stems) < _LEAD_WORDS:
            if _LABEL.match(block) or len(stems) < 3:
                continue
            return ""
        folded_block = next((line for line in re.split(r"\n", wording.folded) if [stem(w) for w in words(line)][: len(stems)] == stems), block)
        if not _PROGRAMME.search(folded_block):
            return ""
        if _CAMPAIGN.search(folded_block) and not re.search(r"reihe|zyklus|monatlich", folded_block):
            return ""
        return block
    return ""


def _alike_leads(held: Sequence[tuple[str, int]]) -> list[list[int]]:
    """Groups of entries whose leads are equal or nearly so; compared with neighbours in alphabetical order and by length."""
    distinct: dict[str, list[int]] = defaultdict(list)
    for lead, index in held:
        distinct[lead].append(index)
    groups: list[tuple[str, list[int]]] = []
    for lead in sorted(distinct):
        for other, members in groups[-_RECENT:]:
            if fuzz.ratio(lead, other) >= _LEAD_ALIKE:
                members += distinct[lead]
                break
        else:
            groups.append((lead, list(distinct[lead])))
    return [members for _, members in groups]


_RECENT = 40


def _root(parent: dict[int, int], one: int) -> int:
    while parent.get(one, one) != one:
        one = parent[one]
    return one


def _unite(parent: dict[int, int], one: int, other: int) -> None:
    left, right = _root(parent, one), _root(parent, other)
    if left != right:
        parent[max(left, right)] = min(left, right)
