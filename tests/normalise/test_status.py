"""Whether an event takes place: what is said, what is denied, and what is told of other years."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.models import Status
from pipeline.normalise.status import read_status

SAID = {
    "ABGESAGT: Lesung im Hof": Status.CANCELLED,
    "Lesung im Hof (abgesagt)": Status.CANCELLED,
    "Absage: Lesung im Hof": Status.CANCELLED,
    "Das Konzert wurde leider abgesagt.": Status.CANCELLED,
    "Wir mussten die Lesung leider absagen, sie ist abgesagt.": Status.CANCELLED,
    "Das Fest 2021 wurde abgesagt.": Status.CANCELLED,
    "Die Lesung entfällt!": Status.CANCELLED,
    "Der Treff im Mai entfällt ersatzlos.": Status.CANCELLED,
    "Der Kurs fällt aus.": Status.CANCELLED,
    "Der Kurs fällt am 3. Mai leider aus.": Status.CANCELLED,
    "Das Treffen muss leider ausfallen.": Status.CANCELLED,
    "Das Fest findet nicht statt.": Status.CANCELLED,
    "Das Fest findet leider in diesem Jahr nicht statt.": Status.CANCELLED,
    "cancelled: Reading circle": Status.CANCELLED,
    "Verschoben auf 27.02.2023!": Status.RESCHEDULED,
    "Die Tagung wird auf den 3. Juni verschoben.": Status.RESCHEDULED,
    "Achtung! Verschoben auf Mittwoch, den 27. September": Status.RESCHEDULED,
    "Die Lesung wurde auf Mai 2022 verlegt.": Status.RESCHEDULED,
    "Neuer Termin: 3. Juni": Status.RESCHEDULED,
    "Ersatztermin ist der 3. Juni.": Status.RESCHEDULED,
    "Die Lesung am 3. Mai entfällt, neuer Termin ist der 10. Mai.": Status.RESCHEDULED,
    "Die Tagung ist auf unbestimmte Zeit verschoben.": Status.POSTPONED,
    "Die Tagung wird verschoben, ein Termin steht noch nicht fest.": Status.POSTPONED,
    "Findet online statt!": Status.MOVED_ONLINE,
    "Das Treffen findet nun doch online statt.": Status.MOVED_ONLINE,
    "Wegen der Lage findet das Seminar digital statt.": Status.MOVED_ONLINE,
    "Die Veranstaltung wird ins Internet verlegt.": Status.MOVED_ONLINE,
    "Termin unter Vorbehalt": Status.TENTATIVE,
}

UNSAID = (
    "Das Fest musste 2020 abgesagt werden, nun holen wir es nach.",
    "2020 wurde das Fest abgesagt, in diesem Jahr feiern wir.",
    "Im letzten Jahr wurde der Markt abgesagt.",
    "Nachdem das Fest im Vorjahr ausgefallen war, freuen wir uns umso mehr.",
    "Der Kurs fällt nicht aus.",
    "Die Lesung entfällt nicht.",
    "Die Lesung ist nicht abgesagt.",
    "Keine Sorge, das Fest ist keineswegs und nicht verschoben.",
    "Der Platz kann bis 3. Mai abgesagt werden.",
    "Falls die Veranstaltung abgesagt wird, sagen wir Bescheid.",
    "Bei Regen fällt das Picknick aus.",
    "Sollte der Kurs ausfallen, melden wir uns.",
    "Wir behalten uns vor, dass die Fahrt abgesagt wird.",
    "Die Teilnahmegebühr entfällt.",
    "Die Anmeldepflicht entfällt.",
    "Wir erteilen dem Hass eine klare Absage.",
    "Am Samstag werden Stolpersteine verlegt.",
    "Die Grenzen des Sagbaren haben sich verschoben.",
    "Die Lesung wird in die Bibliothek verlegt.",
    "Der Workshop findet in Plauen statt.",
    "Unsere Online-Aktivitäten und der Online-Kurs",
    "Der Titel fällt aus dem Rahmen.",
    "Die Plätze sind noch nicht ausgebucht.",
    "",
)


@pytest.mark.parametrize(("text", "status"), SAID.items())
def test_what_is_said(text: str, status: Status) -> None:
    reading = read_status("", text)
    assert reading.status == status
    assert reading.printed
    assert f"\n{text}"[reading.span[0] : reading.span[1]] == reading.printed


@pytest.mark.parametrize("text", UNSAID)
def test_what_is_denied_conditional_or_past(text: str) -> None:
    reading = read_status("", text)
    assert (reading.status, reading.sold_out, reading.printed) == (Status.SCHEDULED, False, "")


@pytest.mark.parametrize(
    "text",
    [
        "Ausgebucht!",
        "Die Fahrt ist ausverkauft.",
        "Es gibt keine Plätze mehr.",
        "Alle Plätze sind vergeben.",
        "sold out",
    ],
)
def test_sold_out_is_no_cancellation(text: str) -> None:
    reading = read_status("Fahrt", text)
    assert (reading.status, reading.sold_out) == (Status.SCHEDULED, True)


def test_title_and_text_speak_together() -> None:
    reading = read_status("Lesung – abgesagt", "Die Lesung mit Gespräch. Ausgebucht.")
    assert (reading.status, reading.sold_out, reading.printed) == (Status.CANCELLED, True, "abgesagt")


@given(title=st.text(), text=st.text())
def test_any_text_is_read_without_exception(title: str, text: str) -> None:
    reading = read_status(title, text)
    assert f"{title}\n{text}"[reading.span[0] : reading.span[1]] == reading.printed
