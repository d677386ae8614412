"""Strict playback: whatever a test asks for is recorded or served on this machine; a way to elsewhere fails the test,
also where the code under test catches the refusal."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings

# no test asserts a duration: a loaded machine is no fault; the same examples on every machine
settings.register_profile("litfass", deadline=None, derandomize=True)
settings.load_profile("litfass")

_connect, _look_up = socket.socket.connect, socket.getaddrinfo


def is_here(host: object) -> bool:
    """Whether a host (a name or a numeric address) is this machine."""
    if host in (None, "", "localhost", b"localhost"):
        return True
    try:
        return ipaddress.ip_address(host.decode() if isinstance(host, bytes) else str(host)).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True)
def strict_playback(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Refuses sockets and name look-ups that lead off this machine; the list of refusals, which must end empty."""
    refused: list[str] = []

    def connect(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not is_here(address[0]):
            refused.append(f"connect to {address}")
            raise ConnectionRefusedError(f"a test may not connect to {address}")
        _connect(self, address)

    def look_up(host: Any, *args: Any, **options: Any) -> Any:
        if not is_here(host):
            refused.append(f"look up {host}")
            raise socket.gaierror(socket.EAI_NONAME, "a test may not look up names")
        return _look_up(host, *args, **options)

    monkeypatch.setattr(socket.socket, "connect", connect)
    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    yield refused
    if refused:
        pytest.fail(f"the test asked the outside world, nothing is recorded for that: {', '.join(refused)}")
