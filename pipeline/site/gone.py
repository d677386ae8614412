"""Events that have an address but no page of their own any more: merged into another, withdrawn, hidden, erased."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from pipeline.feed.items import Row, Tables, View
from pipeline.site.addresses import is_safe_id

_NOTES = {
    "withdrawn": "Diese Veranstaltung wird von niemandem mehr angekündigt. "
    "Ob sie stattfindet, wissen wir nicht; bitte fragen Sie bei den Veranstaltenden nach.",
    "erased": "Dieser Eintrag wurde gelöscht.",
    "hidden": "Dieser Eintrag wird nicht mehr gezeigt.",
    "in_review": "Die Angaben zu diesem Eintrag widersprechen sich. Er wird gezeigt, sobald sie geklärt sind.",
}
_OTHERWISE = "Zu diesem Eintrag gibt es zurzeit nichts zu zeigen."


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """An address without an event: `target` is the event it went into, '' if there is none; `note` says what is known.
    Neither title nor text is shown: whoever withdrew them does not want them read."""

    event_id: str
    target: str
    note: str


def gone_events(tables: Tables, view: View, shown: Collection[str]) -> list[Gone]:
    """Every event id that was ever minted and is not among those shown, in order of id."""
    merged = merged_into(tables.get("changes", ()))
    reasons = {skipped.record_id: skipped.reason for skipped in view.skipped}
    known = _known(tables) | merged.keys()
    return [
        Gone(
            event_id=event_id,
            target=_target(event_id, merged, shown),
            note=_NOTES.get(reasons.get(event_id, ""), _OTHERWISE),
        )
        for event_id in sorted(known - set(shown))
        if is_safe_id(event_id)
    ]


def merged_into(changes: Iterable[Row]) -> dict[str, str]:
    """Ended event id -> the id it went into, as the change log says."""
    return {
        str(row["record_id"]): str(row["after"])
        for row in sorted(changes, key=lambda row: (row["known_from"], str(row["change_id"])))
        if row["kind"] == "merged" and row["after"]
    }


def _target(event_id: str, merged: Mapping[str, str], shown: Collection[str]) -> str:
    """The shown event at the end of the chain of merges, '' if it leads nowhere."""
    seen = {event_id}
    target = merged.get(event_id, "")
    while target and target not in shown and target not in seen:
        seen.add(target)
        target = merged.get(target, "")
    return target if target in shown else ""


def _known(tables: Tables) -> set[str]:
    """Ids of events that the tables or their history name; kinds other than event never had a page."""
    other = {str(row["event_id"]) for row in tables.get("events", ()) if row["kind"] != "event"}
    names = ("events", "event_versions", "absences")
    found = {str(row["event_id"]) for name in names for row in tables.get(name, ())}
    found |= {str(row["record_id"]) for row in tables.get("changes", ()) if row["table"] == "events"}
    return found - other
