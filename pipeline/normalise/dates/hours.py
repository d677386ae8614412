"""Reads hours that only their place tells: "um 8", "Beginn 20", "13.04. 14-16", "nachmittags um 4"."""

from __future__ import annotations

from pipeline.normalise.dates.clocks import read_clock
from pipeline.normalise.dates.days import read_day
from pipeline.normalise.dates.items import NOT_SAID, TIME, Item
from pipeline.normalise.dates.lexer import Token
from pipeline.normalise.dates.time_labels import CLOCK_CUES, cue_before, label_of
from pipeline.normalise.dates.words import (
    AND,
    APPROX,
    CLOCK,
    DAY_PARTS,
    DAYPART,
    FILL,
    FROM,
    MONTH,
    NUM,
    NUMBER,
    UNTIL,
    WEEKDAY,
    WORD,
    wordset,
)  # fmt: skip

_MEASURES = frozenset(("%", "€", "$", CLOCK))
_COUNTED = frozenset((WORD, ".", ":", MONTH, NUMBER, "%", "€", "$", "-", NUM))
_PRICED = wordset(
    "eintritt vvk ak preis preise kosten kostet ermäßigt erm beitrag teilnahmebeitrag unkostenbeitrag tickets ticket "
    "karten abendkasse gebühr teilnahmegebühr spende raum zimmer normal regulär version teil gruppe"
)
_UNITS = wordset("prozent euro cent jahre jahren personen leute mann stück mal km meter minuten stunden tage wochen")
_COMPARED = ("er", "t", "fach")  # um 3 kleiner, um 10 reduziert
_DENIED = wordset("nicht statt anstatt not")  # nicht um 10, sondern um 9 Uhr
_AGED = wordset(
    "kinder jugendliche alle alter fsk freigegeben menschen personen mädchen jungen familien leute teilnehmer eltern "
    "erwachsene gruppen kids schüler klasse stufe"
)
_PLACES = wordset("hier da dort los dabei fertig daheim zuhause bereit treffen essen möglich bei vor here there")
_OPEN_ENDS = frozenset((("open", "end"), ("ende", "offen"), ("zum", "ende")))
_EVENINGS = ("abend", "nachmittag", "abends", "nachmittags")


def read_span_after_day(tokens: list[Token], i: int) -> Item | None:
    """13.04. 14-16, 31.08. 0935-1101: two hours right behind a day, without any sign of being hours."""
    first, second = tokens[i], tokens[i + 2]
    if tokens[i + 1].cat in ("-", UNTIL) and (second.text, tokens[i + 3].text) in _OPEN_ENDS:
        return Item(TIME, i, i + 4, start=_hour_of(first), strong=True)  # 14 bis open end
    if tokens[i + 1].cat not in ("-", UNTIL) or second.cat != NUM or tokens[i + 3].cat in _COUNTED:
        return None
    start, end = _hour_of(first), _hour_of(second)
    if start == NOT_SAID or end == NOT_SAID or (first.width != second.width and min(first.width, second.width) > 2):
        return None
    return Item(TIME, i, i + 3, start=start, end=end, strong=True) if start < end else None


def read_hour_after_day(tokens: list[Token], i: int, day: Item) -> Item | None:
    """24.8.2021 1900; 24.8., 1900: four digits behind a day that has its year, or that a comma has closed."""
    token = tokens[i]
    closed = day.year > 0 or token.text.startswith("0") or (tokens[i - 1].cat == "," and tokens[day.j - 1].cat == ".")
    if token.width != 4 or not closed or tokens[i + 1].cat in _COUNTED:
        return None
    start = _hour_of(token)
    return Item(TIME, i, i + 1, start=start, strong=True) if start != NOT_SAID else None


def read_hours_between(tokens: list[Token], i: int) -> Item | None:
    """Donnerstag, zwischen 10 und 12?"""
    start, end = _hour_of(tokens[i]), _hour_of(tokens[i + 2])
    if tokens[i - 1].text not in ("zwischen", "between") or tokens[i + 1].cat != AND or tokens[i + 2].cat != NUM:
        return None
    if tokens[i + 3].cat in _COUNTED - {".", "-"} or not NOT_SAID < start < end:
        return None
    return Item(TIME, i, i + 3, start=start, end=end, strong=True)


def read_hour_before_word(tokens: list[Token], i: int) -> Item | None:
    """Freitag um 10 hätte ich Zeit; gegen 11 möglich? With a noun behind it the number would count something."""
    token, after = tokens[i], tokens[i + 1]
    if tokens[i - 1].text not in ("um", "at", "gegen", "ab") or tokens[i - 2].text in _AGED | _PRICED | _DENIED:
        return None
    start = _hour_of(token) if token.width <= 2 and token.value > 6 else NOT_SAID  # um 3: of the night, of the day?
    if after.cat != WORD or after.width or after.text in _UNITS or start == NOT_SAID:
        return None
    if after.text in ("vor", "nach") and tokens[i + 2].cat in (NUM, NUMBER):
        return None  # um 5 vor 12
    if after.text in _PLACES:
        return Item(TIME, i, i + 1, start=start)
    compares = after.text.endswith(_COMPARED) or (after.text.startswith("ge") and after.text.endswith("en"))
    return None if compares else Item(TIME, i, i + 1, start=start, weak=True)


def read_hour_from(tokens: list[Token], i: int) -> Item | None:
    """Abholung am 2.10., am liebsten so um 12; 3.5. und 4.5. jeweils ab 9: an hour of the day named before it.

    Nothing may stand behind it that it could count, nobody before it whose age or price it could be.
    """
    token, after, lead = tokens[i], tokens[i + 1], tokens[i - 1].text
    if lead not in ("ab", "gegen", "um", "at") or token.width > 2 or not 6 < token.value < 24:
        return None
    if after.cat not in ("end", ",", ")", "nl", "|", "?", "!", ";") or tokens[i - 2].text in _AGED | _PRICED | _DENIED:
        return None
    return Item(TIME, i, i + 1, start=token.value * 60)


def _hour_of(token: Token) -> int:
    if token.width <= 2 and 0 <= token.value <= 24:
        return token.value * 60
    if token.width == 4 and token.value // 100 <= 24 and token.value % 100 < 60:
        return token.value // 100 * 60 + token.value % 100
    return NOT_SAID


def read_spoken_hour(tokens: list[Token], i: int) -> Item | None:
    """heute Abend um acht: an hour in letters behind "um", with nothing that it could count."""
    token, after = tokens[i], tokens[i + 1]
    if cue_before(tokens, i) not in ("um", "at") or token.text in ("ein", "eine", "einen", "einem", "einer"):
        return None
    if after.text in _PLACES and 1 <= token.value <= 12:
        return Item(TIME, i, i + 1, start=token.value * 60)  # ich muss um sieben da sein
    if after.cat in _COUNTED or not 1 <= token.value <= 12:
        return None
    return Item(TIME, i, i + 1, start=token.value * 60, weak=True)


def is_priced(tokens: list[Token], i: int) -> bool:
    """Whether the number at `i` is a price or a room by the word before it."""
    before = i - 1 - (i > 1 and tokens[i - 1].cat in (":", "."))
    return i > 0 and tokens[before].text in _PRICED


def with_part_before(tokens: list[Token], item: Item) -> Item:
    """nachmittags um 4, Abend 8 Uhr, Dienstagabend um 7: the part of the day says which half an hour is in."""
    k = item.i - 1
    while k >= 0 and k > item.i - 4 and tokens[k].cat in (FILL, APPROX, FROM, ","):
        k -= 1
    if k < 0 or not 0 <= item.start < 720:
        return item
    token = tokens[k]
    late = token.cat == DAYPART and DAY_PARTS.get(token.text) == "pm"
    late = late or (token.cat == WEEKDAY and token.text.endswith(_EVENINGS))
    noon = token.cat == DAYPART and DAY_PARTS.get(token.text) == "noon" and item.start < 180
    if late or noon:
        item.start += 720
        item.end += 720 * (item.start - 720 < item.end < 720)
    return item


def is_denied(tokens: list[Token], item: Item) -> bool:
    """nicht um 18 Uhr, sondern um 17 Uhr; statt um 18 erst um 19 Uhr: the hour that no longer holds."""
    k = item.i - 1 - (tokens[item.i - 1].text in ("um", "ab", "at"))
    if k < 0 or tokens[k].text not in _DENIED:
        return False
    return any(tokens[m].text in ("sondern", "erst", "schon", "bereits", "but") for m in range(item.j, item.j + 4))


def is_bare_hour(tokens: list[Token], i: int) -> bool:
    """Whether a word for doors, beginning or end asks for an hour at `i`."""
    return label_of(cue_before(tokens, i)) != ""


def bare_hour(tokens: list[Token], i: int, day: Item | None) -> Item | None:
    """Einlass 19, Beginn 20 Uhr; um 8; "15" of "15 und 17 Uhr"."""
    token, after = tokens[i], tokens[i + 1]
    if token.value > 24 or token.width > 2 or token.value < 0:
        return day
    cue = cue_before(tokens, i)
    if label_of(cue):
        if (
            after.cat in (",", "/", "|", "-", ")", "nl", "end", ";", "&")
            or (after.cat == "." and tokens[i + 2].cat != NUM)
            or after.text in CLOCK_CUES
        ):
            return Item(TIME, i, i + 1, start=token.value * 60)
        return day
    if after.cat in ("and", ",", "/", "&", "+") and tokens[i + 2].cat == NUM:
        right = read_clock(tokens, i + 2)
        if (
            right is not None
            and right.strong
            and right.end == NOT_SAID
            and right.start % 60 == 0
            and right.start > token.value * 60
        ):
            return Item(TIME, i, i + 1, start=token.value * 60, label="list")
        if after.cat == "," and right is None:
            further = tokens[i + 4 : i + 7]
            if further and further[-1].cat == CLOCK and tokens[i + 3].cat == "and":
                return Item(TIME, i, i + 1, start=token.value * 60, label="list")
    if cue in ("um", "at") and after.cat == DAYPART and DAY_PARTS[after.text] in ("am", "pm") and token.value <= 12:
        late = DAY_PARTS[after.text] == "pm" and token.value < 12
        return Item(TIME, i, i + 2, start=token.value * 60 + 720 * late, weak=True)
    follows = read_day(tokens, i + 1) if cue in ("um", "at") and after.cat == NUM and after.after_space else None
    if follows is not None and follows.month:
        return Item(TIME, i, i + 1, start=token.value * 60, weak=True)
    if (
        cue in ("um", "at", "gegen")
        and after.cat not in (WORD, ".", NUM, MONTH, ",", NUMBER, "-", "/")
        and after.cat not in _MEASURES
    ):
        return Item(TIME, i, i + 1, start=token.value * 60, weak=True)
    return day
