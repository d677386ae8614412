"""Whether a list announces something: downloads, press cuttings, a chronicle, closed days and wares do not."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from pipeline.formats import signs
from pipeline.formats.document import Node
from pipeline.formats.html.choice import Listing
from pipeline.formats.html.context import Above, heading_above
from pipeline.formats.html.evidence import evidence
from pipeline.formats.html.links import leads_to_page
from pipeline.formats.html.neighbours import day_of
from pipeline.formats.html.spans import Span
from pipeline.formats.html.survey import Survey, words_of

_FOREIGN = re.compile(
    r"\b(?:presse(?:spiegel|mitteilung(?:en)?|archiv|stimmen|echo|berichte?|schau|informationen)?|medienecho"
    r"|in den medien|downloads?|formulare|dokumente|publikationen|veröffentlichungen|literatur(?:liste)?|quellen"
    r"|chronik|historie|geschichte|meilensteine|zeittafel|gästebuch|kommentare|änderungs(?:protokoll|historie)|changelog"
    r"|release notes|versionen|schlie(?:ß|ss)(?:tage|zeiten|ungen)|betriebsferien|ferien(?:zeiten|termine)|feiertage"
    r"|wetter|abfuhr\w*|müll\w*|entsorgung\w*|abfall\w*|vergaben?|ausschreibungen und vergaben"
    r"|datenschutz\w*|impressum|agb|press releases?|in the news|publications|history|guestbook"
    r"|holidays|closures)\b",
    re.I,
)
_EVENTFUL = re.compile(
    r"termin|veranstalt|event|kalender|calendar|programm|agenda|spielplan|konzert|workshop|seminar|kurs|fortbildung"
    r"|treffen|gottesdienst|vorschau|meeting|schedule|upcoming|was ansteht|ausstellung|führung|lesung|gruppen"
    r"|aktuell|neuigkeit|news|blog|archiv|kategorie|category|schlagw|tag/|beiträge|ankündig|stellen|jobs|förder"
    r"|projekte?/|sendung",
    re.I,
)
_HAPPENING = re.compile(
    r"termin|veranstalt|event|kalender|calendar|programm|agenda|spielplan|konzert|workshop|seminar|kurs|fortbildung"
    r"|treffen|gottesdienst|vorschau|meeting|schedule|upcoming|was ansteht|ausstellung|führung|lesung|sitzung|proben",
    re.I,
)
_POST = re.compile(
    r"(?:^|\s)(?:hentry|post|type-(?!product)\w+|layout_(?:latest|teaser|short|full)|event|termin|veranstaltung)(?:$|\s)"
)
_NEVER = re.compile(  # whatever times the entries print
    r"\w*(?:öffnungs|sprech|schließ|schliess)zeiten|opening hours|systemstatus|\w*störungen|status ?meldungen"
    r"|gästebuch|bewertungen|rezensionen|kundenstimmen|changelog|änderungs(?:protokoll|historie)|ergebnisse|fahrplan",
    re.I,
)
_CLOSED = re.compile(r"\b(?:geschlossen|schlie(?:ß|ss)(?:t|en)\b|entfällt|closed)\b", re.I)
_FILE_SIZE = re.compile(r"\b\d+(?:[.,]\d+)?\s?(?:kB|KB|MB|KiB|MiB|Bytes)\b", re.I)
_MEASURE = re.compile(r"\d\s?(?:°C|km/h|hPa|m³)")
_PRICE = re.compile(r"\d(?:[.,]\d\d)?\s?(?:€|EUR\b)")
_LONG_AGO = 5  # years; what spreads over so many with a day or two a year is a chronicle


def announces(survey: Survey, above: list[Above], listing: Listing, today: date) -> bool:
    """Whether the list's entries may be announcements on the day of the capture, judged by its heading, its columns and
    what all of them hold."""
    spans = [entry.span for entry in listing.entries]
    texts = [survey.text(span.start, span.end) for span in spans]
    is_data = _most((_FILE_SIZE.search(text) or _MEASURE.search(text)) is not None for text in texts)
    if is_data or _is_chronicle(survey, listing) or _most(_lasts_for_a_year(survey, span) for span in spans):
        return False
    if listing.dated == 0:
        return _may_be_undated(survey, above, spans, texts)
    heading = heading_above(survey, above, spans[0].start)
    words = survey.text(heading.start, heading.end) if heading else ""
    if _NEVER.search(words) or _is_price_list(listing, texts):
        return False
    if _is_day_picker(survey, listing) or not _tells_of_what_comes(survey, listing, words, today):
        return False
    timed = _most(bool(survey.times_in(span.start, span.end)) for span in spans)
    if timed or _most(signs.has_weekday(text) for text in texts):
        return True
    if _FOREIGN.search(words) and not _EVENTFUL.search(_FOREIGN.sub(" ", words)):
        return False
    return not _are_closed_days(survey, spans, texts, heading)


def _tells_of_what_comes(survey: Survey, listing: Listing, heading: str, today: date) -> bool:
    """Whether the list looks ahead: by its entries' own marks, by a day to come, or by the words that page and heading
    use of it. A list of reports looks back, whatever it is called."""
    marks = [evidence(survey, entry, today) for entry in listing.entries if entry.is_dated]
    coming = sum(mark.is_coming for mark in marks)
    if not coming and _most(mark.reports for mark in marks):
        return False
    if coming or _most(mark.announces for mark in marks):
        return True
    return _HAPPENING.search(heading) is not None


def _most(found: Iterable[bool]) -> bool:
    values = list(found)
    return 2 * sum(values) >= len(values)


def _is_chronicle(survey: Survey, listing: Listing) -> bool:
    """Whether the days spread over many years, few to a year."""
    years = [
        year
        for entry in listing.entries
        for hit in survey.dates_in(entry.span.start, entry.span.end)[:1]
        if (year := signs.year_in(survey.text(hit.start, hit.end)))
    ]
    spread = max(years) - min(years) if years else 0
    return len(years) >= 3 and spread >= _LONG_AGO and len(years) <= 1.5 * len(set(years)) and spread >= len(years)


def _is_day_picker(survey: Survey, listing: Listing) -> bool:
    """Whether the entries are links that hold nothing but one day after the other."""
    texts = [survey.text(entry.span.start, entry.span.end) for entry in listing.entries]
    if len(texts) < 3 or not all(signs.is_only_date(text) and not signs.has_clock(text) for text in texts):
        return False
    if not all(survey.links_in(entry.span.start, entry.span.end) for entry in listing.entries):
        return False
    days = [signs.month_and_day(text) for text in texts]
    steps = [after[1] - before[1] for before, after in pairwise(days) if before and after and before[0] == after[0]]
    return len(steps) >= 2 and all(step == 1 for step in steps)


def _is_price_list(listing: Listing, texts: list[str]) -> bool:
    """Whether all entries name one day, from which on their prices hold."""
    days = {entry.day for entry in listing.entries}
    return len(texts) >= 3 and len(days) == 1 and all(_PRICE.search(text) for text in texts)


def _lasts_for_a_year(survey: Survey, span: Span) -> bool:
    """Whether the entry lasts for about a year or more: a project rather than an event."""
    hits = survey.dates_in(span.start, span.end)[:2]
    if len(hits) < 2 or not re.fullmatch(r"\s?(?:-|–|—|bis)(?: zum)?\s?", survey.text(hits[0].end, hits[1].start)):
        return False
    first, last = (day_of(survey.text(hit.start, hit.end)) for hit in hits)
    return first is not None and last is not None and (last - first).days >= 330


def _may_be_undated(survey: Survey, above: list[Above], spans: list[Span], texts: list[str]) -> bool:
    """Whether entries without any day are announcements: page or markup say so, and they have pages of their own."""
    if _most(_PRICE.search(text) is not None for text in texts):
        return False
    if not _most(any(map(leads_to_page, survey.links_in(span.start, span.end))) for span in spans):
        return False
    heading = heading_above(survey, above, spans[0].start)
    words = survey.text(heading.start, heading.end) if heading else ""
    if _FOREIGN.search(words):
        return False
    is_post = _most(_POST.search(words_of(span.node)) is not None for span in spans)
    return is_post or _EVENTFUL.search(f"{words} {survey.document.url}") is not None


def _are_closed_days(survey: Survey, spans: list[Span], texts: list[str], heading: Node | None) -> bool:
    """Bare days under a sentence that says that the house is closed."""
    if not all(signs.is_only_date(text) for text in texts):
        return False
    start = heading.start if heading else max(0, spans[0].start - 300)
    return _CLOSED.search(survey.text(start, spans[0].start)) is not None
