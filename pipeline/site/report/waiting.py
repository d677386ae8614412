"""What waits for a person: announcements in review, removals withheld, doubtful duplicates; always both sides."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from pipeline.berlin import aware
from pipeline.feed.items import Row, Tables
from pipeline.feed.safe import safe_line, safe_text, safe_url
from pipeline.site.report.doubts import doubt_sentence
from pipeline.site.wording import clock, day_long, day_short

_WITHHELD = {
    "list_shrunk": "Die Liste war auffällig kurz; nichts wird entfernt, bis jemand sie freigibt.",
    "layout_suspect": "Die Liste wurde auf der Seite nicht gefunden; vielleicht ist die Seite neu gebaut.",
    "soft_404": "Statt der Liste kam eine leere Seite.",
    "blocked": "Die Seite hat uns abgewiesen.",
    "source_unreachable": "Die Seite war nicht erreichbar.",
    "missing_unconfirmed": "Fehlt, aber noch nicht oft genug, um als zurückgezogen zu gelten.",
}
_EXCERPT = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a comparison: where it stands, its title, and lines of (label, words as they stand there)."""

    heading: str
    title: str
    url: str | None
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two sides, why they wait (`reasons`), and what a person may write to settle it."""

    left: Side
    right: Side
    reasons: tuple[str, ...]
    ruling: str = ""


def in_review(tables: Tables) -> list[Pair]:
    """Announcements that no feed shows until somebody looks, by source and title."""
    rows = [row for row in tables.get("announcements", ()) if row["state"] == "review" and not row["removed_from_feed"]]
    return [_review(row) for row in sorted(rows, key=_by_source)]


def _by_source(row: Row) -> tuple[str, str, str]:
    return str(row["source_id"]), safe_line(row["title"]).casefold(), str(row["announcement_id"])


def _review(row: Row) -> Pair:
    doubts = tuple(doubt_sentence(str(doubt)) for doubt in row["doubts"] or ())
    understood = [("Termin", _read_date(one)) for one in row["dates"] or ()]
    return Pair(
        left=announced(row, {}),
        right=Side(heading="Was wir daraus lesen", title=safe_line(row["name"]), url=None, lines=tuple(understood)),
        reasons=doubts or (f"Grund: {safe_line(row['reason'])}",),
    )


def announced(row: Row, texts: Mapping[str, Row]) -> Side:
    """An announcement as its page says it, with the text as far as the source permits."""
    text = safe_text(texts[str(row["text_id"])]["text"], _EXCERPT) if str(row["text_id"]) in texts else ""
    printed = [str(json.loads(one).get("text") or "") for one in row["dates"] or ()]
    place = ", ".join(filter(None, (safe_line(row["venue_name"]), safe_line(row["city"]))))
    seen = f"{day_short(aware(row['first_seen_at']).date())} bis {day_short(aware(row['last_seen_at']).date())}"
    lines = [("Datum", safe_line(one)) for one in printed]
    lines += [("Ort", place), ("Text", text), ("Gesehen", seen)]
    return Side(
        heading=f"Auf der Seite ({safe_line(row['source_id'])})",
        title=safe_line(row["title"]),
        url=safe_url(row["url"]),
        lines=tuple(line for line in lines if line[1]),
    )


def _read_date(text: str) -> str:
    value = json.loads(text)
    start, end = value.get("start"), value.get("end")
    begins = _spoken(start) if start else "Beginn offen"
    return f"{begins} bis {_spoken(end)}" if end else begins


def _spoken(text: str) -> str:
    """A day or moment in ISO 8601, in words."""
    if len(text) == 10:
        return day_long(date.fromisoformat(text))
    moment = datetime.fromisoformat(text)
    return f"{day_long(moment.date())}, {clock(moment)} Uhr"


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """Events of one reason that were not seen and stay; `evidence` is what was found instead of them."""

    reason: str
    evidence: str
    events: tuple[tuple[str, str], ...]  # (event_id, title)


def withheld(tables: Tables, shown: Iterable[str]) -> list[Withheld]:
    """The open absences whose events the calendar still shows, most events first."""
    titles = {str(row["event_id"]): safe_line(row["title"]) for row in tables.get("events", ())}
    kept = set(shown)
    groups: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for row in tables.get("absences", ()):
        event_id = str(row["event_id"])
        if row["to_run"] is None and row["reason"] in _WITHHELD and event_id in kept:
            groups.setdefault((row["reason"], safe_line(row["evidence"])), []).append((event_id, titles[event_id]))
    found = [
        Withheld(reason=_WITHHELD[reason], evidence=evidence, events=tuple(sorted(events, key=lambda one: one[::-1])))
        for (reason, evidence), events in groups.items()
    ]
    return sorted(found, key=lambda one: (-len(one.events), one.reason, one.evidence))


def doubtful_pairs(tables: Tables, day: str) -> list[Pair]:
    """Pairs that may be one announcement, the likeliest first, with the row that would settle it."""
    rows = {str(row["announcement_id"]): row for row in tables.get("announcements", ())}
    texts = {str(row["text_id"]): row for row in tables.get("texts", ())}
    open_links = [
        link
        for link in tables.get("links", ())
        if link["verdict"] == "review" and str(link["left_id"]) in rows and str(link["right_id"]) in rows
    ]
    ordered: Sequence[Row] = sorted(open_links, key=lambda link: (-link["score"], str(link["left_id"])))
    return [_doubtful(link, rows, texts, day) for link in ordered]


def _doubtful(link: Row, rows: Mapping[str, Row], texts: Mapping[str, Row], day: str) -> Pair:
    left, right = str(link["left_id"]), str(link["right_id"])
    turns = f"Anders wäre es, wenn: {safe_line(link['flips_if'])}" if link["flips_if"] else ""
    words = (f"Ähnlichkeit {link['score']:.2f}".replace(".", ","), *map(safe_line, link["evidence"] or ()), turns)
    return Pair(
        left=announced(rows[left], texts),
        right=announced(rows[right], texts),
        reasons=tuple(word for word in words if word),
        ruling=f"{day},NAME,GRUND,{left},{right},",
    )
