"""events.ics through two readers: icalendar (with recurring-ical-events for expansion) and the strict one of `ical`."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
from hypothesis import given
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar

from pipeline.errors import UsageError
from pipeline.feed.ics import render
from pipeline.feed.view import feed_items

NIGHT = date(2026, 3, 2)
BERLIN = ZoneInfo("Europe/Berlin")


def written(rows: Any, tables: Any) -> bytes:
    return render(feed_items(tables, logical_date=NIGHT), public_url=rows.public_url)


def entries(content: bytes) -> list[Any]:
    return list(Calendar.from_ical(content).walk("VEVENT"))


def only(rows: Any, event: Any, *occurrences: Any, **more: Any) -> Any:
    (entry,) = entries(written(rows, rows.single(event, *occurrences, **more)))
    return entry


def expanded(content: bytes, first: date, last: date) -> list[tuple[str, Any, str]]:
    """(title, start, status) of every instance in the span, by the rules of RFC 5545."""
    found = recurring_ical_events.of(Calendar.from_ical(content)).between(first, last)
    return sorted(((str(e["summary"]), e["dtstart"].dt, str(e["status"])) for e in found), key=str)


# ------------------------------------------------------------------ the file


def test_lines_end_in_crlf_and_have_at_most_75_octets(rows: Any) -> None:
    content = written(rows, rows.town())
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(len(line) for line in content.split(b"\r\n")) <= 75


def test_both_readers_see_the_same_events(rows: Any) -> None:
    content = written(rows, rows.town())
    ours = {(str(e["uid"]), str(e["summary"]), e["dtstart"].dt, str(e["status"])) for e in entries(content)}
    strict = IcsCalendarStream.calendar_from_ics(content.decode())
    theirs = {(e.uid, e.summary, e.dtstart, str(e.status and e.status.value)) for e in strict.events}
    assert len(ours) == 10
    assert theirs == ours


def test_identical_tables_give_identical_bytes_in_whatever_order(rows: Any) -> None:
    town = rows.town()
    assert written(rows, town) == written(rows, {name: table[::-1] for name, table in town.items()})


def test_an_empty_release_is_a_valid_calendar(rows: Any) -> None:
    content = written(rows, rows.tables())
    assert IcsCalendarStream.calendar_from_ics(content.decode()).events == []
    assert [zone["tzid"] for zone in Calendar.from_ical(content).walk("VTIMEZONE")] == ["Europe/Berlin"]


def test_a_public_address_without_host_is_refused_in_a_sentence() -> None:
    with pytest.raises(UsageError, match=r"public_url 'litfass' has no host name"):
        render((), public_url="litfass")


def test_our_time_zone_agrees_with_the_machines_at_every_change_of_clocks(rows: Any) -> None:
    zone: Any = Calendar.from_ical(written(rows, rows.tables())).walk("VTIMEZONE")[0]
    ours = zone.to_tz(lookup_tzid=False)
    for year in (1997, 2026, 2037, 2045):
        for month in range(1, 13):
            for day in (1, 25, 26, 28):
                moment = datetime(year, month, day, 12)
                assert ours.utcoffset(moment) == BERLIN.utcoffset(moment), moment


# ------------------------------------------------------------------ one event


@pytest.mark.parametrize(
    ("day", "columns", "start", "end"),
    [
        ("2026-03-28 20:00", {"end": "2026-03-29 04:30"}, "2026-03-28 20:00", "2026-03-29 04:30"),
        ("2026-03-28 20:00", {}, "2026-03-28 20:00", None),
        ("2026-03-28 20:00", {"end_date": date(2026, 3, 28)}, "2026-03-28 20:00", None),
        ("2026-06-12 14:00", {"end_date": date(2026, 6, 14)}, "2026-06-12 14:00", "2026-06-15 00:00"),
        ("2026-04-10", {}, "2026-04-10", None),
        ("2026-04-10", {"end_date": date(2026, 4, 10)}, "2026-04-10", "2026-04-11"),
        ("2026-03-28", {"end_date": date(2026, 3, 30)}, "2026-03-28", "2026-03-31"),
    ],
)
def test_start_and_end(rows: Any, day: str, columns: dict[str, Any], start: str, end: str | None) -> None:
    columns = {key: rows.at(value) if key == "end" else value for key, value in columns.items()}
    entry = only(rows, rows.event("ev_a"), rows.occurrence("ev_a", day, **columns))
    assert entry["dtstart"].dt == moment(rows, start)
    assert (entry["dtend"].dt if "dtend" in entry else None) == (end and moment(rows, end))


def moment(rows: Any, text: str) -> date | datetime:
    return rows.at(text) if " " in text else date.fromisoformat(text)


def test_a_night_across_the_change_of_clocks_lasts_as_long_as_the_clocks_say(rows: Any) -> None:
    entry = next(e for e in entries(written(rows, rows.town())) if e["uid"].startswith("oc_nacht"))
    start, end = entry["dtstart"].dt, entry["dtend"].dt
    assert (start.utcoffset(), end.utcoffset()) == (timedelta(hours=1), timedelta(hours=2))
    assert end.astimezone(UTC) - start.astimezone(UTC) == timedelta(hours=7, minutes=30)


@pytest.mark.parametrize(
    ("status", "title", "summary", "said"),
    [
        ("scheduled", "Fest", "Fest", "CONFIRMED"),
        ("tentative", "Fest", "Fest", "TENTATIVE"),
        ("cancelled", "Fest", "ABGESAGT: Fest", "CANCELLED"),
        ("cancelled", "Abgesagt: Fest", "ABGESAGT: Fest", "CANCELLED"),
        ("cancelled", "ABGESAGT", "ABGESAGT: ABGESAGT", "CANCELLED"),
        ("postponed", "Fest", "VERSCHOBEN: Fest", "TENTATIVE"),
        ("rescheduled", "Fest", "Fest", "CONFIRMED"),
        ("moved_online", "Fest", "Fest", "CONFIRMED"),
    ],
)
def test_status(rows: Any, status: str, title: str, summary: str, said: str) -> None:
    entry = only(rows, rows.event("ev_a", title), rows.occurrence("ev_a", "2026-04-01", status=status))
    assert (entry["summary"], entry["status"]) == (summary, said)


def test_uid_is_the_occurrence_and_gaining_a_second_date_changes_none(rows: Any) -> None:
    event, first = rows.event("ev_a"), rows.occurrence("ev_a", "2026-04-01")
    before = {e["uid"] for e in entries(written(rows, rows.single(event, first)))}
    after = {
        e["uid"] for e in entries(written(rows, rows.single(event, first, rows.occurrence("ev_a", "2026-04-08", 2))))
    }
    assert before == {"oc_a01@kalender.example.org"}
    assert after == before | {"oc_a02@kalender.example.org"}


def test_stamps_and_sequence_come_from_the_change_log(rows: Any) -> None:
    moved = rows.change("oc_a01", "occurrences", "start", 2, meaning="rescheduled", sentence_de="Eine Stunde später.")
    entry = only(rows, rows.event("ev_a"), rows.occurrence("ev_a", "2026-04-01 19:00"), changes=[moved])
    stamp = datetime(2026, 3, 2, 2, 10, tzinfo=UTC)
    assert (entry["dtstamp"].dt, entry["last-modified"].dt, entry["sequence"]) == (stamp, stamp, 1)
    assert entry["description"].startswith("Zuletzt geändert: Eine Stunde später.")


def test_what_a_visitor_reads(rows: Any) -> None:
    entry = next(e for e in entries(written(rows, rows.town())) if e["uid"].startswith("oc_nacht"))
    assert entry["location"] == "Alter Speicher, Hafenweg 3, 04109 Leipzig"
    assert entry["url"] == "https://dsm.example/nacht"
    assert entry["categories"].cats == ["Kultur", "Essen, Trinken"]
    assert entry["contact"] == 'Verein "Die Kanne"'
    assert entry["organizer"] == "https://kanne.example"
    assert entry["organizer"].params["CN"] == "Verein ”Die Kanne”"
    assert "Gefördert von: Stiftung Uferlicht" in entry["description"]


@pytest.mark.parametrize(
    ("mode", "location"),
    [("offline", "Haus, Pirna"), ("online", "Online"), ("mixed", "Haus, Pirna und online"), (None, "Haus, Pirna")],
)
def test_location_follows_the_way_of_attending(rows: Any, mode: str | None, location: str) -> None:
    venue = rows.row("venues", venue_id="ve_a", name="Haus", city="Pirna")
    event = rows.event("ev_a", attendance_mode=mode, venue_id="ve_a")
    assert only(rows, event, rows.occurrence("ev_a", "2026-04-01"), venues=[venue])["location"] == location


def test_only_a_body_with_an_address_becomes_organizer(rows: Any) -> None:
    more = {
        "organisers": [rows.row("organisers", organiser_id="or_a", name="Hafenbund")],
        "event_organisers": [rows.row("event_organisers", event_id="ev_a", organiser_id="or_a", role="organiser")],
    }
    entry = only(rows, rows.event("ev_a"), rows.occurrence("ev_a", "2026-04-01"), **more)
    assert "organizer" not in entry
    assert entry["contact"] == "Hafenbund"


# ------------------------------------------------------------------ a stated rule


def evening(rows: Any, *days: str, rrule: str | None = "FREQ=MONTHLY;BYDAY=1WE", **series: Any) -> Any:
    """A rule-based event with these expanded instances."""
    occurrences = [
        rows.occurrence("ev_a", day, number, is_expanded=True, date_basis="rule") for number, day in enumerate(days, 1)
    ]
    series_row = rows.row("series", series_id="se_a", title="Abend", rrule=rrule, kind="recurring", **series)
    return rows.single(rows.event("ev_a", series_id="se_a"), *occurrences, series=[series_row])


WEDNESDAYS = ("2026-03-04 19:00", "2026-04-01 19:00", "2026-05-06 19:00", "2026-06-03 19:00")


def starts(rows: Any, tables: Any, last: date = date(2026, 6, 30)) -> list[str]:
    found = expanded(written(rows, tables), date(2026, 1, 1), last)
    return sorted(f"{start:%m-%d %H:%M} {status}" for _, start, status in found)


def test_a_rule_is_one_entry_that_expands_to_the_tables_instances(rows: Any) -> None:
    tables = evening(rows, *WEDNESDAYS)
    (entry,) = entries(written(rows, tables))
    assert entry["uid"] == "ev_a@kalender.example.org"
    assert entry["rrule"].to_ical() == b"FREQ=MONTHLY;BYDAY=1WE"
    assert starts(rows, tables) == [
        "03-04 19:00 CONFIRMED", "04-01 19:00 CONFIRMED", "05-06 19:00 CONFIRMED", "06-03 19:00 CONFIRMED",
    ]  # fmt: skip


def test_a_day_missing_in_the_tables_is_excepted(rows: Any) -> None:
    assert starts(rows, evening(rows, WEDNESDAYS[0], *WEDNESDAYS[2:])) == [
        "03-04 19:00 CONFIRMED", "05-06 19:00 CONFIRMED", "06-03 19:00 CONFIRMED",
    ]  # fmt: skip


def test_a_day_known_to_be_off_is_excepted_beyond_the_last_instance_too(rows: Any) -> None:
    tables = evening(rows, *WEDNESDAYS, exdates=[date(2026, 8, 5)])
    assert starts(rows, tables, date(2026, 9, 30))[4:] == ["07-01 19:00 CONFIRMED", "09-02 19:00 CONFIRMED"]


def test_instances_that_differ_are_told_apart(rows: Any) -> None:
    tables = evening(rows, *WEDNESDAYS)
    tables["occurrences"][1]["status"] = "cancelled"
    tables["occurrences"][2] |= {"start": rows.at("2026-05-06 17:30")}
    tables["occurrences"][3] |= {
        "start": rows.at("2026-06-10 19:00"), "start_date": date(2026, 6, 10), "status": "rescheduled",
        "previous_start": rows.at("2026-06-03 19:00"),
    }  # fmt: skip
    assert starts(rows, tables) == [
        "03-04 19:00 CONFIRMED", "04-01 19:00 CANCELLED", "05-06 17:30 CONFIRMED", "06-10 19:00 CONFIRMED",
    ]  # fmt: skip
    assert {str(e["uid"]) for e in entries(written(rows, tables))} == {"ev_a@kalender.example.org"}


def test_a_cancelled_first_instance_neither_moves_the_rule_nor_cancels_it(rows: Any) -> None:
    tables = evening(rows, *WEDNESDAYS)
    before = next(e for e in entries(written(rows, tables)) if "rrule" in e)
    tables["occurrences"][0]["status"] = "cancelled"
    after = next(e for e in entries(written(rows, tables)) if "rrule" in e)
    assert (after["dtstart"].dt, after["status"]) == (before["dtstart"].dt, "CONFIRMED")
    assert sum("CANCELLED" in text for text in starts(rows, tables)) == 1


def test_expansion_gives_exactly_what_the_view_shows(rows: Any) -> None:
    items = feed_items(rows.town(), logical_date=NIGHT)
    shown = [o for item in items for o in item.occurrences]
    last = max(o.start_date for o in shown if o.is_expanded)
    found = expanded(written(rows, rows.town()), date(2026, 2, 1), last + timedelta(days=1))
    assert sorted(str(start) for _, start, _ in found) == sorted(str(o.begins) for o in shown if o.start_date <= last)


def test_a_further_date_beside_the_rule_is_added_to_it(rows: Any) -> None:
    tables = evening(rows, *WEDNESDAYS)
    tables["occurrences"].append(rows.occurrence("ev_a", "2026-05-20 19:00", 9))
    assert "05-20 19:00 CONFIRMED" in starts(rows, tables)
    assert len(starts(rows, tables)) == 5


@pytest.mark.parametrize("rrule", [None, "FREQ=SECONDLY", "Unsinn", "FREQ=WEEKLY;BYDAY=XX", "FREQ=DAILY;BYHOUR=1,2,3"])
def test_without_a_usable_rule_the_instances_are_listed(rows: Any, rrule: str | None) -> None:
    tables = evening(rows, *WEDNESDAYS, rrule=rrule)
    (entry,) = entries(written(rows, tables))
    assert "rrule" not in entry
    assert len(starts(rows, tables)) == 4


@pytest.mark.parametrize(
    ("days", "until", "instances"),
    [
        (WEDNESDAYS[:2], b"FREQ=MONTHLY;UNTIL=20260415T215959Z;BYDAY=1WE", 2),
        (("2026-03-04", "2026-04-01"), b"FREQ=MONTHLY;UNTIL=20260415;BYDAY=1WE", 2),
    ],
)
def test_until_is_of_the_kind_of_the_start(rows: Any, days: tuple[str, ...], until: bytes, instances: int) -> None:
    tables = evening(rows, *days, rrule="FREQ=MONTHLY;BYDAY=1WE;UNTIL=20260415")
    content = written(rows, tables)
    assert entries(content)[0]["rrule"].to_ical() == until
    assert len(expanded(content, date(2026, 1, 1), date(2026, 12, 31))) == instances
    assert IcsCalendarStream.calendar_from_ics(content.decode()).events


def test_a_dated_entry_beyond_the_last_instance_is_excepted_from_the_rule(rows: Any) -> None:
    tables = evening(rows, *WEDNESDAYS)
    tables["events"].append(rows.event("ev_b", "Fest", series_id="se_a"))
    tables["occurrences"].append(rows.occurrence("ev_b", "2026-09-02 15:00"))
    found = expanded(written(rows, tables), date(2026, 9, 1), date(2026, 9, 30))
    assert [(title, f"{start:%H:%M}") for title, start, _ in found] == [("Fest", "15:00")]


def test_an_override_is_never_older_than_its_rule(rows: Any) -> None:
    tables = evening(rows, *WEDNESDAYS)
    tables["occurrences"][1]["status"] = "cancelled"
    tables["changes"] = [rows.change("se_a", "series", "rrule", 1)]
    assert [entry["sequence"] for entry in entries(written(rows, tables))] == [1, 1]


def test_days_without_clock_time_follow_a_rule_too_and_one_of_them_may_have_a_time(rows: Any) -> None:
    tables = evening(rows, "2026-03-04", "2026-04-01", "2026-05-06", "2026-06-03")
    timed = rows.occurrence("ev_a", "2026-05-06 18:00", 3, is_expanded=True)
    tables["occurrences"][2] = timed
    content = written(rows, tables)
    found = expanded(content, date(2026, 1, 1), date(2026, 6, 30))
    assert sorted(str(start) for _, start, _ in found) == [
        "2026-03-04",
        "2026-04-01",
        "2026-05-06 18:00:00+02:00",
        "2026-06-03",
    ]
    assert len(IcsCalendarStream.calendar_from_ics(content.decode()).events) == 2


def test_the_rule_keeps_its_wall_clock_over_the_change_of_clocks(rows: Any) -> None:
    found = expanded(written(rows, evening(rows, *WEDNESDAYS)), date(2026, 1, 1), date(2026, 4, 30))
    assert [start.utcoffset() for _, start, _ in found] == [timedelta(hours=1), timedelta(hours=2)]


def test_the_anchor_stays_when_the_first_instances_have_scrolled_off(rows: Any) -> None:
    tables = evening(rows, "2025-12-03 19:00", "2026-01-07 19:00", "2026-02-04 19:00", *WEDNESDAYS)
    (entry,) = entries(written(rows, tables))
    assert entry["dtstart"].dt == rows.at("2025-12-03 19:00")


# ------------------------------------------------------------------ properties

MOMENTS = st.datetimes(datetime(2026, 2, 1), datetime(2035, 12, 31)).map(
    lambda moment: moment.replace(second=0, microsecond=0, tzinfo=BERLIN)
)
STATUSES = st.sampled_from(["scheduled", "tentative", "cancelled", "postponed", "rescheduled", "moved_online"])
SAID = {"cancelled": "CANCELLED", "tentative": "TENTATIVE", "postponed": "TENTATIVE"}


@given(MOMENTS, st.none() | st.integers(0, 6000), STATUSES, st.booleans())
def test_round_trip(rows: Any, start: datetime, minutes: int | None, status: str, all_day: bool) -> None:
    start = start.astimezone(UTC).astimezone(BERLIN)  # a wall time that exists
    end = (start.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(BERLIN) if minutes is not None else None
    given_ = rows.occurrence("ev_a", f"{start:%Y-%m-%d %H:%M}", status=status, end_date=end.date() if end else None)
    given_ |= {"start": start, "end": end}
    if all_day:
        given_ |= {"start": None, "end": None, "all_day": True, "time_known": False}
    tables = rows.single(rows.event("ev_a"), given_)
    (item,) = feed_items(tables, logical_date=NIGHT)
    (entry,) = entries(render([item], public_url=rows.public_url))
    assert entry["status"] == SAID.get(status, "CONFIRMED")
    if all_day:
        last = entry["dtend"].dt - timedelta(days=1) if "dtend" in entry else None
        assert (entry["dtstart"].dt, last) == (start.date(), end.date() if end else None)
        return
    assert entry["dtstart"].dt.astimezone(UTC).replace(tzinfo=None) in same_wall(start)
    assert ("dtend" in entry) == bool(minutes)


def same_wall(moment: datetime) -> list[datetime]:
    """The moment in UTC; in the hour that exists twice a calendar file cannot say which one it means."""
    return [moment.replace(fold=fold).astimezone(UTC).replace(tzinfo=None) for fold in (0, 1)]
