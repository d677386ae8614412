"""Scores the date grammar on labelled lines of anybody's making: `python -m benchmarks.dates FILE.jsonl`.

A line is {"id", "cat", "text", "reference", "year"?, "gold": {"dates": [{"start", "end", "kind", "rrule"?}], "status"?,
"doubt"?}} with optional marks: `first_only` (a poster, a letter: its first date is asked for), `explicit_only` (running
text: precision and recall over its days, whatever their kind), `unexpanded` (a repetition that must give no rule, but a
doubt). A kind "any" agrees with each; a rule without a start asks only for the rule.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.cli.dates import read_line

Line = dict[str, Any]


@dataclass(slots=True)
class Tally:
    """Counts of one category."""

    lines: int = 0
    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)

    def note(self, measure: str, is_right: bool) -> None:
        """Counts one more question and whether its answer was right."""
        self.asked[measure] += 1
        self.right[measure] += is_right

    def share(self, measure: str) -> str:
        """The share of right answers, a dot where nothing was asked."""
        asked = self.asked[measure]
        return f"{self.right[measure] / asked:7.1%}" if asked else "      ."


MEASURES = ("start", "start+end", "kinds", "rrule", "status", "first", "precision", "recall", "confident", "doubted")


def print_scores(path: Path) -> None:
    """Prints a table by category, and each line that was read wrongly."""
    tallies: dict[str, Tally] = {}
    for line in _lines(path):
        answer = read_line(line)
        faults = _judge(tallies.setdefault("all", Tally()), line, answer)
        _judge(tallies.setdefault(line.get("cat", ""), Tally()), line, answer)
        if faults:
            print(f"{line['id']} {', '.join(faults)}: {line['text']!r} ({line['reference']})")
            print(f"    wanted {_brief(line['gold']['dates'])} {line['gold'].get('status') or ''}")
            print(
                f"    found  {_brief(answer['dates'])} {answer['status']} {[one['code'] for one in answer['doubts']]}"
            )
    print(f"\n{'':22}{'lines':>6}" + "".join(f"{name:>10}" for name in MEASURES))
    for name, tally in sorted(tallies.items()):
        print(f"{name[:22]:22}{tally.lines:6}" + "".join(f"{tally.share(measure):>10}" for measure in MEASURES))
    print("confident: wrong without a doubt; doubted: a doubt on a line that is clear (both of all lines)")


def _lines(path: Path) -> Iterator[Line]:
    for printed in path.read_text(encoding="utf-8").splitlines():
        if printed.strip():
            yield json.loads(printed)


def _judge(tally: Tally, line: Line, answer: Line) -> list[str]:
    """Adds one line to the tally; the names of what was wrong with it."""
    tally.lines += 1
    gold, found = line["gold"], answer["dates"]
    if line.get("explicit_only"):
        is_right = _weigh_days(tally, gold["dates"], found)
        faults = [] if is_right else ["days"]
    elif line.get("first_only"):
        is_right = _holds_first(gold["dates"], found)
        tally.note("first", is_right)
        faults = [] if is_right else ["first"]
    else:
        faults = _judge_whole(tally, line, answer)
    clear = not gold.get("doubt") and not line.get("unexpanded")
    dates_wrong = any(fault != "status" for fault in faults)
    tally.note("confident", dates_wrong and not answer["doubts"])
    if clear:
        tally.note("doubted", bool(answer["doubts"]))
        faults += ["doubted"] if answer["doubts"] else []
    elif not answer["doubts"]:
        faults.append("no doubt")
    return faults


def _judge_whole(tally: Tally, line: Line, answer: Line) -> list[str]:
    gold, found = line["gold"], answer["dates"]
    wanted, events = _events(gold["dates"]), _events(found)
    results = {"start": _same(wanted, events, ("start",)), "start+end": _same(wanted, events, ("start", "end"))}
    results["kinds"] = _same(gold["dates"], found, ("start", "end", "kind"))
    if line.get("unexpanded") or any(one.get("rrule") for one in gold["dates"] + found):
        results["rrule"] = _rules(gold["dates"]) == _rules(found)
    if gold.get("status"):
        results["status"] = gold["status"] == answer["status"]
    for measure, is_right in results.items():
        tally.note(measure, is_right)
    return [measure for measure, is_right in results.items() if not is_right]


def _events(dates: list[Line]) -> list[Line]:
    return [one for one in dates if one.get("kind", "event") == "event"]


def _rules(dates: list[Line]) -> list[str]:
    return sorted(re.sub(r"(BYDAY=)(\S+)", _in_order, one["rrule"]) for one in dates if one.get("rrule"))


def _in_order(found: re.Match[str]) -> str:
    return found[1] + ",".join(sorted(found[2].split(",")))


def _same(wanted: list[Line], found: list[Line], names: tuple[str, ...]) -> bool:
    """Whether both list the same dates in whatever order; an open start agrees with any."""
    if len(wanted) != len(found):
        return False
    left, right = sorted(wanted, key=_order), sorted(found, key=_order)
    if any(_is_open(one) for one in wanted):
        left, right = wanted, found
    return all(
        one.get(name, "event") in (other.get(name), "any") or (_is_open(one) and name != "kind")
        for one, other in zip(left, right, strict=True)
        for name in names
    )


def _is_open(one: Line) -> bool:
    return bool(one.get("rrule")) and one.get("start") is None


def _order(one: Line) -> tuple[str, str, str]:
    return str(one.get("start") or ""), str(one.get("end") or ""), str(one.get("kind", "event"))


def _holds_first(wanted: list[Line], found: list[Line]) -> bool:
    if not wanted:
        return not found
    return any((one["start"], one["end"]) == (wanted[0].get("start"), wanted[0].get("end")) for one in found)


def _weigh_days(tally: Tally, wanted: list[Line], found: list[Line]) -> bool:
    left, right = (Counter(_day(one) for one in dates) for dates in (wanted, found))
    both = left & right
    for measure, many in (("precision", right), ("recall", left)):
        tally.asked[measure] += many.total()
        tally.right[measure] += both.total()
    return left == right


def _day(one: Line) -> str:
    return str(one.get("start") or one.get("end"))[:10]


def _brief(dates: list[Line]) -> str:
    return " ; ".join(
        " ".join(
            str(part)
            for part in (one.get("start"), "/", one.get("end"), one.get("kind", "event"), one.get("rrule"))
            if part
        )
        for one in dates
    )
