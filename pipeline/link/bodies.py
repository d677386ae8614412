"""Names of organisers as read -> organisers: one row a body, whatever the spelling."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.link.identity import mint
from pipeline.models import OrganiserClaim
from pipeline.normalise.organisers import organiser_key

Row = dict[str, object]
_PARTS = ("short_name", "url")


def resolve_organisers(
    claims: Sequence[tuple[str, str, OrganiserClaim]], known: Sequence[Mapping[str, object]]
) -> tuple[list[Row], list[Row]]:
    """`claims` are (event id, announcement id, claim) in order of trust. Returns the organisers table and the
    event_organisers table; a body keeps its id by the key of its name, a new one is minted from its first
    announcement."""
    bodies: dict[str, Row] = {str(row["organiser_id"]): dict(row) for row in known}
    by_key = {organiser_key(str(row["name"])): one for one, row in sorted(bodies.items())}
    joins: dict[tuple[str, str, str], Row] = {}
    for event_id, announcement_id, claim in claims:
        key = organiser_key(claim.name)
        if not key:
            continue
        organiser_id = by_key.setdefault(key, mint("org", announcement_id, key))
        row = bodies.setdefault(
            organiser_id,
            {"organiser_id": organiser_id, "name": claim.name, "is_partner": False} | dict.fromkeys(_PARTS),
        )
        row["is_partner"] = bool(row["is_partner"]) or claim.is_partner
        for part in _PARTS:
            row[part] = row[part] or getattr(claim, part)
        joins.setdefault(
            (event_id, organiser_id, claim.role.value),
            {
                "event_id": event_id,
                "organiser_id": organiser_id,
                "role": claim.role.value,
                "name_as_printed": claim.name_as_printed,
            },
        )
    return [bodies[one] for one in sorted(bodies)], [joins[one] for one in sorted(joins)]
