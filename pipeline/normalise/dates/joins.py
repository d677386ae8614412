"""Says what the signs and small words between two items of a text make of them: a span, a list, or nothing."""

from __future__ import annotations

from pipeline.normalise.dates.lexer import Token
from pipeline.normalise.dates.words import AND, APPROX, DAYPART, FILL, FROM, MONTH, NEWLINE, NUM, UNTIL, WORD, wordset

FAR, CLOSE, SPAN, LIST, SLASH, PLUS = ["far", "close", "span", "list", "slash", "plus"]
JOINED = frozenset((SPAN, LIST, SLASH, PLUS))
_LONGEST_JOIN = 9
_SHORT_MONTHS = wordset("jan jän feb mrz mar apr jun jul aug sep sept okt oct nov dez dec")


def relation(tokens: list[Token], j: int, i: int) -> str:
    """What joins something that stops at `j` to something that starts at `i`."""
    if i - j > _LONGEST_JOIN:
        return FAR
    found = CLOSE
    for k in range(j, i):
        token = tokens[k]
        cat = token.cat
        if cat == UNTIL:
            found = SPAN
        elif cat == "-":
            if found == CLOSE and (k == j or tokens[k - 1].cat != NEWLINE):
                found = SPAN
        elif cat == "/":
            found = SLASH if found == CLOSE else FAR if found == SLASH and tokens[k - 1].cat == "/" else found
            if k > j and tokens[k - 1].cat == "/":
                found = CLOSE
        elif cat == "+":
            found = PLUS
        elif cat in (AND, ",", ";", "&"):
            found = LIST if found in (CLOSE, LIST) else found
        elif cat in ("|", ":", "(", ")", "@", NEWLINE, "other", ".", "]", "["):
            if cat in ("|", NEWLINE) and found == SPAN and cat == "|":
                found = CLOSE
        elif cat not in (FILL, APPROX, FROM, DAYPART):
            return FAR
    return found


def sentence_between(tokens: list[Token], j: int, i: int) -> bool:
    """Whether a sentence or line ends between `j` and `i`."""
    for k in range(j, i):
        token = tokens[k]
        if token.cat in (NEWLINE, "!", "?"):
            return True
        following = tokens[k + 1]
        opens = following.after_space and following.width > 0 and following.cat != NUM
        if token.cat == "." and opens and k and _ends_with(tokens[k - 1]):
            return True
    return False


def _ends_with(token: Token) -> bool:
    """Whether a full stop behind this token ends a sentence, and no abbreviation or ordinal."""
    if token.cat == WORD:
        return len(token.text) > 3
    return (token.cat == MONTH and token.text not in _SHORT_MONTHS) or (token.cat == NUM and token.width == 4)
