"""What rules out that two entries are one event, whatever else speaks for it."""

from __future__ import annotations

from rapidfuzz import fuzz

from pipeline.link.claims import Claim
from pipeline.link.compare import contradictions
from pipeline.link.ground import coverage
from pipeline.link.likeness import Likeness, Surroundings
from pipeline.link.when import relation, rhythm, same_day

_ALIKE_AT_ALL = 0.35
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
    for mine, theirs in (
        (left.heading.tongues, right.heading.tongues),
        (left.heading.levels, right.heading.levels),
    ):
        if mine and theirs and not mine & theirs:
            return f"another language or level: {', '.join(sorted(mine))} / {', '.join(sorted(theirs))}"
    counted = _counted(left, right)
    if counted:
        return counted
    if when == "unknown" and _years_apart(left, right):
        return "another year than the other's date"
    if left.is_call != right.is_call:
        return "a call for contributions against the event"
    if left.is_rerun != right.is_rerun and when not in ("same", "range"):
        return "rerun against first run"
    if left.part != right.part and (left.is_whole or right.is_whole) and not is_notice(left, right):
        return f"part against whole: {left.part or right.part}"
    if when == "opens" and (titles.occasions_differ or titles.alike < _ALIKE_AT_ALL):
        return "part against whole: something else on its first day"
    if left.is_numbered_part != right.is_numbered_part and titles.has_part and not is_notice(left, right):
        return "part against whole: a numbered part"
    return ""


def _counted(left: Claim, right: Claim) -> str:
    """Another number of the same: part 3 and part 4, 25 years and 30 years."""
    if left.episodes and right.episodes and not left.episodes & right.episodes:
        return f"other number: part {min(left.episodes)} / {min(right.episodes)}"
    for word in sorted({word for word, _ in left.numbers} & {word for word, _ in right.numbers}):
        mine, theirs = ({number for one, number in side.numbers if one == word} for side in (left, right))
        if not mine & theirs:
            return f"other number: {word} {min(mine)} / {min(theirs)}"
    return ""


def _years_apart(left: Claim, right: Claim) -> bool:
    for one, other in ((left, right), (right, left)):
        dated = {span.year for span in other.spans if span.year}
        if not one.spans and one.facts.years and dated and not one.facts.years & dated:
            return not is_notice(left, right)
    return False


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
