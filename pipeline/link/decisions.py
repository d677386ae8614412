"""People's rulings, read from the text of the decisions/ files: one row one word, obeyed from its day on."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from pipeline.models import Issue, Severity

COLUMNS: dict[str, tuple[str, ...]] = {
    "same.csv": ("day", "author", "reason", "left_id", "right_id", "value_seen", "verdict"),
    "different.csv": ("day", "author", "reason", "left_id", "right_id", "value_seen", "verdict"),
    "fields.csv": ("day", "author", "reason", "event_id", "field", "value", "value_seen"),
    "hide.csv": ("day", "author", "reason", "event_id", "verdict"),
    "erase.csv": ("day", "author", "reason", "fingerprint", "scope"),
    "accept.csv": ("day", "author", "reason", "run_id", "source_id", "digest"),
}
FIELDS = (
    "title", "description", "status", "sold_out", "attendance_mode", "online_url", "url", "registration_url",
    "price_text", "is_free", "start", "end",
)  # fmt: skip
_VERDICTS = {"hide.csv": ("hide", "show"), "same.csv": ("undo",), "different.csv": ("undo",)}
_MAY_BE_EMPTY = frozenset({"value", "value_seen", "scope", "reason", "verdict"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One ruling with the place it stands at (`fields.csv line 3`)."""

    file: str
    line: int
    day: date
    author: str
    reason: str
    values: Mapping[str, str]

    @property
    def where(self) -> str:
        return f"decisions/{self.file} line {self.line}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """All rulings that could be read, in the order of day, file and line; `issues` names each row that could not."""

    rows: tuple[Row, ...] = ()
    issues: tuple[Issue, ...] = ()

    def until(self, day: date) -> Decisions:
        """What acts on a night: the rows of that day or earlier."""
        return Decisions(rows=tuple(row for row in self.rows if row.day <= day), issues=self.issues)

    def pairs(self) -> dict[tuple[str, str], Row]:
        """The ruling on each pair (smaller id first); a later row answers an earlier one, and one with verdict `undo`
        takes it back. `row.file` says same or different."""
        ruled: dict[tuple[str, str], Row] = {}
        for row in self.rows:
            if row.file in ("same.csv", "different.csv"):
                pair = (
                    min(row.values["left_id"], row.values["right_id"]),
                    max(row.values["left_id"], row.values["right_id"]),
                )
                if row.values["verdict"] != "undo":
                    ruled[pair] = row
                elif pair in ruled and ruled[pair].file == row.file:
                    del ruled[pair]
        return ruled

    def fields(self) -> dict[tuple[str, str], Row]:
        """The corrected value of each (event_id, field); a later row with an empty value hands the field back to the
        source."""
        ruled: dict[tuple[str, str], Row] = {}
        for row in self.rows:
            if row.file == "fields.csv":
                key = (row.values["event_id"], row.values["field"])
                ruled.pop(key, None)
                if row.values["value"]:
                    ruled[key] = row
        return ruled

    def hidden(self) -> dict[str, Row]:
        """Events that a person took out of the feed; a later row with verdict `show` brings one back."""
        ruled: dict[str, Row] = {}
        for row in self.rows:
            if row.file == "hide.csv":
                ruled.pop(row.values["event_id"], None)
                if row.values["verdict"] != "show":
                    ruled[row.values["event_id"]] = row
        return ruled

    def accepted(self) -> tuple[Row, ...]:
        """The rows that release what a run withheld."""
        return tuple(row for row in self.rows if row.file == "accept.csv")


def read_decisions(files: Mapping[str, str]) -> Decisions:
    """Read the rows of all files (name -> text). An unreadable row becomes an Issue that names file, line and what was
    expected; the others count. Lines that start with # and blank lines are passed over."""
    rows: list[Row] = []
    issues: list[Issue] = []
    for name in sorted(files):
        if name not in COLUMNS:
            issues.append(_issue(name, 0, f"one of {', '.join(COLUMNS)}", name))
            continue
        for outcome in _read_file(name, files[name]):
            if isinstance(outcome, Row):
                rows.append(outcome)
            else:
                issues.append(outcome)
    rows.sort(key=lambda row: (row.day, row.file, row.line))
    return Decisions(rows=tuple(rows), issues=tuple(issues))


def _read_file(name: str, text: str) -> Iterable[Row | Issue]:
    columns = COLUMNS[name]
    lines = text.removeprefix("\ufeff").split("\n")
    head_seen = False
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        try:
            cells = [cell.strip() for cell in next(csv.reader(io.StringIO(line), strict=True))]
        except (csv.Error, StopIteration) as error:
            yield _issue(name, number, f"{len(columns)} comma-separated cells ({', '.join(columns)})", str(error))
            continue
        if not head_seen and cells[0] == "day":
            head_seen = True
            if tuple(cells) not in (columns, columns[: _least(columns)]):
                yield _issue(name, number, f"the head {','.join(columns)}", line)
                return
            continue
        yield _read_row(name, number, columns, cells)


def _read_row(name: str, number: int, columns: tuple[str, ...], cells: list[str]) -> Row | Issue:
    if not _least(columns) <= len(cells) <= len(columns):
        return _issue(name, number, f"{len(columns)} cells ({', '.join(columns)})", f"{len(cells)} cells")
    values = dict.fromkeys(columns, "") | dict(zip(columns, cells, strict=False))
    try:
        day = date.fromisoformat(values["day"])
    except ValueError:
        return _issue(name, number, "a day such as 2026-03-02 in the first cell", values["day"])
    empty = [column for column in columns if not values[column] and column not in _MAY_BE_EMPTY]
    if empty:
        return _issue(name, number, f"a value for {empty[0]}", "an empty cell")
    if name == "fields.csv" and values["field"] not in FIELDS:
        return _issue(name, number, f"a field out of {', '.join(FIELDS)}", values["field"])
    if values.get("verdict") and values["verdict"] not in _VERDICTS[name]:
        return _issue(name, number, f"verdict {' or '.join(_VERDICTS[name])}", values["verdict"])
    if name in ("same.csv", "different.csv") and values["left_id"] == values["right_id"]:
        return _issue(name, number, "two different ids", values["left_id"])
    return Row(file=name, line=number, day=day, author=values["author"], reason=values["reason"], values=values)


def _least(columns: tuple[str, ...]) -> int:
    """The last cell may be left out where it is a verdict that is seldom given."""
    return len(columns) - 1 if columns[-1] == "verdict" else len(columns)


def _issue(name: str, line: int, expected: str, found: str) -> Issue:
    return Issue(
        source_id="",
        severity=Severity.WARNING,
        issue_class="decision_unreadable",
        where=f"decisions/{name} line {line}" if line else f"decisions/{name}",
        expected=expected,
        found=found,
    )
