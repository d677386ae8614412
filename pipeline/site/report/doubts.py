"""What is doubtful in an announcement, in German that can be sent to the people who wrote it."""

from __future__ import annotations

import re
from datetime import date

from pipeline.feed.safe import safe_line
from pipeline.site.wording import BADGES, MONTHS, WEEKDAYS, day_short

_SAYS = {
    "no_such_day": "Diesen Tag gibt es nicht: „{text}“.",
    "reversed_span": "Das Ende liegt vor dem Anfang: „{text}“.",
    "ambiguous_year": "Aus welchem Jahr das Datum ist, lässt sich nicht erkennen: „{text}“.",
    "nonexistent_hour": "Diese Uhrzeit gibt es an diesem Tag nicht, da die Uhren vorgestellt werden: „{text}“.",
    "ambiguous_hour": "Diese Uhrzeit gibt es an diesem Tag zweimal, da die Uhren zurückgestellt werden: „{text}“.",
}
_OURS = {
    "unknown_recurrence": "Diese Wiederholung können wir nicht lesen: „{text}“.",
    "holidays_unknown": "Welche Ferien oder Feiertage gemeint sind, können wir nicht lesen: „{text}“.",
    "open_interval": "An welchem Tag die Wiederholung beginnt, steht nicht da: „{text}“.",
}
_DATE = re.compile(rf"(\d{{1,2}})\.\s*({'|'.join(MONTHS)}|\d{{1,2}}\.)\s*(\d{{4}})")
_DISAGREE = re.compile(r"the title says (.+), the text (.+)")
_ENDS_EARLY = re.compile(r"the end (.+) lies before the start (.+)")
_OTHER_PAGE = re.compile(r"(start|end|day|city|venue|status) (.+) as (\S+) says")
_NAMES = {
    "start": "Beginn",
    "end": "Ende",
    "day": "Tag",
    "city": "Stadt",
    "venue": "Ort",
    "status": "Stand",
}
_CLOCK = re.compile(r"\S+ \d\d:\d\d")


def doubt_sentence(doubt: str) -> str:
    """A row of announcements.doubts (`code: words`) as one sentence."""
    code, _, text = safe_line(doubt).partition(": ")
    if code == "weekday_mismatch":
        return _wrong_weekday(text)
    for pattern, words in (
        (_DISAGREE, "Im Titel steht „{0}“, im Text „{1}“."),
        (_ENDS_EARLY, "Das Ende ({0}) liegt vor dem Beginn ({1})."),
    ):
        found = pattern.fullmatch(text)
        if found:
            return words.format(*found.groups())
    return (_SAYS | _OURS).get(code, "Unklar ist: „{text}“.").format(text=text)


def concerns_partner(doubt: str) -> bool:
    """Whether the page contradicts itself, as opposed to our failing to read it."""
    return doubt.partition(":")[0] not in _OURS


def disagreement(expected: str, found: str) -> str:
    """An issue of the class `contradiction` as a sentence; '' if it is of another form."""
    other = _OTHER_PAGE.fullmatch(safe_line(expected))
    if other is None:
        return ""
    name, theirs, url = other.groups()
    mine = safe_line(found).removeprefix(f"{name} ")
    return f"Als {_NAMES[name]} steht auf Ihrer Seite {_value(name, mine)}, auf {url} dagegen {_value(name, theirs)}."


def _value(name: str, said: str) -> str:
    if name == "status":
        return BADGES.get(said, "nichts Besonderes").casefold()
    if name in ("city", "venue"):
        return f"„{said}“"
    return f"{said} Uhr" if _CLOCK.fullmatch(said) else said


def _wrong_weekday(text: str) -> str:
    day = _day_in(text)
    if day is None:
        return f"Wochentag und Datum passen nicht zusammen: „{text}“."
    return f"Es heißt „{text}“; der {day_short(day)} ist aber ein {WEEKDAYS[day.weekday()]}."


def _day_in(text: str) -> date | None:
    """The day that the words name with its year, None if they do not or there is no such day."""
    found = _DATE.search(text)
    if found is None:
        return None
    number, month, year = found.groups()
    try:
        return date(int(year), MONTHS.index(month) + 1 if month in MONTHS else int(month.rstrip(".")), int(number))
    except ValueError:
        return None
