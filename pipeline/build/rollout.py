"""A block of text put into every page of a site overnight is one change of the source, not one of each event."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from pipeline.models import Announcement, RawAnnouncement
from pipeline.normalise.text import clean

MIN_CHARACTERS = 40  # shorter insertions may be facts that several entries share
_FEWEST = 3
_SHARE = 0.6  # of the known entries read tonight


def known_texts(known: Iterable[Announcement]) -> dict[tuple[str, int], str]:
    """The last text of each known entry, under each of its names (key, id at the source, address) and its part."""
    return {(name, a.part): a.text for a in known for name in (a.key, a.guid, a.url) if name}


def new_blocks(raws: Sequence[RawAnnouncement], known: Mapping[tuple[str, int], str]) -> tuple[str, ...]:
    """The passages that were inserted, word for word the same, into most of the known entries since their last reading;
    everything around them unchanged in at least three."""
    inserted: Counter[str] = Counter()
    n_compared = 0
    for raw in raws:
        names = ((name, raw.part) for name in (raw.key, raw.guid, raw.url) if name)
        before = next((known[name] for name in names if name in known), None)
        if before is None:
            continue
        n_compared += 1
        passage = _insertion(before.split(), clean(raw.text_of("text")).split())
        if len(passage) >= MIN_CHARACTERS:
            inserted[passage] += 1
    return tuple(
        passage for passage, count in sorted(inserted.items()) if count >= _FEWEST and count >= _SHARE * n_compared
    )


def _insertion(before: Sequence[str], now: Sequence[str]) -> str:
    """The words that `now` has in one place beyond `before`; empty if anything else changed."""
    if len(now) <= len(before):
        return ""
    head = 0
    while head < len(before) and before[head] == now[head]:
        head += 1
    tail = len(before) - head
    if tail and list(before[head:]) != list(now[len(now) - tail :]):
        return ""
    return " ".join(now[head : len(now) - tail])


def without(raws: Iterable[RawAnnouncement], blocks: Sequence[str]) -> tuple[list[RawAnnouncement], dict[str, int]]:
    """The entries with the blocks blanked out in their texts, other characters where they were, and in how many entries
    each block stood."""
    found: Counter[str] = Counter()
    patterns = [(block, re.compile(r"\s+".join(map(re.escape, block.split())))) for block in blocks]
    kept = []
    for raw in raws:
        printed = raw.fields.get("text")
        if printed is not None:
            text = printed.text
            for block, pattern in patterns:
                text, count = pattern.subn(lambda match: " " * len(match.group()), text)
                found[block] += count > 0
            if text != printed.text:
                raw = replace(raw, fields={**raw.fields, "text": replace(printed, text=text)})
        kept.append(raw)
    return kept, {block: count for block, count in found.items() if count}
