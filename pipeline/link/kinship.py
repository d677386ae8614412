"""How surely two announcements of one source, of two nights, are one: evidence in nats, for and against, in words.

Each trait adds the logarithm of how much likelier its agreement (or difference) is between two nights of one
announcement than between two announcements of that source (Fellegi and Sunter, 1969). What many share proves little,
what is rare proves much, what people edit often disproves little.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import fsum, log

from rapidfuzz import fuzz

from pipeline.link.traits import Material, Traits, gap_in_days

_STRANGERS = 150.0  # titles and texts in a source among which an equal one would be chance
_MOVED = re.compile(r"\b(?:verschoben|verlegt|neuer termin|terminaenderung|ersatztermin|nachholtermin|nachgeholt)\b")
_YEAR = (300, 430)  # days between two editions of a yearly event
_ALIKE = 0.75  # share in common from which a title counts as kept
_TEXT_ALIKE = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What the two nights say about a pair beside its own traits.

    `guids_steady` and `urls_steady`, 0…1: how many of the source's ids and addresses outlived the night; none in a
    relaunch. `rivals`: how many on each side are not matched yet, `is_balanced`: as many on both. `fills_gap`: one of
    a title is missing, another came, and the title stands as often as before. `same_slot`: both stand between the same
    unchanged neighbours (None: unknown). `was_absent`: the known one was not on the list the night before. `rolled`:
    the known one stood at the old end of its series and the new one at the other end, as when a series goes on.
    `may_have_left`, `may_have_come`: the known one stood where things scroll off, the new one where they come.
    `title_elsewhere`, `guid_elsewhere`, `url_elsewhere`: what the new one has belonged to another one the night before.
    """

    guids_steady: float
    urls_steady: float
    rivals: int = 1
    same_slot: bool | None = None
    was_absent: bool = False
    rolled: bool = False
    may_have_left: bool = False
    may_have_come: bool = False
    is_balanced: bool = False
    fills_gap: bool = False
    title_elsewhere: bool = False
    guid_elsewhere: bool = False
    url_elsewhere: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Kinship:
    """`score` in nats, 0 even; `words` for a person; `bars` says why the two cannot simply be taken for one, '' if
    nothing does; `doubt` if a person ought to look all the same."""

    score: float
    words: tuple[str, ...]
    bars: str = ""
    doubt: bool = False


def weigh(new: Traits, old: Traits, material: Material, around: Circumstances) -> Kinship:
    """Judge whether `new` is a later sighting of `old`."""
    named, names = _names(new, old, material, around)
    title = _title(new, old, material, around, is_named=named > 0)
    text = _text(new, old, material)
    when = _when(new, old, material)
    place = _place(new, old, material)
    words = [*names]
    score = named + _prior(around)
    for part in (title, text, when, place):
        score += part.nats
        if part.said:
            words.append(part.said)
    if around.same_slot is not None:
        score += 1.2 if around.same_slot else -0.3
        words += ["same place in the list"] if around.same_slot else []
    score -= 0.7 if around.was_absent else 0.0
    bars, doubt = _bars(title, text, when, is_named=named > 0)
    if around.rolled and named <= 0:
        bars = "the series went on: its oldest left the list and a later one joined it"
    return Kinship(score=score, words=tuple(words), bars=bars, doubt=doubt)


def _prior(around: Circumstances) -> float:
    """What vanishes from amidst the list on the night on which something like it appears is seldom two things."""
    left = -2.0 if around.may_have_left or around.was_absent else 0.0
    came = -1.2 if around.may_have_come else 0.0
    kept = (0.7 if around.is_balanced else 0.0) + (1.5 if around.fills_gap and left == came == 0.0 else 0.0)
    return 2.0 + left + came + kept - 0.5 * log(max(1, around.rivals))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """What one trait says: `kept` True or False, None where one of the two does not have it; `alike` 0…1."""

    nats: float
    said: str = ""
    kept: bool | None = None
    alike: float = 0.0
    bar: str = ""


# ---------------------------------------------------------------- names at the source


def _names(new: Traits, old: Traits, material: Material, around: Circumstances) -> tuple[float, list[str]]:
    """The source's own id and the address; one that many share names none of them."""
    nats, words = 0.0, []
    if new.guid and old.guid:
        if new.guid == old.guid:
            nats = _telling(material.count("guid", new.announcement.guid), 1500)
            words.append("same id at the source")
        else:
            nats -= (6.0 if around.guid_elsewhere else 4.0) * around.guids_steady
    if new.url and old.url:
        if new.url == old.url:
            by_address = _telling(material.count("url", new.announcement.url), 1000)
            nats = max(nats, by_address) + 0.5 if nats > 0 else nats + by_address
            words.append("same address")
        elif nats <= 0:
            nats -= (3.0 if around.url_elsewhere else 1.2) * around.urls_steady
    return nats, words


def _telling(count: int, of: float) -> float:
    return max(0.0, log(of / count**2))


# ---------------------------------------------------------------- title and text


def _title(new: Traits, old: Traits, material: Material, around: Circumstances, *, is_named: bool) -> _Part:
    other_number = _other_number(new, old)
    if new.title == old.title:
        shared = max(_title_count(new, material), _title_count(old, material))
        return _Part(nats=max(0.4, log(_STRANGERS / shared)), said="same title", kept=True, alike=1.0)
    if not new.title or not old.title:
        return _Part(nats=0.0)
    alike, common = _overlap(new.words, old.words, material)
    ratio = fuzz.ratio(new.title, old.title) / 100
    if ratio >= 0.88 and not other_number:
        alike, common = max(alike, ratio), max(common, 3.0)
    elif new.words and old.words and (new.words <= old.words or old.words <= new.words):
        alike = max(alike, 0.8)  # a subtitle came or went, however common the title is
    nats = alike * min(5.0, common) - 2.0 * (1 - alike) - (3.0 if around.title_elsewhere and not is_named else 0.0)
    if other_number:
        return _Part(nats=nats - 4.0, said=other_number, kept=False, alike=alike)
    said = f"titles alike ({alike:.2f})" if alike >= 0.3 else "another title"
    return _Part(nats=nats, said=said, kept=alike >= _ALIKE, alike=alike)


def _title_count(one: Traits, material: Material) -> int:
    return material.count("title", " ".join(one.announcement.title.casefold().split()))


def _other_number(new: Traits, old: Traits) -> str:
    """Episode, part, edition or level: '' unless both titles count and count differently."""
    for what in sorted({what for what, _ in new.ordinals} & {what for what, _ in old.ordinals}):
        mine = {which for name, which in new.ordinals if name == what}
        theirs = {which for name, which in old.ordinals if name == what}
        if not mine & theirs:
            return f"another number: {what} {min(theirs)}, {min(mine)}"
    if new.numbers and old.numbers and not new.numbers & old.numbers:
        return f"another number: {min(old.numbers)}, {min(new.numbers)}"
    return ""


def _text(new: Traits, old: Traits, material: Material) -> _Part:
    if not new.text or not old.text:
        return _Part(nats=0.0)
    if new.text == old.text:
        shared = max(material.count("text", one.announcement.text) for one in (new, old))
        enough = min(1.0, len(new.text_words) / 4)
        return _Part(nats=max(0.3, log(_STRANGERS / shared)) * enough, said="same text", kept=True, alike=1.0)
    alike, common = _overlap(new.text_words, old.text_words, material)
    nats = alike * min(5.0, 0.5 * common) - 1.5 * (1 - alike)
    said = f"texts alike ({alike:.2f})" if alike >= 0.3 else "another text"
    return _Part(nats=nats, said=said, kept=alike >= _TEXT_ALIKE, alike=alike)


def _overlap(mine: frozenset[str], theirs: frozenset[str], material: Material) -> tuple[float, float]:
    """Share of the words' weight in common, 0…1, and how much the common words tell, in nats.

    What is contained whole in a longer one counts as nearly kept: a subtitle or a paragraph was added.
    """
    common = fsum(map(material.rarity, mine & theirs))
    weights = material.weight(mine), material.weight(theirs)
    if min(weights) <= 0:
        return 0.0, 0.0
    both, shorter = 2 * common / sum(weights), common / min(weights)
    return max(both, 0.85 * shorter if common >= 3.0 else 0.0), common


# ---------------------------------------------------------------- when and where


def _when(new: Traits, old: Traits, material: Material) -> _Part:
    if not new.days or not old.days:
        return _Part(nats=-0.5 if new.days or old.days else 0.0)
    mine, theirs = set(new.days), set(old.days)
    shared = {day[1:] for day in mine if any(_same_day(day, other) for other in theirs)}
    if shared:
        crowd = min(material.count("day", day) for day in shared)
        nats = max(0.3, min(3.5, log(80 / crowd)))
        if new.clocks == old.clocks:
            return _Part(nats=nats, said="same date", kept=True)
        return _Part(nats=0.75 * nats, said="same day", kept=True)
    gap = min(gap_in_days(day, other) for day in mine for other in theirs)
    if _YEAR[0] <= gap <= _YEAR[1] and not _MOVED.search(f"{new.title} {new.text[:600]}"):
        return _Part(nats=-4.0, said=f"{gap} days later", kept=False, bar="a year lies between them: another edition")
    nats = -1.4 if gap <= 8 else -2.0 if gap <= 31 else -2.8 if gap <= 100 else -4.0
    return _Part(nats=nats, said=f"date moved by {gap} days", kept=False)


def _same_day(left: tuple[int, int, int], right: tuple[int, int, int]) -> bool:
    return left[1:] == right[1:] and (left[0] == right[0] or not left[0] or not right[0])


def _place(new: Traits, old: Traits, material: Material) -> _Part:
    nats, said = 0.0, ""
    if new.venue and old.venue:
        if new.venue == old.venue:
            nats, said = _at_place(material, "venue", new.announcement.place.name if new.announcement.place else None)
        elif fuzz.token_set_ratio(" ".join(sorted(new.venue)), " ".join(sorted(old.venue))) < 75:
            nats, said = -0.7, "another place"
    if new.city and old.city and new.city != old.city:
        return _Part(nats=min(nats, 0.0) - 0.8, said="another town", kept=False)
    if new.city and new.city == old.city and nats >= 0:
        by_city, _ = _at_place(material, "city", new.announcement.place.city if new.announcement.place else None)
        nats, said = max(nats, by_city), said or "same town"
    if new.organisers and old.organisers and not new.organisers & old.organisers:
        nats -= 0.7
    return _Part(nats=nats, said=said)


def _at_place(material: Material, name: str, value: object) -> tuple[float, str]:
    return min(2.0, max(0.1, log((material.size + 4) / material.count(name, value)))), "same place"


# ---------------------------------------------------------------- what bars


def _bars(title: _Part, text: _Part, when: _Part, *, is_named: bool) -> tuple[str, bool]:
    """Why a pair is not taken for one whatever its score, and whether a person should look."""
    if when.bar:
        return when.bar, is_named and title.kept is True and text.kept is not False
    told = [part for part in (title, text, when) if part.kept is not None]
    if not told or any(part.kept for part in told):
        return "", False
    # an old address, and nothing behind it that was there before: the place was reused
    alike = title.alike + text.alike
    return "title, text and date are all different", is_named and (len(told) < 3 or alike >= 0.8)
