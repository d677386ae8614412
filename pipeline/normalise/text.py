"""Cleans a printed text without changing its words, and cuts excerpts."""

from __future__ import annotations

import re
import unicodedata

import ftfy

_CONFIG = ftfy.TextFixerConfig(
    unescape_html=False,  # decoding is the reader's business; here it could make markup out of text
    uncurl_quotes=False,
    fix_latin_ligatures=True,
    fix_character_width=True,
    normalization="NFC",
    explain=False,
)
# soft hyphen, zero-width signs, direction marks, object replacement, byte order mark
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufffc\ufff9-\ufffb]"
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_SPACES = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r"\n{3,}")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"“”'’)]*\s+(?=[A-ZÄÖÜ„\"»(\d])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:z|u|d|i|o|s|e|a|bzw|ca|Nr|St|Str|Dr|Prof|inkl|zzgl|usw|etc|Tel|evtl|ggf|vgl|Hrsg|V|B)|\d)\.\Z"
)
_ELLIPSIS = "…"


def clean(text: str) -> str:
    """The same words in NFC: mojibake mended, invisible signs gone, spaces single, line breaks kept as one \\n."""
    if not text:
        return ""
    if text.isascii() and not _CONTROL.search(text):
        mended = text.replace("\r\n", "\n").replace("\r", "\n")
    else:
        mended = ftfy.fix_text(text, _CONFIG)
    mended = _CONTROL.sub("", _INVISIBLE.sub("", mended.replace("\x0b", "\n").replace("\x0c", "\n")))
    lines = (_SPACES.sub(" ", line).strip() for line in mended.split("\n"))
    return unicodedata.normalize("NFC", _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip())


def clean_line(text: str) -> str:
    """`clean` for a value that stands on one line: line breaks become spaces."""
    return " ".join(clean(text).split())


def excerpt(text: str, limit: int = 300) -> str:
    """At most `limit` code points of the text on one line, cut after a sentence if one ends late enough, else at a
    word."""
    line = clean_line(text)
    if limit <= 0:
        return ""
    if len(line) <= limit:
        return line
    cut = _last_sentence_end(line, limit)
    if cut >= limit * 0.5:
        return line[:cut].rstrip()
    space = line.rfind(" ", 0, limit)
    kept = line[: space if space > 0 else limit - 1].rstrip(' ,;:–-(„"')
    return kept[: limit - 1] + _ELLIPSIS


def _last_sentence_end(line: str, limit: int) -> int:
    ends = [
        match.start()
        for match in _SENTENCE_END.finditer(line, 0, min(len(line), limit + 2))
        if match.start() <= limit and not _ABBREVIATION.search(line, max(0, match.start() - 8), match.start())
    ]
    return ends[-1] if ends else 0
