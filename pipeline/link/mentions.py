"""Whether the text of one entry says what the title of the other does: two titles, one film."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.link.claims import Claim
from pipeline.link.likeness import Likeness, Surroundings, title_weight
from pipeline.link.occasions import names_occasion
from pipeline.link.said import is_said, stems_of
from pipeline.link.wording import is_content

_PHRASE_TELLS = 1.5  # weight of a part that stands word for word in the other's text
_MOST_OF_IT = 0.75
_FRAME_WORDS = 4  # how far before a name the words stand that make it a frame only: "im Rahmen des Projekts …"
_FRAME = re.compile(r"(?:reih|rahm|projekt|programm|foerder|woch|zyklus|kampagn)")
_RARE = 0.8
_WORDS_TELL = 1.5  # weight of the words of a title that stand here and there in the other's text


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """What the text says of the other's title, and what that is worth in log odds."""

    gain: float
    said: str


def mention(teller: Claim, named: Claim, titles: Likeness, around: Surroundings) -> Mention | None:
    """Whether the text of `teller` says what only the title of `named` does; None if it does not, or if the two titles
    name another thing in the very same place."""
    if titles.exchanged or titles.is_campaign or titles.occasions_differ or not teller.entry.text:
        return None
    text = stems_of(teller.text_folded)
    for part in named.heading.parts:
        own = [one for one in part if is_content(one) and one not in teller.title]
        if _weight(own, around) >= _PHRASE_TELLS and len(part) > 1 and _stands(part, text):
            return Mention(gain=2.0, said=" ".join(part))
        for pair in pairwise(part):
            if _is_name(pair, own, around) and _stands(pair, text):
                return Mention(gain=2.8, said=" ".join(pair))
    own = sorted({one for one in named.title if is_content(one) and one not in teller.title})
    said = [one for one in own if is_said(one, teller)]
    if _weight(said, around) >= _WORDS_TELL and _weight(said, around) >= _MOST_OF_IT * _weight(own, around):
        return Mention(gain=1.0, said=" ".join(said))
    return None


def _is_name(pair: tuple[str, ...], own: Sequence[str], around: Surroundings) -> bool:
    """Two telling words in a row, of which nobody else speaks: a person, a work."""
    return all(one in own and not names_occasion(one) and title_weight(one, around) >= _RARE for one in pair)


def _weight(stems: Sequence[str], around: Surroundings) -> float:
    return sum(title_weight(one, around) for one in stems)


def speaks_of_title(teller: Claim, named: Claim) -> bool:
    """Whether the text has any telling word of the other's title."""
    return bool(teller.entry.text) and any(
        is_content(one) and not names_occasion(one) and is_said(one, teller) for one in named.title
    )


def _stands(part: tuple[str, ...], text: tuple[str, ...]) -> bool:
    """Whether the part stands there word for word, and not as the frame in which something happens; a number of a
    title may be a word in the text."""
    return any(
        all(mine == one or mine.isdigit() for mine, one in zip(part, text[at : at + len(part)], strict=True))
        and not any(_FRAME.match(one) for one in text[max(0, at - _FRAME_WORDS) : at])
        for at in range(len(text) - len(part) + 1)
    )
