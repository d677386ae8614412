"""One request and its answer: headers sent, bytes read with a bound, gzip undone, trouble named."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

import httpx

from pipeline.adapters.body import BodyRefused, decode_body
from pipeline.adapters.transport import AttemptFailed, GuardedTransport
from pipeline.models import Failure

_ACCEPT = "text/html,application/xhtml+xml,application/json;q=0.9,application/xml;q=0.9,text/calendar;q=0.9,*/*;q=0.8"

Headers = tuple[tuple[bytes, bytes], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """What one attempt brought. `status` is None without response; `raw` is the body as sent, chunking undone, `body`
    the same with gzip undone and empty after a failure; `detail` is the failure in one sentence."""

    status: int | None = None
    http_version: str = "HTTP/1.1"
    reason: str = ""
    headers: Headers = ()
    raw: bytes = b""
    body: bytes = b""
    failure: Failure | None = None
    detail: str = ""

    def header(self, name: str) -> str:
        """The first header of that name, '' if there is none."""
        wanted = name.lower().encode()
        return next((decode_header(value) for key, value in self.headers if key.lower() == wanted), "")


def decode_header(value: bytes) -> str:
    """Header bytes as text: UTF-8 where they are, else Latin-1, which never fails."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


def normal_url(url: str) -> str | None:
    """The address as it goes over the wire, without fragment; None if it is not one that we ask for.

    Refused are other schemes than http and https, addresses without host, and addresses that carry a password.
    """
    try:
        urlsplit(url)  # sees the broken brackets that httpx reads as part of a name
        parsed = httpx.URL(url.strip())
    except (httpx.InvalidURL, ValueError, UnicodeError):
        return None
    if parsed.scheme not in ("http", "https") or not parsed.host or parsed.userinfo:
        return None
    if not parsed.raw_host.isascii() or parsed.port not in (None, 80, 443):
        return None
    return str(parsed.copy_with(fragment=None))


def host_of(url: str) -> str:
    """The host name of a normal address, in lower case."""
    return httpx.URL(url).raw_host.decode("ascii").lower()


def origin_of(url: str) -> str:
    """Scheme, host and port of a normal address: what a robots.txt speaks for."""
    parsed = httpx.URL(url)
    return f"{parsed.scheme}://{parsed.netloc.decode('ascii')}"


def ask(
    transport: GuardedTransport,
    url: str,
    *,
    user_agent: str,
    conditions: Mapping[str, str],
    seconds: float,
    max_bytes: int,
) -> Exchange:
    """GET a normal address within `seconds`; `conditions` are If-None-Match and If-Modified-Since.

    Never raises for what the net does. A response that broke off keeps what had come in `raw`.
    """
    headers = {
        "User-Agent": user_agent,
        "Accept": _ACCEPT,
        "Accept-Language": "de, en;q=0.5",
        "Accept-Encoding": "gzip",
        **conditions,
    }
    waits = dict.fromkeys(("connect", "read", "write", "pool"), seconds)
    request = httpx.Request("GET", url, headers=headers, extensions={"timeout": waits})
    transport.deadline.until = time.monotonic() + seconds
    try:
        response = transport.handle_request(request)
    except AttemptFailed as error:
        return Exchange(failure=error.failure, detail=f"{url}: {error}")
    try:
        return _read(response, url, max_bytes)
    finally:
        response.close()


def _read(response: httpx.Response, url: str, max_bytes: int) -> Exchange:
    received = bytearray()
    failure, detail = None, ""
    try:
        for part in response.iter_raw():
            received += part
            if len(received) > max_bytes:
                failure, detail = Failure.TOO_LARGE, f"{url}: the response is larger than {max_bytes} bytes"
                break
    except AttemptFailed as error:
        failure, detail = error.failure, f"{url}: {error}"
    answer = Exchange(
        status=response.status_code,
        http_version=bytes(response.extensions.get("http_version", b"HTTP/1.1")).decode("ascii"),
        reason=decode_header(bytes(response.extensions.get("reason_phrase", b""))),
        headers=tuple(response.headers.raw),
        raw=bytes(received[:max_bytes]),
        failure=failure,
        detail=detail,
    )
    return answer if failure else _decoded(answer, url, max_bytes)


def _decoded(answer: Exchange, url: str, max_bytes: int) -> Exchange:
    try:
        return replace(answer, body=decode_body(answer.raw, answer.header("content-encoding"), max_bytes))
    except BodyRefused as error:
        return replace(answer, failure=error.failure, detail=f"{url}: the response {error}")
