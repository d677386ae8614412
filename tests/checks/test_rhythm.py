"""A source's posting rhythm, and how unlikely its silence is."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from benchmarks.rhythm import lives
from pipeline.checks.rhythm import chance_of_gap, posting_days, rhythm, suggested_limit
from pipeline.errors import UsageError
from pipeline.models import Expect
from pipeline.settings import ExpectSettings, Settings, with_expectations
from tests.builders import NIGHT, announcement, remembered, source
from tests.simulated import FIRST, Answer, House, happenings, html_page, made_up_source

WEEKLY = [date(2025, 1, 6) + timedelta(days=7 * week) for week in range(40)]


def test_a_silence_within_the_habit_is_none() -> None:
    told = rhythm(WEEKLY, WEEKLY[-1] + timedelta(days=6))
    assert told is not None and not told.is_silent
    assert (told.usual, told.silence) == (7, 6)


def test_a_long_silence_is_a_sentence_with_its_likelihood() -> None:
    told = rhythm(WEEKLY, WEEKLY[-1] + timedelta(days=77))
    assert told is not None and told.is_silent
    assert told.sentence.startswith("11 weeks without a new event; usual gap 7 days; likelihood 1 in ")
    assert told.likelihood < 0.01


def test_the_summer_of_a_year_ago_is_named_and_widens_the_limit() -> None:
    every_nine = [date(2024, 1, 1) + timedelta(days=9 * number) for number in range(61)]
    days = [day for day in every_nine if not date(2024, 7, 1) <= day <= date(2024, 8, 31)]
    told = rhythm(days, date(2025, 8, 12))
    assert told is not None and told.last_year is not None and told.last_year > 60
    assert not told.is_silent, "six weeks in summer are usual here"
    later = rhythm(days, date(2025, 10, 20))
    assert later is not None and later.is_silent and f"last summer {round(told.last_year / 7)} weeks" in later.sentence


def test_too_short_a_life_has_no_rhythm_unless_a_limit_is_set() -> None:
    assert rhythm(WEEKLY[:4], date(2026, 1, 1)) is None
    told = rhythm(WEEKLY[:4], date(2026, 1, 1), limit=20)
    assert told is not None and told.is_silent and told.set_by_hand


def test_a_longer_silence_is_never_likelier() -> None:
    gaps = [1, 2, 2, 3, 9, 14, 30]
    chances = [chance_of_gap(gaps, length) for length in range(1, 90)]
    assert chances == sorted(chances, reverse=True) and chances[-1] > 0
    assert suggested_limit([1] * 50) < suggested_limit([20] * 50)


def test_posting_days_take_the_stated_day_and_leave_out_what_the_first_night_found() -> None:
    old = remembered(announcement("Altes", date(2026, 4, 1), url="/a"))
    new = remembered(announcement("Neues", date(2026, 4, 2), url="/b"), at=NIGHT + timedelta(days=3))
    assert posting_days([old, new]) == [date(2026, 3, 5)]


def test_the_learned_limit_beats_a_fixed_month_on_both_counts_for_busy_sources() -> None:
    found = lives(48, seed=3)
    years = sum(one.years for one in found)
    assert sum(one.learned_false for one in found) / years < 1
    assert sum(one.learned_false for one in found) * 2 < sum(one.fixed_false for one in found)
    busy = sorted(one.learned_delay for one in found if one.mean <= 4)
    assert busy[len(busy) // 2] < 30


def test_silence_is_told_once_and_degrades_no_night() -> None:
    house = House(sources={"blog": made_up_source("blog", Expect(silence_days=5))})
    events = happenings("blog", 9)
    for day in range(12):
        built = house.night(FIRST + timedelta(days=day), {"blog": [Answer(body=html_page(events[: min(9, 2 + day)]))]})
        assert built.state == "done"
    for day in range(12, 16):
        assert house.night(FIRST + timedelta(days=day), {"blog": [Answer(body=html_page(events))]}).state == "done"
    told = [row for row in house.tables["issues"] if row["class"] == "silence"]
    assert [(row["severity"], row["run_id"]) for row in told] == [("info", "2026-03-14.1")]
    assert "without a new event" in str(told[0]["found"])


def test_expectations_of_the_settings_take_the_place_of_the_modules() -> None:
    settings = Settings(expect={"dsm": ExpectSettings(silence_days=60, max_removed_share=0.5)})
    (told,) = with_expectations([source(minimum=3)], settings)
    assert told.expect == Expect(announcements_min=3, max_removed_share=0.5, silence_days=60)
    with pytest.raises(UsageError, match=r"setting 'expect.dsn': there is no such source; known sources: dsm"):
        with_expectations([source()], Settings(expect={"dsn": ExpectSettings()}))
