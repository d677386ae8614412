"""A small town's worth of table rows, in our own words, for the feed tests; rows are built to pipeline.schema."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow as pa
import pytest

from pipeline.schema import TABLES

BERLIN = ZoneInfo("Europe/Berlin")
NIGHT = date(2026, 3, 2)
PUBLIC_URL = "https://kalender.example.org/litfass"
FIRST_RUN = datetime(2026, 2, 20, 3, 10, tzinfo=BERLIN)
LAST_RUN = datetime(2026, 3, 2, 3, 10, tzinfo=BERLIN)


def at(text: str) -> datetime:
    """Berlin wall time '2026-03-28 20:00' as a moment."""
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


def row(table: str, /, **values: Any) -> dict[str, Any]:
    """A row of the table: what is not given is null, false, zero or empty, as its column allows."""
    columns = TABLES[table].columns
    assert values.keys() <= {column.name for column in columns}, values.keys()
    return {column.name: values.get(column.name, _empty(column.type, column.nullable)) for column in columns}


def _empty(kind: pa.DataType, nullable: bool) -> Any:
    if nullable:
        return None
    if pa.types.is_list(kind):
        return []
    if pa.types.is_boolean(kind):
        return False
    if pa.types.is_timestamp(kind):
        return FIRST_RUN
    return 0 if pa.types.is_integer(kind) else 1.0 if pa.types.is_floating(kind) else ""


def event(event_id: str, title: str = "Ein Abend", **values: Any) -> dict[str, Any]:
    given = {"kind": "event", "status": "scheduled", "n_sources": 1, "version": 1, "publish": "full"} | values
    return row("events", event_id=event_id, title=title, **given)


def occurrence(event_id: str, day: str | None, number: int = 1, **values: Any) -> dict[str, Any]:
    """`day` is '2026-03-28', '2026-03-28 20:00', or None for an undated one."""
    timed = day is not None and " " in day
    given = {
        "occurrence_id": f"{event_id.replace('ev_', 'oc_')}{number:02}",
        "start": at(day) if day and timed else None,
        "start_date": date.fromisoformat(day[:10]) if day else None,
        "all_day": not timed,
        "time_known": timed,
        "timezone": "Europe/Berlin",
        "precision": "minute" if timed else "day",
        "date_basis": "printed" if day else "none",
        "status": "scheduled",
    } | values
    return row("occurrences", event_id=event_id, **given)


def announcement(event_id: str | None, source_id: str = "dsm", **values: Any) -> dict[str, Any]:
    given = {
        "announcement_id": f"an_{source_id}_{event_id}",
        "url": f"https://{source_id}.example/termin/{event_id}",
        "kind": "event",
        "state": "accepted",
        "status": "scheduled",
    } | values
    return row("announcements", source_id=source_id, event_id=event_id, **given)


def change(record_id: str, table: str, field: str | None, night: int, **values: Any) -> dict[str, Any]:
    """A change seen in the run of that day of March 2026."""
    moment = datetime(2026, 3, night, 3, 10, tzinfo=BERLIN)
    given = {
        "change_id": f"ch_{record_id}_{field}_{night}",
        "kind": "modified",
        "cause": "source",
        "valid_from": moment,
        "known_from": moment,
        "run_id": f"2026-03-{night:02}.1",
    } | values
    return row("changes", record_id=record_id, table=table, field=field, **given)


def tables(**given: Any) -> dict[str, list[dict[str, Any]]]:
    """All tables, empty but for the given ones."""
    return {name: list(given.get(name, [])) for name in TABLES}


def single(event_row: dict[str, Any], *occurrences: dict[str, Any], **more: Any) -> dict[str, list[dict[str, Any]]]:
    """Tables with one event of one source."""
    announced = more.pop("announcements", [announcement(event_row["event_id"])])
    return tables(events=[event_row], occurrences=occurrences, announcements=announced, **more)


def town() -> dict[str, list[dict[str, Any]]]:
    """What the tables hold on the night of 2 March 2026."""
    events = [
        event(
            "ev_nacht",
            "Lange Nacht der Teekannen",
            description="Wir brühen, lesen & erzählen <bis> zum Morgen.\nBitte Tasse mitbringen.",
            venue_id="ve_speicher",
            attendance_mode="offline",
            url="https://dsm.example/nacht",
            price_text="12,50 €",
            is_free=False,
            languages=["de"],
            topics=["Kultur", "Essen, Trinken"],
        ),
        event(
            "ev_fachtag",
            "Fachtag Schulwege",
            summary="Zwei Tage für Lehrkräfte.",
            publish="excerpt",
            status="cancelled",
            venue_id="ve_haus",
            registration_deadline=at("2026-04-01 23:59:59"),
            registration_url="https://dsm.example/anmeldung?a=1&b=2",
            is_free=True,
        ),
        event("ev_treff", "Offener Abend", series_id="se_treff", venue_id="ve_haus", is_free=True),
        event("ev_sommer", "Offener Abend: Sommerfest", series_id="se_treff", venue_id="ve_hof"),
        event(
            "ev_netz",
            "Gespräch über Gärten",
            status="moved_online",
            attendance_mode="online",
            online_url="https://raum.example/garten",
            venue_id="ve_haus",
            publish="facts",
            description="darf nicht hinaus",
            summary="darf nicht hinaus",
            sold_out=True,
        ),
        event("ev_umzug", "Rundgang am Kanal", status="rescheduled", attendance_mode="mixed", venue_id="ve_ort"),
        event("ev_tagung", "Tagung Kleine Bühnen", venue_id="ve_haus", audience=["Jugendliche"]),
        event("ev_vage", "Frühlingsmarkt", status="postponed", price_text="5 bis 8 €"),
        event("ev_weg", "Zurückgezogen"),
        event("ev_zweifel", "Montag, der ein Donnerstag ist"),
        event("ev_ohne", "Irgendwann einmal"),
        event("ev_monat", "Im Mai"),
        event("ev_alt", "Neujahrsgruß"),
    ]
    treff = [
        occurrence("ev_treff", f"{day} 19:00", number, is_expanded=True, date_basis="rule")
        for number, day in enumerate(
            ("2026-01-07", "2026-02-04", "2026-03-04", "2026-04-01", "2026-05-06", "2026-07-01", "2026-08-05"), 1
        )
    ]
    treff[5]["status"] = "cancelled"
    occurrences = [
        occurrence("ev_nacht", "2026-03-28 20:00", end=at("2026-03-29 04:30"), end_date=date(2026, 3, 29)),
        occurrence("ev_fachtag", "2026-04-10", end_date=date(2026, 4, 11), status="cancelled"),
        *treff,
        occurrence("ev_sommer", "2026-05-06 16:00", end=at("2026-05-06 22:00"), end_date=date(2026, 5, 6)),
        occurrence("ev_netz", "2026-03-12 18:30", status="moved_online"),
        occurrence("ev_umzug", "2026-03-20 15:00", status="rescheduled", previous_start=at("2026-03-13 15:00")),
        occurrence("ev_tagung", "2026-06-12 14:00", end_date=date(2026, 6, 14)),
        occurrence("ev_tagung", "2026-09-12 14:00", 2),
        occurrence("ev_vage", "2026-03-21", status="postponed"),
        occurrence("ev_weg", "2026-03-22 10:00"),
        occurrence("ev_zweifel", "2026-03-23 10:00"),
        occurrence("ev_ohne", None),
        occurrence("ev_monat", "2026-05-01", end_date=date(2026, 5, 31), precision="month"),
        occurrence("ev_alt", "2026-01-01 12:00"),
    ]
    announcements = [announcement(e["event_id"]) for e in events if e["event_id"] != "ev_zweifel"]
    announcements += [
        announcement("ev_nacht", "iaf"),
        announcement("ev_zweifel", state="review", reason="weekday"),
    ]
    return tables(
        events=events,
        occurrences=occurrences,
        announcements=announcements,
        series=[
            row(
                "series",
                series_id="se_treff",
                title="Offener Abend",
                rrule="FREQ=MONTHLY;BYDAY=1WE",
                rrule_text="jeden ersten Mittwoch im Monat, 19 Uhr",
                exdates=[date(2026, 6, 3)],
                kind="recurring",
            )
        ],
        venues=[
            row("venues", venue_id="ve_speicher", name="Alter Speicher", street="Hafenweg 3", postal_code="04109",
                city="Leipzig", state="Sachsen", country="DE", latitude=51.34, longitude=12.37, wheelchair=True),
            row("venues", venue_id="ve_haus", name="Haus der Vereine", city="Dresden", country="DE"),
            row("venues", venue_id="ve_hof", name="Innenhof", city="Dresden", country="DE"),
            row("venues", venue_id="ve_ort", city="Görlitz"),
        ],
        organisers=[
            row("organisers", organiser_id="or_kanne", name='Verein "Die Kanne"', url="https://kanne.example"),
            row("organisers", organiser_id="or_hafen", name="Hafenbund Leipzig"),
            row("organisers", organiser_id="or_stadt", name="Stiftung Uferlicht"),
        ],
        event_organisers=[
            row("event_organisers", event_id="ev_nacht", organiser_id="or_stadt", role="funder"),
            row("event_organisers", event_id="ev_nacht", organiser_id="or_kanne", role="organiser"),
            row("event_organisers", event_id="ev_nacht", organiser_id="or_hafen", role="partner"),
        ],
        changes=[
            change("oc_fachtag01", "occurrences", "status", 1, meaning="cancelled", before="scheduled",
                   after="cancelled", sentence_de="Fachtag Schulwege: abgesagt („fällt leider aus“)."),
            change("oc_umzug01", "occurrences", "start", 1, meaning="rescheduled",
                   sentence_de="Rundgang am Kanal: verlegt vom 13.03.2026 auf den 20.03.2026."),
            change("oc_umzug01", "occurrences", "start_date", 1, meaning="rescheduled", sentence_de="ebenso"),
            change("ev_umzug", "events", "description", 2, meaning="other", sentence_de="Rundgang: Text berichtigt."),
        ],
        absences=[
            row("absences", event_id="ev_weg", from_run="2026-02-27.1", reason="withdrawn"),
            row("absences", event_id="ev_nacht", from_run="2026-02-21.1", to_run="2026-02-22.1", reason="withdrawn"),
        ],
        runs=[
            row("runs", run_id="2026-03-01.1", logical_date=date(2026, 3, 1), finished_at=at("2026-03-01 03:20"),
                state="done", sources=[_told("dsm", "good"), _told("iaf", "good")]),
            row("runs", run_id="2026-03-02.1", logical_date=NIGHT, finished_at=LAST_RUN + timedelta(minutes=9),
                state="degraded", sources=[_told("dsm", "good"), _told("iaf", "source_unreachable")]),
        ],
    )  # fmt: skip


def _told(source_id: str, state: str) -> str:
    return json.dumps({"source_id": source_id, "state": state, "announcements": 3})


@pytest.fixture(scope="session")
def rows() -> SimpleNamespace:
    """The builders above, and the constants of that night."""
    return SimpleNamespace(
        at=at, row=row, event=event, occurrence=occurrence, announcement=announcement, change=change, tables=tables,
        single=single, town=town, night=NIGHT, public_url=PUBLIC_URL, berlin=BERLIN,
    )  # fmt: skip
