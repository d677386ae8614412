"""What each partner should be told about its own pages: a letter in plain German, ready to send."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from pipeline.feed.items import Row, Tables
from pipeline.feed.safe import safe_line, safe_url
from pipeline.site.report.doubts import concerns_partner, disagreement, doubt_sentence

_GREETING = (
    "Guten Tag,\n\nwir lesen Ihre Veranstaltungshinweise jede Nacht für einen gemeinsamen Kalender. "
    "Dabei ist uns etwas aufgefallen, das Leserinnen und Leser verwirren könnte:\n"
)
_SHORTEST_WORD = 2
_CLOSE = "\nWenn Sie es ändern, übernehmen wir die Korrektur in der nächsten Nacht von selbst. Vielen Dank!\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    source_id: str
    host: str
    points: int
    text: str


def letters(tables: Tables, run_id: str) -> list[Letter]:
    """One letter per source with something to say: of the announcements that its pages still hold, those that
    contradict themselves, and those whose times differ from another partner's page."""
    rows = tables.get("announcements", ())
    found: dict[str, list[str]] = defaultdict(list)
    urls = {str(row["announcement_id"]): safe_url(row["url"]) for row in rows}
    hosts = {str(row["source_id"]): urlsplit(urls[str(row["announcement_id"])] or "").hostname or "" for row in rows}
    last_seen = {source: max(r["last_seen_at"] for r in rows if r["source_id"] == source) for source in hosts}
    standing = [row for row in rows if row["last_seen_at"] == last_seen[str(row["source_id"])]]
    for row in sorted(standing, key=lambda row: (safe_line(row["title"]).casefold(), str(row["announcement_id"]))):
        sentences = [doubt_sentence(str(one)) for one in row["doubts"] or () if concerns_partner(str(one))]
        sentences += _no_title(safe_line(row["title"])) if row["state"] == "accepted" else []
        if sentences:
            found[str(row["source_id"])].append(_point(row, sentences))
    by_url = {str(row["url"]): row for row in standing}
    for issue in _issues(tables, run_id):
        sentence = disagreement(str(issue["expected"]), str(issue["found"]))
        announced = by_url.get(str(issue["where"]))
        if sentence and announced is not None:
            found[str(issue["source_id"])].append(_point(announced, [sentence]))
    return [
        Letter(source_id=safe_line(source), host=hosts[source], points=len(found[source]), text=_text(found[source]))
        for source in sorted(found)
    ]


def _no_title(title: str) -> list[str]:
    """A title without a word, such as a letter left over from typing: readers will not know what it is about."""
    letters = sum(char.isalpha() for char in title)
    return [f"Der Titel besteht nur aus „{title}“."] if title and letters < _SHORTEST_WORD else []


def _issues(tables: Tables, run_id: str) -> list[Row]:
    rows = [row for row in tables.get("issues", ()) if row["run_id"] == run_id and row["class"] == "contradiction"]
    return sorted(rows, key=lambda row: str(row["issue_id"]))


def _point(row: Row, sentences: Sequence[str]) -> str:
    url = safe_url(row["url"])
    return "\n".join(
        [f"– „{safe_line(row['title'])}“", *(f"  {one}" for one in sentences), *([f"  {url}"] if url else [])]
    )


def _text(points: Sequence[str]) -> str:
    return "\n".join([_GREETING, *points, _CLOSE])
