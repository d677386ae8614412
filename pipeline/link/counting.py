"""What a title counts and for whom it is: part 3 of a row, 30 years, course A1.2, for teachers."""

from __future__ import annotations

import re

from pipeline.link.text import stem, words
from pipeline.link.wording import is_content

_ROW = "teil|folge|episode|ausgabe|abend|block"
_EPISODE = re.compile(rf"(?:\b(?:{_ROW})\s|#\s?)(\d{{1,3}})\b|\b(\d{{1,3}})\. (?:{_ROW})\b")
_NO_COUNT = r"(?![.:]\d)(?!\.? ?(?:uhr|jan|feb|maerz|apr|mai|jun|jul|aug|sep|okt|nov|dez))"
_NUMBERED = re.compile(rf"\b([a-z]{{4,}}) (\d{{1,3}})\b{_NO_COUNT}|\b(\d{{1,3}}) ([a-z]{{4,}})\b")
_PART_NUMBER = re.compile(
    r"\b(?:workshop|ws|forum|fachforum|panel|modul|ag|arbeitsgruppe|session|impuls)\s?(?:\d{1,2}|[a-h])\b"
)
_NUMBER_STANDS = 60  # signs from the beginning of a text in which it says which part of a row it is
_COUNTS_NOTHING = frozenset(
    map(stem, ("uhr", "euro", "und", "oder", "bis", "vom", "mit", "kilometer", "prozent", "platz"))
)
_ANYBODY = frozenset(
    map(stem, ("interessierte", "alle", "jedermann", "menschen", "gross", "klein", "demokratie", "vielfalt"))
)


def is_numbered_part(title_folded: str) -> bool:
    """Whether a title is that of a part by its number or letter: Workshop 3, Forum A."""
    return bool(_PART_NUMBER.search(title_folded))


def episodes(title_folded: str, text_folded: str) -> frozenset[int]:
    """Which part of a row an entry says it is, in its title or at the very beginning of its text."""
    said = f"{title_folded} \n{text_folded[:_NUMBER_STANDS]}"
    return frozenset(int(one or other) for one, other in _EPISODE.findall(said))


def counted(folded: str) -> frozenset[tuple[str, int]]:
    """What a title counts, with its number: 30 Jahre, Wahlkreis 154."""
    found = {(stem(after), int(number)) for _, _, number, after in _NUMBERED.findall(folded) if number}
    found |= {(stem(before), int(number)) for before, number, _, _ in _NUMBERED.findall(folded) if number}
    return frozenset((word, number) for word, number in found if word not in _COUNTS_NOTHING)


def audience(folded: str) -> frozenset[str]:
    """For whom, by the title: the telling stems behind "für"."""
    found = re.search(r"\bfuer (?:(?:die|den|das|alle) )?([^:|?!.,()\-]{3,60})", folded)
    if not found:
        return frozenset()
    return frozenset(one for one in map(stem, words(found[1])[:4]) if is_content(one) and one not in _ANYBODY)
