"""Days and times in the languages next door (French, Dutch, Italian, Spanish, Polish, Czech), put into German words."""

from __future__ import annotations

import re

_GERMAN = (
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
    "Dezember",
)  # fmt: skip
_MONTHS = (  # names and abbreviations that are no German or English word
    "janvier janv januari gennaio enero stycznia ledna",
    "février fevrier févr februari febbraio febrero lutego února",
    "mars maart mrt marzo marca března",
    "avril avr aprile abril kwietnia dubna",
    "mei maggio mayo maja května",
    "juin giugno junio czerwca června",
    "juillet juil luglio julio lipca července",
    "août aout augustus agosto sierpnia srpna",
    "septembre settembre septiembre września září",
    "octobre ottobre octubre października října",
    "novembre noviembre listopada listopadu",
    "décembre decembre déc dicembre diciembre grudnia prosince",
)
MONTH_NUMBERS = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names.split()}
MONTHS = "|".join(sorted(MONTH_NUMBERS, key=len, reverse=True))
WEEKDAYS = (
    "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag"
    "|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica|lunes|martes|miércoles|jueves|viernes|sábado|domingo"
    "|poniedziałek|wtorek|środa|czwartek|piątek|sobota|niedziela|pondělí|úterý|středa|čtvrtek|pátek|neděle"
)
JOINING = "à|le|uur|alle|ore|dalle|hasta|godz|om|tot|jusqu"
_MONTH = re.compile(rf"\b({MONTHS})\b\.?", re.I)
_WEEKDAY = re.compile(rf"\b(?:{WEEKDAYS})\b[.,]?\s?", re.I)
_DAY = re.compile(rf"\b(\d{{1,2}})(?:er|º|°)?\.?\s(?:de\s)?(?={'|'.join(_GERMAN)})", re.I)
_CLOCK = re.compile(r"\b(\d{1,2})\s?h\s?([0-5]\d)\b", re.I)
_SHORT = re.compile(r"\b(\d{1,2})\s?(?:h|uur)\b", re.I)
_LONG = re.compile(r"\b(\d{1,2})[.:]([0-5]\d)(?:\s?(?:uur|h)\b)?", re.I)
_TO = re.compile(r"\(?\s?\b(?:jusqu[’'`]?[aà]|tot|fino alle|hasta las?|do godz\.?|à|al|au|do)\s(?=\d)", re.I)
_FROM = re.compile(r"\b(?:à|om|alle(?: ore)?|ore|a las|o godz\.?|godz\.?|de|dalle|van|v|od)\s(?=\d)", re.I)


def in_german(text: str) -> str:
    """The day and times of a stretch in German words, `8 novembre à 20h30` as `8. November 20:30 Uhr`; '' if no month
    of these languages stands in it."""
    if not (_MONTH.search(text) or _WEEKDAY.search(text) or re.search(r"\d\s?uur\b", text)):
        return ""
    words = _MONTH.sub(lambda match: _GERMAN[MONTH_NUMBERS[match.group(1).lower()] - 1], _WEEKDAY.sub("", text))
    words = re.sub(r"\bdel?\s(?=\d{4}\b)", "", _DAY.sub(r"\1. ", words))
    month = re.search(rf"(?:{'|'.join(_GERMAN)})(?:,?\s\d{{4}}\b)?|\d{{4}}\b", words, re.I)
    end = month.end() if month else 0
    return " ".join(f"{words[:end]} {clocks_in_german(words[end:])}".split())


def clocks_in_german(text: str) -> str:
    """Times of day as `20:30 Uhr`, from one to the other with `bis`."""
    words = _CLOCK.sub(r"\1:\2 Uhr", text)
    words = _SHORT.sub(r"\1 Uhr", words)
    words = _LONG.sub(r"\1:\2 Uhr", words).replace("Uhr Uhr", "Uhr")
    first = re.search(r"\d{1,2}(?::\d\d)? Uhr", words)
    head, tail = (words[: first.end()], words[first.end() :]) if first else (words, "")
    return " ".join((_FROM.sub(" ", _TO.sub(" ", head)) + _TO.sub(" bis ", tail)).replace(")", "").split())
