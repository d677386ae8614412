"""The wire: which addresses may be connected to, and one deadline over everything a request waits for."""

from __future__ import annotations

import ipaddress
import queue
import socket
import ssl
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

import httpcore
import httpx

from pipeline.errors import FetchError
from pipeline.models import Failure

ConnectTo = Mapping[str, tuple[str, int]]
_Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_NAT64_LOCAL = ipaddress.IPv6Network("64:ff9b:1::/48")


class AttemptFailed(FetchError):
    """A request that brought no whole response; `failure` says why in one word, the text in one sentence."""

    def __init__(self, failure: Failure, sentence: str) -> None:
        super().__init__(sentence)
        self.failure = failure


class Deadline:
    """The moment (time.monotonic) after which nothing more is waited for; set anew for each request of a host."""

    def __init__(self) -> None:
        self.until = 0.0

    def remaining(self, wanted: float | None = None) -> float:
        """Seconds left, at most `wanted`; AttemptFailed TIMEOUT if there are none."""
        left = self.until - time.monotonic()
        if left <= 0:
            raise AttemptFailed(Failure.TIMEOUT, "did not finish before the deadline of the request")
        return left if wanted is None else min(left, wanted)


def is_public(address: str) -> bool:
    """Whether a numeric address belongs to the open internet.

    False for loopback, private, shared, link-local, multicast, reserved and unspecified addresses, for IPv4 mapped
    into IPv6, and for 6to4 and NAT64 addresses that lead to such an IPv4 address.
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None or ip.is_site_local or ip in _NAT64_LOCAL:
            return False
        if ip.sixtofour is not None:
            return is_public(str(ip.sixtofour))
        if ip in _NAT64:
            return is_public(str(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)))
    return _is_global(ip)


def _is_global(ip: _Address) -> bool:
    special = (ip.is_private, ip.is_loopback, ip.is_link_local, ip.is_multicast, ip.is_reserved, ip.is_unspecified)
    return ip.is_global and not any(special)


def _look_up(host: str, port: int, answer: queue.SimpleQueue[list[str] | OSError | UnicodeError]) -> None:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        answer.put(list(dict.fromkeys(str(entry[4][0]) for entry in found)))
    except (OSError, UnicodeError) as error:
        answer.put(error)


def resolve(host: str, port: int, seconds: float) -> list[str]:
    """The numeric addresses of a host name; AttemptFailed DNS if there are none within `seconds`."""
    answer: queue.SimpleQueue[list[str] | OSError | UnicodeError] = queue.SimpleQueue()
    # getaddrinfo cannot be given a time-out; the thread is left to its own resolver's limit
    threading.Thread(target=_look_up, args=(host, port, answer), daemon=True).start()
    try:
        found = answer.get(timeout=seconds)
    except queue.Empty as error:
        raise AttemptFailed(Failure.TIMEOUT, f"the name {host} was not resolved before the deadline") from error
    if isinstance(found, Exception):
        raise AttemptFailed(Failure.DNS, f"the name {host} cannot be resolved ({_words(found)})") from found
    return found


def _words(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or error or type(error).__name__)


class GuardedStream(httpcore.NetworkStream):
    """A connection on which no single wait outlasts the deadline, so that dripped bytes cannot either."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._deadline.remaining(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._deadline.remaining(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        try:
            secured = self._inner.start_tls(ssl_context, server_hostname, self._deadline.remaining(timeout))
        except httpcore.ConnectError as error:
            raise AttemptFailed(Failure.TLS, f"no secure connection to {server_hostname} ({error})") from error
        return GuardedStream(secured, self._deadline)

    def get_extra_info(self, info: str) -> object:
        return self._inner.get_extra_info(info)


class GuardedBackend(httpcore.NetworkBackend):
    """Resolves names itself and connects only to public addresses, or to where `connect_to` sends a host."""

    def __init__(self, connect_to: ConnectTo, deadline: Deadline) -> None:
        self._connect_to = connect_to
        self._deadline = deadline
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        mapped = self._connect_to.get(host)
        if mapped is not None:
            return self._connect([mapped[0]], mapped[1], host)
        found = resolve(host, port, self._deadline.remaining(timeout))
        public = [address for address in found if is_public(address)]
        if not public:
            raise AttemptFailed(
                Failure.ADDRESS_REFUSED, f"{host} leads to {', '.join(found)}, which is not an address of the internet"
            )
        return self._connect(public, port, host)

    def _connect(self, addresses: list[str], port: int, host: str) -> httpcore.NetworkStream:
        """The first numeric address that answers; connecting by number leaves no second look-up to be lied to."""
        trouble: Exception | None = None
        for index, address in enumerate(addresses):
            share = self._deadline.remaining() / (len(addresses) - index)
            try:
                return GuardedStream(self._inner.connect_tcp(address, port, share), self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                trouble = error
        if isinstance(trouble, httpcore.ConnectTimeout):
            raise AttemptFailed(Failure.TIMEOUT, f"{host} did not accept a connection before the deadline") from trouble
        raise AttemptFailed(Failure.CONNECT, f"{host} refused the connection ({trouble})") from trouble


@contextmanager
def _named(during_body: bool) -> Iterator[None]:
    """httpcore's exceptions as AttemptFailed; the same break is RESET before the response and TRUNCATED inside it."""
    try:
        yield
    except httpcore.TimeoutException as error:
        raise AttemptFailed(Failure.TIMEOUT, "did not finish before the deadline of the request") from error
    except httpcore.RemoteProtocolError as error:
        if during_body:
            raise AttemptFailed(Failure.TRUNCATED, f"the connection was cut inside the response ({error})") from error
        if "without sending a response" in str(error):
            raise AttemptFailed(Failure.RESET, "the connection was closed without a response") from error
        raise AttemptFailed(Failure.PROTOCOL, f"the answer is not valid HTTP ({error})") from error
    except httpcore.NetworkError as error:
        failure = Failure.TRUNCATED if during_body else Failure.RESET
        place = "inside the response" if during_body else "before a response came"
        raise AttemptFailed(failure, f"the connection broke {place} ({error})") from error
    except (httpcore.ProtocolError, httpcore.UnsupportedProtocol) as error:
        raise AttemptFailed(Failure.PROTOCOL, f"the request cannot be made ({error})") from error


class _BodyStream(httpx.SyncByteStream):
    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        with _named(during_body=True):
            yield from self._response.iter_stream()

    def close(self) -> None:
        self._response.close()


class GuardedTransport(httpx.BaseTransport):
    """httpx over one guarded connection to one host; `deadline.until` must be set before each request.

    AttemptFailed is the only exception for network trouble. One transport serves one request at a time.
    """

    def __init__(self, connect_to: ConnectTo) -> None:
        self.deadline = Deadline()
        self._pool = httpcore.ConnectionPool(
            max_connections=1,
            max_keepalive_connections=1,
            keepalive_expiry=30.0,
            network_backend=GuardedBackend(connect_to, self.deadline),
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        inner = httpcore.Request(
            request.method, url, headers=request.headers.raw, content=b"", extensions=request.extensions
        )
        with _named(during_body=False):
            response = self._pool.handle_request(inner)
        return httpx.Response(
            response.status, headers=response.headers, stream=_BodyStream(response), extensions=response.extensions
        )

    def close(self) -> None:
        self._pool.close()
