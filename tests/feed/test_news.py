"""feed.json and feed.atom: new and changed events with the sentence of what changed."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import feedparser
import pytest
from jsonschema import Draft202012Validator, FormatChecker

from pipeline.feed import render_feed
from pipeline.feed.news import news_of
from pipeline.feed.schemas import schema_files
from pipeline.feed.view import look

NIGHT = date(2026, 3, 2)


def checked(name: str, content: bytes) -> Any:
    """The JSON document, after its schema has accepted it."""
    schema = json.loads(schema_files()[f"schemas/{name}.schema.json"])
    Draft202012Validator.check_schema(schema)
    found = json.loads(content)
    Draft202012Validator(schema, format_checker=FormatChecker()).validate(found)
    return found


def feed(rows: Any, tables: Any) -> dict[str, bytes]:
    return dict(render_feed(tables, version="2026-03-02.1", logical_date=NIGHT, public_url=rows.public_url))


def told(rows: Any, tables: Any) -> list[tuple[str, tuple[str, ...]]]:
    return [
        (n.item.event_id, n.sentences) for n in news_of(tables, look(tables, logical_date=NIGHT), logical_date=NIGHT)
    ]


def test_both_tell_the_same_newest_first_with_the_sentence(rows: Any) -> None:
    files = feed(rows, rows.town())
    items = checked("jsonfeed", files["feed.json"])["items"]
    assert [(one["title"], one.get("summary")) for one in items] == [
        ("Geändert: Rundgang am Kanal", "Rundgang: Text berichtigt."),
        ("Geändert: Rundgang am Kanal", "Rundgang am Kanal: verlegt vom 13.03.2026 auf den 20.03.2026."),
        ("ABGESAGT: Fachtag Schulwege", "Fachtag Schulwege: abgesagt („fällt leider aus“)."),
    ]
    parsed = feedparser.parse(files["feed.atom"])
    assert not parsed.bozo
    assert [(entry.id, entry.title) for entry in parsed.entries] == [(one["id"], one["title"]) for one in items]
    assert [entry.content[0].value for entry in parsed.entries] == [one["content_text"] for one in items]
    assert len({one["id"] for one in items}) == len(items)


def test_the_index_lists_every_file_with_its_media_type(rows: Any) -> None:
    files = feed(rows, rows.town())
    found = {one["path"]: one["type"] for one in checked("index", files["index.json"])["feeds"]}
    assert found.keys() == files.keys()
    assert found["feed.json"] == "application/feed+json"
    assert found["by-city/goerlitz.ics"] == "text/calendar; charset=utf-8"


def test_an_empty_release_has_valid_feeds(rows: Any) -> None:
    files = feed(rows, {})
    assert checked("jsonfeed", files["feed.json"])["items"] == []
    assert not feedparser.parse(files["feed.atom"]).bozo
    checked("index", files["index.json"])


def test_a_new_event_is_new_once_and_says_nothing_else(rows: Any) -> None:
    tables = rows.single(
        rows.event("ev_a", "Fest"),
        rows.occurrence("ev_a", "2026-04-01 19:00"),
        changes=[
            rows.change("ev_a", "events", None, 2, kind="added", sentence_de="Neu: Fest"),
            rows.change("oc_a01", "occurrences", None, 2, kind="added", sentence_de="Neuer Termin"),
        ],
    )
    assert told(rows, tables) == [("ev_a", ())]
    (item,) = json.loads(feed(rows, tables)["feed.json"])["items"]
    assert (item["title"], item["_litfass"]["is_new"]) == ("Neu: Fest", True)
    assert item["content_text"].startswith("Mi 01.04.2026, 19:00 Uhr")


def test_a_day_and_its_clock_are_told_once_and_what_matters_comes_first(rows: Any) -> None:
    tables = rows.single(
        rows.event("ev_a", "Fest"),
        rows.occurrence("ev_a", "2026-04-01 19:00"),
        changes=[
            rows.change("ev_a", "events", "description", 2, sentence_de="Text geändert", meaning="other"),
            rows.change("oc_a01", "occurrences", "start", 2, sentence_de="Beginn neu", meaning="rescheduled"),
            rows.change("oc_a01", "occurrences", "start_date", 2, sentence_de="Tag neu", meaning="rescheduled"),
        ],
    )
    assert told(rows, tables) == [("ev_a", ("Beginn neu", "Text geändert"))]


def test_a_new_address_of_the_source_is_no_news(rows: Any) -> None:
    changes = [rows.change("ev_a", "events", name, 2, sentence_de="Adresse → Adresse") for name in ("url", "series_id")]
    assert told(rows, rows.single(rows.event("ev_a"), rows.occurrence("ev_a", "2026-04-01"), changes=changes)) == []


@pytest.mark.parametrize(("day", "n"), [(date(2026, 1, 31), 1), (date(2026, 1, 30), 0)])
def test_what_is_older_than_thirty_days_is_no_news(rows: Any, day: date, n: int) -> None:
    change = rows.change("ev_a", "events", "title", 2, sentence_de="Titel geändert")
    change |= {"known_from": rows.at(f"{day} 03:10"), "run_id": f"{day}.1"}
    tables = rows.single(rows.event("ev_a"), rows.occurrence("ev_a", "2026-04-01"), changes=[change])
    assert len(told(rows, tables)) == n


def test_an_event_that_left_takes_its_news_along(rows: Any) -> None:
    change = rows.change("ev_weg", "events", "title", 2, sentence_de="Titel geändert")
    tables = rows.town()
    tables["changes"].append(change)
    assert "ev_weg" not in {event_id for event_id, _ in told(rows, tables)}
