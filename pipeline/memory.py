"""What one night leaves for the next beside the published tables: every announcement in full, with its ids and ages.

It is private (full texts, whatever a source permits) and derived: `rebuild` makes it anew from the archive.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from pydantic import TypeAdapter, ValidationError

from pipeline.errors import StoreError
from pipeline.models import Announcement, Publish, Source

MEMORY_VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """One known announcement. `home_*` is the first id it ever had, `missing_nights` counts good nights without it in a
    row, `removed` says why it left the feed, `held_run` is the first run that withheld its removal. `maybe_id` is the
    known announcement that it may be: it waits for a person, who has called them one where its state is rejected."""

    announcement: Announcement
    first_seen_at: datetime
    last_seen_at: datetime
    seen_tonight: bool = True
    missing_nights: int = 0
    removed: str | None = None
    held_run: str | None = None
    maybe_id: str | None = None
    event_id: str | None = None
    home_event_id: str | None = None
    series_id: str | None = None
    home_series_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """All known announcements by id; `minted` lists event and series ids in the order of their minting; `merged` maps
    ended event ids to the ones they went into; `accepted` are the rows of accept.csv that have acted, as
    `<run> <source>`; `waiting` the values that came back and must be seen once more; `blocks` the passages that stand
    all over a source; `rules` the digest of the code that read all this; `voices` what each source's module said of it:
    how far it may be published, whether it speaks for itself, and for whom."""

    announcements: Mapping[str, Remembered] = field(default_factory=dict)
    minted: tuple[str, ...] = ()
    merged: Mapping[str, str] = field(default_factory=dict)
    accepted: tuple[str, ...] = ()
    waiting: Mapping[str, str] = field(default_factory=dict)
    blocks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rules: str = ""
    voices: Mapping[str, tuple[str, bool, str]] = field(default_factory=dict)


_REMEMBERED = TypeAdapter(Remembered)


def dump_memory(memory: Memory) -> bytes:
    """JSON Lines: a head, then one announcement a line, in the order of ids."""
    head = {
        "memory_version": MEMORY_VERSION,
        "minted": list(memory.minted),
        "merged": dict(sorted(memory.merged.items())),
        "accepted": sorted(memory.accepted),
        "waiting": dict(sorted(memory.waiting.items())),
        "blocks": {name: list(blocks) for name, blocks in sorted(memory.blocks.items())},
        "rules": memory.rules,
        "voices": {name: list(voice) for name, voice in sorted(memory.voices.items())},
    }
    lines = [json.dumps(head, ensure_ascii=False).encode()]
    lines += [_REMEMBERED.dump_json(memory.announcements[one]) for one in sorted(memory.announcements)]
    return b"\n".join(lines) + b"\n"


def load_memory(content: bytes) -> Memory:
    """The memory that `dump_memory` wrote; StoreError if it is damaged or of another version."""
    try:
        lines = content.splitlines()
        head = json.loads(lines[0])
        if head["memory_version"] != MEMORY_VERSION:
            raise StoreError(
                f"memory of version {head['memory_version']} found, {MEMORY_VERSION} expected: run `litfass rebuild`"
            )
        known = [_REMEMBERED.validate_json(line) for line in lines[1:]]
    except (IndexError, KeyError, ValueError, ValidationError) as error:
        raise StoreError(f"the memory of the last night is damaged ({error}): run `litfass rebuild`") from error
    return Memory(
        announcements={one.announcement.announcement_id: one for one in known},
        minted=tuple(head["minted"]),
        merged=head["merged"],
        accepted=tuple(head.get("accepted", ())),
        waiting=head.get("waiting", {}),
        blocks={name: tuple(blocks) for name, blocks in head.get("blocks", {}).items()},
        rules=head.get("rules", ""),
        voices={name: tuple(voice) for name, voice in head.get("voices", {}).items()},
    )


def voices_of(sources: Iterable[Source], before: Memory) -> dict[str, tuple[str, bool, str]]:
    """What is remembered of the sources: as their modules say, or as they said when they could last be used."""
    usable = {one.source_id: (one.publish.value, one.is_own_voice, one.organiser) for one in sources if not one.fault}
    return {**before.voices, **usable}


def known_facts(source: Source, memory: Memory) -> Source:
    """A source whose module cannot be used, with what it said of itself before: what is known of it stays as it is."""
    if not source.fault or source.source_id not in memory.voices:
        return source
    publish, is_own_voice, organiser = memory.voices[source.source_id]
    return replace(source, publish=Publish(publish), is_own_voice=is_own_voice, organiser=organiser)
