"""Takes in the numbers of a repetition: intervals, counts of weekdays, days of the month."""

from __future__ import annotations

from pipeline.normalise.dates.lexer import Token
from pipeline.normalise.dates.phrase import Phrase
from pipeline.normalise.dates.repeat_words import (
    SPACING,
    SUFFIXES,
    SURE_EACH,
    TIMES,
    TIMES_A,
    UNITS,
    WEEKEND_WORDS,
    WORKDAY_WORDS,
)
from pipeline.normalise.dates.words import AND, MONTH, NUM, ORDINAL, WEEKDAY, WEEKDAY_ADVERBS, WORD


def take_digits(tokens: list[Token], k: int, phrase: Phrase) -> int:
    """Takes in the digits at `k`: an interval (14-tägig, 3 Wochen), a count (2. Mittwoch), a day (15. des Monats)."""
    token, after = tokens[k], tokens[k + 1]
    dash = after.cat == "-"
    suffix = tokens[k + 1 + dash].text
    if suffix in SUFFIXES:
        phrase.unit, phrase.interval = SUFFIXES[suffix], token.value
        return 2 + dash
    if dash and suffix in UNITS and tokens[k + 3].cat == "-" and tokens[k + 4].text in SPACING:
        phrase.unit, phrase.interval = UNITS[suffix], token.value
        return 5
    if after.text in UNITS and phrase.each:
        phrase.interval = token.value
        return 1
    if after.text in TIMES and not phrase.pairs:
        return take_times(tokens, k, phrase)
    if after.cat == "." and 1 <= token.value <= 31:
        return take_number(tokens, k, phrase, 2)
    ordinal = after.text in ("st", "nd", "rd", "th", "ten", "te", "ter") and not after.after_space
    if ordinal and 1 <= token.value <= 31:
        return take_number(tokens, k, phrase, 2)
    follows = tokens[k + 2]
    if phrase.each and after.cat in (AND, ",", "/", "&", "+") and follows.cat in (NUM, ORDINAL):
        phrase.numbers.append(token.value)  # "1 und 3. Donnerstag"
        return 1
    return 0


def take_times(tokens: list[Token], k: int, phrase: Phrase) -> int:
    """1x pro Woche, zwei Mal im Monat, 10 x dienstags: once in a span is a plain rule, more often none we can say."""
    follows = tokens[k + 2]
    if follows.text not in TIMES_A and follows.cat != WEEKDAY and follows.text not in WEEKDAY_ADVERBS:
        return 0
    phrase.each = True
    if follows.text in TIMES_A:
        phrase.often = tokens[k].value if tokens[k].value > 1 else 0
    else:
        phrase.count = tokens[k].value
    return 2


def take_number(tokens: list[Token], k: int, phrase: Phrase, width: int) -> int:
    """A number counts only if it leads to a weekday, a unit or another number."""
    value = tokens[k].value
    k += width
    if tokens[k].cat == MONTH and phrase.each and not phrase.unit and not phrase.pairs and value > 0:
        phrase.year_days.append((tokens[k].value, value))
        return width + 1
    if phrase.unit == "month" and not phrase.pairs and 1 <= value <= 31 and _ends_phrase(tokens, k):
        phrase.month_days += [*phrase.numbers, value]
        phrase.numbers = []
        return width
    for apart in range(4):
        token = tokens[k]
        counted = token.cat == WEEKDAY or token.text in UNITS or token.text in WORKDAY_WORDS
        if counted or token.text in SURE_EACH or token.text in WEEKEND_WORDS:
            phrase.numbers.append(value)
            return width
        if token.cat in (ORDINAL, NUM) and apart:
            phrase.numbers.append(value)
            return width
        if token.cat not in (AND, ",", "/", "+", "&") and token.text not in (
            "des",
            "im",
            "eines",
            "der",
            "jeden",
            "am",
            "in",
            "of",
            "the",
        ):
            return 0
        k += 1 + (token.text == "u" and tokens[k + 1].cat == ".")
    return 0


def _ends_phrase(tokens: list[Token], k: int) -> bool:
    """Whether a number before `k` is a day of the month: no weekday or month is counted by it or by its list."""
    if tokens[k].cat in (NUM, MONTH, WEEKDAY, ORDINAL, WORD, AND, "/", "+", "&"):
        return False
    stop = k + 10
    while k < stop and tokens[k].cat in (NUM, ORDINAL, AND, ",", "."):
        k += 1
    return tokens[k].cat not in (WEEKDAY, MONTH)
