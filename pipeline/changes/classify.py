"""What a modification means to somebody who wants to go, and the German sentence that says it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from pipeline.german import AUDIENCES, LANGUAGES, TOPICS

_WEEKDAYS = ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")
_STATUS_DE = {
    "scheduled": "findet statt",
    "tentative": "unter Vorbehalt",
    "cancelled": "abgesagt",
    "postponed": "verschoben, neuer Termin offen",
    "rescheduled": "verschoben",
    "moved_online": "findet online statt",
}
_MODE_DE = {"offline": "vor Ort", "online": "online", "mixed": "vor Ort und online"}
_CODES_DE = {"topics": TOPICS, "audience": AUDIENCES, "languages": LANGUAGES}
_FIELD_DE = {
    "title": "Titel",
    "description": "Text",
    "start": "Beginn",
    "end": "Ende",
    "start_date": "Tag",
    "end_date": "Letzter Tag",
    "all_day": "Ganztägig",
    "venue_id": "Ort",
    "status": "Status",
    "attendance_mode": "Teilnahme",
    "url": "Adresse der Seite",
    "online_url": "Adresse der Übertragung",
    "registration_deadline": "Anmeldeschluss",
    "registration_url": "Anmeldung",
    "price_text": "Preis",
    "is_free": "Eintritt frei",
    "sold_out": "Ausgebucht",
    "languages": "Sprachen",
    "audience": "Zielgruppe",
    "topics": "Themen",
    "series_id": "Reihe",
    "rrule": "Wiederholung",
    "exdates": "Ausgenommene Tage",
}


def meaning_of(field: str | None, before: object, after: object) -> str:
    """rescheduled, relocated, moved_online, cancelled, reinstated or other."""
    if field == "status":
        if after == "cancelled":
            return "cancelled"
        if before == "cancelled":
            return "reinstated"
        return {"moved_online": "moved_online", "postponed": "rescheduled", "rescheduled": "rescheduled"}.get(
            str(after), "other"
        )
    if field in ("start", "start_date"):
        return "rescheduled" if before is not None and after is not None else "other"
    if field == "venue_id":
        return "relocated" if before is not None and after is not None else "other"
    if field == "attendance_mode" and after == "online":
        return "moved_online"
    return "other"


def sentence(table: str, field: str | None, kind: str, before: object, after: object, names: Mapping[str, str]) -> str:
    """One German sentence: »Beginn Mi 04.03.2026 18:00 → 19:00«, »verlegt von … nach …«."""
    if kind == "added":
        return f"Neu: {after}" if table == "events" else "Neuer Termin"
    if kind == "gone":
        return f"Nicht mehr angekündigt: {before}" if table == "events" else "Termin entfallen"
    label = _FIELD_DE.get(field or "", field or "")
    if field == "description":
        return "Text geändert"
    if field == "status":
        return f"Status: {_STATUS_DE.get(str(before), before)} → {_STATUS_DE.get(str(after), after)}"
    if field == "venue_id" and before and after:
        return f"verlegt von {names.get(str(before), before)} nach {names.get(str(after), after)}"
    if before is None:
        return f"{label} ergänzt: {_german(field, after, None, names)}"
    if after is None:
        return f"{label} nicht mehr genannt (war {_german(field, before, None, names)})"
    return f"{label} {_german(field, before, None, names)} → {_german(field, after, before, names)}"


def _german(field: str | None, value: object, other: object, names: Mapping[str, str]) -> str:
    if isinstance(value, datetime):
        if isinstance(other, datetime) and other.date() == value.date():
            return f"{value:%H:%M}"
        return f"{_WEEKDAYS[value.weekday()]} {value:%d.%m.%Y %H:%M}"
    if isinstance(value, date):
        return f"{_WEEKDAYS[value.weekday()]} {value:%d.%m.%Y}"
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, list | tuple):
        return ", ".join(_german(field, one, None, names) for one in value) or "keine Angabe"
    if field == "attendance_mode":
        return _MODE_DE.get(str(value), str(value))
    if field in ("venue_id", "series_id", "rrule"):
        return names.get(str(value), str(value))
    if field in _CODES_DE:
        return _CODES_DE[field].get(str(value), str(value))
    return f"»{value}«" if field == "title" else str(value)
