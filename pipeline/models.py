"""The frozen values everything speaks: what is fetched, what is printed, what is meant."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from pipeline.vocabulary import AttendanceMode as AttendanceMode
from pipeline.vocabulary import DateBasis as DateBasis
from pipeline.vocabulary import DateKind as DateKind
from pipeline.vocabulary import Failure as Failure
from pipeline.vocabulary import Kind as Kind
from pipeline.vocabulary import PageRole as PageRole
from pipeline.vocabulary import Precision as Precision
from pipeline.vocabulary import Publish as Publish
from pipeline.vocabulary import Role as Role
from pipeline.vocabulary import Severity as Severity
from pipeline.vocabulary import Sites as Sites
from pipeline.vocabulary import State as State
from pipeline.vocabulary import Status as Status

# ---------------------------------------------------------------- fetched


@dataclass(frozen=True, slots=True, kw_only=True)
class Follow:
    """A further address that a page names.

    `role` LIST is the next page of the same list, DETAIL a single announcement's own page, LOOKUP as in PageRole.
    `entry_key` is the RawAnnouncement.key that a DETAIL page belongs to.
    """

    url: str
    role: PageRole
    entry_key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """One HTTP exchange, or attempt without response, exactly as archived.

    `body` is content-decoded (gzip undone) but not character-decoded; empty without response. `url` is what was asked
    for, `final_url` where the redirects ended. `status` is None without response, and then `failure` says why.
    A `revisit_of` capture (304, or an unchanged body) carries the body of the capture it points at, and
    `status` as it came over the wire.
    """

    capture_id: str
    source_id: str
    run_id: str
    url: str
    final_url: str
    role: PageRole
    status: int | None
    failure: str | None
    captured_at: datetime
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    etag: str | None = None
    last_modified: str | None = None
    sha256: str | None = None
    revisit_of: str | None = None
    warc_file: str = ""
    robots_rule: str | None = None
    attempt: int = 1
    detail: str = ""  # the failure in one sentence

    def header(self, name: str) -> str:
        """The first header of that name, '' if there is none."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), "")

    @property
    def has_body(self) -> bool:
        """Whether this is a page somebody could read: 200, or a 304 that stands for one."""
        return self.failure is None and self.status in (200, 304) and bool(self.body)


# ---------------------------------------------------------------- printed


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A string as printed and where it stood.

    `node_path` is a CSS path, a JSON pointer or `line:N` of an iCalendar file; [char_start, char_end) counts code
    points in the text content of that node (HTML inside a JSON string: of the string itself). Empty path: derived, not
    printed.
    """

    text: str
    node_path: str = ""
    char_start: int = 0
    char_end: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RawAnnouncement:
    """What one page says about one thing, as printed, pointing to its capture.

    `fields` uses these names, all optional but `title`: title, text, date, time, place, organiser, published, category,
    url, and structured values from machine-readable formats: start, end, status, venue, street, postal_code, city,
    country, online_url, registration_url, price, rrule, exdates, language, updated. A structured date is ISO 8601.
    `key` names the entry on its site (guid, else canonical URL, else title + date); it joins teaser, feed item and
    detail page.
    """

    source_id: str
    capture_id: str
    position: int
    key: str
    role: PageRole
    reader: str
    url: str = ""
    guid: str = ""
    post_id: str = ""
    part: int = 0
    fields: Mapping[str, Printed] = field(default_factory=dict)
    categories: tuple[str, ...] = ()
    year: int | None = None  # a heading or an address such as ?year=2021 names it
    sure: float = 1.0  # how sure the reader is that this is an entry, 0…1
    origins: Mapping[str, str] = field(default_factory=dict)  # field -> capture_id, where not `capture_id`

    def text_of(self, name: str) -> str:
        """The field's text, '' if the page has none."""
        printed = self.fields.get(name)
        return printed.text if printed else ""


# ---------------------------------------------------------------- read


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Something that contradicts itself or can be read in two ways; `span` is [from, to) in the text read."""

    code: str
    text: str
    span: tuple[int, int] = (0, 0)


Moment = date | datetime  # datetimes here are naive wall time in Europe/Berlin


@dataclass(frozen=True, slots=True, kw_only=True)
class DateReading:
    """One date as read (DESIGN §7, `litfass dates`).

    `start`/`end` are a `date`, or a naive `datetime` in Europe/Berlin wall time; end inclusive for days, None if not
    written.
    """

    start: Moment | None
    end: Moment | None
    all_day: bool
    precision: Precision
    kind: DateKind
    text: str
    span: tuple[int, int]
    basis: DateBasis = DateBasis.PRINTED
    rrule: str | None = None
    exdates: tuple[date, ...] = ()
    status: Status = Status.SCHEDULED
    rule: str = ""  # name of the grammar rule that read it


@dataclass(frozen=True, slots=True, kw_only=True)
class DateReport:
    dates: tuple[DateReading, ...] = ()
    status: Status = Status.SCHEDULED
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceClaim:
    name: str | None = None
    street: str | None = None
    postal_code: str | None = None
    city: str | None = None
    state: str | None = None
    country: str | None = None
    wheelchair: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganiserClaim:
    name: str  # resolved spelling
    name_as_printed: str
    role: Role = Role.ORGANISER
    short_name: str | None = None
    url: str | None = None
    is_partner: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """Where one field's value came from: DESIGN promise 7, the row of the provenance table before it has ids."""

    field: str
    capture_id: str
    node_path: str
    char_start: int
    char_end: int
    printed: str
    rule: str
    rule_version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """One source's claim about one thing, typed.

    `announcement_id` is empty until link.identity has given it; `dates` holds event dates only (deadlines are in
    `registration_deadline`, context dates are dropped). `text` is NFC and otherwise as printed.
    """

    source_id: str
    capture_id: str
    position: int
    key: str
    title: str
    text: str
    kind: Kind
    kind_reason: str
    announcement_id: str = ""
    url: str = ""
    guid: str = ""
    post_id: str = ""
    part: int = 0
    role: PageRole = PageRole.LIST
    reader: str = ""
    summary: str = ""
    published_at: datetime | None = None
    dates: tuple[DateReading, ...] = ()
    status: Status = Status.SCHEDULED
    status_text: str = ""  # the quoted words behind `status`
    sold_out: bool = False
    attendance_mode: AttendanceMode | None = None
    place: PlaceClaim | None = None
    online_url: str | None = None
    organisers: tuple[OrganiserClaim, ...] = ()
    registration_deadline: Moment | None = None
    registration_url: str | None = None
    price_text: str | None = None
    is_free: bool | None = None
    languages: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    state: State = State.ACCEPTED
    reason: str = ""
    traces: tuple[Trace, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """Something we could not read: published with the run, one row of the issues table."""

    source_id: str
    severity: Severity
    issue_class: str
    where: str
    expected: str
    found: str


# ---------------------------------------------------------------- source


@dataclass(frozen=True, slots=True, kw_only=True)
class Expect:
    """What a healthy night of a source looks like; outside of it removals are withheld. `max_removed_share` (0…1) of
    the upcoming events may vanish in one night, and after `silence_days` without a new event the source is called
    silent; None: what the archive leads one to expect."""

    announcements_min: int = 1
    max_removed_share: float | None = None
    silence_days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage:
    """One list of announcements. `addresses` are alternatives relative to the site's home, best first: the
    first one that yields announcements is used, the others are not asked. A list that is not `newest_first` is read
    to its end each night: its first page may be known and past while the last one brings something new."""

    name: str
    addresses: tuple[str, ...]
    newest_first: bool = True


ParseFunction = Callable[[Capture], Sequence[RawAnnouncement]]
FollowFunction = Callable[[Capture, Sequence[RawAnnouncement]], Sequence[Follow]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A partner site as a value. `homes` has one absolute origin (no trailing slash) per Sites; `archive_lists` are
    read only by `--backfill`; `parse` and `follow` are module-level functions without network, disk or clock."""

    source_id: str
    name: str
    organiser: str
    homes: Mapping[Sites, str]
    lists: tuple[ListPage, ...]
    parse: ParseFunction
    follow: FollowFunction | None = None
    archive_lists: tuple[ListPage, ...] = ()
    hosts: tuple[str, ...] = ()  # further hosts that redirects and links may lead to
    is_own_voice: bool = True  # announces mostly its own events: its word wins over a re-poster's
    timezone: str = "Europe/Berlin"
    language: str = "de"
    publish: Publish = Publish.EXCERPT
    expect: Expect = field(default_factory=Expect)
    max_pages: int = 20
    max_details: int = 200
    fault: str = ""  # why its module cannot be used; then it is neither asked nor read


# ---------------------------------------------------------------- run


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A night. `run_id` is `<logical date>.<n>`; `started_at` comes from the clock that the run was given; `asked` are
    the sources that it was meant to ask (empty in archives that do not say it)."""

    run_id: str
    logical_date: date
    started_at: datetime
    sites: Sites
    backfill: bool = False
    asked: tuple[str, ...] = ()
