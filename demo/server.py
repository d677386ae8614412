"""The demo sites over HTTP: one loopback port, hosts told apart by the Host header."""

from __future__ import annotations

import gzip
import hashlib
import re
import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Literal, Self
from urllib.parse import parse_qsl, urlsplit

from demo import contao, wordpress
from demo.content import SITES, Site, load_site
from demo.reply import HTML, Reply, Request, page
from demo.timetable import night as get_night
from demo.wordpress_posts import gmt

Theme = Literal["original", "renamed"]
GZIP_FROM_BYTES = 200
STYLE = """body { max-width: 60rem; margin: auto; padding: 1rem; font-family: sans-serif; line-height: 1.5 }
nav ul { padding: 0 } nav li { display: inline-block; margin-right: 1rem } aside { font-size: .9rem; color: #444 }
"""
DOWN = page("<html><head><title>503</title></head><body><h1>Service Unavailable</h1></body></html>\n", status=503)
UNKNOWN_HOST = page("<html><body><h1>Unknown host</h1></body></html>\n", status=421)


@dataclass(frozen=True, slots=True, kw_only=True)
class Logged:
    """One request as answered; `path` with its query, `conditional` if it asked for changes only."""

    method: str
    host: str
    path: str
    status: int
    conditional: bool


class DemoSites:
    """The three sites as they stand on one night, while the context is open.

    theme="renamed" serves the same content with every CSS class and id renamed and without REST and feeds.
    `connect_to` maps each host name to the address that answers for it; `requests` is the log so far.
    """

    def __init__(self, night: int, *, theme: Theme = "original", port: int = 0) -> None:
        get_night(night)
        self.night = night
        self.theme = theme
        self.requests: list[Logged] = []
        sites = {site.host: site for site in (load_site(name, night) for name in SITES)}
        self._server = _Server(("127.0.0.1", port), sites, theme, self.requests)
        self.port: int = self._server.server_address[1]
        self.connect_to: dict[str, tuple[str, int]] = dict.fromkeys(sites, ("127.0.0.1", self.port))
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


def answer(site: Site, target: str, theme: Theme = "original") -> Reply:
    """What the site answers to a GET of that path and query, without HTTP around it."""
    parts = urlsplit(target)
    if site.down:
        return DOWN
    if parts.path == "/robots.txt":
        return _robots(site)
    if parts.path.endswith(".css"):
        return Reply(status=200, content_type="text/css", body=STYLE.encode())
    request = Request(path=parts.path or "/", query=dict(parse_qsl(parts.query)), with_platform=theme == "original")
    reply = contao.respond(site, request) if site.name == "iaf" else wordpress.respond(site, request)
    return rename(reply) if theme == "renamed" and reply.content_type == HTML else reply


def rename(reply: Reply) -> Reply:
    """The same page in a theme that nobody has seen: other classes and ids, no trace of REST and feeds."""
    html = reply.body.decode()
    html = re.sub(r'\b(class|id)="([^"]*)"', _other_names, html)
    html = re.sub(r'<link rel="(?:alternate|https://api\.w\.org/)"[^>]*>\n?', "", html)
    return Reply(status=reply.status, content_type=reply.content_type, body=html.encode(), headers=reply.headers)


def _other_names(match: re.Match[str]) -> str:
    renamed = (f"x{hashlib.sha1(name.encode()).hexdigest()[:6]}" for name in match[2].split())
    return f'{match[1]}="{" ".join(renamed)}"'


def _robots(site: Site) -> Reply:
    folder = "/contao/" if site.name == "iaf" else "/wp-admin/"
    text = f"User-agent: *\nDisallow: {folder}\nDisallow: {site.disallowed}\n"
    return Reply(status=200, content_type="text/plain; charset=utf-8", body=text.encode())


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, address: tuple[str, int], sites: dict[str, Site], theme: Theme, log: list[Logged]) -> None:
        super().__init__(address, _Handler)
        self.sites = sites
        self.theme = theme
        self.log = log


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        host = (self.headers.get("Host") or "").split(":")[0].lower()
        site = self.server.sites.get(host)
        reply = answer(site, self.path, self.server.theme) if site else UNKNOWN_HOST
        headers = {"Content-Type": reply.content_type, **reply.headers, "Cache-Control": "no-cache"}
        body, status = reply.body, reply.status
        if status == 200 and site:
            etag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
            headers |= {"ETag": etag, "Last-Modified": http_date(site.changed_at), "Vary": "Accept-Encoding"}
            if self._is_known(etag, site.changed_at):
                status, body = 304, b""
        if body and len(body) >= GZIP_FROM_BYTES and "gzip" in (self.headers.get("Accept-Encoding") or ""):
            body = gzip.compress(body, mtime=0)
            headers["Content-Encoding"] = "gzip"
        conditional = "If-None-Match" in self.headers or "If-Modified-Since" in self.headers
        self.server.log.append(
            Logged(method=self.command, host=host, path=self.path, status=status, conditional=conditional)
        )
        self._send(status, headers, body)

    do_HEAD = do_GET

    def date_time_string(self, timestamp: float | None = None) -> str:
        """The Date header: the clock of the night, so that a night's bytes are the same on any day."""
        night = next(iter(self.server.sites.values())).night
        return format_datetime(get_night(night).clock.astimezone(UTC), usegmt=True)

    def version_string(self) -> str:
        return "Apache"

    def log_message(self, format: str, *args: object) -> None:
        """Silent: the log is a list."""

    def _is_known(self, etag: str, changed_at: datetime) -> bool:
        """RFC 9110: with If-None-Match, If-Modified-Since is not looked at."""
        known = self.headers.get("If-None-Match")
        if known is not None:
            return known.strip() == "*" or etag in {tag.strip().removeprefix("W/") for tag in known.split(",")}
        since = self.headers.get("If-Modified-Since")
        if since is None:
            return False
        try:
            return gmt(changed_at).replace(microsecond=0) <= parsedate_to_datetime(since)
        except ValueError:
            return False

    def _send(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in headers.items():
            if status != 304 or name != "Content-Type":
                self.send_header(name, value)
        if status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


def http_date(moment: datetime) -> str:
    """Wall time in Berlin as an HTTP date."""
    return format_datetime(gmt(moment), usegmt=True)
