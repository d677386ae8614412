"""Reads what a repetition leaves out: holidays, school holidays, weekdays, months, single days."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.normalise.dates.items import DAY, RULE
from pipeline.normalise.dates.lexer import Token
from pipeline.normalise.dates.slot import Slot
from pipeline.normalise.dates.words import MONTH, NEWLINE, WEEKDAY, WEEKDAY_ADVERBS, wordset
from pipeline.normalise.recurrence import DAY_CODES, PUBLIC, SCHOOL

EXCEPT = wordset(
    "außer ausser ausgenommen außerhalb except nicht kein keine keinen fällt entfällt pausiert pause geschlossen ohne"
)
_STRICT = wordset("außer ausser ausgenommen except")
_SCHOOL_TIME = wordset("schulzeit schultagen unterrichtszeit schulwochen")
_HOLIDAY_NAMES = ("winter", "oster", "pfingst", "sommer", "herbst", "weihnachts")
_FULL_NAMES = {"oster": "ostern", "pfingst": "pfingsten", "weihnachts": "weihnachten"}
LEFT_OUT = "left_out"  # only the days left out are cancelled, not the repetition
_BEGINS_ANOTHER = wordset("jeden jede jeder jedes")
_SLOTS_NEAR, _REACH = 16, 34


def read_exceptions(tokens: list[Token], slots: list[Slot], index: int, taken: set[int]) -> None:
    """Takes in what the repetition at `index` leaves out: außer in den Ferien / an Feiertagen / montags / am 24.12."""
    rule = slots[index]
    stop = rule.j
    lines = 0
    while stop < rule.j + _REACH and tokens[stop].cat not in ("end", "!"):
        lines += tokens[stop].cat == NEWLINE
        if (
            lines
            and tokens[stop].cat == NEWLINE
            and tokens[stop + 1].cat != "("
            and tokens[stop + 1].text not in EXCEPT
        ):
            break
        if tokens[stop].text in _BEGINS_ANOTHER and stop > rule.j + 1 and tokens[stop - 1].text not in EXCEPT:
            break
        stop += 1
    school_time = [k for k in range(rule.j, stop) if tokens[k].text in _SCHOOL_TIME]
    if school_time:
        rule.without = SCHOOL
    k = rule.j
    while k < stop:
        if tokens[k].text in EXCEPT and not (tokens[k].text == "nicht" and tokens[k + 1].text == "nur"):
            _read_exception(tokens, slots, index, taken, k, stop)
            return
        k += 1
    before = " ".join(token.text for token in tokens[max(0, rule.i - 6) : rule.i])
    if re.search(r"außer \w+ \w*(ferien)", before):
        rule.without = SCHOOL


def _read_exception(tokens: list[Token], slots: list[Slot], index: int, taken: set[int], k: int, stop: int) -> None:
    rule = slots[index]
    near = range(max(0, index - _SLOTS_NEAR), min(index + _SLOTS_NEAR, len(slots)))
    names: list[str] = [rule.without] if rule.without else []
    understood = bool(names)
    reach = range(
        max(k - 6, rule.j) if tokens[k].text in ("entfällt", "pause", "geschlossen", "keine", "kein") else k + 1,
        min(k + 13, stop),
    )
    for position in reach:
        token = tokens[position]
        if "ferien" in token.text:
            lead = next((name for name in _HOLIDAY_NAMES if token.text.startswith(name)), "")
            names.append(f"{SCHOOL}:{_FULL_NAMES.get(lead, lead)}" if lead else SCHOOL)
        elif token.text.startswith("feiertag"):
            names.append(PUBLIC)
        elif token.text in ("wochenende", "wochenenden", "wochenends"):
            understood = (_drop_weekday(rule, 5) and _drop_weekday(rule, 6)) or understood
        elif token.text == "sonn" and tokens[position + 1].cat == "-":
            understood = _drop_weekday(rule, 6) or understood
        elif token.cat == WEEKDAY or token.text in WEEKDAY_ADVERBS:
            understood = _drop_weekday(rule, WEEKDAY_ADVERBS.get(token.text, token.value)) or understood
        elif token.cat == MONTH and not _is_of_day(slots, near, position):
            rule.months = [month for month in rule.months or range(1, 13) if month != token.value]
            taken.update(place for place in near if _covers(slots[place], position))
            understood = True
    for place in near:
        slot = slots[place]
        if slot.first.kind == DAY and k < slot.i <= k + 12 and slot.i < stop + 8:
            rule.excepted.append(slot)
            rule.times = rule.times or slot.times  # jeden Samstag, außer am 24.12., 10 Uhr
            taken.add(place)
            understood = True
        if slot.first.kind == RULE and k < slot.i < min(k + 9, stop):
            move_times(rule, slot)
            taken.add(place)
    rule.without = "+".join(dict.fromkeys(names))
    if (understood or names) and tokens[k].text in ("fällt", "entfällt"):
        rule.cue = LEFT_OUT
    if not understood and not names and tokens[k].text in _STRICT:
        rule.first = replace(rule.first, rrule="")  # never half a rule


def _is_of_day(slots: list[Slot], near: range, position: int) -> bool:
    return any(_covers(slots[place], position) and slots[place].first.kind == DAY for place in near)


def _covers(slot: Slot, position: int) -> bool:
    return slot.i <= position < slot.j


def _drop_weekday(rule: Slot, weekday: int) -> bool:
    """täglich außer montags: six days a week."""
    code = DAY_CODES[weekday]
    if rule.first.rrule == "FREQ=DAILY":
        codes = [day for day in DAY_CODES if day != code]
    elif rule.first.rrule.startswith("FREQ=WEEKLY;BYDAY="):
        codes = [day for day in rule.first.rrule.partition("BYDAY=")[2].split(",") if day != code]
    else:
        return False
    if not codes:
        return False
    rule.first = replace(rule.first, rrule=f"FREQ=WEEKLY;BYDAY={','.join(codes)}", weak=False)
    return True


def move_times(rule: Slot, other: Slot) -> None:
    """Gives the rule the clock times and the words of a slot that it takes in."""
    if not rule.times:
        rule.times = other.times + other.end_times
    rule.i, rule.j = min(rule.i, other.i), max(rule.j, other.j)
