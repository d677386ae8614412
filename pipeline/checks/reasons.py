"""The words for what a response really is, and for why an event is not there."""

from __future__ import annotations

from enum import StrEnum


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


class Effective(StrEnum):
    """What a response really is, whatever its status code says."""

    OK = "ok"
    EMPTY_LIST = "empty_list"  # the page itself says that nothing is announced
    NOT_MODIFIED = "not_modified"
    REDIRECT = "redirect"
    HTTP_ERROR = "http_error"
    NO_RESPONSE = "no_response"
    REFUSED = "refused"
    EMPTY = "empty"
    CUT = "cut"  # the body ends in the middle
    NOT_HTML = "not_html"
    SOFT_404 = "soft_404"
    REDIRECTED_HOME = "redirected_home"
    BOT_WALL = "bot_wall"
    COOKIE_WALL = "cookie_wall"
    LOGIN = "login"
    MAINTENANCE = "maintenance"
    SERVER_FAULT = "server_fault"  # an error message of the site's software with status 200
    JAVASCRIPT_SHELL = "javascript_shell"


BELIEVED = frozenset({Effective.OK, Effective.EMPTY_LIST, Effective.NOT_MODIFIED})
"""Responses from which something may be concluded."""

NOT_THERE = frozenset({Effective.SOFT_404, Effective.REDIRECTED_HOME})
"""The site says that this address leads to nothing."""

ABSENCE_OF = {
    Effective.NO_RESPONSE: Absence.SOURCE_UNREACHABLE,
    Effective.HTTP_ERROR: Absence.SOURCE_UNREACHABLE,
    Effective.MAINTENANCE: Absence.SOURCE_UNREACHABLE,
    Effective.SERVER_FAULT: Absence.SOURCE_UNREACHABLE,
    Effective.REDIRECT: Absence.SOURCE_UNREACHABLE,
    Effective.REFUSED: Absence.BLOCKED,
    Effective.BOT_WALL: Absence.BLOCKED,
    Effective.COOKIE_WALL: Absence.BLOCKED,
    Effective.LOGIN: Absence.BLOCKED,
    Effective.SOFT_404: Absence.SOFT_404,
    Effective.REDIRECTED_HOME: Absence.SOFT_404,
    Effective.EMPTY: Absence.LAYOUT_SUSPECT,
    Effective.NOT_HTML: Absence.LAYOUT_SUSPECT,
    Effective.JAVASCRIPT_SHELL: Absence.LAYOUT_SUSPECT,
    Effective.CUT: Absence.LIST_SHRUNK,
}
