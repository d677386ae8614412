"""What an entry's own words say for and against its being an announcement: it looks ahead, or it reports."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from pipeline.formats import signs
from pipeline.formats.document import Node
from pipeline.formats.html.choice import Weighed
from pipeline.formats.html.fields import dates_of_entry, find_place
from pipeline.formats.html.neighbours import day_of
from pipeline.formats.html.survey import Survey, words_of
from pipeline.formats.html.titles import find_title

# What comes together at a time and a place: the ends of German compounds, and English words.
_OCCASION = re.compile(
    r"(?:workshops?|seminare?|webinare?|tagung(?:en)?|konferenz(?:en)?|kongress|symposium|fachtage?|treff(?:en|s)?"
    r"|stammtisch|lesung(?:en)?|vortrag|vorträge|diskussion(?:en)?|gespräche?|runde|film(?:abend|vorführung)|kino"
    r"|ausstellung(?:en)?|vernissage|konzerte?|feste?|festivals?|feier|party|demo|kundgebung|mahnwache|gedenken"
    r"|rundgang|rundgänge|führung(?:en)?|exkursion(?:en)?|fahrt(?:en)?|camp|training|schulung(?:en)?"
    r"|fortbildung(?:en)?|weiterbildung(?:en)?|kurse?|café|frühstück|brunch|picknick|wochen?|tage?|theater|premiere"
    r"|aufführung(?:en)?|salon|forum|turnier|spaziergang|spaziergänge|sprechstunden?|versammlung(?:en)?|abende?"
    r"|nachmittage?|auftakt|sitzung(?:en)?|messe|markt|basar|begegnung(?:en)?|gottesdienste?|andacht(?:en)?"
    r"|wanderung(?:en)?|nacht|proben?|chor|vorlesung(?:en)?|lauf|tanz|stunde|meetings?|boards?|committees?"
    r"|commissions?|councils?|hearings?|sessions?|conferences?|concerts?|lectures?|talks?|class(?:es)?|tours?|shows?"
    r"|fairs?|parade|walks?|retreats?|training)\b",
    re.I,
)
_PAPER = re.compile(
    r"^\W*(?:\w+-?)?(?:protokolle?|niederschrift|beschl(?:uss|üsse)|bericht|satzung|rundbrief|newsletter|infobrief"
    r"|ausgabe|heft|flyer|formular|merkblatt|antrag|haushaltsplan|bekanntmachung|verordnung|gesetz|fassung"
    r"|pressemitteilung|ordnung|jahresbericht|rückblick|nachruf|danke|letzter? (?:beitrag|antwort)|re:|urteil|bilanz"
    r"|resolution|ordinance|report|newsletter|issue|press release)\b",
    re.I,
)
_SCORE = re.compile(r"(?:^|\s)\d{1,3}\s?:\s?\d{1,3}(?:\s?\(\d{1,3}\s?:\s?\d{1,3}\))?\s*$")
_OVER = re.compile(
    r"\b(?:war|waren|wurde|wurden|hatten?|fand|fanden|gab|kam|kamen|ging(?:en)?|konnten?|brachten?|feierten?|trafen?"
    r"|zeigten?|folgten?|sorgten?|gewann(?:en)?|siegten?|verlor(?:en)?|entschied(?:en)?|fuhr(?:en)?|ehrten?"
    r"|besuchten?|erhielt(?:en)?|begeisterten?|drehten?|endeten?|standen?|ließ(?:en)?|wählten?|diskutierten?"
    r"|(?:ist|sind|hat|haben)\b[^.!?\n]{1,80}\b(?:ge\w{3,}(?:t|en)|\w{2,}ge\w{3,}(?:t|en)|\w{3,}iert|er\w{4,}(?:t|en)"
    r"|ver\w{4,}(?:t|en)|be\w{4,}(?:t|en))"
    r"|was|were|had|took|won|lost|celebrated|gathered|attended)\b",
    re.I,
)
_PUT_OFF = re.compile(r"abgesagt|verschoben|verlegt|entf[aä]ll|ausgebucht|cancel|postpon|reschedul|approved", re.I)
_BYLINE = re.compile(
    r"(?:^|[\s(·|])(?:von|by|autor(?:in)?:?)\s+[^\s,·|»]+(?:\s[^\s,·|»]+)?\s*(?:»|·|\||am|on|,|–|-)\s*$", re.I
)
_LETTER = re.compile(r"[^\W\d_]{3,}\s(?:vom|of|dated|v\.)\s$", re.I)
_EVENT_CLASS = re.compile(
    r"(?:^|[\s_-])(?:v?events?|termine?|veranstaltung(?:en)?|konzerte?|gigs?|tribe|mec|eventon|calendar|kalender"
    r"|eventlist)(?:$|[\s_-])",
    re.I,
)
_PROSE = 40  # characters of a sentence; shorter ones are remarks


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Whether the entry announces by a mark of its own, whether its day is still to come, whether it reports."""

    announces: bool
    is_coming: bool
    reports: bool


def evidence(survey: Survey, entry: Weighed, today: date) -> Evidence:
    """The marks of one entry; `today` is the day of the capture."""
    span = entry.span
    hits = dates_of_entry(survey, span)
    title = find_title(survey, span)
    words = survey.text(title.start, title.end) if title else ""
    text = survey.text(span.start, span.end)
    first = hits[0] if hits else None
    days = [day for hit in hits if (day := day_of(survey.text(hit.start, hit.end)))]
    is_coming = any(day >= today for day in days)
    is_stamp = first is not None and is_written_day(survey, first)
    is_paper = _PAPER.search(words) is not None or _SCORE.search(words) is not None
    reports = is_stamp or is_paper or (not is_coming and tells_of_past(text.removeprefix(words)))
    announces = not is_stamp and (
        _has_clock(survey, entry)
        or (first is not None and signs.has_weekday(survey.text(first.start, first.end)))
        or bool(survey.rules_in(span.start, span.end))
        or _OCCASION.search(words) is not None
        or find_place(survey, span, title) is not None
        or _is_called_event(span.node)
    )
    return Evidence(announces=announces and not is_paper, is_coming=is_coming and not is_stamp, reports=reports)


def is_written_day(survey: Survey, hit: signs.Hit) -> bool:
    """Whether the words before the day make it one of writing: an author (`von Ina am`), a paper (`Brief vom`)."""
    text = survey.document.text
    line = text[max(0, hit.start - 60) : hit.start].rpartition("\n")[2]
    until = text[hit.end : hit.end + 6]
    is_range = re.match(r"\s?(?:-|–|bis|to)\s", until) is not None
    return _BYLINE.search(line) is not None or (not is_range and _LETTER.search(line) is not None)


def tells_of_past(text: str) -> bool:
    """Whether the first sentences of a text say what has been, rather than what is put off."""
    sentences = [piece for piece in re.split(r"[.!?](?:\s|$)|\n", text[:1_500]) if len(piece) >= _PROSE]
    told = [piece for piece in sentences[:4] if _OVER.search(piece) and not _PUT_OFF.search(piece)]
    return 2 * len(told) >= len(sentences[:4]) > 0


def _has_clock(survey: Survey, entry: Weighed) -> bool:
    """Whether the entry names a time at which people meet: theirs is a multiple of five minutes, a stamp's any."""
    hits = survey.times_in(entry.span.start, entry.span.end)
    minutes = [re.search(r"[:.](\d\d)", survey.text(hit.start, hit.end)) for hit in hits[:8]]
    return bool(hits) and all(match is None or int(match.group(1)) % 5 == 0 for match in minutes)


def _is_called_event(node: Node) -> bool:
    return any(_EVENT_CLASS.search(words_of(one)) for one in (node, *node.children[:3]))
