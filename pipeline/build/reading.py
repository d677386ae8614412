"""A source's archived captures of one night -> its announcements, and the judgement whether the night is believable."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from pipeline.build.values import SourceReading
from pipeline.checks import judge_source
from pipeline.errors import ParseError
from pipeline.models import Announcement, Capture, Issue, PageRole, RawAnnouncement, Severity, Source
from pipeline.normalise import normalise, source_facts
from pipeline.pages import capture_ids, combine

Call = Callable[..., Any]


def read_source(source: Source, captures: Sequence[Capture], reference: date, call: Call) -> SourceReading:
    """Read a night of one source. `call(function, *args)` runs a page's parser where it can be killed; a page or an
    entry that cannot be read becomes an Issue, the others go on. Year-less dates are read against `reference`."""
    raws: list[RawAnnouncement] = []
    issues: list[Issue] = []
    for capture in captures:
        if not capture.has_body or capture.role is PageRole.ROBOTS:
            continue
        try:
            raws += call(parse_page, source.parse, capture)
        except ParseError as error:
            issues.append(
                _issue(source, "parse_error", capture.final_url, "a page that the source can read", str(error))
            )
    announcements: list[Announcement] = []
    seen_in: list[tuple[str, ...]] = []
    facts = source_facts(source)
    for raw in combine(raws):
        try:
            announcements.append(normalise(raw, reference=reference, source=facts))
        except Exception as error:  # one bad item never spoils its source (DESIGN, promise 10)
            found = f"{type(error).__name__}: {error}"
            issues.append(_issue(source, "entry_unreadable", raw.url or raw.key, "a readable entry", found))
            continue
        seen_in.append(capture_ids(raw))
    night = judge_source(source, captures, len(announcements))
    return SourceReading(
        captures=tuple(captures),
        announcements=tuple(announcements),
        seen_in=tuple(seen_in),
        night=night,
        issues=tuple(issues),
    )


def parse_page(parse: Callable[[Capture], Sequence[RawAnnouncement]], capture: Capture) -> list[RawAnnouncement]:
    """All entries of a page; module-level, so that it can be sent to the parser process."""
    return list(parse(capture))


def _issue(source: Source, issue_class: str, where: str, expected: str, found: str) -> Issue:
    return Issue(
        source_id=source.source_id,
        severity=Severity.ERROR,
        issue_class=issue_class,
        where=where,
        expected=expected,
        found=found,
    )
