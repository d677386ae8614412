"""Two archived pages side by side: the last one that could be read, and tonight's, for each source that holds something
back; what only one of them says is marked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from pipeline.berlin import aware
from pipeline.build.last_good import last_good_capture
from pipeline.feed.items import Row, Tables
from pipeline.feed.safe import safe_line, safe_url
from pipeline.models import Failure, Publish
from pipeline.release import version_order
from pipeline.site.wording import clock, day_short

Pages = Mapping[str, Sequence[str]]
"""capture_id -> the page in lines that may be shown (pipeline.archived_pages)"""

NO_PAGES: Pages = {}
_AROUND = 2  # equal lines shown before and after what differs
_LONGEST = 400
_MOST_OF_A_SOURCE = 4
_STATES = {
    "empty_list": "sagt, dass nichts angekündigt ist",
    "redirect": "leitet weiter",
    "http_error": "Fehler des Servers",
    "no_response": "keine Antwort",
    "refused": "nicht abgerufen",
    "empty": "leer",
    "cut": "bricht mittendrin ab",
    "not_html": "keine Webseite",
    "soft_404": "sagt, dass es die Seite nicht gibt",
    "redirected_home": "leitet auf die Startseite",
    "bot_wall": "fragt nach Menschen",
    "cookie_wall": "zeigt nur die Frage nach Cookies",
    "login": "verlangt eine Anmeldung",
    "maintenance": "wird gewartet",
    "server_fault": "zeigt eine Fehlermeldung",
    "javascript_shell": "leer ohne JavaScript",
}
_FAILURES = {
    Failure.DNS: "Name nicht gefunden",
    Failure.CONNECT: "keine Verbindung",
    Failure.TLS: "keine sichere Verbindung",
    Failure.TIMEOUT: "Zeit überschritten",
    Failure.RESET: "Verbindung abgebrochen",
    Failure.TRUNCATED: "unvollständig",
    Failure.TOO_LARGE: "zu groß",
    Failure.BAD_ENCODING: "nicht zu entpacken",
    Failure.ROBOTS: "robots.txt verbietet es",
    Failure.ROBOTS_UNREACHABLE: "robots.txt war nicht lesbar",
    Failure.REDIRECT_REFUSED: "leitet auf eine fremde Seite",
    Failure.TOO_MANY_REDIRECTS: "leitet im Kreis",
    Failure.ADDRESS_REFUSED: "Adresse nicht erlaubt",
    Failure.SOURCE_DEADLINE: "die Zeit der Nacht war um",
    Failure.PROTOCOL: "kein HTTP",
}
_HOLDS = ("list_shrunk", "layout_suspect", "soft_404", "blocked", "source_unreachable", "missing_unconfirmed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One archived answer: its address, when it came, and in words what became of the request."""

    url: str | None
    at: str
    state: str
    n_lines: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """`kind` is same, left, right or skipped; of skipped lines only the number is told. `marked` lines are what waits
    for a person."""

    kind: str
    left: str = ""
    right: str = ""
    count: int = 0
    marked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SideBySide:
    """`left` is None where no earlier version of the page is archived, `right` where tonight has none."""

    source_id: str
    left: Version | None
    right: Version | None
    lines: tuple[Pair, ...]
    only_left: int
    only_right: int


def captures_needed(tables: Tables, run_id: str) -> Mapping[str, str]:
    """capture_id -> source_id of every answer that the report of this run shows."""
    pairs = [pair for source_id in _holding(tables, run_id) for pair in _pairs(tables, source_id, run_id)]
    return {
        str(row["capture_id"]): str(row["source_id"])
        for pair in pairs
        for row in pair
        if row is not None and row["sha256"] is not None
    }


def permissions(tables: Tables, source_id: str) -> list[Publish]:
    """What the events of a source are published with."""
    own = {row["event_id"] for row in tables.get("announcements", ()) if row["source_id"] == source_id}
    return sorted({Publish(row["publish"]) for row in tables.get("events", ()) if row["event_id"] in own})


def side_by_side(tables: Tables, run_id: str, pages: Pages) -> Mapping[str, Sequence[SideBySide]]:
    """Per source that holds something back its pages, at most four each."""
    found = {}
    for source_id in _holding(tables, run_id):
        titles = frozenset(safe_line(row["title"]) for row in _in_review(tables, source_id))
        found[source_id] = [
            _compared(source_id, left, right, pages, titles) for left, right in _pairs(tables, source_id, run_id)
        ]
    return {source_id: some for source_id, some in found.items() if some}


def _holding(tables: Tables, run_id: str) -> list[str]:
    """The sources of which something waits: announcements in review, or events that stay though they were not seen."""
    open_events = {
        row["event_id"] for row in tables.get("absences", ()) if row["to_run"] is None and row["reason"] in _HOLDS
    }
    asked = {str(row["source_id"]) for row in tables.get("captures", ()) if row["run_id"] == run_id}
    waiting = {
        str(row["source_id"])
        for row in tables.get("announcements", ())
        if not row["removed_from_feed"] and (row["state"] == "review" or row["event_id"] in open_events)
    }
    return sorted(waiting & asked)


def _in_review(tables: Tables, source_id: str) -> list[Row]:
    return [
        row
        for row in tables.get("announcements", ())
        if row["source_id"] == source_id and row["state"] == "review" and not row["removed_from_feed"]
    ]


def _pairs(tables: Tables, source_id: str, run_id: str) -> list[tuple[Row | None, Row | None]]:
    """The page of the last good night with most announcements, and those on which something is in review; each beside
    the next one of the same address. Where tonight's is the same as before, it stands alone."""
    mine = sorted(
        (row for row in tables.get("captures", ()) if row["source_id"] == source_id and _is_page(row)),
        key=lambda row: (version_order(str(row["run_id"])), str(row["capture_id"])),
    )
    tonight = [row for row in mine if row["run_id"] == run_id]
    by_id = {str(row["capture_id"]): row for row in mine}
    pairs: list[tuple[Row | None, Row | None]] = []
    left = last_good_capture(tables, source_id)
    if left is not None and left["run_id"] != run_id:
        pairs.append((left, _tonight(left, tonight)))
    for capture_id in sorted({str(row["capture_id"]) for row in _in_review(tables, source_id)} & by_id.keys()):
        seen = by_id[capture_id]
        right = next((row for row in tonight if row["url"] == seen["url"]), seen)
        pairs.append((_before(right, mine), right))
    once = {tuple(row["capture_id"] if row else None for row in pair): pair for pair in pairs}
    return list(once.values())[:_MOST_OF_A_SOURCE]


def _is_page(row: Row) -> bool:
    return not str(row["url"]).endswith("/robots.txt")


def _tonight(left: Row | None, tonight: Sequence[Row]) -> Row | None:
    """Tonight's answer from the same address, else the first that had one, else the first refusal."""
    same = [row for row in tonight if left is not None and row["url"] == left["url"]]
    answered = [row for row in tonight if row["sha256"] is not None]
    return next(iter([*same[::-1], *answered, *tonight]), None)


def _before(right: Row, mine: Sequence[Row]) -> Row | None:
    """The last earlier answer from that address with other words."""
    earlier = [
        row
        for row in mine
        if row["url"] == right["url"]
        and version_order(str(row["run_id"])) < version_order(str(right["run_id"]))
        and row["sha256"] not in (None, right["sha256"])
        and row["effective_status"] in ("ok", "not_modified")
    ]
    return earlier[-1] if earlier else None


def _compared(source_id: str, left: Row | None, right: Row | None, pages: Pages, titles: frozenset[str]) -> SideBySide:
    old, new = _lines(left, pages), _lines(right, pages)
    lines = list(_aligned(old, new)) if old and new else [*_alone("left", old), *_alone("right", new)]
    marked = [_marked(line, titles) for line in lines]
    return SideBySide(
        source_id=safe_line(source_id),
        left=_version(left, len(old)),
        right=_version(right, len(new)),
        lines=tuple(_folded(marked))[:_LONGEST],
        only_left=sum(line.kind == "left" for line in lines),
        only_right=sum(line.kind == "right" for line in lines),
    )


def _lines(row: Row | None, pages: Pages) -> list[str]:
    shown = pages.get(str(row["capture_id"]), ()) if row else ()
    return [line for line in (safe_line(one, 2000) for one in shown) if line]


def _version(row: Row | None, n_lines: int) -> Version | None:
    if row is None:
        return None
    moment = aware(row["captured_at"])
    words = [
        _STATES.get(str(row["effective_status"]), ""),
        _FAILURES[Failure(row["failure"])] if row["failure"] else "",
    ]
    words.append(f"HTTP {row['status']}" if row["status"] not in (None, 200, 304) else "")
    return Version(
        url=safe_url(row["final_url"] or row["url"]),
        at=f"{day_short(moment.date())}, {clock(moment, exact=True)} Uhr",
        state=", ".join(dict.fromkeys(word for word in words if word)),
        n_lines=n_lines,
    )


def _alone(kind: str, lines: Sequence[str]) -> Iterator[Pair]:
    """A page without another one beside it: nothing in it is news."""
    for line in lines:
        yield Pair(kind="same", left=line if kind == "left" else "", right=line if kind == "right" else "")


def _aligned(old: Sequence[str], new: Sequence[str]) -> Iterator[Pair]:
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from (Pair(kind="same", left=line, right=line) for line in old[a:b])
        else:
            yield from (Pair(kind="left", left=line) for line in old[a:b])
            yield from (Pair(kind="right", right=line) for line in new[c:d])


def _marked(line: Pair, titles: frozenset[str]) -> Pair:
    words = line.right or line.left
    if not any(title and (title in words or (words in title and len(words) > len(title) / 2)) for title in titles):
        return line
    return Pair(kind=line.kind, left=line.left, right=line.right, marked=True)


def _folded(lines: Sequence[Pair]) -> Iterator[Pair]:
    """Lines that both pages have, away from what differs or waits, as one line that tells their number."""
    near = {
        position + shift
        for position, line in enumerate(lines)
        if line.kind != "same" or line.marked
        for shift in range(-_AROUND, _AROUND + 1)
    }
    skipped = 0
    for position, line in enumerate(lines):
        if position in near or (not near and position < _AROUND * 10):
            if skipped:
                yield Pair(kind="skipped", count=skipped)
            skipped = 0
            yield line
        else:
            skipped += 1
    if skipped:
        yield Pair(kind="skipped", count=skipped)
