"""Takes in the weekdays of a repetition, and tells by what follows whether bare weekdays are one (Mo–Fr 9–12 Uhr)."""

from __future__ import annotations

from pipeline.normalise.dates import cues
from pipeline.normalise.dates.clocks import read_clock
from pipeline.normalise.dates.lexer import Token
from pipeline.normalise.dates.phrase import Phrase
from pipeline.normalise.dates.repeat_words import EVERY_UNIT, PARITY, SUFFIXES
from pipeline.normalise.dates.words import (
    AND,
    END,
    FILL,
    MONTH,
    NUM,
    UNTIL,
    WEEKDAY,
    WEEKDAY_ADVERBS,
    WORD,
    wordset,
)

_EVERYDAY = wordset("mit die so son sat sun")  # in small letters no weekday


def take_weekday(tokens: list[Token], k: int, phrase: Phrase) -> int:
    """Takes in the weekday or span of weekdays at `k`; 0 if nothing makes a repetition of it."""
    token = tokens[k]
    used = 1 + (tokens[k + 1].cat == "." and token.cat == WEEKDAY and len(token.text) < 4)
    if used == 1 and not token.width and token.text in _EVERYDAY:
        return 0
    joint, beyond = tokens[k + 1], tokens[k + 2]
    glued = joint.cat == "-" and beyond.cat == WORD and not (joint.after_space or beyond.after_space)
    if glued and beyond.text not in WEEKDAY_ADVERBS:
        return 0  # Freitags-Soirée
    adverb = token.text in WEEKDAY_ADVERBS
    phrase.adverb = phrase.adverb or adverb
    first = WEEKDAY_ADVERBS.get(token.text, token.value)
    days = [first]
    joint = tokens[k + used]
    beyond = tokens[k + used + 1]
    if joint.cat in ("-", UNTIL) and (beyond.cat == WEEKDAY or beyond.text in WEEKDAY_ADVERBS):
        last = WEEKDAY_ADVERBS.get(beyond.text, beyond.value)
        days = [(first + step) % 7 for step in range((last - first) % 7 + 1)]
        used += 2
    said = phrase.each or phrase.unit or phrase.numbers or phrase.adverb or phrase.parity >= 0 or phrase.interval
    if token.cat == WEEKDAY and not said and not _repeats(tokens, k, k + used, len(days)):
        return 0
    phrase.adverb = phrase.adverb or (len(days) > 1 and not k) or _is_every_week(tokens, k + used)
    for day in days:
        phrase.pairs += [(number, day) for number in phrase.numbers or [0]]
    phrase.numbers = []
    return used


def _repeats(tokens: list[Token], k: int, stop: int, count: int) -> bool:
    """Whether bare weekdays [k, stop) are a repetition by what follows them."""
    alone = count > 1 and (not k or (k == 1 and tokens[0].text == "von")) and _hours_end(tokens, stop)
    return alone or leads_on(tokens, stop) or _is_every_week(tokens, stop)


def _hours_end(tokens: list[Token], k: int) -> bool:
    """Mo-Fr 9-17 Uhr, and nothing else in the text but the name of what takes place."""
    k += tokens[k].cat in (",", ":")
    k += tokens[k].text in ("jeweils", "immer", "stets")
    k += tokens[k].text in ("von", "ab", "um", "jeweils")
    clock = read_clock(tokens, k)
    if clock is None:
        return False
    name = tokens[clock.j]
    named = name.cat == WORD and name.width > 0 and cues.cue_of(name.text) != cues.HOURS
    return name.cat == END or (named and all(token.cat in (WORD, END, FILL) for token in tokens[clock.j : clock.j + 4]))


def _after_weekdays(tokens: list[Token], k: int) -> int:
    stop = k + 12
    while tokens[k].cat in (AND, ",", "+", "/", "&") and tokens[k + 1].cat == WEEKDAY and k < stop:
        k += 2 + (tokens[k + 2].cat == "." and len(tokens[k + 1].text) < 4)
    return k


def _is_every_week(tokens: list[Token], k: int) -> bool:
    """Montag, Mittwoch und Freitag jeweils 8 Uhr; Sa & So jeweils 14-18 Uhr, April bis Oktober."""
    stop = _after_weekdays(tokens, k)
    if tokens[stop].text != "jeweils" or stop == k:
        return False
    count = 1 + sum(token.cat == WEEKDAY for token in tokens[k:stop])
    return count > 2 or any(tokens[place].cat == MONTH for place in range(stop, stop + 12))


def leads_on(tokens: list[Token], k: int) -> bool:
    """Whether a weekday alone is followed by what makes it a repetition: "Dienstag 14-tägig", "Mo ungerade KW"."""
    k = _after_weekdays(tokens, k)
    k += tokens[k].cat in (",", "(", ":", "/")
    k += tokens[k].text in ("in", "jeder", "jeden")
    token = tokens[k]
    if token.text in PARITY or (token.text in EVERY_UNIT and EVERY_UNIT[token.text][0] in ("day", "week")):
        return True
    return token.cat == NUM and tokens[k + 1 + (tokens[k + 1].cat == "-")].text in SUFFIXES
