"""Blocks that recur over different things are boilerplate of their source; blocks of one announcement's wordings
are not."""

from __future__ import annotations

from pipeline.link.boilerplate import learn_boilerplate
from pipeline.link.compare import compare
from pipeline.link.duplicates import Entry, group
from pipeline.link.wording import read_wording

NOTICE = "Diese Maßnahme wird mitfinanziert mit Steuermitteln auf Grundlage des beschlossenen Haushalts."
THINGS = (
    "Nähmaschinen gesucht: Im Reparaturkeller werden aus alten Vorhängen neue Taschen.",
    "Schachabend im Teehaus. Bretter und Uhren stehen bereit, Vorkenntnisse braucht niemand.",
    "Eine Traumapädagogin erklärt Ehrenamtlichen, was sie tun können und was sie lassen sollten.",
)


def blocks_of(*texts: str) -> tuple[str, ...]:
    return learn_boilerplate({"site": [read_wording(text) for text in sorted(texts)]})["site"]


def test_a_notice_under_three_different_things_is_boilerplate() -> None:
    found = blocks_of(*(f"{thing}\n{NOTICE}" for thing in THINGS))
    assert len(found) == 1
    assert found[0].startswith("dies massnahm wird mitfinanziert")


def test_a_sentence_that_three_wordings_of_one_thing_share_is_not() -> None:
    opening = "Die Offene Küche ist ein Platz zum Essen und Reden."
    assert not blocks_of(
        opening, f"{opening} Bring Hunger mit.", f"{opening} Im Sommer decken wir im Hof.", f"{opening} Bitte melden."
    )


def test_two_texts_are_too_few_to_learn_from() -> None:
    assert not blocks_of(*(f"{thing}\n{NOTICE}" for thing in THINGS[:2]))


def test_a_sentence_with_a_day_is_never_boilerplate() -> None:
    assert not blocks_of(*(f"Alles geschieht am 3. Mai im Hof.\n{thing}" for thing in THINGS))


def test_a_long_notice_does_not_make_different_things_one_text() -> None:
    long_notice = "\n".join(
        f"{NOTICE.replace('Diese', word)}" for word in ("Diese", "Jene", "Unsere", "Solche", "Manche")
    )
    texts = [f"{thing}\n{long_notice}" for thing in THINGS]
    wordings = [read_wording(text) for text in texts]
    assert compare(wordings[0], wordings[1]).alike > 0.62, "the trap must be one: unweighed, the texts are alike"
    placed = group([Entry(id=str(n), text=text, source="site") for n, text in enumerate(texts)])
    assert len({one.text_cluster for one in placed.placements}) == 3
    assert all(one.series is None for one in placed.placements)
    assert len(placed.boilerplate["site"]) == 5


def test_each_source_has_its_own() -> None:
    found = learn_boilerplate(
        {
            "one": [read_wording(f"{thing}\n{NOTICE}") for thing in THINGS],
            "two": [read_wording(thing) for thing in THINGS],
        }
    )
    assert found["one"] and not found["two"]
