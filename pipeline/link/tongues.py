"""In which language a title is written, as far as its small words and letters say so."""

from __future__ import annotations

import re
from functools import lru_cache

_SMALL_WORDS = {
    "de": "der die das den dem des ein eine einen einer eines und oder nicht im am zum zur vom beim fuer mit von aus"
    " auf nach ueber unter zwischen gegen ohne wie was wer wir ihr ist sind bei um bis wird werden sich auch als"
    " neue neuer",
    "en": "the of and for to with at from our your is are how what why we you who this that by about after before"
    " into against without between women's men's know my",
    "tr": "ve icin ile bir nasil olarak hakkinda var yeni biz siz kadinlar turkce",
    "fr": "le les des et pour avec une dans sur aux est nous vous comment",
    "es": "los las del para con una por como nosotros sobre",
    "it": "gli della delle per con una dei nel sono",
    "pl": "dla oraz jak nie sie polsku",
    "cs": "pro jak pri cesky",
    "pt": "dos das para com uma",
    "vi": "va cho voi cua cac nguoi trong",
    "ku": "bo ji jinan",
}
_OF = {name: frozenset(words.split()) for name, words in _SMALL_WORDS.items()}
_SCRIPTS = (
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("am", re.compile(r"[\u1200-\u137f]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("zh", re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")),
)
_LETTERS = re.compile(r"[^\W\d_]")


@lru_cache(maxsize=50_000)
def tongue(folded: str, title_words: tuple[str, ...]) -> str:
    """The language of a folded title as two letters, '' if nothing tells: most German titles of one or two nouns."""
    letters = len(_LETTERS.findall(folded))
    for name, script in _SCRIPTS:
        if letters and 2 * len(script.findall(folded)) > letters:
            return name
    told = {name: sum(word in small for word in title_words) for name, small in _OF.items()}
    best = max(told.values())
    names = sorted(name for name, count in told.items() if count == best)
    return "" if not best else "de" if "de" in names else names[0] if len(names) == 1 else ""


def are_foreign(left: str, right: str) -> bool:
    """Whether two titles are in two languages, so that their words cannot be held against each other; a title of which
    nothing tells the language is German."""
    return (left or "de") != (right or "de")
