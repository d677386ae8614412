"""From what a page prints to what it means: one RawAnnouncement becomes one typed Announcement, in named steps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from pipeline.models import Announcement, Kind, RawAnnouncement
from pipeline.normalise.draft import Context, Draft, SourceFacts, source_facts
from pipeline.normalise.labels import read_labels
from pipeline.normalise.place_step import say_place
from pipeline.normalise.steps import (
    judge,
    say_dates,
    say_kind,
    say_offers,
    say_organisers,
    say_published,
    say_status,
    say_title,
    say_topics,
)
from pipeline.normalise.text import clean, clean_line
from pipeline.normalise.titles import read_title

__all__ = ["STEPS", "Context", "Draft", "SourceFacts", "Step", "normalise", "source_facts"]

Step = Callable[[Draft, Context], Draft]

# in this order: dates need the day of publication, the kind needs dates, the place needs the kind, the verdict needs
# all
STEPS: tuple[Step, ...] = (
    say_title,
    say_published,
    say_dates,
    say_kind,
    say_status,
    say_place,
    say_organisers,
    say_offers,
    say_topics,
    judge,
)


def normalise(raw: RawAnnouncement, *, reference: date, source: SourceFacts) -> Announcement:
    """The typed claim of one printed announcement, without an id.

    `reference` is the day against which year-less dates are read when the page does not say when it was published.
    Nothing is refused: what is no announcement comes back rejected, what contradicts itself comes back in review.
    """
    context = Context(reference=reference, source=source)
    draft = _opened(raw, context)
    for step in STEPS:
        draft = step(draft, context)
    return draft.announcement


def _opened(raw: RawAnnouncement, context: Context) -> Draft:
    text = clean(raw.text_of("text"))
    title = clean_line(raw.text_of("title"))
    return Draft(
        raw=raw,
        printed_title=title,
        title=read_title(title),
        text=text,
        labels=read_labels(text),
        day=context.reference,
        announcement=Announcement(
            source_id=raw.source_id,
            capture_id=raw.capture_id,
            position=raw.position,
            key=raw.key,
            title=title,
            text=text,
            kind=Kind.EVENT,
            kind_reason="",
            url=raw.url or raw.text_of("url").strip(),
            guid=raw.guid,
            post_id=raw.post_id,
            part=raw.part,
            role=raw.role,
            reader=raw.reader,
        ),
    )
