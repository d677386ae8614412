"""Weighs what speaks for and against two entries being one event, in words and as a score."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time
from functools import lru_cache
from math import exp

from pipeline.link import weights as w
from pipeline.link.claims import Claim
from pipeline.link.compare import same_word
from pipeline.link.entries import Verdict
from pipeline.link.ground import common_ground, coverage
from pipeline.link.likeness import Likeness, Surroundings, title_likeness
from pipeline.link.mentions import mention
from pipeline.link.persons import speakers
from pipeline.link.rarity import rareness
from pipeline.link.said import is_said
from pipeline.link.vetoes import is_notice, what_rules_out
from pipeline.link.when import clock_gap
from pipeline.link.whereabouts import Gain, other_organiser, other_venue, where_gains
from pipeline.link.wording import is_content

_WITHIN_SOURCE = 0.85  # a source seldom lists one event twice: titles must be nearly equal
_ONE_ADDRESS = 0.6
SOME_GROUND = 0.5  # weight of rare words in common that is more than chance
_SHARED_TEXT, _ONE_TEXT = 0.5, 0.9
_HOUR = re.compile(r"(?<![\d.:])(\d{1,2})(?:[:.](\d\d))?\s?(?:uhr|h)\b")
_ALIKE_AT_ALL = 0.35
_UNCOUNTED = 0.3
_COMMON_TITLE = 1.3  # a title whose words tell less than this names many things: Sprachcafé, Tag der offenen Tür
_MANY_HAVE_IT = 0.9  # Mitgliederversammlung, Sommerfest
_CLOCK_SLACK = 35  # minutes: doors against beginning
_SLIP = 90  # minutes; doors, a correction or a slip seldom put two times of one happening so far apart


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """`veto` is '' unless the two cannot be one event whatever else speaks for it; `tempting` is the score without
    it."""

    verdict: Verdict
    score: float
    evidence: tuple[str, ...]
    veto: str = ""
    tempting: float = 0.0


def weigh(left: Claim, right: Claim, text_alike: float, around: Surroundings) -> Weighing:
    """Judge a pair; `text_alike` 0…1 is how much of their texts they share beside boilerplate."""
    titles = title_likeness(left, right, around)
    veto, when = what_rules_out(left, right, titles, around)
    score, words = _score(left, right, titles, text_alike, when, around)
    if veto:
        against = (*words, f"against: {veto}")
        return Weighing(verdict=Verdict.DIFFERENT, score=min(score, 0.3), evidence=against, veto=veto, tempting=score)
    if left.entry.source == right.entry.source and not is_notice(left, right):
        verdict = _within_source(left, right, titles, text_alike, when, score)
    else:
        verdict = Verdict.SAME if score >= w.SAME else Verdict.REVIEW if score >= w.REVIEW else Verdict.DIFFERENT
    return Weighing(verdict=verdict, score=score, evidence=tuple(words), tempting=score)


def _within_source(left: Claim, right: Claim, titles: Likeness, text_alike: float, when: str, score: float) -> Verdict:
    """A list and the page behind it, or one thing entered twice; never merely two things on one day."""
    if when not in ("same", "range") or clock_gap(left.spans, right.spans) or titles.exchanged:
        return Verdict.DIFFERENT
    least = _ONE_ADDRESS if _same_address(left, right) else _WITHIN_SOURCE
    if left.has_title and right.has_title and titles.alike >= least and score >= w.SAME:
        return Verdict.SAME
    if not left.has_title and not right.has_title and text_alike >= 0.75:
        return Verdict.SAME
    return Verdict.DIFFERENT


def _same_address(left: Claim, right: Claim) -> bool:
    return bool(left.url) and left.url == right.url and "/" in left.url


def _score(
    left: Claim, right: Claim, titles: Likeness, text_alike: float, when: str, around: Surroundings
) -> tuple[float, list[str]]:
    """The score 0…1 is a probability: each piece of evidence adds to its log odds or takes from them."""
    words = [f"titles alike {titles.alike:.2f}"]
    odds = w.BEFORE_LOOKING + w.TITLE * (titles.alike - 0.5)
    odds += w.TELLING * min(_telling(left, right, titles), w.TELLING_UP_TO)
    for gain, said in (
        *_word_gains(left, right, titles, text_alike, around),
        *_title_gains(left, right, titles, when),
        *_when_gains(left, right, titles, when),
        *where_gains(left, right),
        *_text_gains(left, right, 0.0 if titles.own and text_alike < _ONE_TEXT else text_alike, when),
    ):
        odds += gain
        words.append(f"{'for' if gain >= 0 else 'against'}: {said}")
    return round(1 / (1 + exp(-odds)), 4), words


def _word_gains(left: Claim, right: Claim, titles: Likeness, text_alike: float, around: Surroundings) -> list[Gain]:
    """What each title has of its own, against what the texts say of it and have in common."""
    found = []
    ground = common_ground(left, right)
    if ground.weight >= SOME_GROUND and not (titles.own and text_alike >= _SHARED_TEXT):
        found.append(
            (w.RARE_WORD * min(ground.weight, w.RARE_WORDS_UP_TO), f"rare words in both: {', '.join(ground.said)}")
        )
    covered = 0.5 * max(coverage(left, right), coverage(right, left))
    if covered > titles.alike:
        found.append((w.TITLE * (covered - titles.alike), "the other entry says what the title does"))
    told = mention(left, right, titles, around) or mention(right, left, titles, around)
    if told and told.gain > sum(gain for gain, _ in found):
        return [(told.gain, f"the other's text says what the title does: {told.said}")]
    if titles.own and not told:
        drift = 0.5 if titles.has_part else 1.0  # one part is the same, the rest is each one's own way of putting it
        drift *= 1 - min(ground.weight, 2.0) / 4
        found.append((w.OWN_WORD * drift * min(titles.apart, 2.0), f"each title names something else: {titles.own}"))
    return found


def _title_gains(left: Claim, right: Claim, titles: Likeness, when: str) -> list[Gain]:
    found = []
    if titles.is_foreign:
        found.append((0.0, "titles in two languages, whose words cannot be held against each other"))
    if titles.exchanged:
        found.append((w.EXCHANGED, f"another word in the same place: {titles.exchanged}"))
    if left.places and right.places and not _one_place(left, right):
        found.append(
            (
                w.OTHER_PLACE_NAMED,
                f"another place in the title: {' '.join(sorted(left.places))} / {' '.join(sorted(right.places))}",
            )
        )
    if left.audience and right.audience and not _met(left.audience, right.audience):
        found.append(
            (w.OTHER_AUDIENCE, f"for others: {' '.join(sorted(left.audience))} / {' '.join(sorted(right.audience))}")
        )
    if titles.is_campaign and when != "range":
        found.append((w.CAMPAIGN, "one campaign, and each names something of its own in it"))
    if titles.occasions_differ:
        kinds = " / ".join(", ".join(sorted(one.heading.occasions)) for one in (left, right))
        found.append((w.OTHER_OCCASION, f"another kind of occasion: {kinds}"))
    if _others_speak(left, right):
        found.append((w.OTHER_SPEAKER, "each names somebody else as speaker"))
    if titles.telling >= 1.5:
        found.append((0.0, f"rare words in common ({titles.telling:.1f})"))
    telling = _telling(left, right, titles)
    if other_venue(left, right) or _others_speak(left, right):
        is_common = telling < _COMMON_TITLE
    else:  # whoever posts is often named as the organiser
        is_common = telling < _MANY_HAVE_IT and other_organiser(left, right)
    if is_common and titles.alike >= _ALIKE_AT_ALL:
        found.append((w.COMMON_TITLE * (telling - 4.0), "a title of common words, and other hosts or another house"))
    return found


def _met(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    return bool(mine & theirs) or any(
        one[:6] == other[:6] or one.endswith(other) or other.endswith(one) for one in mine for other in theirs
    )


def _one_place(left: Claim, right: Claim) -> bool:
    mine, theirs = left.places | right.surroundings, right.places | left.surroundings
    return any(one in theirs for one in left.places) or any(one in mine for one in right.places)


def _telling(left: Claim, right: Claim, titles: Likeness) -> float:
    """How much the titles' common words tell; everyday words (an open door) tell less than their number says."""
    shared = sum(rareness(one) for one in set(left.title) & set(right.title) if is_content(one))
    return min(titles.telling, shared + _UNCOUNTED) if left.title == right.title else titles.telling


def _others_speak(left: Claim, right: Claim) -> bool:
    mine, theirs = (speakers(f"{one.entry.title}\n{one.entry.text[:2000]}") for one in (left, right))
    if not mine or not theirs:
        return False
    met = any(is_said(one, right) for one in mine) or any(is_said(one, left) for one in theirs)
    return not met and not any(same_word(one, other, heads=False) for one in mine for other in theirs)


_WHEN_GAINS: dict[str, Gain] = {
    "range": (w.SAME_DAYS, "the same days"),
    "same": (w.SAME_DAY, "same day"),
    "opens": (w.FIRST_DAY, "the first day in common"),
    "shared": (w.SOME_DAYS, "one names more days than the other"),
    "moved": (w.MOVED, "a notice that it was moved"),
    "reviewed": (w.REVIEWED, "a review of that day"),
    "rule": (w.SAME_RHYTHM, "the same rhythm"),
    "unknown": (w.NO_DATE, "one has no date"),
}


def _when_gains(left: Claim, right: Claim, titles: Likeness, when: str) -> list[Gain]:
    if when in ("same", "opens") and left.is_review != right.is_review:
        when = "reviewed"
    found = [_WHEN_GAINS[when]] if when in _WHEN_GAINS else []
    if when == "rule" and any(hour for _, hour in left.rules & right.rules):
        found.append((w.SAME_HOUR, "same hour"))
    if when in ("same", "opens", "shared") and not _year_in_common(left, right):
        found.append((w.NO_YEAR, "one names no year"))
    gap = clock_gap(left.spans, right.spans)
    if gap is not None and gap <= _CLOCK_SLACK:
        found.append((w.SAME_HOUR, "same time"))
    elif gap is None and (_text_names_hour(left, right) or _text_names_hour(right, left)):
        found.append((w.HOUR_IN_TEXT, "the text of one names the other's hour"))
    elif gap is None and _hours_differ(left, right):
        found.append((w.OTHER_HOUR, "they name other hours"))
    elif gap is not None:
        least = w.OTHER_HOUR_COMMON_TITLE if titles.telling < _COMMON_TITLE else w.OTHER_HOUR
        found.append((least if gap < _SLIP else w.FAR_HOUR, f"times {gap} minutes apart"))
    return found


def _text_names_hour(teller: Claim, other: Claim) -> bool:
    """Whether the text of an entry without a time has the hour at which the other begins."""
    if any(span.clock for span in teller.spans):
        return False
    clocks = [span.clock for span in other.spans if span.clock]
    return any(_hour(clock).search(teller.text_folded) for clock in clocks)


def _hours_differ(left: Claim, right: Claim) -> bool:
    """Whether both name an hour, in field or text, and none that the other has; doors and beginning are one."""
    mine, theirs = (_hours(one) for one in (left, right))
    return bool(mine and theirs) and min(abs(one - other) for one in mine for other in theirs) > _CLOCK_SLACK


def _hours(one: Claim) -> frozenset[int]:
    """Minutes after midnight."""
    clocks = {span.clock.hour * 60 + span.clock.minute for span in one.spans if span.clock}
    return frozenset(clocks) or _hours_said(one.text_folded)


@lru_cache(maxsize=20_000)
def _hours_said(folded: str) -> frozenset[int]:
    return frozenset(int(hour) * 60 + int(minute or 0) for hour, minute in _HOUR.findall(folded) if int(hour) < 24)


@lru_cache(maxsize=1_500)
def _hour(clock: time) -> re.Pattern[str]:
    minutes = rf"[:.]{clock.minute:02}" if clock.minute else r"(?:[:.]00)?"
    return re.compile(rf"(?<![\d.:])0?{clock.hour}{minutes}\s?(?:uhr|h)\b")


def _year_in_common(left: Claim, right: Claim) -> bool:
    return any(mine.year and mine.year == theirs.year for mine in left.spans for theirs in right.spans)


def _text_gains(left: Claim, right: Claim, text_alike: float, when: str) -> list[Gain]:
    found = []
    if when == "unknown" and _SHARED_TEXT <= text_alike < _ONE_TEXT:
        found.append((w.GENERAL_TEXT, "a text without date shares a part with that of one date"))
    elif text_alike >= _SHARED_TEXT:
        found.append((w.ONE_TEXT * text_alike, f"texts share {text_alike:.0%} beside boilerplate"))
    if _same_address(left, right):
        found.append((w.SAME_ADDRESS, "same address"))
    return found
