"""Two announcements of one event that contradict each other: the organiser's word is published, the other's is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from pipeline.link.merge import Merged, merge
from pipeline.models import Announcement, Kind, PlaceClaim, Status
from tests.builders import announcement, reading, remembered, source

OWN = announcement(
    "Plenum der Beiräte", datetime(2026, 4, 9, 17), id="ann_own", url="https://dsm.example/plenum", source_id="dsm",
    city="Freiberg", venue="Rathaus",
)  # fmt: skip
REPOST = replace(OWN, announcement_id="ann_re", source_id="netz", url="https://netz.example/plenum")
SITES = {"dsm": source("dsm"), "netz": source("netz", own=False)}


def together(repost: Announcement, own: Announcement = OWN) -> Merged:
    return merge("evt_1", [remembered(repost), remembered(own)], SITES)


def with_end(one: Announcement, start: datetime | date, end: datetime | date) -> Announcement:
    return replace(one, dates=(reading(start, end),))


FIVE, SEVEN = datetime(2026, 4, 9, 17), datetime(2026, 4, 9, 19)
CASES = [
    ("start", OWN, replace(REPOST, dates=(reading(datetime(2026, 4, 9, 18)),)), "09.04.2026 17:00", "09.04.2026 18:00"),
    (
        "end",
        with_end(OWN, FIVE, SEVEN),
        with_end(REPOST, FIVE, datetime(2026, 4, 9, 20)),
        "09.04.2026 19:00",
        "09.04.2026 20:00",
    ),
    (
        "end",
        with_end(OWN, date(2026, 4, 9), date(2026, 5, 28)),
        with_end(REPOST, date(2026, 4, 9), date(2026, 7, 28)),
        "28.05.2026",
        "28.07.2026",
    ),
    ("day", OWN, replace(REPOST, dates=(reading(datetime(2026, 4, 16, 17)),)), "09.04.2026", "16.04.2026"),
    ("venue", OWN, replace(REPOST, place=PlaceClaim(name="Alte Mensa", city="Freiberg")), "Rathaus", "Alte Mensa"),
    ("city", OWN, replace(REPOST, place=PlaceClaim(name="Rathaus", city="Döbeln")), "Freiberg", "Döbeln"),
    ("status", replace(OWN, status=Status.CANCELLED), REPOST, "cancelled", "scheduled"),
    ("status", OWN, replace(REPOST, status=Status.CANCELLED), "cancelled", "scheduled"),
]


@pytest.mark.parametrize(("field", "own", "repost", "published", "told"), CASES)
def test_a_contradiction_is_reported_beside_what_is_published(
    field: str, own: Announcement, repost: Announcement, published: str, told: str
) -> None:
    (issue,) = together(repost, own).issues
    assert issue.issue_class == "contradiction"
    assert issue.expected.startswith(f"{field} {published} as https://")
    assert issue.found == f"{field} {told}"


@pytest.mark.parametrize(
    "repost",
    [
        replace(REPOST, place=PlaceClaim(name="Rathaus, Ratssaal", city="Freiberg")),
        replace(REPOST, place=PlaceClaim(city="Freiberg (Sachsen)")),
        replace(REPOST, place=None),
        replace(REPOST, dates=(reading(date(2026, 4, 9)),)),
        replace(REPOST, dates=()),
        replace(REPOST, title="Beiräte: Plenum"),
        replace(REPOST, kind=Kind.NEWS, dates=(reading(date(2026, 4, 12)),)),
    ],
    ids=["a hall", "bare town", "no place", "no clock", "no date", "title", "a later report"],
)
def test_another_way_of_putting_it_is_no_contradiction(repost: Announcement) -> None:
    assert not together(repost).issues


def test_what_has_left_its_page_contradicts_nothing() -> None:
    other = remembered(replace(REPOST, dates=(reading(datetime(2026, 4, 9, 18)),)))
    assert not merge("evt_1", [replace(other, removed="withdrawn"), remembered(OWN)], SITES).issues


def test_the_organisers_word_is_what_is_published() -> None:
    merged = together(replace(REPOST, dates=(reading(datetime(2026, 4, 9, 18)),)))
    assert merged.dates == OWN.dates
    assert merged.given_by["start"] == "ann_own"
