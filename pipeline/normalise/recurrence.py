"""Recurrence rules: the days that a rule names, the days it leaves out, and the rule printed in German."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from dateutil.rrule import rrulestr

from pipeline.normalise import holidays

DAY_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
ODD_WEEKS, EVEN_WEEKS = tuple(range(1, 54, 2)), tuple(range(2, 53, 2))
PUBLIC, SCHOOL = "public", "school"
_MOST = 5000
_LONG_AHEAD = timedelta(days=366 * 5)

_DAY_NAMES = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
_MONTH_NAMES = (
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
    "Dezember",
)  # fmt: skip
_UNITS = {"DAILY": "Tage", "WEEKLY": "Wochen", "MONTHLY": "Monate", "YEARLY": "Jahre"}
_ONCE = {"DAILY": "täglich", "WEEKLY": "wöchentlich", "MONTHLY": "monatlich", "YEARLY": "jährlich"}


def expand(rrule: str, start: date, until: date, exdates: Iterable[date] = ()) -> list[date]:
    """The days of the rule from `start` to `until`, both inclusive, without `exdates`; in order, at most 5,000.

    `start` anchors the counting of intervals and is itself a day of the result only if the rule names it.
    A rule that is no RFC 5545 rule raises ValueError.
    """
    if not rrule:
        raise ValueError("an empty rule names no days")
    until = min(until, _printed_until(rrule) or until)
    left_out = set(exdates)
    rule = rrulestr(_without_until(rrule), dtstart=datetime.combine(start, time()))
    days: list[date] = []
    for moment in rule:
        day = moment.date()
        if day > until or len(days) >= _MOST:
            break
        if day not in left_out:
            days.append(day)
    return days


@lru_cache(maxsize=1024)
def first_day(rrule: str, floor: date) -> date | None:
    """The first day on or after `floor` that the rule names; None if there is none within five years.

    Where weeks or months are counted, the first of the named days begins the count.
    """
    if rrule.startswith("FREQ=WEEKLY;INTERVAL=") or (rrule.startswith("FREQ=MONTHLY;INTERVAL=") and "DAY=" in rrule):
        rrule = ";".join(part for part in rrule.split(";") if not part.startswith("INTERVAL="))
    far = min(floor, date.max - _LONG_AHEAD) + _LONG_AHEAD
    first = rrulestr(_without_until(rrule), dtstart=datetime.combine(floor, time())).after(
        datetime.combine(floor, time()), inc=True
    )
    return first.date() if first is not None and first.date() <= min(far, _printed_until(rrule) or far) else None


def free_days(rrule: str, start: date, until: date, without: str) -> tuple[tuple[date, ...], bool]:
    """(days of the rule that fall on Saxony's free days, whether all years in between are known).

    `without` names what is left out, joined by plus signs: `public`, `school`, `school:sommer`.
    """
    days = expand(rrule, start, until)
    left_out: set[date] = set()
    if PUBLIC in without:
        left_out |= {day for day in days if day in holidays.public_holidays(day.year)}
    for name in without.split("+"):
        if name.startswith(SCHOOL):
            left_out |= {day for day in days if day in holidays.school_holidays(name.partition(":")[2])}
    return tuple(sorted(left_out)), SCHOOL not in without or holidays.covers(start, until)


def print_rule(rrule: str) -> str:
    """The rule in German, in words that read back to the same rule. A rule outside our grammar raises ValueError."""
    parts = dict(part.split("=", 1) for part in rrule.split(";") if "=" in part)
    body = _print_body(parts)
    if body is None:
        raise ValueError(f"no German words for the rule {rrule!r}")
    if "BYMONTH" in parts and not (parts.get("FREQ") == "YEARLY" and "BYMONTHDAY" in parts):
        body += _print_months(sorted(int(month) for month in parts["BYMONTH"].split(",")))
    if "COUNT" in parts:
        body = f"{parts['COUNT']} x {body}"
    if "UNTIL" in parts:
        until = parts["UNTIL"]
        body += f" bis {until[6:8]}.{until[4:6]}.{until[:4]}"
    return body


def _print_body(parts: dict[str, str]) -> str | None:
    frequency, interval = parts.get("FREQ", ""), int(parts.get("INTERVAL", "1"))
    if frequency not in _UNITS:
        return None
    if "BYWEEKNO" in parts:
        return _print_parity(parts)
    lead = _ONCE[frequency] if interval == 1 else f"alle {interval} {_UNITS[frequency]}"
    if frequency == "YEARLY" and "BYMONTHDAY" in parts and "BYMONTH" in parts:
        return f"{lead} am {parts['BYMONTHDAY']}. {_MONTH_NAMES[int(parts['BYMONTH']) - 1]}"
    if "BYMONTHDAY" in parts:
        return _print_month_days(parts["BYMONTHDAY"].split(","), interval)
    if "BYDAY" not in parts:
        return lead
    if "BYSETPOS" in parts:
        numbers = " und ".join(_ordinal(int(number)) for number in parts["BYSETPOS"].split(","))
        return f"jeden {numbers} Werktag im Monat"
    codes = parts["BYDAY"].split(",")
    if frequency == "WEEKLY":
        return _print_week(codes, interval, lead, counted="COUNT" in parts)
    if frequency == "YEARLY" and interval == 1 and "BYMONTH" in parts:
        named = _print_counted(codes)
        return f"jedes Jahr am {named}" if named else None
    return _print_month(codes, interval) if frequency == "MONTHLY" else None


def _print_week(codes: list[str], interval: int, lead: str, counted: bool = False) -> str:
    days = [DAY_CODES.index(code) for code in codes]
    adverbs = _enumerate([_DAY_NAMES[day].lower() + "s" for day in days])
    if interval > 1:
        return f"{adverbs} {lead}" if counted else f"{lead} {adverbs}"
    if counted:
        return adverbs
    if days == [0, 1, 2, 3, 4]:
        return "werktags"
    if days == [5, 6]:
        return "jedes Wochenende"
    return f"jeden {_DAY_NAMES[days[0]]}" if len(days) == 1 else adverbs


def _print_month(codes: list[str], interval: int) -> str | None:
    named = _print_counted(codes)
    if named is None:
        return None
    return f"alle {interval} Monate am {named}" if interval > 1 else f"jeden {named} im Monat"


def _print_counted(codes: list[str]) -> str | None:
    """ersten und dritten Montag; None if a weekday has no number."""
    if any(len(code) < 3 for code in codes):
        return None
    groups: dict[str, list[int]] = {}
    for code in codes:
        groups.setdefault(code[-2:], []).append(int(code[:-2]))
    named = [
        f"{_enumerate([_ordinal(number) for number in numbers])} {_DAY_NAMES[DAY_CODES.index(day)]}"
        for day, numbers in groups.items()
    ]
    return _enumerate(named)


def _print_month_days(days: list[str], interval: int) -> str:
    lead = f"alle {interval} Monate " if interval > 1 else ""
    if days == ["-1"]:
        return f"{lead}am letzten Tag im Monat"
    return f"{lead}am {_enumerate([f'{day}.' for day in days])} des Monats"


def _print_parity(parts: dict[str, str]) -> str | None:
    weeks = tuple(int(week) for week in parts["BYWEEKNO"].split(","))
    word = {ODD_WEEKS: "ungeraden", EVEN_WEEKS: "geraden"}.get(weeks)
    if word is None or "BYDAY" not in parts:
        return None
    days = [_DAY_NAMES[DAY_CODES.index(code)].lower() + "s" for code in parts["BYDAY"].split(",")]
    return f"{_enumerate(days)} in {word} Kalenderwochen"


def _print_months(months: list[int]) -> str:
    run = next((first for first in months if _run_from(first, len(months)) == months), 0)
    if run and 2 < len(months) < 12:
        return f" von {_MONTH_NAMES[run - 1]} bis {_MONTH_NAMES[(run + len(months) - 2) % 12]}"
    if len(months) > 6:
        return f" außer im {_enumerate([_MONTH_NAMES[month - 1] for month in range(1, 13) if month not in months])}"
    return f" im {_enumerate([_MONTH_NAMES[month - 1] for month in months])}"


def _run_from(first: int, count: int) -> list[int]:
    return sorted((first + step - 1) % 12 + 1 for step in range(count))


def _ordinal(number: int) -> str:
    return {-1: "letzten", -2: "vorletzten"}.get(number, f"{number}.")


def _enumerate(words: list[str]) -> str:
    return " und ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _printed_until(rrule: str) -> date | None:
    for part in rrule.split(";"):
        if part.startswith("UNTIL="):
            return datetime.strptime(part[6:14], "%Y%m%d").date()
    return None


def _without_until(rrule: str) -> str:
    return ";".join(part for part in rrule.split(";") if not part.startswith("UNTIL="))
