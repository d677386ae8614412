"""What one can choose in the filters of a list, and how many dates stand behind it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.feed.selections import slug
from pipeline.german import LANGUAGES, TOPICS
from pipeline.site.listing import Entry

Options = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """Options as (value, text) in order of text; `shards` are the months that the search reads, `month` is set where
    it keeps to one."""

    towns: Options
    organisers: Options
    topics: Options
    languages: Options
    shards: tuple[str, ...]
    month: str
    total: str


def choices_of(entries: Sequence[Entry], months: Iterable[str], today: date, month: str = "") -> Choices:
    """The choices among these entries."""
    now = f"{today:%Y-%m}"
    organisers = {body.name for entry in entries for body in entry.item.organisers if body.role == "organiser"}
    topics = {topic: TOPICS.get(topic, topic) for entry in entries for topic in entry.item.topics}
    languages = {tag: LANGUAGES.get(tag, tag) for entry in entries for tag in entry.item.languages}
    return Choices(
        towns=_options({entry.town: entry.town for entry in entries if entry.town}),
        organisers=_options({name: name for name in organisers}),
        topics=_options(topics),
        languages=_options(languages),
        shards=tuple(sorted({month} if month else {now, *months})),
        month=month,
        total=total(len(entries)),
    )


def total(count: int) -> str:
    """1 Termin, 12 Termine"""
    return f"{count} Termin" if count == 1 else f"{count} Termine"


def _options(names: dict[str, str]) -> Options:
    return tuple(sorted(names.items(), key=lambda pair: (slug(pair[1]), pair[1])))
