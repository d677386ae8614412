"""Made-up captures of pages that content systems serve."""

from __future__ import annotations

from pipeline.models import Capture, PageRole
from tests.builders import NIGHT

HOME = "https://verein.example"


def page(
    body: str,
    path: str = "/termine/",
    *,
    role: PageRole = PageRole.LIST,
    content_type: str = "text/html; charset=utf-8",
    headers: tuple[tuple[str, str], ...] = (),
) -> Capture:
    return Capture(
        capture_id="cap_1",
        source_id="verein",
        run_id="2026-03-02.1",
        url=HOME + path,
        final_url=HOME + path,
        role=role,
        status=200,
        failure=None,
        captured_at=NIGHT,
        headers=(("Content-Type", content_type), *headers),
        body=body.encode(),
    )
