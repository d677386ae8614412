"""Weighs what speaks for and against two entries being one event, in words and as a score."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp

from pipeline.link.claims import Claim
from pipeline.link.compare import contradictions
from pipeline.link.entries import Verdict
from pipeline.link.houses import may_be_one_house
from pipeline.link.likeness import Likeness, Surroundings, title_likeness
from pipeline.link.mentions import mention
from pipeline.link.when import clock_gap, relation, rhythm, same_day

SAME = 0.60  # score from which two entries are one event
REVIEW = 0.42  # from here to SAME a person is asked
_WITHIN_SOURCE = 0.85  # a source seldom lists one event twice: titles must be nearly equal
_ONE_ADDRESS = 0.6
_COMMON_TITLE = 1.3  # a title whose words tell less than this names many things: Sprachcafé, Tag der offenen Tür
_MANY_HAVE_IT = 0.9  # Mitgliederversammlung, Sommerfest
_CLOCK_SLACK = 35  # minutes: doors against beginning
_BEFORE_LOOKING = -2.3  # two posts about which nothing is known are seldom one event

Gain = tuple[float, str]


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
    veto, when = _vetoes(left, right, titles, around)
    score, words = _score(left, right, titles, text_alike, when, around)
    if veto:
        against = (*words, f"against: {veto}")
        return Weighing(verdict=Verdict.DIFFERENT, score=min(score, 0.3), evidence=against, veto=veto, tempting=score)
    if left.entry.source == right.entry.source and not _is_notice(left, right):
        verdict = _within_source(left, right, titles, text_alike, when, score)
    else:
        verdict = Verdict.SAME if score >= SAME else Verdict.REVIEW if score >= REVIEW else Verdict.DIFFERENT
    return Weighing(verdict=verdict, score=score, evidence=tuple(words), tempting=score)


# ---------------------------------------------------------------- against


def _vetoes(left: Claim, right: Claim, titles: Likeness, around: Surroundings) -> tuple[str, str]:
    """The first thing that rules one event out ('' if none), and how the dates stand to each other."""
    when = rhythm(left.rules, right.rules) if left.rules and right.rules else relation(left.spans, right.spans)
    never = _elsewhere(left, right) or _another(left, right, titles, when)
    if never:
        return never, when
    if when in ("other", "within"):
        told = _told_of(left, right, titles.alike, around) or _told_of(right, left, titles.alike, around)
        if told:
            return "", told
        return ("another date" if when == "other" else "a day of a longer event"), when
    if bool(left.rules) != bool(right.rules) and (left.spans or right.spans) and not _is_notice(left, right):
        return "one day of something that comes again", when
    if when == "unknown" and left.entry.source == right.entry.source and not (left.is_review or right.is_review):
        return "within one source an entry without date stands for itself", when
    return "", when


def _elsewhere(left: Claim, right: Claim) -> str:
    if left.towns and right.towns and not left.towns & right.towns and not (left.is_online or right.is_online):
        return f"other town: {', '.join(sorted(left.towns))} / {', '.join(sorted(right.towns))}"
    named = (left.towns_named, right.towns_named)
    if all(named) and not named[0] & named[1] and not left.towns & right.towns:
        return f"other towns in the titles: {', '.join(sorted(named[0]))} / {', '.join(sorted(named[1]))}"
    return ""


def _another(left: Claim, right: Claim, titles: Likeness, when: str) -> str:
    """Another number, year, language, run, or a part of the other."""
    facts = [one for one in contradictions(left.facts, right.facts) if not one.startswith("other days")]
    if facts:
        return facts[0]
    if left.facts.years and right.facts.years and not left.facts.years & right.facts.years:
        return "another year in the title"
    tongues = (left.heading.tongues, right.heading.tongues)
    if all(tongues) and not tongues[0] & tongues[1]:
        return f"another language or level: {', '.join(sorted(tongues[0]))} / {', '.join(sorted(tongues[1]))}"
    if left.is_rerun != right.is_rerun and when not in ("same", "range"):
        return "rerun against first run"
    if left.part != right.part and (left.is_whole or right.is_whole) and not _is_notice(left, right):
        return f"part against whole: {left.part or right.part}"
    if when == "opens" and titles.occasions_differ:
        return "part against whole: another kind of occasion on its first day"
    return ""


def _is_notice(left: Claim, right: Claim) -> bool:
    return left.is_review or right.is_review or left.is_move or right.is_move


def _told_of(notice: Claim, event: Claim, likeness: float, around: Surroundings) -> str:
    """How a notice or review with another date speaks of the event: '' if it does not."""
    names_day = any(same_day(day, span.start) for day in notice.told for span in event.spans)
    if notice.is_move and (
        (names_day and likeness >= 0.5) or (likeness >= 0.8 and event.title not in around.recurring)
    ):
        return "moved"
    if notice.is_review and names_day and likeness >= 0.4:
        return "reviewed"
    return ""


def _within_source(left: Claim, right: Claim, titles: Likeness, text_alike: float, when: str, score: float) -> Verdict:
    """A list and the page behind it, or one thing entered twice; never merely two things on one day."""
    if when not in ("same", "range") or clock_gap(left.spans, right.spans) or titles.exchanged:
        return Verdict.DIFFERENT
    least = _ONE_ADDRESS if _same_address(left, right) else _WITHIN_SOURCE
    if left.has_title and right.has_title and titles.alike >= least and score >= SAME:
        return Verdict.SAME
    if not left.has_title and not right.has_title and text_alike >= 0.95:
        return Verdict.SAME
    return Verdict.DIFFERENT


def _same_address(left: Claim, right: Claim) -> bool:
    return bool(left.url) and left.url == right.url and "/" in left.url


# ---------------------------------------------------------------- for


def _score(
    left: Claim, right: Claim, titles: Likeness, text_alike: float, when: str, around: Surroundings
) -> tuple[float, list[str]]:
    """The score 0…1 is a probability: each piece of evidence adds to its log odds or takes from them."""
    words = [f"titles alike {titles.alike:.2f}"]
    odds = _BEFORE_LOOKING + 5.5 * (titles.alike - 0.5) + 0.6 * min(titles.telling, 2.5)
    for gain, said in (
        *_title_gains(left, right, titles, around),
        *_when_gains(left, right, titles, when),
        *_where_gains(left, right),
        *_text_gains(left, right, text_alike),
    ):
        odds += gain
        words.append(f"{'for' if gain >= 0 else 'against'}: {said}")
    return round(1 / (1 + exp(-odds)), 4), words


def _title_gains(left: Claim, right: Claim, titles: Likeness, around: Surroundings) -> list[Gain]:
    found = []
    if titles.exchanged:
        found.append((-2.0, f"another word in the same place: {titles.exchanged}"))
    told = mention(left, right, titles, around) or mention(right, left, titles, around)
    if told:
        found.append((told.gain, f"the other's text says what the title does: {told.said}"))
    elif titles.own:
        drift = 0.5 if titles.has_part else 1.0  # one part is the same, the rest is each one's own way of putting it
        found.append((-0.9 * drift * min(titles.apart, 2.0), f"each title names something else: {titles.own}"))
    if titles.is_campaign:
        found.append((-2.0, "one campaign, and each names something of its own in it"))
    if titles.occasions_differ:
        kinds = " / ".join(", ".join(sorted(one.heading.occasions)) for one in (left, right))
        found.append((-2.6, f"another kind of occasion: {kinds}"))
    if titles.telling >= 1.5:
        found.append((0.0, f"rare words in common ({titles.telling:.1f})"))
    if _other_venue(left, right):
        is_common = titles.telling < _COMMON_TITLE
    else:  # whoever posts is often named as the organiser
        is_common = titles.telling < _MANY_HAVE_IT and _other_organiser(left, right)
    if is_common:
        found.append((titles.telling - 4.0, "a title of common words, and other hosts or another house"))
    return found


def _other_venue(left: Claim, right: Claim) -> bool:
    if left.is_online or right.is_online:
        return False
    return bool(left.venue and right.venue) and not may_be_one_house(left.venue, right.venue)


def _other_organiser(left: Claim, right: Claim) -> bool:
    printed = left.entry.organiser_is_printed and right.entry.organiser_is_printed
    return printed and bool(left.organisers and right.organisers) and not left.organisers & right.organisers


_WHEN_GAINS: dict[str, Gain] = {
    "range": (2.2, "the same days"),
    "same": (1.5, "same day"),
    "opens": (0.9, "the first day in common"),
    "shared": (0.7, "one names more days than the other"),
    "moved": (1.2, "a notice that it was moved"),
    "reviewed": (1.6, "a review of that day"),
    "rule": (2.3, "the same rhythm"),
    "unknown": (0.0, "one has no date"),
}


def _when_gains(left: Claim, right: Claim, titles: Likeness, when: str) -> list[Gain]:
    if when in ("same", "opens") and left.is_review != right.is_review:
        when = "reviewed"
    found = [_WHEN_GAINS[when]] if when in _WHEN_GAINS else []
    if when == "rule" and any(hour for _, hour in left.rules & right.rules):
        found.append((0.8, "same hour"))
    if when in ("same", "opens", "shared") and not _year_in_common(left, right):
        found.append((-0.4, "one names no year"))
    gap = clock_gap(left.spans, right.spans)
    if gap is not None and gap <= _CLOCK_SLACK:
        found.append((0.8, "same time"))
    elif gap is not None:
        is_common = titles.telling < _COMMON_TITLE
        found.append((-2.2 if is_common else -1.1, f"times {gap} minutes apart"))
    return found


def _year_in_common(left: Claim, right: Claim) -> bool:
    return any(mine.year and mine.year == theirs.year for mine in left.spans for theirs in right.spans)


def _where_gains(left: Claim, right: Claim) -> list[Gain]:
    found = []
    if left.towns & right.towns:
        found.append((0.5, f"same town: {', '.join(sorted(left.towns & right.towns))}"))
    elif left.is_online and right.is_online:
        found.append((0.5, "both online"))
    if left.venue and right.venue and may_be_one_house(left.venue, right.venue):
        found.append((1.4, "same venue"))
    elif _other_venue(left, right):
        found.append((-0.7, "other venue"))
    if left.organisers & right.organisers:
        found.append((0.7, "same organiser"))
    elif _other_organiser(left, right):
        found.append((-0.2, "other organiser"))
    return found


def _text_gains(left: Claim, right: Claim, text_alike: float) -> list[Gain]:
    found = []
    if text_alike >= 0.5:
        found.append((1.6 * text_alike, f"texts share {text_alike:.0%} beside boilerplate"))
    if _same_address(left, right):
        found.append((0.6, "same address"))
    return found
