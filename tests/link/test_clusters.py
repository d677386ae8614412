"""An id stays with its group; merging and splitting are journalled and can be undone."""

from __future__ import annotations

from pipeline.link.clusters import Named, name_groups

RUN = "2026-03-03.1"


def name(groups: list[list[str]], held: dict[str, str], home: dict[str, str] | None = None) -> Named:
    age = {one: index for index, one in enumerate(dict.fromkeys(held.values()))}
    return name_groups("evt", groups, held=held, home=home or held, age=age, run_id=RUN)


def test_a_new_group_gets_a_new_id_that_depends_on_its_founder_only() -> None:
    assert name([["a"]], {}).ids == name([["a", "b"]], {}).ids
    assert [entry.op for entry in name([["a"]], {}).journal] == ["mint"]


def test_a_group_that_gains_a_member_keeps_its_id() -> None:
    named = name([["a", "b"]], {"a": "evt_1"})
    assert named.ids == ("evt_1",)
    assert named.journal == ()


def test_two_groups_that_become_one_keep_the_older_id() -> None:
    named = name([["a", "b"]], {"a": "evt_old", "b": "evt_young"})
    assert named.ids == ("evt_old",)
    assert named.merged == {"evt_young": "evt_old"}
    assert [(entry.op, entry.id, entry.other_id) for entry in named.journal] == [("merge", "evt_young", "evt_old")]


def test_an_undone_merge_gives_the_id_back() -> None:
    named = name([["a"], ["b"]], {"a": "evt_1", "b": "evt_1"}, home={"a": "evt_1", "b": "evt_2"})
    assert named.ids == ("evt_1", "evt_2")
    assert [entry.op for entry in named.journal] == ["split"]


def test_a_split_that_never_had_ids_of_its_own_mints_one() -> None:
    named = name([["a"], ["b"]], {"a": "evt_1", "b": "evt_1"}, home={"a": "evt_1", "b": "evt_1"})
    assert named.ids[0] == "evt_1"
    assert named.ids[1] not in ("evt_1", "")


def test_the_order_of_groups_does_not_matter() -> None:
    held = {"a": "evt_1", "b": "evt_2", "c": "evt_2"}
    forward = name([["a"], ["b", "c"], ["d"]], held).ids
    assert name([["d"], ["b", "c"], ["a"]], held).ids == tuple(reversed(forward))
