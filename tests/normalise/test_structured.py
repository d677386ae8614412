"""Machine-readable moments and status words."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from pipeline.models import Status
from pipeline.normalise.structured import BERLIN, read_iso, read_published, read_status_word


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2021-03-27", date(2021, 3, 27)),
        ("2021-03-27T10:00", datetime(2021, 3, 27, 10)),
        ("2021-03-27 10:00:00", datetime(2021, 3, 27, 10)),
        ("2021-03-27T10:00:00+0100", datetime(2021, 3, 27, 10)),
        ("2021-07-01T17:00:00Z", datetime(2021, 7, 1, 19)),
        ("2021-10-31T00:30:00Z", datetime(2021, 10, 31, 2, 30)),
        ("2021-10-31T01:30:00Z", datetime(2021, 10, 31, 2, 30)),
        ("2021-01-01T00:30:00+05:00", datetime(2020, 12, 31, 20, 30)),
        ("31.12.2021", None),
        ("2021-02-30", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("", None),
    ],
)
def test_iso(text: str, moment: date | datetime | None) -> None:
    assert read_iso(text) == moment


def test_published_has_a_zone() -> None:
    assert read_published("2021-07-01T08:00:00Z") == datetime(2021, 7, 1, 10, tzinfo=BERLIN)
    assert read_published("2021-07-01") == datetime(2021, 7, 1, tzinfo=BERLIN)
    assert read_published("Tue, 05 Jul 2022 10:00:00 +0000") == datetime(2022, 7, 5, 12, tzinfo=BERLIN)
    assert read_published("gestern") is None
    assert read_published("Tue, 99 Jul 2022 10:00:00 +0000") is None


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("https://schema.org/EventCancelled", Status.CANCELLED),
        ("CANCELLED", Status.CANCELLED),
        ("EventPostponed", Status.POSTPONED),
        ("http://schema.org/EventMovedOnline", Status.MOVED_ONLINE),
        ("TENTATIVE", Status.TENTATIVE),
        ("CONFIRMED", Status.SCHEDULED),
        ("voll", None),
    ],
)
def test_status_words(text: str, status: Status | None) -> None:
    assert read_status_word(text) is status
