"""A person's word as one row of a decisions file: checked against what is known, with the value that they saw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from pipeline.errors import UsageError
from pipeline.link.decisions import COLUMNS, FIELDS, Decisions
from pipeline.link.pairs import contradictory_chains, founders, said
from pipeline.memory import Memory, Remembered
from pipeline.models import AttendanceMode, Status

Tables = Mapping[str, Sequence[Mapping[str, object]]]
_YES_NO = ("true", "ja", "yes", "1", "false", "nein", "no", "0")
_CHOICES: dict[str, tuple[str, ...]] = {
    "status": tuple(one.value for one in Status),
    "attendance_mode": tuple(one.value for one in AttendanceMode),
    "sold_out": _YES_NO,
    "is_free": _YES_NO,
}


class Word(StrEnum):
    """What a person may say."""

    SAME = "same"
    DIFFERENT = "different"
    FIELD = "field"
    HIDE = "hide"


_WANTED = {
    Word.SAME: "two ids of announcements or events",
    Word.DIFFERENT: "two ids of announcements or events",
    Word.FIELD: "an event's id, a field and its value",
    Word.HIDE: "the id of an event",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """`values` go into a new row of `file`; `sentence` says what it does; `warning` is '' unless it contradicts
    earlier words."""

    file: str
    values: Mapping[str, str]
    sentence: str
    warning: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a ruling is checked against: the current tables and memory, and the rulings so far."""

    tables: Tables
    memory: Memory
    decisions: Decisions


def rule(
    word: Word, words: Sequence[str], known: Known, *, why: str, author: str, day: date, is_undone: bool = False
) -> Said:
    """The row that a person's word becomes.

    UsageError names an id that nobody knows, a field that people cannot set, a value of another kind, a word too many
    or too few, an empty reason, and an undo of what was never said.
    """
    expected = {Word.SAME: 2, Word.DIFFERENT: 2, Word.HIDE: 1, Word.FIELD: 2 if is_undone else 3}[word]
    if len(words) != expected:
        wanted = "an event's id and a field" if word is Word.FIELD and is_undone else _WANTED[word]
        raise UsageError(f"{word.value} needs {wanted}; found {' '.join(words) or 'nothing'}", where=word.value)
    for name, value in (("--why", why), ("--author", author)):
        if not value.strip():
            raise UsageError(f"{name} is empty; a ruling carries its reason and who made it", where=name)
    head = {"day": day.isoformat(), "author": _line(author), "reason": _line(why)}
    if word in (Word.SAME, Word.DIFFERENT):
        return _pair(word, words, known, head, is_undone=is_undone)
    return (
        _field(words, known, head, is_undone=is_undone)
        if word is Word.FIELD
        else _hide(words[0], known, head, is_undone)
    )


def cells(one: Said) -> tuple[str, ...]:
    """The row's cells in the order of the file's columns."""
    return tuple(one.values.get(column, "") for column in COLUMNS[one.file])


def _line(text: str) -> str:
    return " ".join(text.split())


# ---------------------------------------------------------------- pairs


def _pair(word: Word, ids: Sequence[str], known: Known, head: Mapping[str, str], *, is_undone: bool) -> Said:
    left, right = (_announcement(one, known.memory) for one in ids)
    if left == right:
        raise UsageError(f"{ids[0]} and {ids[1]} are one announcement; a ruling needs two", where=ids[1])
    file = f"{word.value}.csv"
    held = known.decisions.pairs().get((min(ids), max(ids)))
    if is_undone and (held is None or held.file != file):
        raise UsageError(f"nobody has ruled that {ids[0]} and {ids[1]} are {word.value}; there is nothing to undo")
    seen = " / ".join(_seen(known.memory.announcements[one]) for one in (left, right))
    pair = {"left_id": ids[0], "right_id": ids[1], "value_seen": seen}
    if is_undone:
        sentence = f"taken back: {ids[0]} and {ids[1]} are no longer ruled {word.value}; the rules judge them again"
        return Said(file=file, values={**head, **pair, "verdict": "undo"}, sentence=sentence)
    sentence = f"{ids[0]} and {ids[1]} are {'the same event' if word is Word.SAME else 'two events'}: {seen}"
    warning = _contradiction(word, (left, right), known)
    return Said(file=file, values={**head, **pair}, sentence=sentence, warning=warning)


def _announcement(one: str, memory: Memory) -> str:
    """The announcement that an id means: its own, or the one that founded the event."""
    if one in memory.announcements:
        return one
    founder = founders(memory.announcements).get(one)
    if founder is None:
        raise UsageError(f"{one}: no announcement or event of that id is known", where=one)
    return founder


def _seen(one: Remembered) -> str:
    start = next((reading.start for reading in one.announcement.dates if reading.start), None)
    return f"{one.announcement.title} ({start.isoformat()[:16] if start else 'no date'})"


def _contradiction(word: Word, pair: tuple[str, str], known: Known) -> str:
    """The chain that the new word closes, in words; '' if it agrees with all that was said."""
    founder = founders(known.memory.announcements)
    by_file: dict[str, set[tuple[str, str]]] = {"same.csv": set(), "different.csv": set()}
    for ids, row in known.decisions.pairs().items():
        meant = sorted(one if one in known.memory.announcements else founder.get(one, one) for one in ids)
        by_file[row.file].add((meant[0], meant[1]))
    left, right = min(pair), max(pair)
    for held in by_file.values():
        held.discard((left, right))
    by_file[f"{word.value}.csv"].add((left, right))
    chains = contradictory_chains(by_file["same.csv"], by_file["different.csv"])
    mine = [chain for chain in chains if {left, right} <= set(chain.members)]
    if not mine:
        return ""
    return f"this contradicts earlier rulings: {said(mine[0].steps)}; the group stays unmerged until one is taken back"


# ---------------------------------------------------------------- one event


def _event(one: str, tables: Tables) -> Mapping[str, object]:
    """The event of an id; an occurrence's or announcement's leads to its event."""
    for name, key in (("occurrences", "occurrence_id"), ("announcements", "announcement_id")):
        one = next((str(row["event_id"]) for row in tables[name] if row[key] == one and row["event_id"]), one)
    found = next((row for row in tables["events"] if row["event_id"] == one), None)
    if found is None:
        raise UsageError(f"{one}: no event of that id is in the current release", where=one)
    return found


def _field(words: Sequence[str], known: Known, head: Mapping[str, str], *, is_undone: bool) -> Said:
    event = _event(words[0], known.tables)
    event_id, field = str(event["event_id"]), words[1]
    if field not in FIELDS:
        raise UsageError(f"{field}: people may set {', '.join(FIELDS)}", where=field)
    held = known.decisions.fields().get((event_id, field))
    row = {**head, "event_id": event_id, "field": field}
    if is_undone:
        if held is None:
            raise UsageError(f"nobody has set {field} of {event_id}; there is nothing to undo", where=field)
        sentence = f"taken back: {field} of {event_id} is what the sources say again"
        return Said(
            file="fields.csv", values={**row, "value": "", "value_seen": held.values["value"]}, sentence=sentence
        )
    value = _checked(field, words[2])
    # what the source says, not what an earlier ruling made of it
    seen = held.values["value_seen"] if held else _current(field, event, known.tables)
    sentence = f"{field} of {event_id} ({event['title']}) becomes {value!r}; the sources say {seen!r}"
    return Said(file="fields.csv", values={**row, "value": value, "value_seen": seen}, sentence=sentence)


def _current(field: str, event: Mapping[str, object], tables: Tables) -> str:
    if field not in ("start", "end"):
        return "" if event[field] is None else str(event[field])
    dates = [row for row in tables["occurrences"] if row["event_id"] == event["event_id"]]
    found = sorted(str(_wall_time(row[field] or row[f"{field}_date"])) for row in dates)
    return found[0] if found else ""


def _wall_time(value: object) -> str:
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M")
    return value.isoformat() if isinstance(value, date) else ""


def _checked(field: str, value: str) -> str:
    value = value.strip()
    if not value:
        raise UsageError(f"{field}: the value is empty; `--undo` hands a field back to its sources", where=field)
    if field in _CHOICES and value.casefold() not in _CHOICES[field]:
        raise UsageError(f"{field}: expected one of {', '.join(_CHOICES[field])}; found {value!r}", where=field)
    if field.endswith("url") and not value.startswith(("https://", "http://")):
        raise UsageError(f"{field}: expected an address that begins with https://; found {value!r}", where=field)
    if field in ("start", "end"):
        try:
            date.fromisoformat(value) if len(value) == len("2026-03-02") else datetime.fromisoformat(value)
        except ValueError as error:
            raise UsageError(
                f"{field}: expected a day 2026-03-02 or a wall time 2026-03-02T18:00; found {value!r}", where=field
            ) from error
    return value


def _hide(one: str, known: Known, head: Mapping[str, str], is_undone: bool) -> Said:
    event = _event(one, known.tables)
    event_id = str(event["event_id"])
    if is_undone and event_id not in known.decisions.hidden():
        raise UsageError(f"{event_id} is not hidden; there is nothing to undo", where=one)
    sentence = f"{event_id} ({event['title']}) {'comes back into' if is_undone else 'leaves'} the feed"
    values = {**head, "event_id": event_id, "verdict": "show" if is_undone else "hide"}
    return Said(file="hide.csv", values=values, sentence=sentence)
