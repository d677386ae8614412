"""The feed as a whole: its files, its bytes, and hostile words in every field."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any
from xml.etree import ElementTree

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar
from selectolax.lexbor import LexborHTMLParser

from pipeline.feed import render_feed
from pipeline.feed.canonical import canonical
from pipeline.schema import TABLES

NIGHT = date(2026, 3, 2)
ATOM = "{http://www.w3.org/2005/Atom}"


def feed(rows: Any, tables: Any) -> dict[str, bytes]:
    return dict(render_feed(tables, version="2026-03-02.1", logical_date=NIGHT, public_url=rows.public_url))


def test_the_rows_of_these_tests_obey_the_schema(rows: Any) -> None:
    for name, table in rows.town().items():
        pa.Table.from_pylist(table, schema=TABLES[name].arrow).validate(full=True)


def test_the_files_of_the_feed(rows: Any) -> None:
    files = feed(rows, rows.town())
    assert {path for path in files if not path.startswith("schemas/")} == {
        "events.jsonld", "events.ics", "feed.json", "feed.atom", "status.json", "index.json", "online.ics",
        "by-source/dsm.ics", "by-source/iaf.ics", "by-city/dresden.ics", "by-city/goerlitz.ics", "by-city/leipzig.ics",
        "by-topic/kultur.ics", "by-topic/essen-trinken.ics", "tombstones.json", "calendar.ndjson", "revisions.ndjson",
        "delta/2026-03-02.1.ndjson", "delta/index.json",
    }  # fmt: skip


def test_the_smaller_calendars_hold_what_their_name_says(rows: Any) -> None:
    files = feed(rows, rows.town())

    def titles(path: str) -> set[str]:
        return {str(entry["summary"]) for entry in Calendar.from_ical(files[path]).walk("VEVENT")}

    assert titles("online.ics") == {"Gespräch über Gärten"}
    assert titles("by-source/iaf.ics") == {"Lange Nacht der Teekannen"}
    assert titles("by-city/goerlitz.ics") == {"Rundgang am Kanal"}
    assert titles("by-topic/kultur.ics") == {"Lange Nacht der Teekannen"}
    entries = re.findall(b"BEGIN:VEVENT.*?END:VEVENT", files["by-city/dresden.ics"], re.DOTALL)
    assert entries and all(entry in files["events.ics"] for entry in entries), "an entry is the same in every file"


def test_a_town_without_events_keeps_its_calendar(rows: Any) -> None:
    tables = rows.tables(venues=[rows.row("venues", venue_id="ve_a", city="Weißwasser/O.L.")])
    files = feed(rows, tables)
    assert IcsCalendarStream.calendar_from_ics(files["by-city/weisswasser-o-l.ics"].decode()).events == []


def test_the_same_tables_give_the_same_bytes(rows: Any) -> None:
    town = rows.town()
    assert feed(rows, town) == feed(rows, {name: table[::-1] for name, table in town.items()})


def test_an_empty_release_has_all_files(rows: Any) -> None:
    empty = feed(rows, {})
    assert empty == feed(rows, rows.tables())
    assert [path for path, content in empty.items() if not content] == ["calendar.ndjson", "revisions.ndjson"]


HOSTILE = [
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "x\r\nEND:VEVENT\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\nEND:VALARM",
    "x\nATTENDEE:mailto:wer@example.org",
    "a;b,c\\n:d\"e'f",
    "\x00\x01\x08\x1b[31mrot\x7f\x85",
    "\u202eemhcsuäT\u2066\u2069",
    "\ud800 halb",
    "zeile\u2028trenner\u2029",
    "L" * 10_000,
    "ü😀" * 5_000,
    '=HYPERLINK("https://x.example")',
    "{{7*7}} ${7*7} %s %n",
    "javascript:alert(1)",
    "+49 341 1234567;DROP TABLE events;--",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "-2+3\t=1+1",
    ']]><!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>&y;',
    "%0d%0aSet-Cookie:x=1",
    "../../../etc/passwd",
    "Familie \U0001f469\u200d\U0001f469\u200d\U0001f467 \U0001f3f3\ufe0f\u200d\U0001f308",
    "\u200b\u2060Z\u0338\u0334a\u0335lgo\u0336\ufeff",
    "مرحبا \u200f\u061c2026\u200e",
    "\U000e0001\U000e0041 \ufffe\uffff \U0010ffff",
    '{"op":"reset"}\n{"op":"erase"}',
    "X" * 74 + "\r\n Y:Z",
    'https://x.example/"onmouseover=alert(1)//\r\nX:Y',
]

TEXT_COLUMNS = [
    (table, column.name)
    for table in ("events", "venues", "organisers", "series", "announcements", "changes")
    for column in TABLES[table].columns
    if pa.types.is_string(column.type) or column.type == pa.list_(pa.string())
    if not re.search(
        r"_id$|^(kind|state|status|role|publish|record_id|table|field|meaning|cause|attendance_mode)$", column.name
    )
    if column.name not in ("removed_from_feed", "rrule", "reason")
]


def spoil(tables: Any, table: str, column: str, words: str) -> Any:
    for row in tables[table]:
        row[column] = [words] if isinstance(row[column], list) else words
    return tables


def check_whole(files: dict[str, bytes], n_entries: int) -> None:
    """Every file can be read, holds as much as before, and nothing of its structure comes from the words."""
    page = LexborHTMLParser(b'<script type="application/ld+json">' + files["events.jsonld"] + b"</script><p>Ende</p>")
    (script,) = page.css("script")
    assert json.loads(script.text()) == json.loads(files["events.jsonld"])
    assert not re.search("[<>&\u2028\u2029\u202a-\u202e\u2066-\u2069]", files["events.jsonld"].decode())
    calendar = Calendar.from_ical(files["events.ics"])
    names = {component.name for component in calendar.walk()}
    assert names == {"VCALENDAR", "VTIMEZONE", "DAYLIGHT", "STANDARD", "VEVENT"}
    assert len(calendar.walk("VEVENT")) == n_entries
    assert not any("attendee" in entry or "x" in entry for entry in calendar.walk("VEVENT"))
    assert len(IcsCalendarStream.calendar_from_ics(files["events.ics"].decode()).events) == n_entries
    assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", files["events.ics"])
    assert max(map(len, files["events.ics"].split(b"\r\n"))) <= 75
    assert not re.search(rb'"(url|sameAs|@id)": ?"(?!https?://)', files["events.jsonld"])
    json.loads(files["status.json"])
    atom = ElementTree.fromstring(files["feed.atom"])
    told = json.loads(files["feed.json"])["items"]
    names = {
        "feed",
        "entry",
        "id",
        "title",
        "updated",
        "published",
        "author",
        "name",
        "uri",
        "link",
        "category",
        "content",
    }
    assert {node.tag.removeprefix(ATOM) for node in atom.iter()} <= names
    assert [node.findtext(f"{ATOM}title") for node in atom.iter(f"{ATOM}entry")] == [one["title"] for one in told]
    assert all(node.attrib["href"].startswith(("https://", "http://")) for node in atom.iter(f"{ATOM}link"))
    assert all(re.fullmatch(r"[a-z0-9/-]+[.]ics", path) for path in files if path.startswith("by-"))
    for path in files:
        if path.endswith(".ndjson"):
            records = [json.loads(line) for line in files[path].splitlines()]
            assert files[path] == b"".join(canonical(one).encode() + b"\n" for one in records)
            assert not re.search(rb"[\x00-\x09\x0b-\x1f\x7f]", files[path])
    assert len(files["calendar.ndjson"].splitlines()) == len(json.loads(files["events.jsonld"])["@graph"])
    head, reset, *rest = map(json.loads, files["delta/2026-03-02.1.ndjson"].splitlines())
    assert (head["op"], reset["op"], {row["op"] for row in rest}) == ("begin", "reset", {"add"})


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_in_every_field_at_once_stay_words(rows: Any, words: str) -> None:
    tables = rows.town()
    for table, column in TEXT_COLUMNS:
        spoil(tables, table, column, words)
    check_whole(feed(rows, tables), 10)


@pytest.mark.parametrize(("table", "column"), TEXT_COLUMNS, ids=lambda value: str(value))
def test_hostile_words_in_one_field_stay_words(rows: Any, table: str, column: str) -> None:
    words = "</script>\r\nEND:VEVENT\r\nX:1\u202e\x07\ud800"
    check_whole(feed(rows, spoil(rows.town(), table, column, words)), 10)


@given(st.text(min_size=1), st.text())
def test_any_title_and_any_text(rows: Any, title: str, text: str) -> None:
    event = rows.event("ev_a", "T" + title, description=text, topics=[text], audience=[text], url=text)
    files = feed(rows, rows.single(event, rows.occurrence("ev_a", "2026-04-01 19:00")))
    check_whole(files, 1)


@pytest.mark.parametrize("rrule", HOSTILE)
def test_a_hostile_rule_is_no_rule(rows: Any, rrule: str) -> None:
    check_whole(feed(rows, spoil(rows.town(), "series", "rrule", rrule)), 10)


def test_one_broken_occurrence_leaves_the_rest_untouched(rows: Any) -> None:
    town = rows.town()
    before = feed(rows, town)
    town["events"].append(rows.event("ev_z"))
    town["announcements"].append(rows.announcement("ev_z"))
    town["occurrences"] += [
        rows.occurrence("ev_z", "9999-12-31 23:59"),
        rows.occurrence("ev_z", "2026-04-01", 2, end_date=date(2026, 3, 1)),
        rows.occurrence("ev_z", None, 3),
    ]
    after = feed(rows, town)
    assert after["events.ics"] == before["events.ics"]
    assert after["events.jsonld"] == before["events.jsonld"]
    left_out = json.loads(after["status.json"])["left_out"]
    assert (left_out["date_out_of_range"], left_out["ends_before_start"], left_out["undated"]) == (1, 1, 2)
