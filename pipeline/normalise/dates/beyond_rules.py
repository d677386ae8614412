"""Tells the repetitions that no recurrence rule can say: full moons, fine weather, "nach Bedarf", days after others."""

from __future__ import annotations

from pipeline.normalise.dates.lexer import Token
from pipeline.normalise.dates.phrase import Phrase
from pipeline.normalise.dates.repeat_words import OTHER_BASE, OTHER_NEED
from pipeline.normalise.dates.words import NUM, ORDINAL, WEEKDAY


def beyond_rules(tokens: list[Token], i: int, stop: int, phrase: Phrase) -> int:
    """Where something that no rule can say stops, 0 if the phrase is whole: full moons, weather, demand, other days."""
    whole = phrase.pairs or phrase.unit or phrase.month_days or phrase.workdays
    for k in range(stop, stop + 5):
        token = tokens[k]
        if token.cat == "." and tokens[k - 1].cat == NUM:
            continue
        if token.cat in (".", "!", "?", "nl", "end") or token.text in ("außer", "ausser", "ausgenommen", "except"):
            break
        if token.text in OTHER_BASE and (phrase.each or whole) and k < stop + 4:
            return k + 1
        if whole and (token.text in ("solange", "sofern", "falls") or token.text in OTHER_NEED):
            return k + 1
        named = _named_day(tokens, k + 1) if token.text in ("nach", "vor") else 0
        if named:
            return named
    led = [token.text for token in tokens[max(0, i - 2) : i]]
    return (
        stop
        if led and (led[-1] in OTHER_NEED or (len(led) > 1 and led[-1] in ("immer",) and led[0] in OTHER_NEED))
        else 0
    )


def _named_day(tokens: list[Token], k: int) -> int:
    """Where "dem ersten Montag", "Pfingsten", "den Ferien" stops: a day that a repetition is counted from."""
    stop = 0
    for place in range(k, k + 4):
        token = tokens[place]
        if token.cat in (ORDINAL, WEEKDAY) or token.text in OTHER_BASE or token.text.endswith(("ferien", "feiertag")):
            stop = place + 1
    return stop
