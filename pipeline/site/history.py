"""What happened to an event, as German sentences by day, from the change log."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from pipeline.berlin import aware
from pipeline.feed.items import Row
from pipeline.feed.safe import safe_line
from pipeline.site.wording import clock, day_short

# a field whose change is told by another of the same record and night
_TOLD_BY = {"start_date": ("start",), "end": ("start", "start_date"), "end_date": ("end", "start", "start_date")}
_STATUS = {
    "cancelled": "Abgesagt.",
    "postponed": "Verschoben, ein neuer Termin ist noch nicht bekannt.",
    "rescheduled": "Verlegt.",
    "moved_online": "Findet jetzt online statt.",
    "tentative": "Der Termin steht unter Vorbehalt.",
}
_FIXED = {
    "description": "Der Text der Ankündigung wurde geändert.",
    "summary": "",
    "url": "Die Ankündigung hat eine neue Adresse.",
    "series_id": "Gehört jetzt zu einer Reihe.",
    "topics": "",
    "languages": "Die Angabe der Sprachen wurde geändert.",
}
_ALREADY_TOLD = ("Verlegt.",)  # by the sentence on its new day


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What changed in one night."""

    day: str
    sentences: tuple[str, ...]


def history(changes: Sequence[Row], first_seen_at: datetime) -> list[Told]:
    """The nights in which an event or its occurrences changed, newest first; the last is its first sighting.

    `changes` are those of the event and its own dated occurrences.
    """
    nights: dict[date, list[Row]] = defaultdict(list)
    for row in changes:
        nights[aware(row["known_from"]).date()].append(row)
    first = aware(first_seen_at).date()
    told = []
    for night in sorted(nights, reverse=True):
        sentences = _sentences(nights[night]) if night > first else []
        if sentences:
            told.append(Told(day=day_short(night), sentences=tuple(sentences)))
    return [*told, Told(day=day_short(first), sentences=("Zum ersten Mal gelesen.",))]


def _sentences(rows: Sequence[Row]) -> list[str]:
    told = {(str(row["record_id"]), str(row["field"])) for row in rows}
    found = [
        sentence_of(row)
        for row in sorted(rows, key=lambda row: (str(row["record_id"]), str(row["change_id"])))
        if not _is_told(row, told)
    ]
    kept = list(dict.fromkeys(sentence for sentence in found if sentence))
    return [one for one in kept if one not in _ALREADY_TOLD or len(kept) == 1]


def _is_told(row: Row, told: Iterable[tuple[str, str]]) -> bool:
    return any((str(row["record_id"]), field) in told for field in _TOLD_BY.get(str(row["field"]), ()))


def sentence_of(row: Row) -> str:
    """One change in words for a visitor; '' for what concerns nobody who wants to go."""
    field, kind = row["field"], row["kind"]
    if kind != "modified":
        return _whole_record(row)
    if field in ("start", "start_date"):
        return _moved(row)
    if field == "status":
        came_back = row["before"] == "cancelled" and row["after"] in ("scheduled", "rescheduled")
        return "Findet doch statt." if came_back else _STATUS.get(str(row["after"]), "")
    if field in _FIXED:
        return _FIXED[field]
    return _as_sentence(row)


def _whole_record(row: Row) -> str:
    if row["kind"] == "merged":
        return "Mit einem zweiten Eintrag zur selben Veranstaltung zusammengeführt."
    if row["kind"] == "split":
        return "Von einem Eintrag zu einer anderen Veranstaltung getrennt."
    if row["table"] == "occurrences":
        return {"added": "Ein weiterer Termin kam hinzu.", "gone": "Ein Termin ist entfallen."}.get(row["kind"], "")
    return {"gone": "Wird nicht mehr angekündigt.", "back": "Wird wieder angekündigt."}.get(row["kind"], "")


def _moved(row: Row) -> str:
    before, after = _moment(row["before"]), _moment(row["after"])
    if before is None or after is None:
        return _as_sentence(row)
    if _day(before) == _day(after):
        if isinstance(before, datetime) and isinstance(after, datetime):
            return f"Beginnt um {clock(after)} Uhr statt um {clock(before)} Uhr."
        return _as_sentence(row)
    return f"Verlegt vom {_spoken(before, ',')} auf den {_spoken(after, '')}."


def _moment(text: object) -> date | datetime | None:
    """A day or moment as the change log writes it (ISO 8601)."""
    try:
        value = str(text)
        return date.fromisoformat(value) if len(value) == 10 else aware(datetime.fromisoformat(value))
    except ValueError:
        return None


def _day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _spoken(moment: date | datetime, close: str) -> str:
    return day_short(_day(moment)) + (f", {clock(moment)} Uhr{close}" if isinstance(moment, datetime) else "")


def _as_sentence(row: Mapping[str, object]) -> str:
    text = safe_line(row["sentence_de"], 500)
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) else ".") if text else ""
