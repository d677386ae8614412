"""Places as read -> venues: one row a house, whatever the spelling; ids are kept by the house's key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.link.identity import mint
from pipeline.models import PlaceClaim
from pipeline.normalise.gazetteer import coordinates
from pipeline.normalise.places import venue_key

Row = dict[str, object]
_PARTS = ("name", "street", "postal_code", "city", "state", "country", "wheelchair")


@dataclass(frozen=True, slots=True, kw_only=True)
class Venues:
    """`id_of` gives each claim (by announcement id) its venue; `rows` is the venues table."""

    id_of: Mapping[str, str]
    rows: tuple[Row, ...]


def resolve_venues(claims: Sequence[tuple[str, PlaceClaim]], known: Sequence[Mapping[str, object]]) -> Venues:
    """Find the venue of each (announcement id, claim), in the order given; a house met for the first time gets an id
    from the announcement that named it. A venue's empty columns are filled by later claims, its filled ones stay."""
    rows: dict[str, Row] = {str(row["venue_id"]): dict(row) for row in known}
    by_key: dict[str, str] = {}
    for venue_id in sorted(rows):
        for key in _keys(_claim(rows[venue_id])):
            by_key.setdefault(key, venue_id)
    id_of: dict[str, str] = {}
    for announcement_id, claim in claims:
        keys = _keys(claim)
        if not keys:
            continue
        venue_id = next((by_key[key] for key in keys if key in by_key), mint("ven", announcement_id, keys[0]))
        row = rows.setdefault(venue_id, {"venue_id": venue_id} | dict.fromkeys(_PARTS))
        for part in _PARTS:
            if row[part] is None:
                row[part] = getattr(claim, part)
        for key in _keys(_claim(row)):
            by_key.setdefault(key, venue_id)
        id_of[announcement_id] = venue_id
    for row in rows.values():
        position = coordinates(str(row["postal_code"])) if row["postal_code"] else None
        row["latitude"], row["longitude"] = position or (None, None)
    return Venues(id_of=id_of, rows=tuple(rows[one] for one in sorted(rows)))


def _claim(row: Mapping[str, object]) -> PlaceClaim:
    return PlaceClaim(**{part: row[part] for part in _PARTS})  # type: ignore[arg-type]  # columns of the same types


def _keys(claim: PlaceClaim) -> list[str]:
    """What makes two claims the same house, strongest first: the house's key in its town, street and number in its
    town, the bare town. A name without a town is no proof (two houses may share it) and joins only the same bare
    name."""
    town = (claim.city or "").casefold()
    keys = []
    if claim.name:
        keys.append(f"name:{venue_key(claim.name, claim.city)}")
    if claim.street and (town or claim.postal_code):
        street = claim.street.casefold().replace("straße", "str").replace("strasse", "str").replace("str.", "str")
        keys.append(f"street:{''.join(street.split())}:{town or claim.postal_code}")
    if not keys and town:
        keys.append(f"town:{town}")
    return keys
