"""What an address says of a day: the one that its last part names, and the day of the post that blogs put before it."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import lru_cache
from urllib.parse import unquote

from pipeline.link.text import stem
from pipeline.link.vocabulary import MONTHS
from pipeline.link.wording import is_content

_POSTED = re.compile(r"/((?:19|20)\d\d)/(\d\d)/(\d\d)/")
_NAMED = re.compile(rf"(?<![\da-z])(\d{{1,2}})-({'|'.join(MONTHS)})(?![a-z])(?:-((?:19|20)\d\d)(?!\d))?")
_LEADING = re.compile(r"(\d\d)-(\d\d)-(?=[a-z])")  # 11-06-landestreffen; 03-10-11-… may be a span and is not read
_WRITTEN = re.compile(r"(?<!\d)((?:19|20)\d\d)-?(\d\d)-?(\d\d)(?!\d)")
_SPELT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", " ": "-", "_": "-", "+": "-"})
_SHORT = re.compile(r"(?<!\d)(\d\d)(\d\d)(\d\d)\Z")  # 240222
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_IN_EVERY_ADDRESS = frozenset(
    map(
        stem,
        [
            "kalender",
            "termin",
            "termine",
            "event",
            "events",
            "veranstaltung",
            "veranstaltungen",
            "aktuelles",
            "aktuell",
            "details",
            "detail",
            "index",
            "node",
            "artikel",
            "example",
            "programm",
            "html",
            "blog",
            "news",
            "seite",
            "portal",
            "netz",
            "online",
        ],
    )
)
_RECENT = frozenset(f"{year:02}" for year in range(10, 36))
_COPY = re.compile(r"-(?:kopie|copy)(?:-\d+)?\Z")  # a copied record keeps the address of the one it was made from


@lru_cache(maxsize=50_000)
def day_of_address(url: str) -> tuple[int, int, int] | None:
    """Year (0 if it names none), month and day that the last part of an address names; None if it names none."""
    slug = _slug(url)
    if not slug or _COPY.search(slug):
        return None
    if found := _NAMED.search(slug):
        return _sound(int(found[3] or 0), MONTHS[found[2]], int(found[1]))
    if found := _WRITTEN.search(slug):
        return _sound(int(found[1]), int(found[2]), int(found[3]))
    if found := _LEADING.match(slug):
        return _sound(0, int(found[2]), int(found[1]))
    if (found := _SHORT.search(slug)) and found[1] in _RECENT:
        return _sound(2000 + int(found[1]), int(found[2]), int(found[3]))
    return None


@lru_cache(maxsize=50_000)
def year_of_address(url: str) -> int | None:
    """The only year that the name of host or page carries: kongress-2018.example; a folder /2018/ is when it was
    posted."""
    host = re.sub(r"/.*", "", re.sub(r"\A\w+://", "", url))
    years = {int(year) for year in _YEAR.findall(f"{host} {_slug(url)}")}
    return years.pop() if len(years) == 1 else None


@lru_cache(maxsize=50_000)
def posted_on(url: str) -> date | None:
    """The day of publication in an address such as /2022/03/16/name; the day of the event is another."""
    found = _POSTED.search(url)
    if not found or not _sound(*(int(one) for one in found.groups())):
        return None
    return date(int(found[1]), int(found[2]), int(found[3]))


@lru_cache(maxsize=50_000)
def words_of_address(url: str) -> frozenset[str]:
    """The stems that host and page name of an address are made of, but for what every site has in its own."""
    if _COPY.search(_slug(url)):
        return frozenset()
    host = re.sub(r"\A\w+://(?:www\.)?|[/?#].*", "", url).casefold().rpartition(".")[0]
    found = map(stem, re.findall(r"[a-z]{4,}", f"{host.translate(_SPELT)} {_slug(url)}"))
    return frozenset(one for one in found if is_content(one) and one not in _IN_EVERY_ADDRESS)


def _slug(url: str) -> str:
    bare = re.sub(r"[?#].*\Z", "", url).rstrip("/")
    if "/" not in re.sub(r"\A\w+://", "", bare):
        return ""
    name = unicodedata.normalize("NFC", unquote(bare.rsplit("/", 1)[1])).casefold().translate(_SPELT)
    return re.sub(r"\.\w{2,5}\Z", "", name)


def _sound(year: int, month: int, day: int) -> tuple[int, int, int] | None:
    try:
        date(year or 2024, month, day)
    except ValueError:
        return None
    return year, month, day
