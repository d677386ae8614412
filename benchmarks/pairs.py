"""Labelled pairs and a labelled archive, scored: F1, share in review, each wrong answer with its evidence.

    python -m benchmarks.pairs --pairs pairs.jsonl --archive archive.jsonl --gold archive.gold.jsonl

A line of the pairs: `{"id","same":true|false,"kind","a":{…},"b":{…}}`, `a` and `b` as the command `dedup` takes them.
Each pair is grouped alone; it counts as merged if both get one `event`, and what waits for a person counts as not
merged. The gold has a line `{"id","text_cluster","event","series"}` for each of the archive, null for none.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from pipeline.cli.dedup import read_entry
from pipeline.link.duplicates import LinkDecision, Verdict, group

Record = Mapping[str, Any]
_SHOWN = 90  # signs of a text that are printed


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the linking says of one labelled pair; `decision` None if nobody would ask."""

    row: Record
    is_merged: bool
    decision: LinkDecision | None

    @property
    def waits(self) -> bool:
        return self.decision is not None and self.decision.verdict is Verdict.REVIEW

    @property
    def is_right(self) -> bool:
        return self.is_merged == bool(self.row["same"])


def main() -> None:
    """Print the figures and what is wrong."""
    call = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    call.add_argument("--pairs", type=Path)
    call.add_argument("--archive", type=Path)
    call.add_argument("--gold", type=Path)
    call.add_argument("--quiet", action="store_true", help="only the figures")
    wish = call.parse_args()
    if wish.pairs:
        _print_pairs([answer_pair(row) for row in read_lines(wish.pairs)], is_quiet=wish.quiet)
    if wish.archive and wish.gold:
        _print_archive(read_lines(wish.archive), read_lines(wish.gold), is_quiet=wish.quiet)


def read_lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def answer_pair(row: Record) -> Answer:
    """Group the two entries of a labelled pair, and nothing else."""
    sides = [{"text": "", **row[side], "id": side} for side in ("a", "b")]
    grouping = group([read_entry(side) for side in sides])
    left, right = (place.event for place in grouping.placements)
    decision = grouping.decisions[0] if grouping.decisions else None
    return Answer(row=row, is_merged=left is not None and left == right, decision=decision)


def _print_pairs(answers: Sequence[Answer], *, is_quiet: bool) -> None:
    if not is_quiet:
        for one in answers:
            if not one.is_right or one.waits:
                _print_wrong(one)
    hit = sum(one.is_merged and one.is_right for one in answers)
    precision = hit / max(1, sum(one.is_merged for one in answers))
    recall = hit / max(1, sum(bool(one.row["same"]) for one in answers))
    waiting = sum(one.waits for one in answers)
    print(
        f"{len(answers)} pairs: F1 {_f1(precision, recall):.3f} P {precision:.3f} R {recall:.3f}"
        f"  review {waiting / max(1, len(answers)):.1%}"
    )
    kinds = Counter(one.row.get("kind", "") for one in answers if not one.is_right)
    print("  wrong by kind:", ", ".join(f"{kind} {count}" for kind, count in kinds.most_common()) or "none")


def _print_wrong(one: Answer) -> None:
    waits = "waits" if one.waits else "merged" if one.is_merged else "apart"
    print(f"--- {one.row['id']} [{one.row.get('kind', '')}] same={one.row['same']} {waits}")
    for side in ("a", "b"):
        said = {name: _short(value) for name, value in one.row[side].items() if value and name != "id"}
        print(f"  {side}: {json.dumps(said, ensure_ascii=False)}")
    if one.decision:
        print(f"  {one.decision.score:.2f} {' · '.join(one.decision.evidence)}")


def _short(value: object) -> object:
    return f"{value[:_SHOWN]}…" if isinstance(value, str) and len(value) > _SHOWN else value


def _print_archive(rows: Sequence[Record], gold: Sequence[Record], *, is_quiet: bool) -> None:
    true = {row["id"]: row for row in gold}
    grouping = group([read_entry(row) for row in rows])
    for what in ("text_cluster", "series", "event"):
        found = _together([getattr(place, what) for place in grouping.placements])
        wanted = _together([true[row["id"]].get(what) for row in rows])
        hit = len(found & wanted)
        precision, recall = hit / len(found) if found else 1.0, hit / len(wanted) if wanted else 1.0
        print(f"{what:12} F1 {_f1(precision, recall):.3f} P {precision:.3f} R {recall:.3f} ({len(wanted)} true pairs)")
        for verb, pairs in (("wrongly joined", found - wanted), ("not found", wanted - found)):
            for left, right in sorted(pairs) if not is_quiet else ():
                print(f"  {verb}: {rows[left]['id']} {_short(rows[left]['text'])!r}")
                print(f"  {'':{len(verb)}}  {rows[right]['id']} {_short(rows[right]['text'])!r}")


def _together(labels: Sequence[Hashable | None]) -> set[tuple[int, int]]:
    held: dict[Hashable, list[int]] = defaultdict(list)
    for place, label in enumerate(labels):
        if label is not None:
            held[label].append(place)
    return {pair for members in held.values() for pair in combinations(members, 2)}


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / max(1e-9, precision + recall)


if __name__ == "__main__":
    main()
