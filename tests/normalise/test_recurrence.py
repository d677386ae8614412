"""Rules: their days by hand and by brute force, their free days, and German that reads back to the same rule."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise import holidays
from pipeline.normalise.dates import read_dates
from pipeline.normalise.recurrence import DAY_CODES, EVEN_WEEKS, ODD_WEEKS, expand, first_day, free_days, print_rule

REFERENCE = date(2025, 1, 6)
TWO_YEARS = REFERENCE + timedelta(days=730)


def rule_of(text: str) -> str:
    """The one rule that a text states; '' if it states none."""
    rules = [reading.rrule for reading in read_dates(text, REFERENCE).dates if reading.rrule]
    assert len(rules) < 2, rules
    return (rules or [""])[0] or ""


def every_day(start: date, until: date) -> list[date]:
    return [start + timedelta(days=step) for step in range((until - start).days + 1)]


PHRASES = {
    "jeden Donnerstag": "FREQ=WEEKLY;BYDAY=TH",
    "Jeden Donnerstagabend": "FREQ=WEEKLY;BYDAY=TH",
    "donnerstags": "FREQ=WEEKLY;BYDAY=TH",
    "immer donnerstags": "FREQ=WEEKLY;BYDAY=TH",
    "jeweils donnerstags": "FREQ=WEEKLY;BYDAY=TH",
    "an jedem Donnerstag": "FREQ=WEEKLY;BYDAY=TH",
    "jede Woche donnerstags": "FREQ=WEEKLY;BYDAY=TH",
    "wöchentlich am Donnerstag": "FREQ=WEEKLY;BYDAY=TH",
    "Donnerstag, wöchentlich": "FREQ=WEEKLY;BYDAY=TH",
    "every Thursday": "FREQ=WEEKLY;BYDAY=TH",
    "jeden Montag und Donnerstag": "FREQ=WEEKLY;BYDAY=MO,TH",
    "donnerstags und montags": "FREQ=WEEKLY;BYDAY=MO,TH",
    "jeden Di, Mi und Do": "FREQ=WEEKLY;BYDAY=TU,WE,TH",
    "montags bis freitags": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    "von montags bis mittwochs": "FREQ=WEEKLY;BYDAY=MO,TU,WE",
    "werktags": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    "an Werktagen": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    "jeden Werktag": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    "jedes Wochenende": "FREQ=WEEKLY;BYDAY=SA,SU",
    "täglich": "FREQ=DAILY",
    "jeden Tag": "FREQ=DAILY",
    "jeden zweiten Tag": "FREQ=DAILY;INTERVAL=2",
    "alle drei Tage": "FREQ=DAILY;INTERVAL=3",
    "täglich außer sonntags": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA",
    "14-tägig dienstags": "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
    "14tägig dienstags": "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
    "dienstags 14-tägig": "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
    "dienstags (14-tägig)": "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
    "vierzehntägig am Dienstag": "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
    "alle 14 Tage dienstags": "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
    "alle zwei Wochen dienstags": "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
    "alle 2 Wochen am Dienstag": "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
    "jede zweite Woche dienstags": "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
    "jeden zweiten Dienstag": "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
    "jeden 2. Dienstag": "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
    "aller vier Wochen dienstags": "FREQ=WEEKLY;INTERVAL=4;BYDAY=TU",
    "dienstags im Abstand von 3 Wochen": "FREQ=WEEKLY;INTERVAL=3;BYDAY=TU",
    "dienstags im 14-Tage-Rhythmus": "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
    "jeden ersten Mittwoch im Monat": "FREQ=MONTHLY;BYDAY=1WE",
    "jeden ersten Mittwoch": "FREQ=MONTHLY;BYDAY=1WE",
    "jeden 1. Mittwoch des Monats": "FREQ=MONTHLY;BYDAY=1WE",
    "am ersten Mittwoch jeden Monats": "FREQ=MONTHLY;BYDAY=1WE",
    "am ersten Mittwoch eines jeden Monats": "FREQ=MONTHLY;BYDAY=1WE",
    "immer am 1. Mittwoch im Monat": "FREQ=MONTHLY;BYDAY=1WE",
    "erster Mittwoch im Monat": "FREQ=MONTHLY;BYDAY=1WE",
    "jeden Monat am ersten Mittwoch": "FREQ=MONTHLY;BYDAY=1WE",
    "monatlich am ersten Mittwoch": "FREQ=MONTHLY;BYDAY=1WE",
    "monatlich, jeweils am ersten Mittwoch": "FREQ=MONTHLY;BYDAY=1WE",
    "jeden zweiten Dienstag im Monat": "FREQ=MONTHLY;BYDAY=2TU",
    "jeden 1. und 3. Donnerstag": "FREQ=MONTHLY;BYDAY=1TH,3TH",
    "jeden 1. & 3. Donnerstag im Monat": "FREQ=MONTHLY;BYDAY=1TH,3TH",
    "jeden ersten und dritten Donnerstag im Monat": "FREQ=MONTHLY;BYDAY=1TH,3TH",
    "jeden 1., 3. und 5. Donnerstag im Monat": "FREQ=MONTHLY;BYDAY=1TH,3TH,5TH",
    "letzter Freitag im Monat": "FREQ=MONTHLY;BYDAY=-1FR",
    "jeden letzten Freitag": "FREQ=MONTHLY;BYDAY=-1FR",
    "jeden vorletzten Freitag im Monat": "FREQ=MONTHLY;BYDAY=-2FR",
    "jeden ersten Montag und dritten Mittwoch im Monat": "FREQ=MONTHLY;BYDAY=1MO,3WE",
    "alle zwei Monate am ersten Montag": "FREQ=MONTHLY;INTERVAL=2;BYDAY=1MO",
    "jeden zweiten Monat am letzten Samstag": "FREQ=MONTHLY;INTERVAL=2;BYDAY=-1SA",
    "am 15. jedes Monats": "FREQ=MONTHLY;BYMONTHDAY=15",
    "jeden 15. im Monat": "FREQ=MONTHLY;BYMONTHDAY=15",
    "am 1. und 15. eines Monats": "FREQ=MONTHLY;BYMONTHDAY=1,15",
    "am letzten Tag des Monats": "FREQ=MONTHLY;BYMONTHDAY=-1",
    "jeden ersten Werktag im Monat": "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1",
    "jährlich am 3. Oktober": "FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=3",
    "mittwochs in ungeraden Kalenderwochen": f"FREQ=YEARLY;BYWEEKNO={','.join(map(str, ODD_WEEKS))};BYDAY=WE",
    "Mittwoch, gerade KW": f"FREQ=YEARLY;BYWEEKNO={','.join(map(str, EVEN_WEEKS))};BYDAY=WE",
    "mittwochs (ungerade KW)": f"FREQ=YEARLY;BYWEEKNO={','.join(map(str, ODD_WEEKS))};BYDAY=WE",
    "jeden Sonntag von Mai bis September": "FREQ=WEEKLY;BYMONTH=5,6,7,8,9;BYDAY=SU",
    "jeden Sonntag im Juli und August": "FREQ=WEEKLY;BYMONTH=7,8;BYDAY=SU",
    "jeden Dienstag außer im August": "FREQ=WEEKLY;BYMONTH=1,2,3,4,5,6,7,9,10,11,12;BYDAY=TU",
    "jeden Dienstag bis 24.6.2025": "FREQ=WEEKLY;UNTIL=20250624;BYDAY=TU",
    "vom 14. Januar bis 24. Juni 2025 jeden Dienstag": "FREQ=WEEKLY;UNTIL=20250624;BYDAY=TU",
}

UNKNOWN = (
    "jeden Vollmond",
    "jeden Freitag nach Vollmond",
    "jeden Mittwoch außer bei Regen",
    "jeden ersten Dienstag im Quartal",
    "jeden Montag nach Ostern",
)


@pytest.mark.parametrize(("phrase", "rule"), PHRASES.items())
def test_a_phrase_means_its_rule(phrase: str, rule: str) -> None:
    assert rule_of(phrase) == rule
    assert rule_of(f"Der Treff ist {phrase}, 18 bis 20 Uhr, im Hof.") == rule


@pytest.mark.parametrize("rule", sorted({rule for rule in PHRASES.values() if rule}))
def test_text_to_rule_to_text_to_rule_is_a_fixed_point(rule: str) -> None:
    assert rule_of(print_rule(rule)) == rule


CODES = st.lists(st.sampled_from(range(7)), min_size=1, max_size=4, unique=True).map(sorted)
NUMBERS = st.lists(st.sampled_from((-1, 1, 2, 3, 4)), min_size=1, max_size=3, unique=True).map(sorted)


@given(days=CODES, interval=st.integers(1, 6))
def test_weekly_rules_print_and_read_back(days: list[int], interval: int) -> None:
    every = f";INTERVAL={interval}" if interval > 1 else ""
    rule = f"FREQ=WEEKLY{every};BYDAY={','.join(DAY_CODES[day] for day in days)}"
    assert rule_of(print_rule(rule)) == rule


@given(numbers=NUMBERS, day=st.integers(0, 6), interval=st.sampled_from((1, 2, 3)))
def test_monthly_rules_print_and_read_back(numbers: list[int], day: int, interval: int) -> None:
    every = f";INTERVAL={interval}" if interval > 1 else ""
    rule = f"FREQ=MONTHLY{every};BYDAY={','.join(f'{number}{DAY_CODES[day]}' for number in numbers)}"
    assert rule_of(print_rule(rule)) == rule


@given(numbers=NUMBERS, weekday=st.integers(0, 6))
def test_monthly_days_by_brute_force(numbers: list[int], weekday: int) -> None:
    rule = f"FREQ=MONTHLY;BYDAY={','.join(f'{number}{DAY_CODES[weekday]}' for number in numbers)}"
    wanted = []
    for day in every_day(REFERENCE, TWO_YEARS):
        last = calendar.monthrange(day.year, day.month)[1]
        from_start, from_end = (day.day - 1) // 7 + 1, -((last - day.day) // 7 + 1)
        if day.weekday() == weekday and (from_start in numbers or from_end in numbers):
            wanted.append(day)
    assert expand(rule, REFERENCE, TWO_YEARS) == wanted


@given(days=CODES)
def test_weekly_days_by_brute_force(days: list[int]) -> None:
    rule = f"FREQ=WEEKLY;BYDAY={','.join(DAY_CODES[day] for day in days)}"
    assert expand(rule, REFERENCE, TWO_YEARS) == [
        day for day in every_day(REFERENCE, TWO_YEARS) if day.weekday() in days
    ]


@pytest.mark.parametrize("parity", [0, 1])
def test_odd_and_even_weeks_by_brute_force(parity: int) -> None:
    weeks = ODD_WEEKS if parity else EVEN_WEEKS
    rule = f"FREQ=YEARLY;BYWEEKNO={','.join(map(str, weeks))};BYDAY=WE"
    wanted = [
        day for day in every_day(REFERENCE, TWO_YEARS) if day.weekday() == 2 and day.isocalendar().week % 2 == parity
    ]
    assert expand(rule, REFERENCE, TWO_YEARS) == wanted


def test_expansion_stops_at_the_printed_end_and_leaves_out_what_is_left_out() -> None:
    days = expand("FREQ=WEEKLY;UNTIL=20250127;BYDAY=MO", date(2025, 1, 6), date(2025, 12, 31), [date(2025, 1, 13)])
    assert days == [date(2025, 1, 6), date(2025, 1, 20), date(2025, 1, 27)]


def test_intervals_are_counted_from_the_first_day() -> None:
    start = first_day("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", date(2025, 1, 10))
    assert start == date(2025, 1, 14)
    assert expand("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", start, date(2025, 2, 15)) == [
        date(2025, 1, 14), date(2025, 1, 28), date(2025, 2, 11),
    ]  # fmt: skip


@pytest.mark.parametrize("rule", ["", "FREQ=SOMETIMES", "kein Gesetz"])
def test_what_is_no_rule_is_refused(rule: str) -> None:
    with pytest.raises(ValueError):
        expand(rule, REFERENCE, TWO_YEARS)


def test_a_rule_without_german_words_is_refused() -> None:
    with pytest.raises(ValueError, match="no German words"):
        print_rule("FREQ=HOURLY")


@pytest.mark.parametrize("phrase", UNKNOWN)
def test_an_unknown_phrase_is_reported_and_never_half_a_rule(phrase: str) -> None:
    report = read_dates(phrase, REFERENCE)
    assert not report.dates
    assert [doubt.code for doubt in report.doubts] == ["unknown_recurrence"]


@pytest.mark.parametrize(
    "text",
    ["Alle Menschen sind willkommen", "jede dritte Frau", "jeder Beitrag zählt", "in jedem Alter", "alle zwei Kinder",
     "am zweiten Abend", "immer wieder gern", "jeden Monat ein neues Thema", "Büro: Mo–Fr 9–17 Uhr"],
)  # fmt: skip
def test_prose_is_no_repetition(text: str) -> None:
    report = read_dates(text, REFERENCE)
    assert not [reading for reading in report.dates if reading.rrule]


@pytest.mark.parametrize(
    ("text", "left_out"),
    [
        ("jeden Donnerstag, außer an Feiertagen", {"2025-05-01", "2025-05-29", "2025-12-25", "2026-01-01"}),
        ("jeden Mittwoch (nicht an Feiertagen)", {"2025-11-19"}),
        ("jeden letzten Freitag im Monat, außer an Feiertagen", {"2025-10-31", "2025-12-26"}),
        ("jeden ersten Mittwoch im Monat, außer in den Ferien", {"2025-07-02", "2025-08-06"}),
        ("jeden ersten Mittwoch im Monat, außer in den Sommerferien", {"2025-07-02", "2025-08-06"}),
        ("jeden ersten Dienstag im Monat, außer am 4.3.2025", {"2025-03-04"}),
        ("jeden ersten Mittwoch im Monat während der Schulzeit", {"2025-07-02", "2025-08-06"}),
    ],
)
def test_free_days_of_saxony_become_exceptions(text: str, left_out: set[str]) -> None:
    (reading,) = read_dates(text, REFERENCE).dates
    assert {day.isoformat() for day in reading.exdates} == left_out


def test_reformation_day_and_repentance_day_are_free_in_saxony() -> None:
    assert {date(2025, 10, 31), date(2025, 11, 19)} <= holidays.public_holidays(2025)
    assert date(2025, 11, 1) not in holidays.public_holidays(2025)


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("sommer", date(2026, 7, 4), date(2026, 8, 14)),
        ("herbst", date(2026, 10, 12), date(2026, 10, 24)),
        ("weihnachten", date(2026, 12, 23), date(2027, 1, 2)),
        ("winter", date(2027, 2, 8), date(2027, 2, 19)),
    ],
)
def test_school_holidays_have_their_published_first_and_last_day(name: str, first: date, last: date) -> None:
    free = holidays.school_holidays(name)
    assert {first, last} <= free
    assert not {first - timedelta(days=1), last + timedelta(days=1)} & free


def test_years_without_known_school_holidays_are_doubted_not_guessed() -> None:
    report = read_dates("jeden Dienstag ab 7.1.2031, außer in den Ferien", REFERENCE)
    assert [doubt.code for doubt in report.doubts] == ["holidays_unknown"]
    assert free_days("FREQ=WEEKLY;BYDAY=TU", date(2031, 1, 7), date(2031, 3, 1), "school") == ((), False)


def test_an_interval_without_a_first_day_is_doubted() -> None:
    assert [doubt.code for doubt in read_dates("14-tägig dienstags", REFERENCE).doubts] == ["open_interval"]
    assert not read_dates("14-tägig dienstags ab 14.1.2025", REFERENCE).doubts
