"""What rules out that two entries are one event, whatever else speaks for it."""

from __future__ import annotations

from rapidfuzz import fuzz

from pipeline.link.claims import Claim
from pipeline.link.compare import contradictions
from pipeline.link.ground import coverage
from pipeline.link.likeness import Likeness, Surroundings
from pipeline.link.when import relation, rhythm, same_day

_TOWN_ALIKE = 84  # 0…100


def what_rules_out(left: Claim, right: Claim, titles: Likeness, around: Surroundings) -> tuple[str, str]:
    """The first thing that rules one event out ('' if none), and how the dates stand to each other."""
    when = rhythm(left.rules, right.rules) if left.rules and right.rules else relation(left.spans, right.spans)
    never = _elsewhere(left, right) or _another(left, right, titles, when)
    if never:
        return never, when
    if when in ("other", "within"):
        told = _told_of(left, right, max(titles.alike, coverage(right, left)), around)
        told = told or _told_of(right, left, max(titles.alike, coverage(left, right)), around)
        if told:
            return "", told
        return ("another date" if when == "other" else "a day of a longer event"), when
    if bool(left.rules) != bool(right.rules) and (left.spans or right.spans) and not is_notice(left, right):
        return "one day of something that comes again", when
    if when == "unknown" and left.comes_again != right.comes_again and not is_notice(left, right):
        return "one day of something that comes again", when
    if when == "unknown" and left.entry.source == right.entry.source and not (left.is_review or right.is_review):
        return "within one source an entry without date stands for itself", when
    return "", when


def _elsewhere(left: Claim, right: Claim) -> str:
    if left.towns and right.towns and not left.towns & right.towns and not (left.is_online or right.is_online):
        return f"other town: {', '.join(sorted(left.towns))} / {', '.join(sorted(right.towns))}"
    if left.city and right.city and not _may_be_one_town(left.city, right.city):
        return f"other town: {left.city} / {right.city}"
    named = (left.towns_named, right.towns_named)
    if all(named) and not named[0] & named[1] and not left.towns & right.towns:
        return f"other towns in the titles: {', '.join(sorted(named[0]))} / {', '.join(sorted(named[1]))}"
    return ""


def _may_be_one_town(left: str, right: str) -> bool:
    """Whether two unlisted names may be one town: Saalburg, Bad Saalburg."""
    mine, theirs = set(left.split()), set(right.split())
    return mine <= theirs or theirs <= mine or fuzz.ratio(left, right) >= _TOWN_ALIKE


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
    if left.part != right.part and (left.is_whole or right.is_whole) and not is_notice(left, right):
        return f"part against whole: {left.part or right.part}"
    if when == "opens" and titles.occasions_differ:
        return "part against whole: another kind of occasion on its first day"
    return ""


def is_notice(left: Claim, right: Claim) -> bool:
    """Whether one of the two looks back on something or moves it."""
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
