"""Known announcements -> rows of announcements, texts, sightings and links."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Container, Mapping, Sequence, Set
from types import MappingProxyType

from pydantic import TypeAdapter

from pipeline.berlin import aware, end_of_day
from pipeline.link.decisions import Row as Ruling
from pipeline.link.duplicates import Grouping
from pipeline.link.pairs import founders
from pipeline.link.text import fold
from pipeline.link.wording import read_wording
from pipeline.memory import Remembered
from pipeline.models import Announcement, DateReading, OrganiserClaim, Publish, Source, State
from pipeline.normalise.text import excerpt

Row = dict[str, object]
_DATES = TypeAdapter(DateReading)
_BODIES = TypeAdapter(OrganiserClaim)


def text_id(text: str, key: bytes) -> str:
    """The keyed fingerprint of a folded text: equal wordings share it, and nobody without the key can test a guess."""
    return "txt_" + hashlib.blake2b(fold(text).encode(), key=key, digest_size=12).hexdigest()


def announcement_rows(
    known: Mapping[str, Remembered],
    fingerprints: Mapping[str, str],
    hidden: Mapping[str, Ruling],
    decided: Mapping[str, Ruling],
    kept: Mapping[str, Row] = MappingProxyType({}),
) -> list[Row]:
    """The announcements table. An announcement in review whose event a person has dated counts as accepted. `kept` are
    rows of the last release that stay."""
    return [kept.get(key) or _row(known[key], fingerprints[key], hidden, decided) for key in sorted(known)]


def _row(one: Remembered, fingerprint: str, hidden: Mapping[str, Ruling], decided: Mapping[str, Ruling]) -> Row:
    a = one.announcement
    state, reason = a.state, a.reason or None
    if state is State.REVIEW and one.event_id and one.event_id in decided:
        state, reason = State.ACCEPTED, f"date decided by {decided[one.event_id].author}"
    place = a.place
    return {
        "announcement_id": a.announcement_id,
        "source_id": a.source_id,
        "event_id": one.event_id,
        "post_id": a.post_id or None,
        "text_id": fingerprint,
        "guid": a.guid or None,
        "url": a.url or None,
        "title": _printed_title(a),
        "kind": a.kind.value,
        "state": state.value,
        "reason": reason,
        "published_at": aware(a.published_at) if a.published_at else None,
        "name": a.title,
        "status": a.status.value,
        "status_text": a.status_text or None,
        "sold_out": a.sold_out,
        "attendance_mode": a.attendance_mode.value if a.attendance_mode else None,
        "dates": [_DATES.dump_json(reading).decode() for reading in a.dates],
        "venue_name": place.name if place else None,
        "street": place.street if place else None,
        "postal_code": place.postal_code if place else None,
        "city": place.city if place else None,
        "online_url": a.online_url,
        "organisers": [_BODIES.dump_json(body).decode() for body in a.organisers],
        "registration_deadline": end_of_day(a.registration_deadline) if a.registration_deadline else None,
        "registration_url": a.registration_url,
        "price_text": a.price_text,
        "is_free": a.is_free,
        "languages": list(a.languages),
        "audience": list(a.audience),
        "topics": list(a.topics),
        "doubts": [f"{doubt.code}: {doubt.text}" for doubt in a.doubts],
        "reader": a.reader,
        "capture_id": a.capture_id,
        "position": a.position,
        "first_seen_at": one.first_seen_at,
        "last_seen_at": one.last_seen_at,
        "removed_from_feed": "hidden" if one.event_id in hidden else one.removed,
    }


def _printed_title(a: Announcement) -> str:
    return next((trace.printed for trace in a.traces if trace.field == "printed_title"), a.title)


def text_rows(
    known: Mapping[str, Remembered],
    fingerprints: Mapping[str, str],
    grouping: Grouping,
    sources: Mapping[str, Source],
    before: Sequence[Mapping[str, object]] = (),
    rested: Set[str] = frozenset(),
) -> list[Row]:
    """The texts table: one row a distinct text, published as far as the most permissive of its sources allows. A text
    that only announcements in `rested` carry keeps its row of `before`."""
    carriers: dict[str, list[Remembered]] = defaultdict(list)
    for key in sorted(known):
        carriers[fingerprints[key]].append(known[key])
    awake = {fingerprints[key] for key in known if key not in rested}
    kept = {str(row["text_id"]): dict(row) for row in before if row["text_id"] not in awake}
    kept = {one: row for one, row in kept.items() if row["n_announcements"] == len(carriers.get(one, ()))}
    cluster_of = _clusters(grouping, fingerprints, kept, before)
    return [
        kept[one]
        if one in kept
        else {
            "text_id": one,
            "cluster_id": cluster_of.get(one, one),
            "text": _permitted(carriers[one], sources),
            "language": "de",
            "n_announcements": len(carriers[one]),
            "boilerplate_share": _boilerplate_share(carriers[one][0].announcement, grouping),
        }
        for one in sorted(carriers)
    ]


def _clusters(
    grouping: Grouping,
    fingerprints: Mapping[str, str],
    kept: Container[object],
    before: Sequence[Mapping[str, object]],
) -> dict[str, str]:
    """Each compared text's cluster, named by its smallest text; a cluster that a text at rest named keeps its name."""
    clusters: dict[str, set[str]] = defaultdict(set)
    for placement in grouping.placements:
        clusters[placement.text_cluster].add(fingerprints[placement.id])
    named = {str(row["text_id"]): str(row["cluster_id"]) for row in before if row["cluster_id"] in kept}
    return {
        one: min({*members, *(named[other] for other in members if other in named)})
        for members in clusters.values()
        for one in members
    }


def _permitted(carriers: Sequence[Remembered], sources: Mapping[str, Source]) -> str:
    text = carriers[0].announcement.text
    allowed = {sources[c.announcement.source_id].publish for c in carriers if c.announcement.source_id in sources}
    if Publish.FULL in allowed:
        return text
    return excerpt(text) if Publish.EXCERPT in allowed or not allowed else ""


def _boilerplate_share(a: Announcement, grouping: Grouping) -> float:
    learnt = frozenset(grouping.boilerplate.get(a.source_id, ()))
    if not learnt:
        return 0.0
    blocks = read_wording(a.text).blocks
    words_in = sum(len(stems) for block, stems in blocks if block in learnt)
    return round(words_in / max(1, sum(len(stems) for _, stems in blocks)), 3)


def link_rows(
    grouping: Grouping,
    known: Mapping[str, Remembered],
    ruled: Mapping[tuple[str, str], Ruling],
    before: Sequence[Mapping[str, object]] = (),
    rests: Set[str] = frozenset(),
) -> list[Row]:
    """The links table: one row a compared pair, smaller id first; `ruled` are people's words on pairs of announcement
    or event ids. What was said `before` of one in `rests` stays said."""
    founder = founders(known)
    decided: dict[tuple[str, ...], Ruling] = {}
    for ids, row in ruled.items():
        decided[tuple(sorted(one if one in known else founder.get(one, one) for one in ids))] = row
    rows: dict[tuple[str, str], Row] = {
        (str(row["left_id"]), str(row["right_id"])): dict(row)
        for row in before
        if (row["left_id"] in rests or row["right_id"] in rests)
        and row["left_id"] in known
        and row["right_id"] in known
    }
    for decision in grouping.decisions:
        pair = (min(decision.left, decision.right), max(decision.left, decision.right))
        if pair[0] in rests and pair[1] in rests:
            continue
        ruling = decided.get(pair)
        rows[pair] = {
            "left_id": pair[0],
            "right_id": pair[1],
            "verdict": str(decision.verdict),
            "score": decision.score,
            "evidence": list(decision.evidence),
            "flips_if": _turned(decision.flips_if, is_turned=decision.left != pair[0]) or None,
            "decided_by": ruling.author if ruling else decision.decided_by,
            "decided_at": ruling.day if ruling else None,
        }
    return [rows[pair] for pair in sorted(rows)]


def _turned(flips_if: str, *, is_turned: bool) -> str:
    """The change with its sides exchanged, where the pair stands in the table the other way round."""
    if not is_turned:
        return flips_if
    sides = {"left.": "right.", "right.": "left."}
    return re.sub(r"\b(?:left|right)\.(?=\w+ = )", lambda match: sides[match.group()], flips_if)
