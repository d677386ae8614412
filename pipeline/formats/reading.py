"""What a reader hands back: the announcements it found, how sure it is, and why."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.models import Capture, Issue, RawAnnouncement, Severity

MAX_ANNOUNCEMENTS = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One reader's account of one capture.

    `sure` 0…1 says how certain the reader is that it read the page's list (0: not my kind of page); `why` is one
    sentence for people, also when nothing was found.
    """

    reader: str
    sure: float = 0.0
    announcements: tuple[RawAnnouncement, ...] = ()
    why: str = ""
    issues: tuple[Issue, ...] = ()


def nothing(reader: str, why: str, issues: tuple[Issue, ...] = (), sure: float = 0.0) -> Reading:
    """A reading without announcements; `sure` is above 0 where an empty list was recognised as such."""
    return Reading(reader=reader, sure=sure, why=why, issues=issues)


def issue(
    capture: Capture, issue_class: str, where: str, expected: str, found: str, severity: Severity = Severity.WARNING
) -> Issue:
    """An Issue about this capture; `found` is cut so that a hostile page cannot fill the tables."""
    return Issue(
        source_id=capture.source_id,
        severity=severity,
        issue_class=issue_class,
        where=where or capture.url,
        expected=expected,
        found=found[:200],
    )
