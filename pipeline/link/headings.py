"""What an entry is called: its title without date, notice and place, taken apart into words and parts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.link.english import as_german
from pipeline.link.occasions import occasion
from pipeline.link.text import stem, words
from pipeline.link.tongues import tongue
from pipeline.link.vocabulary import MONTHS, NUMBER_WORDS, WEEKDAYS

_QUOTED = re.compile(r'"([^"]{3,160})"')
_FIRST_SENTENCE = re.compile(r"(?<=[a-z)\"]{3}[.!?])\s|\n")
_TITLE_LIMIT = 160
_PART_END = re.compile(r"\s*(?:[:|?!.;]+(?:\s|\Z)|\s[-–—]+\s|\s?//\s?|[()\[\]\"])\s*")
_CUT_OFF = re.compile(r"\s*\S*(?:\.\.\.|…|\[(?:\.\.\.|…)\])\s*\Z")
_MONTH = "|".join((*MONTHS, "jan", "feb", "mrz", "apr", "jun", "jul", "aug", "sept?", "okt", "nov", "dez"))
_DAY = re.compile(
    rf"\b(?:am|vom|bis|zum)?\s?(?:{'|'.join(WEEKDAYS)})?,?\s?\b\d{{1,2}}\s?\.?\s?(?:(?:-|\+|/|und|bis)\s?\d{{1,2}}\s?\.?\s?)*"
    rf"(?<=[\d.\s])(?:(?<=\.)\s?\d{{1,2}}\s?\.(?:\s?(?:19|20)?\d\d\b)?|(?:{_MONTH})\b\.?(?:\s(?:19|20)\d\d\b)?)"
    r"|(?:\b(?:um|ab|von|,))?\s?\b\d{1,2}(?:[:.]\d\d)?\s?(?:(?:-|bis)\s?\d{1,2}(?:[:.]\d\d)?\s?)?uhr\b"
)
# words that say what kind of notice this is; what happens has its name without them
_ABOUT = re.compile(
    r"\b(?:ein |unser |kurzer )?(?:rueckblick|nachbericht|nachlese|rueckschau|bericht|dokumentation|impressionen"
    r"|so war'?s?|das war)\b"
    r"(?: (?:auf|zu|zum|zur|von|vom|ueber|aus)\b)?"
    r"(?: (?:das|die|den|der|dem|unser|unsere|unseren)\b)?"
    r"|\b(?:achtung|verschoben(?: auf)?|verlegt|abgesagt|(?:faellt|fallen) (?:leider )?aus|entfaellt"
    r"|neuer termin|save the date|bitte (?:vormerken|beachten)|terminhinweis|veranstaltungs(?:tipp|hinweis)"
    r"|(?:herzliche )?einladung(?: (?:zum|zur|zu))?|wdh|vorankuendigung|ankuendigung|jetzt (?:anmelden|online|digital)"
    r"|ausgebucht|heute|morgen)\b"
)
_OCCASIONED = re.compile(r"\b(?:zum|zur|anlaesslich(?: des| der)?|im rahmen(?: des| der| von)?|auf dem|auf der)\s")
_TONGUES = re.compile(
    r"\b(?:auf |in )?(arabisch|russisch|ukrainisch|englisch|spanisch|franzoesisch|persisch|farsi|dari"
    r"|tuerkisch|kurdisch|syrisch|afghanisch|vietnamesisch|polnisch|tschechisch|portugiesisch|italienisch|tigrinya|deutsch)(?:e[rsnm]?)?\b"
)
_LEVEL = re.compile(r"\b([abc][12](?:\.\d)?)(?![\w.])")
_STEPS = {"grundkurs": "basic", "basiskurs": "basic", "aufbaukurs": "further", "vertiefungskurs": "further"}
_SPELT_OTHERWISE = {"kickoff": "auftakt", "kick": "auftakt", "eroeffnung": "auftakt", "std": "", "infos": "info"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """`stems` of the whole, `parts` those between its separators, `occasions` the kinds of occasion it names, `frame`
    the stems that only say on which occasion it happens, `tongues` the languages that it names, `levels` those
    of a course, `acronyms` its stems that are printed in capitals, `tongue` the language it is written in, if that
    shows."""

    folded: str
    stems: tuple[str, ...]
    parts: tuple[tuple[str, ...], ...] = ()
    occasions: frozenset[str] = frozenset()
    frame: frozenset[str] = frozenset()
    tongues: frozenset[str] = frozenset()
    acronyms: frozenset[str] = frozenset()
    tongue: str = ""
    levels: frozenset[str] = frozenset()


def read_heading(folded: str, here: frozenset[str], acronyms: Sequence[str] = ()) -> Heading:
    """Take a folded name apart; the stems of the place (`here`) are left out where something else remains."""
    shown = _CUT_OFF.sub("", folded) or folded
    stems = _stems(shown, here)
    parts = tuple(part for piece in _PART_END.split(shown) if (part := _stems(piece, here)))
    framed = {one for match in _OCCASIONED.finditer(shown) for one in _stems(_first_part(shown[match.end() :]), here)}
    said_before = {one for one in _stems(_OCCASIONED.split(shown, maxsplit=1)[0], here) if one not in framed}
    return Heading(
        folded=folded,
        stems=stems,
        parts=parts,
        occasions=frozenset(kind for one in stems if (kind := occasion(one))),
        frame=frozenset(framed) if said_before else frozenset(),
        acronyms=frozenset(stem(one.casefold()) for one in acronyms),
        tongue=tongue(shown, tuple(words(shown))),
        tongues=frozenset(_TONGUES.findall(shown)),
        levels=frozenset((*_LEVEL.findall(shown), *_steps(shown))),
    )


def _steps(shown: str) -> list[str]:
    return [_STEPS[one] for one in words(shown) if one in _STEPS]


def _first_part(rest: str) -> str:
    return _PART_END.split(rest, maxsplit=1)[0]


def _stems(heading: str, without: frozenset[str]) -> tuple[str, ...]:
    found = [_SPELT_OTHERWISE.get(one, one) for one in as_german(words(heading))]
    stems = tuple(_number(one) for one in found if one)
    return tuple(one for one in stems if one not in without) or stems


def _number(one: str) -> str:
    """An ordinal in words as digits: fünfter, 5."""
    value = NUMBER_WORDS.get(one.rstrip("nrsm")) or NUMBER_WORDS.get(one + "e")
    return str(value) if value else one


def bare_name(folded: str) -> str:
    """A folded title without the days it names and without the words that make it a review or a notice."""
    bare = _DAY.sub(" ", _ABOUT.sub(" ", folded))
    return " ".join(bare.split()) if words(bare) else folded


def name_in_text(text_folded: str) -> str:
    """What stands for a missing title: the first quoted title, else the first sentence."""
    quoted = _QUOTED.search(text_folded[:400])
    if quoted:
        return quoted.group(1)
    return _FIRST_SENTENCE.split(text_folded.strip(), maxsplit=1)[0][:_TITLE_LIMIT]
