# ruff: noqa: E501  # pages are texts; broken lines would hide what they say
"""Nights without a net: made-up sources whose pages go through the real reading, judging and building."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from html import escape
from typing import Any

from pipeline.berlin import BERLIN
from pipeline.build.night import build_night
from pipeline.build.reading import read_source
from pipeline.build.rollout import known_texts
from pipeline.build.values import Built, Night, SourceReading
from pipeline.checks import judge_source
from pipeline.checks.expected import usual_lists
from pipeline.errors import ParseError
from pipeline.formats.archive import read_archive
from pipeline.formats.ical import read_ical
from pipeline.formats.wordpress import read_wordpress
from pipeline.link.decisions import Decisions, read_decisions
from pipeline.memory import Memory
from pipeline.models import Capture, Expect, Failure, ListPage, PageRole, RawAnnouncement, Run, Sites, Source
from pipeline.readings import of_source

FIRST = date(2026, 3, 2)
TOWNS = {"blog": "04109 Leipzig", "rest": "01067 Dresden", "kalender": "09111 Chemnitz"}
ABOUT = {"blog": "Nachbarschaft", "rest": "Musikschule und ihrem Umfeld", "kalender": "Gartensparte am Fluss"}
TOPICS = (
    "Lesung mit Musik", "Offener Chor", "Repariercafé", "Stadtteilfrühstück", "Sprachtandem", "Filmabend im Hof",
    "Nähwerkstatt", "Kleidertausch", "Gartentag", "Spieleabend", "Erzählcafé", "Trommelkurs",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """What a made-up source announces."""

    key: str
    title: str
    start: datetime
    place: str
    text: str = ""
    status: str = ""


def happenings(prefix: str, n: int = 8, first: date = FIRST) -> tuple[Happening, ...]:
    """`n` events, the next ones 20 days apart, all of them upcoming for long."""
    return tuple(
        Happening(
            key=f"{prefix}-{i}",
            title=f"{TOPICS[i % len(TOPICS)]} {prefix}",
            start=datetime(first.year, first.month, first.day, 15 + len(prefix) % 4)
            + timedelta(days=30 + 3 * i + len(prefix)),
            text=f"Wir treffen uns zum {i + 1}. Mal und freuen uns auf alle aus der {ABOUT.get(prefix, prefix)}.",
            place=f"Haus {prefix.title()}, Hauptstraße {len(prefix)}, {TOWNS.get(prefix, '04109 Leipzig')}",
        )
        for i in range(n)
    )


# ---------------------------------------------------------------- three kinds of pages


def html_page(events: Sequence[Happening], *, notice: str = "", onward: str = "") -> bytes:
    """A blog's archive page."""
    entries = "".join(
        f'<article class="post" id="{one.key}"><h2 class="entry-title"><a href="/t/{one.key}/">'
        f"{escape(one.title)}</a></h2><div class='entry-content'>{notice}<p>{one.status} Am {one.start:%d.%m.%Y} um {one.start:%H:%M} Uhr. "
        f"Ort: {escape(one.place)}</p><p>{escape(one.text)}</p></div></article>"
        for one in events
    )
    more = f'<div class="nav-links"><a class="next" href="{onward}">Ältere Beiträge</a></div>' if onward else ""
    return (
        '<!DOCTYPE html><html lang="de"><head><title>Termine – Haus</title></head><body><nav><a href="/">Start</a></nav>'
        f"<main><h1>Termine</h1>{entries}{more}</main><footer>Impressum</footer></body></html>"
    ).encode()


def renamed_page(events: Sequence[Happening]) -> bytes:
    rows = "".join(f"<x-row><x-a>{escape(one.title)}</x-a> <x-b>{one.start:%d.%m.%Y}</x-b></x-row>" for one in events)
    return (
        f"<!DOCTYPE html><html><head><title>Termine</title></head><body><x-list>{rows}</x-list></body></html>".encode()
    )


def json_page(events: Sequence[Happening], home: str) -> bytes:
    """WordPress's REST answer."""
    return json.dumps(
        [
            {
                "id": 100 + int(one.key.rsplit("-", 1)[1]),
                "date": "2026-02-20T09:00:00",
                "link": f"{home}/{one.key}/",
                "slug": one.key,
                "title": {"rendered": escape(one.title)},
                "content": {
                    "rendered": f"<p>{one.status} Am {one.start:%d.%m.%Y} um {one.start:%H:%M} Uhr. Ort: {escape(one.place)}</p><p>{escape(one.text)}</p>"
                },
                "excerpt": {"rendered": ""},
            }
            for one in events
        ]
    ).encode()


def ical_page(events: Sequence[Happening]) -> bytes:
    entries = "".join(
        f"BEGIN:VEVENT\r\nUID:{one.key}@haus\r\nSUMMARY:{one.title}\r\nDTSTART;TZID=Europe/Berlin:{one.start:%Y%m%dT%H%M%S}\r\n"
        f"LOCATION:{one.place.replace(',', chr(92) + ',')}\r\nDESCRIPTION:{one.text}\r\nEND:VEVENT\r\n"
        for one in events
    )
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//haus//DE\r\n{entries}END:VCALENDAR\r\n".encode()


def parse_html(capture: Capture) -> tuple[RawAnnouncement, ...]:
    return read_archive(capture).announcements


def parse_json(capture: Capture) -> tuple[RawAnnouncement, ...]:
    return read_wordpress(capture).announcements


def parse_ical(capture: Capture) -> tuple[RawAnnouncement, ...]:
    return read_ical(capture).announcements


PARSERS: Mapping[str, Callable[[Capture], tuple[RawAnnouncement, ...]]] = {
    "blog": parse_html, "rest": parse_json, "kalender": parse_ical,
}  # fmt: skip
KINDS = {"blog": "text/html", "rest": "application/json", "kalender": "text/calendar"}


def made_up_source(name: str, expect: Expect | None = None) -> Source:
    return Source(
        source_id=name,
        name=name,
        organiser=f"Haus {name}",
        homes={Sites.DEMO: f"http://{name}.demo.test", Sites.LIVE: f"https://{name}.example"},
        lists=(ListPage(name="Termine", addresses=("/termine/",)),),
        parse=PARSERS[name],
        expect=expect or Expect(),
    )


def body_of(name: str, events: Sequence[Happening]) -> bytes:
    home = f"http://{name}.demo.test"
    return {"blog": html_page, "rest": lambda e: json_page(e, home), "kalender": ical_page}[name](events)  # type: ignore[operator]


# ---------------------------------------------------------------- nights


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a list address answers."""

    body: bytes = b""
    status: int | None = 200
    failure: Failure | None = None
    final: str = ""
    kind: str = ""


@dataclass(slots=True)
class House:
    """A data folder in memory: sources, and the state after the last night."""

    sources: Mapping[str, Source]
    tables: Mapping[str, Sequence[Mapping[str, object]]] = field(default_factory=dict)
    memory: Memory = field(default_factory=Memory)
    decisions: dict[str, str] = field(default_factory=dict)
    nights: int = 2
    built: Built | None = None
    history: list[Mapping[str, Sequence[Mapping[str, object]]]] = field(default_factory=list)

    def copy(self) -> House:
        return replace(self, decisions=dict(self.decisions), history=list(self.history))

    def night(self, day: date, answers: Mapping[str, Sequence[Answer]], number: int = 1) -> Built:
        """Run one night; a source without answers was not asked."""
        at = datetime(day.year, day.month, day.day, 3, 10, tzinfo=BERLIN) + timedelta(minutes=number - 1)
        run = Run(run_id=f"{day}.{number}", logical_date=day, started_at=at, sites=Sites.DEMO)
        usual = usual_lists(self.tables.get("runs", ()))
        readings = {
            name: self._read(source, run, answers.get(name), usual.get(name, {}))
            for name, source in self.sources.items()
        }
        self.built = build_night(
            Night(
                run=run, readings=readings, sources=self.sources, before=self.tables, memory=self.memory,
                decisions=read_decisions(self.decisions) if self.decisions else Decisions(),
                withdrawn_after_nights=self.nights, key=b"k",
            )
        )  # fmt: skip
        self.tables, self.memory = self.built.tables, self.built.memory
        self.history.append(self.tables)
        return self.built

    def _read(
        self, source: Source, run: Run, answers: Sequence[Answer] | None, usual: Mapping[str, int]
    ) -> SourceReading:
        if answers is None:
            return SourceReading(announcements=(), seen_in=(), night=judge_source(source, None))
        captures = [_capture(source, run, number, one) for number, one in enumerate(answers)]
        texts = known_texts(of_source(self.memory, source.source_id))
        blocks = self.memory.blocks.get(source.source_id, ())
        return read_source(source, captures, run.logical_date, _call, usual, texts, blocks)


def _call(function: Callable[..., Any], *args: Any) -> Any:
    """As the parser process does: whatever a parser raises is a ParseError."""
    try:
        return function(*args)
    except Exception as error:
        raise ParseError(f"{type(error).__name__}: {error}") from error


def _capture(source: Source, run: Run, number: int, answer: Answer) -> Capture:
    home = source.homes[Sites.DEMO]
    url = f"{home}/termine/" if number == 0 else f"{home}/termine/page/{number + 1}/"
    kind = answer.kind or KINDS[source.source_id]
    return Capture(
        capture_id=f"cap_{run.run_id}_{source.source_id}_{number}", source_id=source.source_id, run_id=run.run_id, url=url,
        final_url=f"{home}{answer.final}" if answer.final else url, role=PageRole.LIST, status=answer.status,
        failure=answer.failure, captured_at=run.started_at, headers=(("content-type", kind),), body=answer.body,
        warc_file="x.warc.gz",
    )  # fmt: skip
