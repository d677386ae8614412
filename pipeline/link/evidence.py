"""Weighs what speaks for and against two entries being one event, in words and as a score."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz

from pipeline.link.claims import Claim, Span
from pipeline.link.compare import contradictions
from pipeline.link.entries import Verdict
from pipeline.link.likeness import Likeness, Surroundings, title_likeness

SAME = 0.64  # score from which two entries are one event
REVIEW = 0.54  # from here to SAME a person is asked
WITHIN_SOURCE = 0.90  # a source seldom lists one event twice: titles must be nearly equal
_COMMON_TITLE = 1.6  # a title whose words tell less than this names many things: Sprachcafé, Tag der offenen Tür
_CLOCK_SLACK = 35  # minutes: doors against beginning


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
    likeness = titles.alike
    veto, when = _vetoes(left, right, likeness, around)
    score, words = _score(left, right, titles, text_alike, when)
    if veto:
        against = (*words, f"against: {veto}")
        return Weighing(verdict=Verdict.DIFFERENT, score=min(score, 0.3), evidence=against, veto=veto, tempting=score)
    if left.entry.source == right.entry.source and not _is_notice(left, right):
        verdict = _within_source(left, right, likeness, text_alike, when)
    else:
        verdict = Verdict.SAME if score >= SAME else Verdict.REVIEW if score >= REVIEW else Verdict.DIFFERENT
    return Weighing(verdict=verdict, score=score, evidence=tuple(words), tempting=score)


# ---------------------------------------------------------------- when


def days_of(claim: Claim) -> list[tuple[int, int, int]]:
    return [(span.year, span.month, span.day) for span in claim.spans]


def same_day(left: Span, right: Span) -> bool:
    return (left.month, left.day) == (right.month, right.day) and (
        left.year == right.year or not left.year or not right.year
    )


def relation(left: Claim, right: Claim) -> str:
    """same: a first day in common and no more days on one side only; shared: some days in common; within: a day inside
    the other's range; other; unknown: one has no date."""
    if not left.spans or not right.spans:
        return "unknown"
    if any(same_day(mine, theirs) for mine in left.spans for theirs in right.spans):
        alone = abs(len(left.spans) - len(right.spans))
        return "same" if alone == 0 or min(len(left.spans), len(right.spans)) > 1 else "shared"
    if any(_inside(mine, theirs) or _inside(theirs, mine) for mine in left.spans for theirs in right.spans):
        return "within"
    return "other"


def _inside(day: Span, span: Span) -> bool:
    year = day.year or span.year or 2024
    try:
        when = date(year, day.month, day.day)
        return date(span.year or year, span.month, span.day) <= when <= date(span.end[0] or year, *span.end[1:])
    except ValueError:
        return False


def _clock_gap(left: Claim, right: Claim) -> int | None:
    """Minutes between the stated times of a day that both name, None if one side states none."""
    gaps = [
        abs((mine.clock.hour - theirs.clock.hour) * 60 + mine.clock.minute - theirs.clock.minute)
        for mine in left.spans
        for theirs in right.spans
        if mine.clock and theirs.clock and same_day(mine, theirs)
    ]
    return min(gaps, default=None)


# ---------------------------------------------------------------- against


def _vetoes(left: Claim, right: Claim, likeness: float, around: Surroundings) -> tuple[str, str]:
    """The first thing that rules one event out ('' if none), and how the dates stand to each other."""
    when = relation(left, right)
    if left.towns and right.towns and not left.towns & right.towns and not _went_online(left, right):
        return f"other town: {', '.join(sorted(left.towns))} / {', '.join(sorted(right.towns))}", when
    named = (left.towns_named, right.towns_named)
    if all(named) and not named[0] & named[1] and not left.towns & right.towns:
        return f"other towns in the titles: {', '.join(sorted(named[0]))} / {', '.join(sorted(named[1]))}", when
    facts = [one for one in contradictions(left.facts, right.facts) if not one.startswith("other days")]
    if facts:
        return facts[0], when
    if left.facts.years and right.facts.years and not left.facts.years & right.facts.years:
        return "another year in the title", when
    if left.is_rerun != right.is_rerun and when != "same":
        return "rerun against first run", when
    if left.part != right.part and (left.is_whole or right.is_whole) and not _is_notice(left, right):
        return f"part against whole: {left.part or right.part}", when
    if when in ("other", "within"):
        told = _told_of(left, right, likeness, around) or _told_of(right, left, likeness, around)
        if told:
            return "", told
        return ("another date" if when == "other" else "a day of a longer event"), when
    if when == "unknown" and left.entry.source == right.entry.source and not (left.is_review or right.is_review):
        return "within one source an entry without date stands for itself", when
    return "", when


def _is_notice(left: Claim, right: Claim) -> bool:
    return left.is_review or right.is_review or left.is_move or right.is_move


def _went_online(left: Claim, right: Claim) -> bool:
    return left.is_online or right.is_online


def _told_of(notice: Claim, event: Claim, likeness: float, around: Surroundings) -> str:
    """How a notice or review with another date speaks of the event: '' if it does not."""
    names_day = any((span.month, span.day) in notice.named_days for span in event.spans)
    if notice.is_move and (
        (names_day and likeness >= 0.5) or (likeness >= 0.8 and event.title not in around.recurring)
    ):
        return "moved"
    if notice.is_review and names_day and likeness >= 0.4:
        return "reviewed"
    return ""


def _within_source(left: Claim, right: Claim, likeness: float, text_alike: float, when: str) -> Verdict:
    gap = _clock_gap(left, right)
    if when != "same" or gap:
        return Verdict.DIFFERENT
    if left.has_title and right.has_title and likeness >= WITHIN_SOURCE:
        return Verdict.SAME
    if not left.has_title and not right.has_title and text_alike >= 0.95:
        return Verdict.SAME
    return Verdict.DIFFERENT


# ---------------------------------------------------------------- for


def _score(left: Claim, right: Claim, titles: Likeness, text_alike: float, when: str) -> tuple[float, list[str]]:
    words = [f"titles alike {titles.alike:.2f}"]
    score = 0.70 * titles.alike
    for gain, said in (
        *_title_gains(left, right, titles, when),
        *_when_gains(left, right, when),
        *_where_gains(left, right),
        *_text_gains(left, right, text_alike),
    ):
        score += gain
        words.append(f"{'for' if gain >= 0 else 'against'}: {said}")
    return max(0.0, min(1.0, round(score, 4))), words


def _title_gains(left: Claim, right: Claim, titles: Likeness, when: str) -> list[tuple[float, str]]:
    found = []
    if titles.own:
        found.append((-min(0.2, 0.5 * (1 - titles.alike)), f"each title names something else: {titles.own}"))
    elif titles.telling >= 1.5 and when not in ("unknown", "other"):
        found.append((0.05 * min(titles.telling, 3.0), f"rare words in common ({titles.telling:.1f})"))
    if titles.telling < _COMMON_TITLE and (_other_venue(left, right) or _other_organiser(left, right)):
        found.append((-0.3, "a title of common words, and other hosts or another house"))
    return found


def _other_venue(left: Claim, right: Claim) -> bool:
    return bool(left.venue and right.venue) and not _same_venue(left, right)


def _same_venue(left: Claim, right: Claim) -> bool:
    return fuzz.token_set_ratio(" ".join(sorted(left.venue)), " ".join(sorted(right.venue))) >= 75


def _other_organiser(left: Claim, right: Claim) -> bool:
    return bool(left.organisers and right.organisers) and not left.organisers & right.organisers


def _when_gains(left: Claim, right: Claim, when: str) -> list[tuple[float, str]]:
    gains = {
        "same": (0.14, "same day"),
        "shared": (0.02, "one names more days than the other"),
        "moved": (0.12, "a notice that it was moved"),
        "reviewed": (0.16, "a review of that day"),
        "unknown": (0.0, "one has no date"),
    }
    if when == "same" and left.is_review != right.is_review:
        when = "reviewed"
    found = [gains[when]] if when in gains else []
    gap = _clock_gap(left, right)
    if gap is not None:
        found.append((0.08, "same time") if gap <= _CLOCK_SLACK else (-0.14, f"times {gap} minutes apart"))
    return found


def _where_gains(left: Claim, right: Claim) -> list[tuple[float, str]]:
    found = []
    if left.towns & right.towns:
        found.append((0.04, f"same town: {', '.join(sorted(left.towns & right.towns))}"))
    elif left.is_online and right.is_online:
        found.append((0.04, "both online"))
    if left.venue and right.venue:
        found.append((0.09, "same venue") if _same_venue(left, right) else (-0.07, "other venue"))
    if left.organisers and right.organisers:
        found.append((0.07, "same organiser") if left.organisers & right.organisers else (-0.02, "other organiser"))
    return found


def _text_gains(left: Claim, right: Claim, text_alike: float) -> list[tuple[float, str]]:
    found = []
    if text_alike >= 0.5:
        found.append((0.14 * text_alike, f"texts share {text_alike:.0%} beside boilerplate"))
    if left.url and left.url == right.url and left.url.count("/") > 1:
        found.append((0.06, "same address"))
    return found
