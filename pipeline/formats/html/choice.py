"""Which of the candidate lists are the page's list: each span is weighed as an entry, the heaviest lists win."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.formats import signs
from pipeline.formats.document import Node
from pipeline.formats.html.day_heads import is_head_of_day
from pipeline.formats.html.fields import dates_of_entry, is_structural
from pipeline.formats.html.showtimes import performances
from pipeline.formats.html.spans import MAX_SPAN, Candidate, Span
from pipeline.formats.html.survey import Survey
from pipeline.formats.html.tables import columns_of
from pipeline.formats.html.titles import find_title

_ARTICLE = re.compile(
    r"(?:^|[\s_-])(?:article|post|hentry|entry|event|events|teaser|termin|veranstaltung|news|card|item)(?:$|[\s_-])",
    re.I,
)
_GOES_ON = re.compile(r"^\W*[a-zäöüß]{3,}\W+\w+")  # begann das Projekt
_EVENT = re.compile(
    r"(?:^|[\s_-])(?:v?event|termin|veranstaltung|konzert|gig|show)(?:[-_]?(?:item|card|entry|teaser|box|eintrag|row"
    r"|list-item))?(?:$|\s)",
    re.I,
)
MAX_WEIGHED = 10_000  # spans; a page of a thousand entries needs some ten thousand
_MAX_CELLS = 30


@dataclass(frozen=True, slots=True)
class Weighed:
    """A span with its weight 0…1.2 as an entry."""

    span: Span
    weight: float
    is_timed: bool = False
    day: str = ""  # the entry's first day, as signs.day_key writes it

    @property
    def is_dated(self) -> bool:
        return bool(self.day)


@dataclass(frozen=True, slots=True)
class Listing:
    """A candidate whose spans were weighed; only the entries are left."""

    way: str
    entries: tuple[Weighed, ...]
    score: float

    @property
    def dated(self) -> int:
        return sum(entry.is_dated for entry in self.entries)


def choose(survey: Survey, found: Iterable[Candidate], read: list[tuple[int, int]]) -> list[Listing]:
    """The lists of the page that do not overlap, heaviest first; an empty list if nothing on it is a list of entries.

    `read`: stretches that were read in another way. What lies in an entry's box, the largest element around it that
    holds no other entry, is part of that entry.
    """
    known: dict[tuple[int, int, int, int], Weighed] = {}
    listings = [weigh(survey, candidate, known) for candidate in found]
    good = [listing for listing in listings if _is_list(listing)]
    good.sort(key=lambda listing: (-listing.score, -_extent(listing)))
    chosen: list[Listing] = []
    taken = sorted(read)
    for listing in good:
        if any(_overlaps(entry.span, taken) for entry in listing.entries):
            listing = _rest(listing, taken)
        if not _is_list(listing) or (chosen and not _is_further_list(listing)):
            continue
        chosen.append(listing)
        taken = sorted(taken + _boxes(listing))
    return chosen


def _boxes(listing: Listing) -> list[tuple[int, int]]:
    """For each entry the extent of the largest element around it that holds no other entry of the list."""
    starts = [entry.span.start for entry in listing.entries]
    boxes: list[tuple[int, int]] = []
    for entry in listing.entries:
        box = (entry.span.start, entry.span.end)
        node: Node | None = entry.span.node
        while node is not None and node.tag not in ("body", "html", "main") and len(starts) > 1:
            if bisect_left(starts, node.end) - bisect_left(starts, node.start) > 1 or node.end - node.start > MAX_SPAN:
                break
            box = (min(box[0], node.start), max(box[1], node.end))
            node = node.parent
        boxes.append(box)
    heads = {(entry.span.head.start, entry.span.head.end) for entry in listing.entries if entry.span.head is not None}
    return [*boxes, *(head for head in heads if not any(box[0] <= head[0] < box[1] for box in boxes))]


def weigh(survey: Survey, candidate: Candidate, known: dict[tuple[int, int, int, int], Weighed]) -> Listing:
    """The candidate's entries and its score: their weights together, less when many of its spans are none."""
    entries: list[Weighed] = []
    for span in candidate.spans:
        key = (span.start, span.end, id(span.node), span.head.start if span.head else -1)
        if key not in known and len(known) >= MAX_WEIGHED:
            break
        if key not in known:
            known[key] = _weigh_span(survey, span)
        if known[key].weight > 0:
            entries.append(known[key])
    share = len(entries) / max(1, len(candidate.spans))
    score = _distinct_weight(entries) * (0.6 + 0.4 * share)
    return Listing(candidate.way, tuple(entries), score)


def _distinct_weight(entries: list[Weighed]) -> float:
    """The weights together; an entry on the day of the one before it may be a piece of that one and counts less."""
    total = 0.0
    before = ""
    is_item_before = False
    for entry in entries:
        is_item = entry.span.head is not None and entry.is_timed
        repeats = bool(entry.day) and entry.day == before and not (is_item and is_item_before)
        is_item_before = is_item
        total += entry.weight * (0.1 if repeats and entry.weight < 0.8 else 0.4 if repeats else 1.0)
        before = entry.day
    return total


def _weigh_span(survey: Survey, span: Span) -> Weighed:
    if span.end - span.start < 200 and signs.says_none(survey.text(span.start, span.end)):
        return Weighed(span, 0.0)
    dates = dates_of_entry(survey, span)
    rules = survey.rules_in(span.start, span.end)
    if len(dates) >= 4 and 2 * sum(hit.end - hit.start for hit in dates) > span.end - span.start:
        return Weighed(span, 0.0)
    title = find_title(survey, span)
    length = span.end - span.start
    if not dates and not rules:
        return Weighed(span, _undated_weight(survey, span))
    if dates and span.head is None and not any(is_structural(survey, span, title, hit) for hit in dates):
        return Weighed(span, _undated_weight(survey, span))
    first = dates[0] if dates else rules[0]
    day = signs.day_key(survey.text(first.start, first.end))
    if _holds_several(survey, span) or _is_cell_of_row(survey, span.node):
        return Weighed(span, 0.0, day=day)
    lead = first.start - span.start
    if title is None:
        is_bare = lead < 60 and (length < 120 or span.node.tag in ("tr", "li")) and _is_bare(survey, span)
        return Weighed(span, 0.45 if is_bare else 0.1, day=day)
    weight = {"heading": 1.2, "class": 1.1, "link": 1.0, "bold": 0.9, "cell": 0.85, "line": 0.7}[title.kind]
    if title.kind in ("line", "bold") and length > 600:
        weight *= 0.4
    if title.kind == "line" and _is_sentence(survey.text(title.start, title.end)):
        weight *= 0.5
    if lead > 400:
        weight *= 0.5
    weight *= max(1, len({show.date for show in performances(survey, span)}))
    return Weighed(span, weight, bool(survey.times_in(span.start, span.end)), day)


def _is_bare(survey: Survey, span: Span) -> bool:
    """Whether a day without a title stands alone: further words in its line make it a piece of the entry there, prose
    in itself makes it a word of the prose."""
    if span.node.tag != "tr" and _GOES_ON.search(signs.without_dates(survey.text(span.start, span.end))):
        return False
    text = survey.document.text
    before = text[max(0, span.start - 80) : span.start].rpartition("\n")[2]
    after = text[span.end : span.end + 80].partition("\n")[0]
    return not re.search(r"[^\W\d_]{3}", signs.without_dates(before + " " + after))


def _undated_weight(survey: Survey, span: Span) -> float:
    """A teaser without a date: an article-like element with a heading that is, or stands by, a link."""
    headings = survey.headings_in(span.start, span.end)
    if not 1 <= len(headings) <= 2 or span.end - span.start < 30:
        return 0.0
    links = survey.links_in(span.start, span.end)
    is_article = span.node.tag == "article" or _ARTICLE.search(span.node.attribute("class")) is not None
    is_whole = span.node.start == span.start and span.node.end == span.end
    return 0.5 if links and is_article and is_whole else 0.0


def _holds_several(survey: Survey, span: Span) -> bool:
    """Whether two headings of one rank, or two lines, have a date and words of their own each."""
    marks: dict[str, int] = {}
    headings = survey.headings_in(span.start, span.end)
    for place, heading in enumerate(headings):
        end = headings[place + 1].start if place + 1 < len(headings) else span.end
        if survey.dates_in(heading.start, end):
            marks[heading.tag] = marks.get(heading.tag, 0) + 1
    if any(count > 1 for count in marks.values()) or _has_dated_lines(survey, span, bool(headings)):
        return True
    return bool(headings) and is_head_of_day(survey, headings[0], span)


def _has_dated_lines(survey: Survey, span: Span, has_heading: bool) -> bool:
    """Whether two lines begin with different days and go on with words; below a heading these must be several."""
    days: set[str] = set()
    at = span.start
    for line in survey.text(span.start, span.end).split("\n"):
        day = _day_of_line(survey, at, at + len(line), 2 if has_heading else 1)
        at += len(line) + 1
        if day:
            days.add(day)
        if len(days) > 1:
            return True
    return False


def _day_of_line(survey: Survey, start: int, end: int, words: int) -> str:
    """The day that a line begins with and says something about, in so many words and no sentence; '' for others."""
    hits = survey.dates_in(start, min(end, start + 60))
    if not hits or re.search(r"\w{3,}", signs.without_dates(survey.text(start, hits[0].start))):
        return ""
    rest = signs.without_dates(survey.text(start, end))
    after = re.search(r"[^\W\d_]", survey.text(hits[0].end, end))
    is_prose = after is not None and after.group().islower() and not survey.times_in(hits[0].end, end)
    is_said = len(re.findall(r"[^\W\d_]{3,}", rest)) >= words and len(rest) < 160 and not signs.is_generic(rest)
    return signs.day_key(survey.text(hits[0].start, hits[0].end)) if is_said and not is_prose else ""


def _is_cell_of_row(survey: Survey, node: Node) -> bool:
    """Whether a table cell is a field of its row's entry rather than an entry: most of the row's other cells have no
    date."""
    if node.tag not in ("td", "th") or node.parent is None:
        return False
    if len(node.parent.children) > _MAX_CELLS:
        return True
    filled = [cell for cell in node.parent.children if cell.end > cell.start]
    dated = [cell for cell in filled if survey.dates_in(cell.start, cell.end)]
    return len(filled) >= 2 and (2 * len(dated) <= len(filled) + 1 or bool(columns_of(survey, node.parent)))


def _is_sentence(text: str) -> bool:
    return len(text) > 100 or (len(text) > 50 and text.rstrip().endswith((".", "!", "?")))


def _is_list(listing: Listing) -> bool:
    """At least three dated entries, or two with a heading, link, bold title or time of day, or three teasers that are
    articles or carry a class of their own."""
    good = [entry for entry in listing.entries if entry.is_dated and entry.weight >= 0.4]
    dated = [entry.weight for entry in good]
    enough = 1.3 if all(entry.is_timed for entry in good) else 1.7
    if len(dated) >= 3 or (len(dated) == 2 and sum(dated) >= enough):
        return True
    teasers = [entry for entry in listing.entries if entry.weight >= 0.5]
    if len(listing.entries) == len(dated) == 1:
        return _is_lone_event(listing.entries[0])
    return len(teasers) >= 3 and all(entry.span.node.tag == "article" or "." in listing.way for entry in teasers)


def _is_lone_event(entry: Weighed) -> bool:
    """Whether the only entry of a list says by its class that it is an event, and has a heading or link and a day."""
    return entry.weight >= 1.0 and _EVENT.search(entry.span.node.attribute("class")) is not None


def _is_further_list(listing: Listing) -> bool:
    """Beside the page's first list, a further one must be clearer: chance finds in menus and prose come in twos."""
    sure = [entry for entry in listing.entries if entry.is_dated and entry.weight >= 0.4]
    return len(sure) >= 3 and listing.score >= 0.3 * len(listing.entries)


def _extent(listing: Listing) -> int:
    return sum(entry.span.end - entry.span.start for entry in listing.entries)


def _overlaps(span: Span, taken: list[tuple[int, int]]) -> bool:
    """Whether the span touches one of the stretches, which are in order and do not overlap."""
    after = bisect_left(taken, (span.end, -1))
    return after > 0 and taken[after - 1][1] > span.start


def _rest(listing: Listing, taken: list[tuple[int, int]]) -> Listing:
    """What is left of a listing beside lists already chosen."""
    entries = tuple(entry for entry in listing.entries if not _overlaps(entry.span, taken))
    return Listing(listing.way, entries, sum(entry.weight for entry in entries))


def is_shell(survey: Survey) -> bool:
    """Whether the page holds next to no words of its own: it is filled by JavaScript."""
    words = re.findall(r"\w{2,}", survey.document.text)
    return len(words) < 40 and bool(survey.document.html.css("script"))
