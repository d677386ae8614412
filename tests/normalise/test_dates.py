"""What holds for every text: printed dates read back, spans are exact, nothing raises."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.models import DateBasis, DateKind, DateReport, Precision, Status
from pipeline.normalise.dates import read_dates

REFERENCE = date(2021, 3, 1)
MONTHS = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
]
SHORT = ["Jan", "Feb", "Mrz", "Apr", "Mai", "Jun", "Jul", "Aug", "Sept", "Okt", "Nov", "Dez"]
ENGLISH = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
WEEKDAYS = ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"]

DAYS = st.dates(date(2019, 1, 1), date(2024, 12, 31))
HOURS = st.integers(min_value=7, max_value=21)
MINUTES = st.sampled_from((0, 15, 30, 45))

Form = Callable[[date], str]
FORMS: dict[str, Form] = {
    "13.07.2021": lambda day: f"{day:%d.%m.%Y}",
    "13.7.2021": lambda day: f"{day.day}.{day.month}.{day.year}",
    "13.07.21": lambda day: f"{day:%d.%m.%y}",
    "13. 07. 2021": lambda day: f"{day:%d. %m. %Y}",
    "13. Juli 2021": lambda day: f"{day.day}. {MONTHS[day.month - 1]} {day.year}",
    "13. Jul. 2021": lambda day: f"{day.day}. {SHORT[day.month - 1]}. {day.year}",
    "13.Juli 2021": lambda day: f"{day.day}.{MONTHS[day.month - 1]} {day.year}",
    "2021-07-13": lambda day: day.isoformat(),
    "13/07/2021": lambda day: f"{day:%d/%m/%Y}",
    "July 13, 2021": lambda day: f"{ENGLISH[day.month - 1]} {day.day}, {day.year}",
    "13 July 2021": lambda day: f"{day.day} {ENGLISH[day.month - 1]} {day.year}",
    "Dienstag, den 13. Juli 2021": lambda day: (
        f"{WEEKDAYS[day.weekday()]}, den {day.day}. {MONTHS[day.month - 1]} {day.year}"
    ),
    "Di., 13.07.2021": lambda day: f"{WEEKDAYS[day.weekday()][:2]}., {day:%d.%m.%Y}",
    "13.07.2021 (Di)": lambda day: f"{day:%d.%m.%Y} ({WEEKDAYS[day.weekday()][:2]})",
}
CLOCKS = {
    "18:30": "{hour:02}:{minute:02}",
    "18:30 Uhr": "{hour}:{minute:02} Uhr",
    "18.30 Uhr": "{hour}.{minute:02} Uhr",
    "um 18:30 Uhr": "um {hour}:{minute:02} Uhr",
    "ab 18.30 Uhr": "ab {hour}.{minute:02} Uhr",
    "18 Uhr 30": "{hour} Uhr {minute:02}",
}
FRAMES = (
    "{}",
    "Fest am {} im Hof",
    "Wann? {}",
    "Termin: {}\nOrt: Hof",
    "{} | Fest | Pirna",
    "({})",
    "Datum:{} Ort:Hof",
)


def only(text: str) -> tuple[object, object]:
    report = read_dates(text, REFERENCE)
    assert len(report.dates) == 1, (text, report.dates)
    assert not report.doubts
    return report.dates[0].start, report.dates[0].end


@pytest.mark.parametrize("form", FORMS)
@given(day=DAYS, frame=st.sampled_from(FRAMES))
def test_a_day_printed_in_any_form_reads_back(form: str, day: date, frame: str) -> None:
    assert only(frame.format(FORMS[form](day))) == (day, None)


@pytest.mark.parametrize("clock", CLOCKS)
@given(
    day=DAYS,
    form=st.sampled_from(sorted(FORMS)),
    hour=HOURS,
    minute=MINUTES,
    sign=st.sampled_from((", ", " ", " | ", " – ")),
)
def test_a_moment_reads_back(clock: str, day: date, form: str, hour: int, minute: int, sign: str) -> None:
    text = f"{FORMS[form](day)}{sign}{CLOCKS[clock].format(hour=hour, minute=minute)}"
    assert only(text) == (datetime(day.year, day.month, day.day, hour, minute), None)


@given(day=DAYS, hour=HOURS, length=st.integers(1, 3), dash=st.sampled_from(("-", " – ", " bis ", "–")))
def test_a_span_of_hours_reads_back(day: date, hour: int, length: int, dash: str) -> None:
    start = datetime(day.year, day.month, day.day, hour)
    assert only(f"{day:%d.%m.%Y}, {hour}{dash}{hour + length} Uhr") == (start, start + timedelta(hours=length))


@given(day=DAYS, days=st.integers(1, 60), dash=st.sampled_from(("-", " – ", " bis ", " bis zum ", "—")))
def test_a_span_of_days_reads_back(day: date, days: int, dash: str) -> None:
    last = day + timedelta(days=days)
    assert only(f"{day:%d.%m.%Y}{dash}{last:%d.%m.%Y}") == (day, last)
    assert only(f"{day.day}.{day.month}.{dash}{last.day}.{last.month}.{last.year}") == (day, last)


@given(ahead=st.integers(-14, 350), form=st.sampled_from(("{0.day}.{0.month}.", "{0:%d.%m.}", "{0.day}. {1}")))
def test_a_day_without_year_is_the_next_one_with_two_weeks_of_grace(ahead: int, form: str) -> None:
    day = REFERENCE + timedelta(days=ahead)
    assert only(form.format(day, MONTHS[day.month - 1])) == (day, None)


@given(day=DAYS, said=st.integers(0, 6))
def test_a_weekday_that_contradicts_its_date_is_doubted(day: date, said: int) -> None:
    report = read_dates(f"{WEEKDAYS[said]}, {day:%d.%m.%Y}", REFERENCE)
    assert report.dates[0].start == day
    assert [doubt.code for doubt in report.doubts] == ([] if said == day.weekday() else ["weekday_mismatch"])


def check_spans(text: str, report: DateReport) -> None:
    for reading in report.dates:
        assert text[reading.span[0] : reading.span[1]] == reading.text
    for doubt in report.doubts:
        assert text[doubt.span[0] : doubt.span[1]] == doubt.text


@given(text=st.text())
def test_any_text_is_read_without_exception(text: str) -> None:
    check_spans(text, read_dates(text, REFERENCE))


PIECES = st.sampled_from(
    [
        "13.",
        "07.",
        "2021",
        "31.02.",
        "1",
        "24",
        "0",
        "99999999999",
        ".",
        ",",
        "-",
        "–",
        "/",
        "+",
        ":",
        "|",
        "(",
        ")",
        "\n",
        "bis",
        "und",
        "am",
        "vom",
        "ab",
        "um",
        "zum",
        "jeden",
        "ersten",
        "Montag",
        "Mo",
        "Fr",
        "Mai",
        "Januar",
        "Uhr",
        "h",
        "18:30",
        "19.30",
        "25:99",
        "alle",
        "14",
        "Tage",
        "außer",
        "Ferien",
        "Anmeldung",
        "abgesagt",
        "verschoben",
        "auf",
        "morgen",
        "heute",
        "Einlass",
        "Beginn",
        "Ende",
        "Monat",
        "im",
        "KW",
        "ungerade",
        "halb",
        "acht",
        "²",
        "١٣",
        "１３",
        "\u200f",
        "\x00",
        "T10:00",
        "2021-02-30",
    ]
)


@given(
    pieces=st.lists(PIECES, max_size=30),
    glue=st.sampled_from(("", " ")),
    year=st.sampled_from((None, 2021, 1000, 8999)),
)
def test_any_row_of_date_words_is_read_without_exception(pieces: list[str], glue: str, year: int | None) -> None:
    text = glue.join(pieces)
    check_spans(text, read_dates(text, REFERENCE, year))


@pytest.mark.parametrize("reference", [date.min, date.max, datetime(2024, 2, 29, 23, 59), date(2000, 2, 29)])
def test_any_day_of_publication_is_accepted(reference: date) -> None:
    assert read_dates("29.02. und 13.07., morgen 18 Uhr, jeden Dienstag", reference).dates


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n\n", "\u202e13.07.2021\u202c", "\x00\x01\x02", "1" * 100_000, "1.1." * 5_000, "13.-" * 5_000,
     "jeden " * 5_000,
     "Frist endet am 3.5. " * 900,
     "1_1_" * 5_000, "2 x " * 5_000, "sonn- und " * 2_000, "meist im Sommer " * 1_500, "um 10 zwischen 1 und " * 1_000,
     "am ersten und zweiten Samstag " * 700, "Mo 10 Uhr und Di 11 Uhr, wöchentlich " * 500, "3.5., Mo 18 Uhr, " * 1_000,
     "(" * 10_000, "bis " * 5_000, "1.-2.-3.-4.-5.1.", "00.00.0000", "99.99.9999", "32.01.2021", "31.11.2021"],
)  # fmt: skip
def test_bad_input_gets_an_answer(text: str) -> None:
    check_spans(text, read_dates(text, REFERENCE))


@pytest.mark.parametrize("text", ["31.02.2021", "29.02.2021", "31.4.2021", "30. Februar 2021", "13.07.0000"])
def test_a_day_that_does_not_exist_is_listed_without_a_day_and_doubted(text: str) -> None:
    report = read_dates(text, REFERENCE)
    assert [(reading.start, reading.end, reading.text) for reading in report.dates] == [(None, None, text)]
    assert [doubt.code for doubt in report.doubts] == ["no_such_day"]


def test_the_fields_of_a_reading() -> None:
    text = "Am 12.5. ist Lesung, 18 Uhr. Anmeldung bis 5.5.2021"
    lesung, deadline = read_dates(text, REFERENCE).dates
    assert (lesung.precision, lesung.all_day, lesung.basis) == (Precision.MINUTE, False, DateBasis.YEAR_INFERRED)
    assert (deadline.kind, deadline.start, deadline.all_day) == (DateKind.DEADLINE, None, True)
    assert deadline.basis == DateBasis.PRINTED
    assert lesung.status == Status.SCHEDULED


def test_a_time_of_publication_counts_with_its_day() -> None:
    assert read_dates("heute, 20 Uhr", datetime(2021, 3, 1, 9, 0)).dates[0].start == datetime(2021, 3, 1, 20)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("12.3. und 19.3.2021", Status.SCHEDULED),
        ("12.3., 19.3. (entfällt), 26.3.2021", Status.CANCELLED),
        ("20.3.2021 verschoben auf den 27.3.2021", Status.RESCHEDULED),
        ("20.3.2021 – verschoben auf unbestimmte Zeit", Status.POSTPONED),
        ("Das Treffen am 20.3.2021 findet nun online statt.", Status.MOVED_ONLINE),
    ],
)
def test_the_status_of_a_text_is_the_worst_of_its_event_dates(text: str, status: Status) -> None:
    assert read_dates(text, REFERENCE).status == status


def test_two_offsets_over_the_change_of_clocks() -> None:
    report = read_dates("30.10.2021, 20 Uhr bis 31.10.2021, 14 Uhr", REFERENCE)
    assert (report.dates[0].start, report.dates[0].end) == (datetime(2021, 10, 30, 20), datetime(2021, 10, 31, 14))
    assert not report.doubts


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("28.3.2021, 2:30 Uhr", "nonexistent_hour"),
        ("31.10.2021, 2:30 Uhr", "ambiguous_hour"),
        ("28.3.2021, 3:00 Uhr", ""),
    ],
)
def test_the_hours_of_the_change_of_clocks(text: str, code: str) -> None:
    assert " ".join(doubt.code for doubt in read_dates(text, REFERENCE).doubts) == code
