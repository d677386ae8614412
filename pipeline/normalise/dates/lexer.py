"""Cuts a text into tokens once, from left to right, each with its place in the text as printed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from pipeline.normalise.dates.words import END, NEWLINE, NUM, OTHER, VOCABULARY, WEEKDAY, WORD

# Every replacement is one code point for one, so that offsets stay those of the text as printed.
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uff0d\ufe58\u2192\u00ad\u2043"
_SPACES = (
    "\u00a0\u2007\u2009\u200a\u202f\u2002\u2003\u2004\u2005\u2006\u2008\u3000\t\r\f\v"
    "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff*_~"
)
_FOLD = (
    {ord(char): "-" for char in _DASHES}
    | {ord(char): " " for char in _SPACES}
    | {ord(char): "\n" for char in "\u2028\u2029\u0085"}
    | {ord(char): str(digit) for digit, char in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")}
    | {ord("．"): ".", ord("／"): "/", ord("："): ":", ord("º"): "0", ord("°"): "0", ord("‧"): ".", ord("·"): "|"}
    | {ord("•"): "|", ord("│"): "|", ord("¦"): "|", ord("∙"): "|", ord("►"): "|", ord("▸"): "|", ord("⁄"): "/"}
)
_TOKEN = re.compile(r"(\d+)|([^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*)*)|(\n)|([^\w\s])")
_FILED = re.compile(r"(?<!\d)(?:\d{1,2}_\d{1,2}_\d{4}|\d{4}_\d{2}_\d{2})(?!\d)")  # 10_11_2023, as files are named
_HUMP = re.compile(r"(?<=[a-zäöüß])(?=[A-ZÄÖÜ])")
_NO_NUMBER = -1


@dataclass(slots=True)
class Token:
    """One word, number or sign. `value` is the number, month (1…12), weekday (0 = Monday) or ordinal meant; `width`
    the count of digits (of a word: 1 if it begins with a capital); `after_space` whether anything stood between
    it and the token before."""

    cat: str
    text: str
    value: int
    width: int
    start: int
    end: int
    after_space: bool


def fold(text: str) -> str:
    """The text with dashes, spaces and old-fashioned raised minutes made plain; of the same length."""
    if "_" in text:
        text = _FILED.sub(lambda found: found.group().replace("_", "."), text)
    return (
        text if text.isascii() and "*" not in text and "_" not in text and "\t" not in text else text.translate(_FOLD)
    )


def lex(folded: str) -> list[Token]:
    """The tokens of a folded text, in order; linear in its length."""
    tokens: list[Token] = []
    known = VOCABULARY.get
    last_end = 0
    for match in _TOKEN.finditer(folded):
        start, end = match.span()
        kind = match.lastindex
        spaced = start != last_end
        last_end = end
        text = match.group()
        if kind == 2:
            lower = text.lower()
            entry = known(lower)
            if text == "I" and tokens and tokens[-1].cat == NUM:
                tokens.append(Token("|", "|", 0, 0, start, end, spaced))  # a capital I drawn for a bar
            elif entry is not None:
                tokens.append(Token(entry[0], lower, entry[1], int(lower[0] != text[0]), start, end, spaced))
            elif text.isascii() and (text[1:].islower() or len(text) < 5):
                tokens.append(Token(WORD, lower, 0, int(lower[0] != text[0]), start, end, spaced))
            else:
                _add_odd_word(tokens, text, start, spaced)
        elif kind == 1:
            if end - start == 4 and folded[start - 1 : start] == ":" == folded[end : end + 1]:  # 17:0017:30
                tokens.append(Token(NUM, text[:2], int(text[:2]), 2, start, start + 2, False))
                text, start, spaced = text[2:], start + 2, False
            elif end - start in (5, 6) and folded[start - 1 : start] == "." and folded[end : end + 1] == ":":
                tokens.append(Token(NUM, text[:4], int(text[:4]), 4, start, start + 4, spaced))  # 13.07.202118:00
                text, start, spaced = text[4:], start + 4, False
            value = int(text) if end - start < 10 else _NO_NUMBER
            tokens.append(Token(NUM, text, value, end - start, start, end, spaced))
        elif kind == 3:
            tokens.append(Token(NEWLINE, "\n", 0, 0, start, end, spaced))
        else:
            tokens.append(Token(text if text.isascii() else OTHER, text, 0, 0, start, end, spaced))
    return tokens


def _add_odd_word(tokens: list[Token], text: str, start: int, spaced: bool) -> None:
    """A word that needs another look: composed accents, or two words glued together ("OnlineWas", "UhrEinlass")."""
    pieces = [text]
    if not (text.isupper() or text.islower()) and unicodedata.normalize("NFC", text).lower() not in VOCABULARY:
        pieces = _HUMP.split(text)
    for piece in pieces:
        plain = unicodedata.normalize("NFC", piece)
        lower = plain.lower()
        cat, value = VOCABULARY.get(lower, (WORD, 0))
        if cat == WEEKDAY and len(plain) < 5:
            cat, value = WORD, 0
        capital = int(plain[:1].isupper())
        tokens.append(Token(cat, lower, value, capital, start, start + len(piece), spaced))
        start += len(piece)
        spaced = False


def sentinels(end: int, count: int) -> list[Token]:
    """Tokens that stand behind the last one, so that a reader may look ahead without asking whether there is more."""
    return [Token(END, "", _NO_NUMBER, 0, end, end, True)] * count
