"""A printed announcement on its whole way to a typed one."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.models import (
    Announcement,
    AttendanceMode,
    DateBasis,
    Kind,
    PageRole,
    Printed,
    RawAnnouncement,
    State,
    Status,
)
from pipeline.normalise import STEPS, SourceFacts, normalise

REFERENCE = date(2021, 1, 1)
OFFSET = 7  # fields stand somewhere inside their node, not at its beginning


def _printed(text: str) -> Printed:
    return Printed(text=text, node_path="article > p", char_start=OFFSET, char_end=OFFSET + len(text))


def _raw(title: str, text: str = "", *, year: int | None = None, **fields: str) -> RawAnnouncement:
    values = {"title": title, "text": text, **fields}
    return RawAnnouncement(
        source_id="tolsax",
        capture_id="capture-1",
        position=0,
        key="k",
        role=PageRole.LIST,
        reader="list",
        year=year,
        fields={name: _printed(value) for name, value in values.items() if value},
        origins={"price": "capture-2"},
    )


def _read(title: str, text: str = "", *, own: bool = False, year: int | None = None, **fields: str) -> Announcement:
    source = SourceFacts(source_id="tolsax", organiser="Netzwerk Tolerantes Sachsen", is_own_voice=own)
    return normalise(_raw(title, text, year=year, **fields), reference=REFERENCE, source=source)


def _starts(announcement: Announcement) -> list[date | datetime | None]:
    return [item.start for item in announcement.dates]


def test_title_second_line_and_labels_work_together() -> None:
    text = (
        "11 – 17 Uhr | Haus der Brücke, Musterstraße 5\nAutor_innen: Verein Lichtung e. V.\nEintritt frei."
        " Anmeldung bis 5. Juni an info@lichtung.test."
    )
    read = _read("11.06. | Tagung Zusammenhalt | Dresden", text)
    assert read.title == "Tagung Zusammenhalt"
    assert _starts(read) == [datetime(2021, 6, 11, 11)]
    assert read.dates[0].end == datetime(2021, 6, 11, 17)
    assert read.dates[0].basis is DateBasis.YEAR_INFERRED
    assert read.place is not None
    assert (read.place.name, read.place.street, read.place.city) == ("Haus der Brücke", "Musterstraße 5", "Dresden")
    assert [claim.name for claim in read.organisers] == ["Verein Lichtung e. V."]
    assert (read.kind, read.state, read.is_free) == (Kind.EVENT, State.ACCEPTED, True)
    assert read.registration_deadline == date(2021, 6, 5)
    assert read.registration_url == "mailto:info@lichtung.test"
    assert read.attendance_mode is AttendanceMode.OFFLINE


def test_structured_values_win_and_come_in_berlin_time() -> None:
    read = _read(
        "Konzert",
        "Am 3. März 2021 um 9 Uhr",
        start="2021-07-01T17:00:00Z",
        end="2021-07-01T21:00:00+02:00",
        venue="Alte Halle",
        street="Mühlweg 3",
        postal_code="04277",
        city="Leipzig",
        status="https://schema.org/EventCancelled",
    )
    assert _starts(read) == [datetime(2021, 7, 1, 19)]
    assert read.dates[0].end == datetime(2021, 7, 1, 21)
    assert read.dates[0].basis is DateBasis.STRUCTURED
    assert read.status is Status.CANCELLED
    assert read.place is not None
    assert (read.place.name, read.place.postal_code, read.place.state) == ("Alte Halle", "04277", "Sachsen")


def test_a_label_gives_the_date_and_its_time() -> None:
    read = _read("Infoabend", "Datum: 15. Juni 2021 / Ort: Altes Haus, Pirna / Zeit: 10:00 – 14:00")
    assert (_starts(read), read.dates[0].end) == ([datetime(2021, 6, 15, 10)], datetime(2021, 6, 15, 14))


def test_the_prose_lends_its_clock_to_the_day_of_the_title() -> None:
    assert _starts(_read("15.06. | Lesung | Pirna", "Am 15. Juni 2021 um 19 Uhr lesen wir.")) == [
        datetime(2021, 6, 15, 19)
    ]


def test_year_less_dates_are_read_against_the_day_of_publication() -> None:
    assert _starts(_read("15.06. | Lesung | Pirna", published="2018-05-02T10:00:00+02:00")) == [date(2018, 6, 15)]
    assert _starts(_read("15.06. | Lesung | Pirna", published="3. Mai 2017")) == [date(2017, 6, 15)]
    assert _starts(_read("15.06. | Lesung | Pirna")) == [date(2021, 6, 15)]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("15.06. | Lesung | Pirna", "Datum: 16. Juni 2021"),
        ("Montag, 13.07.2021 | Lesung | Online", ""),
    ],
)
def test_a_contradicted_date_goes_to_review_with_its_reason(title: str, text: str) -> None:
    read = _read(title, text)
    assert read.state is State.REVIEW
    assert read.doubts
    assert read.reason.startswith("doubted date: ")


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("20.05. | Hoffest -> verschoben auf 27.05.! | Pirna", ""),
        ("20.05. | Hoffest | Pirna", "Das Hoffest wird verschoben auf den 27. Mai 2021."),
    ],
)
def test_a_move_keeps_the_old_day_beside_the_new(title: str, text: str) -> None:
    read = _read(title, text)
    assert [(item.start, item.status) for item in read.dates] == [
        (date(2021, 5, 20), Status.RESCHEDULED),
        (date(2021, 5, 27), Status.SCHEDULED),
    ]
    assert (read.status, read.state) == (Status.RESCHEDULED, State.ACCEPTED)


def test_an_old_title_over_a_review_is_news() -> None:
    read = _read("24.08. | Gemeinsamer Block | Dresden", "Am Samstag fand die Demo statt. Viele nahmen daran teil.")
    assert read.kind is Kind.NEWS


def test_end_before_start_is_doubted_and_no_end_is_kept() -> None:
    read = _read("Lesung", start="2021-07-01T17:00", end="2021-06-01T17:00")
    assert (read.state, read.dates[0].end) == (State.REVIEW, None)


def test_the_day_before_a_job_or_a_call_is_its_deadline() -> None:
    job = _read("26.07. | Projektmitarbeiter*in (m/d/w) | Dresden", "Vergütung nach TV-L.")
    assert (job.kind, job.dates, job.registration_deadline, job.state) == (
        Kind.JOB,
        (),
        date(2021, 7, 26),
        State.ACCEPTED,
    )
    call = _read("10.09. | Ideeninitiative Nachbarn | Muster Kulturstiftung")
    assert (call.kind, call.dates, call.registration_deadline) == (Kind.FUNDING, (), date(2021, 9, 10))


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ("", "no title"),
        ("Weiterlesen", "navigation"),
        ("Seite 2", "navigation"),
        ("Jetzt spenden für das Netzwerk", "appeal"),
    ],
)
def test_what_is_no_announcement_is_rejected_with_its_reason(title: str, reason: str) -> None:
    read = _read(title, "Ein Text.")
    assert read.state is State.REJECTED
    assert reason in read.reason


def test_the_source_speaks_only_for_itself() -> None:
    assert [claim.short_name for claim in _read("11.06. | Lesung | Aue", own=True).organisers] == ["TolSax"]
    assert _read("11.06. | Lesung | Aue", own=False).organisers == ()


def test_two_towns_are_not_made_one() -> None:
    read = _read("k.A. | Projektmitarbeiter_in | Dresden/Leipzig")
    assert read.place is not None
    assert (read.place.name, read.place.city) == ("Dresden/Leipzig", None)


def test_the_venue_of_another_town_does_not_replace_the_title() -> None:
    read = _read("11.06. | Lesung | Chemnitz", "Unser Büro: Haus am Ring, Mühlstraße 4, 01067 Dresden.")
    assert read.place is not None
    assert read.place.city == "Chemnitz"


def test_every_trace_shows_the_words_that_stand_there() -> None:
    text = (
        "18 – 20\u00a0Uhr | Haus der Brücke, Musterstraße 5, 01067 Dresden\r\nVeranstalter: Verein  Lichtung e."
        " V.\nEintritt: 3 €"
    )
    raw = _raw("11.06. | Tagung | Dresden", text, price="3 €", published="2021-02-03")
    read = normalise(raw, reference=REFERENCE, source=SourceFacts(source_id="tolsax"))
    node = {name: " " * OFFSET + printed.text for name, printed in raw.fields.items()}
    fields = {trace.field for trace in read.traces}
    assert {
        "title",
        "text",
        "start",
        "venue",
        "street",
        "postal_code",
        "city",
        "organisers",
        "price_text",
        "kind",
    } <= fields
    for trace in read.traces:
        assert any(content[trace.char_start : trace.char_end] == trace.printed for content in node.values()), trace
        assert trace.printed
        assert trace.rule
        assert trace.node_path == "article > p"
    assert {trace.capture_id for trace in read.traces if trace.field == "price_text"} == {"capture-2"}
    street = next(trace for trace in read.traces if trace.field == "street")
    assert street.printed == "Musterstraße 5"


def test_without_exact_positions_a_trace_names_the_whole_field() -> None:
    printed = Printed(text="11.06. | Tagung | Dresden", node_path="h2", char_start=0, char_end=99)
    raw = RawAnnouncement(
        source_id="s", capture_id="c", position=0, key="k", role=PageRole.LIST, reader="r", fields={"title": printed}
    )
    trace = next(
        item
        for item in normalise(raw, reference=REFERENCE, source=SourceFacts(source_id="s")).traces
        if item.field == "start"
    )
    assert (trace.char_start, trace.char_end, trace.printed) == (0, 99, printed.text)


def test_text_and_summary() -> None:
    read = _read("Lesung", "FÃ¼r alle.\u200b  Mit Tee. " + "Und Musik am Abend. " * 40)
    assert read.text.startswith("Für alle. Mit Tee.")
    assert len(read.summary) <= 300


def test_steps_are_a_named_order() -> None:
    names = [step.__name__ for step in STEPS]
    assert names[0] == "say_title"
    assert names[-1] == "judge"
    assert names.index("say_published") < names.index("say_dates") < names.index("say_kind") < names.index("say_place")


@given(st.text(max_size=80), st.text(max_size=200), st.text(max_size=30))
def test_nothing_printed_raises(title: str, text: str, start: str) -> None:
    read = _read(title, text, start=start, published=start, place=text)
    assert read.state in State
