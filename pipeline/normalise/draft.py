"""The half-read announcement that the steps hand on, and the traces that they leave."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from pipeline.models import Announcement, DateReading, RawAnnouncement, Source, Trace
from pipeline.normalise.labels import Label
from pipeline.normalise.titles import TitleReading


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFacts:
    """What normalising needs to know of a source; `organiser` stands in only where the source speaks for itself."""

    source_id: str
    organiser: str = ""
    language: str = "de"
    is_own_voice: bool = True
    timezone: str = "Europe/Berlin"


def source_facts(source: Source) -> SourceFacts:
    """The facts of a source that normalising may use."""
    return SourceFacts(
        source_id=source.source_id,
        organiser=source.organiser,
        language=source.language,
        is_own_voice=source.is_own_voice,
        timezone=source.timezone,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What is the same for every step: the day against which year-less dates are read unless a page says when it was
    published, and the source."""

    reference: date
    source: SourceFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An announcement while it is being read; `day` is the day of publication if known, else the reference."""

    raw: RawAnnouncement
    announcement: Announcement
    printed_title: str
    title: TitleReading
    text: str
    labels: tuple[Label, ...]
    day: date
    deadlines: tuple[DateReading, ...] = ()


def told(draft: Draft, **values: Any) -> Draft:
    """The draft with these values of its announcement."""
    return replace(draft, announcement=replace(draft.announcement, **values))


def traced(draft: Draft, *traces: Trace | None) -> Draft:
    """The draft with these traces added, those that are None left out."""
    kept = tuple(trace for trace in traces if trace)
    return told(draft, traces=draft.announcement.traces + kept) if kept else draft


def trace(draft: Draft, field: str, source_field: str, words: str, rule: str, *, near: int = 0) -> Trace | None:
    """Where the words of a value stand in the printed field, nearest to `near`; the whole field if they are not found
    as they are, None if the page has no such field."""
    printed = draft.raw.fields.get(source_field)
    if printed is None or not printed.text:
        return None
    begin, end = _locate(printed.text, words, near)
    if printed.char_end - printed.char_start == len(printed.text):
        char_start, char_end = printed.char_start + begin, printed.char_start + end
        shown = printed.text[begin:end]
    else:  # entities or markup stand in between: only the whole range is certain
        char_start, char_end, shown = printed.char_start, printed.char_end, printed.text
    return Trace(
        field=field,
        capture_id=draft.raw.origins.get(source_field, draft.raw.capture_id),
        node_path=printed.node_path,
        char_start=char_start,
        char_end=char_end,
        printed=shown,
        rule=rule,
    )


def _locate(text: str, words: str, near: int) -> tuple[int, int]:
    """The span of the words in the text as printed, where spaces and line breaks may differ; all of it if they are
    not there."""
    bare = words.strip()
    if not bare:
        return 0, len(text)
    pattern = re.escape(bare) if bare in text else r"[\s\u00a0\u200b\u00ad]+".join(map(re.escape, bare.split()))
    found = [match.span() for match in re.finditer(pattern, text)]
    return min(found, key=lambda span: abs(span[0] - near)) if found else (0, len(text))
