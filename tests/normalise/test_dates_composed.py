"""Days, weekdays, times, spans and lists printed in any composed form read back exactly; rules give their days."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date, datetime, timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pipeline.normalise.dates import read_dates
from pipeline.normalise.recurrence import expand, print_rule
from tests.normalise.test_dates import DAYS, ENGLISH, MONTHS, REFERENCE, WEEKDAYS

DASHES = st.sampled_from(("-", "–", " - ", " – ", " bis ", "—", " bis zum "))

DAY_FORMS: tuple[Callable[[date], str], ...] = (
    lambda day: f"{day:%d.%m.%Y}",
    lambda day: f"{day.day}.{day.month}.{day:%y}",
    lambda day: f"{day:%d. %m. %Y}",
    lambda day: f"{day.day}. {MONTHS[day.month - 1]} {day.year}",
    lambda day: f"{day.day}.{MONTHS[day.month - 1][:3]}. {day.year}",
    lambda day: f"{day:%d/%m/%Y}",
    lambda day: f"{day:%d-%m-%Y}",
    lambda day: f"{day:%d_%m_%Y}",
    lambda day: day.isoformat(),
    lambda day: f"{ENGLISH[day.month - 1][:3]} {day.day}, {day.year}",
    lambda day: f"{day.day} {ENGLISH[day.month - 1][:3]} {day.year}",
    lambda day: f"{MONTHS[day.month - 1].upper()} {day.day}. {day.year}".replace(". ", ", "),
)
PLACED: tuple[Callable[[date, str], str], ...] = (
    lambda day, printed: printed,
    lambda day, printed: f"{WEEKDAYS[day.weekday()]}, {printed}",
    lambda day, printed: f"{WEEKDAYS[day.weekday()]}, den {printed}",
    lambda day, printed: f"{WEEKDAYS[day.weekday()][:2]} {printed}",
    lambda day, printed: f"{WEEKDAYS[day.weekday()][:2]}., {printed}",
    lambda day, printed: f"{printed} ({WEEKDAYS[day.weekday()][:2]})",
    lambda day, printed: f"{WEEKDAYS[day.weekday()].upper()} {printed}",
    lambda day, printed: f"{WEEKDAYS[day.weekday()][:2]} | {printed}",
)
# What is printed for an hour, a minute and a later hour; whether minutes and the end are part of it.
CLOCKS: tuple[tuple[str, bool, bool], ...] = (
    ("{h} Uhr", False, False),
    ("{h}:{m:02} Uhr", True, False),
    ("{h}.{m:02} Uhr", True, False),
    ("{h:02}:{m:02}", True, False),
    ("{h}h", False, False),
    ("{h} Uhr {m:02}", True, False),
    ("um {h}:{m:02}", True, False),
    ("ab {h} Uhr", False, False),
    ("Beginn: {h} Uhr", False, False),
    ("Einlass {e} Uhr, Beginn {h} Uhr", False, False),
    ("{h}–{t} Uhr", False, True),
    ("von {h} bis {t} Uhr", False, True),
    ("{h}:{m:02} - {t}:{m:02} Uhr", True, True),
    ("{h}.{m:02}–{t}.{m:02} Uhr", True, True),
    ("zwischen {h} und {t} Uhr", False, True),
    ("{h} bis ca. {t} Uhr", False, True),
)
SIGNS = st.sampled_from((", ", " | ", " · ", "\n", " // "))
FRAMES = st.sampled_from(
    ("{}", "Hoffest, {}", "Wann? {}\nWo? Im Hof", "Termin: {}", "{} | Hoffest | Pirna", "Wir feiern am {} im Hof.")
)


def moment(day: date, hour: int, minute: int) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute)


def found(text: str) -> list[tuple[object, object]]:
    report = read_dates(text, REFERENCE)
    assert not report.doubts, (text, report.doubts)
    return [(reading.start, reading.end) for reading in report.dates]


@settings(max_examples=400)
@given(
    day=DAYS,
    form=st.sampled_from(DAY_FORMS),
    placed=st.sampled_from(PLACED),
    clock=st.sampled_from(CLOCKS),
    hour=st.integers(8, 20),
    minute=st.sampled_from((0, 15, 30, 45)),
    sign=SIGNS,
    frame=FRAMES,
)
def test_a_day_with_weekday_and_time_in_any_composition_reads_back(
    day: date,
    form: Callable[[date], str],
    placed: Callable[[date, str], str],
    clock: tuple[str, bool, bool],
    hour: int,
    minute: int,
    sign: str,
    frame: str,
) -> None:
    words, has_minutes, has_end = clock
    minute = minute if has_minutes else 0
    printed = placed(day, form(day)) + sign + words.format(h=hour, m=minute, t=hour + 2, e=hour - 1)
    end = moment(day, hour + 2, minute) if has_end else None
    assert found(frame.format(printed)) == [(moment(day, hour, minute), end)]


@settings(max_examples=200)
@given(
    day=DAYS,
    length=st.integers(1, 40),
    dash=DASHES,
    short=st.sampled_from(("{0.day}.", "{0.day}.{0.month}.", "{0:%d.%m.}", "{0.day}. {1}")),
    full=st.sampled_from(DAY_FORMS[:5]),
    lead=st.sampled_from(("", "vom ", "Tagung ", "Zeitraum: ")),
)
def test_a_span_whose_left_end_is_short_reads_back(
    day: date, length: int, dash: str, short: str, full: Callable[[date], str], lead: str
) -> None:
    last = day + timedelta(days=length)
    if short == "{0.day}." and (day.month, day.year) != (last.month, last.year):
        short = "{0.day}.{0.month}."
    assert found(f"{lead}{short.format(day, MONTHS[day.month - 1])}{dash}{full(last)}") == [(day, last)]


@settings(max_examples=150)
@given(
    first=DAYS,
    steps=st.lists(st.integers(2, 9), min_size=1, max_size=4),
    hour=st.integers(8, 20),
    form=st.sampled_from(("{0.day}.{0.month}.{0.year}", "{0:%d.%m.%Y}", "{1} {0:%d.%m.%Y}", "{0.day}. {2} {0.year}")),
    joint=st.sampled_from((", ", " und ", " / ", " + ", "\n")),
    each=st.sampled_from((", jeweils {} Uhr", ", {} Uhr", " jeweils um {}:00 Uhr", "")),
)
def test_a_list_of_days_shares_the_time_behind_it(
    first: date, steps: list[int], hour: int, form: str, joint: str, each: str
) -> None:
    days = [first]
    for step in steps:
        days.append(days[-1] + timedelta(days=step))
    if joint == "\n" and each == ", {} Uhr":
        each = ", jeweils {} Uhr"  # lines of their own do not share a time that only the last one has
    listed = joint.join(form.format(day, WEEKDAYS[day.weekday()][:2], MONTHS[day.month - 1]) for day in days)
    wanted = [(moment(day, hour, 0) if each else day, None) for day in days]
    assert found(listed + each.format(hour)) == wanted


ORDINALS = {1: "ersten", 2: "zweiten", 3: "dritten", 4: "vierten", -1: "letzten"}


@settings(max_examples=120)
@given(
    number=st.sampled_from(sorted(ORDINALS)),
    weekday=st.integers(0, 6),
    month=st.integers(1, 12),
    year=st.integers(2019, 2024),
)
def test_a_day_told_by_counting_is_the_one_that_the_calendar_counts(
    number: int, weekday: int, month: int, year: int
) -> None:
    days = [week[weekday] for week in calendar.monthcalendar(year, month) if week[weekday]]
    wanted = date(year, month, days[number - 1] if number > 0 else days[-1])
    assert found(f"am {ORDINALS[number]} {WEEKDAYS[weekday]} im {MONTHS[month - 1]} {year}") == [(wanted, None)]


Rule = tuple[str, Callable[[date, date], bool]]
CODED = st.lists(st.integers(0, 6), min_size=1, max_size=3, unique=True).map(sorted)


def _weeks(days: list[int], interval: int) -> Rule:
    adverbs = [f"{WEEKDAYS[day].lower()}s" for day in days]
    phrase = " und ".join([", ".join(adverbs[:-1]), adverbs[-1]] if len(adverbs) > 1 else adverbs)
    lead = f"alle {interval} Wochen " if interval > 1 else ""

    def names(day: date, start: date) -> bool:
        weeks = ((day - timedelta(days=day.weekday())) - (start - timedelta(days=start.weekday()))).days // 7
        return day.weekday() in days and weeks % interval == 0

    return lead + phrase, names


def _counted(number: int, weekday: int, months: list[int]) -> Rule:
    listed = [MONTHS[month - 1] for month in months]
    behind = " und ".join([", ".join(listed[:-1]), listed[-1]] if len(listed) > 1 else listed)

    def names(day: date, start: date) -> bool:
        same = [week[weekday] for week in calendar.monthcalendar(day.year, day.month) if week[weekday]]
        return day.weekday() == weekday and day.month in months and day.day == same[number - 1 if number > 0 else -1]

    return f"jeden {ORDINALS[number]} {WEEKDAYS[weekday]} im {behind}", names


def _monthdays(days: list[int]) -> Rule:
    phrase = " und ".join(f"{day}." for day in days)
    return f"am {phrase} jedes Monats", lambda day, start: day.day in days


RULES = st.one_of(
    st.builds(_weeks, CODED, st.integers(1, 4)),
    st.builds(
        _counted,
        st.sampled_from(sorted(ORDINALS)),
        st.integers(0, 6),
        st.lists(st.integers(1, 12), min_size=2, max_size=4, unique=True).map(sorted),
    ),
    st.builds(_monthdays, st.lists(st.integers(1, 28), min_size=1, max_size=2, unique=True).map(sorted)),
)


@settings(max_examples=120)
@given(rule=RULES, begin=DAYS, hour=st.integers(8, 20), weeks=st.integers(10, 60))
def test_a_rule_with_bounds_names_the_days_that_counting_names(rule: Rule, begin: date, hour: int, weeks: int) -> None:
    phrase, names = rule
    until = begin + timedelta(weeks=weeks)
    text = f"Treff vom {begin:%d.%m.%Y} bis {until:%d.%m.%Y} {phrase}, {hour} Uhr"
    every = [begin + timedelta(days=step) for step in range((until - begin).days + 1)]
    assume(any(names(day, begin) for day in every))
    (reading,) = read_dates(text, begin).dates
    assert isinstance(reading.start, datetime) and reading.start.hour == hour and reading.rrule
    start = reading.start.date()
    assert expand(reading.rrule, start, until + timedelta(days=90)) == [day for day in every if names(day, start)]
    (again,) = read_dates(print_rule(reading.rrule), begin).dates
    assert again.rrule == reading.rrule
