"""A source's night, judged from its pages: whether something may be concluded from what is not there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from pipeline.checks.page import PageView
from pipeline.checks.reasons import ABSENCE_OF, BELIEVED, Absence, Effective
from pipeline.models import Failure, PageRole, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceNight:
    """A source's night, judged: `good` nights count towards a withdrawal; otherwise `reason` and `evidence` say why
    not. `entries` counts what each of its lists yielded; `says_empty` quotes a list that says that it is empty;
    `partial` says which further page of a list did not come, on a night that is good otherwise."""

    source_id: str
    good: bool
    reason: Absence | None = None
    evidence: str = ""
    entries: Mapping[str, int] = field(default_factory=dict)
    says_empty: str = ""
    partial: str = ""


_BLOCKED_STATUS = (401, 403, 429, 451)


def judge_source(
    source: Source, views: Sequence[PageView] | None, usual: Mapping[str, int] | None = None
) -> SourceNight:
    """Judge a source's night from its pages (None: the run did not ask it).

    `usual` is the number of entries each list, by name, yields on a good night as far as the archive tells. A list
    is good if one of its addresses yielded entries or says itself that it is empty; one bad list makes the night bad,
    since nobody can tell which list an absent entry would have stood in.
    """
    if views is None:
        return _bad(source, Absence.NOT_OBSERVED, "the run did not ask this source")
    lists = _by_list(source, views)
    entries = {name: sum(view.n_entries for view in mine) for name, mine in lists.items()}
    empty = next((v for mine in lists.values() for v in mine if v.verdict.status is Effective.EMPTY_LIST), None)
    for name in lists:
        fault = _list_fault(lists[name], entries[name], (usual or {}).get(name, 0), sum(entries.values()))
        if fault is not None:
            return _bad(source, *fault, entries)
    total = sum(entries.values())
    if total < source.expect.announcements_min and empty is None:
        reason = Absence.LIST_SHRUNK if total else Absence.LAYOUT_SUSPECT
        return _bad(
            source,
            reason,
            f"{total} entries in the lists, at least {source.expect.announcements_min} expected",
            entries,
        )
    return SourceNight(
        source_id=source.source_id,
        good=True,
        entries=entries,
        says_empty=empty.verdict.evidence if empty and not total else "",
        partial=_partial(lists),
    )


def absence_of(view: PageView) -> Absence:
    """What it means for an event if this page is all that came of its list, or of its own page."""
    capture = view.capture
    if capture.failure == Failure.ROBOTS_UNREACHABLE:
        return Absence.SOURCE_UNREACHABLE
    if capture.status in _BLOCKED_STATUS:
        return Absence.BLOCKED
    return ABSENCE_OF.get(view.verdict.status, Absence.LAYOUT_SUSPECT)


def says(view: PageView) -> str:
    """The evidence of a page with its address."""
    return f"{view.capture.url}: {view.verdict.evidence or view.verdict.status.value}"


def _by_list(source: Source, views: Sequence[PageView]) -> dict[str, list[PageView]]:
    """The last tries of the pages of each list; a further page belongs to the list that was begun last."""
    last = {view.capture.url: view for view in views if view.capture.role in (PageRole.LIST, PageRole.LOOKUP)}
    of_address = {
        _path(address): page.name for page in (*source.lists, *source.archive_lists) for address in page.addresses
    }
    found: dict[str, list[PageView]] = {page.name: [] for page in source.lists}
    current = source.lists[0].name if source.lists else ""
    for url, view in last.items():
        current = of_address.get(_path(url), current)
        found.setdefault(current, []).append(view)
    return found


def _path(address: str) -> str:
    parts = urlsplit(address)
    return f"/{parts.path.strip('/')}?{parts.query}"


def _list_fault(mine: Sequence[PageView], n_entries: int, usual: int, total: int) -> tuple[Absence, str] | None:
    """Why a list cannot be believed, None if it can."""
    outage = next((view for view in mine if _is_outage(view)), None)
    if n_entries:
        cut = next((view for view in mine if view.verdict.status is Effective.CUT), None)
        broken = outage or cut
        return (Absence.LIST_SHRUNK, f"part of the list is missing: {says(broken)}") if broken else None
    if not mine:
        return Absence.SOURCE_UNREACHABLE, "no list page was asked for"
    if any(view.verdict.status is Effective.EMPTY_LIST and view.capture.role is PageRole.LIST for view in mine):
        return None
    worst = max((view for view in mine if view.verdict.status not in BELIEVED), key=_gravity, default=None)
    read = [view for view in mine if view.verdict.status in BELIEVED and view.capture.role is PageRole.LIST]
    if worst is not None and (not read or _is_outage(worst)):
        return absence_of(worst), says(worst)
    if usual or not total:
        came = read[0].capture.url if read else "a look-up only"
        return Absence.LAYOUT_SUSPECT, f"list pages came ({came}), but no entry was found in them"
    return None  # a list that never yielded anything, beside one that does


_GRAVITY = (
    Effective.HTTP_ERROR, Effective.REDIRECT, Effective.EMPTY, Effective.NOT_HTML, Effective.REDIRECTED_HOME,
    Effective.SOFT_404, Effective.JAVASCRIPT_SHELL, Effective.CUT, Effective.SERVER_FAULT, Effective.MAINTENANCE,
    Effective.COOKIE_WALL, Effective.LOGIN, Effective.NO_RESPONSE, Effective.REFUSED, Effective.BOT_WALL,
)  # fmt: skip


def _gravity(view: PageView) -> tuple[bool, int]:
    """What says most about the whole site: a refusal by status, then the order above."""
    return view.capture.status in _BLOCKED_STATUS, _GRAVITY.index(view.verdict.status)


def _is_outage(view: PageView) -> bool:
    """A page that exists but did not come tonight; a 404 beside a list that works is only an alternative address."""
    status = view.capture.status
    if view.verdict.status in (Effective.NO_RESPONSE, Effective.EMPTY, Effective.MAINTENANCE, Effective.SERVER_FAULT):
        return True
    return view.verdict.status is Effective.HTTP_ERROR and status is not None and (status >= 500 or status == 429)


def _partial(lists: Mapping[str, Sequence[PageView]]) -> str:
    """The further page that a list named and that is not there, '' if all came. Some software names a page too many,
    so this alone makes no night bad."""
    for mine in lists.values():
        begun = False
        for view in mine:
            if begun and view.verdict.status not in BELIEVED:
                return says(view)
            begun = begun or view.n_entries > 0
    return ""


def _bad(source: Source, reason: Absence, evidence: str, entries: Mapping[str, int] | None = None) -> SourceNight:
    return SourceNight(source_id=source.source_id, good=False, reason=reason, evidence=evidence, entries=entries or {})
