"""Tells from its shape alone whether a short piece of text is a date, or a word that stands for a missing one."""

from __future__ import annotations

import re

_MONTH = (
    r"(?:jan(?:uar)?|jän(?:ner)?|feb(?:ruar)?|feber|m(?:ä|ae)rz|mär|mrz|mar|apr(?:il)?|mai|may|jun[ie]?"
    r"|jul[iy]?|aug(?:ust)?"
    r"|sept?(?:ember)?|o[kc]t(?:ober)?|nov(?:ember)?|de[zc](?:ember)?|january|february|march|june|december)"
)
_WEEKDAY = (
    r"(?:(?:mo|di|mi|do|fr|sa|so)(?:n?tag|enstag|ttwoch|nnerstag|eitag|mstag|nntag|nnabend)?s?"
    r"|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag"
    r"|mon|tue|wed|thu|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
)
_TOKEN = re.compile(
    rf"(?P<day>\d{{1,2}}\s?\.(?!\d{{3}})|\d{{1,2}}(?=\s*[-–—/+.&]|\s+{_MONTH})|\d{{1,2}}(?:st|nd|rd|th)\b"
    rf"|\d{{1,2}}(?=,?\s+(?:19|20)\d\d))"
    rf"|(?P<iso>\d{{4}}-\d\d-\d\d|\d{{1,2}}/\d{{1,2}}/\d{{2,4}})"
    rf"|(?P<time>\d{{1,2}}(?:[:.]\d\d)?\s?(?:uhr|h)\b|\d{{1,2}}:\d\d)"
    rf"|(?P<year>(?:19|20)\d\d\b|['’]?\d\d\b)"
    rf"|(?P<month>{_MONTH}\b\.?)"
    rf"|(?P<weekday>{_WEEKDAY}\b\.?)"
    r"|(?P<glue>bis|vom|von|ab|am|im|den|dem|der|seit|und|u\.|to|from|until|ca\.|jeweils|immer|je|jeden|jede"
    r"|zum|uhr|oder"
    r"|[-–—/+&,.()]|→)"
    r"|(?P<space>\s+)",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\A\s*(?:\d+\s+)?(?:Termine?|Datum|Daten|Wann)\s*[:?]\s*", re.IGNORECASE)
_UNDATED = re.compile(
    r"(?:k\.\s?a\.?|keine angaben?|n\.\s?n\.?|t\.?\s?b\.?\s?a\.?|nächst\s?möglich(?:e[rsnm]?)?(?: termin| zeitpunkt)?"
    r"|zum nächstmöglichen zeitpunkt|(?:ab )?sofort|fortlaufend|laufend|dauerhaft|dauerangebot|ganzjährig"
    r"|jederzeit|regelmäßig"
    r"|termin(?:e)? (?:folgt|folgen|offen)|datum folgt|nach vereinbarung|nach absprache|auf anfrage|unbefristet"
    r"|ohne frist)",
    re.IGNORECASE,
)
_PIECE = re.compile(rf"\W*(?:\d{{1,2}}|(?:19|20)\d\d|{_MONTH}|{_WEEKDAY}|\d{{1,2}}[:.]\d\d)\W*", re.IGNORECASE)
_EXTENSION = re.compile(r"\s+(?=(?:bis|ab|vom|seit)\b)", re.IGNORECASE)


def undated_word(text: str) -> str:
    """The word that stands where a date should ("k.A.", "fortlaufend"), '' if the text is something else."""
    match = _UNDATED.match(text.strip())
    return match.group() if match else ""


def is_undated(text: str) -> bool:
    """Whether the text is nothing but such a word, or such a word with an end ("fortlaufend bis 31.07.")."""
    bare = text.strip().rstrip(".").strip()
    match = _UNDATED.match(bare)
    if not match:
        return False
    rest = bare[match.end() :].strip(" .,")
    return not rest or is_date(rest)


def is_piece(text: str) -> bool:
    """Whether a line is one part of a date: a day's number, a month, a year, a weekday, or a time."""
    return _PIECE.fullmatch(text) is not None


def is_date(text: str) -> bool:
    """Whether the whole text is made of dates, times and their joining words, with at least a day, a month or a
    year."""
    bare = _COUNTED.sub("", text.strip())
    return bool(bare) and len(bare) <= 120 and date_prefix(bare) == len(bare)


def date_prefix(text: str) -> int:
    """How many code points at the beginning are a date by shape; 0 if none, or if only a bare number or time is
    there."""
    position, last, seen = 0, 0, set()
    while position < len(text):
        match = _TOKEN.match(text, position)
        if not match or not match.lastgroup or match.end() == position:
            break
        if _runs_into_word(text, match):
            break
        position = match.end()
        seen.add(match.lastgroup)
        if match.lastgroup not in ("space", "glue") or match.group() in (".", ")"):
            last = position
    return last if _is_enough(text[:last], seen) else 0


def _runs_into_word(text: str, match: re.Match[str]) -> bool:
    """Whether a matched word is only the beginning of a longer one ("Jan" in "Jannik", "am" in "Amt")."""
    if not match.group()[-1].isalpha() or match.end() >= len(text):
        return False
    return text[match.end()].isalpha() or text[match.end()] in "*_"


def _is_enough(read: str, seen: set[str]) -> bool:
    if "iso" in seen or "month" in seen:
        return bool(seen & {"day", "iso", "year", "month"})
    if re.fullmatch(r"(?:19|20)\d\d", read.strip()):
        return True
    # "11.06.", "24-26.11.", "16.+17.09." name day and month; "16." alone is an ordinal
    return bool(re.search(r"\d{1,2}\s?\.\s?\d{1,2}(?:\s?\.|\b(?!\s*uhr))", read, re.IGNORECASE))
