"""A fixed clock stands still; no clock gives a moment without zone."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from pipeline.adapters.clock import FixedClock, SystemClock


def test_a_fixed_clock_stands_still():
    at = datetime(2026, 3, 2, 2, 10, tzinfo=UTC)
    assert FixedClock(at).now() == FixedClock(at).now() == at


def test_a_moment_without_zone_is_refused():
    with pytest.raises(ValueError, match="a clock needs a moment with a zone, found 2026-03-02T03:10:00"):
        FixedClock(datetime(2026, 3, 2, 3, 10))


def test_the_system_clock_has_a_zone():
    assert SystemClock().now().utcoffset() is not None
