"""Tells the repetitions that no recurrence rule can say: full moons, fine weather, seasons, "nach Bedarf", "meist"."""

from __future__ import annotations

from functools import lru_cache

from pipeline.normalise.dates.lexer import Token
from pipeline.normalise.dates.phrase import Phrase
from pipeline.normalise.dates.repeat_words import OTHER_BASE, OTHER_NEED
from pipeline.normalise.dates.words import AND, CLOCK, NUM, ORDINAL, WEEKDAY, wordset

_EXCEPT = wordset("außer ausser ausgenommen except nicht kein keine keinen außerhalb ohne entfällt pausiert pause auch")
_STOPS = frozenset((".", "!", "?", "nl", "end"))
_HEDGES = wordset(
    "meist meistens zumeist oft häufig gelegentlich manchmal unregelmäßig teils teilweise mitunter vereinzelt mostly "
    "usually sometimes often occasionally"
)
_SEASONS = wordset("sommer winter frühling frühjahr herbst sommers winters summer spring autumn advent")
_SPANS = (
    "semester", "semesters", "saison", "halbjahr", "halbjahres", "jahreszeit", "adventszeit", "vorlesungszeit",
    "weihnachtszeit", "fastenzeit", "sommerzeit", "winterzeit", "sommermonaten", "wintermonaten", "monatswoche",
    "monatshälfte", "schuljahr", "schuljahres", "ferienzeit", "quartals", "quartal",
)  # fmt: skip
_INTO = wordset("im in der den des dem während zur bis von vom ab seit jedes eines ersten zweiten zu bei during")
_AHEAD, _BACK, _BESIDE = 9, 8, 4


def beyond_rules(tokens: list[Token], i: int, stop: int, phrase: Phrase) -> int:
    """Where something that no rule can say stops, 0 if the phrase is whole."""
    whole = bool(phrase.pairs or phrase.unit or phrase.month_days or phrase.workdays)
    excepted = False
    for k in range(stop, stop + _AHEAD):
        token = tokens[k]
        if token.cat == "." and tokens[k - 1].cat == NUM:
            continue
        excepted = excepted or token.text in _EXCEPT
        if token.cat in _STOPS or (excepted and k < stop + _BESIDE and token.text != "auch"):
            break
        found = _stops_at(tokens, k, k - stop, phrase.each or whole, whole) if not excepted else 0
        if found:
            return found
    return stop if whole and _is_led(tokens, i) else _led_by_need(tokens, i, stop)


def _stops_at(tokens: list[Token], k: int, apart: int, is_rule: bool, whole: bool) -> int:
    """Where the words at `k`, so many tokens behind the phrase, stop if no rule can say them."""
    token, before = tokens[k], tokens[k - 1]
    near = apart < _BESIDE + 1
    if (token.text in OTHER_BASE or token.text.startswith("advents")) and is_rule and apart < _BESIDE:
        return k + 1
    if not whole:
        return 0
    added = tokens[k - 2].cat == AND or before.cat == AND  # … und nach Vereinbarung: beside the rule, not instead
    if near and (token.text in ("solange", "sofern", "falls") or (token.text in OTHER_NEED and not added)):
        return k + 1
    if is_unsayable(token.text) and before.text in _INTO:
        return k + 1
    if (token.text.startswith("feiertag") and added) or (token.text.endswith("ferien") and before.text == "den"):
        return k + 1  # samstags und feiertags; dienstags in den Ferien
    return _named_day(tokens, k + 1) if near and token.text in ("nach", "vor") else 0


@lru_cache(maxsize=4096)
def is_unsayable(word: str) -> bool:
    """Whether a lower-case word is a part of the year whose months nobody printed (im Sommer, im Semester)."""
    return word in _SEASONS or word.endswith(_SPANS)


def _is_led(tokens: list[Token], i: int) -> bool:
    """Meist mittwochs; im Sommer jeden Mittwoch: what stands before the phrase bounds it."""
    for k in range(i - 1, max(i - _BACK, -1), -1):
        token = tokens[k]
        if token.cat in _STOPS or token.cat in ("|", ":", NUM, CLOCK):
            return False
        if token.text in _HEDGES and i - k <= 2:
            return True
        bounded = is_unsayable(token.text) and tokens[k - 1].text in _INTO
        bounded = bounded or (token.text.endswith("ferien") and tokens[k - 1].text in ("den", "der", "während"))
        if k and bounded and tokens[max(0, k - 3)].text not in _EXCEPT and not _names(tokens, k, i):
            return tokens[k - 2].text not in _EXCEPT
    return False


def _names(tokens: list[Token], k: int, i: int) -> bool:
    """Whether another noun stands between, so that "Fest im Sommer: Kino jeden Mittwoch" is not taken for a bound."""
    return any(token.cat == "word" and token.width for token in tokens[k + 1 : i])


def _led_by_need(tokens: list[Token], i: int, stop: int) -> int:
    led = [token.text for token in tokens[max(0, i - 3) : i] if token.cat != ","]
    if not led:
        return 0
    need = led[-1] in OTHER_NEED or (len(led) > 1 and led[-1] in ("immer", "meist") and led[-2] in OTHER_NEED)
    return stop if need else 0


def _named_day(tokens: list[Token], k: int) -> int:
    """Where "dem ersten Montag", "Pfingsten", "den Ferien" stops: a day that a repetition is counted from."""
    stop = 0
    for place in range(k, k + 4):
        token = tokens[place]
        if token.cat in (ORDINAL, WEEKDAY) or token.text in OTHER_BASE or token.text.endswith(("ferien", "feiertag")):
            stop = place + 1
    return stop
