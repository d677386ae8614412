"""Whole lists over several nights: what stays the same thing whatever editors, series and relaunches do."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.link.assignment import best_assignment
from pipeline.link.identity import assign
from pipeline.models import Announcement
from tests.builders import announcement

_THEMES = ("Mietrecht", "Imkerei", "Chorgesang", "Radreparatur", "Vereinskasse", "Gebärden", "Töpfern", "Schach")
FIRST = datetime(2026, 4, 7, 18)

TALKS = [
    announcement(
        f"{theme} für Neugierige", FIRST + timedelta(days=5 * number), position=number, city="Pirna",
        text=f"Ein Abend über {theme}, mit Beispielen, Fragen und einer Suppe danach. Nummer {number} im Heft.",
        url=f"http://a.test/{theme}", guid=f"?p={number}",
    )
    for number, theme in enumerate(_THEMES)
]  # fmt: skip
WEEKLY = [
    announcement("Offene Werkstatt", FIRST + timedelta(days=7 * week), position=week, text="Löten und leimen.")
    for week in range(6)
]
SHOWS = [announcement("Kurzwelle", text="Musik und Gespräche aus dem Hinterhof.", position=at) for at in range(11)]


def _known(night: list[Announcement]) -> dict[str, Announcement]:
    return {f"ann_{at:02}": one for at, one in enumerate(night)}


def _placed(night: list[Announcement]) -> list[Announcement]:
    return [replace(one, position=at) for at, one in enumerate(night)]


def _found(known: list[Announcement], tonight: list[Announcement]) -> list[int | None]:
    """For each of tonight's the place of the known one that it continues."""
    matches = {match.index: int(match.announcement_id[4:]) for match in assign(_known(known), tonight).matches}
    return [matches.get(at) for at in range(len(tonight))]


def test_one_of_a_weekly_series_moved_keeps_its_id() -> None:
    moved = announcement("Offene Werkstatt", FIRST + timedelta(days=23), text="Löten und leimen.")
    tonight = _placed([*WEEKLY[:3], moved, *WEEKLY[4:]])
    assert _found(WEEKLY, tonight) == [0, 1, 2, 3, 4, 5]


def test_a_series_that_goes_on_is_not_its_oldest_one_moved() -> None:
    further = announcement("Offene Werkstatt", FIRST + timedelta(days=42), text="Löten und leimen.")
    assert _found(WEEKLY, _placed([*WEEKLY[1:], further])) == [1, 2, 3, 4, 5, None]


def test_undated_twins_keep_their_order_when_a_new_one_comes_on_top() -> None:
    assert _found(SHOWS, _placed([SHOWS[0], *SHOWS])) == [None, *range(11)]


def test_undated_twins_keep_their_order_when_the_oldest_scrolls_off() -> None:
    assert _found(SHOWS, _placed(SHOWS[:-1])) == list(range(10))


def test_a_twin_that_was_edited_is_found_in_its_seat() -> None:
    edited = replace(SHOWS[4], title="Kurzwelle: eine Stunde aus Zittau")
    assert _found(SHOWS, _placed([*SHOWS[:4], edited, *SHOWS[5:]])) == list(range(11))


def test_twins_with_an_address_each_outlive_a_relaunch_and_a_new_one_does_not_become_the_dropped_one() -> None:
    mine = [replace(one, url=f"http://a.test/{at}", guid=f"g{at}") for at, one in enumerate(SHOWS)]
    elsewhere = [replace(one, url=f"http://neu.test/{at * 7}", guid=f"n{at}") for at, one in enumerate(SHOWS)]
    assert _found(mine, elsewhere) == list(range(11))
    rolled = _placed([replace(SHOWS[0], url="http://a.test/99", guid="g99"), *mine[:-1]])
    assert _found(mine, rolled) == [None, *range(10)]


def test_a_relaunch_with_other_addresses_and_some_edits_keeps_every_id() -> None:
    moved = [replace(one, url=f"http://neu.test/n/{at}", guid=f"node-{at}") for at, one in enumerate(TALKS)]
    moved[2] = replace(moved[2], title="Singen für alle, die Chorgesang mögen")
    moved[5] = replace(moved[5], dates=announcement("", FIRST + timedelta(days=27)).dates)
    assert _found(TALKS, moved) == list(range(8))


def test_next_years_edition_is_another_event_even_at_the_old_address() -> None:
    for url in (TALKS[3].url, "http://a.test/neu"):
        again = replace(TALKS[3], url=url, dates=announcement("", FIRST + timedelta(days=15 + 364)).dates)
        assert _found(TALKS, [*TALKS[:3], again, *TALKS[4:]])[3] is None


def test_an_address_whose_content_is_replaced_is_a_new_thing() -> None:
    other = announcement(
        "Sommerkino im Steinbruch", FIRST + timedelta(days=60), url=TALKS[0].url, guid=TALKS[0].guid,
        text="Zwei Filme unter freiem Himmel, Decken bitte mitbringen.",
    )  # fmt: skip
    assignment = assign(_known(TALKS), [other, *TALKS[1:]])
    assert assignment.new == (0,)
    assert assignment.doubtful == ()


def test_a_removed_one_and_a_similar_new_one_are_two() -> None:
    other = announcement(
        "Filzen für Neugierige", FIRST + timedelta(days=3), city="Pirna", url="http://a.test/Filzen", guid="?p=77",
        text="Ein Nachmittag über Wolle, mit Beispielen, Fragen und einem Tee danach.",
    )  # fmt: skip
    assert _found(TALKS, [other, *TALKS[1:]])[0] is None


def test_what_was_away_for_weeks_comes_back_with_its_id() -> None:
    known = _known(TALKS)
    away = {"ann_02", "ann_06"}
    assignment = assign(known, [replace(TALKS[2], title="Chorgesang: ein Abend"), *TALKS[3:]], away)
    assert [match.announcement_id for match in assignment.matches] == [f"ann_{at:02}" for at in (2, 3, 4, 5, 6, 7)]


def test_two_that_fit_one_known_one_equally_are_left_to_a_person() -> None:
    twin = announcement("Lesung am Fluss", FIRST, text="Texte vom Wasser.")
    first = replace(twin, title="Lesung am Fluss I", dates=announcement("", FIRST + timedelta(days=1)).dates)
    second = replace(twin, title="Lesung am Fluss II", dates=announcement("", FIRST + timedelta(days=2)).dates)
    assignment = assign({"ann_00": twin}, [first, second])
    assert assignment.matches == ()
    assert len(assignment.doubtful) == 1


@given(st.permutations(range(8)))
@settings(max_examples=25)
def test_the_order_of_lines_with_positions_does_not_matter(order: list[int]) -> None:
    edited = [replace(one, title=f"{one.title} (neu)") if one.position % 3 == 0 else one for one in TALKS]
    assert _found(TALKS, [edited[at] for at in order]) == order


@given(st.integers(0, 7), st.integers(0, 7), st.sampled_from(["title", "text", "dates", "url", "guid"]))
@settings(max_examples=40)
def test_two_that_exchange_one_thing_never_cross(one: int, other: int, name: str) -> None:
    tonight = list(TALKS)
    tonight[one] = replace(TALKS[one], **{name: getattr(TALKS[other], name)})
    tonight[other] = replace(TALKS[other], **{name: getattr(TALKS[one], name)})
    assert _found(TALKS, tonight) == list(range(8))


@given(st.integers(0, 2**32))
@settings(max_examples=15)
def test_the_same_night_again_changes_nothing_and_gives_the_same_answer(seed: int) -> None:
    rng = random.Random(seed)
    tonight = [one for one in (*TALKS, *WEEKLY, *SHOWS) if rng.random() < 0.8]
    tonight = _placed([replace(one, title=one.title + "!") if rng.random() < 0.2 else one for one in tonight])
    known = _known([*TALKS, *WEEKLY, *SHOWS])
    assert assign(known, tonight) == assign(dict(reversed(known.items())), tonight)
    again = {f"ann_{at:02}": one for at, one in enumerate(tonight)}
    assert [int(m.announcement_id[4:]) for m in assign(again, tonight).matches] == list(range(len(tonight)))


def test_a_large_group_is_solved_as_a_sparse_matrix_alike() -> None:
    values = {(row, column): 1.0 + (row * 7 + column * 13) % 11 for row in range(700) for column in (row, row + 1)}
    chosen = best_assignment(values)
    assert len({row for row, _ in chosen}) == len(chosen) == len({column for _, column in chosen})
    few = {pair: value for pair, value in values.items() if pair[0] < 500}
    dense = sum(few[pair] for pair in best_assignment(few))
    assert sum(values[pair] for pair in chosen) > dense


def test_a_year_nobody_printed_makes_no_other_edition() -> None:
    kept = replace(TALKS[0], dates=announcement("", date(2026, 4, 7)).dates)
    assert _found([kept], [replace(kept, title="Mietrecht")]) == [0]
