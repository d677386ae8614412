"""Each decision has its evidence and a change that would flip it; people's rulings come before every rule."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.link.duplicates import Entry, Grouping, LinkDecision, Rulings, Verdict, group
from tests.link.labelled import read_cross

CROSS = read_cross()
BASE = Entry(
    id="a",
    text="",
    title="Plenum der Beiräte: Mehr als ein Ehrenamt",
    start=datetime(2024, 9, 24, 17),
    city="Freiberg",
    source="one",
)
POST = replace(BASE, id="b", source="two")


def events_of(grouping: Grouping) -> dict[str, str | None]:
    return {one.id: one.event for one in grouping.placements}


# ---------------------------------------------------------------- people's words


def test_a_ruling_joins_what_no_rule_would() -> None:
    other = replace(POST, title="Beirätetag", start=None)
    assert len(set(events_of(group([BASE, other])).values())) == 2
    grouping = group([BASE, other], rulings=Rulings(same=frozenset({("b", "a")})))
    assert len(set(events_of(grouping).values())) == 1
    assert [(one.verdict, one.decided_by) for one in grouping.decisions] == [(Verdict.SAME, "person")]


def test_a_ruling_parts_what_every_rule_would_join() -> None:
    grouping = group([BASE, POST], rulings=Rulings(different=frozenset({("a", "b")})))
    assert len(set(events_of(grouping).values())) == 2


def test_a_ruling_parts_two_also_when_a_third_would_join_them() -> None:
    third = replace(BASE, id="c", source="three")
    events = events_of(group([BASE, POST, third], rulings=Rulings(different=frozenset({("a", "b")}))))
    assert events["a"] != events["b"]


def test_a_contradictory_chain_is_named_and_its_group_stays_unmerged() -> None:
    third = replace(BASE, id="c", source="three")
    rulings = Rulings(same=frozenset({("a", "b"), ("b", "c")}), different=frozenset({("a", "c")}))
    grouping = group([BASE, POST, third], rulings=rulings)
    assert grouping.conflicts == ("contradictory rulings: a = b, b = c, but a ≠ c; the group stays unmerged",)
    assert len(set(events_of(grouping).values())) == 3


def test_a_ruling_about_an_entry_that_is_not_here_is_passed_over() -> None:
    assert len(group([BASE, POST], rulings=Rulings(same=frozenset({("a", "gone")}))).placements) == 2


# ---------------------------------------------------------------- evidence


def test_each_decision_says_why_in_words() -> None:
    (decision,) = group([BASE, POST]).decisions
    assert decision.verdict is Verdict.SAME
    assert {"for: same day", "for: same time", "for: same town: Freiberg"} <= set(decision.evidence)
    assert 0.64 <= decision.score <= 1


def test_a_veto_is_named_against_the_likeness_that_tempts() -> None:
    (decision,) = group([BASE, replace(POST, city="Plauen")]).decisions
    assert decision.verdict is Verdict.DIFFERENT
    assert "against: other town: Freiberg / Plauen" in decision.evidence


def applied(decision: LinkDecision, entries: list[Entry]) -> list[Entry]:
    """The entries with the printed change made to the pair."""
    changes: dict[str, dict[str, object]] = {decision.left: {}, decision.right: {}}
    for said in decision.flips_if.split(" and "):
        place, value = said.split(" = ", 1)
        whose, name = place.split(".")
        read: object = (
            value.strip('"')
            if value.startswith('"')
            else datetime.fromisoformat(value)
            if "T" in value
            else date.fromisoformat(value)
        )
        changes[decision.left if whose == "left" else decision.right][name] = read
    return [replace(entry, **changes.get(entry.id, {})) for entry in entries]  # type: ignore[arg-type]


def test_the_smallest_change_named_really_flips_the_decision() -> None:
    entries = [one.entry for one in CROSS]
    decisions = [one for one in group(entries).decisions if one.flips_if and one.decided_by == "rule"]
    assert len(decisions) >= 40
    unturned = []
    for decision in decisions:
        events = events_of(group(applied(decision, entries)))
        together = events[decision.left] is not None and events[decision.left] == events[decision.right]
        if decision.verdict is not Verdict.REVIEW and together == (decision.verdict is Verdict.SAME):
            unturned.append(decision)
    assert not unturned


@settings(max_examples=2, deadline=None)
@given(st.randoms(use_true_random=False))
def test_what_waits_for_a_person_turns_with_its_change_too(rng: random.Random) -> None:
    entries = []
    for entry in rng.sample([one.entry for one in CROSS], 18):
        kept = replace(entry, start=None, end=None) if rng.random() < 0.4 else entry
        entries.append(kept)
        if rng.random() < 0.3:
            entries.append(replace(entry, id=f"{entry.id}x", source="another", start=rng.choice((entry.start, None))))
    for decision in group(entries).decisions:
        if decision.verdict is not Verdict.REVIEW or not decision.flips_if:
            continue
        after = group(applied(decision, entries))
        verdicts = {frozenset((one.left, one.right)): one.verdict for one in after.decisions}
        now = verdicts.get(frozenset((decision.left, decision.right)), Verdict.DIFFERENT)
        assert now is not decision.verdict, decision


def test_nearly_every_decision_names_a_change() -> None:
    decisions = group([one.entry for one in CROSS]).decisions
    assert sum(bool(one.flips_if) for one in decisions) >= 0.95 * len(decisions)
