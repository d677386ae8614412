"""A partner site made of raw sockets, so that it can misbehave in every way, and a crawl of it into an archive."""

from __future__ import annotations

import socket
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from pipeline.adapters.clock import FixedClock
from pipeline.adapters.http import Client
from pipeline.adapters.raw_store import RawStore
from pipeline.models import Capture, ListPage, PageRole, Run, Sites, Source
from pipeline.settings import HttpSettings

HOST = "saeule.demo.test"
NIGHT = datetime(2026, 3, 2, 2, 10, tzinfo=UTC)

Answer = bytes | Callable[[socket.socket, str], bytes | None]


def page(body: bytes | str = b"", status: str = "200 OK", **headers: str) -> bytes:
    """A whole HTTP response; header names with _ for -."""
    content = body.encode() if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(content)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + content


@dataclass
class Site:
    """`answers`: per path a response, a function of (socket, request head) or a list that is used up to its last."""

    answers: dict[str, Any] = field(default_factory=dict)
    heads: list[str] = field(default_factory=list)
    connections: int = 0
    open_now: int = 0
    most_open: int = 0
    port: int = 0

    def paths(self) -> list[str]:
        return [head.split()[1] for head in self.heads]

    def answer_to(self, head: str) -> Answer:
        path = head.split()[1]
        found = self.answers.get(path, page("nichts", "404 Not Found"))
        if isinstance(found, list):
            return found.pop(0) if len(found) > 1 else found[0]
        return found


class _Handler(socketserver.BaseRequestHandler):
    server: Any

    def handle(self) -> None:
        site: Site = self.server.site
        site.connections += 1
        pending = b""
        while True:
            while b"\r\n\r\n" not in pending:
                try:
                    part = self.request.recv(65536)
                except OSError:
                    return
                if not part:
                    return
                pending += part
            head, _, pending = pending.partition(b"\r\n\r\n")
            site.heads.append(head.decode("latin-1"))
            site.open_now += 1
            site.most_open = max(site.most_open, site.open_now)
            try:
                answer = site.answer_to(site.heads[-1])
                sent = answer(self.request, site.heads[-1]) if callable(answer) else answer
                if sent is None:
                    return
                self.request.sendall(sent)
            except OSError:
                return
            finally:
                site.open_now -= 1


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True


@contextmanager
def served(site: Site) -> Iterator[Site]:
    with _Server(("127.0.0.1", 0), _Handler) as server:
        server.site = site  # type: ignore[attr-defined]
        site.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield site
        server.shutdown()


def source_of(host: str = HOST, **more: Any) -> Source:
    return Source(
        source_id="saeule",
        name="Säule",
        organiser="Verein Säule",
        homes={Sites.DEMO: f"http://{host}"},
        lists=(ListPage(name="termine", addresses=("/",)),),
        parse=lambda capture: (),
        **more,
    )


def run_of(number: int = 1, sites: Sites = Sites.DEMO, day: date = date(2026, 3, 2)) -> Run:
    return Run(run_id=f"{day.isoformat()}.{number}", logical_date=day, started_at=NIGHT, sites=sites)


class Crawl:
    """Nights of one site into one archive; `slept` has the seconds that would have been waited."""

    def __init__(self, raw: Path, connect_to: dict[str, tuple[str, int]]) -> None:
        self.store = RawStore(raw)
        self.connect_to = connect_to
        self.slept: list[float] = []
        self.settings: dict[str, Any] = {"delay_seconds": 0.0, "request_seconds": 5.0}
        self.number = 0

    def client(self, **settings: Any) -> Client:
        chosen = HttpSettings(**{**self.settings, **settings})
        return Client(chosen, "Litfass/test (+crew@example.org)", FixedClock(NIGHT), self.connect_to, self.slept.append)

    def night(self, *urls: str, source: Source | None = None, **settings: Any) -> list[Capture]:
        """What fetch returned for each address (a path is taken on HOST)."""
        self.number += 1
        source = source or source_of()
        with (
            self.client(**settings) as client,
            self.store.open_run(source.source_id, run_of(self.number), {"test": "yes"}) as writer,
        ):
            session = client.session(source, writer, self.store)
            full = [url if "://" in url else f"http://{HOST}{url}" for url in urls]
            return [session.fetch(url, PageRole.LIST) for url in full]

    def archived(self, number: int | None = None) -> list[Capture]:
        return self.store.load("saeule", run_of(number or self.number).run_id)

    def file(self, number: int = 1) -> Path:
        return self.store.folder / "saeule" / "2026" / f"{run_of(number).run_id}.warc.gz"


@pytest.fixture
def site() -> Iterator[Site]:
    with served(Site()) as running:
        yield running


@pytest.fixture
def crawl(site: Site, tmp_path: Path) -> Crawl:
    return Crawl(tmp_path / "raw", {HOST: ("127.0.0.1", site.port)})


@pytest.fixture
def kit() -> SimpleNamespace:
    """The plain functions of this file, for tests in whichever way they are imported."""
    return SimpleNamespace(
        page=page, served=served, Site=Site, Crawl=Crawl, source_of=source_of, run_of=run_of, HOST=HOST, NIGHT=NIGHT
    )
