"""Nights whose calendar page is one line: for tests of what is stored, which need no pages drawn."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest


@contextmanager
def plain_site() -> Iterator[None]:
    """Publish and verify draw no pages as long as the block lasts."""
    with pytest.MonkeyPatch.context() as patch:
        for module in ("pipeline.night", "pipeline.verify.folder"):
            patch.setattr(f"{module}.render_site", _one_line)
        yield


def _one_line(*_: object, **__: object) -> dict[str, bytes]:
    return {"index.html": b"<!DOCTYPE html><title>Termine</title>\n"}
