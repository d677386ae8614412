"""List induction: what stands on pages that nobody described, and that nothing is invented where nothing stands."""

# ruff: noqa: E501 - markup is easier to read in the long lines that servers send
from __future__ import annotations

import pytest

from pipeline.formats import read_any, read_detail
from pipeline.formats.html import read_html
from tests.formats import shapes
from tests.formats.shapes import capture_of, whole_page


def read(body: str) -> list[dict[str, str]]:
    raws = read_html(capture_of(body)).announcements
    return [{name: printed.text for name, printed in raw.fields.items()} | {"link": raw.url} for raw in raws]


@pytest.mark.parametrize(
    ("shape", "titles"),
    [
        ("cards", ["Brotbacken im Hof", "Chorprobe für alle", "Kartenabend"]),
        ("table", ["Fahrradwerkstatt", "Nähcafé", "Tauschbörse"]),
        ("months", ["Frühlingsbasteln", "Filmnacht", "Lesekreis", "Gartentag"]),
        ("lines", ["Mieterversammlung im Hinterhaus", "Hoffest planen", "Hoffest"]),
        ("definitions", ["Sommerfest am Kanal", "Aufräumen am Kanal", "Paddeltour nach Plagwitz"]),
        ("sections", ["Wohnen ohne Angst", "Sprache und Macht"]),
        ("contao", ["Leseabend", "Suppenküche"]),
        (
            "blog",
            [
                "11.06. | Landestreffen der Höfe | Pirna",
                "k.A. | Projektleitung (m/w/d) | Leipzig",
                "20.-22.06. | Gartenschau der Nachbarschaft | Döbeln",
            ],
        ),
        ("english", ["Harbour Committee", "Garden Committee", "Budget Hearing"]),
        ("leaves", ["Stadtspaziergang Ost", "Stadtspaziergang West", "Stadtspaziergang Süd"]),
    ],
)
def test_titles_of_every_shape(shape: str, titles: list[str]) -> None:
    assert [entry["title"] for entry in read(shapes.LISTS[shape])] == titles


@pytest.mark.parametrize("name", shapes.NO_LISTS)
def test_nothing_is_invented(name: str) -> None:
    reading = read_any(capture_of(shapes.NO_LISTS[name]))
    assert reading.announcements == ()
    assert reading.why.endswith(".")


def test_a_shell_is_told_from_an_empty_list() -> None:
    assert "JavaScript" in read_html(capture_of(shapes.SHELL)).why
    assert "JavaScript" not in read_html(capture_of(shapes.EMPTY_LIST)).why


def test_date_time_place_and_link_of_a_card() -> None:
    first = read(shapes.CARDS)[0]
    assert first["date"] == "Fr, 06.03.2026, 18:00 Uhr"
    assert first["place"] == "Kulturhof Lindenau"
    assert first["link"] == "https://verein.example/termine/brotbacken"


def test_the_text_leaves_out_title_and_read_more() -> None:
    text = read(shapes.CARDS)[0]["text"]
    assert "Lehmofen" in text
    assert "Brotbacken" not in text
    assert "Weiterlesen" not in text


def test_columns_of_a_table_are_told_by_its_head() -> None:
    first = read(shapes.TABLE)[0]
    assert (first["date"], first["place"]) == ("3. April 2026\t10 Uhr", "Hof Nord")
    assert first["link"] == ""  # the PDF is no page of the entry


def test_a_heading_gives_the_year() -> None:
    raws = read_html(capture_of(shapes.MONTHS)).announcements
    assert [raw.year for raw in raws] == [2027, 2027, 2028, 2028]


def test_the_address_gives_the_year() -> None:
    raws = read_html(capture_of(shapes.BLOG, "/archiv?year=2021")).announcements
    assert {raw.year for raw in raws} == {2021}


def test_the_day_of_publication_is_not_the_day_of_the_event() -> None:
    first, second, _ = read(shapes.BLOG)
    assert (first["date"], first["published"]) == ("11.06.", "2026-04-01T08:00:00+00:00")
    assert "date" not in second


def test_month_first_dates_where_the_page_proves_them() -> None:
    first = read(shapes.ENGLISH)[0]
    assert (first["start"], first["end"]) == ("2026-03-05T09:00:00", "2026-03-05T10:30:00")
    assert "start" not in read(shapes.CARDS)[0]


def test_rows_that_are_only_dates_take_the_heading_above() -> None:
    body = whole_page(
        "<h2>Stammtisch</h2><ul><li>3. Mai 2026</li><li>7. Juni 2026</li><li>5. Juli 2026 (abgesagt)</li></ul>"
        "<h2>Vorstand</h2><ul><li>4. Mai 2026</li><li>8. Juni 2026</li><li>6. Juli 2026</li></ul>"
    )
    assert [entry["title"] for entry in read(body)] == ["Stammtisch"] * 3 + ["Vorstand"] * 3


def test_keys_differ_where_two_entries_share_an_address() -> None:
    rows = "".join(f'<li><a href="/kurs/">Yoga im Park</a> {day}.05.2026</li>' for day in (3, 10, 17))
    raws = read_any(capture_of(whole_page(f"<ul>{rows}</ul>"))).announcements
    assert len({raw.key for raw in raws}) == 3


def test_javascript_links_are_no_address() -> None:
    rows = "".join(f'<li><a href="javascript:alert({day})">Yoga {day}</a> {day}.05.2026</li>' for day in (3, 10, 17))
    assert {entry["link"] for entry in read(whole_page(f"<ul>{rows}</ul>"))} == {""}


DETAIL = whole_page("""<article><h1>Lesung am Kamin</h1><div class="facts"><strong>Datum:</strong> <span>05.03.2026, 18:00 Uhr</span>
<strong>Ort:</strong> <span class="place">Alte Post</span></div><p>Eine Autorin liest aus ihrem ersten Roman, danach gibt es Tee und Gespräche.</p>
<div class="share">Teilen</div></article><section class="comments"><h3>Kommentare</h3><p>Schön!</p></section>""")


def test_a_detail_page() -> None:
    raw = read_detail(capture_of(DETAIL, "/termine/lesung"))
    assert raw is not None
    assert raw.text_of("title") == "Lesung am Kamin"
    assert raw.text_of("date") == "05.03.2026, 18:00 Uhr"
    assert raw.text_of("place") == "Alte Post"
    assert raw.text_of("text").endswith("Tee und Gespräche.")
    assert raw.key == raw.url == "https://verein.example/termine/lesung"


def test_json_ld_gives_a_detail_page_its_fields() -> None:
    event = (
        '<script type="application/ld+json">{"@type":"Event","name":"Lesung","startDate":"2026-03-05T18:00"}</script>'
    )
    raw = read_detail(capture_of(DETAIL + event, "/termine/lesung"))
    assert raw is not None
    assert (raw.text_of("start"), raw.text_of("place")) == ("2026-03-05T18:00", "Alte Post")
    assert "Roman" in raw.text_of("text")


def test_a_page_without_heading_is_no_announcement() -> None:
    assert read_detail(capture_of("<p>nur ein Satz</p>")) is None
