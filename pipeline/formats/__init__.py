"""Readers for page shapes that many sources share: standards, then platforms, then list induction.

Each `read_<format>(capture)` returns a Reading; `read_any` tries them all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pipeline.formats import signs
from pipeline.formats.clocks import with_printed_times
from pipeline.formats.entries import distinct_keys
from pipeline.formats.feeds import read_feeds
from pipeline.formats.html import read_detail, read_html
from pipeline.formats.ical import read_ical
from pipeline.formats.jsonld import read_jsonld
from pipeline.formats.microdata import read_microdata
from pipeline.formats.reading import Reading, nothing
from pipeline.formats.structured import looks_like_feed, looks_like_json
from pipeline.formats.tribe import read_tribe
from pipeline.formats.wordpress import read_wordpress
from pipeline.models import Capture

# Standards first, platforms next, induction last.
PAGE_READERS: tuple[Callable[[Capture], Reading], ...] = (read_jsonld, read_microdata, read_html)
DATA_READERS: tuple[Callable[[Capture], Reading], ...] = (read_ical, read_feeds, read_tribe, read_wordpress)


def read_any(capture: Capture) -> Reading:
    """What the best of all readers makes of the capture: a machine-readable form if it is as complete as the page's
    list.

    Nothing is invented: without a list the reading is empty and `why` says what was looked for. Issues of all readers
    are kept.
    """
    if not capture.body.strip():
        return nothing("none", "The body is empty.")
    is_data = looks_like_json(capture) or looks_like_feed(capture) or b"BEGIN:VCALENDAR" in capture.body[:4000].upper()
    readings = [read(capture) for read in (DATA_READERS if is_data else PAGE_READERS)]
    best = max(readings, key=_merit)
    if not is_data and best.sure >= 0.9:
        best = with_printed_times(best, readings[-1])
    if not best.announcements:
        best = max(readings, key=lambda reading: reading.sure)
        why = " ".join(dict.fromkeys(reading.why for reading in readings)) if best.sure == 0 else best.why
        best = replace(best, why=why)
    issues = dict.fromkeys(found for reading in readings for found in reading.issues)
    return replace(best, issues=tuple(issues), announcements=distinct_keys(best.announcements))


def _merit(reading: Reading) -> tuple[float, float]:
    """Certainty times the days it names and a little for each entry; a machine-readable list of half the length still
    wins."""
    days = {signs.day_key(raw.text_of("start") or raw.text_of("date")) for raw in reading.announcements}
    dated = sum(1 for raw in reading.announcements if raw.text_of("start") or raw.text_of("date"))
    count = len(days - {""}) + 0.5 * dated + 0.2 * (len(reading.announcements) - dated)
    return (count * (2.0 if reading.sure >= 0.9 else 1.0), reading.sure)


__all__ = [
    "Reading",
    "read_any",
    "read_detail",
    "read_feeds",
    "read_html",
    "read_ical",
    "read_jsonld",
    "read_microdata",
    "read_tribe",
    "read_wordpress",
]
