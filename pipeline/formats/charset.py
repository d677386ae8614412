"""Which characters a body's bytes are: byte order mark, then what the bytes prove, then what header and meta claim."""

from __future__ import annotations

import codecs
import re

from pipeline.formats.reading import issue
from pipeline.models import Capture, Issue

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META = re.compile(rb"<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.I)
_HEADER = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9_:.-]{2,40})", re.I)
# What browsers read under these names: the Windows page is a superset of what the label promises.
_READ_AS = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030"}
# The characters that the bytes of a UTF-8 sequence show as in Windows-1252, where five bytes are control characters.
_TRAIL = "[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
_DOUBLED = re.compile(rf"[ÂÃÄÅ]{_TRAIL}|[â]{_TRAIL}{{2}}")
_TEXT_CODECS = re.compile(r"^(utf|iso|cp|windows|latin|koi|mac|big5|gb|euc|shift|hz|ascii|us)", re.I)


def decode(capture: Capture) -> tuple[str, tuple[Issue, ...]]:
    """The body as text without byte order mark and NUL characters, with an issue where header and bytes disagree.

    Never raises: bytes that fit no declared encoding are read as Windows-1252 one by one.
    """
    body = capture.body
    for mark, name in _BOMS:
        if body.startswith(mark):
            return _tidy(body[len(mark) :].decode(name, "replace")), ()
    wide = _wide_encoding(body)
    if wide:
        found = issue(capture, "charset", capture.url, "a byte order mark or charset", f"{wide} without either")
        return _tidy(body.decode(wide, "replace")), (found,)
    declared = _declared(capture)
    if _is_utf8(body):
        text = _tidy(body.decode("utf-8", "replace"))
        once, doubled = _without_double_coding(text)
        issues = _disagreement(capture, declared, "utf-8")
        if doubled:
            found = issue(capture, "charset", capture.url, "UTF-8", f"UTF-8 coded twice in {doubled} places")
            issues = (*issues, found)
        return once, issues
    if declared and declared != "utf-8":
        return _tidy(body.decode(declared, "replace")), ()
    text = _tidy(body.decode("utf-8", "litfass-cp1252"))
    return text, _disagreement(capture, declared, "windows-1252")


def _declared(capture: Capture) -> str | None:
    """The first known charset of header, then meta; None if neither names one."""
    header = _HEADER.search(capture.header("content-type"))
    meta = _META.search(capture.body[:4096])
    names = [header.group(1) if header else "", meta.group(1).decode("ascii") if meta else ""]
    for name in names:
        known = _known(name)
        if known:
            return known
    return None


def _known(name: str) -> str | None:
    if not name or not _TEXT_CODECS.match(name):
        return None
    try:
        found = codecs.lookup(name).name
        "ä".encode(found, "replace").decode(found, "replace")
    except (LookupError, ValueError, UnicodeError):
        return None
    return _READ_AS.get(found, found)


def _is_utf8(body: bytes) -> bool:
    """Whether the bytes are UTF-8, a sequence cut off at the very end forgiven."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(body)
    except UnicodeDecodeError:
        return False
    return True


def _wide_encoding(body: bytes) -> str | None:
    """UTF-16 without a mark shows as every other byte NUL."""
    head = body[:2000]
    half = len(head) // 2
    if half < 10:
        return None
    if head[1::2].count(0) > 0.8 * half and head[0::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if head[0::2].count(0) > 0.8 * half and head[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return None


def _disagreement(capture: Capture, declared: str | None, read_as: str) -> tuple[Issue, ...]:
    is_wrong = declared is not None and declared != read_as and not capture.body.isascii()
    if not is_wrong:
        return ()
    return (issue(capture, "charset", capture.url, f"declared {declared}", f"bytes are {read_as}"),)


def _without_double_coding(text: str) -> tuple[str, int]:
    """The text with umlauts and punctuation that were taken for Windows-1252 and coded again (`Ã¼`) put right, and in
    how many places."""
    count = 0

    def once(match: re.Match[str]) -> str:
        nonlocal count
        raw = b"".join(_byte_of(letter) for letter in match.group())
        try:
            letters = raw.decode("utf-8")
        except UnicodeDecodeError:
            return match.group()
        count += 1
        return letters

    return _DOUBLED.sub(once, text), count


def _byte_of(letter: str) -> bytes:
    try:
        return letter.encode("cp1252")
    except UnicodeEncodeError:
        return letter.encode("latin-1")


def _tidy(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\x00", "")


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    return wrong.decode("cp1252", "replace"), error.end


codecs.register_error("litfass-cp1252", _as_cp1252)
