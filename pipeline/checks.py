"""Is this capture, this source, this night believable? Removals wait for evidence; additions and edits flow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from pipeline.models import Capture, Failure, PageRole, Source


class Absence(StrEnum):
    """Why an event is not there (DESIGN §6)."""

    NOT_OBSERVED = "not_observed"
    SOURCE_UNREACHABLE = "source_unreachable"
    BLOCKED = "blocked"
    SOFT_404 = "soft_404"
    LAYOUT_SUSPECT = "layout_suspect"
    LIST_SHRUNK = "list_shrunk"
    WINDOW_PASSED = "window_passed"
    MISSING_UNCONFIRMED = "missing_unconfirmed"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"
    MERGED_INTO = "merged_into"
    HIDDEN = "hidden"
    ERASED = "erased"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceNight:
    """A source's night, judged: `good` nights count towards a withdrawal; otherwise `reason` and `evidence` say why
    not."""

    source_id: str
    good: bool
    reason: Absence | None
    evidence: str


_BLOCKED_STATUS = (401, 403, 429, 451)


def effective_status(capture: Capture) -> str:
    """ok, not_modified, redirect, http_error, no_response, refused, empty or not_html."""
    if capture.failure in (
        Failure.ROBOTS,
        Failure.ROBOTS_UNREACHABLE,
        Failure.REDIRECT_REFUSED,
        Failure.ADDRESS_REFUSED,
    ):
        return "refused"
    if capture.failure is not None or capture.status is None:
        return "no_response"
    if capture.status == 304:
        return "not_modified"
    if 300 <= capture.status < 400:
        return "redirect"
    if capture.status != 200:
        return "http_error"
    if not capture.body.strip():
        return "empty"
    kind = capture.header("content-type").lower()
    readable = ("html", "json", "xml", "calendar", "text/plain")
    return "ok" if not kind or any(word in kind for word in readable) else "not_html"


def judge_source(source: Source, captures: Sequence[Capture] | None, n_read: int) -> SourceNight:
    """Judge a source's night from its captures (None: the run did not ask it)
    and the number of announcements read tonight."""
    if captures is None:
        return _bad(source, Absence.NOT_OBSERVED, "the run did not ask this source")
    lists = [capture for capture in captures if capture.role in (PageRole.LIST, PageRole.LOOKUP)]
    last_tries = {capture.url: capture for capture in lists}
    failed = [
        capture
        for capture in last_tries.values()
        if effective_status(capture) not in ("ok", "not_modified", "redirect")
    ]
    usable = [capture for capture in last_tries.values() if capture.has_body]
    if not usable:
        refused = next((capture for capture in failed if _is_refusal(capture)), None)
        worst = refused or (failed[-1] if failed else None)
        return _bad(source, _reason(worst), _words(worst))
    if n_read < source.expect.announcements_min:
        return _bad(
            source, Absence.LAYOUT_SUSPECT, f"{len(usable)} list pages came, {n_read} announcements were found in them"
        )
    broken = [capture for capture in failed if _is_outage(capture)]
    if broken:
        return _bad(source, Absence.LIST_SHRUNK, f"part of the list is missing: {_words(broken[-1])}")
    return SourceNight(source_id=source.source_id, good=True, reason=None, evidence="")


def removals_believable(source: Source, n_missing: int, n_upcoming: int) -> bool:
    """Whether so many upcoming announcements may vanish in one good night without a person's word."""
    return n_missing <= 2 or n_missing <= source.expect.max_removed_share * n_upcoming


def _is_refusal(capture: Capture) -> bool:
    return effective_status(capture) == "refused" or capture.status in _BLOCKED_STATUS


def _is_outage(capture: Capture) -> bool:
    """A page that exists but did not come tonight; a 404 beside a list that works is only an alternative address."""
    return capture.status is None or capture.status >= 500 or capture.status == 429 or not capture.body.strip()


def _reason(capture: Capture | None) -> Absence:
    if capture is None:
        return Absence.SOURCE_UNREACHABLE
    if capture.failure == Failure.ROBOTS_UNREACHABLE:
        return Absence.SOURCE_UNREACHABLE
    if _is_refusal(capture):
        return Absence.BLOCKED
    if effective_status(capture) in ("empty", "not_html"):
        return Absence.LAYOUT_SUSPECT
    return Absence.SOURCE_UNREACHABLE


def _words(capture: Capture | None) -> str:
    if capture is None:
        return "no list page was asked for"
    found = f"HTTP {capture.status}" if capture.status else f"no response ({capture.failure})"
    if capture.status == 200:
        found = "an empty page" if not capture.body.strip() else f"content type {capture.header('content-type')}"
    return f"{capture.url}: {found}"


def _bad(source: Source, reason: Absence, evidence: str) -> SourceNight:
    return SourceNight(source_id=source.source_id, good=False, reason=reason, evidence=evidence)
