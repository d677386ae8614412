"""From text to DateReport: lex, scan, join, give roles, bind times, decide years, say what is doubtful."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from pipeline.models import DateKind, DateReading, DateReport, Doubt, Moment, Precision, Status
from pipeline.normalise.dates.calendar_days import Days, resolve_days
from pipeline.normalise.dates.cues import ANNOUNCED_OCCASION, OCCASION, PAST, PRETERITE, TOLD
from pipeline.normalise.dates.items import MONTH_ONLY, NOT_SAID, RELATIVE_DAY, RULE, TIME, WEEKDAY_ONLY, Item
from pipeline.normalise.dates.lexer import Token, fold, lex, sentinels
from pipeline.normalise.dates.moments import at, slot_span
from pipeline.normalise.dates.named_days import fold_named
from pipeline.normalise.dates.outcome import give_statuses, worst
from pipeline.normalise.dates.repeated import drop_repeated
from pipeline.normalise.dates.repeating import attach_rules
from pipeline.normalise.dates.roles import give_roles, mark_applications
from pipeline.normalise.dates.rules import read_rule
from pipeline.normalise.dates.runs import merge_runs
from pipeline.normalise.dates.scan import scan
from pipeline.normalise.dates.slot import Slot
from pipeline.normalise.dates.slots import build_slots
from pipeline.normalise.dates.times import bind_times, is_hours_line, windows
from pipeline.normalise.dates.words import WORD, wordset
from pipeline.normalise.dates.zone import hour_doubt

_EARLIEST, _LATEST = date(1000, 1, 1), date(8000, 1, 1)  # calendar arithmetic needs room on both sides
_POINTERS = wordset(
    "nächsten nächster kommenden kommender diesen dieser next this coming nächste kommende woche week "
    "dieser ende anfang mitte"
)
_OLD = timedelta(days=400)
_VERY_OLD = timedelta(days=365 * 20)


def read_dates(text: str, reference: date | datetime, year: int | None = None) -> DateReport:
    """The dates that a text prints, in reading order.

    `reference` is the day (or moment) of publication, Europe/Berlin; `year` a year that a heading or address states.
    Spans count code points of `text`. Anything is accepted; what cannot be a date is not listed, what contradicts
    itself is listed and doubted.
    """
    today = reference.date() if isinstance(reference, datetime) else reference
    today = min(max(today, _EARLIEST), _LATEST)
    tokens = lex(fold(text))
    count = len(tokens)
    tokens += sentinels(len(text), 40)
    items = scan(tokens, count)
    if not any(item.kind != TIME for item in items):
        return DateReport()
    is_bare = _is_bare(tokens, count, items)
    slots, times = build_slots(tokens, items, is_bare)
    give_roles(tokens, slots, is_bare)
    bind_times(tokens, slots, times)
    mark_applications(slots)
    slots = attach_rules(tokens, [slot for slot in merge_runs(slots) if _is_said(tokens, slot, is_bare)], is_bare)
    resolved = resolve_days(slots, today, year)
    kept = fold_named(slots, resolved)
    slots, resolved = [slots[place] for place in kept], [resolved[place] for place in kept]
    statuses = give_statuses(tokens, count, slots)
    readings, doubts = _readings(text, tokens, slots, resolved, statuses, today)
    readings = drop_repeated(readings)
    events = [reading.status for reading in readings if reading.kind == DateKind.EVENT]
    return DateReport(dates=tuple(readings), status=worst(events), doubts=tuple(doubts))


def _is_bare(tokens: list[Token], count: int, items: list[Item]) -> bool:
    covered = {index for item in items for index in range(item.i, item.j)}
    return not any(
        tokens[index].cat == WORD and index not in covered and tokens[index].text not in _POINTERS
        for index in range(count)
    )


def _is_said(tokens: list[Token], slot: Slot, is_bare: bool) -> bool:
    """Bare weekdays and "morgen" are dates only beside a clock time, or when nothing else is said."""
    if slot.first.kind not in (WEEKDAY_ONLY, RELATIVE_DAY):
        return True
    if slot.first.label == "span":
        return True  # fold_named sees whether it names a period's ends
    if is_hours_line(tokens, slot.i):
        return False
    return bool(slot.times) or (is_bare and not slot.first.weak)


def _readings(
    text: str, tokens: list[Token], slots: list[Slot], resolved: list[Days], statuses: list[Status], today: date
) -> tuple[list[DateReading], list[Doubt]]:
    readings: list[DateReading] = []
    doubts: list[Doubt] = []
    for slot, days, status in zip(slots, resolved, statuses, strict=True):
        if slot.first.kind == RULE:
            rule_readings, rule_doubts = read_rule(text, tokens, slot, today)
            readings += [replace(reading, status=status) for reading in rule_readings]
            doubts += rule_doubts
            continue
        found = [replace(reading, status=status) for reading in _read_slot(text, tokens, slot, days, today)]
        readings += found
        span = found[0].span
        if days.doubt:
            doubts.append(Doubt(code=days.doubt, text=text[span[0] : span[1]], span=span))
        for reading in found:
            for moment in (reading.start, reading.end):
                code = hour_doubt(moment)
                if code:
                    doubts.append(Doubt(code=code, text=reading.text, span=reading.span))
    return readings, doubts


def _read_slot(text: str, tokens: list[Token], slot: Slot, days: Days, today: date) -> list[DateReading]:
    kind = DateKind(slot.role)
    if kind == DateKind.EVENT and _is_history(tokens, slot, days, today):
        kind = DateKind.CONTEXT
    if kind == DateKind.DEADLINE and days.first is not None and today - days.first > _VERY_OLD:
        kind = DateKind.CONTEXT
    if kind == DateKind.CONTEXT and _is_ahead(slot, days, today):
        kind = DateKind.EVENT
    span = slot_span(tokens, slot)
    precision = Precision.MONTH if slot.first.kind == MONTH_ONLY else Precision.DAY
    return [
        DateReading(
            start=start,
            end=end,
            all_day=not (isinstance(start, datetime) or isinstance(end, datetime)),
            precision=Precision.MINUTE if isinstance(start, datetime) or isinstance(end, datetime) else precision,
            kind=kind,
            text=text[span[0] : span[1]],
            span=span,
            basis=days.basis,
            rule=slot.cue or slot.first.kind,
        )
        for start, end in _moments(tokens, slot, days, kind)
    ]


def _moments(tokens: list[Token], slot: Slot, days: Days, kind: DateKind) -> list[tuple[Moment | None, Moment | None]]:
    first, last = days.first, days.last
    if first is None:
        return [(None, last)]
    if slot.last is not None:
        return [_span_moments(tokens, slot, first, last)]
    if slot.is_until or (kind == DateKind.DEADLINE and not slot.is_open):
        stops = windows(tokens, slot.times or slot.end_times)
        stop = next((end if end != NOT_SAID else start for start, end in stops), NOT_SAID)
        return [(None, at(last if slot.first.kind == MONTH_ONLY and last else first, stop))]
    if len(slot.times) == 1 and slot.times[0].label == "latest":
        return [(None, at(first, slot.times[0].end))]
    pairs = windows(tokens, slot.times) or [(NOT_SAID, NOT_SAID)]
    return [(at(first, start), at(first, end) if end != NOT_SAID else last) for start, end in pairs]


def _span_moments(tokens: list[Token], slot: Slot, first: date, last: date | None) -> tuple[Moment, Moment | None]:
    starts, stops = windows(tokens, slot.times), windows(tokens, slot.end_times)
    if starts and stops:
        stop = stops[0][1] if stops[0][1] != NOT_SAID else stops[0][0]
        return at(first, starts[0][0]), at(last, stop) if last else None
    start, end = (starts or stops or [(NOT_SAID, NOT_SAID)])[0]
    return at(first, start), at(last, end) if last else None


def _is_ahead(slot: Slot, days: Days, today: date) -> bool:
    """Words of the past or of an occasion do not make history of a day to come that has an hour or a year."""
    told = slot.cue in (PAST, TOLD, OCCASION, ANNOUNCED_OCCASION)
    if days.first is None or days.first < today or not told or slot.first.kind == MONTH_ONLY:
        return False
    if slot.cue == ANNOUNCED_OCCASION:
        return True
    return bool(slot.times) or (slot.cue in (PAST, TOLD) and slot.first.year > 0 and days.first > today)


def _is_history(tokens: list[Token], slot: Slot, days: Days, today: date) -> bool:
    """A day far in the past that prose tells of; a title or a bare date may well announce one (an archive)."""
    newest = days.last or days.first
    if slot.cue == PRETERITE and newest is not None and newest < today:
        return True
    if newest is None or slot.cue == "bare" or not (slot.first.year or (slot.last and slot.last.year)):
        return False
    if today - newest > _VERY_OLD:
        return True
    if today - newest <= _OLD:
        return False
    return tokens[slot.j].cat == WORD or (slot.i > 0 and tokens[slot.i - 1].text in ("am", "im", "vom", "den", "der"))
