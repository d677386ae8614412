"""What stands on a demo site on a given night, read from the TOML files in demo/content."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from demo.timetable import night as get_night

CONTENT = Path(__file__).parent / "content"
SITES = ("dsm", "iaf", "tolsax")
SLUG_LENGTH = 200
NEVER = 99
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One announcement or page on a site as it stands on one night; moments are wall time in Europe/Berlin.

    WordPress uses `categories`, `tags`, `published`; Contao uses `start`, `end`, `date_text`, `place`, `teaser`.
    """

    slug: str
    title: str
    text: str
    published: datetime
    modified: datetime
    path: str = ""
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    sticky: bool = False
    section: str = "veranstaltungen"
    start: datetime | date | None = None
    end: datetime | date | None = None
    date_text: str | None = None
    list_date: bool = True
    time_element: bool = False
    place: str = ""
    teaser: str = ""
    json_ld: bool = False
    wrong_weekday: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A whole site on one night; `relaunched` and `down` are that night's state."""

    name: str
    host: str
    title: str
    tagline: str
    night: int
    down: bool
    relaunched: bool
    disallowed: str
    appeal: str
    category_names: Mapping[str, str]
    changed_at: datetime
    entries: tuple[Entry, ...] = field(repr=False)

    @property
    def home(self) -> str:
        return f"http://{self.host}"


@cache
def load_site(name: str, night: int) -> Site:
    """The site as it stands on that night, entries newest first. Same night, same value: nothing here reads a clock."""
    facts = tomllib.loads((CONTENT / name / "site.toml").read_text(encoding="utf-8"))
    rows = [row for path in sorted((CONTENT / name).glob("[0-9]*.toml")) for row in _rows(path)]
    entries = [_entry(row, night) for row in rows if _stands(row, night)]
    entries.sort(key=lambda entry: (entry.published, entry.slug), reverse=True)
    relaunched_on: int = facts.get("relaunched_on", NEVER)
    relaunched = night >= relaunched_on
    changed_at = max(entry.modified for entry in entries)
    if relaunched:
        changed_at = max(changed_at, _evening_before(relaunched_on))
    return Site(
        name=name,
        host=facts["host"],
        title=facts["title"],
        tagline=facts["tagline"],
        night=night,
        down=night in facts.get("down_on", []),
        relaunched=relaunched,
        disallowed=facts["disallowed"],
        appeal=facts.get("appeal", ""),
        category_names=facts.get("categories", {}),
        changed_at=changed_at,
        entries=tuple(entries),
    )


def slug_of(title: str) -> str:
    """An address part as WordPress makes it from a German title, cut at 200 characters."""
    plain = unicodedata.normalize("NFKD", title.lower().translate(UMLAUTS)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:SLUG_LENGTH].strip("-")


def _rows(path: Path) -> Iterable[dict[str, Any]]:
    rows: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))["entry"]
    return rows


def _stands(row: Mapping[str, Any], night: int) -> bool:
    return bool(row.get("from", 1) <= night <= row.get("until", NEVER))


def _evening_before(night: int) -> datetime:
    return datetime.combine(get_night(night).logical_date - timedelta(days=1), time(17, 40))


def _entry(row: Mapping[str, Any], night: int) -> Entry:
    values = {key: value for key, value in row.items() if key not in ("from", "until", "change")}
    values.setdefault("slug", slug_of(values["title"]))
    values.setdefault("text", values.get("teaser", ""))
    values["modified"] = values["published"]
    for change in row.get("change", []):
        if night >= change["from"]:
            _apply(values, change)
    for name in ("categories", "tags"):
        values[name] = tuple(values.get(name, ()))
    return Entry(**values)


def _apply(values: dict[str, Any], change: Mapping[str, Any]) -> None:
    values["modified"] = _evening_before(change["from"])
    values.update({key: value for key, value in change.items() if key not in ("from", "replace")})
    for old, new in change.get("replace", []):
        touched = [name for name in ("title", "text", "teaser") if old in values.get(name, "")]
        if not touched:
            raise ValueError(f"{values['slug']}: night {change['from']} replaces {old!r}, which does not stand there")
        for name in touched:
            values[name] = values[name].replace(old, new)


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What is known of some announcements, written as `site/slug` or `site/slug#part`."""

    what: str
    is_same: bool
    announcements: tuple[str, ...]


def load_truth() -> tuple[Truth, ...]:
    """Which announcements speak of one happening, and which are different happenings, pair by pair."""
    rows = tomllib.loads((CONTENT / "truth.toml").read_text(encoding="utf-8"))
    return tuple(
        Truth(what=row["what"], is_same=name == "same", announcements=tuple(row["announcements"]))
        for name in ("same", "different")
        for row in rows[name]
    )
