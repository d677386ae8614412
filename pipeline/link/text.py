"""Folds a text for comparison, so that two spellings of the same words become equal; what is published stays as
printed."""

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
_NO_UMLAUT = str.maketrans("äöü", "aou")
_LIGATED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "œ": "oe"})

_ACCENT = re.compile("[\u0300-\u036f]")

_LETTER = r"[^\W\d_]"
# Migrant*innen, Migrant/-innen, Migrant(inn)en, MigrantInnen, with the rest of a compound behind it; found by the mark
_PLURAL = re.compile(
    rf"(?<=[^\W\d_]{{2}})(?:[*:_·•']-?[iI]nnen|/\s?-?innen|\([iI]nn(?:en\)|\)en)|(?<=[a-zäöüß]{{3}})Innen)(?P<rest>-?{_LETTER}*)"
)
_SINGULAR = re.compile(
    r"(?<=[^\W\d_]{3})(?:[*:_·•']-?in\b|(?<=er|or|nt|st|ur|at|ge|og)(?:/-?in|\(in\))(?!\w)|(?<=[a-zäöüß]{3})In\b)"
)
_AND = r"(?:und|oder|sowie|bzw\.|u\.|&|/)"
# found by their fixed words, the person noun before or behind is then looked at: searching for the noun first is slow
_PAIR = re.compile(rf"innen(?P<open>-)?\s*{_AND}\s*-?(?P<other>{_LETTER}{{3,}})")
_PAIR_TURNED = re.compile(rf"(?<=\w)(?P<open>-)?\s*(?<![a-z]){_AND}\s*-?(?P<stem>{_LETTER}{{3,}}?)innen\b(?!-)")
_LAST_WORD = re.compile(rf"{_LETTER}{{2,}}\Z")
_LONGEST_NOUN = 50
# jede*r, ein:e, aktive/r: the printed short form stays, the mark goes
_ENDING = re.compile(r"(?<=[^\W\d_]{2})(?:[*:_]|/-?)(?P<end>e?[rsnm]|e)\b")
_COMPOUND = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
_WEAK_STEM = re.compile(
    r"(?:ant|ent|ist|at|it|et|oge|og|graf|kolleg|expert|kund|soph|nom|krat|path|kollek|adres|uden|oet|asl|gesell|erb|nachfahr|genoss|zeug|klient)\Z"
)

_SHORT_FORMS = {
    "z.b.": "zum beispiel",
    "u.a.": "unter anderem",
    "d.h.": "das heisst",
    "i.d.r.": "in der regel",
    "u.v.m.": "und vieles mehr",
    "bzw.": "beziehungsweise",
    "inkl.": "inklusive",
    "zzgl.": "zuzueglich",
    "ca.": "circa",
    "ggf.": "gegebenenfalls",
    "evtl.": "eventuell",
    "usw.": "und so weiter",
    "etc.": "und so weiter",
    "nr.": "nummer",
    "tel.": "telefon",
    "str.": "strasse",
    "e.v": "ev",
    "e.v.": "ev",
    "e.g.": "eg",
    "jan.": "januar",
    "feb.": "februar",
    "apr.": "april",
    "aug.": "august",
    "sep.": "september",
    "sept.": "september",
    "okt.": "oktober",
    "nov.": "november",
    "dez.": "dezember",
}
_SHORT_DAYS = {
    "mo": "montag",
    "di": "dienstag",
    "mi": "mittwoch",
    "do": "donnerstag",
    "fr": "freitag",
    "sa": "samstag",
    "so": "sonntag",
}
_SHORT_FORM = re.compile(
    r"\b(?:z\.\s?b\.|u\.\s?a\.|d\.\s?h\.|i\.\s?d\.\s?r\.|u\.\s?v\.\s?m\.|e\.\s?v\b\.?)|\b(?:bzw|inkl|zzgl|ca|ggf|evtl|usw|etc|nr|tel|str|jan|feb|apr|aug|sept?|okt|nov|dez)\."
    r"|\b(?P<day>mo|di|mi|do|fr|sa|so)\.?(?=,?\s?\d\d?\.)"
    r"|(?<=[a-z])(?P<street>str)\.(?=\s|\d|,|\)|\Z)|\beingetragener (?P<club>verein)\b"
)
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
    if "innen" in text:
        text = _joined_pairs(_joined_pairs(text, _PAIR, is_turned=False), _PAIR_TURNED, is_turned=True)
    if "nnen" in text or "nn)en" in text:
        text = _unmarked(text)
    return _ENDING.sub(r"\g<end>", _SINGULAR.sub("", text))


def fold(text: str) -> str:
    """The text as compared: ungendered, compounds closed, abbreviations written out, lower case, umlauts as two
    letters.

    Line breaks are kept. Folding twice changes nothing more for words, and no information is added.
    """
    text = ungendered(plain(text))
    text = _unaccented(_COMPOUND.sub("", text).casefold().translate(_LIGATED))
    text = _SHORT_FORM.sub(_written_out, text)
    return _SPACES.sub(" ", text.replace("&", " und "))


def _unaccented(text: str) -> str:
    """Café as Cafe, Çay as Cay; marks that are letters of other scripts stay."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _ACCENT.sub("", unicodedata.normalize("NFD", text)))


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


def _unmarked(text: str) -> str:
    kept: list[str] = []
    done = 0
    for match in _PLURAL.finditer(text):
        person = _LAST_WORD.search(text, max(done, match.start() - _LONGEST_NOUN), match.start())
        if person:
            kept += [text[done : person.start()], _men(person.group()), match["rest"].lstrip("-").casefold()]
            done = match.end()
    return "".join((*kept, text[done:])) if kept else text


def _joined_pairs(text: str, pattern: re.Pattern[str], *, is_turned: bool) -> str:
    """Writes "Bürgerinnen und Bürger", either way round, as one word; other words joined by "und" stay."""
    kept: list[str] = []
    done = 0
    for match in pattern.finditer(text):
        before = _LAST_WORD.search(text, max(done, match.start() - _LONGEST_NOUN), match.start())
        if not before:
            continue
        woman, man = (match["stem"], before.group()) if is_turned else (before.group(), match["other"])
        if not _is_pair(woman, man):
            continue
        # "Migrantinnen- und Migrantenvereine": the second word carries the compound
        kept += [text[done : before.start()], man if match["open"] else _men(woman)]
        done = match.end()
    return "".join((*kept, text[done:])) if kept else text


def _is_pair(woman: str, man: str) -> bool:
    root = _bare(woman[: max(3, len(woman) - 1)])
    return _bare(man).startswith(root)


def _bare(word: str) -> str:
    return word.casefold().translate(_NO_UMLAUT)


def _written_out(match: re.Match[str]) -> str:
    if match["day"]:
        return _SHORT_DAYS[match["day"]]
    if match["club"]:
        return "ev"
    if match["street"]:
        return "strasse"
    return _SHORT_FORMS.get("".join(match.group().split()), match.group())


def _men(stem_printed: str) -> str:
    """The unmarked plural of a person noun: Migrant -> Migranten, Akteur -> Akteure, Teilnehmer -> Teilnehmer."""
    lower = stem_printed.casefold()
    if lower.endswith(("er", "el")):
        return stem_printed
    if lower.endswith("or") or _WEAK_STEM.search(lower):
        return stem_printed + "en"
    return stem_printed + "e"
