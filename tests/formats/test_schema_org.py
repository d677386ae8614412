"""schema.org events as pages carry them, whole and broken: which fields are read from each example."""

# ruff: noqa: E501 - one example per line, as it stands in a page
from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from pipeline.cli.parse import entry_lines, saved_capture
from pipeline.formats import read_any
from pipeline.formats.provenance import is_proven, text_at
from pipeline.models import Capture

DAY = date(2026, 2, 20)


def capture_of(body: str) -> Capture:
    return saved_capture(body.encode(), "https://s.example/e", datetime(2026, 2, 20, tzinfo=ZoneInfo("Europe/Berlin")))


def ld(block: str) -> str:
    return f'<html><body><h1>x</h1><script type="application/ld+json">{block}</script></body></html>'


EXAMPLES: list[tuple[str, str, list[dict[str, Any]]]] = [
    (
        "basic",
        ld(
            '{"@context":"https://schema.org","@type":"Event","name":"A &amp; B","startDate":"2026-03-01T19:00:00+01:00","endDate":"2026-03-01T21:00:00+01:00","location":{"@type":"Place","name":"Saal","address":{"@type":"PostalAddress","streetAddress":"Weg 1","postalCode":"04109","addressLocality":"Leipzig"}},"organizer":{"@type":"Organization","name":"Verein X"},"eventStatus":"https://schema.org/EventRescheduled","previousStartDate":"2026-02-27T19:00:00+01:00"}'
        ),
        [
            {
                "title": "A & B",
                "start": "2026-03-01T19:00",
                "end": "2026-03-01T21:00",
                "venue": "Saal",
                "street": "Weg 1",
                "postal_code": "04109",
                "city": "Leipzig",
                "organisers": ["Verein X"],
                "status": "rescheduled",
            }
        ],
    ),
    (
        "virtual",
        ld(
            '{"@context":"http://schema.org","@type":["Event","EducationEvent"],"name":"Webinar","startDate":"2026-03-02T18:00","eventAttendanceMode":"http://schema.org/OnlineEventAttendanceMode","location":{"@type":"VirtualLocation","url":"https://zoom.example/1"}}'
        ),
        [{"title": "Webinar", "start": "2026-03-02T18:00", "attendance_mode": "online"}],
    ),
    (
        "mixed",
        ld(
            '{"@type":"Event","name":"Hybrid","startDate":"2026-03-03","eventAttendanceMode":"MixedEventAttendanceMode","location":[{"@type":"VirtualLocation","url":"https://z.example"},{"@type":"Place","name":"Aula","address":"Ring 5, 01067 Dresden"}]}'
        ),
        [{"title": "Hybrid", "start": "2026-03-03", "attendance_mode": "mixed", "venue": "Aula", "city": "Dresden"}],
    ),
    (
        "cancelled-string-location",
        ld(
            '{"@type":"MusicEvent","name":"Gig","startDate":"2026-03-04T20:00+01:00","location":"Keller, Görlitz","eventStatus":"EventCancelled"}'
        ),
        [{"title": "Gig", "start": "2026-03-04T20:00", "status": "cancelled", "city": "Görlitz"}],
    ),
    (
        "graph-ids",
        ld(
            '{"@context":"https://schema.org","@graph":[{"@type":"Organization","@id":"#o","name":"Org"},{"@type":"Place","@id":"#p","name":"Hof","address":{"@id":"#a"}},{"@type":"PostalAddress","@id":"#a","addressLocality":"Pirna","postalCode":"01796"},{"@type":"Event","name":"Fest","startDate":"2026-05-01T14:00:00+02:00","location":{"@id":"#p"},"organizer":{"@id":"#o"}}]}'
        ),
        [{"title": "Fest", "start": "2026-05-01T14:00", "venue": "Hof", "city": "Pirna", "organisers": ["Org"]}],
    ),
    (
        "reverse",
        ld(
            '{"@type":"Organization","name":"Org","@reverse":{"organizer":[{"@type":"Event","name":"R1","startDate":"2026-03-05"},{"@type":"Event","name":"R2","startDate":"2026-03-06"}]}}'
        ),
        [{"title": "R1", "start": "2026-03-05"}, {"title": "R2", "start": "2026-03-06"}],
    ),
    (
        "schedule",
        ld(
            '{"@type":"Event","name":"Yoga","eventSchedule":{"@type":"Schedule","startDate":"2026-03-02","endDate":"2026-06-29","repeatFrequency":"P1W","byDay":"https://schema.org/Monday","startTime":"18:00:00","endTime":"19:00:00"}}'
        ),
        [{"title": "Yoga", "start": "2026-03-02T18:00", "end": "2026-03-02T19:00"}],
    ),
    (
        "series-sub",
        ld(
            '{"@type":"EventSeries","name":"Reihe","location":{"@type":"Place","name":"Bib"},"subEvent":[{"@type":"Event","name":"T1","startDate":"2026-03-01T10:00"},{"@type":"Event","startDate":"2026-03-08T10:00"}]}'
        ),
        [
            {"title": "T1", "start": "2026-03-01T10:00", "venue": "Bib"},
            {"title": "Reihe", "start": "2026-03-08T10:00", "venue": "Bib"},
        ],
    ),
    (
        "itemlist",
        ld(
            '{"@type":"ItemList","itemListElement":[{"@type":"ListItem","position":1,"item":{"@type":"Event","name":"L1","startDate":"2026-03-01T10:00","url":"/l1"}},{"@type":"ListItem","position":2,"item":{"@type":"Event","name":"L2","startDate":"2026-03-02T10:00","url":"/l2"}}]}'
        ),
        [
            {"title": "L1", "start": "2026-03-01T10:00", "url": "https://s.example/l1"},
            {"title": "L2", "start": "2026-03-02T10:00", "url": "https://s.example/l2"},
        ],
    ),
    (
        "performer-offers",
        ld(
            '{"@type":"TheaterEvent","name":"Stück","startDate":"2026-03-01T19:30","offers":[{"@type":"Offer","price":"12.00","priceCurrency":"EUR","url":"https://t.example"}],"performer":{"@type":"PerformingGroup","name":"P"},"organizer":[{"@type":"Organization","name":"O1"},{"@type":"Organization","name":"O2"}]}'
        ),
        [{"title": "Stück", "start": "2026-03-01T19:30", "organisers": ["O1", "O2"]}],
    ),
    (
        "value-lang",
        ld(
            '{"@type":"Event","name":{"@value":"Name","@language":"de"},"startDate":{"@value":"2026-03-01T19:30","@type":"xsd:dateTime"},"inLanguage":["de","en"]}'
        ),
        [{"title": "Name", "start": "2026-03-01T19:30", "languages": ["de", "en"]}],
    ),
    (
        "entities",
        ld(
            "{&quot;@type&quot;:&quot;Event&quot;,&quot;name&quot;:&quot;E&quot;,&quot;startDate&quot;:&quot;2026-03-01&quot;}"
        ),
        [{"title": "E", "start": "2026-03-01"}],
    ),
    (
        "bom",
        ld('\ufeff{"@type":"Event","name":"Bom","startDate":"2026-03-01"}'),
        [{"title": "Bom", "start": "2026-03-01"}],
    ),
    (
        "newline",
        ld('{"@type":"Event","name":"Zeile\neins","startDate":"2026-03-01"}'),
        [{"title": "Zeile eins", "start": "2026-03-01"}],
    ),
    (
        "missing-comma",
        ld('{"@type":"Event","name":"MC" "startDate":"2026-03-01"}'),
        [{"title": "MC", "start": "2026-03-01"}],
    ),
    (
        "unquoted-inner",
        ld('{"@type":"Event","name":"Der "große" Tag","startDate":"2026-03-01"}'),
        [{"title": 'Der "große" Tag', "start": "2026-03-01"}],
    ),
    (
        "unquoted-keys",
        ld('{"@type":"Event",name:"UK",startDate:"2026-03-01"}'),
        [{"title": "UK", "start": "2026-03-01"}],
    ),
    (
        "truncated",
        ld('[{"@type":"Event","name":"T1","startDate":"2026-03-01"},{"@type":"Event","name":"T2","startDate":"2026-0'),
        [{"title": "T1", "start": "2026-03-01"}],
    ),
    (
        "html-comment",
        ld('<!-- {"@type":"Event","name":"C","startDate":"2026-03-01"} -->'),
        [{"title": "C", "start": "2026-03-01"}],
    ),
    (
        "utcZ",
        ld('{"@type":"Event","name":"Z","startDate":"2026-07-01T17:00:00Z"}'),
        [{"title": "Z", "start": "2026-07-01T19:00"}],
    ),
    (
        "datetime-space",
        ld('{"@type":"Event","name":"S","startDate":"2026-07-01 17:00"}'),
        [{"title": "S", "start": "2026-07-01T17:00"}],
    ),
    (
        "german-date",
        ld('{"@type":"Event","name":"G","startDate":"01.07.2026 17:00"}'),
        [{"title": "G", "start": "2026-07-01T17:00"}],
    ),
    (
        "rdfa",
        '<html><body vocab="http://schema.org/"><div typeof="Event"><h2 property="name">RDFa</h2><time property="startDate" datetime="2026-03-01T19:00">x</time><div property="location" typeof="Place"><span property="name">Ort1</span></div></div></body></html>',
        [{"title": "RDFa", "start": "2026-03-01T19:00", "venue": "Ort1"}],
    ),
    (
        "microdata-itemref",
        '<html><body><div itemscope itemtype="https://schema.org/Event" itemref="ort"><span itemprop="name">MD</span><meta itemprop="startDate" content="2026-03-01T19:00"><link itemprop="eventStatus" href="https://schema.org/EventCancelled"></div><div id="ort"><span itemprop="location">Alte Post</span></div></body></html>',
        [{"title": "MD", "start": "2026-03-01T19:00", "status": "cancelled"}],
    ),
    (
        "microdata-nested",
        '<html><body><div itemscope itemtype="http://schema.org/Festival"><span itemprop="name">Big</span><time itemprop="startDate" datetime="2026-06-01">1.</time><div itemprop="subEvent" itemscope itemtype="http://schema.org/MusicEvent"><a itemprop="url" href="/m"><span itemprop="name">Small</span></a><time itemprop="startDate" datetime="2026-06-01T20:00">20 Uhr</time></div></div></body></html>',
        [
            {"title": "Big", "start": "2026-06-01"},
            {"title": "Small", "start": "2026-06-01T20:00", "url": "https://s.example/m"},
        ],
    ),
    (
        "hevent-organizer",
        '<html><body><div itemscope itemtype="http://schema.org/Event"><span itemprop="name">X</span><time itemprop="startDate" datetime="2026-06-01T20:00">a</time><div itemprop="organizer" itemscope itemtype="http://schema.org/Organization"><span itemprop="name">Org1</span></div><div itemprop="location" itemscope itemtype="http://schema.org/Place"><div itemprop="address" itemscope itemtype="http://schema.org/PostalAddress"><span itemprop="addressLocality">Zwickau</span></div></div></div></body></html>',
        [{"title": "X", "start": "2026-06-01T20:00", "organisers": ["Org1"], "city": "Zwickau"}],
    ),
]


@pytest.mark.parametrize(("body", "wanted"), [example[1:] for example in EXAMPLES], ids=[name for name, *_ in EXAMPLES])
def test_fields_of_an_example(body: str, wanted: list[dict[str, Any]]) -> None:
    raws = read_any(capture_of(body)).announcements
    lines = [line for number, raw in enumerate(raws) for line in entry_lines(number, raw, DAY)]
    assert [{key: line[key] for key in fields} for line, fields in zip(lines, wanted, strict=True)] == wanted


@pytest.mark.parametrize("body", [body for _, body, _ in EXAMPLES], ids=[name for name, *_ in EXAMPLES])
def test_every_field_of_an_example_is_proven(body: str) -> None:
    capture = capture_of(body)
    for raw in read_any(capture).announcements:
        for name, printed in raw.fields.items():
            assert is_proven(capture, printed), name
            if printed.node_path:
                beside = text_at(capture, printed.node_path, printed.char_start + 1, printed.char_end + 1)
                assert beside != printed.text, name


def test_a_rule_of_a_schedule_is_read_as_icalendar_writes_it() -> None:
    body = ld(
        '{"@type":"Event","name":"Chor","eventSchedule":{"@type":"Schedule","startDate":"2026-03-03","startTime":"19:00",'
        '"repeatFrequency":"P2W","byDay":["https://schema.org/Tuesday"],"exceptDate":["2026-03-31"]}}'
    )
    raw = read_any(capture_of(body)).announcements[0]
    assert raw.text_of("rrule") == "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"
    assert (raw.text_of("start"), raw.text_of("exdates")) == ("2026-03-03T19:00", "2026-03-31")
