"""Generated announcements with known answers, in many sentence frames: wordings, teasers and siblings that share
paragraphs."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from datetime import date, timedelta

from benchmarks.material import HEADS, PLACES, SPINS, STARTS, TOWNS, Piece, made_name, mistyped
from benchmarks.phrases import BODIES, CLOSINGS, FORMATS, INSERTS, INTRODUCTIONS, NOTICES, OPENINGS, WHO

_ALTERNATIVE = re.compile(r"\[([^\[\]]*)\]")
_SIBLINGS = 0.02  # share of families with a second announcement in the same frame
_PARAGRAPHS = 0.01  # share of families that share their introduction with another one's programme
_COPIES = (0, 0, 0, 1, 1, 1, 2, 3)
_FAR = 2
_MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
    "Dezember",
)  # fmt: skip
_WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
_ORDINALS = ("erste", "zweite", "dritte", "vierte", "fünfte", "sechste")


@dataclass(frozen=True, slots=True)
class _Plan:
    """What an announcement says: its frame, which sentences, and the words in their places."""

    opening: str
    sentences: tuple[str, ...]
    slots: dict[str, str]


def announcements(count: int, seed: int = 7) -> list[Piece]:
    """`count` texts in clusters of wordings, some families with siblings; shuffled."""
    rng = random.Random(seed)
    found: list[Piece] = []
    cluster = family = 0
    while len(found) < count:
        family += 1
        source = f"site{rng.randrange(40)}"
        plan = _plan(rng)
        plans = [plan]
        if rng.random() < _SIBLINGS:
            plans.append(_sibling(plan, rng))
        if rng.random() < _PARAGRAPHS:
            plans.append(_same_paragraphs(plan, rng))
        strengths = [[0, *(rng.choice((0, 1, 1, 2, 2, 3)) for _ in range(rng.choice(_COPIES)))] for _ in plans]
        is_hard = len(plans) > 1 or max(map(max, strengths)) >= _FAR
        for one, of_one in zip(plans, strengths, strict=True):
            cluster += 1
            for strength in of_one:
                found.append(Piece(_written(one, rng, strength, source), cluster, family, source, is_hard))
    del found[count:]
    rng.shuffle(found)
    return found


def _plan(rng: random.Random) -> _Plan:
    sentences = [rng.choice(INTRODUCTIONS), *rng.sample(BODIES, rng.choice((2, 3, 3, 4, 5))), rng.choice(CLOSINGS)]
    return _Plan(rng.choice(OPENINGS), tuple(sentences), _slots(rng))


def _slots(rng: random.Random) -> dict[str, str]:
    day = date(2024, 1, 1) + timedelta(days=rng.randrange(900))
    return {
        "who": rng.choice(WHO),
        "other_who": rng.choice(WHO),
        "head": rng.choice(HEADS),
        "spin": rng.choice(SPINS),
        "second": rng.choice(HEADS),
        "name": made_name(rng),
        "guest": made_name(rng),
        "other": rng.choice(TOWNS),
        "town": rng.choice(TOWNS),
        "house": f"{rng.choice(PLACES)} {rng.choice(STARTS)}{rng.choice(('hof', 'eck', 'au', 'grund'))}",
        "form": rng.choice(FORMATS),
        "day": f"{day.day}. {_MONTHS[day.month - 1]} {day.year}",
        "weekday": _WEEKDAYS[day.weekday()],
        "clock": str(rng.randrange(9, 21)),
        "count": str(rng.randrange(80, 900)),
        "price": str(rng.randrange(3, 30)),
        "ordinal": rng.choice(_ORDINALS),
        "club": f"{rng.choice(STARTS)}{rng.choice(('licht', 'werk', 'kreis', 'treff'))}",
    }


def _sibling(plan: _Plan, rng: random.Random) -> _Plan:
    """The same frame with another day and theme, number, town or speaker, as hosts fill it anew."""
    fresh = _slots(rng)
    changed = rng.choice(
        (
            ("day", "weekday", "head", "spin"),
            ("day", "weekday", "ordinal", "head"),
            ("day", "weekday", "town", "house"),
            ("day", "weekday", "name", "guest", "head", "spin"),
        )
    )
    told = {name: fresh[name] for name in changed}
    if any(fresh[name] == plan.slots[name] for name in changed if name not in ("weekday", "spin")):
        return _sibling(plan, rng)
    return _Plan(plan.opening, plan.sentences, {**plan.slots, **told})


def _same_paragraphs(plan: _Plan, rng: random.Random) -> _Plan:
    """Another programme behind the same introductory paragraphs: other theme, day and sentences."""
    fresh = _slots(rng)
    if fresh["head"] == plan.slots["head"] or fresh["day"] == plan.slots["day"]:
        return _same_paragraphs(plan, rng)
    kept = 1 + rng.randrange(2)
    rest = [one for one in BODIES if one not in plan.sentences]
    sentences = (*plan.sentences[:kept], *rng.sample(rest, 3), rng.choice(CLOSINGS))
    slots = {**fresh, **{name: plan.slots[name] for name in ("who", "club", "second", "other")}}
    return _Plan(rng.choice(OPENINGS), sentences, slots)


def _written(plan: _Plan, rng: random.Random, strength: int, source: str) -> str:
    """The text with so many changes: 0 as the host first wrote it."""
    hand = random.Random(f"{source} {plan.slots['name']} {plan.slots['day']} {plan.slots['head']}")
    sentences = [_said(one, hand) for one in (plan.opening, *plan.sentences)]
    template = [plan.opening, *plan.sentences]
    for _ in range(strength):
        change = rng.choice((_reworded, _reworded, _dropped, _moved, _inserted, _typed, _typed))
        sentences, template = change(sentences, template, rng)
    who = {
        name: _gendered(plan.slots[name], rng if strength and rng.random() < 0.3 else random.Random(source))
        for name in ("who", "other_who")
    }
    text = " ".join(sentences).format(**{**plan.slots, **who})
    if strength >= _FAR and rng.random() < 0.2:
        text = _teaser(text, rng)
    elif rng.random() < 0.6:
        text = f"{text}\n{NOTICES[int(source[4:]) % len(NOTICES)]}"
    return text


def _said(template: str, rng: random.Random) -> str:
    return _ALTERNATIVE.sub(lambda match: rng.choice(match[1].split("|")), template)


Change = tuple[list[str], list[str]]


def _reworded(sentences: list[str], template: list[str], rng: random.Random) -> Change:
    at = rng.randrange(len(sentences))
    return [*sentences[:at], _said(template[at], rng), *sentences[at + 1 :]], template


def _dropped(sentences: list[str], template: list[str], rng: random.Random) -> Change:
    if len(sentences) < 5:
        return sentences, template
    at = rng.randrange(2, len(sentences))
    return sentences[:at] + sentences[at + 1 :], template[:at] + template[at + 1 :]


def _moved(sentences: list[str], template: list[str], rng: random.Random) -> Change:
    order = list(range(1, len(sentences)))
    rng.shuffle(order)
    order = [0, *order]
    return [sentences[at] for at in order], [template[at] for at in order]


def _inserted(sentences: list[str], template: list[str], rng: random.Random) -> Change:
    at, extra = rng.randrange(1, len(sentences) + 1), rng.choice(INSERTS)
    return [*sentences[:at], _said(extra, rng), *sentences[at:]], [*template[:at], extra, *template[at:]]


def _typed(sentences: list[str], template: list[str], rng: random.Random) -> Change:
    at = rng.randrange(len(sentences))
    if "{" in sentences[at]:
        pieces = re.split(r"(\{\w+\})", sentences[at])
        spots = [spot for spot, piece in enumerate(pieces) if not piece.startswith("{") and len(piece) > 8]
        if not spots:
            return sentences, template
        spot = rng.choice(spots)
        pieces[spot] = mistyped(pieces[spot], rng)
        return [*sentences[:at], "".join(pieces), *sentences[at + 1 :]], template
    return [*sentences[:at], mistyped(sentences[at], rng), *sentences[at + 1 :]], template


def _teaser(text: str, rng: random.Random) -> str:
    """The beginning, as a list shows it."""
    found = text.split(" ")
    return " ".join(found[: max(18, int(len(found) * rng.uniform(0.55, 0.8)))]) + rng.choice((" …", " ...", " [mehr]"))


def _gendered(plural: str, rng: random.Random) -> str:
    """`plural` is `Stamm|Plural`: Migrant|Migranten."""
    root, men = plural.split("|")
    return rng.choice((f"{root}*innen", f"{root}:innen", f"{root}_innen", f"{root}innen und {men}", f"{root}Innen"))
