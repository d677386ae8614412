"""Fields read from JSON-LD and microdata, whole and broken, beside extruct on the same pages; and the time of each.

Run: python -m benchmarks.jsonld [ROUNDS]   (needs the `bench` extra)
"""

from __future__ import annotations

import sys
import time
from typing import Any

import extruct

from pipeline.formats.jsonld import read_jsonld
from pipeline.formats.microdata import read_microdata
from tests.formats.test_schema_org import EXAMPLES, capture_of

NAMES = {"title": "name", "start": "startDate"}


def main() -> None:
    """Print how many names and starts each finds, and the ratio of their times."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    wanted = sum(len(events) for _, _, events in EXAMPLES)
    ours, ours_time = _timed(_ours, rounds)
    theirs, theirs_time = _timed(_extruct, rounds)
    print(f"{len(EXAMPLES)} pages, {wanted} events")
    print(f"litfass  {ours} events with a name  {ours_time:.3f} s")
    print(f"extruct  {theirs} events with a name  {theirs_time:.3f} s")
    print(f"time     {ours_time / theirs_time:.2f} of extruct's")


def _timed(count: Any, rounds: int) -> tuple[int, float]:
    began = time.process_time()
    found = 0
    for _ in range(rounds):
        found = sum(count(body) for _, body, _ in EXAMPLES)
    return found, (time.process_time() - began) / rounds


def _ours(body: str) -> int:
    capture = capture_of(body)
    return max(len(read(capture).announcements) for read in (read_jsonld, read_microdata))


def _extruct(body: str) -> int:
    try:
        data = extruct.extract(body, syntaxes=["json-ld", "microdata", "rdfa"], uniform=True, errors="ignore")
    except Exception:  # a peer may fail in any way; then it has found nothing
        return 0
    return max((_events(data.get(syntax, [])) for syntax in ("json-ld", "microdata", "rdfa")), default=0)


def _events(value: Any) -> int:
    """Objects with a name or start whose type ends in Event, anywhere in what extruct gives."""
    if isinstance(value, list):
        return sum(map(_events, value))
    if not isinstance(value, dict):
        return 0
    stated = value.get("@type")
    types = [name for name in (stated if isinstance(stated, list) else [stated]) if isinstance(name, str)]
    is_event = any(name.endswith(("Event", "Festival")) for name in types)
    own = is_event and any(name in value for name in NAMES.values())
    return own + sum(_events(item) for item in value.values())


if __name__ == "__main__":
    main()
