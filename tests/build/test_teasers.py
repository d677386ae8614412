"""One announcement from its teaser and its own page, and what they disagree about."""

from __future__ import annotations

from datetime import date

from pipeline.build.teasers import contradictions
from pipeline.models import PageRole, Printed, RawAnnouncement
from pipeline.pages import combine

DAY = date(2026, 5, 1)


def raw(role: PageRole, date: str, text: str = "") -> RawAnnouncement:
    return RawAnnouncement(
        source_id="verein",
        capture_id=role.value,
        position=0,
        key="https://verein.example/t/1",
        role=role,
        reader="test",
        url="https://verein.example/t/1",
        fields={"title": Printed(text="Fest"), "date": Printed(text=date), "text": Printed(text=text)},
    )


def test_the_pages_own_day_wins_and_the_lists_is_an_issue() -> None:
    raws = (raw(PageRole.LIST, "Sa, 13.06.2026"), raw(PageRole.DETAIL, "Sonntag, 14. Juni 2026", "Mit Musik."))
    (joined,) = combine(raws)
    assert joined.text_of("date") == "Sonntag, 14. Juni 2026"
    (issue,) = contradictions(raws, DAY)
    assert (issue.issue_class, issue.where) == ("teaser_disagrees", "https://verein.example/t/1")
    assert "13.06.2026" in issue.expected
    assert "14. Juni" in issue.found


def test_two_notations_of_one_day_and_a_missing_one_are_no_issue() -> None:
    for day in ("13. Juni 2026, 15 Uhr", "2026-06-13T15:00", ""):
        assert contradictions((raw(PageRole.LIST, "Sa, 13.06."), raw(PageRole.DETAIL, day)), DAY) == ()
