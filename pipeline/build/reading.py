"""A source's archived captures of one night -> its announcements, and the judgement whether the night is believable."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from pipeline.build.rollout import new_blocks, without
from pipeline.build.teasers import contradictions
from pipeline.build.values import SourceReading
from pipeline.checks import Effective, PageVerdict, PageView, SourceNight, judge_source
from pipeline.checks.page import look_at, view_page
from pipeline.errors import ParseError
from pipeline.models import Announcement, Capture, Issue, PageRole, RawAnnouncement, Severity, Source
from pipeline.normalise import normalise, source_facts
from pipeline.pages import capture_ids, combine

Call = Callable[..., Any]


def read_source(
    source: Source,
    captures: Sequence[Capture],
    reference: date,
    call: Call,
    usual: Mapping[str, int] | None = None,
    texts: Mapping[tuple[str, int], str] | None = None,
    blocks: Sequence[str] = (),
) -> SourceReading:
    """Read a night of one source. `call(function, *args)` runs a page's parser where it can be killed; a page or an
    entry that cannot be read becomes an Issue, the others go on. Year-less dates are read against `reference`;
    `usual` is what its lists yield otherwise, `texts` the last text of each known entry (rollout.known_texts), `blocks`
    the passages known to stand all over the source: those and new ones are no part of any entry."""
    raws: list[RawAnnouncement] = []
    issues: list[Issue] = []
    views: list[PageView] = []
    for capture in captures:
        read: list[RawAnnouncement] = []
        if capture.has_body and capture.role is not PageRole.ROBOTS:
            try:
                read = call(parse_page, source.parse, capture)
            except ParseError as error:
                issues.append(
                    _issue(source, "parse_error", capture.final_url, "a page that the source can read", str(error))
                )
        view = _look(capture, len(read), call)
        views.append(view)
        if view.verdict.status in _READABLE:
            raws += read
    issues += contradictions(raws, reference)
    announcements: list[Announcement] = []
    seen_in: list[tuple[str, ...]] = []
    facts = source_facts(source)
    joined = combine(raws)
    candidates = (*blocks, *new_blocks(without(joined, blocks)[0], texts or {}))
    entries, stood = without(joined, candidates)
    for raw in entries:
        try:
            announcements.append(normalise(raw, reference=reference, source=facts))
        except Exception as error:  # one bad item never spoils its source (DESIGN, promise 10)
            found = f"{type(error).__name__}: {error}"
            issues.append(_issue(source, "entry_unreadable", raw.url or raw.key, "a readable entry", found))
            continue
        seen_in.append(capture_ids(raw))
    night = judge_source(source, views, usual)
    return SourceReading(
        views=tuple(views),
        blocks=tuple(sorted(stood)) if night.good else None,
        announcements=tuple(announcements),
        seen_in=tuple(seen_in),
        night=night,
        issues=tuple(issues),
    )


# What stands in for a page may carry latest posts or a menu: nothing is read from it.
_READABLE = frozenset({Effective.OK, Effective.EMPTY_LIST, Effective.NOT_MODIFIED, Effective.CUT})


def _look(capture: Capture, n_entries: int, call: Call) -> PageView:
    """A capture judged where it can be killed; a page on which the judgement itself fails counts as unreadable."""
    if not capture.has_body:
        return view_page(capture, 0)  # decided by its status alone
    try:
        verdict, shown = call(look_at, capture, n_entries)
    except ParseError as error:
        verdict, shown = PageVerdict(status=Effective.NOT_HTML, evidence=str(error)[:200]), ""
    return PageView(capture=capture, verdict=verdict, n_entries=n_entries, shown=shown)


def judge_collection(source: Source, captures: Sequence[Capture]) -> SourceNight:
    """What the collection alone shows, before anything is read: pages that came are taken to hold entries."""
    enough = max(1, source.expect.announcements_min)
    return judge_source(source, [view_page(one, enough if one.has_body else 0) for one in captures])


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
