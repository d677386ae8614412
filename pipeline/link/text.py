"""Folds a text for comparison, so that two spellings of the same words become equal; what is published stays as printed."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufffc\ufff9-\ufffb]"
)
_QUOTES = re.compile("[„“”‟«»‹›❝❞〝〞＂]|''|``|,,")
_APOSTROPHES = re.compile("[‘’‚‛ʼ´`′]")
_DASHES = re.compile("[‐‑‒–—―−﹘﹣－]")
_STARS = re.compile("[∗＊⁎✱﹡]")
_LIGATED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "œ": "oe"})

_LETTER = r"[^\W\d_]"
# Migrant*innen, Migrant/-innen, Migrant(inn)en, with the rest of a compound behind it
_PLURAL = re.compile(rf"(?P<stem>{_LETTER}{{2,}})(?:\s?[*:_·•']-?[iI]nnen|/\s?-?innen|\([iI]nn(?:en\)|\)en))(?P<rest>-?{_LETTER}*)")
_BINNEN_I = re.compile(rf"(?P<stem>{_LETTER}*[a-zäöüß]{{3}})Innen(?P<rest>-?{_LETTER}*)")
_SINGULAR = re.compile(rf"(?P<stem>{_LETTER}{{3,}})(?:[*:_·•']-?in|(?<=er|or|nt|st|ur|at|ge|og)(?:/-?in|\(in\)))\b|(?P<one>{_LETTER}*[a-zäöüß]{{3}})In\b")
_PAIR = re.compile(r"\b(?P<stem>[^\W\d_]{3,})innen\s*(?:und|oder|sowie|bzw\.|u\.|&|/)\s*-?(?P<other>[^\W\d_]{3,})")
_PAIR_TURNED = re.compile(r"\b(?P<other>[^\W\d_]{3,})\s*(?:und|oder|sowie|bzw\.|u\.|&|/)\s*-?(?P<stem>[^\W\d_]{3,})innen\b")
# jede*r, ein:e, aktive/r: the printed short form stays, the mark goes
_ENDING = re.compile(r"(?<=[^\W\d_]{2})(?:[*:_]|/-?)(?P<end>e?[rsnm]|e)\b")
_COMPOUND = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
_WEAK_STEM = re.compile(r"(?:ant|ent|ist|at|it|et|oge|og|graf|kolleg|expert|kund|soph|nom|krat|path|kollek|adres|uden|oet|asl|gesell|erb|nachfahr|genoss|zeug|klient)\Z")

_ABBREVIATIONS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), full)
    for pattern, full in (
        (r"\be\s?\.\s?v\b\.?", "ev"),
        (r"\beingetragener verein\b", "ev"),
        (r"\bg\s?gmbh\b|\bgemeinnuetzige gmbh\b", "ggmbh"),
        (r"\bz\.\s?b\.", "zum beispiel"),
        (r"\bu\.\s?a\.", "unter anderem"),
        (r"\bd\.\s?h\.", "das heisst"),
        (r"\bi\.\s?d\.\s?r\.", "in der regel"),
        (r"\bu\.\s?v\.\s?m\.", "und vieles mehr"),
        (r"\bbzw\.", "beziehungsweise"),
        (r"\binkl\.", "inklusive"),
        (r"\bzzgl\.", "zuzueglich"),
        (r"\bca\.", "circa"),
        (r"\bggf\.", "gegebenenfalls"),
        (r"\bevtl\.", "eventuell"),
        (r"\busw\.", "und so weiter"),
        (r"\betc\.", "und so weiter"),
        (r"\bnr\.", "nummer"),
        (r"\btel\.", "telefon"),
        (r"(?<=[a-z])str\.(?=\s|\d|,|\)|$)", "strasse"),
        (r"\bstr\.(?=\s|\d)", "strasse"),
        (r"(?<=[a-z])pl\.(?=\s?\d)", "platz"),
        (r"\bjan\.", "januar"), (r"\bfeb\.", "februar"), (r"\bapr\.", "april"), (r"\baug\.", "august"),
        (r"\bsept?\.", "september"), (r"\bokt\.", "oktober"), (r"\bnov\.", "november"), (r"\bdez\.", "dezember"),
        (r"\bmo\.(?=,?\s?\d)", "montag"), (r"\bdi\.(?=,?\s?\d)", "dienstag"), (r"\bmi\.(?=,?\s?\d)", "mittwoch"),
        (r"\bdo\.(?=,?\s?\d)", "donnerstag"), (r"\bfr\.(?=,?\s?\d)", "freitag"), (r"\bsa\.(?=,?\s?\d)", "samstag"),
        (r"\bso\.(?=,?\s?\d)", "sonntag"),
    )
)  # fmt: skip
_MAY_ABBREVIATE = re.compile(r"\w\.|gmbh|eingetragen")
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W_]+")
_SPACES = re.compile(r"[^\S\n]+")
_LONGEST_WORD = 60  # a "word" longer than this is a script without spaces or noise; it is compared in pieces


def plain(text: str) -> str:
    """NFKC, no invisible signs, one kind of quote, apostrophe, dash and star; case and line breaks as printed."""
    if text.isascii():
        return text
    mended = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))
    mended = _APOSTROPHES.sub("'", _QUOTES.sub('"', mended))
    return _STARS.sub("*", _DASHES.sub("-", mended))


def ungendered(text: str) -> str:
    """`plain` text with every spelling of a gendered person noun written the same way: Akteur*innen, Akteur:innen,
    AkteurInnen, Akteurinnen und Akteure -> Akteure. Only for comparing."""
    if "nnen" in text or "nn)en" in text:
        text = _PAIR_TURNED.sub(_one_of_pair, _PAIR.sub(_one_of_pair, text))
        text = _BINNEN_I.sub(_one_form, _PLURAL.sub(_one_form, text))
    return _ENDING.sub(r"\g<end>", _SINGULAR.sub(_one_person, text))


def fold(text: str) -> str:
    """The text as compared: ungendered, compounds closed, abbreviations written out, lower case, umlauts as two letters.

    Line breaks are kept. Folding twice changes nothing more for words, and no information is added.
    """
    text = ungendered(plain(text))
    text = _COMPOUND.sub("", text).casefold().translate(_LIGATED)
    if _MAY_ABBREVIATE.search(text):
        for pattern, full in _ABBREVIATIONS:
            text = pattern.sub(full, text)
    return _SPACES.sub(" ", text.replace("&", " und "))


def words(text: str) -> list[str]:
    """The words and numbers of a folded text, in order; scripts without spaces give one word per sign."""
    found = _WORD.findall(text)
    if all(len(word) <= _LONGEST_WORD for word in found):
        return found
    pieces: list[str] = []
    for word in found:
        pieces += [word[at : at + 8] for at in range(0, len(word), 8)] if len(word) > _LONGEST_WORD else [word]
    return pieces


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """A word without its inflection, roughly: enough that "Treffens" and "Treffen" meet. Numbers stay."""
    if len(word) < 5 or word.isdigit():
        return word
    for ending in ("innen", "ern", "ens", "em", "en", "er", "es", "e", "s", "n"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _one_form(match: re.Match[str]) -> str:
    return _men(match["stem"]) + match["rest"].lstrip("-").casefold()


def _one_person(match: re.Match[str]) -> str:
    return str(match["stem"] or match["one"])


def _one_of_pair(match: re.Match[str]) -> str:
    woman, man = match["stem"].casefold(), match["other"].casefold()
    root = woman[: max(3, len(woman) - 1)].translate(_LIGATED).replace("ae", "a").replace("ue", "u").replace("oe", "o")
    meant = man.translate(_LIGATED).replace("ae", "a").replace("ue", "u").replace("oe", "o")
    return _men(match["stem"]) if meant.startswith(root) else match.group(0)


def _men(stem_printed: str) -> str:
    """The unmarked plural of a person noun: Migrant -> Migranten, Akteur -> Akteure, Teilnehmer -> Teilnehmer."""
    lower = stem_printed.casefold()
    if lower.endswith(("er", "el")):
        return stem_printed
    if lower.endswith("or") or _WEAK_STEM.search(lower):
        return stem_printed + "en"
    return stem_printed + "e"
