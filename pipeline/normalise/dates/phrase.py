"""What a repetition phrase has said, and the canonical recurrence rule it makes."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.normalise.recurrence import DAY_CODES, EVEN_WEEKS, ODD_WEEKS

WORKDAYS, WEEKEND = (0, 1, 2, 3, 4), (5, 6)
_FREQUENCIES = {"day": "DAILY", "week": "WEEKLY", "month": "MONTHLY", "year": "YEARLY"}


@dataclass(slots=True)
class Phrase:
    """What has been read so far of one repetition."""

    each: bool = False
    unit: str = ""
    interval: int = 0
    count: int = 0
    often: int = 0  # so many times in a span, which only as many named days make a rule; -1: several times
    of_month: bool = False
    parity: int = -1
    numbers: list[int] = field(default_factory=list)
    pairs: list[tuple[int, int]] = field(default_factory=list)  # (number in the month or 0, weekday)
    month_days: list[int] = field(default_factory=list)
    year_days: list[tuple[int, int]] = field(default_factory=list)  # (month, day)
    workdays: list[int] = field(default_factory=list)  # numbers of working days in the month, 0 = all
    adverb: bool = False
    unknown: bool = False
    names: bool = False  # an adjective: "monatliches Treffen" says a rule only with the day that follows


def rule_of(phrase: Phrase) -> str:
    """The canonical rule of a whole phrase, '' if it is none."""
    if phrase.numbers or len(phrase.year_days) > 1:
        return ""
    if phrase.year_days:
        month, day = phrase.year_days[0]
        return f"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={day}"
    if phrase.parity >= 0:
        weeks = ",".join(str(week) for week in (ODD_WEEKS if phrase.parity else EVEN_WEEKS))
        days = sorted({day for _, day in phrase.pairs} or set(WORKDAYS if phrase.workdays else ()))
        return f"FREQ=YEARLY;BYWEEKNO={weeks};BYDAY={_codes(days)}" if days else ""
    if phrase.month_days:
        days = sorted(set(phrase.month_days))
        steps = phrase.unit == "month" and phrase.interval > 1
        return f"FREQ=MONTHLY{_every(phrase.interval if steps else 1)};BYMONTHDAY={','.join(map(str, days))}"
    if phrase.workdays:
        return _workday_rule(phrase)
    if phrase.pairs:
        return _weekday_rule(phrase)
    if not phrase.unit:
        return ""
    unit, interval = phrase.unit, phrase.interval or 1
    if unit == "day" and interval % 7 == 0:
        unit, interval = "week", interval // 7
    return f"FREQ={_FREQUENCIES[unit]}{_every(interval)}"


def says_more(phrase: Phrase) -> bool:
    """Whether a phrase that makes no rule is a repetition all the same, so that a part of it must not be read alone."""
    named = bool(phrase.pairs or phrase.workdays)
    return named and (phrase.unit in ("month", "year") or phrase.of_month) and (phrase.each or phrase.unit != "")


def _workday_rule(phrase: Phrase) -> str:
    counted = sorted({number for number in phrase.workdays if number})
    if not counted:
        return f"FREQ=WEEKLY;BYDAY={_codes(sorted({*WORKDAYS, *(day for _, day in phrase.pairs)}))}"
    if not phrase.of_month and len(counted) == 1 and counted[0] > 1:
        return ""
    return f"FREQ=MONTHLY;BYDAY={_codes(WORKDAYS)};BYSETPOS={','.join(map(str, counted))}"


def _weekday_rule(phrase: Phrase) -> str:
    pairs = sorted(set(phrase.pairs))
    counted = [number for number, _ in pairs if number]
    if counted and len(counted) < len(pairs):
        return ""
    interval = phrase.interval or 1
    if phrase.unit == "day" and not counted:
        if interval % 7 and interval > 1:
            return ""
        interval = max(1, interval // 7)
    if not counted:
        if phrase.unit in ("month", "year") or phrase.of_month:
            return ""
        if not (phrase.each or phrase.adverb or phrase.unit):
            return ""
        count = f";COUNT={phrase.count}" if phrase.count else ""
        return f"FREQ=WEEKLY{_every(interval)}{count};BYDAY={_codes(sorted({day for _, day in pairs}))}"
    if counted and phrase.unit == "year" and interval == 1:
        return f"FREQ=YEARLY;BYDAY={','.join(f'{number}{DAY_CODES[day]}' for number, day in pairs)}"
    monthly = phrase.of_month or phrase.unit == "month" or len(set(counted)) > 1 or counted[0] in (1, -1, -2)
    if not (phrase.each or phrase.of_month or phrase.unit == "month"):
        return ""
    if monthly:
        if any(number > 5 for number in counted) or phrase.unit in ("week", "day"):
            return ""
        days = ",".join(f"{number}{DAY_CODES[day]}" for number, day in pairs)
        return f"FREQ=MONTHLY{_every(interval if phrase.unit == 'month' else 1)};BYDAY={days}"
    return f"FREQ=WEEKLY{_every(counted[0])};BYDAY={_codes(sorted({day for _, day in pairs}))}"


def _codes(days: list[int] | tuple[int, ...]) -> str:
    return ",".join(DAY_CODES[day] for day in days)


def _every(interval: int) -> str:
    return f";INTERVAL={interval}" if interval > 1 else ""
