"""Reads titles that carry the facts: `DATE | TITLE | PLACE` and its kin."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.normalise.date_shape import date_prefix, is_date, is_undated
from pipeline.normalise.place_shape import is_body, is_place

Span = tuple[int, int]

_PIPE = re.compile(r"[|¦│┃❘∣｜]+")
_SLASHES = re.compile(r"(?<!:)(?<=\s)//(?=\s)")
_CAPITAL_I = re.compile(r"(?<=\s)[Il](?=\s)")
_TAG = re.compile(
    r"\s*(\[[^\]]{1,40}\]|\((?:mehrsprachig|online|digital|hybrid|neu|update)\))\s*[:|]?\s*", re.IGNORECASE
)
_STATUS_TAG = re.compile(
    r"\s*[+*!>\-→ ]*((?:leider )?(?:abgesagt|verschoben|ausgebucht|entfällt|fällt aus|ausverkauft|neuer termin"
    r"|update|achtung"
    r"|save the date|terminänderung|verlegt|cancelled|postponed)(?: auf [\d. ]+)?)\s*(?:[!:|+*]+"
    r"|[-–](?=\s))[+*!:|\s]*",
    re.IGNORECASE,
)
_STATUS_TAIL = re.compile(
    r"\s*(?:[-–—|:+*!(\[]+\s*)((?:leider )?(?:abgesagt|verschoben|ausgebucht|entfällt|fällt aus|ausverkauft|cancelled"
    r"|canceled|postponed))\s*[!)\]*+.]*\Z",
    re.IGNORECASE,
)
_CHANNEL = re.compile(
    r"\A(?:neu(?:es)? (?:im|in der|beim|bei|aus dem|aus der) .{2,40}|.{0,30}\b(?:update|newsletter|rundbrief"
    r"|infobrief|infomail"
    r"|rundmail|mailing)\b.{0,20})\Z",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"\A(?:#\s?(\d{1,3})|(?:teil|folge|modul|nr\.?|ausgabe|episode|part)\s(\d{1,3}))(?=\s*[:|–-])", re.IGNORECASE
)
_LEADING_DATE = re.compile(r"\s*(?::|,|[-–—](?=\s))\s*")
_EDGE = " \t\n\r\u00a0"


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleReading:
    """A title taken apart; spans are [from, to) in code points of the title as given, (0, 0) where nothing stands.

    `date_text` may be a word that stands for a missing date (then `undated`). `body_text` is a last part that names
    an organisation instead of a place. `channel` is the first part of a newsletter's or member notice's title, which
    stays in `name`.
    """

    name: str
    name_span: Span
    date_text: str = ""
    date_span: Span = (0, 0)
    place_text: str = ""
    place_span: Span = (0, 0)
    body_text: str = ""
    body_span: Span = (0, 0)
    tags: tuple[str, ...] = ()
    number: str = ""
    undated: bool = False
    channel: str = ""


def read_title(title: str) -> TitleReading:
    """Name, date and place of a title; a title without that grammar is all name."""
    tags, begin = _tags(title)
    parts = [_trim(title, span) for span in _parts(title, begin)]
    parts = [span for span in parts if span[0] < span[1]]
    if not parts:
        return TitleReading(name="", name_span=(begin, begin), tags=tags)
    first, last = 0, len(parts)
    if len(parts) > 1 and _CHANNEL.match(_cut(title, parts[0])):
        return _whole(title, parts, tags, channel=_cut(title, parts[0]))
    while first < last - 1 and _is_date_part(_cut(title, parts[first])):
        first += 1
    if first == last - 1 and first and _is_date_part(_cut(title, parts[first])):
        return _only_dates(title, parts, tags)
    date_span = (parts[0][0], parts[first - 1][1]) if first else (0, 0)
    more_tags, name_begin = _tags(title, parts[first][0])
    parts[first] = (min(name_begin, parts[first][1]), parts[first][1])
    if not first:
        date_span, parts[0] = _date_before_name(title, parts[0])
    place_span, body_span, last = _ending(title, parts, first, bool(date_span[1]))
    if date_span == (0, 0) and last - first > 1 and is_date(_cut(title, parts[last - 1])):
        date_span, last = parts[last - 1], last - 1
    return _reading(title, (parts[first][0], parts[last - 1][1]), date_span, place_span, body_span, (*tags, *more_tags))


def _reading(
    title: str, name_span: Span, date_span: Span, place_span: Span, body_span: Span, tags: tuple[str, ...]
) -> TitleReading:
    tail = _STATUS_TAIL.search(title, *name_span)
    if tail and tail.start() > name_span[0]:
        name_span, tags = (name_span[0], tail.start()), (*tags, tail.group(1))
    name = _cut(title, name_span)
    number = _NUMBER.match(name)
    date_text = _cut(title, date_span)
    return TitleReading(
        name=name,
        name_span=name_span,
        date_text=date_text,
        date_span=date_span,
        place_text=_cut(title, place_span),
        place_span=place_span,
        body_text=_cut(title, body_span),
        body_span=body_span,
        tags=tags,
        number=next((group for group in number.groups() if group), "") if number else "",
        undated=is_undated(date_text),
    )


def _whole(title: str, parts: list[Span], tags: tuple[str, ...], channel: str) -> TitleReading:
    span = (parts[0][0], parts[-1][1])
    return TitleReading(name=_cut(title, span), name_span=span, tags=tags, channel=channel)


def _only_dates(title: str, parts: list[Span], tags: tuple[str, ...]) -> TitleReading:
    span = (parts[0][0], parts[-1][1])
    return TitleReading(name="", name_span=(span[1], span[1]), date_text=_cut(title, span), date_span=span, tags=tags)


def _tags(title: str, begin: int = 0) -> tuple[tuple[str, ...], int]:
    """Bracketed and status words in front of everything, without brackets, and where the rest begins."""
    tags: list[str] = []
    while len(tags) < 4:
        match = _TAG.match(title, begin) or _STATUS_TAG.match(title, begin)
        if not match or match.end() >= len(title):
            break
        tags.append(match.group(1).strip("[]() "))
        begin = match.end()
    return tuple(tags), begin


def _parts(title: str, begin: int) -> list[Span]:
    """The title between its separators: pipes; else "//" or a lone capital I where the first part is a date."""
    for pattern, needs_date in ((_PIPE, False), (_SLASHES, True), (_CAPITAL_I, True)):
        spans = _between(title, begin, pattern)
        if len(spans) < 2:
            continue
        if not needs_date or _is_date_part(_cut(title, spans[0])):
            return spans
    return [(begin, len(title))]


def _between(title: str, begin: int, pattern: re.Pattern[str]) -> list[Span]:
    spans, position = [], begin
    for match in pattern.finditer(title, begin):
        if title.count("(", position, match.start()) > title.count(")", position, match.start()):
            continue  # a separator inside brackets belongs to the name
        spans.append((position, match.start()))
        position = match.end()
    return [*spans, (position, len(title))]


def _ending(title: str, parts: list[Span], first: int, is_dated: bool) -> tuple[Span, Span, int]:
    """Place span, body span, and the number of parts that belong to date and name."""
    none = (0, 0)
    if len(parts) - first < 2:
        return none, none, len(parts)
    text = _cut(title, parts[-1])
    if is_place(text):
        return parts[-1], none, len(parts) - 1
    if is_body(text):
        return none, parts[-1], len(parts) - 1
    if is_dated and _could_be_village(text):
        return parts[-1], none, len(parts) - 1
    return none, none, len(parts)


def _could_be_village(text: str) -> bool:
    """Whether an unknown last part of a dated title has the shape of a place name: few capitalised words, no
    sentence."""
    words = text.split()
    if not 1 <= len(words) <= 3 or re.search(r"[?!:;\"„“»«*_&%#]|\d", text):
        return False
    small = {"am", "an", "der", "bei", "im", "in", "ob", "auf", "dem", "und", "/", "–", "-"}
    return all(word in small or word[0].isupper() for word in words) and not _is_date_part(text)


def _date_before_name(title: str, span: Span) -> tuple[Span, Span]:
    """A date that opens the name and ends with a colon, a comma or a dash is the date part."""
    length = date_prefix(title[span[0] : span[1]])
    after = _LEADING_DATE.match(title, span[0] + length, span[1]) if length else None
    date_text = title[span[0] : span[0] + length]
    if not after or after.end() >= span[1] or re.fullmatch(r"\s*(?:19|20)\d\d\s*", date_text):
        return (0, 0), span
    return (span[0], span[0] + length), (after.end(), span[1])


def _is_date_part(text: str) -> bool:
    return is_date(text) or is_undated(text)


def _trim(title: str, span: Span) -> Span:
    begin, end = span
    while begin < end and title[begin] in _EDGE:
        begin += 1
    while end > begin and title[end - 1] in _EDGE:
        end -= 1
    return begin, end


def _cut(title: str, span: Span) -> str:
    return title[span[0] : span[1]]
