"""What a night looks like in Prefect: a table of its sources, and its changes as German text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from pipeline.site.report.page import Report
from pipeline.site.report.waiting import Pair

Row = Mapping[str, object]

COLUMNS = ("state", "fetched", "announcements", "new", "changed", "held", "missing")
SHOWN_EVENTS = 50
# what somebody who wants to go must know first
_MEANINGS = ("cancelled", "rescheduled", "relocated", "moved_online", "reinstated")
_KINDS = ("gone", "merged", "split", "erased", "back", "added")
# a day that moved along with its clock time need not be told twice
_TOLD_BY = {"start_date": "start", "end_date": "end"}


def night_rows(summary: Mapping[str, Any]) -> list[dict[str, Any]]:
    """One row per source of a night's summary (pipeline.night.summary)."""
    return [{"source": source["source_id"]} | {name: source[name] for name in COLUMNS} for source in summary["sources"]]


def night_text(summary: Mapping[str, Any]) -> str:
    """The night in a few lines of Markdown: its state, what it holds, its alarms."""
    counts = ", ".join(f"{summary[name]} {name}" for name in ("events", "occurrences", "series", "changes"))
    lines = [f"Night {summary['run_id']}: **{summary['state']}**, {counts}."]
    return "\n".join([*lines, *(f"- {_plain(str(alarm))}" for alarm in summary["alarms"])])


def changes_text(tables: Mapping[str, Sequence[Row]], run_id: str, places: Mapping[str, Path]) -> str:
    """Tonight's changes as Markdown, one line per event, what matters most to a visitor first; `places` are shown
    with their names. Titles come from strangers and are shown as plain text."""
    tonight = [row for row in tables["changes"] if row["run_id"] == run_id]
    event_of = {str(row["occurrence_id"]): str(row["event_id"]) for row in tables["occurrences"]}
    events = {str(row["event_id"]): row for row in tables["events"]}
    by_event: dict[str, list[Row]] = {}
    for row in tonight:
        record = str(row["record_id"])
        by_event.setdefault(event_of.get(record, record), []).append(row)
    order = sorted(by_event, key=lambda event_id: (min(map(_rank, by_event[event_id])), event_id))
    lines = [f"- {_line(events.get(event_id), by_event[event_id])}" for event_id in order[:SHOWN_EVENTS]]
    if len(order) > SHOWN_EVENTS:
        lines.append(f"- … und {len(order) - SHOWN_EVENTS} weitere Veranstaltungen")
    return "\n".join(
        [
            f"# Änderungen der Nacht {run_id}",
            "",
            *(lines or ["Nichts hat sich geändert."]),
            "",
            *(f"- {name}: `{path}`" for name, path in places.items()),
        ]
    )


def report_text(report: Report, place: Path) -> str:
    """What waits for a person, as Markdown: the same as the page site/report/, whose file is `place`."""
    pairs = [*report.review, *report.doubtful]
    waiting = [
        f"- {_plain(' / '.join(_titles(pair)))}: {_plain(' '.join(pair.reasons))}" for pair in pairs[:SHOWN_EVENTS]
    ]
    kept = [f"- {len(one.events)} nicht gesehen, nicht entfernt: {_plain(one.reason)}" for one in report.withheld]
    letters = [f"## An {_plain(one.source_id)}\n\n{_as_code(one.text)}" for one in report.letters]
    more = [f"- … und {len(pairs) - SHOWN_EVENTS} weitere"] if len(pairs) > SHOWN_EVENTS else []
    head = [f"# Bericht der Nacht {report.night.run_id}", "", *(f"- {_plain(alarm)}" for alarm in report.night.alarms)]
    body = [*waiting, *more, *kept] or ["- Nichts wartet auf eine Entscheidung."]
    return "\n".join([*head, "", "## Zu entscheiden", "", *body, "", *letters, "", f"- Bericht: `{place}`"])


def _titles(pair: Pair) -> list[str]:
    return list(dict.fromkeys(title for title in (pair.left.title, pair.right.title) if title))


def _as_code(text: str) -> str:
    """Indented, so that nothing in it is markup."""
    return "\n".join(f"    {line}" for line in text.splitlines())


def _rank(change: Row) -> int:
    if change["meaning"] in _MEANINGS:
        return _MEANINGS.index(str(change["meaning"]))
    if change["table"] == "events" and change["kind"] in _KINDS:
        return len(_MEANINGS) + _KINDS.index(str(change["kind"]))
    return len(_MEANINGS) + len(_KINDS)


def _line(event: Row | None, changes: Sequence[Row]) -> str:
    sentences = [_plain(one) for one in _sentences(changes)]
    if event is None or any(change["table"] == "events" and change["kind"] == "added" for change in changes):
        return _linked("; ".join(sentences), event)
    return f"{_linked(_plain(str(event['title'])), event)}: {'; '.join(sentences)}"


def _sentences(changes: Iterable[Row]) -> list[str]:
    """The sentences worth reading, each once: of a new event only that it is new."""
    rows = sorted(changes, key=lambda row: (_rank(row), str(row["record_id"]), str(row["field"])))
    new = [row for row in rows if row["table"] == "events" and row["kind"] in ("added", "gone", "merged")]
    told = {(row["record_id"], row["field"]) for row in rows}
    wanted = new or [
        row for row in rows if (row["record_id"], _TOLD_BY.get(str(row["field"]), "")) not in told
    ]  # fmt: skip
    return list(dict.fromkeys(str(row["sentence_de"]) for row in wanted))


def _linked(text: str, event: Row | None) -> str:
    url = str(event["url"] or "") if event else ""
    if not url.startswith(("https://", "http://")):
        return text
    return f"[{text}]({quote(url, safe=':/?#@!$&*+,;=%~')})"


def _plain(text: str) -> str:
    """Text in which Markdown and HTML mean nothing, on one line."""
    return re.sub(r"([\\`*_{}\[\]<>#|~!])", r"\\\1", " ".join(text.split()))
