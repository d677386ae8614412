"""JSON as people's plugins write it: common faults are mended, what cannot be mended is given up whole."""

from __future__ import annotations

import html
import json
import re
from typing import Any

import json_repair

MAX_JSON = 8_000_000
MAX_BRACKETS = 400
MAX_GUESSED = 200_000  # the lenient parser takes about half a second for as many characters
_WRAPPING = re.compile(
    r"^\s*(?:/\*\s*)?(?://\s*)?(?:<!--|<!\[CDATA\[|/\*<!\[CDATA\[\*/)\s*(?:\*/)?|(?://\s*)?(?:/\*\s*)?(?:-->"
    r"|\]\]>)\s*(?:\*/)?\s*;?\s*$"
)
_STRING = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\Z)', re.S)
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|(?<![:\w])//[^\n]*|<!--.*?(?:-->|\Z)", re.S)
_TRAILING = re.compile(r",(\s*[}\]])")
_MISSING = re.compile(r"([}\]])(\s*)(?=[{\[])|([}\]])(\s*)(?=\x00)")
_DOUBLED = re.compile(r",(\s*,)+")
_BAD_ESCAPE = re.compile(r"\\(u(?![0-9a-fA-F]{4})|[^\"\\/bfnrtu])", re.S)
_SINGLE = re.compile(r"([{\[,:]\s*)'((?:[^'\\\n]|\\.){0,5000})'(?=\s*[:,}\]])")
_CONTROL = {code: f"\\u{code:04x}" for code in range(0x20)} | {0x0A: "\\n", 0x0D: "\\r", 0x09: "\\t"}


def load_json(text: str, *, guess: bool = False) -> tuple[list[Any], bool]:
    """The values in `text` (usually one; several when objects follow each other), and whether it had to be mended.

    Mended: comments, CDATA and comment wrapping, trailing and doubled commas, raw line breaks and control characters
    and wrong escapes in strings, an HTML-escaped block, several objects in a row, a trailing semicolon, single quotes.
    With `guess` a lenient parser guesses missing commas, quotes inside strings and bare names, and of a text that was
    cut off the complete objects are kept. Raises ValueError, with the place in its text, for everything else.
    """
    if len(text) > MAX_JSON:
        raise ValueError(f"{len(text)} characters are too many")
    if _is_too_nested(text):
        raise ValueError(f"more than {MAX_BRACKETS} brackets inside each other")
    try:
        return [json.loads(text.strip())], False
    except ValueError:
        pass
    last: ValueError = ValueError("nothing")
    candidates = [_mend(text), _mend(_double_quoted(text))]
    if "&quot;" in text or "&#34;" in text:
        candidates.append(_mend(html.unescape(text)))
    for candidate in candidates:
        try:
            return _several(candidate), True
        except ValueError as error:
            last = error
    value = _guessed(candidates[0]) if guess else None
    if value is None:
        raise last
    return value, True


def _whole_part(text: str) -> str:
    """The text; of one that was cut off what reaches to its last complete object, with the brackets closed, or ''."""
    open_brackets: list[str] = []
    best = ""
    for match in re.finditer(rf"{_STRING.pattern}|[\[{{}}\]]", text, re.S):
        mark = match.group()
        if mark in ("[", "{"):
            open_brackets.append("]" if mark == "[" else "}")
        elif mark in ("]", "}") and open_brackets:
            open_brackets.pop()
            if mark == "}" and open_brackets:
                best = text[: match.end()] + "".join(reversed(open_brackets))
    return best if open_brackets else text


def _guessed(text: str) -> list[Any] | None:
    """What a lenient parser makes of missing commas, quotes in strings and bare names; None unless it has members."""
    if len(text) > MAX_GUESSED:
        return None
    try:
        value = json_repair.loads(_whole_part(text), skip_json_loads=True)
    except (ValueError, RecursionError):
        return None
    return [value] if isinstance(value, dict | list) and value else None


def _several(text: str) -> list[Any]:
    """Objects that follow each other, parted by nothing, commas or semicolons."""
    decoder = json.JSONDecoder()
    found: list[Any] = []
    at = 0
    while at < len(text):
        value, end = decoder.raw_decode(text, at)
        found.append(value)
        at = end + len(text[end:]) - len(text[end:].lstrip(" \t\r\n,;"))
    if not found or not isinstance(found[0], dict | list):
        raise ValueError("no object")
    return found


def _double_quoted(text: str) -> str:
    """The text with strings in single quotes, where JSON may have a string, in double quotes."""
    return _SINGLE.sub(lambda match: match.group(1) + json.dumps(match.group(2).replace("\\'", "'")), text)


def _mend(text: str) -> str:
    text = _WRAPPING.sub("", text.strip().lstrip("\ufeff"))
    text = _WRAPPING.sub("", text).strip()
    strings: list[str] = []
    pieces: list[str] = []
    at = 0
    for match in _STRING.finditer(_hide_comments(text)):
        pieces.append(text[at : match.start()])
        strings.append(_mend_string(text[match.start() : match.end()]))
        at = match.end()
    pieces.append(text[at:])
    bare = "\x01".join(_COMMENT.sub(" ", piece) for piece in pieces)
    bare = _TRAILING.sub(r"\1", _DOUBLED.sub(",", bare)).rstrip(" \t\r\n;,")
    bare = re.sub(r"\bundefined\b|\bNaN\b", "null", bare).lstrip()
    parts = bare.split("\x01")
    woven = [parts[0]]
    for part, string in zip(parts[1:], strings, strict=False):
        woven += (string, part)
    return "".join(woven)


def _hide_comments(text: str) -> str:
    """The text with comments outside of strings blanked, at equal length, so that a quote inside one opens nothing."""
    pattern = re.compile(_STRING.pattern + r"|/\*.*?(?:\*/|\Z)|(?<![:\w\"])//[^\n]*", re.S)
    return pattern.sub(lambda m: m.group() if m.group().startswith('"') else " " * len(m.group()), text)


def _mend_string(quoted: str) -> str:
    inner = quoted[1:-1].translate(_CONTROL)
    return '"' + _BAD_ESCAPE.sub(lambda match: "\\\\" + match.group(1), inner) + '"'


def _is_too_nested(text: str) -> bool:
    depth = 0
    for match in re.finditer(r"[\[{}\]]", text):
        depth += 1 if match.group() in "[{" else -1
        if depth > MAX_BRACKETS:
            return True
    return False
