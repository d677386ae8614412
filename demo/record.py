"""Records a demo page as a fixture of a source: the body beside a head that says where it came from."""

from __future__ import annotations

import json
from pathlib import Path

from demo.content import load_site
from demo.server import Theme, answer
from demo.timetable import night as get_night

SUFFIXES = {"application/json": ".json", "application/rss+xml": ".xml", "text/html": ".html"}


def record(
    folder: Path, case: str, *, site: str, path: str, role: str, night: int = 1, theme: Theme = "original"
) -> Path:
    """Write `<case>.<html|json|xml>` and `<case>.head.json` into the folder; the body's path.

    The head holds url, role, captured_at, headers, and that it is synthetic. ValueError for an answer that is no page.
    """
    place = load_site(site, night)
    reply = answer(place, path, theme)
    if reply.status != 200:
        raise ValueError(f"{place.home}{path} answers {reply.status} in night {night}; only pages can be recorded")
    folder.mkdir(parents=True, exist_ok=True)
    body = folder / f"{case}{SUFFIXES[reply.content_type.split(';')[0]]}"
    head = {
        "url": f"{place.home}{path}",
        "role": role,
        "captured_at": get_night(night).clock.isoformat(),
        "headers": {"Content-Type": reply.content_type, **reply.headers},
        "synthetic": True,
    }
    body.write_bytes(reply.body)
    head_text = json.dumps(head, ensure_ascii=False, indent=2) + "\n"
    (folder / f"{case}.head.json").write_text(head_text, encoding="utf-8")
    return body
