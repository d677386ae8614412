"""A request without a recording fails, whoever catches the exception."""

from __future__ import annotations

import socket

import pytest

from pipeline.cli import call


def test_a_connection_to_elsewhere_is_refused(strict_playback: list[str]) -> None:
    with socket.socket() as line, pytest.raises(ConnectionRefusedError):
        line.connect(("192.0.2.1", 80))
    assert strict_playback == ["connect to ('192.0.2.1', 80)"]
    strict_playback.clear()


def test_a_live_address_is_noted_though_the_crawler_catches_it(
    strict_playback: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LITFASS_CONTACT", "ada@saeule.example")
    monkeypatch.setenv("LITFASS_HTTP__ATTEMPTS", "1")
    monkeypatch.setenv("LITFASS_HTTP__DELAY_SECONDS", "0")
    assert call(["probe", "http://saeule.example/"]) == 3
    assert strict_playback and all("saeule.example" in one for one in strict_playback)
    strict_playback.clear()
