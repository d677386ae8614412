"""Decides which of an announcement's printed dates is its date: field, label, title, prose, in that order."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime

from pipeline.models import DateKind, DateReading, DateReport, Doubt, Moment, RawAnnouncement, Status
from pipeline.normalise.date_shape import is_piece
from pipeline.normalise.dates import read_dates
from pipeline.normalise.labels import Label, LabelName
from pipeline.normalise.titles import TitleReading

_MOVED = frozenset({Status.POSTPONED, Status.RESCHEDULED})
_CLOCK = r"\d{1,2}(?:[:.]\d\d|\s?Uhr|\s?h\b|:\d\d)?"
_SECOND_LINE = re.compile(
    rf"\s*(?P<time>(?:(?:ab|von|um|jeweils|täglich|immer)\s(?:von\s|um\s|ab\s)?)?(?:[\d.+/\s–-]*\d\.,?\s+)?{_CLOCK}\s?(?:Uhr|h\b)?(?:\s?(?:[-–—]"
    rf"|bis)\s?(?:[\d.]+\.\s)?(?:ca\.\s)?{_CLOCK}\s?(?:Uhr|h\b)?)?)"
    r"\s*(?:[|,]\s*(?P<place>[^\n]*)|(?P<rest>[^\n]*))(?=\n|\Z)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateClaim:
    """The dates chosen, deadlines found anywhere, the doubts that concern them, the field in which the dates were
    printed,
    where in it the reading began, and the words that were read there."""

    dates: tuple[DateReading, ...] = ()
    deadlines: tuple[DateReading, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    source_field: str = ""
    offset: int = 0
    words: str = ""


def choose_dates(
    raw: RawAnnouncement, title: TitleReading, text: str, labels: tuple[Label, ...], day: date
) -> DateClaim:
    """The event dates of an announcement without structured dates, with deadlines from title and text.

    Where title (or label) and prose speak of the same day, the one with a clock time wins. A label that names other
    days than the title becomes a doubt, unless the text says that the event was moved.
    """
    prose = read_dates(text, day, raw.year)
    deadlines = tuple(item for item in prose.dates if item.kind is DateKind.DEADLINE)
    field = _of_field(raw, day)
    label, dated = _of_label(text, labels, day, raw.year)
    headed = _of_title(title, text, labels, day, raw.year)
    for report, source_field, offset in (
        (field, "date", 0),
        (label, "text", dated.span[0] if dated else 0),
        (headed, "title", title.date_span[0]),
    ):
        dates = _events(report)
        if not dates:
            continue
        doubts = (*report.doubts, *_doubts_on(prose, dates))
        if source_field == "text" and not _speak_of_same(dates, _events(headed)) and prose.status not in _MOVED:
            doubts = (*doubts, _disagreement(headed, dates))
        with_time = _with_new_day(tuple(_with_clock(item, _events(prose)) for item in dates), prose)
        found = tuple(item for item in report.dates if item.kind is DateKind.DEADLINE)
        return DateClaim(
            dates=with_time,
            deadlines=(*found, *deadlines),
            doubts=_once(doubts),
            source_field=source_field,
            offset=offset,
            words=dated.value
            if dated and source_field == "text"
            else title.date_text
            if source_field == "title"
            else "",
        )
    found = tuple(item for item in headed.dates if item.kind is DateKind.DEADLINE)
    dates = _events(prose)
    return DateClaim(
        dates=dates,
        deadlines=(*found, *deadlines),
        doubts=_once((*headed.doubts, *_doubts_on(prose, dates))),
        source_field="text",
    )


def read_second_line(text: str) -> tuple[str, str]:
    """The clock time and the place of a first line such as "11 – 17 Uhr | Altes Kino Pirna"; '' for what is not
    there."""
    match = _SECOND_LINE.match(text)
    if not match or not re.search(r"[:h–—-]|uhr|bis", match["time"], re.IGNORECASE):
        return "", ""
    place = match["place"] if match["place"] is not None else match["rest"] or ""
    return match["time"].strip(), place.strip(" |–-,") if len(place) <= 160 else ""


def _events(report: DateReport) -> tuple[DateReading, ...]:
    return tuple(
        item for item in report.dates if item.kind is DateKind.EVENT and (item.start or item.end or item.rrule)
    )


def _of_field(raw: RawAnnouncement, day: date) -> DateReport:
    parts = (_without_breaks(raw.text_of("date")), raw.text_of("time"))
    words = ", ".join(part.strip() for part in parts if part.strip())
    report = read_dates(words, day, raw.year) if words else DateReport()
    if parts[1].strip() and len(_events(report)) > 1:
        return replace(report, dates=tuple(_at_clock(item, parts[1].strip(), day, raw.year) for item in report.dates))
    return report


def _at_clock(item: DateReading, clock: str, day: date, year: int | None) -> DateReading:
    """One of several days with the time of day that the entry gives for all of them."""
    if item.kind is not DateKind.EVENT or item.rrule or isinstance(item.start, datetime):
        return item
    same = [found for found in _events(read_dates(f"{item.text}, {clock}", day, year)) if found.start]
    if len(same) != 1 or _day(same[0].start or day) != item.start:
        return item
    return replace(item, start=same[0].start, end=same[0].end, all_day=False, precision=same[0].precision)


def _without_breaks(words: str) -> str:
    """A calendar leaf on one line (`23`, `Mai`, `2026` stand in elements of their own); lines that hold a whole date
    stay."""
    lines = re.split(r"[\n\t]", words)
    is_leaf = len(lines) > 1 and all(is_piece(line) for line in lines)
    return " ".join(lines) if is_leaf else words


def _of_label(text: str, labels: tuple[Label, ...], day: date, year: int | None) -> tuple[DateReport, Label | None]:
    dated = next((label for label in labels if label.name is LabelName.DATE and re.search(r"\d", label.value)), None)
    if not dated:
        return DateReport(), None
    report = read_dates(dated.value, day, year)
    timed = next((label for label in labels if label.name is LabelName.TIME and re.search(r"\d", label.value)), None)
    if timed and not any(isinstance(item.start, datetime) for item in _events(report)):
        joined = read_dates(f"{dated.value}, {timed.value}", day, year)
        report = joined if _same_days(joined, report) else report
    return report, dated


def _of_title(title: TitleReading, text: str, labels: tuple[Label, ...], day: date, year: int | None) -> DateReport:
    if not title.date_text:
        return read_dates(title.name, day, year) if re.search(r"\d", title.name) else DateReport()
    report = read_dates(title.date_text, day, year)
    moved = read_dates(f"{title.date_text} {title.name}", day, year)
    if moved.status is Status.RESCHEDULED and len(_events(moved)) > len(_events(report)):
        return moved
    timed = next((label.value for label in labels if label.name is LabelName.TIME and label.value), "")
    clock = timed or read_second_line(text)[0]
    if (
        not clock
        or re.search(r"\d\.\d?\d?\.?\s", clock)
        or any(isinstance(item.start, datetime) for item in _events(report))
    ):
        return report
    joined = read_dates(f"{title.date_text}, {clock}", day, year)
    return joined if _same_days(joined, report) else report


def _same_days(joined: DateReport, report: DateReport) -> bool:
    """Whether a reading with clock times speaks of no other days than the one without ("16.+17.09." and "10 – 16
    Uhr")."""
    days = {day for item in _events(report) for day in (item.start, item.end) if day}
    found = {moment for item in _events(joined) for moment in (item.start, item.end) if moment}
    return bool(found) and {_day(moment) for moment in found} <= {_day(day) for day in days} and not joined.doubts


def _with_clock(item: DateReading, prose: tuple[DateReading, ...]) -> DateReading:
    """The reading with the clock time that the prose gives for the very same day or days, if it has none itself."""
    if isinstance(item.start, datetime) or item.start is None or item.rrule:
        return item
    for other in prose:
        if isinstance(other.start, datetime) and _day(other.start) == item.start and _last(other) == _last(item):
            return replace(item, start=other.start, end=other.end, all_day=False, precision=other.precision)
    return item


def _with_new_day(dates: tuple[DateReading, ...], prose: DateReport) -> tuple[DateReading, ...]:
    """Where the prose moves the event to a day that title and label do not have: the old day, marked, and the new."""
    days = {_day(item.start) for item in dates if item.start}
    new = tuple(item for item in _events(prose) if item.start and _day(item.start) not in days)
    if prose.status is not Status.RESCHEDULED or not new or any(item.status is Status.RESCHEDULED for item in dates):
        return dates
    moved = tuple(replace(item, status=Status.RESCHEDULED) for item in dates)
    return (*moved, *(replace(item, status=Status.SCHEDULED) for item in new))


def _doubts_on(prose: DateReport, dates: tuple[DateReading, ...]) -> tuple[Doubt, ...]:
    """The prose's doubts that concern one of these dates: by their words, or by speaking of the same day."""
    days = {_day(item.start) for item in dates if item.start}
    concerned = [
        item.span
        for item in prose.dates
        if item in dates or (item.kind is DateKind.EVENT and item.start and _day(item.start) in days)
    ]
    return tuple(
        doubt
        for doubt in prose.doubts
        if any(doubt.span[0] < end and begin < doubt.span[1] for begin, end in concerned)
    )


def _speak_of_same(dates: tuple[DateReading, ...], others: tuple[DateReading, ...]) -> bool:
    if not dates or not others:
        return True
    days = {_day(item.start) for item in dates if item.start} | {_last(item) for item in dates}
    return any((other.start and _day(other.start) in days) or _last(other) in days for other in others)


def _disagreement(headed: DateReport, dates: tuple[DateReading, ...]) -> Doubt:
    title_words = " / ".join(item.text for item in _events(headed))
    label_words = " / ".join(item.text for item in dates)
    return Doubt(
        code="title_and_text_disagree", text=f"the title says {title_words}, the text {label_words}", span=dates[0].span
    )


def _once(doubts: tuple[Doubt, ...]) -> tuple[Doubt, ...]:
    return tuple(dict.fromkeys(doubts))


def _day(moment: Moment) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _last(item: DateReading) -> date | None:
    moment = item.end or item.start
    return _day(moment) if moment else None
