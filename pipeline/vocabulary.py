"""The fixed words of the field, as they stand in tables and settings."""

from __future__ import annotations

from enum import StrEnum


class Sites(StrEnum):
    """Which web a run talks to; a data folder belongs to one of them for ever."""

    DEMO = "demo"
    LIVE = "live"


class Kind(StrEnum):
    EVENT = "event"
    JOB = "job"
    FUNDING = "funding"
    NEWS = "news"
    NOTICE = "notice"


class State(StrEnum):
    """What became of an announcement: found = accepted + rejected + in review."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    REVIEW = "review"


class Status(StrEnum):
    """schema.org eventStatus in our words; 'past' is not stored, it depends on who asks when."""

    SCHEDULED = "scheduled"
    TENTATIVE = "tentative"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"
    RESCHEDULED = "rescheduled"
    MOVED_ONLINE = "moved_online"


class AttendanceMode(StrEnum):
    """schema.org eventAttendanceMode."""

    OFFLINE = "offline"
    ONLINE = "online"
    MIXED = "mixed"


class Precision(StrEnum):
    MINUTE = "minute"
    DAY = "day"
    MONTH = "month"


class DateBasis(StrEnum):
    """Why we believe a date's year and day."""

    PRINTED = "printed"
    YEAR_INFERRED = "year_inferred"
    RULE = "rule"
    STRUCTURED = "structured"
    NONE = "none"


class DateKind(StrEnum):
    EVENT = "event"
    DEADLINE = "deadline"
    CONTEXT = "context"


class Publish(StrEnum):
    """How much of a source's text may be shown (excerpt: at most 300 characters and a link)."""

    FULL = "full"
    EXCERPT = "excerpt"
    FACTS = "facts"


class Role(StrEnum):
    ORGANISER = "organiser"
    PARTNER = "partner"
    FUNDER = "funder"


class Failure(StrEnum):
    """Why an attempt brought no usable response."""

    DNS = "dns"
    CONNECT = "connect"
    TLS = "tls"
    TIMEOUT = "timeout"
    RESET = "reset"
    TRUNCATED = "truncated"
    TOO_LARGE = "too_large"
    BAD_ENCODING = "bad_encoding"
    ROBOTS = "robots"
    ROBOTS_UNREACHABLE = "robots_unreachable"
    REDIRECT_REFUSED = "redirect_refused"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    ADDRESS_REFUSED = "address_refused"
    SOURCE_DEADLINE = "source_deadline"
    PROTOCOL = "protocol"


class Severity(StrEnum):
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class PageRole(StrEnum):
    LIST = "list"
    DETAIL = "detail"
    ROBOTS = "robots"
    LOOKUP = "lookup"  # answers a question that leads to a list, e.g. a category's number
