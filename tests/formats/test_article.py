"""A detail page is read by its headline, its labels and its text, not by class names."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.formats.article import read_article
from pipeline.models import PageRole, RawAnnouncement
from tests.formats.pages import HOME, page

FRAME = """<html><head><title>{title} – Verein</title></head><body>
<header><h1><a href="/">Verein</a></h1></header><nav><ul><li>Start</li></ul></nav>
<main>{main}</main><footer>Impressum</footer></body></html>"""


def read(main: str, title: str = "Chorprobe", stamp: str = "published") -> RawAnnouncement:
    capture = page(FRAME.format(title=title, main=main), "/e/chor/", role=PageRole.DETAIL)
    (found,) = read_article(capture, stamp=stamp).announcements
    return found


def test_labels_that_run_together_are_told_apart() -> None:
    found = read(
        "<h1>Chorprobe</h1><div><strong>Datum:</strong> <span>13.01.2026, 18 Uhr</span><strong>Ort:</strong>"
        "<span>Pfarrsaal, Pirna</span></div><div><p>Wir singen alte Lieder aus der Gegend.</p></div>"
        "<p><a href='#'>Zurück</a></p>"
    )
    assert (found.text_of("date"), found.text_of("place")) == ("13.01.2026, 18 Uhr", "Pfarrsaal, Pirna")
    assert found.text_of("text") == "Wir singen alte Lieder aus der Gegend."
    assert found.key == found.url == f"{HOME}/e/chor/"


def test_an_empty_label_stays_empty() -> None:
    found = read(
        "<h1>Chorprobe</h1><div><strong>Datum:</strong><span></span><strong>Ort:</strong><span>Online</span></div>"
        "<p>Die Probe findet am 22. April 2026 statt.</p>"
    )
    assert "date" not in found.fields and "start" not in found.fields
    assert found.text_of("place") == "Online"


def test_an_empty_date_field_may_hold_a_time_element() -> None:
    found = read(
        "<h1>Chorprobe</h1><div><b>Datum:</b> <time datetime='2026-04-22T10:00:00+02:00'></time><b>Ort:</b> Saal</div>"
        "<p>Wir singen alte Lieder aus der Gegend.</p>"
    )
    assert found.text_of("start") == "2026-04-22T10:00:00+02:00"
    assert found.fields["start"].node_path.endswith("@datetime")


@pytest.mark.parametrize(
    "rows",
    [
        "<dl><dt>Termin:</dt><dd>3. Mai 2026</dd><dt>Wo:</dt><dd>Saal</dd></dl>",
        "<table><tr><th>Termin:</th><td>3. Mai 2026</td></tr><tr><th>Wo:</th><td>Saal</td></tr></table>",
        "<p><b>Termin:</b> 3. Mai 2026</p><p><b>Wo?</b> Saal</p>",
        "<p><b>Termin:</b> 3. Mai 2026<br><b>Wo:</b> Saal</p>",
    ],
)
def test_labels_in_lists_tables_and_lines(rows: str) -> None:
    found = read(f"<h1>Chorprobe</h1>{rows}<p>Wir singen alte Lieder aus der Gegend.</p>")
    assert (found.text_of("date"), found.text_of("place")) == ("3. Mai 2026", "Saal")
    assert found.text_of("text") == "Wir singen alte Lieder aus der Gegend."


def test_labels_in_prose_stay_in_the_text() -> None:
    found = read(
        "<h1>Chorprobe</h1><div><p>Wir singen.</p><p>Datum: 3. Mai 2026<br>Ort: Saal<br>Zeit: 12:00 – 20:00</p></div>"
    )
    assert found.text_of("text") == "Wir singen.\nDatum: 3. Mai 2026\nOrt: Saal\nZeit: 12:00 – 20:00"


def test_the_systems_notes_are_no_text() -> None:
    found = read(
        "<article><h1>Chorprobe</h1><div><time datetime='2026-02-01T10:00:00+01:00'>01.02.2026</time></div>"
        "<div><p>Wir singen alte Lieder aus der Gegend.</p></div><p>Comments are closed.</p>"
        "<footer><a rel='category tag' href='/k/'>Musik</a></footer></article>"
    )
    assert found.text_of("text") == "Wir singen alte Lieder aus der Gegend."
    assert found.text_of("published") == "2026-02-01T10:00:00+01:00"
    assert found.categories == ("Musik",)


def test_the_headline_is_the_one_that_the_pages_title_repeats() -> None:
    found = read("<h1>Aktuelles</h1><div><h1>Chorprobe</h1><p>Wir singen alte Lieder aus der Gegend.</p></div>")
    assert found.text_of("title") == "Chorprobe"


def test_a_page_without_headline_is_none() -> None:
    reading = read_article(page("<p>Wartungsarbeiten, bitte später wiederkommen.</p>", role=PageRole.DETAIL))
    assert reading.announcements == ()
    assert reading.why == "The page has no headline."


def test_a_page_that_leads_home_is_none() -> None:
    gone = replace(
        page(FRAME.format(title="Verein", main="<h1>Willkommen</h1><p>Wir sind ein Verein aus Pirna.</p>"), "/e/chor/"),
        role=PageRole.DETAIL,
        final_url=f"{HOME}/",
    )
    reading = read_article(gone)
    assert reading.announcements == ()
    assert reading.why == "The address leads to the home page now."
