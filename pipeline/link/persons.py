"""Who speaks, as far as title and text say so: the family names that stand behind a degree or a speaker's part."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.link.text import fold, stem, words

_NAME = r"(?:[A-ZÄÖÜ][\w'’-]*\.?\s+){0,3}[A-ZÄÖÜ][\w'’-]{2,}"
_PART = (
    r"(?:(?:Univ\.-?\s?)?Prof\.?(?:\s?in\b)?|Dr\.?(?:\s?in\b)?(?:\s(?:phil|med|jur|theol|rer\. nat|h\. ?c)\.)?|Mag\.a?"
    r"|Referent(?:in)?:?|Ref\.:?|Vortragende[r]?:?|Dozent(?:in)?:?|[Ee]s (?:spricht|liest|referiert)|Vortrag von"
    r"|Lesung (?:mit|von)|Autor(?:in)?:?|Regisseur(?:in)?:?)"
)
_SPEAKER = re.compile(rf"(?<!\w){_PART}\s+(?:{_PART}\s+)*(?:(?:Frau|Herr)\s+)?(?P<name>{_NAME})")


@lru_cache(maxsize=20_000)
def speakers(printed: str) -> frozenset[str]:
    """Stems of the family names of those who are said to speak."""
    found = (words(fold(match["name"])) for match in _SPEAKER.finditer(printed))
    return frozenset(stem(name[-1]) for name in found if name and len(name[-1]) > 2)
